const notice=document.querySelector(".stale");const age=()=>{notice.hidden=Date.now()<Date.parse(notice.dataset.until);};age();setInterval(age,30000);
