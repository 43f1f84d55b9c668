"""The form of a keyless bundle: every field takes what it should, and nothing stands beside them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest
from json_places import at, places, with_value
from keyless_fixtures import BEFORE, HEAD, STAMPED, bundle

from trustgen.attest.keylessform import check_form
from trustgen.attest.shape import ShapeError

if TYPE_CHECKING:
    from collections.abc import Callable

BASE64 = base64.b64encode(b"x" * 32).decode()
ODD: dict[type, tuple[object, ...]] = {
    # Characters of no field; a blank that `match` alone would take at the end; nothing; a number; others.
    str: ("Not one of these!\n\x07", "", 7, None, ["x"], {"x": "x"}),
    list: ({}, "x", 7),
    dict: ([], "x", None),
}
ENTRY = ("verificationMaterial", "tlogEntries", 0)
PROOF = (*ENTRY, "inclusionProof")
STAMPS = ("verificationMaterial", "timestampVerificationData")


def refused(value: Any) -> str:
    with pytest.raises(ShapeError) as caught:
        check_form(value)
    return caught.value.route


@pytest.mark.parametrize("name", [HEAD, BEFORE, STAMPED])
def test_no_field_takes_anything_else(name: str) -> None:
    whole = bundle(name)
    check_form(whole)
    for path in places(whole):
        for odd in ODD[type(at(whole, path))]:
            if path[-1] != "timestampVerificationData" or odd is not None:
                refused(with_value(whole, path, odd))


@pytest.mark.parametrize("name", [HEAD, STAMPED])
def test_no_object_has_a_field_that_nobody_expects(name: str) -> None:
    whole = bundle(name)
    for path in [(), *places(whole)]:
        if isinstance(at(whole, path), dict):
            refused(with_value(whole, (*path, "extra"), "x"))


@pytest.mark.parametrize(
    ("path", "row", "least", "most"),
    [
        (("dsseEnvelope", "signatures"), None, 1, 1),
        (ENTRY[:-1], None, 1, 1),
        ((*PROOF, "hashes"), BASE64, 0, 64),
        ((*STAMPS, "rfc3161Timestamps"), {"signedTimestamp": BASE64}, 0, 32),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else "",
)
def test_every_list_is_bounded(path: tuple[Any, ...], row: Any, least: int, most: int) -> None:
    whole = bundle(STAMPED)
    row = at(whole, path)[0] if row is None else row

    def rows(number: int) -> Any:
        return with_value(whole, path, [row] * number)

    for number in {least, most}:
        check_form(rows(number))
    assert refused(rows(most + 1))
    if least:
        assert refused(rows(least - 1))


@pytest.mark.parametrize(
    ("path", "form", "most"),
    [
        (("dsseEnvelope", "payloadType"), "x".__mul__, 200),
        (("dsseEnvelope", "signatures", 0, "keyid"), "k".__mul__, 200),
        (("mediaType",), "x".__mul__, 100),
        ((*PROOF, "checkpoint", "envelope"), "x".__mul__, 8000),
        ((*PROOF, "treeSize"), "9".__mul__, 19),
        ((*PROOF, "logIndex"), "9".__mul__, 19),
        ((*ENTRY, "logIndex"), "9".__mul__, 19),
        ((*ENTRY, "integratedTime"), "9".__mul__, 19),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_every_text_is_bounded(path: tuple[Any, ...], form: Callable[[int], str], most: int) -> None:
    whole = bundle(HEAD)
    check_form(with_value(whole, path, form(most)))
    assert refused(with_value(whole, path, form(most + 1)))
    assert refused(with_value(whole, path, form(most - 1) + "\n\n"))


@pytest.mark.parametrize("number", ["01", "-1", "1.0", "1 ", " 1", "+1", "1e3"])
def test_a_number_has_one_spelling(number: str) -> None:
    assert refused(with_value(bundle(), (*PROOF, "treeSize"), number)).endswith("treeSize")


@pytest.mark.parametrize(
    ("kind", "version", "taken"),
    [
        ("dsse", "0.0.1", True),
        ("hashedrekord", "0.0.2", True),
        ("dsse", "0.0.2", False),
        ("hashedrekord", "0.0.1", False),
        ("intoto", "0.0.2", False),
    ],
)
def test_only_entries_that_bind_an_envelope_are_taken(kind: str, version: str, *, taken: bool) -> None:
    changed = with_value(bundle(), (*ENTRY, "kindVersion"), {"kind": kind, "version": version})
    if taken:
        check_form(changed)
    else:
        assert refused(changed).endswith("kindVersion")
