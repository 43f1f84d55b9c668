"""R: rollback, fork, chain, selection, and the files that remember."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from posture_simulator import CAROL, digest, predicate

from attacks.case import HEAD, Attack, Case, listed
from attacks.pieces import far, linked

ROLLBACK = "RollbackDetected"
FORK = "ForkDetected"
BROKEN = "ChainBroken"
CORRUPT = "StateCorrupt"
JUMP = "SequenceJump"
ANOTHER = predicate(deployment={"gitCommit": "a1" * 20})


def behind(how: str, known: int = 42) -> Any:
    """41 is offered where a later one was known."""

    def make(case: Case) -> None:
        case.put(41)
        if how == "state":
            case.remembered(40, 41, known)
        else:
            getattr(case, how)(known)

    return make


def lines(change: Any) -> Any:
    """A local state of 40 to 42 whose lines somebody changed."""

    def make(case: Case) -> None:
        case.chain(41, 42)
        case.written("state", b"".join(change(case.remembered(40, 41, 42))))

    return make


def anchor(kind: str, data: bytes) -> Any:
    """An anchor that holds these bytes."""
    return lambda case: (case.put(), case.written(kind, data))


def lock(**changes: Any) -> Any:
    """A lock at 42 with other fields."""

    def make(case: Case) -> None:
        case.put()
        value = {"environment": "prod-eu-1", "sequence": 42, "sha256": case.sha256()} | changes
        case.written("lock", json.dumps(value).encode())

    return make


def relinked(rows: list[bytes], change: Any) -> list[bytes]:
    """The lines with the last one changed; it still names the line before."""
    last = json.loads(rows[-1])
    last.update(change)
    return [*rows[:-1], json.dumps(last).encode() + b"\n"]


def lowered(rows: list[bytes]) -> list[bytes]:
    return [rows[0], rows[1].replace(b'"sequence":41', b'"sequence":39'), rows[2]]


def backwards(rows: list[bytes]) -> list[bytes]:
    return relinked(rows, {"sequence": 39})


def contradicting(rows: list[bytes]) -> list[bytes]:
    return relinked(rows, {"sequence": 41, "sha256": digest("another")})


def moved(rows: list[bytes]) -> list[bytes]:
    return relinked(rows, {"environment": "staging-eu-1"})


def grafted(rows: list[bytes]) -> list[bytes]:
    """The first line is another one, and all that follow hang together again."""
    made, before = [], sha256(b"another").hexdigest()
    for row in rows:
        value = json.loads(row) | {"prev": before}
        made.append(json.dumps(value).encode() + b"\n")
        before = sha256(made[-1][:-1]).hexdigest()
    return made


def damaged(case: Case) -> None:
    case.chain(41, 42)
    path = case.folder / HEAD
    data = path.read_bytes()
    place = data.index(b'"sig": "') + 20
    path.write_bytes(data[:place] + (b"A" if data[place : place + 1] != b"A" else b"B") + data[place + 1 :])


def revoked_head(case: Case) -> None:
    case.policy["keys"].append(listed(CAROL))
    case.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}]
    case.put(42)
    case.put(
        42,
        predicate(sequence=43, previous={"sequence": 42, "digest": {"sha256": case.sha256()}}),
        keys=(CAROL,),
        name="43.dsse.json",
    )


def quarrel(case: Case) -> None:
    case.put()
    case.locked(42)
    case.published(42, digest("another"))


def loop(case: Case) -> None:
    case.put(40, ANOTHER)
    case.chain(41, 42)
    case.locked(42)


def old_fork(case: Case) -> None:
    case.policy["requireChain"] = False
    case.put(39, ANOTHER)
    case.put(42)
    case.locked(39)


def linked_lock(case: Case) -> None:
    case.put()
    case.anchor("elsewhere.json", 42)
    (case.root / "posture.lock.json").symlink_to("elsewhere.json")
    case.lock = "posture.lock.json"


def missing(kind: str) -> Any:
    def make(case: Case) -> None:
        case.put()
        setattr(case, kind, "missing.json")

    return make


def jump(sequence: int, *, known: bool) -> Any:
    def make(case: Case) -> None:
        if known:
            case.locked(41)
        case.put(42, *far(sequence))

    return make


# fmt: off
ATTACKS = (
    Attack("R01", "rollback against the lock", "41 is offered, the lock holds 42", ROLLBACK, "yesterday's status may be better", behind("locked")),
    Attack("R02", "rollback below the policy's floor", "genuine 41, `minSequence` 42", ROLLBACK, "the floor moves by review alone",
           lambda case: (case.policy.update(minSequence=42), case.put(41))),
    Attack("R03", "rollback against the local state", "41 is offered, the state ends at 42", ROLLBACK, "yesterday's status may be better", behind("state")),
    Attack("R04", "rollback against the published site", "its record holds 42", ROLLBACK, "visitors saw a newer one", behind("published")),
    Attack("R05", "fork against the lock", "another 42 than the locked one", FORK, "a number is given once", lambda case: (case.put(42, ANOTHER), case.locked(42))),
    Attack("R06", "fork in the folder", "two different 42", FORK, "whoever chooses the file would choose the status", lambda case: (case.put(), case.put(42, ANOTHER, name="b.dsse.json"))),
    Attack("R07", "history rewritten", "42 links to another 41 than the locked one", BROKEN, "what was published stays", lambda case: (case.put(42, linked(41)), case.locked(41))),
    Attack("R08", "gap after the lock", "lock at 40, 41 is withheld", BROKEN, "it may hold a failure", lambda case: (case.put(), case.locked(40))),
    Attack("R09", "gap in the folder", "lock at 40, 40 and 42 are there", BROKEN, "it may hold a failure", lambda case: (case.chain(40, 42), case.locked(40))),
    Attack("R10", "local state edited", "a line's sequence lowered", CORRUPT, "each line seals the one before", lines(lowered)),
    Attack("R11", "local state cut at its beginning", "its first line removed", CORRUPT, "each line seals the one before", lines(lambda rows: rows[1:])),
    Attack("R12", "rollback under a high name", "41 as 9999999999.dsse.json, the lock holds 42", ROLLBACK, "names say nothing",
           lambda case: (case.put(41, name="9999999999.dsse.json"), case.locked(42))),
    Attack("R13", "newest destroyed so that an older one is used", "42 is damaged, 41 is good", "BadSignature", "damage is no rollback", damaged),
    Attack("R14", "newest by a revoked key", "43 by the revoked key, 42 is good", "RevokedKey", "there is no falling back", revoked_head),
    Attack("R15", "fast forward", "a number far past the last known one", JUMP, "a stolen key could use up all numbers", jump(1042, known=True)),
    Attack("R16", "broken link in the folder", "41 and 42 are there, 42 links elsewhere", BROKEN, "one of the two is of another history", lambda case: (case.put(41), case.put(42, linked(41)))),
    Attack("R17", "anchors that contradict each other", "lock and site hold different 42", FORK, "a number is given once", quarrel),
    Attack("R18", "lock of another environment", "staging-eu-1", CORRUPT, "it says nothing about this one", lock(environment="staging-eu-1")),
    Attack("R19", "local state emptied", "a file of zero bytes", CORRUPT, "empty does not mean new", anchor("state", b"")),
    Attack("R20", "lock destroyed", "it is no JSON", CORRUPT, "damaged does not mean new", anchor("lock", b"sequence: 42\n")),
    Attack("R21", "published record destroyed", "an error page in its place", CORRUPT, "damaged does not mean new", anchor("site", b"<!doctype html><title>404</title>")),
    Attack("R22", "lock missing", "it was named and is not there", CORRUPT, "missing does not mean new", missing("lock")),
    Attack("R23", "local state cut at its end", "the last line is not finished", CORRUPT, "a crash while writing, or a knife", lines(lambda rows: [*rows[:2], rows[2][:-1]])),
    Attack("R24", "history rewritten further back", "41 links to another 40 than the one that is there", BROKEN, "a chain is as good as each link", loop),
    Attack("R25", "another old snapshot", "39 is not the one that the lock knows", FORK, "a number is given once", old_fork),
    Attack("R26", "local state that contradicts itself", "two lines for 41 with different digests", CORRUPT, "it never held both", lines(contradicting)),
    Attack("R27", "unknown field in the lock", "`force: true`", CORRUPT, "nothing in a lock is ignored", lock(force=True)),
    Attack("R28", "lock that is a link", "to a good lock beside it", CORRUPT, "it can be turned at any time", linked_lock),
    Attack("R29", "fast forward without an anchor", "a number far past the policy's floor", JUMP, "without memory the floor is what is known", jump(1041, known=False)),
    Attack("R30", "file of another environment in the folder", "41 is of staging-eu-1", "WrongEnvironment", "folders were mixed up", lambda case: (case.put(42), case.put(41, predicate(environment="staging-eu-1")))),
    Attack("R31", "local state of two environments", "its last line is of staging-eu-1", CORRUPT, "files were mixed up", lines(moved)),
    Attack("R32", "duplicate key in the lock", "`sequence` 42, then 1", CORRUPT, "readers would take different ones",
           lambda case: (case.put(), case.locked(42), case.written("lock", (case.root / "posture.lock.json").read_bytes().replace(b'"sequence": 42', b'"sequence": 42, "sequence": 1')))),
    Attack("R33", "local state with a new beginning", "its first line names a line before it", CORRUPT, "the beginning was cut off and the rest sealed anew", lines(grafted)),
    Attack("R34", "local state that goes back", "39 after 41", CORRUPT, "what is known never gets less", lines(backwards)),
    Attack("R35", "published record without its digest", "no `sha256`", CORRUPT, "a number alone tells no fork", anchor("site", b'{"environment": "prod-eu-1", "sequence": 42}')),
    Attack("R36", "local state missing", "it was named and is not there", CORRUPT, "missing does not mean new", missing("state_file")),
    Attack("R37", "sequence of a lock as a text", '"42"', CORRUPT, "nothing is converted", lock(sequence="42")),
)
# fmt: on
