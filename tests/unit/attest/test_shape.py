"""Form as a table: each scalar, and how faults find their place."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from trustgen.attest import shape
from trustgen.attest.shape import ShapeError


def fault(check: shape.Check[Any], value: object) -> ShapeError:
    with pytest.raises(ShapeError) as caught:
        check(value)
    return caught.value


@pytest.mark.parametrize("value", ["a", "0", "a-b", "a.b", "2026.11.1", "a" * 64, "a--b", "a..b"])
def test_a_name_is_read(value: str) -> None:
    assert shape.NAME(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "A",
        "-a",
        "a-",
        ".a",
        "a.",
        "a_b",
        "a b",
        "a\n",
        "a" * 65,
        "\u0430",
        "a/b",
        "<b>",
        "\uff10",
        1,
        None,
        True,
        ["a"],
        {},
    ],
)
def test_anything_else_is_no_name(value: object) -> None:
    assert "a name of small letters" in fault(shape.NAME, value).message


@pytest.mark.parametrize("value", ["ISOL-001", "K8S-006", "AB-000", "A" + "B" * 15 + "-999"])
def test_a_control_id_is_read(value: str) -> None:
    assert shape.CONTROL(value) == value


@pytest.mark.parametrize(
    "value",
    ["A-001", "isol-001", "8K-001", "ISOL-01", "ISOL-0001", "ISOL_001", "ISOL-001\n", " ISOL-001", "\u041a8S-006",
     "ISOL-\uff10\uff10\uff11", "A" + "B" * 16 + "-001", "", None, 1],
)  # fmt: skip
def test_anything_else_is_no_control_id(value: object) -> None:
    fault(shape.CONTROL, value)


@pytest.mark.parametrize("value", ["https://kla.example/scanner", "https://a"])
def test_an_address_is_read(value: str) -> None:
    assert shape.HTTPS(value) == value


@pytest.mark.parametrize(
    "value", ["http://a", "https://", "HTTPS://a", "https://A", "https://a?b", "https://a\n", "https://" + "a" * 201]
)
def test_anything_else_is_no_address(value: str) -> None:
    fault(shape.HTTPS, value)


def test_a_time_is_read() -> None:
    assert shape.time("2026-11-23T12:00:05Z") == datetime(2026, 11, 23, 12, 0, 5, tzinfo=timezone.utc)
    assert shape.time("2024-02-29T23:59:59Z").day == 29
    assert shape.time("9999-12-31T23:59:59Z").year == 9999
    assert shape.time("0001-01-01T00:00:00Z").year == 1


@pytest.mark.parametrize(
    "value",
    ["2026-11-23T12:00:05.5Z", "2026-11-23T12:00:05+00:00", "2026-11-23T12:00:05", "2026-11-23 12:00:05Z",
     "2026-11-23t12:00:05z", "2026-11-23T12:00Z", "2026-11-23", "20261123T120005Z", "2026-W48-1T12:00:05Z",
     "2026-327T12:00:05Z", "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
     "2026-00-01T00:00:00Z",
     "0000-01-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-23T23:59:60Z",
     "2026-11-23T12:00:05Z\n", "2026-11-23T12:00:05Z\0", " 2026-11-23T12:00:05Z",
     "\uff12\uff10\uff12\uff16-11-23T12:00:05Z",
     "+2026-11-23T12:00:05Z", "12026-11-23T12:00:05Z", "", 1_763_899_205, None, True],
)  # fmt: skip
def test_anything_else_is_no_time(value: object) -> None:
    assert "a real time" in fault(shape.time, value).message


SOMETHING = "9ee57ed2f90522b232cd54cbd7fd25260a9680f512eb7a227a2b6e88237d01a0"


def test_a_digest_is_read() -> None:
    assert shape.DIGEST({"sha256": SOMETHING}) == SOMETHING


@pytest.mark.parametrize(
    "value",
    [SOMETHING.upper(), SOMETHING[:-1], SOMETHING + "0", SOMETHING + "\n", "sha256:" + SOMETHING, "", None, 0,
     "0" * 64, "f" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
)  # fmt: skip
def test_placeholders_and_anything_else_are_no_digest(value: object) -> None:
    assert fault(shape.DIGEST, {"sha256": value}).route == "sha256"


@pytest.mark.parametrize(
    "value", [{"sha512": SOMETHING}, {"sha256": SOMETHING, "sha1": "x"}, {}, SOMETHING, [SOMETHING], None]
)
def test_a_digest_is_an_object_with_one_hash(value: object) -> None:
    fault(shape.DIGEST, value)


@pytest.mark.parametrize("value", [True, False, "1", 1.0, None, [], 2**53, -1])
def test_only_safe_whole_numbers_are_counts(value: object) -> None:
    fault(shape.COUNT, value)


def test_the_bounds_of_a_number_are_inside() -> None:
    assert shape.COUNT(0) == 0
    assert shape.COUNT(2**53 - 1) == 2**53 - 1
    assert shape.integer(3, 5)(5) == 5
    fault(shape.integer(3, 5), 2)
    fault(shape.integer(3, 5), 6)


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_only_true_and_false_are_flags(value: object) -> None:
    fault(shape.flag, value)


def test_one_text_is_compared_byte_by_byte() -> None:
    check = shape.exactly("kind/v1")
    assert check("kind/v1") == "kind/v1"
    for value in ("kind/v1/", "KIND/v1", "kind/v1 ", None, 1):
        fault(check, value)


def test_a_choice_is_one_of_its_texts() -> None:
    check = shape.choice({"ge": 1, "le": 2})
    assert check("le") == 2
    for value in ("GE", "eq", None, 1, ["ge"]):
        fault(check, value)


NESTED = shape.record(
    shape.fields,
    {
        "rows": shape.rows(shape.record(shape.fields, {"aName": shape.NAME}), 1, 2, "rows"),
        "maybe": shape.nullable(shape.COUNT),
    },
    {"extra": shape.COUNT},
)


def test_a_record_gives_its_fields_in_snake_case() -> None:
    assert NESTED({"rows": [{"aName": "x"}], "maybe": None}) == {
        "rows": ({"a_name": "x"},),
        "maybe": None,
        "extra": None,
    }


@pytest.mark.parametrize(
    ("value", "route", "message"),
    [
        ([], "", "an object is expected, not an empty list"),
        ({"rows": []}, "", "the field `maybe` is missing"),
        ({"rows": [], "maybe": 1, "rpws": 1}, "", "there is a field `rpws`, which this version does not have"),
        ({"rows": [], "maybe": 1}, "rows", "the list of rows has 0 entries, not 1 to 2"),
        ({"rows": [{}, {}, {}], "maybe": 1}, "rows", "the list of rows has 3 entries, not 1 to 2"),
        ({"rows": {"0": {}}, "maybe": 1}, "rows", "a list of rows is expected, not an object"),
        ({"rows": [{"aName": "x"}, {"aName": "X"}], "maybe": 1}, "rows[1].aName", "a name of small letters, digits"),
        ({"rows": [{"aName": "x"}, {}], "maybe": 1}, "rows[1]", "the field `aName` is missing"),
        ({"rows": [{"aName": "x"}], "maybe": True}, "maybe", "a whole number from 0"),
        ({"rows": [{"aName": "x"}], "maybe": 1, "extra": None}, "extra", "not null"),
        ({"rows": [{"aName": "x"}], "maybe": 1, "a\x1b": None}, "", "there is a field (a text of 2 characters), which"),
    ],
)
def test_a_fault_names_its_place(value: object, route: str, message: str) -> None:
    found = fault(NESTED, value)
    assert found.route == route
    assert message in found.message
    assert found.at == (f" at `{route}`" if route else "")
