"""A change of a JSON text that a fuzzer would hardly find byte by byte: a field left out, doubled, moved, retyped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

# fmt: off
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, 2**53, 2**63, 10**30, "", "a", "pass", "fail", "exception", "error",
    "not-applicable", "\x1b[31m", "\u0410", "0" * 64, "ab" * 32, "2026-11-23T11:20:00Z", "2026-02-30T00:00:00Z",
    "x" * 100, "2026-11-23T12:00:00Z", [], {}, [[]], {"sha256": "ab" * 32}, "QUFB", "-_+/", "ISOL-001", "K8S-001",
    "EXC-2026-015",
)
# fmt: on
KEYS = ("sequence", "previous", "status", "metrics", "value", "numerator", "exceptions", "errorCode", "more", "keyid")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The text with one to three changes; a text that is no JSON object comes back as it is."""
    try:
        tree = json.loads(data)
        if not isinstance(tree, dict):
            return data
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            _change(tree, chance)
        text = json.dumps(tree, separators=(",", ":"), ensure_ascii=chance.random() < 0.9)
    except (ValueError, RecursionError):
        return data
    return text.encode("utf-8", "replace")


def lines_mutated(data: bytes, chance: random.Random) -> bytes:
    """The same for a text with an object in each line."""
    rows = data.split(b"\n")
    place = chance.randrange(len(rows))
    if chance.random() < 0.2:
        rows.insert(place, rows[chance.randrange(len(rows))])
    else:
        rows[place] = mutated(rows[place], chance)
    return b"\n".join(rows)


def _change(tree: dict[str, Any], chance: random.Random) -> None:
    places = list(_places(tree))
    if not places:
        tree["more"] = chance.choice(ODD)
        return
    holder, key = chance.choice(places)
    other, name = chance.choice(places)
    kind = chance.randrange(8)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = chance.choice(ODD)
    elif kind == 2:
        holder[key] = json.loads(json.dumps(other[name]))
    elif kind == 3 and isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), json.loads(json.dumps(holder[key])))
    elif kind == 4 and isinstance(holder, dict):
        holder[chance.choice(KEYS)] = chance.choice(ODD)
    elif kind == 5 and isinstance(holder, list):
        chance.shuffle(holder)
    else:
        holder[key] = _near(holder[key], chance)


def _near(value: Any, chance: random.Random) -> Any:
    """A value that is nearly the same."""
    if type(value) is int:
        return value + chance.choice((-1, 1, 10, -10, 10**6))
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        letter = chance.choice(("", "0", "9", "a", "-", ".", " ", "\n", "é", chr(ord(value[place]) ^ 1)))
        return value[:place] + letter + value[place + 1 :]
    return chance.choice(ODD)


def _places(tree: Any) -> Any:
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], (dict, list)):
            yield from _places(tree[key])
