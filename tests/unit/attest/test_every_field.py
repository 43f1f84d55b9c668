"""Every field of every form takes what it should and nothing beside it, up to the last entry and the last number."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from json_places import at, places, with_value
from posture_simulator import ALICE, Key, Simulator, canonical, checklist, control, digest, predicate

from trustgen.attest.checklist import read_checklist
from trustgen.attest.dsse import Verified
from trustgen.attest.errors import SnapshotError
from trustgen.attest.policyfile import read_policy
from trustgen.attest.statementform import read_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Read = Callable[[Any], object]

MOST = 2**53 - 1
ODD: dict[type, tuple[object, ...]] = {
    str: ("Not one of these!\n", "", 7, None, ["x"]),
    int: (-1, 2**53, "1", True, None),
    bool: (1, "yes", None),
    list: ({}, "x", None),
    dict: ([], "x"),
}


def statement(value: Any) -> object:
    payload = canonical(value)
    return read_statement(Verified(payload=payload, sha256=sha256(payload).hexdigest(), signatures=()), "x")


def policy(value: Any) -> object:
    return read_policy(canonical(value), "x")


def lines(value: Any) -> object:
    return read_checklist(canonical(value), "x")


def rule(read: Read, value: Any) -> str:
    with pytest.raises(SnapshotError) as caught:
        read(value)
    return caught.value.finding.rule


@pytest.fixture
def whole(simulator: Simulator) -> dict[str, Any]:
    """A statement that has every field that there is."""
    changes = (control("ISOL-001", status="error", errorCode="timeout"), predicate(deployment={"gitCommit": "a1" * 20}))
    return simulator.statement(42, *changes)


@pytest.fixture
def trust(simulator: Simulator) -> dict[str, Any]:
    """A policy that has every field that there is."""
    simulator.request()
    return simulator.policy | {
        "revokedKeys": [{"keyid": ALICE.keyid, "revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}],
        "revokedSnapshots": [{"sha256": digest("x"), "reason": "wrong-cluster"}],
    }


def odd_values(tree: Any) -> Iterator[tuple[tuple[Any, ...], object]]:
    for path in places(tree):
        for value in ODD[type(at(tree, path))]:
            yield path, value


def test_no_field_of_a_statement_takes_anything_else(whole: dict[str, Any]) -> None:
    statement(whole)
    for path, value in odd_values(whole):
        found = rule(statement, with_value(whole, path, value))
        kinds = {"_type": "unsupported-statement-type", "predicateType": "unsupported-predicate-type"}
        expected = kinds.get(path[0], "schema-violation") if type(value) is str else "schema-violation"
        assert found == expected, (path, value)


def test_no_field_of_a_policy_takes_anything_else(trust: dict[str, Any]) -> None:
    policy(trust)
    for path, value in odd_values(trust):
        assert rule(policy, with_value(trust, path, value)) == "policy-error", (path, value)


def test_no_field_of_a_checklist_takes_anything_else() -> None:
    lines(checklist())
    for path, value in odd_values(checklist()):
        assert rule(lines, with_value(checklist(), path, value)) == "wrong-checklist", (path, value)


def listed(tree: Any, path: tuple[Any, ...], row: Callable[[int], Any], number: int) -> Any:
    return with_value(tree, path, [row(each) for each in range(number)])


def between(read: Read, make: Callable[[int], Any], least: int, most: int) -> None:
    """Both ends are read; what lies outside is refused."""
    for number in {least, most}:
        read(make(number))
    rule(read, make(most + 1))
    if least:
        rule(read, make(least - 1))


def test_the_lists_of_a_statement_are_bounded(whole: dict[str, Any]) -> None:
    inner = whole["predicate"]
    result = ("predicate", "controls", 1)
    item, metric = inner["controls"][1]["evidence"][0], inner["controls"][1]["metrics"][0]
    for path, row, least, most in (
        (("predicate", "controls"), inner["controls"][1], 1, 512),
        (("predicate", "exceptions"), inner["exceptions"][0], 0, 512),
        (("subject",), whole["subject"][0], 1, 1),
        ((*result, "evidence"), item, 0, 64),
        ((*result, "metrics"), metric, 0, 16),
    ):
        between(statement, lambda number, path=path, row=row: listed(whole, path, lambda _: row, number), least, most)


def test_the_numbers_of_a_statement_are_bounded(whole: dict[str, Any]) -> None:
    ratio, quantity = ("predicate", "controls", 1, "metrics", 0), ("predicate", "controls", 2, "metrics", 0)
    for path in ((*ratio, "numerator"), (*ratio, "denominator"), (*quantity, "value"),
                 ("predicate", "exceptions", 0, "affected")):  # fmt: skip
        between(statement, lambda number, path=path: with_value(whole, path, number), 0, MOST)

    def numbered(number: int) -> Any:
        before = {"sequence": number - 1, "digest": {"sha256": digest("before")}}
        made = with_value(whole, ("predicate", "previous"), before if number > 1 else None)
        return with_value(made, ("predicate", "sequence"), number)

    between(statement, numbered, 1, MOST)
    statement(numbered(2))


def test_the_lists_of_a_policy_are_bounded(trust: dict[str, Any]) -> None:
    keys = [Key(f"number {number}").entry() | {"name": f"key-{number}"} for number in range(65)]
    plain = trust | {"revokedKeys": []}
    between(policy, lambda number: plain | {"keys": keys[:number]}, 1, 64)
    revoked = trust | {"keys": keys[:64]}
    rows = [
        {"keyid": keys[number % 64]["keyid"], "revokedAt": "2026-11-22T12:00:00Z", "reason": "x"}
        for number in range(65)
    ]
    between(policy, lambda number: revoked | {"revokedKeys": rows[:number]}, 0, 64)
    gone = [{"sha256": digest(number), "reason": "x"} for number in range(1001)]
    between(policy, lambda number: trust | {"revokedSnapshots": gone[:number]}, 0, 1000)
    pins = [{"id": "controls", "version": str(number), "sha256": digest(number)} for number in range(4)]
    between(policy, lambda number: trust | {"checklists": pins[:number]}, 1, 3)


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("policyVersion", 1, 1),
        ("threshold", 1, 16),
        ("maxAgeSeconds", 60, 31 * 24 * 3600),
        ("clockSkewSeconds", 0, 3600),
        ("maxScanSeconds", 1, 24 * 3600),
        ("minSequence", 0, MOST),
        ("maxSequenceStep", 1, MOST),
        ("maxExceptionDays", 1, 366),
    ],
)
def test_the_numbers_of_a_policy_are_bounded(trust: dict[str, Any], field: str, least: int, most: int) -> None:
    between(policy, lambda number: trust | {field: number}, least, most)


def test_the_lists_and_numbers_of_a_checklist_are_bounded() -> None:
    made = checklist()
    plain, ratio, age = made["controls"][0], made["controls"][1]["metrics"][0], made["controls"][2]["metrics"][0]

    def named(number: int) -> dict[str, Any]:
        return plain | {"id": f"A{number // 1000}B-{number % 1000:03}"}

    between(lines, lambda number: listed(made, ("controls",), named, number), 1, 512)
    each = ("controls", 1, "metrics")
    free = ratio | {"shortfallNeedsException": False}
    between(lines, lambda number: listed(made, each, lambda n: free | {"id": f"metric-{n}"}, number), 0, 16)
    between(lines, lambda number: with_value(made, (*each, 0, "target"), number), 0, 10_000)
    between(lines, lambda number: with_value(made, ("controls", 2, "metrics", 0), age | {"target": number}), 0, MOST)


def test_a_title_is_one_line_of_text() -> None:
    path = ("controls", 0, "title")
    for title in ("x" * 200, "Zugänge — 100 %", "<b>"):
        lines(with_value(checklist(), path, title))
    for title in ("x" * 201, "a\tb", "a\x7f", "a\x85", "a\u2028b", "a\u2029"):
        assert rule(lines, with_value(checklist(), path, title)) == "wrong-checklist"


def test_texts_have_their_whole_length(whole: dict[str, Any]) -> None:
    name = ("predicate", "controls", 1, "evidence", 0, "name")
    between(statement, lambda number: with_value(whole, name, "a" * number), 1, 64)
    place = ("predicate", "controls", 1, "id")
    between(statement, lambda number: with_value(whole, place, "A" * number + "-001"), 2, 16)
    scanner = ("predicate", "scanner", "id")
    between(statement, lambda number: with_value(whole, scanner, "https://" + "a" * number), 1, 200)
    subject = ("subject", 0, "name")
    between(statement, lambda number: with_value(whole, subject, "a" * number), 1, 128)
    record = ("predicate", "exceptions", 0, "id")
    between(statement, lambda number: with_value(whole, record, "EXC-2026-" + "0" * number), 3, 6)
    assert json.loads(canonical(whole)) == whole
