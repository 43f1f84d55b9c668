// The check of a signed posture snapshot, as a reader's browser repeats it.
//
// `verify` takes bytes and a time, asks nobody, and answers with what was signed and with everything that is wrong with
// it.  A signature that fits no key is thrown, because then nothing was signed; so is whatever damage throws.
// Signatures, policy and times are repeated here.  The rules on the statement's form are not: the build kept them before
// it published the bytes.
//
// Comments and white space stay behind when the scripts are shipped, and what a page loads for its check has to stay
// below 5 kB: trustgen/render/scripts.py.
"use strict";

const { subtle } = crypto;
const utf8 = data => new TextDecoder().decode(data);
const json = data => JSON.parse(utf8(data));
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), one => one.charCodeAt());
const hash = async data =>
  Array.from(new Uint8Array(await subtle.digest("SHA-256", data)), one => (one + 256).toString(16).slice(1)).join("");

// Everybody signs ECDSA as DER, WebCrypto wants r and s in 32 bytes each.  DER in its one form, or nothing.
const raw = der => {
  const out = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const [tag, size, first, second] = der.subarray(at);
    const number = der.subarray(at + 2 + !first, (at += 2 + size));
    if (tag !== 2 || !size || first > 127 || (!first && !(second > 127)) || number.length > 32) return;
    out.set(number, end - number.length);
  }
  if (der[0] === 48 && der[1] === at - 2 && at === der.length) return out;
};

const verify = async (sent, rules, now) => {
  const policy = json(rules);
  const { payload, payloadType: type, signatures } = json(sent);
  const body = bytes(payload);
  const message = await new Blob([`DSSEv1 ${type.length} ${type} ${body.length} `, body]).arrayBuffer();

  // Every signature is tried against every key, with the key's own algorithm; a key id is a hint and decides nothing.
  // A key has one encoding, and so one name: it never counts twice.
  const signers = {};
  for (const key of policy.keys) {
    const spki = bytes(key.spki);
    const ed = key.algorithm === "ed25519";
    const how = { name: ed ? "Ed25519" : "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    if (spki.length !== (ed ? 44 : 91) || (await hash(spki)) !== key.keyid) throw "policy";
    const known = await subtle.importKey("spki", spki, how, false, ["verify"]);
    for (const { sig } of signatures) {
      const data = ed ? bytes(sig) : raw(bytes(sig));
      if (data && (await subtle.verify(how, known, data, message))) signers[key.keyid] = key;
    }
  }
  const good = Object.values(signers);
  if (!good[0]) throw "signature";

  const { predicateType, predicate: said, subject } = json(body);
  const sha256 = await hash(body);
  const [end, ends] = [said.scan.finishedAt, said.expiresAt].map(Date.parse);
  const age = now - end;
  const revoked = policy.revokedKeys.map(one => one.keyid);
  const valid = key => Date.parse(key.notBefore) <= end && end <= Date.parse(key.notAfter);
  const keys = good.filter(key => valid(key) && !revoked.includes(key.keyid));
  // Closed by default: nothing can be said of what is absent, so each of these is a fault unless it plainly is none.
  const faults = {
    type: type !== "application/vnd.in-toto+json" || predicateType !== policy.predicateType,
    environment: said.environment !== policy.environment,
    checklist: !policy.checklists.some(one => one.sha256 === subject[0].digest.sha256),
    withdrawn: policy.revokedSnapshots.some(one => one.sha256 === sha256),
    threshold: !(keys[0] && keys.length >= policy.threshold),
    future: !(-age <= policy.clockSkewSeconds * 1000),
    // The maximum age is inside, the signer's own end is outside.
    stale: !(age <= policy.maxAgeSeconds * 1000 && now < ends),
  };
  return { said, sha256, keys, wrong: Object.keys(faults).filter(name => faults[name]) };
};
