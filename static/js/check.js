// The panel that offers the check: gets what is published, verifies it, and compares the pages with what was signed.
// All of its words stand in its template; a script writes text into it, and no markup.
const panel = document.querySelector(".check");
const $ = what => panel.querySelector(what);
const words = name => panel.getAttribute("data-" + name);
const text = node => node.textContent.trim();
const show = (facts, names) =>
  $("output").replaceChildren(
    ...names.map(name => {
      const line = $("template").content.querySelector(`[data-say~=${name}]`).cloneNode(true);
      line.lastChild.data = line.lastChild.data.replace(/{(\w+)}/g, (all, key) => facts[key]);
      return line;
    })
  );

// The control that an outcome belongs to: the first that its row names.
const owner = node => /[A-Z]\w+-\d{3}/.exec(text(node))?.[0] ?? owner(node.parentNode);

// What an outcome, or a count of outcomes, says in place of what was signed; nothing where it says that.
const differs = (node, said) => {
  const shown = text(node);
  const [, count, word] = /^(\d+) (.+)/.exec(shown) ?? [];
  if (count) return word !== words("not-scanned") && said.controls.filter(one => words(one.status) === word).length != count ? shown : [];
  const id = owner(node);
  const status = said.controls.find(one => one.id === id)?.status ?? "not-scanned";
  const [end] = said.exceptions.filter(one => one.control === id).map(one => one.expiresAt).sort();
  return shown === words(status) + (status === "exception" ? " " + words(end.slice(0, 10)) : "") ? [] : `${id}: ${shown}`;
};

let load = files =>
  Promise.all(
    files.split(" ").map(path =>
      fetch(path, { cache: "no-store" }).then(answer => (answer.ok ? answer.arrayBuffer() : Promise.reject()))
    )
  );

const check = async () => {
  const facts = { ...panel.dataset };
  let names, digest;
  show(facts, ["busy"]);
  try {
    const [sent, rules, ...pages] = await load(facts.files);
    // Without WebCrypto there is nothing to check with, and this throws.
    digest = await hash(rules);
    const { said, sha256, keys, wrong } = await verify(sent, rules, Date.now());
    const given = $("#key").value.toLowerCase().replace(/[\s:]/g, "");
    if (keys.reduce((rest, key) => rest.replace(key.keyid, ""), given)) wrong.push("key");
    if (facts.rules) {
      const step = said.sequence - facts.sequence;
      if (digest !== facts.rules) wrong.push("rules");
      if (step > 0) wrong.push("newer");
      else if (sha256 !== facts.sha256) wrong.push(step ? "rollback" : "fork");
      else {
        const roots = pages.map(page => new DOMParser().parseFromString(utf8(page), "text/html"));
        const [here, ...there] = [document, ...roots].map(root => [...root.querySelectorAll(".outcome")]);
        const nodes = [here, there].flat(2);
        const ids = here.map(owner);
        const absent = said.controls.flatMap(({ id }) => (ids.includes(id) ? [] : id));
        const other = new Set([...nodes.flatMap(node => differs(node, said)), ...absent]);
        if (other.size) wrong.push("other");
        facts.other = [...other].join(", ");
        facts.count = nodes.length;
      }
    }
    Object.assign(facts, said, { keys: keys.map(key => `${key.name} (${key.keyid})`).join(", ") });
    names = [wrong[0] ? (/^((stale|newer),?)+$/.test(wrong) ? "late" : "bad") : "good", ...wrong, "signed", given ? "known" : "unknown", "limits"];
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
