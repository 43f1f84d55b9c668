"""Units as readers see them: without signs that are not shown, and with one kind of space.

Folding does the same to what is matched; but a frame also looks at the text as it was written, for its capitals, and at
the structure around.  A soft hyphen or a zero-width space there must change nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import fields, replace

from trustgen.claims.passages.boxes import chosen
from trustgen.scopes.unit import Context, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trustgen.claims.mention import Mention

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Signs that are not shown, but for those that reverse the direction of reading."""
_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_PARTS: Final = tuple(field.name for field in fields(Context))


def shown(text: str) -> str:
    """The text as it is seen, with the answers of a form that somebody chose."""
    return chosen(text if text.isascii() else _SPACES.sub(" ", _UNSEEN.sub("", text)))


def as_seen(unit: Unit) -> Unit:
    """The unit with its text and everything around it as it is seen; the same unit where nothing differs."""
    changed: dict[str, object] = {}
    for name in _PARTS:
        value = getattr(unit.context, name)
        seen = (
            shown(value) if isinstance(value, str) else tuple(map(shown, value)) if isinstance(value, tuple) else value
        )
        if seen != value:
            changed[name] = seen
    text = shown(unit.text)
    if not changed and text == unit.text:
        return unit
    return replace(unit, text=text, context=replace(unit.context, **changed) if changed else unit.context)


def as_written(unit: Unit, mentions: Iterable[Mention]) -> list[Mention]:
    """What was found in a unit as it is seen, at its places in the unit as it was written."""
    places = [at for at, char in enumerate(unit.text) if not _UNSEEN.match(char)]
    written = []
    for one in mentions:
        start = places[one.start] if one.start < len(places) else len(unit.text)
        end = max(start, places[one.end - 1] + 1) if one.end > one.start else start
        written.append(replace(one, unit=unit, start=start, end=end, text=unit.text[start:end]))
    return written
