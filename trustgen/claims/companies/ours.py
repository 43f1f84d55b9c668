"""What looks like somebody else's and is ours: the contract's own party, the question put to us, what is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, THE_MANY, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

PARTIES: Final = word_parts("ours.parties")
GERMAN_PARTIES: Final = word_parts("ours.german_parties")
_SIGN: Final = frozenset({"\u00a7", "art", "article", "articolo", "articulo", "artikel", "clause"})
ALSO: Final = word_set("ours.also")
_OWN: Final = word_set("ours.own")
LATEST: Final = word_parts("ours.latest")
_WITH: Final = word_set("common.with")
_ASKERS: Final = word_set("ours.askers")
_TITLES: Final = frozenset({"summary", "dt", "h2", "h3", "h4", "h5", "h6"})


def party(scene: Scene, token: int) -> bool:
    """Whether the owner is a party of the contract that is us: "Supplier shall maintain its certification"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    begin = first
    while begin < token and (passage.bits[begin] & (c.NUMBER | c.PUNCT) or passage.words[begin] in _SIGN):
        # The number of the clause.
        begin += 1
    for place in passage.places(c.THIRD, first, token):
        word = passage.words[place]
        german = word.startswith("auftrag") or (begin > first and word.startswith(GERMAN_PARTIES))
        if passage.bits[place] & c.OTHER or not (german or word.startswith(PARTIES)):
            continue
        before = passage.bits[place - 1] if place else 0
        # "A copy of Provider's certificate" has no article, whatever "of" may be in other languages.
        article = before & (c.OUR | c.ADJ | c.THEIR | c.YOUR | c.GENERIC)
        # "…, the Processor shall": a term of a contract keeps its capital behind an article.
        article = article or (before & c.DET and not before & c.PREP and not _defined_term(scene, place))
        # Where all letters are of one case, none of them tells a party from a name.
        cased = scene.cased
        named = cased and place + 1 < len(passage) and not passage.bits[place + 1] and scene.capital(place + 1)
        capital = not cased or scene.capital(place)
        if not capital and _in_its_contract(passage, place, first, last):
            # "The provider shall maintain its certification throughout the term of this agreement."
            return True
        if german or (capital and not named and (not article or place - 1 == begin)):
            return True
    return False


_CLOSE: Final = 2
_CONTRACT: Final = word_parts("ours.contract")


def _in_its_contract(passage: Passage, place: int, first: int, last: int) -> bool:
    """Whether a sentence that begins with a party goes on as its contract does: with the term, or with the customer."""
    begin = passage.segments[passage.segment_at(place)].first
    paper = begin > first and not _PAPERS.isdisjoint(passage.words[first:begin]) and passage.words[begin - 1] == ":"
    near = place - begin <= _CLOSE and passage.words[begin] in _THE_PARTY
    if not near or not (begin == first or paper) or passage.any(_NOT_SO, begin, last):
        return False
    text = f" {' '.join(passage.words[place + 1 : last])} "
    return paper or any(f" {phrase} " in text for phrase in _CONTRACT)


_PAPERS: Final = word_set("ours.papers")
_NOT_SO: Final = c.NEG | c.NO | c.NONE | c.WITHOUT | c.COND


def _defined_term(scene: Scene, place: int) -> bool:
    """Whether a noun with a capital is a term that a contract has defined, in languages that give nouns none."""
    words = scene.passage.words
    return (scene.capital(place) or not scene.cased) and words[place - 1] in _THE_PARTY


_THE_PARTY: Final = word_set("ours.the_party")
"""Articles before a party; German gives every noun a capital."""


def asker(scene: Scene, token: int) -> bool:
    """Whether the one who asks speaks of himself: "Where can I see …"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    return passage.any(c.WE, first, token) or not _ASKERS.isdisjoint(passage.words[first:token])


def asked_of_us(scene: Scene, token: int) -> bool:
    """Whether a reader asks us: in "Where do I get your SOC 2 report?", answered below, the report is ours."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    context = scene.unit.context
    if passage.sentences[number].question and passage.any(c.YOUR, first, token):
        named = passage.words[passage.places(c.YOUR, first, token)[-1] : token]
        if any(word.startswith(LATEST) for word in named):
            # "When was your last SOC 2 audit?"
            return True
    if not passage.sentences[number].question or not _OWN.isdisjoint(passage.words[first:last]):
        return False
    if number + 1 < len(passage.sentences) and asker(scene, token):
        # "Where can I see your certificate? In the portal."
        return True
    return scene.unit.tag in _TITLES or bool(context.answer or context.details)


def has_yours(scene: Scene, token: int) -> bool:
    """Whether it is asked if "your company" has it, which is us."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    return (
        passage.sentences[number].question
        and bool(passage.bits[first] & c.HOLD)
        and first + 2 < last
        and bool(passage.bits[first + 1] & c.YOUR and passage.bits[first + 2] & c.SELFNOUN)
    )


def of_yours(scene: Scene, token: int) -> bool:
    """Whether something else is asked about what is called ours: "Must I sign something for your SOC 2 report?"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    near = passage.any(c.YOUR, max(start - 2, segment.first), start) and passage.any(c.ISSUED, start, end)
    had = passage.any(c.HOLD & ~c.AUX | c.EXIST | c.SHOW | c.GOT | c.NEG | c.COND, first, last)
    had = had and not passage.any(c.DUTY | c.COST, first, start)
    rest = passage.any(c.EXIST | c.ISSUED | c.LACK, last) or any(
        passage.any(c.HOLD & ~c.AUX, one.first, one.last)
        and passage.any(c.WE | c.NEG | c.NO | c.NONE | c.NOBODY, one.first, one.last)
        for one in passage.segments
        if one.first >= last
    )
    rest = rest or any(_there_is_none(passage, one) for one in passage.segments if one.first >= last)
    answer = scene.read(scene.unit.context.answer[:_ANSWER]) if scene.unit.context.answer else None
    told = answer is not None and (len(answer) > _BRIEF or answer.any(c.NONE | c.EXIST | c.HOLD))
    return near and not had and not rest and not told


def _there_is_none(passage: Passage, segment: Segment) -> bool:
    """Whether a clause ends in saying that there is none: "dass es keines gibt", "dat er geen is"."""
    ending = passage.bits[max(segment.last - 2, segment.first) : segment.last]
    said = passage.any(c.SAY, segment.first, segment.last)
    none = [bits & (c.NO | c.NONE) for bits in ending]
    return (
        said and sum(map(bool, none)) == 1 and all(bits & (c.NO | c.NONE | c.BE | c.EXIST | c.SHOW) for bits in ending)
    )


_ANSWER: Final = 600
_BRIEF: Final = 3


_FOR: Final = word_set("ours.for")
_VIRTUES: Final = word_set("generic.virtues")


def for_you(passage: Passage, index: int, place: int) -> bool:
    """Whether the reader is only who has the good of it: "independently certified for your peace of mind"."""
    before = place - 1 - bool(passage.words[place - 1] in THE | THE_MANY)
    return (
        before > index
        # "A certified auditor for your company" is another.
        and bool(passage.bits[index + 1 + (passage.words[index + 1] in _VIRTUES)] & c.PREP)
        and bool(passage.bits[place] & (c.YOUR | c.THEIR))
        and passage.words[before] in _FOR
    )


def asked_for(scene: Scene, token: int) -> bool:
    """Whether the sentence ends by telling the reader whom to ask: "…: ask your account lead"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    return any(
        segment.opener in {":", "\u2013", "-", "\u2192"}
        and passage.any(c.ASK | c.CTA, segment.first, segment.first + 2)
        and passage.any(c.YOUR | c.WE | c.OUR, segment.first, segment.last)
        for segment in passage.segments[passage.segment_at(token) + 1 :]
        if segment.first < last
    )


def passed_on(scene: Scene, token: int) -> bool:
    """Whether what somebody else has is said to hold for us or the reader too: "gilt auch für Ihre Akten"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if scene.stance(index).denies:
        return False
    if passage.words[segment.first] in _WITH and index + 1 < len(passage.segments):
        following = passage.segments[index + 1]
        if following.sentence == segment.sentence and not scene.stance(index + 1).denies:
            # "With the report of our parent, you are on the safe side."
            return passage.any(c.WE | c.YOU | c.NAME, following.first, following.last)
    if _reaches(scene, index) or _so_are_we(scene, index):
        return True
    return any(
        passage.words[place] in ALSO
        and passage.any(c.WE | c.OUR | c.NAME | c.YOU | c.YOUR | c.SELFNOUN, place + 1, min(place + 5, segment.last))
        for place in range(segment.first, segment.last)
    )


def _so_are_we(scene: Scene, index: int) -> bool:
    """Whether a short clause says that we are, too: "en daarmee zijn wij het ook"."""
    passage = scene.passage
    own = passage.segments[index].sentence
    return any(
        segment.sentence == own
        and at > index
        and segment.last - segment.first <= _CLAUSE
        and passage.any(c.WE | c.NAME, segment.first, segment.last)
        and passage.any(c.BE | c.HOLD, segment.first, segment.last)
        and any(word in ALSO for word in passage.words[segment.first : segment.last])
        and all(passage.bits[segment.first : segment.last])
        and not passage.any(c.NEG | c.NO | c.NONE | c.COND, segment.first, segment.last)
        for at, segment in enumerate(passage.segments)
    )


_CLAUSE: Final = 7


def _reaches(scene: Scene, index: int) -> bool:
    """Whether the sentence goes on to say that it covers the reader's: "…, which covers your uploads as well"."""
    passage = scene.passage
    segments = passage.segments
    return any(
        segment.sentence == segments[index].sentence
        and not scene.stance(index + at).denies
        and not passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last)
        and any(
            passage.any(c.YOUR | c.YOU | c.OUR | c.WE, place + 1, min(place + 4, segment.last))
            for place in passage.places(c.MEAN, segment.first, segment.last)
        )
        for at, segment in enumerate(segments[index + 1 :], 1)
    )


def ours_too(scene: Scene, token: int) -> bool:
    """Whether the sentence adds that we have it as well: "…, and we hold it for everything above"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    return any(
        other.sentence == segment.sentence
        and at != index
        and not passage.any(c.NEG | c.NO | c.NONE | c.COND | c.PLAN | c.SCHEME, other.first, other.last)
        and any(
            passage.any(c.HOLD | c.GOT, place + 1, place + 2) and passage.any(c.ANAPH, place + 2, place + 3)
            for place in passage.places(c.WE, other.first, other.last)
        )
        for at, other in enumerate(passage.segments)
    )
