"""Readers who prepare for it are asked if they do, and told what to do with theirs: "Preparing for SOC 2? Export …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case

_ASKED: Final = word_parts("readerready.asked")
"""How the question begins that asks readers if they prepare for it or have to get it."""
_OURS: Final = c.OUR | c.NAME | c.OURS | c.WITHUS | c.INHERIT | c.ARRIVED | c.DONE | c.RARE | c.ISSUED | c.RIVAL
_KNOWN: Final = c.CERT | c.GOT | c.CHOOSE | c.THIRD | c.OTHER | c.SINCE | c.EXCEPT
_FEW: Final = 6
_NEXT: Final = 3
_STATED: Final = 600


def reader_ready(case: Case) -> bool:
    """A question to readers who prepare for it, and what they are to do with something of theirs; nobody is us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if case.scheme is None or not scene.prose or not passage.sentences[number].question or possessed(scene, token):
        return False
    asked = " ".join(passage.words[first : first + _FEW]).lstrip("\u00bf ").startswith(_ASKED)
    context = scene.unit.context
    below = scene.read((context.answer or context.after)[:_STATED])
    helped = passage.any(c.HELP, last) or below.any(c.HELP)
    audited = passage.any(c.YOUR | c.YOU | c.THEIR, first, token) and (
        _their_auditor(passage, last) or _their_auditor(below, 0)
    )
    if not asked and not audited and not (_for_something_of_theirs(passage, token, last) and helped):
        return False
    if passage.any(_OURS | c.WE, first, last) or claimed_beside(scene, token):
        return False
    if last + 1 < len(passage):
        return _theirs(passage, last)
    return bool(below.words) and _theirs(below, 0)


def _for_something_of_theirs(passage: Passage, token: int, last: int) -> bool:
    """Whether it is asked if they want it for a thing of their own: "… for your own service?"."""
    yours = [at for at in passage.places(c.YOUR, token + 1, last) if passage.bits[at - 1] & c.PREP]
    thing = bool(yours) and passage.any(c.SELFNOUN, yours[0] + 1, min(yours[0] + _NEXT, last))
    certified = any(not passage.bits[at] & c.ART for at in passage.places(c.CERT, 0, last))
    return thing and not certified and not passage.any((c.GOT & ~c.ART) | c.CHOOSE | c.THIRD | c.OTHER, 0, last)


def _their_auditor(passage: Passage, first: int) -> bool:
    """Whether readers' own auditor gets something from a tool: "with our export, your auditor has the logs at once"."""
    auditors = passage.places(c.ASSESSOR, first + 1, len(passage))
    theirs = any(passage.any(c.YOUR, at - 1, at) or passage.any(c.YOU, at + 1, at + 2) for at in auditors)
    tools = any(_tool(passage, at) for at in passage.places(c.OUR, first, len(passage)))
    return theirs and (tools or passage.any(c.HELP | c.CTA, first))


def _tool(passage: Passage, at: int) -> bool:
    """Whether "our" stands behind a preposition, before what is no paper, party or part of ours: "with our export"."""
    named = c.SELFNOUN | c.ISSUED | c.ART | c.STRONG | c.CERT | c.SCHEME | c.THIRD | c.PERSON | c.ASSESSOR
    return passage.any(c.PREP, at - 1, at) and not passage.any(named, at + 1, at + 2)


def _theirs(passage: Passage, first: int) -> bool:
    """Whether readers are told of something of theirs, and nothing of what we or others have."""
    last = len(passage)
    # In Spanish, "su" is "your" as well.
    yours = passage.any(c.YOUR | c.YOU | c.THEIR, first, last)
    told = [
        at
        for at in passage.places(_OURS | _KNOWN | c.WE, first, last)
        # "Our templates will save you time."
        if not passage.bits[at] & (c.DET | c.YOUR) and not passage.any(c.HELP, at, at + 2) and not _tool(passage, at)
    ]
    return yours and not told and not passage.any(c.SCHEME, first, last)


READER_READY = Frame("reader-prepares", reader_ready)
