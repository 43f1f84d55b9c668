"""What a unit shows of itself before it is judged: its mentions, with the texts around that settle short names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.mentions import Found, find
from trustgen.claims.catalogue.prefilter import Look, look
from trustgen.claims.scenes.said import homes
from trustgen.claims.spelling.pieces import LONGEST
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.lexicon import TOKEN
from trustgen.scopes.unit import Surface

if TYPE_CHECKING:
    from trustgen.claims.facts import Facts
    from trustgen.claims.scenes.scene import Scene
    from trustgen.claims.spelling.normalise import Folded
    from trustgen.scopes.unit import Unit

_SLUGS: Final = frozenset(
    ["path", "link.href", "attr.src", "attr.href", "attr.srcset", "css.url", "attr.class", "attr.id"],
)


def look_at(unit: Unit, facts: Facts) -> Look:
    """What a unit's text may mention, openly or in disguise."""
    lone = unit.surface in {Surface.MARK, Surface.DATA} and " " not in unit.text.strip()
    return look(unit.text, slug=unit.scope in _SLUGS or lone, own=facts.own)


def find_in(unit: Unit, folded: Folded, facts: Facts) -> list[Found]:
    """The places of a unit that name a scheme; what stands around it settles short names."""
    return find(folded, _surround(unit), homes(folded.bare, unit.context.lang), unit.text, facts.own)


def is_mark(scene: Scene) -> bool:
    """Whether a unit works like a badge, which nothing beside it excuses."""
    return scene.unit.surface is Surface.MARK


def folded_name(name: str) -> str:
    """A name as the words of a passage are written."""
    return " ".join(TOKEN.findall(bare(name)))


def _surround(unit: Unit) -> str:
    """The texts around a unit that may settle what an ambiguous short form means."""
    context = unit.context
    parts = (
        *context.headings[-2:],
        context.lead,
        context.term,
        *context.details[:1],
        context.caption,
        context.column_header,
        context.row_header,
        *context.row[:6],
        context.question,
        *context.siblings[:4],
    )
    return bare("\n".join(part[:LONGEST] for part in parts if part and part != unit.text))
