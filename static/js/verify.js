// The check of a signed posture snapshot, as a reader's browser repeats it.
//
// `verify` takes bytes and a time, asks nobody, and answers with what was signed and with everything that is wrong with
// it.  A signature that fits no key is thrown, because then nothing was signed; so is whatever damage throws.
// Signatures, policy and times are repeated here.  The rules on the statement's form are not: the build kept them
// before it published the bytes.  For a snapshot that no build saw, rules.js repeats those too.
//
// Comments and white space stay behind when the scripts are shipped, and what a page loads for its check has to stay
// below 5 kB: trustgen/render/scripts.py.

const { subtle } = crypto,
  utf8 = data => new TextDecoder().decode(data),
  json = data => JSON.parse(utf8(data)),
  bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), one => one.charCodeAt()),
  hash = async data =>
    [...new Uint8Array(await subtle.digest("SHA-256", data))].map(one => one.toString(16).padStart(2, 0)).join(""),
  // Everybody signs ECDSA as DER, WebCrypto wants r and s in 32 bytes each.  DER in its one form, or nothing.
  raw = der => {
    const out = new Uint8Array(64);
    let at = 2;
    for (const end of [32, 64]) {
      const [tag, size, first, second] = der.subarray(at),
        number = der.subarray(at + 2 + !first, at += 2 + size);
      if (tag !== 2 || !size || first > 127 || !first && !(second > 127) || number.length > 32) return;
      out.set(number, end - number.length);
    }
    if (der[0] === 48 && der[1] === at - 2 && at === der.length) return out;
  },
  verify = async (sent, rules, now) => {
    const policy = json(rules),
      { payload, payloadType: type, signatures } = json(sent),
      body = bytes(payload),
      pae = await new Blob([`DSSEv1 ${type.length} ${type} ${body.length} `, body]).arrayBuffer(),
      // Every signature is tried against every key, with the key's own algorithm; a key id is a hint and decides
      // nothing.  A key has one encoding, and so one name: it never counts twice.
      signers = {};
    for (const key of policy.keys) {
      const spki = bytes(key.spki),
        ed = key.algorithm === "ed25519",
        how = { name: ed ? "Ed25519" : "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
      if (spki.length !== (ed ? 44 : 91) || await hash(spki) !== key.keyid) throw "policy";
      const own = await subtle.importKey("spki", spki, how, false, ["verify"]);
      for (const { sig } of signatures) {
        const data = ed ? bytes(sig) : raw(bytes(sig));
        if (data && await subtle.verify(how, own, data, pae)) signers[key.keyid] = key;
      }
    }
    const good = Object.values(signers),
      // No browser can check a keyless signature: where one may be missing, there is no answer.  9 is the code of what
      // a browser does not support.
      keyless = policy.identities?.[0] && { code: 9 };
    if (!good[0]) throw keyless || "signature";

    const { predicateType, predicate: said, subject } = json(body),
      sha256 = await hash(body),
      end = said.scan.finishedAt,
      age = (now - Date.parse(end)) / 1000,
      // All times are of one form and in one zone, so their order is that of their texts.
      keys = good.filter(
        ({ keyid, notBefore, notAfter }) =>
          notBefore <= end && end <= notAfter && !policy.revokedKeys.some(one => one.keyid === keyid)
      ),
      enough = keys[0] && keys.length >= policy.threshold,
      // Closed by default: nothing can be said of what is absent, so each of these is a fault unless it plainly is
      // none.
      faults = {
        type: type !== "application/vnd.in-toto+json" || predicateType !== policy.predicateType,
        environment: said.environment !== policy.environment,
        checklist: !policy.checklists.some(one => one.sha256 === subject[0].digest.sha256),
        withdrawn: policy.revokedSnapshots.some(one => one.sha256 === sha256),
        threshold: !enough,
        future: !(-age <= policy.clockSkewSeconds),
        // The maximum age is inside; the signer's own end, and that of an exception, are outside.
        stale: !(
          age <= policy.maxAgeSeconds && [said, ...said.exceptions].every(one => now < Date.parse(one.expiresAt))
        )
      };
    if (!enough && keyless) throw keyless;
    return { said, sha256, keys, wrong: Object.keys(faults).filter(name => faults[name]) };
  };
