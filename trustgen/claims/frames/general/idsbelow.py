"""Columns that bear the name of a standard and hold nothing but the numbers of its parts: a mapping by its looks.

"NIST CSF category | PR.AA | PR.DS" needs no word that says "mapped to": nobody holds a certificate called PR.AA.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.layout.structure import has
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_ID: Final = re.compile(
    r"(?:[a-uw-z]|[a-z]{2,4})[. ]?\d{1,2}(?:\.\d{1,2}){1,3}|[a-z]{2}\.[a-z]{2,4}(?:[.-]\d{1,2})?|\d{1,2}\.\d{1,2}\.\d"
    r"|[a-z]{2,4}\.\d{1,2}",
)
"""A.5.15, CC6.1, OPS.1.2.4, PR.AA-01, mp.info.6, 8.2.1; no version (v4.0), level (AL3), year or certificate."""
_BETWEEN: Final = re.compile(r"\s*[,;/]\s*")
_STANDING: Final = c.YEA | c.DONE | c.CERT | c.GOT | c.SINCE | c.AUDIT | c.EXAM
_TOLD: Final = c.WE | c.OUR | c.NAME | c.DONE | c.GOT | c.CERT | c.STRONG | c.SINCE | c.PRESUP | c.ISSUED | c.THIRD
_FEW: Final = 5
_ROWS: Final = 60
_LONG: Final = 60


def ids_below(scene: Scene) -> bool:
    """Whether it is the header of a column of such numbers, and no other column tells a standing."""
    context = scene.unit.context
    below = [text.strip() for text in context.details[:_ROWS] if text.strip()]
    passage = scene.passage
    if scene.unit.scope != "text.header" or not below or len(passage) > _FEW + 2 * ("(" in passage.words):
        return False
    # Whose reading it is may stand in brackets: "SOC 2 criterion (our reading)".
    read = passage.words.index("(") if "(" in passage.words[1:] else len(passage)
    told = any(bits & _TOLD and not bits & (c.SCHEME | c.MAP | c.CLAUSE) for bits in passage.bits[:read])
    told = told or passage.any(_TOLD & ~c.OUR, read)
    return (
        not told
        and all(len(text) <= _LONG and all(map(_ID.fullmatch, _BETWEEN.split(bare(text)))) for text in below)
        and not any(has(scene, column, _STANDING) for column in context.columns)
    )
