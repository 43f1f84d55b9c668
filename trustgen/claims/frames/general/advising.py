"""Advice to whoever buys: how to check a certificate, which phrases to be wary of, and who issues what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON, INDEFINITE, harmless
from trustgen.claims.layout.structure import has
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import chain, points_here, possessed, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_TOLD: Final = c.DONE | c.SINCE | c.PRESUP | c.INHERIT | c.GRANTED | c.EXPIRY | c.RARE
_BEGINS: Final = 3
_LONG: Final = 4


def advised(case: Case) -> bool:
    """Under a heading on how to check, a sentence that begins "for SOC 2, …", in a text in which nobody is us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    if case.scheme is None or not _under(scene, c.ADVICE) or passage.any(_US | _TOLD) or possessed(scene, token):
        return False
    verbs = any(word.endswith(FIRST_PERSON) and len(word) > _LONG for word in passage.words)
    numbered = verbs or any(len(passage.words[at]) >= _LONG for at in passage.places(c.NUMBER))
    return bool(passage.bits[first] & c.PREP) and token - first <= _BEGINS and not numbered


def warned(case: Case) -> bool:
    """Under a heading that warns of phrases, one in quotation marks; outside of them nobody is us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if not _under(scene, c.ALERT) or passage.words[0] != '"' or not quoted(scene, token):
        return False
    end = next(at for at in range(token, len(passage)) if passage.words[at] == '"')
    return not passage.any(_US | _TOLD, end)


def issuers(case: Case) -> bool:
    """A cell under "issued by" says who issues what another cell of its row names, which is judged by itself."""
    scene = case.scene
    context = scene.unit.context
    if context.cell < 0 or not has(scene, context.column_header, c.PREP) or scene.passage.any(_US | _TOLD):
        return False
    header = scene.read(context.column_header)
    others = (text for at, text in enumerate(context.row) if at != context.cell)
    # "What it asks for" ends with a preposition, too: a participle alone with it, such as "issued by", is short.
    short = len(header) <= 2  # noqa: PLR2004
    return short and bool(header.bits[-1] & c.PREP) and any(scene.named(text) for text in others)


_ANY: Final = INDEFINITE | word_set("entry.a")
_HOW: Final = word_set("advising.how")
_READS: Final = word_parts("advising.reads")
"""How verbs begin of looking at what others show."""
_FETCHED: Final = word_parts("advising.fetched")
"""How words begin that tell where one is to be had."""


def how_to(case: Case) -> bool:
    """Any such paper, or one that others show, and how to read it: "How to read a SOC 2 report: first the opinion"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if case.scheme is None or not scene.prose or segment.first != first or passage.words[first].split()[0] not in _HOW:
        return False
    if passage.any(_US | c.DONE | c.SINCE | c.INHERIT | c.RARE, first, last) or points_here(passage, first, last):
        return False
    start, _ = chain(passage, token, first, last)
    any_one = not _ANY.isdisjoint(passage.words[max(start - _BEGINS, first) : start])
    shown = any(
        passage.any(c.REL, token + 1, at) for at in passage.places(c.THIRD | c.GENERIC, token + 1, segment.last)
    )
    said = " ".join(passage.words[first : segment.last]).split()
    reads = any(word.startswith(_READS) for word in said[1:])
    rest = [one for at, one in enumerate(passage.sentences) if at != number]
    return (
        reads
        and (any_one or shown)
        and not any(word.startswith(_FETCHED) for word in passage.words)
        and all(harmless(scene, one.first, one.last) for one in rest)
        and not claimed_beside(scene, token)
    )


def _under(scene: Scene, mask: int) -> bool:
    """Whether the nearest heading has a word of a class and is not about us."""
    headings = scene.unit.context.headings
    return scene.prose and bool(headings) and has(scene, headings[-1], mask) and not has(scene, headings[-1], _US)


ADVISED = Frame("advice", advised)
WARNED = Frame("warned-of", warned)
HOW_TO = Frame("how-to", how_to)
ISSUERS = Frame("issued-by", issuers)
