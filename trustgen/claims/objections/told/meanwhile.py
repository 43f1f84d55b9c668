"""Later sentences that name no scheme and tell of ours: "A Type II covers months. Our report covers the last year.".

What stands before them is about the scheme, the market or the kinds that there are, and would be honest by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.told.wehaveit import we_have_it
from trustgen.claims.scenes.reading import THE
from trustgen.claims.unnamed import generic
from trustgen.claims.unnamed.visits import worked_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Sentence
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.WITHOUT | c.UNREAL | c.OPEN | c.PROGRESS
)
_SECOND: Final = word_parts("meanwhile.second")
_THERE: Final = word_set("meanwhile.there")
_PAPER: Final = c.ISSUED | c.SEAL | c.ART
_ARRIVED: Final = word_parts("meanwhile.arrived")
"""How verbs of coming begin in the past, as the certificate does behind the auditors."""
_OTHERS: Final = c.OTHER | c.THEIR | c.YOUR | c.PERSON
_NOUN: Final = 5
"""Letters by which a noun is the same in singular and plural."""


def told_of_ours(scene: Scene, token: int) -> bool:
    """Whether a sentence behind a mention tells of a report of ours, or of who examined us."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    return (
        we_have_it(scene, token)
        or any(
            not passage.any(c.SCHEME, one.first, one.last)
            and not one.question
            and (_our_paper(scene, one, before) or worked_here(passage, one))
            for passage, one, before in _behind(scene, token)
        )
        or any(_came_of_it(passage, one.first, one.last) for at, one in enumerate(passage.segments) if at != own)
    )


def told_in_general(scene: Scene, token: int) -> bool:
    """The same where the mention's sentence denies something of the scheme itself: "labels and no certificates"."""
    _, first, last = scene.sentence_of(token)
    return not scene.passage.any(c.WE | c.OUR | c.NAME | c.LACK, first, last) and told_of_ours(scene, token)


def went_on(scene: Scene, token: int) -> bool:
    """Whether others are said to stop at one of two kinds, and we are not: "We went on to the second."."""
    return any(
        not passage.any(c.SCHEME | c.COND | c.PLAN | c.UNREAL, one.first, one.last)
        and passage.any(c.WE | c.NAME, one.first, one.last)
        and (_to_the_second(passage, one) or _not_stopped(passage, one, before))
        for passage, one, before in _behind(scene, token)
    )


def stretched(scene: Scene, token: int) -> bool:
    """Whether somebody is said to have examined us beside a scheme on record: how far, the record has to say."""
    number = scene.passage.found[token]
    if number < 0 or all(one.scheme != scene.found[number].scheme for one in scene.facts.holdings):
        return False
    _, first, last = scene.sentence_of(token)
    return any(
        not first <= at < last and not scene.stance(scene.segment_of(at)[0]).denies for at in generic.claims(scene)
    )


def _behind(scene: Scene, token: int) -> list[tuple[Passage, Sentence, Sentence]]:
    """The sentences behind a mention's, each with the one before it."""
    number, _, _ = scene.sentence_of(token)
    sentences = scene.passage.sentences
    return [(scene.passage, sentences[at], sentences[at - 1]) for at in range(number + 1, len(sentences))]


def _our_paper(scene: Scene, one: Sentence, before: Sentence) -> bool:
    """Whether what the scheme gives is called ours: "TISAX issues labels. Our labels rest on …"."""
    passage = scene.passage
    if passage.any(_UNSURE | c.THIRD | c.OTHER, one.first, one.last):
        return False
    nouns = {
        passage.words[at][:_NOUN]
        for at in passage.places(_PAPER, 0, before.last)
        if not passage.bits[at] & (c.SCHEME | c.OUR)
    }
    return any(
        passage.bits[at] & _PAPER
        and (passage.bits[at] & c.ISSUED or not passage.bits[at] & (c.DEFNOUN | c.EXAM | c.CLAUSE))
        and passage.words[at][:_NOUN] in nouns
        and at > one.first
        and passage.bits[at - 1] & c.OUR
        and at + 1 < one.last
        and not passage.bits[at + 1] & (c.PREP | c.REL | c.PUNCT)
        for at in range(one.first, one.last)
    )


def _came_of_it(passage: Passage, first: int, last: int) -> bool:
    """Whether a certain certificate came behind an audit: "the auditors came in May and the report followed"."""
    others = any(not passage.bits[at] & c.ASSESSOR for at in passage.places(c.THIRD, first, last))
    return not passage.any(_UNSURE | _OTHERS, first, last) and any(
        passage.words[at - 1] in THE
        and not others
        and any(passage.words[place].startswith(_ARRIVED) for place in range(at + 1, min(at + 4, last)))
        for at in passage.places(c.ISSUED, first + 1, last)
    )


def _to_the_second(passage: Passage, one: Sentence) -> bool:
    """Whether a clause ends in the second of what was told of: "we went on to the second"."""
    return any(
        passage.words[at].rpartition(" ")[2].startswith(_SECOND)
        and (at + 1 == one.last or passage.bits[at + 1] & (c.PUNCT | c.WITHOUT | c.PREP))
        and at > one.first
        and passage.bits[at - 1] & (c.DET | c.PREP)
        and not passage.any(_UNSURE & ~c.WITHOUT, one.first, at)
        for at in range(one.first, one.last)
    )


def _not_stopped(passage: Passage, one: Sentence, before: Sentence) -> bool:
    """Whether others stop somewhere and we are said not to: "Most stop at the first. We did not stop there."."""
    return (
        one.last - one.first <= 2 * _NOUN
        and passage.any(c.NEG, one.first, one.last)
        and passage.words[one.last - 1] in _THERE
        and passage.any(c.GENERIC | c.RIVAL | c.THIRD, before.first, before.last)
    )
