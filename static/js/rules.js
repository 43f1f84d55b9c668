// The rules of a build, for a snapshot that no build saw.  What is accepted here, the verifier accepts too: the strict
// JSON and Base64, the form of the statement, and what its fields say of each other, of the policy and the checklist.
// It stands beside verify.js, which has verified signatures, environment, type and age of the same bytes.

// How many keys a value has at all of its levels, which are at most 32.
const keys = (value, level = 1) => {
  if (!(value instanceof Object)) return 0;
  if (level > 32) throw "damage";
  const inside = Object.values(value).map(one => keys(one, level + 1));
  return inside.reduce((sum, one) => sum + one, Array.isArray(value) ? 0 : inside.length);
};

// JSON that every parser reads in the same way, or not at all.  What the browser's parser passes over is looked for in
// the text: a key that is twice in one object, a number that is not written as it is read, half a surrogate pair.
const strict = data => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  const value = JSON.parse(text);
  const bare = text.replace(/\x22[^\x22\\]*(?:\\.[^\x22\\]*)*\x22/g, "#");
  const exact = number => String(+number) === number && Number.isSafeInteger(+number);
  if ((bare.match(/#\s*:/g) ?? []).length !== keys(value)) throw "damage";
  if (!(bare.match(/-?\d[-+.\w]*/g) ?? []).every(exact)) throw "damage";
  if (/\\ud[89a-f]/.test(JSON.stringify(value))) throw "damage";
  return value;
};

// Base64 in which one text stands for one sequence of bytes, in either alphabet.
const canonical = text => {
  const standard = text.replace(/-/g, "+").replace(/_/g, "/");
  return btoa(atob(standard)) === standard && !(/[-_]/.test(text) && /[+/]/.test(text));
};

// Whether a value has a form: a pattern, a test, a list `[part, least, most]`, or an object with these fields.
const fits = (form, value) => {
  if (typeof form === "function") return form(value);
  if (form instanceof RegExp) return typeof value === "string" && form.test(value);
  if (Array.isArray(form)) {
    const [part, least, most] = form;
    return Array.isArray(value) && value.length >= least && value.length <= most && value.every(one => fits(part, one));
  }
  const known = Object.keys(value).every(key => Object.hasOwn(form, key));
  return known && Object.keys(form).every(key => fits(form[key], value[key]));
};

// The forms of the format, section 4.  An address is written with `[:]`, because no script of a page holds one.
const optional = form => value => value === undefined || fits(form, value);
const nullable = form => value => value === null || fits(form, value);
const whole = least => value => Number.isSafeInteger(value) && value >= least;
const TEXT = value => typeof value === "string";
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;
const CONTROL = /^[A-Z][A-Z0-9]{1,15}-\d{3}$/;
const TIME = text => /^(?!0000)\d{4}-/.test(text) && new Date(text).toJSON()?.replace(".000", "") === text;
// A hash of something: not of nothing, and neither all zeros nor all ones.
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const DIGEST = { sha256: new RegExp(`^(?!0{64}|f{64}|${NOTHING})[0-9a-f]{64}$`) };
const RATIO = { id: NAME, unit: NAME, numerator: whole(0), denominator: whole(0) };
const QUANTITY = { id: NAME, unit: NAME, value: whole(0) };
const RESULT = {
  id: CONTROL,
  status: /^(?:pass|fail|exception|error|not-applicable)$/,
  errorCode: optional(NAME),
  checkedAt: TIME,
  evidence: [{ name: NAME, digest: DIGEST }, 0, 64],
  metrics: [metric => fits("value" in metric ? QUANTITY : RATIO, metric), 0, 16]
};
const EXCEPTION = {
  id: /^EXC-\d{4}-\d{3,6}$/,
  control: CONTROL,
  reason: NAME,
  affected: whole(0),
  grantedAt: TIME,
  expiresAt: TIME,
  approvedBy: NAME,
  record: DIGEST
};
const PREDICATE = {
  environment: NAME,
  sequence: whole(1),
  previous: nullable({ sequence: whole(1), digest: DIGEST }),
  checklist: { id: NAME, version: NAME, digest: DIGEST },
  scanner: { id: /^https[:]\/\/[a-z0-9./-]{1,200}$/, version: NAME, imageDigest: DIGEST },
  scan: { startedAt: TIME, finishedAt: TIME },
  expiresAt: TIME,
  deployment: optional({ gitCommit: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/ }),
  controls: [RESULT, 1, 512],
  exceptions: [EXCEPTION, 0, 512]
};
const STATEMENT = {
  _type: /^https[:]\/\/in-toto\.io\/Statement\/v1$/,
  subject: [{ name: /^[a-z0-9.@-]{1,128}$/, digest: DIGEST }, 1, 1],
  predicateType: TEXT,
  predicate: PREDICATE
};

// The statement in an envelope, if both have their form.  Fields of the envelope that nobody knows say nothing.
const statement = sent => {
  const { payload, payloadType, signatures } = strict(sent);
  const texts = [payload, ...signatures.map(one => one.sig)];
  const form = [value => optional(TEXT)(value.keyid), 1, 16];
  if (!fits(TEXT, payloadType) || !fits(form, signatures) || !texts.every(canonical)) throw "damage";
  const value = strict(bytes(payload));
  if (!fits(STATEMENT, value)) throw "damage";
  const { sequence, previous, controls } = value.predicate;
  if (sequence - 1 !== (previous?.sequence ?? 0)) throw "damage";
  if (controls.some(one => (one.status === "error") !== "errorCode" in one)) throw "damage";
  return value;
};

// Whether a control has the checklist's metrics, each once, in its kind and unit, and as counts that can be.
const measured = (one, targets) => {
  const ids = one.metrics.map(metric => metric.id);
  const possible = ({ id, unit, value, numerator, denominator }) => {
    const target = targets.find(target => target.id === id);
    if (target?.unit !== unit || (target.kind === "quantity") !== (value !== undefined)) return false;
    return value !== undefined || (denominator > 0 && numerator <= denominator);
  };
  const evaluated = ["pass", "fail", "exception"].includes(one.status);
  if (new Set(ids).size !== ids.length || (evaluated && ids.length !== targets.length)) return false;
  return one.metrics.every(possible);
};

// Whether a status is no better than what was measured, kept and allowed.  Counts multiply beyond what a number holds.
const honest = (one, control, excused) => {
  const affected = excused.reduce((sum, record) => sum + BigInt(record.affected), 0n);
  const covered = ({ id, shortfallNeedsException }) => {
    const { numerator, denominator } = one.metrics.find(metric => metric.id === id);
    return !shortfallNeedsException || BigInt(denominator - numerator) <= affected;
  };
  const reached = ({ id, op, target }) => {
    const { numerator, denominator, value } = one.metrics.find(metric => metric.id === id);
    const ratio = value === undefined;
    const has = ratio ? BigInt(numerator) * 10000n : value;
    const wants = ratio ? BigInt(target) * BigInt(denominator) : target;
    return op === "ge" ? has >= wants : has <= wants;
  };
  if (one.status === "not-applicable") return control.notApplicableAllowed;
  if (one.status === "pass" && !(one.evidence.length > 0 && control.metrics.every(reached))) return false;
  if (one.status === "exception" && !excused.length) return false;
  return !["pass", "exception"].includes(one.status) || control.metrics.every(covered);
};

// The first rule of a build that a statement of the right form breaks, of those that `verify` leaves to the build.
const broken = ({ subject, predicate: said }, policy, checklist, sha256) => {
  const { controls, exceptions, scan, expiresAt } = said;
  const ids = rows => rows.map(one => one.id).sort().join();
  const control = id => checklist.controls.find(one => one.id === id);
  const excused = id => exceptions.filter(one => one.control === id);
  const file = (name, digest) => `${name} ${digest}`;
  const name = ({ id, version }) => `${id}@${version}`;
  const own = file(name(checklist), sha256);
  const graded = file(name(said.checklist), said.checklist.digest.sha256);
  const about = file(subject[0].name, subject[0].digest.sha256);
  const pinned = policy.checklists.some(pin => file(name(pin), pin.sha256) === own);
  // Times are of one form and in one zone, so their order is that of their texts.
  const inside = ({ checkedAt }) => scan.startedAt <= checkedAt && checkedAt <= scan.finishedAt;
  const lasts = (from, until) => Date.parse(until) - Date.parse(from);
  // That it is in force now, `verify` has seen.
  const granted = ({ control: id, grantedAt, expiresAt: until }) =>
    control(id)?.exceptionsAllowed &&
    grantedAt <= scan.finishedAt &&
    scan.finishedAt < until &&
    lasts(grantedAt, until) <= policy.maxExceptionDays * 86400000;
  if (said.scanner.id !== policy.scannerId) return "scanner";
  if (!pinned || graded !== own || about !== own) return "checklist";
  if (ids(controls) !== ids(checklist.controls)) return "controls";
  if (!controls.every(one => measured(one, control(one.id).metrics))) return "metrics";
  if (!controls.every(one => honest(one, control(one.id), excused(one.id)))) return "statuses";
  if (new Set(exceptions.map(one => one.id)).size !== exceptions.length) return "exceptions";
  if (!exceptions.every(granted)) return "exceptions";
  // Every control was checked inside of the scan, so it does not end before it starts.
  if (!controls.every(inside) || !(scan.finishedAt < expiresAt)) return "times";
  if (lasts(scan.startedAt, scan.finishedAt) > policy.maxScanSeconds * 1000) return "times";
  if (controls.some(one => ({ error: "stop", ...policy.gates })[one.status] === "stop")) return "gates";
};
