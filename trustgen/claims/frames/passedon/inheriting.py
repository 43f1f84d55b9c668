"""Whether a text passes another party's certificate on to us: "so we are", "which makes our service …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_PASSED: Final = c.DET | c.ART | c.ADV | c.PREP | c.ANAPH | c.WORD | c.ADJ
"""What may stand between a verb and whom it reaches."""


def inherited(scene: Scene) -> bool:
    """Whether the text passes another party's certificate on to us."""
    passage = scene.passage
    for index, segment in enumerate(passage.segments):
        if (scene.stance(index).denies and not spared(passage, segment)) or _asked(passage, segment):
            continue
        if passage.bits[segment.first] & c.INHERIT and segment.last - segment.first <= 4:  # noqa: PLR2004
            return True
        if passage.any(c.INHERIT, segment.first, segment.last) and (
            passage.any(c.SCHEME | c.STRONG, segment.first, segment.last)
            or passage.any(_SELF | c.YOUR | c.YOU, segment.first, segment.last)
            or any(not _theirs(passage, at) for at in passage.places(c.SELFNOUN, segment.first, segment.last))
        ):
            if _nothing_comes(passage, segment):
                continue
            return True
        if passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last):
            continue
        if _spreads(passage, segment):
            return True
        for place in passage.places(c.MEAN, segment.first, segment.last):
            subject = passage.any(c.WE, segment.first, place)
            # A German verb may stand before its subject: "damit gilt das Testat auch für unsere Zeiterfassung".
            end = place + 1
            while end < segment.last and passage.bits[end] & _PASSED and not passage.bits[end] & _SELF:
                end += 1
            it = passage.any(c.ANAPH | c.ART, segment.first, end)
            reached = c.WE | c.NAME | (c.OUR if it else 0)
            if not subject and passage.any(reached, place, min(max(place + 4, end + 1), segment.last)):
                # "covers us", "carries over to us".
                return True
    return False


_SPREADING: Final = word_parts("inheriting.spreading")
"""Verbs of reaching from one thing to another, by how they begin."""
_ONTO: Final = word_set("inheriting.onto")
_INTO: Final = word_set("inheriting.into")
_FAR: Final = 7


def _spreads(passage: Passage, segment: Segment) -> bool:
    """Whether a certificate is the subject of a verb of spreading that ends at something of ours: "rubs off on our"."""
    for at in range(segment.first + 1, segment.last):
        listed = any(word.startswith(_SPREADING) for word in passage.words[at].split())
        if not listed and not _right_into(passage, at, segment.last):
            continue
        before = segment.first, at
        if not passage.any(c.SCHEME | c.STRONG | c.ISSUED, *before) or passage.any(
            c.BE | c.AUX | c.HOLD & ~c.ADJ, at - 1, at
        ):
            continue
        end = min(at + _FAR, segment.last)
        # "… to every shop we run"
        ours = [
            place
            for place in passage.places(c.OUR | c.WE, at + 1, end)
            if passage.bits[place] & c.OUR or passage.any(c.GLOBAL, at + 1, place)
        ]
        if ours and not passage.any(c.PERSON | c.EXAMINER | c.ASSESSOR | c.AUDIT, ours[0], ours[0] + 3):
            onto = [word for place in range(at, ours[0]) for word in passage.words[place].split()]
            if not _ONTO.isdisjoint(onto):
                return True
    return False


def _right_into(passage: Passage, at: int, last: int) -> bool:
    """Whether a word of which no cue knows leads into what stands behind it: "goes straight into our app"."""
    return not passage.bits[at] and passage.words[at].isalpha() and at + 2 < last and passage.words[at + 1] in _INTO


def _asked(passage: Passage, segment: Segment) -> bool:
    """Whether it is only asked, and answered no: "“So you are, too?” I said no."."""
    number = segment.sentence
    behind = passage.sentences[number + 1 : number + 4]
    return passage.sentences[number].question and any(
        one.last > one.first and bool(passage.bits[one.last - 1] & c.NAY) and passage.any(c.WE, one.first, one.last)
        for one in behind
    )


def spared(passage: Passage, segment: Segment) -> bool:
    """Whether the reader is spared a look: "which means that you need not check our controls"."""
    return bool(passage.bits[segment.first] & c.INHERIT) and all(
        passage.any(mask, segment.first, segment.last) for mask in (c.YOU | c.YOUR, c.DUTY)
    )


_TO: Final = word_set("inheriting.to")
_TELLING: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.SHOW | c.SCHEME | c.ISSUED | c.STRONG


def no_work(passage: Passage, first: int, last: int) -> bool:
    """Whether it is only denied that readers have anything to do: "nothing to install", "Sie müssen nichts buchen"."""
    negation = next(iter(passage.places(c.NONE | c.NO, first, last)), last)
    if negation == last or passage.any(_TELLING, first, last):
        return False
    if passage.any(c.YOU, first, negation) and passage.any(c.DUTY, first, last):
        return True
    return any(passage.words[at] in _TO and not passage.bits[at + 1] & ~_DOING for at in range(negation + 1, last - 1))


def nothing_does(passage: Passage, segment: Segment) -> bool:
    """Whether a clause says what nothing does, by a verb of which no cue knows: "nichts verlässt den Browser"."""
    first, last = segment.first, segment.last
    at = first + 1
    if at < last and passage.bits[at] & (c.NEG | c.ADV):
        # French "rien ne".
        at += 1
    return (
        bool(passage.bits[first] & c.NONE)
        # "Nothing leaks" has a verb; "nothing yet" has none.
        and (at + 1 < last or (at < last and passage.words[at].endswith("s")))
        and not passage.bits[at]
        and not passage.any(_TELLING, first, last)
    )


_DOING: Final = c.HOLD | c.AUX | c.WORD


def _theirs(passage: Passage, at: int) -> bool:
    """Whether a part of a company is another's: "Google's controls"."""
    return passage.any(c.THIRD | c.OTHER | c.THEIR, max(at - 2, 0), at)


def _nothing_comes(passage: Passage, segment: Segment) -> bool:
    """Whether it only follows that something does not happen: "so that no card number reaches us"."""
    telling = c.SCHEME | c.STRONG | c.CERT | c.ART | c.AUDIT | c.YOU | c.YOUR | c.DUTY | c.LACK | c.WITHOUT | c.NOBODY
    return passage.any(c.NEG | c.NO, segment.first, segment.last) and not passage.any(
        telling, segment.first, segment.last
    )


def handed_down(scene: Scene, token: int) -> bool:
    """Whether we are said to inherit what the sentence is about: "being hosted there, we inherit its certificate"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return any(
        passage.any(c.INHERIT, segment.first, segment.last)
        and (passage.any(c.WE | c.NAME, segment.first, segment.last) or _ours_by_verb(passage, segment))
        and passage.any(c.ART | c.SCHEME | c.STRONG, segment.first, segment.last)
        and not scene.stance(at).denies
        and not passage.any(c.NEG | c.NO | c.COND, segment.first, segment.last)
        for at, segment in enumerate(passage.segments)
        if first <= segment.first < last
    )


def _ours_by_verb(passage: Passage, segment: Segment) -> bool:
    """Whether the verb of inheriting says itself that it is us who do: "heredamos"."""
    return any(
        passage.words[at].endswith(FIRST_PERSON) for at in passage.places(c.INHERIT, segment.first, segment.last)
    )
