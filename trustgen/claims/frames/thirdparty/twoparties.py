"""Sentences that tell somebody else and us apart: what they did with a tool of ours, what their paper leaves out.

"Brightwell Logistics passed its audit in June. They rebuilt the inventory in our tool." has two parties in it, and "the
certificate of Nordring covers its data centres, not our software" says that it is not about ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OURS: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_CAME: Final = c.GOT | c.DONE | c.HAPPEN | c.CERT
"""What somebody came by it with, or was certified."""
_ELSE: Final = c.GENERIC | c.RIVAL | c.ASSESSOR | c.EXAMINER | c.CERTIFIER | c.INHERIT | c.SCHEME | c.NAME
_PAPER: Final = c.ISSUED | c.ART | c.CERT | c.STRONG
_THEY: Final = word_set("twoparties.they")
_OF: Final = word_set("whose.of")
_WITH: Final = word_set("twoparties.with")
"""What stands in front of a tool that is used."""
_USED: Final = word_set("twoparties.used")
_COVERS: Final = word_parts("whose.covers")
_NEAR: Final = 5


def with_our_tool(scene: Scene, token: int) -> bool:
    """Whether somebody who is named came by it, and the next sentence tells what they used of ours."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    start, _ = chain(passage, token, first, last)
    own = next(iter(passage.places(c.THEIR, max(start - 2, first), start)), last)
    verb = next(iter(passage.places(_CAME, first + 1, last)), own)
    stop = min(verb, token)
    if (
        following is None
        or verb == last
        or passage.any(_OURS | c.YOU | c.SELFNOUN | c.COND | c.PLAN, first, stop)
        or passage.any(_OURS & ~c.WITHUS, stop, last)
        or not any(not passage.bits[at] and scene.capital(at) for at in range(first, stop))
    ):
        return False
    begin, end = following.first, following.last
    they = next(
        (at for at in range(begin, end) if passage.words[at] in _THEY and (at == begin or not scene.capital(at))), end
    )
    ours = next(iter(passage.places(c.OUR, they + 1, end)), end)
    return (
        ours < end
        and not passage.any(_ELSE, begin, end)
        and (
            any(word in _WITH for word in passage.words[ours - 2 : ours])
            or not _USED.isdisjoint(passage.words[begin:end])
        )
        and not passage.any(_OURS | c.YOU, begin, they)
        and not passage.any(_PAPER, ours + 1, ours + 3)
    )


def not_for_ours(scene: Scene, token: int) -> bool:
    """Whether it is the paper of somebody who is named, and said not to cover something of ours."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    before = range(max(start - 2, first), start)
    whose = any(passage.bits[at] & c.THEIR for at in before) or (
        end + 1 < last
        and bool(passage.words[end] in _OF or passage.bits[end] & c.DET)
        and not passage.bits[end + 1] & ~(c.OTHER | c.THIRD)
        and scene.capital(end + 1)
    )
    denial = next((at for at in passage.places(c.NEG, end, last) if not passage.any(c.ONLY, at + 1, at + 2)), last)
    ours = next(iter(passage.places(c.OUR, denial + 1, min(denial + _NEAR, last))), last)
    covers = passage.any(c.MEAN | c.BELONG, end, ours) or any(
        word.rpartition(" ")[2].startswith(_COVERS) for word in passage.words[end:ours]
    )
    return (
        bool(whose)
        and ours < last
        and covers
        and not passage.any(_OURS | c.EXCEPT, first, denial)
        and not passage.any(_PAPER, ours + 1, ours + 3)
        and not passage.any(c.BUT, ours + 1, last)
    )
