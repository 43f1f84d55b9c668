"""Rules for the use of a paper: what may not be done with it is there.

"The SOC 2 report must not be passed on" denies no report; "there is no SOC 2 report to pass on" does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.scenes.topics import of_another, own_matter
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_MODAL: Final = word_set("forbidden.modal") | word_set("useruled.modal")
_USE: Final = word_set("useruled.use")
_NDA: Final = word_set("useruled.nda")
_THE: Final = THE | word_set("granted.the")
_ON_PAPER: Final = word_set("granted.papers")
_OF: Final = word_set("useruled.of")
_PLEASE: Final = word_set("useruled.please")
_TOLD: Final = c.SCHEME | c.ART | c.CERT | c.PRESUP | c.ISSUED
_PAPER: Final = c.SCHEME | c.ISSUED | c.STRONG
_UNSURE: Final = c.UNREAL | c.SAY | c.LACK | c.NOBODY
_STRANGERS: Final = word_parts("useruled.strangers")
"""Who has such papers without being us, by how the words begin."""
_LEAD: Final = 3
_NEAR: Final = 5


def use_ruled(scene: Scene, token: int) -> bool:
    """Whether it is ruled what may not be done with a paper of ours: "the SOC 2 report may not be passed on"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    region = paper_of_ours(passage, token, first, last)
    if region is None or passage.any(_UNSURE, first, last):
        return False
    if not passage.bits[region[0] - 1] & c.OUR and others_about(scene, token):
        return False
    if not passage.any(c.NEG, first, last) or told_elsewhere(scene, token, c.PASTEND):
        return False
    if not _NDA.isdisjoint(passage.words[first:last]):
        return True
    used = next((at for at in range(first, last) if passage.words[at] in _USE), -1)
    we = any(not passage.bits[at] & c.OUR for at in passage.places(c.WE, first, last))
    return used >= 0 and _ruled(passage, first, last, used) and not we


def paper_of_ours(passage: Passage, token: int, first: int, last: int) -> tuple[int, int] | None:
    """The noun phrase of a paper that is called ours, or of the one that there is: "our label", "the report"."""
    start, end = chain(passage, token, first, last)
    if start == first or _somebodys(passage, end, last):
        return None
    before = passage.bits[start - 1]
    ours = bool(before & c.OUR)
    paper = any(passage.bits[at] & c.ISSUED or passage.words[at] in _ON_PAPER for at in range(start, end))
    art = any(passage.bits[at] & c.ART for at in range(start, end))
    return (start, end) if (ours and art) or (paper and passage.words[start - 1] in _THE) else None


def _somebodys(passage: Passage, end: int, last: int) -> bool:
    """Whether it is said behind a paper whose it is, or which: "the SOC 2 report of the host"."""
    return end < last and (passage.words[end] in _OF or bool(passage.bits[end] & c.REL & ~c.PREP))


def others_about(scene: Scene, token: int) -> bool:
    """Whether the text speaks of others that have such papers: suppliers, hosts, the reader."""
    passage = scene.passage
    own, first, last = scene.sentence_of(token)
    near = [one for at, one in enumerate(passage.sentences) if at == own or not scene.of_another(token, at)]
    if any(
        passage.any(c.OTHER | c.INHERIT, one.first, one.last)
        or any(word.startswith(_STRANGERS) for word in passage.words[one.first : one.last])
        for one in near
    ):
        return True
    if passage.any(c.GENERIC | c.THEIR, first, last):
        return True
    return any(_others_paper(passage, one.first, one.last) for one in near if one.first != first)


def _others_paper(passage: Passage, first: int, last: int) -> bool:
    """Whether a paper is spoken of beside others, or as the reader's: not "customers can export their data"."""
    papers = [at for at in passage.places(_PAPER, first, last) if not passage.any(c.NO | c.WITHOUT, at - 1, at)]
    if not papers:
        return False
    near = (range(at + 1, at + _NEAR) for at in passage.places(c.YOUR | c.THEIR, first, last))
    return passage.any(c.THIRD | c.GENERIC, first, last) or any(at in reach for reach in near for at in papers)


def told_elsewhere(scene: Scene, token: int, more: int = 0) -> bool:
    """Whether another clause denies something of papers or of us: "do not use the logo, we are not certified"."""
    passage = scene.passage
    index, _ = scene.segment_of(token)
    return any(
        passage.any(c.NEG | c.NO | c.NONE | c.LACK | c.NOBODY | more, one.first, one.last)
        # "There are no hidden fees" and "we do not use cookies" are about no paper.
        and (
            passage.any(_TOLD | more, one.first, one.last)
            or (passage.any(c.WE, one.first, one.last) and passage.any(c.HOLD | c.BE, one.first, one.last))
            or (one.last - one.first <= _LEAD and passage.any(c.NONE, one.first, one.last))
        )
        for at, one in enumerate(passage.segments)
        # "We are not certified yet. The scope will not include the office."
        if at != index and not (own_matter(scene, token, at) if at > index else of_another(scene, token, one))
    )


def _ruled(passage: Passage, first: int, last: int, used: int) -> bool:
    """Whether a verb stands under a modal, or is a command."""
    if any(not _MODAL.isdisjoint(word.split()) for word in passage.words[first:last]):
        return True
    return used - first <= _LEAD and all(
        passage.bits[at] & (c.NEG | c.AUX) or passage.words[at] in _PLEASE for at in range(first, used)
    )
