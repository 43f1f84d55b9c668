"""One Base64 text stands for one sequence of bytes."""

from __future__ import annotations

import binascii
import itertools

import pytest

from trustgen.attest.base64text import Base64Error, decode, encode


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", b""),
        ("QQ==", b"A"),
        ("QUI=", b"AB"),
        ("QUJD", b"ABC"),
        ("+/+/", b"\xfb\xff\xbf"),
        ("-_-_", b"\xfb\xff\xbf"),
    ],
)
def test_both_alphabets_are_read(text: str, data: bytes) -> None:
    assert decode(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "QR==",
        "QUJ=",
        "QQ",
        "QQ=",
        "QQ===",
        "QQ==QQ==",
        "QQ==\n",
        "Q Q=",
        "QQ!=",
        "=",
        "====",
        "Ａ===",
        "QUJDR",
        "Q\x00==",
    ],
)
def test_any_other_text_for_the_same_bytes_is_refused(text: str) -> None:
    with pytest.raises(Base64Error, match="Base64"):
        decode(text)


@pytest.mark.parametrize("text", ["+_+_", "-/-/"])
def test_two_alphabets_in_one_text_are_refused(text: str) -> None:
    with pytest.raises(Base64Error, match="mixes"):
        decode(text)


def test_where_browsers_read_the_text_only_the_standard_alphabet_counts() -> None:
    assert decode("+/+/", url_safe=False) == b"\xfb\xff\xbf"
    with pytest.raises(Base64Error, match="standard"):
        decode("-_-_", url_safe=False)


def test_encoding_gives_back_what_decoding_takes() -> None:
    assert encode(b"\xfb\xff\xbf") == "+/+/"


def test_every_short_text_is_read_as_the_standard_library_reads_it_or_not_at_all() -> None:
    read = 0
    for letters in itertools.chain.from_iterable(itertools.product("AQRg+/-_= é", repeat=size) for size in range(6)):
        text = "".join(letters)
        try:
            data = decode(text)
        except Base64Error:
            continue
        read += 1
        standard = text.replace("-", "+").replace("_", "/")
        assert data == binascii.a2b_base64(standard, strict_mode=True)
        assert encode(data) == standard
    assert read > 4**4
