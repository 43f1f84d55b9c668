// The page that is saved and opened from disk: the same check, over files that the reader has; nothing is fetched.
// It stands beside verify.js and check.js, and takes the place of how they get what they read.
let picked = {};
site = false;
const encode = value => new TextEncoder().encode(JSON.stringify(value));

load = async () => {
  picked = {};
  $("ul").replaceChildren();
  for (const file of $("[type=file]").files) {
    const data = await file.arrayBuffer();
    const { policyVersion, payload, dsseEnvelope, controls } = json(data);
    if (policyVersion) picked.rules = data;
    if (payload) picked.sent = data;
    // A bundle holds the envelope; only what is inside of the envelope is signed.
    if (dsseEnvelope) picked.sent = encode(dsseEnvelope);
    if (controls) picked.list = data;
  }
  return picked.sent && picked.rules ? [picked.sent, picked.rules] : Promise.reject();
};

const part = (tag, name, words = "") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = words;
  return made;
};

// The outcomes as they were signed, with titles where the checklist is the one that was signed.
const list = async () => {
  const { said } = await verify(picked.sent, picked.rules, Date.now());
  const same = picked.list && (await hash(picked.list)) === said.checklist.digest.sha256;
  const titles = same ? json(picked.list).controls : [];
  const rows = said.controls.map(({ id, status }) => {
    const [end] = said.exceptions.filter(({ control }) => control === id).map(one => one.expiresAt).sort();
    const outcome = part("span", "outcome outcome--" + status);
    const row = part("li", "picker__row");
    outcome.append(part("span", "outcome__mark"), part("span", "outcome__word", words(status)));
    if (status === "exception") outcome.append(" ", panel.dataset.ends.replace("{day}", end.slice(0, 10)));
    row.append(part("code", "", id), part("span", "", titles.find(one => one.id === id)?.title ?? ""), outcome);
    return row;
  });
  $("ul").replaceChildren(...rows);
};

const failed = () => $("output").querySelector("[data-say=good], [data-say=late]") === null;
$("form").onsubmit = () => !check().then(() => failed() || list());
