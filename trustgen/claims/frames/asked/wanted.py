"""What others ask us for, told without an answer that gives it: "eleven of twenty reviews asked for a SOC 2 report"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.replies import received
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON, INDEFINITE, harmless
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, possessed, presumed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_FOR: Final = word_set("wanted.for")
_ASKS: Final = word_parts("wanted.asks")
_TOLD: Final = c.DONE | c.GOT | c.CTA | c.PRESUP | c.SHOW | c.EXCEPT | c.RARE | c.INHERIT


def wanted(case: Case) -> bool:
    """A verb of asking whose subject is not us stands in front, and nothing in the text gives what is asked for."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if case.scheme is None or not scene.prose or possessed(scene, token) or presumed(scene, token):
        return False
    _, first, last = scene.sentence_of(token)
    index, segment = scene.segment_of(token)
    if (
        scene.stance(index).asserts
        or scene.stance(index).denies
        or any(bits & _TOLD and not bits & (c.ASK | c.ART) for bits in passage.bits[segment.first : last])
    ):
        return False
    asks = [at for at in range(first, token) if passage.words[at].startswith(_ASKS) and not passage.bits[at] & c.WE]
    if passage.any(c.COND | c.YOU | c.YOUR | c.GLOBAL | c.YEA & ~c.CERT, first, token) or _behind(scene, token):
        return False
    if not asks or passage.any(c.WE | c.NAME, first, asks[0] - 1) or passage.words[asks[0]].endswith(FIRST_PERSON):
        return False
    if asks[-1] < segment.first and passage.any(c.WE | c.NAME, segment.first, token):
        # "The regulator asked; we forwarded the attestation."
        return False
    if passage.any(c.HOLD | c.CERT | c.BE | c.WE, asks[-1] + 1, token) or ";" in passage.words[asks[-1] : token]:
        return False
    if asks[0] == first or _content(scene, token, last):
        return False
    if not (_FOR | INDEFINITE).intersection(passage.words[asks[-1] + 1 : token]) and token - asks[-1] > 2:  # noqa: PLR2004
        return False
    rest = [one for one in passage.sentences if not one.first <= token < one.last]
    if any(_signed(passage, one.first, one.last) for one in rest if one.first > token):
        return False
    if received(scene, token, last) or any(received(scene, one.first, one.last) for one in rest):
        return False
    return all(harmless(scene, one.first, one.last) for one in rest) and not claimed_beside(scene, token)


def _signed(passage: Passage, first: int, last: int) -> bool:
    """Whether auditors are said to have done their part: "The auditors signed theirs in September"."""
    who = passage.any(c.ASSESSOR | c.EXAMINER | c.CERTIFIER, first, first + 2)
    return who and passage.any(c.HOLD | c.GOT | c.DONE, first, last) and not passage.any(_OPEN, first, last)


_OPEN: Final = c.NEG | c.NO | c.NONE | c.COND | c.PLAN | c.AUX & ~c.HOLD | c.ASK


def _behind(scene: Scene, token: int) -> bool:
    """Whether a colon stands in front, or a certain certificate behind: "… and relaxed when it saw the report"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return ":" in passage.words[first:token] or any(
        passage.words[at - 1] in THE for at in passage.places(c.ISSUED, token + 2, last)
    )


def _content(scene: Scene, token: int, last: int) -> bool:
    """Whether those who ask are said to take us all the same: "… have no trouble buying from us", "… sign with us"."""
    passage = scene.passage
    us = passage.places(c.WE, token + 1, last)
    if not us:
        return False
    takes = next((at for at in range(token + 1, us[-1]) if passage.words[at].startswith(_TAKES)), -1)
    denied = passage.places(c.NEG | c.NO | c.NOBODY, token, takes)
    return takes > 0 and all(passage.words[at + 1].startswith(_TROUBLE) for at in denied)


_TAKES: Final = word_parts("wanted.takes")
"""How verbs begin of those who become customers of ours."""
_TROUBLE: Final = word_parts("wanted.trouble")
"""What they do not have who get what they ask for, by how the words begin."""

WANTED = Frame("asked-of-us", wanted)
