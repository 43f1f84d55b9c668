"""How a message shows what somebody else wrote: escaped, and cut.

A private key that got into a file by mistake is not shown at all: messages end up in the logs of a CI.
A message never carries a control character, an escape sequence for a terminal, a look-alike letter or an invisible
one from a file that is not trusted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

_LENGTH = 80
_PRIVATE: Final = re.compile(r"PRIVATE KEY|MC4CAQAwBQYDK2Vw|MIGHAgEAMBMGByqGSM49|MHcCAQEEI")
"""A private key in PEM, or the beginnings of Ed25519 and P-256 ones in DER (RFC 5958, RFC 5915), in Base64."""
_NAMES = {dict: "an object", list: "a list", bool: "true or false", type(None): "null", float: "a fraction"}


def escaped(text: str) -> str:
    """A text in printable ASCII, at most 80 characters of it and a mark where it was cut."""
    if _PRIVATE.search(text):
        return "(what looks like a private key)"
    # One character may become ten: what is escaped is cut again, so that the whole never gets longer.
    plain = text[: _LENGTH + 1].encode("unicode_escape").decode("ascii").replace("`", "'")
    return plain if len(plain) <= _LENGTH else plain[:_LENGTH] + "..."


def shown(value: object) -> str:
    """A decoded JSON value as a message shows it: a text or a whole number in itself, all else by its kind."""
    if isinstance(value, str):
        return f"`{escaped(value)}`" if value else "an empty text"
    if type(value) is int:
        return f"`{value}`" if abs(value) < 10**20 else "a number of many digits"
    return _NAMES.get(type(value), "another kind of value")


def told_apart(value: object) -> str:
    """The same where no text is expected: `"42"` is the text `42`."""
    return f"the text {shown(value)}" if isinstance(value, str) and value else shown(value)


def written(time: datetime) -> str:
    """A UTC time as the format writes it."""
    # `strftime` would leave out the zeros of an early year.
    return time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
