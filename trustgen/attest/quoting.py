"""How a message speaks of what somebody else wrote: a value by its kind and size, and never in its own words.

Messages end up in the logs of a CI, and what is not of the form that its field wants may be anything: a password in the
wrong place, a private key, a token.  So it is described (`shown`).  What was read in a closed form, such as a control
id, a time or a digest, is written into a message by whoever read it; nobody could mend the fault otherwise.

The names of fields, and what the operating system or a file is called, are shown without a control character, an escape
sequence for a terminal, a look-alike letter or an invisible one (`escaped`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

_LENGTH = 80
_DIGITS = 7
"""Of the longest whole number that is shown: no code of a card, a door or a telephone is so short and so precious."""
_NAME: Final = re.compile(r"[A-Za-z0-9_.$@-]{1,40}")
"""A field's name that names something; anything else in a name's place is described like a value."""


def escaped(text: str) -> str:
    """A text in printable ASCII, at most 80 characters of it and a mark where it was cut."""
    # One character may become ten: what is escaped is cut again, so that the whole never gets longer.
    plain = text[: _LENGTH + 1].encode("unicode_escape").decode("ascii").replace("`", "'")
    return plain if len(plain) <= _LENGTH else plain[:_LENGTH] + "..."


def shown(value: object) -> str:
    """A decoded JSON value as a message describes it: its kind and size; small whole numbers, `true` and the like."""
    if isinstance(value, str):
        return f"a text of {_counted(len(value), 'character')}" if value else "an empty text"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, int):
        digits = len(str(abs(value)))
        return f"the number {value}" if digits <= _DIGITS else f"a number of {digits} digits"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return "an object"
    if value is None:
        return "null"
    return "a fraction" if isinstance(value, float) else "another kind of value"


def named(name: str) -> str:
    """The name of a field that somebody else wrote: in itself where it is plain and short, otherwise described."""
    return f"`{name}`" if _NAME.fullmatch(name) else f"({shown(name)})"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def written(time: datetime) -> str:
    """A UTC time as the format writes it."""
    # `strftime` would leave out the zeros of an early year.
    return time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
