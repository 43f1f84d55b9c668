"""V: what has to be accepted, up to the last second, unit and byte that the format allows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from posture_simulator import (
    ALICE,
    BOB,
    CAROL,
    MALLORY,
    SCAN_END,
    at,
    bundle,
    canonical,
    control,
    envelope,
    excepted,
    exception,
    predicate,
)

from attacks.case import ACCEPT, HEAD, Attack, Case, listed, policy, signed, text64
from attacks.pieces import far, first, mirrored, nested


def rotation(case: Case) -> None:
    case.policy["keys"] = [listed(CAROL, notAfter="2026-11-22T23:59:59Z"), listed(ALICE)]
    case.put(41, keys=(CAROL,))
    case.put(42)


def revoked_later(case: Case) -> None:
    case.policy["keys"].append(listed(CAROL))
    case.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}]
    case.put(40, keys=(CAROL,))
    case.chain(41, 42)


def url_safe(made: dict[str, Any]) -> None:
    made["payload"] = made["payload"].replace("+", "-").replace("/", "_")
    before = made["signatures"][0]["sig"]
    made["signatures"][0]["sig"] = before.replace("+", "-").replace("/", "_")
    if before == made["signatures"][0]["sig"]:
        raise ValueError("the signature has nothing that is written in two ways")


def roll_out(case: Case) -> None:
    case.put()
    case.pinned = False
    case.policy["checklists"] = [case.pin(), {"id": "controls", "version": "2026.12.1", "sha256": "ab" * 32}]


def wrappings(case: Case) -> None:
    case.policy["threshold"] = 2
    case.put(name="a.dsse.json")
    case.put_json(bundle(case.payload(), BOB), "b.sigstore.json")


def reversed_keys(case: Case) -> None:
    import json

    def back(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: back(value[key]) for key in reversed(value)}
        return [back(item) for item in value] if isinstance(value, list) else value

    case.sign(json.dumps(back(case.statement()), indent=3).encode() + b"\n\n")


def anchors(case: Case) -> None:
    case.chain(41, 42)
    case.locked(41)
    case.published(41)
    case.remembered(39, 40, 41)


def sixteen(case: Case) -> None:
    case.put_json(envelope(case.payload(), *[MALLORY] * 15, ALICE))


def at_skew(case: Case) -> None:
    case.put()
    case.now = SCAN_END - timedelta(seconds=300)


def not_anchored(sequence: int) -> Any:
    def make(case: Case) -> None:
        case.policy["requireChain"] = False
        case.locked(41)
        case.put(42, *far(sequence))

    return make


def excused(affected: int, numerator: int, denominator: int = 250) -> Any:
    """The mesh with so many of its workloads in it, and so many that are excepted."""
    ratio = {"id": "coverage", "unit": "workloads", "numerator": numerator, "denominator": denominator}
    return signed(
        control("MTLS-001", metrics=[ratio]),
        excepted(exception("EXC-2026-014", "MTLS-001", affected=affected)),
    )


# fmt: off
ATTACKS = (
    Attack("V01", "no attack", "P-256 key, raw DSSE envelope", ACCEPT, "the common case", lambda case: case.put()),
    Attack("V02", "no attack", "Ed25519 key", ACCEPT, "the other algorithm", lambda case: case.put(keys=(BOB,))),
    Attack("V03", "no attack", "a Sigstore bundle v0.3 with a managed key", ACCEPT, "what cosign writes", Case.bundled),
    Attack("V04", "no attack", "the signature names no key", ACCEPT, "DSSE makes the key id optional",
           lambda case: case.changed(lambda made: made["signatures"][0].pop("keyid"))),
    Attack("V05", "misleading key id", "the key id names the other listed key", ACCEPT, "a key id is a hint",
           lambda case: case.signature(ALICE.sign(case.pae()), keyid=BOB.keyid)),
    Attack("V06", "no attack", "two of two keys", ACCEPT, "a threshold that is met",
           lambda case: (case.policy.update(threshold=2), case.put(keys=(ALICE, BOB)))),
    Attack("V07", "junk beside a good signature", "a stranger's signature comes first", ACCEPT,
           "whoever adds a signature must not thereby take a snapshot away",
           lambda case: case.put(keys=(MALLORY, ALICE))),
    Attack("V08", "no attack", "fields of the envelope and of a signature that nobody knows", ACCEPT, "DSSE asks so",
           lambda case: case.changed(lambda m: (m.update(more={"payload": "x"}), m["signatures"][0].update(cert="x")))),
    Attack("V09", "names that lie", "42, 41 and 40 under names in the reverse order", ACCEPT,
           "only the signed sequence says which is the newest",
           lambda case: [case.put(number, name=f"{name}.dsse.json") for number, name in ((42, "a"), (41, "m"), (40, "z"))]),
    Attack("V10", "no attack", "the lock is at 40; 41 and 42 link back to it", ACCEPT, "the chain from an anchor",
           lambda case: (case.chain(41, 42), case.locked(40))),
    Attack("V11", "no attack", "URL-safe Base64", ACCEPT, "DSSE verifiers take both alphabets",
           lambda case: case.changed(url_safe)),
    Attack("V12", "no attack", "threshold 2: an envelope by one key, a bundle of the same payload by the other", ACCEPT,
           "a bundle has one signature, so signers of one payload add up over files", wrappings),
    Attack("V13", "no attack", "41 by the old key in its window, 42 by the new one", ACCEPT, "keys are rotated", rotation),
    Attack("V14", "no attack", "40 by a key that was revoked later, 42 by a good one", ACCEPT,
           "a revocation does not make history unreadable", revoked_later),
    Attack("V15", "no attack", "exactly as old as the policy allows", ACCEPT, "the maximum age is inside",
           policy(maxAgeSeconds=2400)),
    Attack("V16", "no attack", "the scan ended exactly the allowed skew ahead of the clock", ACCEPT, "the skew is inside",
           at_skew),
    Attack("V17", "no attack", "a control that is excepted, with a live record", ACCEPT, "a time-bounded exception",
           signed(control("K8S-001", status="exception"), excepted(exception("EXC-2026-014", "MTLS-001", affected=9),
                                                                   exception("EXC-2026-015", "K8S-001")))),
    Attack("V18", "no attack", "190 of 200 is 95 %; ten are excepted", ACCEPT, "a target that is exactly met is met",
           excused(10, 190, 200)),
    Attack("V19", "no attack", "a failing control, where the policy's gate shows it", ACCEPT,
           "a failing control is published as failing", signed(control("ISOL-001", status="fail"))),
    Attack("V20", "signature written in its other way", "(r, n - s) in place of (r, s)", ACCEPT,
           "both are signatures; so nothing may hang on an envelope's own digest",
           lambda case: case.signature(mirrored(ALICE.sign(case.pae())))),
    Attack("V21", "no attack", "sequence 1, which links to nothing", ACCEPT, "every chain begins", first),
    Attack("V22", "no attack", "the payload indented, its keys in reverse order", ACCEPT,
           "what was signed is read as it is; there is no canonical form", reversed_keys),
    Attack("V23", "no attack", "the lock is already at this snapshot", ACCEPT, "a site is built again",
           lambda case: (case.put(), case.locked(42))),
    Attack("V24", "no attack", "the policy pins two checklists", ACCEPT,
           "scanner and site need not change in the same minute", roll_out),
    Attack("V25", "no attack", "not applicable, where the checklist allows it", ACCEPT, "a status like any other",
           signed(control("K8S-001", status="not-applicable"))),
    Attack("V26", "no attack", "lock, local state and published record agree on 41", ACCEPT, "three anchors", anchors),
    Attack("V27", "no attack", "lock at 40, only 42 is there, the policy allows gaps", ACCEPT, "the policy's choice",
           lambda case: (case.policy.update(requireChain=False), case.put(), case.locked(40))),
    Attack("V28", "no attack", "the scan ended in the last second of the key's window", ACCEPT, "both ends are inside",
           lambda case: (case.put(), case.key(0, notAfter=at(SCAN_END)))),
    Attack("V29", "no attack", "with the revision that was deployed", ACCEPT, "the one optional field",
           signed(predicate(deployment={"gitCommit": "a1" * 20}))),
    Attack("V30", "no attack", "a control that could not be evaluated, where the policy's gate shows it", ACCEPT,
           "shown as an error, never as a pass",
           lambda case: (case.policy["gates"].update(error="show"),
                         case.put(42, control("ISOL-001", status="error", errorCode="timeout", evidence=[])))),
    Attack("V31", "no attack", "a number exactly the largest step past the last known one", ACCEPT, "the step is inside",
           not_anchored(1041)),
    Attack("V32", "no attack", "an exception of exactly the longest term", ACCEPT, "the term is inside",
           signed(excepted(exception("EXC-2026-014", "MTLS-001", affected=9, grantedAt="2026-09-16T00:00:00Z")))),
    Attack("V33", "no attack", "a scan of exactly the longest duration", ACCEPT, "the duration is inside",
           policy(maxScanSeconds=1200)),
    Attack("V34", "no attack", "sixteen signatures, the last of them good", ACCEPT, "sixteen are read", sixteen),
    Attack("V35", "no attack", "an ignored field nested to the 32nd level", ACCEPT, "the depth is inside",
           lambda case: case.edited('"payload"', f'"more": {nested(31)}, "payload"')),
    Attack("V36", "no attack", "a quantity exactly on its target", ACCEPT, "a target that is exactly met is met",
           signed(control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "value": 90}]))),
    Attack("V37", "no attack", "a checked time at each end of the scan", ACCEPT, "both ends are inside",
           signed(control("ISOL-001", checkedAt="2026-11-23T11:00:00Z"), control("KEYS-001", checkedAt=at(SCAN_END)))),
    Attack("V38", "no attack", "an ignored field holds a whole surrogate pair as escapes", ACCEPT, "that is a character",
           lambda case: case.edited('"payload"', '"more": "\\ud83d\\ude00", "payload"')),
    Attack("V39", "no attack", "a hint in Base64 beside the signature", ACCEPT, "what sigstore-js writes as key id",
           lambda case: case.signature(ALICE.sign(case.pae()), keyid=text64(bytes.fromhex(ALICE.keyid)))),
    Attack("V40", "no attack", "one snapshot under two names", ACCEPT, "a copy is the same snapshot",
           lambda case: (case.put(name=HEAD), case.put(name="copy.dsse.json"))),
    Attack("V41", "no attack", "an exception that was granted in the second in which the scan ended", ACCEPT,
           "the beginning is inside",
           signed(excepted(exception("EXC-2026-014", "MTLS-001", affected=9, grantedAt=at(SCAN_END))))),
    Attack("V42", "no attack", "a field of the payload in escapes", ACCEPT, "JSON has more than one way to write a letter",
           lambda case: case.sign(canonical(case.statement()).replace(b'"pass"', b'"p\\u0061ss"'))),
)
# fmt: on
