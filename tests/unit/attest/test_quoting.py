"""Messages never show another's text as it is."""

from __future__ import annotations

import base64
from datetime import datetime, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from trustgen.attest.quoting import escaped, shown, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISOL-001", "ISOL-001"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\u0410UTH", "\\u0410UTH"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("\udcff", "\\udcff"),
        ("a`b", "a'b"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "..."),
        ("\U0001f600" * 80, ("\\U0001f600" * 8) + "..."),
    ],
)
def test_a_text_is_escaped_and_cut(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("length", [1, 79, 80, 81, 10_000])
@pytest.mark.parametrize("character", ["x", "\x00", "\u0410", "\U0001f600", "\\"])
def test_whatever_is_shown_is_short_and_printable_ascii(character: str, length: int) -> None:
    found = escaped(character * length)
    assert len(found) <= 83
    assert found.isascii()
    assert found.isprintable()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\n", "`a\\n`"),
        (42, "`42`"),
        (10**30, "a number of many digits"),
        (True, "true or false"),
        (None, "null"),
        ({"secret": 1}, "an object"),
        (["secret"], "a list"),
        (1.5, "a fraction"),
        (b"", "another kind of value"),
    ],
)
def test_a_value_is_shown_in_itself_or_by_its_kind(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_time_is_written_as_the_format_writes_it() -> None:
    assert written(datetime(2026, 11, 23, 12, 0, 5, 999, tzinfo=timezone.utc)) == "2026-11-23T12:00:05Z"
    assert written(datetime(1, 1, 1, tzinfo=timezone.utc)) == "0001-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN PRIVATE KEY-----\nMIGH",
        "-----BEGIN EC PRIVATE KEY-----",
        *(
            base64.b64encode(key.private_bytes(Encoding.DER, form, NoEncryption())).decode()
            for key, form in (
                (ec.generate_private_key(ec.SECP256R1()), PrivateFormat.PKCS8),
                (ec.generate_private_key(ec.SECP256R1()), PrivateFormat.TraditionalOpenSSL),
                (ed25519.Ed25519PrivateKey.generate(), PrivateFormat.PKCS8),
            )
        ),
    ],
    ids=["pem", "pem of a curve", "P-256 as PKCS 8", "P-256 as SEC 1", "Ed25519"],
)
def test_a_private_key_is_not_shown(secret: str) -> None:
    assert shown(secret) == "`(what looks like a private key)`"
    assert escaped(f"key: {secret}") == "(what looks like a private key)"
