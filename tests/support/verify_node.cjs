// Runs the shipped scripts outside of a browser: JSON in, JSON out, bytes in Base64.
//
// `cases`, of `{sent, rules, now}`: what the check says of each, `{wrong, sequence, sha256, keys}` or `{thrown}`.
// `der`: the converter alone, for each a text in hexadecimal or null.
// `live` and `pages`, of `{files, urls, own, held, now}`: what a page with these attributes, which holds that snapshot,
// makes of the files that its site has; the number of the snapshot that it would show, or `{thrown}`, a word of its own.
// `live` and `taken`, by the name of a reader: whether that one takes each of these texts.
const vm = require("node:vm");
const { readFileSync } = require("node:fs");

globalThis.crypto ??= require("node:crypto").webcrypto;
const line = { textContent: "" };
const live = { dataset: { files: "none" }, querySelector: () => line, getAttribute: () => null };
const found = what => (what === ".live" ? live : null);
globalThis.document = { querySelector: found, addEventListener: () => {} };
const given = JSON.parse(readFileSync(0, "utf8"));
let files = {};
globalThis.fetch = async url => (url in files ? new Response(Buffer.from(files[url], "base64")) : new Response("", { status: 404 }));
vm.runInThisContext(readFileSync(given.script, "utf8"));
const own = name => vm.runInThisContext(name);
const data = text => Uint8Array.from(Buffer.from(text, "base64"));

const answer = async ({ sent, rules, now }) => {
  try {
    const { wrong, said, sha256, keys } = await own("verify")(data(sent), data(rules), now);
    return { wrong, sequence: said.sequence, sha256, keys: keys.map(key => key.keyid) };
  } catch (error) {
    return { thrown: error.name ?? error };
  }
};

const looked = async page => {
  files = page.files;
  Object.assign(live.dataset, page.own);
  Object.assign(own("held"), page.held);
  try {
    const read = await Promise.all(page.urls.map(own("get")));
    const newer = await own("accepted")(read, page.now);
    return { shown: newer?.said.sequence ?? page.held.sequence, until: newer?.until };
  } catch (error) {
    return { thrown: typeof error === "string" ? error : error.code === 9 ? "unable" : "damage" };
  }
};

const taken = (reader, text) => {
  try {
    return own(reader)(data(text)) !== undefined;
  } catch {
    return false;
  }
};

(async () => {
  const hex = bytes => (bytes ? Buffer.from(bytes).toString("hex") : null);
  const der = (given.der ?? []).map(text => hex(own("raw")(data(text))));
  const cases = [];
  for (const one of given.cases ?? []) cases.push(await answer(one));
  const pages = [];
  if (given.live) vm.runInThisContext(readFileSync(given.live, "utf8"));
  for (const one of given.pages ?? []) pages.push(await looked(one));
  const read = Object.entries(given.taken ?? {});
  const found = Object.fromEntries(read.map(([reader, texts]) => [reader, texts.map(text => taken(reader, text))]));
  process.stdout.write(JSON.stringify({ der, cases, pages, taken: found }));
})();
