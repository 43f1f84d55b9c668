// Signs the statements beside this file without a key, through Sigstore's own packages for Node and their mock
// services, and writes the bundles with the trusted root that their certificates and log entries lead to.
//
//   npm install --prefix tests/keyless
//   node tests/keyless/make.mjs [OUTPUT [FOLDER WITH node_modules]]
//
// Every private key is made for one run and thrown away, so no two runs write the same bytes.  What the mocks leave
// out is made good here, as a real Fulcio and a real Rekor would write it; each place says what.
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [output, modules] = [2, 3].map((place) => resolve(process.argv[place] ?? here));
const require = createRequire(join(modules, "node_modules", "@sigstore", "mock", "package.json"));
const mock = require("@sigstore/mock");
const nock = require("nock");
const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = require("@sigstore/sign");
const { toSignedEntity, toTrustMaterial, Verifier } = require("@sigstore/verify");
const { bundleFromJSON, bundleToJSON } = require("@sigstore/bundle");
const { TrustedRoot } = require("@sigstore/protobuf-specs");

const ISSUER = "https://token.actions.githubusercontent.com";
const SUBJECT = "https://github.com/kla-example/scanner/.github/workflows/posture.yml@refs/heads/main";
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const FULCIO = "https://fulcio.mock.example";
const REKOR = "https://rekor.mock.example";
const TSA = "https://tsa.mock.example";
const BEGIN = new Date("2026-01-01T00:00:00Z");

// The mocks take a clock, but make their root certificates by the machine's.
const RealDate = Date;
let now = BEGIN;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now.getTime()] : given));
  }

  static now() {
    return now.getTime();
  }
};

const sha256 = (data) => createHash("sha256").update(data).digest();
const pair = (namedCurve = "P-256") => generateKeyPairSync("ec", { namedCurve });

// A certificate as PEM in lines of 64 characters: the mock writes one long line.
const pem = (der) =>
  ["-----BEGIN CERTIFICATE-----", ...der.toString("base64").match(/.{1,64}/g), "-----END CERTIFICATE-----", ""].join("\n");

// What Rekor writes into its log for a proposed DSSE entry: hashes and signatures.  The mock logs the proposal itself.
function logged({ envelope, verifiers }) {
  const read = JSON.parse(envelope);
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      envelopeHash: { algorithm: "sha256", value: sha256(envelope).toString("hex") },
      payloadHash: { algorithm: "sha256", value: sha256(Buffer.from(read.payload, "base64")).toString("hex") },
      signatures: read.signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })),
    },
  };
}

async function services() {
  const ctKeys = pair();
  const caKeys = pair("P-384");
  const logKeys = pair();
  const tsaKeys = pair();
  now = BEGIN;
  const root = await mock.initializeCA(caKeys, await mock.initializeCTLog(ctKeys));
  const stamps = await mock.initializeTSA(tsaKeys);
  const spki = (keys) => keys.publicKey.export({ format: "der", type: "spki" });
  const log = (baseUrl, keys) => ({
    baseUrl,
    hashAlgorithm: "SHA2_256",
    publicKey: {
      rawBytes: spki(keys).toString("base64"),
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      validFor: { start: BEGIN.toISOString() },
    },
    logId: { keyId: sha256(spki(keys)).toString("base64") },
  });
  const authority = (uri, commonName, ...certificates) => ({
    subject: { organization: "sigstore.mock", commonName },
    uri,
    certChain: { certificates: certificates.map((der) => ({ rawBytes: Buffer.from(der).toString("base64") })) },
    validFor: { start: BEGIN.toISOString() },
  });
  return {
    ca: root,
    tsa: stamps,
    tlog: await mock.initializeTLog(REKOR, logKeys),
    trustedRoot: {
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      tlogs: [log(REKOR, logKeys)],
      certificateAuthorities: [authority(FULCIO, "sigstore", root.rootCertificate)],
      ctlogs: [log("https://ctfe.mock.example", ctKeys)],
      timestampAuthorities: [authority(TSA, "tsa", stamps.intCertificate, stamps.rootCertificate)],
    },
  };
}

function serve({ ca, tlog, tsa }) {
  const fulcio = mock.fulcioHandler(ca);
  const issue = async (body) => {
    const answer = await fulcio.fn(body);
    const read = JSON.parse(answer.response);
    const { chain } = read.signedCertificateEmbeddedSct;
    chain.certificates = chain.certificates.map((text) =>
      pem(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ""), "base64")),
    );
    return { ...answer, response: JSON.stringify(read) };
  };
  const enter = async (body) => {
    const entry = await tlog.log(logged(JSON.parse(body).spec.proposedContent));
    return { statusCode: 201, response: JSON.stringify(entry), contentType: "application/json" };
  };
  const stamping = mock.tsaHandler(tsa);
  const on = (base, path, handler) =>
    nock(base)
      .post(path)
      .reply(async (_, body) => {
        const { statusCode, response, contentType } = await handler(typeof body === "string" ? body : JSON.stringify(body));
        return [statusCode, response, { "Content-Type": contentType ?? "text/plain" }];
      });
  on(FULCIO, fulcio.path, issue);
  on(REKOR, "/api/v1/log/entries", enter);
  on(TSA, stamping.path, stamping.fn);
}

async function sign(running, statement, { time, subject = SUBJECT, issuer = ISSUER, stamped = false }) {
  now = new RealDate(time);
  serve(running);
  const claims = Buffer.from(JSON.stringify({ sub: subject, iss: issuer })).toString("base64url");
  const identityProvider = { getToken: async () => `e30.${claims}.` };
  const witnesses = [new RekorWitness({ rekorBaseURL: REKOR, retry: 0 })];
  if (stamped) {
    witnesses.push(new TSAWitness({ tsaBaseURL: TSA, retry: 0 }));
  }
  const signer = new FulcioSigner({ fulcioBaseURL: FULCIO, identityProvider, retry: 0 });
  const builder = new DSSEBundleBuilder({ signer, witnesses });
  const made = bundleToJSON(await builder.create({ data: statement, type: PAYLOAD_TYPE }));
  nock.cleanAll();
  // The first entry of a log has the index 0, which the serializer takes for no value and leaves out.
  for (const entry of made.verificationMaterial.tlogEntries) {
    entry.inclusionProof = { logIndex: "0", hashes: [], ...entry.inclusionProof };
  }
  return made;
}

// The npm verifier has to accept what is written: it shares no code with the one that the tests are about.
function check(bundle, trustedRoot) {
  const material = toTrustMaterial(TrustedRoot.fromJSON(trustedRoot));
  const policy = { subjectAlternativeName: SUBJECT, extensions: { issuer: ISSUER } };
  new Verifier(material).verify(toSignedEntity(bundleFromJSON(bundle)), policy);
}

const write = (name, value) => writeFileSync(join(output, name), `${JSON.stringify(value, null, 1)}\n`);
mkdirSync(output, { recursive: true });
const one = await services();
const other = await services();
const head = readFileSync(join(here, "statement-42.json"));
const before = readFileSync(join(here, "statement-41.json"));
const bundles = {
  "0000000042": await sign(one, head, { time: "2026-11-23T11:21:00Z" }),
  "0000000041": await sign(one, before, { time: "2026-11-22T11:21:00Z" }),
  stamped: await sign(one, head, { time: "2026-11-23T11:22:00Z", stamped: true }),
};
for (const [name, bundle] of Object.entries(bundles)) {
  check(bundle, one.trustedRoot);
  write(`${name}.sigstore.json`, bundle);
}
write("trusted-root.json", one.trustedRoot);
write("other-root.json", other.trustedRoot);
