"""One attack: what it is, why it matters, and a project folder that a function turns into its vector."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from posture_simulator import ALICE, BOB, NOW, PAYLOAD_TYPE, Change, Key, Simulator, bundle, envelope, pae

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

ACCEPT = "accept"
HEAD = "0000000042.dsse.json"


class Case(Simulator):
    """The simulator with what only a hostile or odd project needs: files that no scanner would write.

    `lock`, `state` and `site` are the names of files in the folder, or nothing.  Keys carry the mark of a test key.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.policy["keys"] = [listed(ALICE), listed(BOB)]
        self.lock: str | None = None
        self.state_file: str | None = None
        self.site: str | None = None
        self.source = "snapshots"
        self.checklist_file = "checklist.json"
        self.policy_file = "trust-policy.json"
        self.policy_bytes: bytes | None = None
        self.now: datetime = NOW

    def sign(self, payload: bytes, *keys: Key, name: str = HEAD) -> Path:
        """Any bytes under good signatures."""
        return self.put_json(envelope(payload, *(keys or (ALICE,))), name)

    def resigned(self, old: str, new: str) -> Path:
        """The head with a piece of its payload's text replaced before it was signed."""
        return self.sign(replaced(self.payload().decode(), old, new).encode("utf-8", "surrogatepass"))

    def edited(self, old: str, new: str, name: str = HEAD) -> Path:
        """The head with a piece of its file's text replaced after it was signed."""
        path = self.put(name=name)
        return self.put_bytes(replaced(path.read_text("utf-8"), old, new).encode("utf-8", "surrogatepass"), name)

    def changed(self, change: Callable[[dict[str, Any]], object], *keys: Key) -> Path:
        """The head with its envelope changed after it was signed."""
        made = envelope(self.payload(), *(keys or (ALICE,)))
        change(made)
        return self.put_json(made)

    def pae(self, sequence: int = 42) -> bytes:
        """The bytes that a signature of a good snapshot is over."""
        return pae(PAYLOAD_TYPE, self.payload(sequence))

    def signature(self, data: bytes, *, keyid: str = ALICE.keyid) -> Path:
        """The head under this one signature."""
        return self.changed(lambda made: made.update(signatures=[{"keyid": keyid, "sig": text64(data)}]))

    def bundled(self, change: Callable[[dict[str, Any]], object] = lambda _: None, key: Key = ALICE) -> Path:
        """The head as a bundle, changed after it was signed."""
        made = bundle(self.payload(), key)
        change(made)
        return self.put_json(made, "0000000042.sigstore.json")

    def chain(self, *sequences: int) -> None:
        """Good snapshots of these numbers."""
        for sequence in sequences:
            self.put(sequence)

    def locked(self, sequence: int, sha: str | None = None) -> None:
        """The lock of the repository is at this number."""
        self.lock = self.anchor("posture.lock.json", sequence, sha).name

    def published(self, sequence: int, sha: str | None = None) -> None:
        """The published site's record is at this number."""
        self.site = self.anchor("manifest.json", sequence, sha).name

    def remembered(self, *sequences: int) -> list[bytes]:
        """The local state holds these numbers; its lines."""
        path = self.state(*sequences)
        self.state_file = path.name
        return path.read_bytes().splitlines(keepends=True)

    def written(self, kind: str, data: bytes) -> None:
        """An anchor that holds these bytes."""
        names = {"lock": "posture.lock.json", "state": "state.jsonl", "site": "manifest.json"}
        (self.root / names[kind]).write_bytes(data)
        setattr(self, "state_file" if kind == "state" else kind, names[kind])

    def key(self, number: int, **changes: Any) -> None:
        """Change a key of the policy."""
        self.policy["keys"][number] |= changes

    def policy_text(self, old: str, new: str) -> None:
        """The policy with a piece of its text replaced."""
        self.request()
        text = (self.root / self.policy_file).read_text("utf-8")
        self.policy_bytes = replaced(text, old, new).encode()

    def finish(self) -> None:
        """Write the policy and the checklist as they are now."""
        self.request()
        if self.policy_bytes is not None:
            (self.root / self.policy_file).write_bytes(self.policy_bytes)


Make = Callable[[Case], object]


class Attack(Struct, frozen=True):
    """A row of the attack table."""

    id: str
    title: str
    how: str
    expect: str
    """The name of an error of the format, or `accept`."""
    why: str
    make: Make


def listed(key: Key, **changes: Any) -> dict[str, Any]:
    """A key's entry in a policy, marked as a test key."""
    return key.entry(**({"name": f"test-only-{key.name}"} | changes))


def replaced(text: str, old: str, new: str) -> str:
    """The text with the first `old` replaced; it has to be there."""
    if old not in text:
        raise ValueError(f"{old!r} is not in the text")
    return text.replace(old, new, 1)


def text64(data: bytes) -> str:
    """The standard Base64 text of bytes."""
    return base64.b64encode(data).decode()


def signed(*changes: Change) -> Make:
    """The head with these changes, correctly signed."""
    return lambda case: case.put(42, *changes)


def over(*path: str | int, **changes: Any) -> Change:
    """A change of the fields of an object somewhere in the statement."""

    def change(statement: dict[str, Any]) -> None:
        place: Any = statement
        for step in path:
            place = place[step]
        place.update(changes)

    return change


def without(*path: str | int) -> Change:
    """A statement without the field or row at a place."""

    def change(statement: dict[str, Any]) -> None:
        place: Any = statement
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


def policy(**changes: Any) -> Make:
    """A good head under a policy that says something else."""

    def make(case: Case) -> None:
        case.put()
        case.policy |= changes

    return make


def tidy(value: object) -> bytes:
    """JSON as these vectors keep it."""
    return json.dumps(value, indent=1).encode() + b"\n"
