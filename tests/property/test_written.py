"""The quick reader of statements against the careful one.

What the quick one takes, the careful one takes too, and as the same value; whatever the careful one takes, the quick
one takes as well when it is written in one of its two ways.
"""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from fuzz_mutate import mutated
from fuzz_targets import seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from posture_simulator import canonical

from trustgen.attest import written
from trustgen.attest.errors import SnapshotError
from trustgen.attest.statementform import _read

SEEDS = seeds("statement")
GOOD = [payload for payload in SEEDS if written.read(payload) is not None]
ODD = (
    *(None, True, False, -1, 0, 2**53 - 1, 2**53, 1.0, 1e3, "", "a", "A", "a" * 65, "é", "\x7f", '"', "\\", "\u2028"),
    *("0" * 64, "a" * 64, "A" * 64, "a" * 63, "ISOL-001", "not-scanned", "error", "https://a", "EXC-2026-001", "a@1"),
    *("2026-11-23T12:00:00Z", "2026-11-23T12:00:00+00:00", "2026-11-23T12:00:00+02:00", "2026-11-23T12:00:00"),
    *(
        "2026-11-23T12:00:00.5Z",
        "2026-11-23T12:00:00.500000Z",
        "2026-11-23t12:00:00z",
        "2026-11-23 12:00:00Z",
        "2026-02-30T12:00:00Z",
    ),
    *([], {}, [{}], {"sha256": "a" * 64}, {"name": "a", "digest": {"sha256": "b" * 64}}),
    *({"id": "a", "unit": "b", "value": 1}, {"id": "a", "unit": "b", "numerator": 1, "denominator": 2}),
)
many = settings(max_examples=200, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def agree(payload: bytes) -> written.Form | None:
    """What both readers say of the bytes."""
    quick = written.read(payload)
    try:
        careful = _read(payload, "x")
    except SnapshotError:
        assert quick is None, payload
        return None
    assert quick in (None, careful), payload
    if quick is None:
        tree = json.loads(payload)
        for text in (json.dumps(tree, sort_keys=True, indent=2), written.json.encode(careful)):
            assert written.read(text if isinstance(text, bytes) else text.encode()) == careful
    return careful


def holders(tree: Any) -> list[Any]:
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return ([tree] if isinstance(tree, dict | list) and tree else []) + [one for part in inner for one in holders(part)]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A statement with up to three values put in the place of others, fields added or left out."""
    tree = copy.deepcopy(json.loads(draw(st.sampled_from(GOOD))))
    for _ in range(draw(st.integers(0, 3))):
        holder = draw(st.sampled_from(holders(tree)))
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        match draw(st.sampled_from(["replace", "replace", "delete", "add", "again"])):
            case "replace":
                holder[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
            case "delete":
                del holder[key]
            case "add" if isinstance(holder, dict):
                name = draw(st.sampled_from(["errorCode", "deployment", "value", "x", "sha256"]))
                holder[name] = copy.deepcopy(draw(st.sampled_from((*ODD, {"gitCommit": "a" * 40}))))
            case _ if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
    return tree


def test_the_seeds_are_read_alike() -> None:
    assert len(GOOD) > 20
    for payload in SEEDS:
        agree(payload)


def whole() -> Any:
    """A statement that has every field that there is."""
    tree = json.loads(next(good for good in GOOD if b'"numerator"' in good and b'"value"' in good and b"EXC-" in good))
    tree["predicate"]["controls"][0] |= {"status": "error", "errorCode": "timeout"}
    tree["predicate"]["deployment"] = {"gitCommit": "a1" * 20}
    return tree


def test_every_field_is_read_alike_whatever_it_holds() -> None:
    tree = whole()
    assert agree(canonical(tree)) == written.read(canonical(tree)) is not None
    for holder in holders(tree):
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            kept = holder[key]
            for value in ODD:
                holder[key] = value
                agree(canonical(tree))
            holder[key] = kept
            assert written.read(canonical(tree)) is not None
            if isinstance(holder, dict):
                fields = dict(holder)
                del holder[key]
                agree(canonical(tree))
                holder.clear()
                holder.update(fields)


@many
@given(tree=changed(), writing=st.sampled_from([{"separators": (",", ":")}, {"indent": 1}, {"sort_keys": True}]))
def test_a_changed_statement_is_read_alike(tree: Any, writing: dict[str, Any]) -> None:
    agree(json.dumps(tree, **writing).encode())
    agree(json.dumps(tree, ensure_ascii=False, **writing).encode("utf-8", "surrogatepass"))


@many
@given(seed=st.integers(0), number=st.integers(0, len(SEEDS) - 1))
def test_changed_bytes_are_read_alike(seed: int, number: int) -> None:
    agree(mutated(SEEDS[number], random.Random(seed)))


@many
@given(
    payload=st.sampled_from(GOOD),
    at=st.floats(0, 1),
    more=st.sampled_from(
        [b" ", b"\n", b"\t", b"\x0b", b"\xa0", b"\x00", b"\xef\xbb\xbf", b"0", b".0", b"e0", b"-", b",", b'"',
         b"\\u0061", b"\\/", b'"a":1,', b'"id":"ISOL-001",', b'"value":1,', b'"status":"pass",',
         b"\xff", b"\xed\xa0\x80", b"\x7f"],
    ),
)  # fmt: skip
def test_bytes_put_in_are_read_alike(payload: bytes, at: float, more: bytes) -> None:
    place = int(at * len(payload))
    agree(payload[:place] + more + payload[place:])
    agree(payload[:place] + more + payload[place + len(more) :])
    for mark in (b"{", b":", b",", b"}"):
        # At a place where it may well be taken.
        there = payload.find(mark, place) + 1
        agree(payload[:there] + more + payload[there:])


def test_a_writing_that_two_readers_could_take_for_two_is_left_to_the_careful_one() -> None:
    """Every way to write the same value that is neither of the two ways."""
    payload = next(good for good in GOOD if b'"affected":9' in good)
    assert written.read(payload) is not None
    for old, new in (
        (b'"affected":9', b'"affected":8,"affected":9'),
        (b'"affected":9', b'"aff\\u0065cted":9'),
        (b'"_type"', b'"_typ\\u0065"'),
        (b'"exceptions":', b'"exceptions":[],"exceptions":'),
    ):
        other = payload.replace(old, new, 1)
        assert other != payload
        assert written.read(other) is None
    tree = json.loads(payload)
    assert written.read(json.dumps(dict(reversed(tree.items()))).encode()) is None
    assert written.read(canonical(tree)) == written.read(json.dumps(tree, indent=3).encode()) is not None
