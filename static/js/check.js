// The panel that offers the check: gets what is published, verifies it, and compares the pages with what was signed.
// All of its words stand in its template; a script writes text into it, and no markup.
const panel = document.querySelector(".check"),
  $ = what => panel.querySelector(what),
  words = name => panel.getAttribute("data-" + name),
  show = (facts, names) =>
    $("output").replaceChildren(
      ...names.map(name => {
        const line = $("template").content.querySelector(`[data-say~=${name}]`).cloneNode(true);
        line.lastChild.data = line.lastChild.data.replace(/{(\w+)}/g, (all, key) => facts[key]);
        return line;
      })
    ),
  // The control that an outcome belongs to: the first that its row names, and only its row.
  owner = node => /[A-Z]\w+-\d{3}/.exec(node.closest("a,li,tr,.verdict")?.textContent)?.[0],
  // What an outcome, or a count of outcomes, says in place of what was signed, in its word or by its mark; nothing
  // where it says that.
  differs = said => node => {
    const shown = node.textContent.trim(),
      [, mark] = /outcome--([\w-]+)/.exec(node.className),
      id = owner(node),
      // Of what was not scanned, nothing is signed: its count is not compared, but the words beside it are.
      sum = mark === "not-scanned" ? parseInt(shown) : said.controls.filter(one => one.status === mark).length,
      status = said.controls.find(one => one.id === id)?.status ?? "not-scanned",
      [end] = said.exceptions.filter(one => one.control === id).map(one => one.expiresAt).sort(),
      signed = words(status) + (status === "exception" ? " " + words(end.slice(0, 10)) : "");
    // What belongs to no control is a count, or it is nothing that was signed; what belongs to one is its outcome,
    // whatever else it looks like.
    if (!id) return shown === `${sum} ${words(mark)}` ? [] : shown;
    return shown === signed && mark === status ? [] : `${id}: ${shown}`;
  };

// The saved page shows no outcomes of a site: `site` is false there, and nothing is compared.  A page that shows a
// newer snapshot than it was built with is compared alone: `only` the envelope and the policy are got then.  Neither is
// taken from the page, because whoever alters an outcome can alter an attribute too.
let site = true,
  only,
  load = urls =>
    Promise.all(
      urls.map(url =>
        fetch(url, { cache: "no-store" }).then(answer => answer.ok ? answer.arrayBuffer() : Promise.reject())
      )
    );

const check = async () => {
  const facts = { ...panel.dataset },
    urls = facts.files.split(" ", only);
  let names, digest, seen = [];
  show(facts, ["busy"]);
  try {
    const [sent, rules, ...pages] = await load(urls);
    // Without WebCrypto there is nothing to check with, and this throws.
    digest = await hash(rules);
    const { said, sha256, keys, wrong } = await verify(sent, rules, Date.now()),
      given = $("#key").value.toLowerCase().replace(/[\s:]/g, ""),
      rest = keys.reduce((all, key) => all.replace(key.keyid, ""), given);
    if (rest) wrong.push("key");
    if (site) {
      const step = said.sequence - facts.sequence;
      if (digest !== facts.rules) wrong.push("rules");
      if (step > 0) wrong.push("newer");
      else if (sha256 !== facts.sha256) wrong.push(step ? "rollback" : "fork");
      else {
        const parsed = page => new DOMParser().parseFromString(utf8(page), "text/html"),
          shown = [document, ...pages.map(parsed)].map(root => [...root.querySelectorAll(".outcome")]),
          // This page and the next, which is the list of controls, show all of them, and each has a page of its own.
          gone = ({ id }) =>
            [0, 1, urls.findIndex(url => url.includes("/" + id.toLowerCase())) - 1].every(
              at => only && at || shown[at]?.some(node => owner(node) === id)
            ) ? [] : id,
          nodes = shown.flat(),
          other = [...nodes.flatMap(differs(said)), ...said.controls.flatMap(gone)];
        if (other[0]) wrong.push("other");
        facts.other = [...new Set(other)].join(", ");
        facts.count = nodes.length;
        seen = [only ? "alone" : "pages"];
      }
    }
    Object.assign(facts, said, { keys: keys.map(key => `${key.name} (${key.keyid})`).join(", ") });
    names = [
      /^(stale|newer|,)*$/.test(wrong) ? wrong[0] ? "late" : "good" : "bad",
      ...wrong,
      ...seen,
      "signed",
      given && !rest ? "known" : "unknown",
      "limits"
    ];
  } catch (error) {
    // 9 is the code of what a browser does not support, such as an algorithm.
    names = digest && error.code !== 9 ? ["bad", error.name ?? error] : ["unable"];
  }
  show(facts, names);
};

if (panel) {
  // Nothing is sent: a promise is true, so the form's answer is false.
  $("form").onsubmit = () => !check();
  $("form").hidden = false;
}
