"""Entries of a dictionary: a name, and behind it a phrase that says what kind of thing anybody's is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE, harmless
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOU | c.YOUR
_TOLD: Final = (
    c.GOT | c.DONE | c.SINCE | c.EXPIRY | c.HAPPEN | c.CTA | c.PRESUP | c.FINDING | c.YEA | c.RARE | c.INHERIT
)
_ANYBODY: Final = c.GENERIC | c.WHOEVER | c.DEFINE | c.LAW | c.DUTY
_NOUN: Final = c.ART | c.DEFNOUN | c.EXAM
_WHO: Final = c.GENERIC | c.THIRD
_HEAD: Final = 6
_MARKS: Final = frozenset({":", ",", "(", "\u2013", "-", "="})


def entry(case: Case) -> bool:
    """A name with a general phrase behind it, or a term whose detail is one; nobody in it is us or the reader."""
    scene, token = case.scene, case.token
    if case.scheme is None or not scene.prose or possessed(scene, token):
        return False
    return (_glossed(scene, token) or _termed(scene) or _described(scene)) and not claimed_beside(scene, token)


def _glossed(scene: Scene, token: int) -> bool:
    """Whether the sentence is a name, a mark and what it is: "SOC 3: a shortened version of a SOC 2 report"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    at = first
    while (at < last and passage.bits[at] & (c.SCHEME | c.ART | c.DET | c.CERT | c.PRESUP)) or passage.words[
        at : at + 1
    ] == ["-"]:
        at += 1
        if at >= last:
            return False
    named = passage.any(c.SCHEME | c.PRESUP, first, at)
    if not named or passage.words[at] not in _MARKS or at + 2 >= last:
        return False
    rest = [one for place, one in enumerate(passage.sentences) if place != number]
    return _general(passage, at + 1, last) and all(harmless(scene, one.first, one.last) for one in rest)


def _termed(scene: Scene) -> bool:
    """Whether a term has for its detail what it is: "AOC — Attestation of Compliance: the signed summary of …"."""
    details = scene.unit.context.details
    if scene.unit.tag != "dt" or len(details) != 1 or not scene.bare(0) or len(scene.passage.segments) > 1:
        return False
    return _entry_text(scene, details[0])


def _described(scene: Scene) -> bool:
    """Whether it is the detail of a term that is a name alone."""
    context = scene.unit.context
    if scene.unit.tag != "dd" or not context.term or len(scene.passage.sentences) > 1:
        return False
    term = scene.read(context.term[:_TERM])
    named = bool(scene.named(context.term[:_TERM])) and all(b & (c.SCHEME | c.ART | c.DET | c.PUNCT) for b in term.bits)
    return named and _entry_text(scene, scene.unit.text)


def _entry_text(scene: Scene, text: str) -> bool:
    passage = scene.read(text[:_TERM])
    at = 0
    while at < len(passage) and (passage.bits[at] & c.SCHEME or passage.words[at] in _MARKS):
        at += 1
    if at and _spelled_out(passage, at):
        return True
    if at and passage.any(c.LAW, at, at + 1):
        # "Esquema Nacional de Seguridad, regulado por …"
        return not passage.any(_US | _TOLD & ~c.YEA, at, len(passage))
    return at + 1 < len(passage) and _general(passage, at, len(passage))


def _spelled_out(passage: Passage, at: int) -> bool:
    """Whether the detail spells out a term of a law: "Prestatore … qualificato ai sensi di eIDAS"."""
    text = " ".join(passage.words[at:])
    in_law = text.startswith(_UNDER) and passage.any(c.SCHEME, at + 1, at + _HEAD)
    listed = all(
        not INDEFINITE.isdisjoint(passage.words[place - _NEAR : place]) for place in passage.places(c.LISTING, at)
    )
    return in_law and listed and " " in passage.words[0] and not passage.any(_US | _TOLD, at)


_UNDER: Final = word_parts("entry.under")
"""How the words begin for "within the meaning of"."""
_NEAR: Final = 3


def _general(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch is a phrase for any thing of a kind, not for a certain one that somebody has."""
    # French "on" is we, and an English preposition where no language is declared.
    us = any(not passage.bits[at] & c.PREP for at in passage.places(_US, first, last))
    if us or _year(passage, first, last) or last - first < _SHORTEST:
        return False
    if last - first < 2 * _SHORTEST and passage.any(c.NUMBER, first, last):
        # "Assessment level 3"
        return False
    if passage.bits[first] & (c.PREP | c.REL | c.READY) and not passage.bits[first] & c.DET:
        # "FedRAMP High, ready for the law": that is what it is good for, and not what kind of thing.
        return False
    if passage.words[first] in _WITH and passage.any(c.STRONG | c.ISSUED, first + 1, first + _SHORTEST):
        # "CSA STAR level 2, with certification by a third party": that is what somebody has.
        return False
    head = next((at for at in range(first, min(first + _HEAD, last)) if passage.bits[at] & _NOUN), None)
    if any(passage.bits[at] & _TOLD and not passage.bits[at] & (_NOUN | _ANYBODY) for at in range(first, last)):
        return False
    if head is None:
        # "A provider entered on a member state's trusted list"
        anybody = passage.words[first].split()[0] in INDEFINITE and passage.any(_WHO, first, first + 2)
        return anybody and passage.any(c.LISTING | c.LAW, first + 2, last)
    if passage.bits[head] & c.ISSUED and (
        passage.any(c.GOT & ~c.ART | c.NUMBER, head + 1, last)
        or any(_A.isdisjoint(passage.words[at - 3 : at]) for at in passage.places(c.SELFNOUN, head + 1, last))
    ):
        # "Certificate issued for version 4.2 of the vault": that is one that somebody has.
        return False
    if passage.any(c.NEG | c.NO | c.NONE, first, head) or passage.bits[first] & (c.CERT | c.YEA) & ~c.ART:
        return False
    a_kind = passage.words[first] in INDEFINITE and not passage.bits[head] & c.ISSUED
    of_another = passage.any(c.SCHEME, head, last) and passage.words[first] in INDEFINITE
    somebody = any(
        passage.words[at - 1] in _A for at in passage.places(c.ASSESSOR | c.EXAMINER | c.THIRD, head + 1, last)
    ) or passage.any(c.PERSON & ~c.ASSESSOR, first, last)
    norm = passage.bits[head] & c.DEFNOUN and not passage.bits[head] & (c.ISSUED | c.CERT)
    return bool(a_kind or of_another or somebody or norm or passage.any(_ANYBODY, head + 1, last))


def _year(passage: Passage, first: int, last: int) -> bool:
    words = (passage.words[at] for at in passage.places(c.NUMBER, first, last))
    return any(len(word) == 4 and word.startswith(("19", "20")) for word in words)  # noqa: PLR2004


_A: Final = INDEFINITE | word_set("entry.a")
_WITH: Final = word_set("common.with")
_TERM: Final = 400
_SHORTEST: Final = 4
ENTRY = Frame("dictionary-entry", entry)
