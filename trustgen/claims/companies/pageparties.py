"""Names of other companies that a page introduces in one place and speaks of in another.

A page says once that its servers stand with Hexa Cloud, and three paragraphs on what Hexa Cloud's certificate covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from trustgen.claims.companies.parties import introduced
from trustgen.claims.companies.partynames import names, spellings
from trustgen.claims.words.wordlists import word_set
from trustgen.scopes.unit import PARTS, Context, Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trustgen.claims.scenes.scene import Scene
    from trustgen.scopes.unit import Unit

_TEXTS: Final = 400
"""Texts of a page that are read for names, which bounds the work for a page of many mentions."""
_LENGTH: Final = 2_000
_LEVELS: Final = 2
_OTHERS: Final = word_set("pageparties.others")
"""Those of whom a heading says that they are listed below, and who are never us."""


def met(units: Iterable[Unit], read: Callable[[Unit], Scene]) -> tuple[str, ...]:
    """The names of other parties that the texts of a page introduce, or the blocks beside them, folded, in order."""
    found: set[str] = set()
    seen: set[str] = set()
    for unit in units:
        if unit.surface is not Surface.PROSE or unit.scope == PARTS:
            # Inside a word that is read in two, anything could look like a name.
            continue
        found.update(_listed(unit, read))
        for text in (unit.text, unit.context.before, unit.context.after):
            if text and len(text) <= _LENGTH and text not in seen:
                seen.add(text)
                context = unit.context if text == unit.text else Context(lang=unit.context.lang)
                found.update(introduced(read(replace(unit, text=text, context=context))))
        if len(seen) > _TEXTS:
            break
    return tuple(sorted(found))


def _listed(unit: Unit, read: Callable[[Unit], Scene]) -> Iterator[str]:
    """The name that a unit's heading, term or row is, where a heading above or a caption speaks of other parties."""
    context = unit.context
    over = (*context.headings[-_LEVELS:], context.caption, context.column_header, context.lead)
    for text in (*context.headings[-1:], context.term, context.row_header, *context.row[:1]):
        # A heading has only other headings over it; captions, headers and what leads to a table stand below.
        higher = context.headings[-_LEVELS:-1] if text in context.headings[-1:] else over
        above = [one for one in higher if one and one != text]
        if not text or len(text) > _LENGTH or not above:
            continue
        scene = read(replace(unit, text=text, context=Context(lang=context.lang)))
        whole = [(first, last) for first, last in names(scene) if not first and last == len(scene.passage)]
        if whole and any(_speaks_of_others(scene, one) for one in above):
            yield from spellings(scene, *whole[0])


def _speaks_of_others(scene: Scene, text: str) -> bool:
    return any(not _OTHERS.isdisjoint(word.split(" ")) for word in scene.read(text).words)
