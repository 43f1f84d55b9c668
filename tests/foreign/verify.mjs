// Verify bundles with the npm sigstore packages, against public keys that are named by their hints.
//
// Usage: node verify.mjs KEYS BUNDLE...
// KEYS is a JSON file: an object of PEM keys by hint.  Prints a line for each bundle: `good`, or `bad` and the reason.

import { readFileSync } from "node:fs";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, Verifier } from "@sigstore/verify";
import { createPublicKey } from "node:crypto";

const [keys, ...bundles] = process.argv.slice(2);
const known = JSON.parse(readFileSync(keys, "utf8"));
const material = {
  certificateAuthorities: [],
  timestampAuthorities: [],
  tlogs: [],
  ctlogs: [],
  publicKey: (hint) => {
    if (!(hint in known)) throw new Error("nobody has this key");
    return { publicKey: createPublicKey(known[hint]), validFor: () => true };
  },
};
const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
for (const path of bundles) {
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(readFileSync(path, "utf8")))));
    console.log("good");
  } catch (error) {
    console.log(`bad ${error.message}`);
  }
}
