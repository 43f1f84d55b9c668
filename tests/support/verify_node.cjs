// Runs the shipped check outside of a browser: one line of JSON in, `{script, cases: [{sent, rules, now}]}` with bytes in
// Base64; one line out, a list of `{wrong}` or `{thrown}`.  With `der`, the converter alone: a list of hexadecimal or null.
// With `live` and `statements`, the rules that a newer snapshot has to keep besides: the broken one of each, or null.
const vm = require("node:vm");
const { readFileSync } = require("node:fs");

globalThis.crypto ??= require("node:crypto").webcrypto;
const line = { textContent: "" };
const live = { dataset: { files: "none" }, querySelector: () => line, getAttribute: () => null };
const found = what => (what === ".live" ? live : null);
globalThis.document = { querySelector: found, addEventListener: () => {} };
const given = JSON.parse(readFileSync(0, "utf8"));
vm.runInThisContext(readFileSync(given.script, "utf8"));
const verify = vm.runInThisContext("verify");
const raw = vm.runInThisContext("raw");
const data = text => Uint8Array.from(Buffer.from(text, "base64"));

const answer = async ({ sent, rules, now }) => {
  try {
    const { wrong, said, sha256, keys } = await verify(data(sent), data(rules), now);
    return { wrong, sequence: said.sequence, sha256, keys: keys.map(key => key.keyid) };
  } catch (error) {
    return { thrown: error.name ?? error };
  }
};

(async () => {
  const hex = bytes => (bytes ? Buffer.from(bytes).toString("hex") : null);
  const der = (given.der ?? []).map(text => hex(raw(data(text))));
  const cases = [];
  for (const one of given.cases ?? []) cases.push(await answer(one));
  let broken = [];
  if (given.live) {
    vm.runInThisContext(readFileSync(given.live, "utf8"));
    const rule = vm.runInThisContext("broken");
    broken = given.statements.map(({ said, policy, list, now }) => rule(said, policy, list, now) ?? null);
  }
  process.stdout.write(JSON.stringify({ der, cases, broken }));
})();
