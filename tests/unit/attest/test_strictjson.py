"""JSON that two parsers could read differently is refused."""

from __future__ import annotations

import sys

import pytest

from trustgen.attest.strictjson import JsonError, parse_object

ACCEPTED = {
    "an empty object": (b"{}", {}),
    "whitespace around": (b' \n{"a": [1, true, null]}\t', {"a": [1, True, None]}),
    "a surrogate pair": (b'{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    "an escaped backslash before a u": (b'{"a": "\\\\ud83d"}', {"a": "\\ud83d"}),
    "the largest safe integer": (b'{"a": 9007199254740991}', {"a": 2**53 - 1}),
    "a power of two beyond it": (b'{"a": 9007199254740992}', {"a": 2**53}),
    "the largest double": (b'{"a": %d}' % int(sys.float_info.max), {"a": int(sys.float_info.max)}),
    "the characters around the surrogates": (b'{"a": "\\ud7ff\\ue000\\udbff\\udfff"}', {"a": "\ud7ff\ue000\U0010ffff"}),
    "a negative integer": (b'{"a": -1}', {"a": -1}),
    "brackets inside a text": (b'{"a": "' + b"[" * 1000 + b'"}', {"a": "[" * 1000}),
    "the same key in two objects": (b'{"a": {"b": 1}, "c": {"b": 2}}', {"a": {"b": 1}, "c": {"b": 2}}),
}

REFUSED = {
    "nothing": (b"", "is not JSON: expecting value at line 1, column 1"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "begins with a byte order mark"),
    "UTF-16": ("{}".encode("utf-16"), "is not UTF-8, which is wanted, at byte 1"),
    "UTF-16 without a mark": ("{}".encode("utf-16-le"), "is not JSON"),
    "UTF-32": ("{}".encode("utf-32"), "is not UTF-8"),
    "a surrogate in UTF-8": (b'{"a": "\xed\xa0\x80"}', "is not UTF-8, which is wanted, at byte 8"),
    "an overlong encoding": (b'{"a": "\xc0\xaf"}', "is not UTF-8"),
    "half a pair in a value": (b'{"a": ["\\ud83d"]}', "half a surrogate pair"),
    "half a pair in a key": (b'{"a": {"\\uDE00": 1}}', "half a surrogate pair"),
    "the first half of all": (b'{"a": "\\ud800"}', "half a surrogate pair"),
    "the last half of all": (b'{"a": "\\udfff"}', "half a surrogate pair"),
    "a pair the wrong way round": (b'{"a": "\\ude00\\ud83d"}', "half a surrogate pair"),
    "an array": (b"[]", "holds an empty list, but one JSON object is wanted"),
    "a text": (b'"a"', "holds a text of 1 character, but one JSON object is wanted"),
    "a key twice": (b'{"a": 1, "a": 1}', "has the key `a` more than once in one object"),
    "a key twice by escape": (b'{"a": 1, "\\u0061": 1}', "has the key `a` more than once"),
    "a key twice deep inside": (b'{"x": [{"y": {"a": 1, "a": 2}}]}', "has the key `a` more than once"),
    "a fraction": (b'{"a": 1.5}', "holds a fraction, but only integers are read"),
    "a whole fraction": (b'{"a": 1.0}', "only integers are read"),
    "an exponent": (b'{"a": 1e2}', "only integers are read"),
    "an overflowing exponent": (b'{"a": 1e400}', "only integers are read"),
    "NaN": (b'{"a": NaN}', "no number in JSON"),
    "infinity": (b'{"a": Infinity}', "no number in JSON"),
    "negative infinity": (b'{"a": -Infinity}', "no number in JSON"),
    "minus zero": (b'{"a": -0}', "the number -0"),
    "an integer between doubles": (b'{"a": 9007199254740993}', "a double cannot hold exactly"),
    "a negative integer between doubles": (b'{"a": -9007199254740993}', "a double cannot hold exactly"),
    "more digits than Python reads": (b'{"a": ' + b"9" * 5000 + b"}", "a double cannot hold exactly"),
    "the integer after the largest double": (b'{"a": %d}' % (int(sys.float_info.max) + 1), "309 digits that a double"),
    "an integer beyond all doubles": (b'{"a": 1' + b"0" * 400 + b"}", "a double cannot hold exactly"),
    "a second object": (b"{}{}", "extra data at line 1, column 3"),
    "a comment": (b"{} // x", "extra data"),
    "a NUL after the object": (b"{}\x00", "extra data"),
    "a raw newline in a text": (b'{"a": "\n"}', "invalid control character"),
    "a trailing comma": (b'{"a": 1,}', "is not JSON"),
    "single quotes": (b"{'a': 1}", "is not JSON"),
    "a wide space": ("\u3000{}".encode(), "is not JSON"),
    "twenty thousand brackets": (b'{"a": ' + b"[" * 20_000, "nested more than 32 levels deep"),
    "a million brackets": (b'{"a": ' + b"[" * 1_000_000, "nested more than 32 levels deep"),
}


@pytest.mark.parametrize(("data", "value"), ACCEPTED.values(), ids=ACCEPTED)
def test_plain_json_is_read(data: bytes, value: object) -> None:
    assert parse_object(data) == value


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_anything_else_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(JsonError) as caught:
        parse_object(data)
    assert reason in str(caught.value)


def test_nesting_is_allowed_up_to_its_limit_and_no_further() -> None:
    for opening, closing in ((b'{"a":', b"}"), (b"[", b"]")):
        inside = opening * 31 + b"1" + closing * 31
        assert parse_object(b'{"a":' + inside + b"}")
        with pytest.raises(JsonError, match="32 levels"):
            parse_object(b'{"a":' + opening + inside + closing + b"}")


def test_empty_containers_count_as_levels() -> None:
    assert parse_object(b'{"a":' + b"[" * 31 + b"]" * 31 + b"}")
    with pytest.raises(JsonError, match="32 levels"):
        parse_object(b'{"a":' + b"[" * 32 + b"]" * 32 + b"}")
