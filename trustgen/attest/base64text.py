"""Base64 in which one text stands for one sequence of bytes (format section 4.1).

Decoders take texts with bits left over (`QR==` for `QQ==`), and some take mixtures of both alphabets; a file could then
be changed without its content changing.  The decoder is msgspec's, which is strict in all else and three times as fast
as Python's.
"""

from __future__ import annotations

import base64

from msgspec import ValidationError, convert

_URL_SAFE = str.maketrans("-_", "+/")


class Base64Error(ValueError):
    """A text that is not canonical Base64; the message is the end of a sentence."""


def decode(text: str, *, url_safe: bool = True) -> bytes:
    """The bytes of a padded Base64 text, in the standard alphabet or, where that is allowed, the URL-safe one."""
    standard = text
    if "-" in text or "_" in text:
        if not url_safe:
            raise Base64Error("is not in the standard Base64 alphabet, which is wanted here")
        if "+" in text or "/" in text:
            raise Base64Error("mixes the two Base64 alphabets; one of them is wanted")
        standard = text.translate(_URL_SAFE)
    if len(text) % 4:
        raise Base64Error(f"has {len(text)} characters, but padded Base64 has a multiple of four")
    try:
        data = convert(standard, bytes)
    except ValidationError:
        raise Base64Error("holds something else than the letters of Base64") from None
    # Before the last four letters every text stands for one sequence of bytes.
    if encode(data[len(standard) // 4 * 3 - 3 :]) != standard[-4:]:
        raise Base64Error("is not Base64 in its canonical form: it has bits set that belong to no byte")
    return data


def encode(data: bytes) -> str:
    """The standard Base64 text of bytes."""
    return base64.b64encode(data).decode("ascii")
