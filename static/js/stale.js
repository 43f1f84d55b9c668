// Every page says by itself when the snapshot behind it has run out, even one that was left open.
const notice = document.querySelector(".stale");
const age = () => {
  notice.hidden = Date.now() < Date.parse(notice.dataset.until);
};
age();
setInterval(age, 30000);
