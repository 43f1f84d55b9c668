// The page that is saved and opened from disk: the same check, over files that the reader has; nothing is fetched.
// It stands beside verify.js and check.js, and takes the place of how they get what they read.
let picked = {};
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

// The outcomes as they were signed, with titles where the checklist is the one that was signed.
const list = async () => {
  const { said } = await verify(picked.sent, picked.rules, Date.now());
  const same = picked.list && (await hash(picked.list)) === said.checklist.digest.sha256;
  const titles = same ? json(picked.list).controls : [];
  const rows = said.controls.map(({ id, status }) => {
    const title = titles.find(one => one.id === id)?.title ?? "";
    const row = document.createElement("li");
    row.textContent = panel.dataset.row.replace("{id}", id).replace("{title}", title).replace("{status}", words(status));
    return row;
  });
  $("ul").replaceChildren(...rows);
};

const failed = () => $("output").querySelector("[data-say=good], [data-say=late]") === null;
$("form").onsubmit = () => !check().then(() => failed() || list());
