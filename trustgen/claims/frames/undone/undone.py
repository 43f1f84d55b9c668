"""Denials that come to nothing: of a time that is over, of a lack, of what others believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.undone.hearsay import told_by_others
from trustgen.claims.frames.undone.inferred import concluded
from trustgen.claims.frames.undone.nested import nested
from trustgen.claims.frames.undone.overnight import not_in_a_day
from trustgen.claims.frames.undone.undenied import never_failed, only_how
from trustgen.claims.frames.undone.unthinkable import unthinkable
from trustgen.claims.frames.undone.untilus import until_us
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.passages.asides import CAUSES
from trustgen.claims.scenes.reading import THE, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_UNTIL: Final = word_set("undone.until")
_EARLIEST: Final = 1990


def undone(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment says after all that we have it."""
    tests = (
        nested,
        _none_that_is_not,
        _by_now,
        _never_without,
        _no_day_without,
        unthinkable,
        not_in_a_day,
        _over,
        past_planning,
        no_reader,
        _not_done_without,
        counterfactual,
        _made_by,
        seen_off,
        until_us,
        only_how,
        never_failed,
        concluded,
    )
    return told_by_others(scene, token) or any(test(scene, token) for test in tests)


def _none_that_is_not(scene: Scene, token: int) -> bool:
    """Whether there is none that is not certified: "there isn't a room that they haven't certified"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    denials = passage.places(c.NEG | c.NO | c.NOBODY, segment.first, segment.last)
    return (
        len(denials) >= 2  # noqa: PLR2004 - one of there being any, one of its being certified
        and passage.any(c.EXIST | c.HOLD | c.BE, max(segment.first, denials[0] - 1), denials[0] + 2)
        and any(passage.words[at] not in CAUSES for at in passage.places(c.REL, denials[0] + 1, denials[-1]))
        and passage.any(c.CERT, denials[-1] + 1, segment.last)
    )


def _by_now(scene: Scene, token: int) -> bool:
    """Whether it was not so until a year that has come: "we weren't certified until 2025"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.NEG | c.NO, segment.first, segment.last) and any(
        _year(passage.words[at]) <= scene.facts.as_of.year
        and not _UNTIL.isdisjoint((passage.words[at - 1], " ".join(passage.words[at - 2 : at])))
        for at in passage.places(c.NUMBER, segment.first + 1, segment.last)
        if _year(passage.words[at]) > _EARLIEST
    )


def _year(word: str) -> int:
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else 0  # noqa: PLR2004


def _never_without(scene: Scene, token: int) -> bool:
    """Whether there is nothing of which it is denied: "kein Tag, an dem wir ohne Testat waren"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    before = passage.segments[index - 1] if index else segment
    return (
        segment.opener == ","
        and before.sentence == segment.sentence
        and not scene.stance(index - 1).denies
        and passage.any(c.NO | c.NEG | c.NOBODY, before.first, before.last)
        and not passage.any(c.OUR | c.SELFNOUN, before.last - 2, before.last)
        and _relative(passage, segment.first)
    )


def _no_day_without(scene: Scene, token: int) -> bool:
    """Whether there was no day without it: "no hemos estado ni un solo d\u00eda sin la certificaci\u00f3n"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    for at in passage.places(c.WITHOUT, segment.first, start):
        near = range(max(segment.first, at - 3), at)
        day = next((place for place in near if passage.words[place].rpartition(" ")[2] in _DAYS), -1)
        bare = all(bits & (c.DET | c.ART | c.OUR | c.ADJ) for bits in passage.bits[at + 1 : start])
        if day >= 0 and bare and passage.any(c.NEG | c.NO | c.NONE, segment.first, day + 1):
            return True
    return False


_DAYS: Final = word_set("undone.days")
"""Times of which not one went by without it."""


def _relative(passage: Passage, at: int) -> bool:
    """Whether a clause begins that belongs to the noun before: "who", "dem wir", "an dem wir"."""
    if passage.words[at] in CAUSES:
        return False
    if passage.bits[at] & c.PREP and not passage.bits[at] & c.DET:
        at += 1
    return passage.any(c.REL, at, at + 2) or bool(passage.any(c.DET, at, at + 1) and passage.any(c.WE, at + 1, at + 2))


_OVER: Final = word_set("undone.over")
_IN_WHICH: Final = word_set("undone.in_which")


def _over(scene: Scene, token: int) -> bool:
    """Whether the time without it is over: "the days without it are over", "vorbei die Zeit, in der es uns fehlte"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index and segment.opener == "," and passage.bits[segment.first - 2] & c.PSEUDO:
        begins = _relative(passage, segment.first) or passage.words[segment.first] in _IN_WHICH
        if begins and not _OVER.isdisjoint(passage.words[segment.first - 2].split()):
            return True
    return passage.any(c.WITHOUT, segment.first, token) and (
        passage.any(c.PASTEND, segment.first, segment.last)
        or not _OVER.isdisjoint(passage.words[segment.first : segment.last])
    )


_NO_MORE: Final = word_set("undone.no_more")
_AIMS: Final = word_parts("undone.aims")


def no_reader(scene: Scene, token: int) -> bool:
    """Whether no reader is said to have had trouble with it: "no customer has had to ask twice for the report"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    certain = start > segment.first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)
    return certain and any(
        passage.any(c.YOU | c.PERSON, place + 1, place + 2) and not passage.bits[place + 1] & c.ASSESSOR
        for place in passage.places(c.NO | c.NOBODY, segment.first, token)
    )


def _not_done_without(scene: Scene, token: int) -> bool:
    """Whether we could have gone without it and did not: "we could have done without it, but we didn't"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    return (
        passage.any(c.LACK | c.WITHOUT, segment.first, segment.last)
        and last - segment.last <= 7  # noqa: PLR2004
        and any(one.opener == "but" and segment.last <= one.first < last for one in passage.segments)
        and passage.any(c.NEG, segment.last, last)
        and not passage.any(c.SCHEME | c.ART, segment.last, last)
    )


def past_planning(scene: Scene, token: int) -> bool:
    """Whether it is said to be a plan no longer, which it is when it is done: "ISO 27001 is no longer a plan"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    words = passage.words[token + 1 : segment.last]
    return (
        any(word.startswith(_AIMS) for word in words)
        and not _NO_MORE.isdisjoint(words)
        and passage.any(c.BE, token, segment.last)
    )


def counterfactual(scene: Scene, token: int) -> bool:
    """Whether it is said what would not have been without it: "had we not had it, they would not have signed"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    begins = passage.bits[segment.first]
    if not passage.any(c.NEG | c.NO, segment.first, segment.last):
        return False
    inverted = begins & (c.HOLD | c.AUX | c.BE | c.EXIST)
    if possessed(scene, token) and (begins & c.COND or (inverted and passage.any(c.OUR, segment.first, token))):
        # "If our certificate had not existed": what is called ours exists.
        return segment.last < last
    return (
        bool(begins & c.COND or (inverted and passage.any(c.WE, segment.first + 1, segment.first + 2)))
        and (passage.any(c.WE, segment.first, token) or " " in passage.words[segment.first])
        and passage.any(c.NEG | c.NO | c.NOBODY, segment.last, last)
    )


_MADE: Final = word_parts("undone.made")


def _made_by(scene: Scene, token: int) -> bool:
    """Whether it is only said who did not make ours: "our report was not written by us"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return possessed(scene, token) and any(
        passage.words[at].startswith(_MADE) and _by_somebody(passage, at, negation + 1, segment.last)
        for negation in passage.places(c.NEG, token, segment.last)
        for at in range(negation, segment.last)
    )


def _by_somebody(passage: Passage, verb: int, first: int, last: int) -> bool:
    """Whether a maker may be named beside a verb, as nobody is in "our certificate has not been issued yet"."""
    return any(at != verb and (not passage.bits[at] or passage.bits[at] & c.PREP) for at in range(first, last))


def seen_off(scene: Scene, token: int) -> bool:
    """Whether every auditor is said to have left with something: "no auditor has visited us without praise"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    return (
        passage.any(c.ASSESSOR, segment.first, segment.last)
        and passage.any(c.NO | c.NEG | c.NOBODY, segment.first, segment.last)
        and any(
            passage.bits[at] & c.WITHOUT and not passage.any(c.SCHEME | c.ART | c.CERT, at + 1, at + 4)
            for at in range(segment.first + 1, last)
        )
    )


NEW: Final = word_parts("undone.new")


def _only_planned(scene: Scene, segment: Segment) -> bool:
    """Whether a clause says no more than that it is planned: "we plan to renew it in June", "a renewal is planned"."""
    passage = scene.passage
    first, last = segment.first, segment.last
    beside = [one for one in passage.segments if one.sentence == segment.sentence and one.first != first]
    alone = not any(passage.any(c.GOT | c.DONE | c.YEA, one.first, one.last) for one in beside)
    verb = any(
        # "The planned renewal" may have come.
        (passage.any(c.BE, at - 1, at) or any(word.startswith(RENEWED) for word in passage.words[at + 1 : last]))
        and not passage.any(c.DET, at - 1, at)
        for at in passage.places(c.PLAN, first, last)
    )
    return alone and verb and not passage.any(_CAME, first, last)


_CAME: Final = c.DONE | c.TRUTH | c.HAPPEN | c.THEN | c.SINCE | c.YEA | c.OUR


def _not_begun(passage: Passage, segment: Segment) -> bool:
    """Whether a clause denies it, or says that it was "not commissioned", which is one word; "open" denies nothing."""
    phrases = (passage.words[at] for at in passage.places(c.OPEN, segment.first, segment.last))
    return passage.any(c.NEG | c.NO, segment.first, segment.last) or any(" " in phrase for phrase in phrases)


def renewed(scene: Scene, index: int) -> bool:
    """Whether another segment says that what had ended was renewed."""
    passage = scene.passage
    if any(
        word.startswith(NEW)
        and passage.any(c.EXIST | c.HOLD | c.GOT | c.MEAN, segment.first, segment.last)
        and not passage.any(c.NEG | c.NO | c.NONE | c.OPEN, segment.first, segment.last)
        for other, segment in enumerate(passage.segments)
        if other != index and not scene.stance(other).denies
        for word in passage.words[segment.first : segment.last]
    ):
        return True
    return any(
        passage_word.startswith(RENEWED) and not _not_begun(passage, segment)
        for other, segment in enumerate(scene.passage.segments)
        if other != index and not scene.stance(other).denies and not _only_planned(scene, segment)
        for passage_word in scene.passage.words[segment.first : segment.last]
    )
