"""What only looks like the name of a scheme: a word that is written to look like it, a number with a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trustgen.claims.catalogue.mentions import Found

_LONG_ENOUGH: Final = 5


def disguised(original: str, folded: str) -> bool:
    """Whether enough of the word is written with letters that it is a word, and some of it is not what it seems."""
    first = "".join(c for c in original.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0])
    foreign = any(not c.isascii() and c.isalpha() for c in original)
    letters = sum(c.isalpha() for c in first)
    if not foreign and original.isalpha() and len(original) < _LONG_ENOUGH:
        # A short word of plain letters is a word: "mips" is not "MLPS".
        return False
    return foreign or (letters >= 2 and original != folded)  # noqa: PLR2004


def measure(one: Found, text: str) -> bool:
    """Whether the number belongs to a unit of measure behind it: "an Arm SoC 2 mm thinner"."""
    return text[one.end - 1].isdigit() and bool(_UNIT.match(text, one.end))


_UNIT: Final = re.compile(r"\s*(?:mm|cm|nm|[mg]hz|[mgt]i?b|watts?|volts?|grams?|%)(?!\w)")
