"""What stands behind a list and denies all of it, or under a heading: "ISO 14001", then "We hold none of these"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_STATED: Final = 300
_STATE: Final = 90
_BRIEF: Final = 14
_NONE: Final = c.NONE | c.NOBODY | c.NO | c.NEG
_PLAIN: Final = (
    c.WE
    | c.NAME
    | c.OUR
    | c.HOLD
    | c.GOT
    | c.CERT
    | c.EXIST
    | c.OURS
    | c.NONE
    | c.NOBODY
    | c.NO
    | c.NEG
    | c.ANAPH
    | c.DET
    | c.PREP
    | c.AUX
    | c.BE
    | c.GLOBAL
    | c.WITHUS
    | c.ART
    | c.STRONG
    | c.SELFNOUN
    | c.PUNCT
)
_HAVING: Final = c.HOLD | c.GOT | c.CERT | c.EXIST | c.OURS
_TURNS: Final = (
    c.SCHEME | c.FINDING | c.YOU | c.YOUR | c.COND | c.RIVAL | c.GENERIC | c.OTHER | c.EXCEPT | c.ONLY | c.BUT
) | (c.LACK | c.WITHOUT | c.PASTEND | c.META | c.MISTAKE | c.FAIL | c.RANK | c.PERSON | c.ASK)


def none_of_these(scene: Scene) -> bool:
    """Whether the text behind the list says in its first sentence that none of what is listed is held."""
    closing = scene.unit.context.closing[:_STATED]
    if not closing or scene.said(closing).kind != "no":
        return False
    passage = scene.read(closing)
    if not passage.sentences or passage.sentences[0].question:
        return False
    first, last = passage.sentences[0].first, passage.sentences[0].last
    none = next(iter(passage.places(_NONE, first, last)), last)
    # Whose name it is, nobody knows: under a heading of certificates it may be a rival's.
    loose = not passage.any(c.OUR, first, last) and not any(
        scene.read(text).any(c.STRONG | c.ISSUED | c.ART) for text in scene.unit.context.headings[-1:]
    )
    these = " " in passage.word(none) or passage.any(c.ANAPH, first, last)
    return (
        last - first <= _BRIEF
        and none < last
        and not (passage.bits[none] & (c.NONE | c.NOBODY | c.NO) and passage.any(c.NEG, none + 1, last))
        # "Nobody has all of these": one may, who is named behind.
        and not (none == first and passage.bits[none] & c.NOBODY and passage.any(c.HOLD, none + 1, none + 2))
        and these
        and passage.any(_HAVING, first, last)
        and not any(passage.bits[at] & _TURNS for at in range(first, last) if at != none)
        # Who has none may have any name; how, why or wherefrom is another thing: "none of these lightly".
        and all(passage.bits[at] & _PLAIN or (loose and _called(passage, at, none)) for at in range(first, last))
    )


def tells_at_once(scene: Scene, text: str) -> bool:
    """Whether a text under a heading is short, or its first sentence says how we stand: "We are not. Get one …"."""
    if scene.unit.scope != "text.heading" or len(text) <= _STATE:
        return True
    passage = scene.read(text[:_STATED])
    if not passage.sentences:
        return False
    one = passage.sentences[0]
    return (
        passage.any(c.WE | c.NAME, one.first, one.last)
        and passage.any(c.BE | c.HOLD, one.first, one.last)
        and passage.any(c.NEG | c.NO, one.first, one.last)
        and not passage.any(c.NUMBER | c.SINCE | c.DONE, one.first, one.last)
    )


def _called(passage: Passage, at: int, none: int) -> bool:
    """Whether a word that no cue knows is of the subject: before the denial, or as in "hat die Schlosserei Brandt"."""
    if passage.bits[at] or not passage.words[at].isalpha():
        return passage.words[at] in _CLITICS
    articles = passage.places(c.DET, none + 1, at)
    return at < none or (bool(articles) and bool(passage.bits[articles[-1] - 1] & (c.HOLD | c.GOT)))


_CLITICS: Final = word_set("closing.clitics")
