// Sign a payload with the npm sigstore packages and a key of one's own, into a bundle of version 0.3.
//
// Usage: node sign.mjs ALGORITHM ENVELOPE FOLDER
// ALGORITHM is p256 or ed25519.  The payload of the DSSE envelope is signed anew with a key that is made here and
// forgotten; the bundle and the public key go to the folder.  The signature is another one each time.

import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleToJSON } from "@sigstore/bundle";
import { DSSEBundleBuilder } from "@sigstore/sign";

const [algorithm, envelope, folder] = process.argv.slice(2);
const kinds = { p256: ["ec", { namedCurve: "P-256" }, "sha256"], ed25519: ["ed25519", {}, null] };
const [kind, options, hash] = kinds[algorithm];
const { privateKey, publicKey } = generateKeyPairSync(kind, options);
const spki = publicKey.export({ type: "spki", format: "der" });
const pem = publicKey.export({ type: "spki", format: "pem" });
const hint = createHash("sha256").update(spki).digest("base64");

const signer = {
  sign: async (data) => ({
    signature: sign(hash, data, privateKey),
    key: { $case: "publicKey", publicKey: pem, hint },
  }),
};
const { payload, payloadType } = JSON.parse(readFileSync(envelope, "utf8"));
const builder = new DSSEBundleBuilder({ signer, witnesses: [] });
const bundle = await builder.create({ data: Buffer.from(payload, "base64"), type: payloadType });
const name = join(folder, `sigstore-js-${algorithm}`);
writeFileSync(`${name}.sigstore.json`, `${JSON.stringify(bundleToJSON(bundle), null, 1)}\n`);
writeFileSync(`${name}.pub`, pem);
