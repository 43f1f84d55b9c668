// Sign and verify with WebCrypto, as browsers have it, and nothing else.
//
// Usage: node webcrypto.mjs verify < ROWS     or     node webcrypto.mjs sign < ROWS
// ROWS is JSON, a list of objects in Base64.  To verify: {algorithm, spki, payloadType, payload, sig}, where an ECDSA
// signature is DER; prints a list of true and false.  To sign: {algorithm, payloadType, payload}; prints a list of
// {spki, sig}, where an ECDSA signature is r and s, 32 bytes each, as WebCrypto makes it.

import { readFileSync } from "node:fs";

const { subtle } = globalThis.crypto;
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const ALGORITHMS = { "ecdsa-p256-sha256": P256, ed25519: { name: "Ed25519" } };
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const text = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));

function encoded({ payloadType, payload }) {
  const [type, body] = [new TextEncoder().encode(payloadType), bytes(payload)];
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${body.length} `);
  return Uint8Array.from([...head, ...body]);
}

// r and s of a signature in strict DER; null for any other form.
function pair(der) {
  if (der[0] !== 0x30 || der[1] > 0x7f || der.length !== der[1] + 2) return null;
  const numbers = [];
  let place = 2;
  for (let number = 0; number < 2; number += 1) {
    if (der[place] !== 0x02) return null;
    const value = der.slice(place + 2, place + 2 + der[place + 1]);
    if (value.length !== der[place + 1] || value.length === 0 || value[0] > 0x7f) return null;
    if (value[0] === 0 && value.length > 1 && value[1] <= 0x7f) return null;
    const short = value[0] === 0 ? value.slice(1) : value;
    if (short.length > 32) return null;
    numbers.push(...new Uint8Array(32 - short.length), ...short);
    place += 2 + value.length;
  }
  return place === der.length ? Uint8Array.from(numbers) : null;
}

async function verified(row) {
  const algorithm = ALGORITHMS[row.algorithm];
  const key = await subtle.importKey("spki", bytes(row.spki), algorithm, false, ["verify"]);
  const signature = algorithm === P256 ? pair(bytes(row.sig)) : bytes(row.sig);
  return signature !== null && subtle.verify(algorithm, key, signature, encoded(row));
}

async function signed(row) {
  const algorithm = ALGORITHMS[row.algorithm];
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const sig = await subtle.sign(algorithm, privateKey, encoded(row));
  return { spki: text(await subtle.exportKey("spki", publicKey)), sig: text(sig) };
}

const rows = JSON.parse(readFileSync(0, "utf8"));
const act = { verify: verified, sign: signed }[process.argv[2]];
console.log(JSON.stringify(await Promise.all(rows.map(act))));
