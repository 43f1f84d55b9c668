"""Whether a segment denies: signed cues, each of which must hit something that can be denied.

A negation counts only when it negates having, being certified, an artefact, or the saying of it; "not" in front of
any other word counts for nothing.  Lacking and "without" count too, and an even number of counts is an assertion
("it isn't true that we have none").  Exclusive and fixed phrases ("no other … but us", "not only") never count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.negation.joined import neither, with_a_paper
from trustgen.claims.negation.lacking import acts_on_nothing, carried_out, lacks, uncancelled
from trustgen.claims.negation.negated import hit, idle
from trustgen.claims.negation.nobody import nobody_ended
from trustgen.claims.negation.secondverb import joins_verb, lacked_not, takes_nothing_back
from trustgen.claims.negation.turns import answer_is_no, called_so, decided_against, let_alone, none_is_not
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

_NEGATORS: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.META | c.PASTEND
_VERB: Final = 3
"""Tokens of a verb in two parts and the negation between them."""
RENEWED: Final = word_parts("polarity.renewed")


class Stance(Struct):
    """What the cues of a segment come to."""

    flips: int = 0
    cover: int = 0
    """The denial covers the mentions from this token on."""
    elliptic: bool = False
    """The segment denies without naming what: "we do not"."""
    blocked: bool = False
    """Something here forbids reading a denial: an exclusive or fixed phrase."""
    unknown: bool = False
    """The segment has content that no cue explains."""
    past: bool = False
    direct: bool = False
    """The denial hits the thing itself, not only what is said of it."""

    @property
    def denies(self) -> bool:
        """Whether the segment denies."""
        return self.flips % 2 == 1 and not self.blocked

    @property
    def asserts(self) -> bool:
        """Whether negations cancel each other or are of the kind that asserts."""
        return self.blocked or (self.flips > 0 and self.flips % 2 == 0)


def stance(passage: Passage, segment: Segment) -> Stance:  # noqa: PLR0912
    """What the cues between the ends of a segment come to."""
    result = Stance()
    first, last = _openly(passage, segment.first, segment.last), segment.last
    result.unknown = any(
        not bits & ~c.TERM and passage.words[i].isalpha() and len(passage.words[i]) > 1
        for i, bits in enumerate(passage.bits[first:last], first)
    )
    fixed = (at for at in passage.places(c.PSEUDO, first, last) if not _and_not_for(passage, at))
    result.blocked = (
        any(not _surely_not(passage, at, first, last) for at in fixed)
        or _fruitless(passage, first, last)
        or lacked_not(passage, first, last)
        or _cannot_but(passage, first, last)
        or any(
            nobody_ended(passage, at, first) or _never_ended(passage, at, last)
            for at in passage.places(c.PASTEND, first, last)
        )
    )
    if result.blocked:
        return result
    base, kinds, covers = False, set[str](), list[int]()
    for index in range(first, last):
        bits = passage.bits[index]
        if bits & _NEGATORS and not _swallowed(passage, index, first):
            if bits & c.HAPPEN and carried_out(passage, index, first, last):
                # An audit that ended has taken place.
                pass
            elif bits & (c.LACK | c.PASTEND) and not bits & (c.NEG | c.NO | c.NONE):
                ended = bits & c.PASTEND and (result.past or with_a_paper(passage, index, last))
                if not ended and lacks(passage, index, first, last):
                    result.flips += 1
                    result.direct = True
                    result.past = result.past or bool(bits & c.PASTEND)
                    covers.append(first)
            elif bits & c.META and not bits & (c.NEG | c.NO):
                if _refutes(passage, segment, index, first, last):
                    result.flips += 1
                    covers.append(first)
            else:
                found = hit(passage, index, first, last)
                if _void(passage, index, first, last, found.kind) or takes_nothing_back(
                    passage, index, first, last, found.kind, direct=result.direct, odd=result.flips % 2 == 1
                ):
                    pass
                elif found.kind in {"say", "truth", "lack", "meta"}:
                    # In many languages one negation takes two words ("non è mai", "rien … ne").
                    result.flips += found.kind not in kinds
                    kinds.add(found.kind)
                    covers.append(first)
                elif found.kind:
                    result.direct = True
                    if bits & c.WITHOUT and not bits & (c.NEG | c.NO) and passage.words[index] not in _FOR_LACK:
                        result.flips += 1
                    else:
                        base = True
                    named = found.named and not neither(passage, index, first)
                    covers.append(index if named or _from_here(passage, index, first) else first)
                    result.elliptic = result.elliptic or found.kind == "none"
                elif passage.any(c.WITHOUT | c.LACK, index + 1, last):
                    # "never work without": whatever is negated, the two cancel each other, and "non … mai" is one.
                    result.flips += "without" not in kinds
                    kinds.add("without")
    result.flips -= 0 if base or result.direct else uncancelled(passage, kinds, first, last)
    if (base and not result.past) or (
        not result.flips
        and (answer_is_no(passage, first, last) or let_alone(passage, segment) or decided_against(passage, first, last))
    ):
        result.flips += 1
        result.direct = True
    result.flips += bool(base and result.flips % 2 and none_is_not(passage, first, last))
    result.blocked = _renewed(passage, result, first, last) or bool(result.flips and _excepted(passage, first, last))
    result.cover = min(covers, default=first)
    return result


def _cannot_but(passage: Passage, first: int, last: int) -> bool:
    """Whether something cannot be done without what is named: "impossible de parler de nous sans évoquer …"."""
    at = next((at for at in range(first, last) if passage.words[at].startswith(_IMPOSSIBLE)), last)
    without = passage.places(c.WITHOUT, at, last)
    named = bool(without) and passage.words[min(without[0] + 1, last - 1)].startswith(_NAMING)
    return named and passage.any(c.SCHEME | c.STRONG, without[0] + 1, last)


def _never_ended(passage: Passage, at: int, last: int) -> bool:
    """Whether an end is denied behind its verb and nothing more is said: "verliep nooit", "lief nie ab"."""
    return bool(passage.any(c.NEG, at + 1, at + 2)) and last - at <= _VERB and not passage.bits[at] & c.NEG


def _from_here(passage: Passage, index: int, first: int) -> bool:
    """Whether a denial covers nothing in front of it: what we have without something, the first of two verbs."""
    return joins_verb(passage, index, first) or _had_before(passage, index, first)


def _had_before(passage: Passage, index: int, first: int) -> bool:
    """Whether "without" only tells how something is that we have: "we have a certificate without accreditation"."""
    had = [at for at in passage.places(c.HOLD | c.GOT, first, index) if not passage.bits[at] & c.ART]
    return (
        bool(passage.bits[index] & c.WITHOUT and not passage.bits[index] & (c.NEG | c.NO) and had)
        and passage.any(c.WE | c.NAME, first, index)
        and passage.any(c.SCHEME, had[-1] + 1, index)
        and passage.any(c.ISSUED, had[-1] + 1, index)
    )


def _refutes(passage: Passage, segment: Segment, index: int, first: int, last: int) -> bool:
    """Whether a word for "wrong" is about something that is said: "it is untrue that", "we deny being certified"."""
    if called_so(passage, index, last):
        return False
    said = passage.any(c.SAY | c.REL | c.ANAPH, first, last) or bool(segment.opener)
    return said or passage.any(c.BE | c.HOLD, index + 1, min(index + 2, last))


def _excepted(passage: Passage, first: int, last: int) -> bool:
    """Whether somebody is taken out of what is denied; "anders dan concurrenten" only compares."""
    return any(
        not (passage.bits[at] & c.RIVAL and passage.any(c.RIVAL | c.GENERIC | c.THIRD, at + 1, at + 2))
        for at in passage.places(c.EXCEPT, first, last)
    )


_FOR_LACK: Final = word_set("polarity.for_lack")
"""Words for "without" that give the reason for another denial and do not cancel it."""

_IMPOSSIBLE: Final = word_parts("polarity.impossible")
_NAMING: Final = word_parts("polarity.naming")
_FETCHED: Final = word_parts("polarity.fetched")
_SIGNING_UP: Final = word_parts("polarity.signing_up")
_CONTRARY: Final = word_set("polarity.contrary")
_THAT: Final = word_set("common.that")
_DAYS: Final = word_set("polarity.days")


def _void(passage: Passage, index: int, first: int, last: int, kind: str) -> bool:
    """Whether a negation takes nothing away: "nothing to worry about", "no claim to the contrary"."""
    bits = passage.bits[index]
    if kind == "say" and not _CONTRARY.isdisjoint(passage.words[index:last]):
        return True
    if bits & c.NOBODY and idle(passage, index, last):
        return True
    if bits & c.WITHOUT and index + 1 < last and passage.words[index + 1].startswith(_SIGNING_UP):
        # "Our report can be downloaded without registration."
        fetched = any(word.startswith(_FETCHED) for word in passage.words[first:last])
        return fetched and passage.any(c.OUR, first, index)
    # "Takes no commitment to obtain one": there, "no" belongs to a noun.
    noun = bits & c.NO and passage.any(c.SAY, index + 1, index + 2)
    return bool(bits & c.NONE) and kind in {"none", "say"} and not noun and acts_on_nothing(passage, index, first)


def _openly(passage: Passage, first: int, last: int) -> int:
    """Where it begins what is said openly: behind "we make no secret of the fact that" or "no doubt that"."""
    for at in range(first + 1, last - 1):
        if passage.words[at] not in _THAT or passage.bits[at - 1] & c.NEG:
            continue
        fixed = any(passage.words[place] not in _DAYS for place in passage.places(c.PSEUDO, first, at))
        hidden = passage.any(c.HIDE, first, at) and passage.any(c.NEG | c.NO | c.NONE | c.WITHOUT, first, at)
        if (fixed or hidden) and passage.any(_NEGATORS, at + 1, last):
            return at + 1
    return first


def _and_not_for(passage: Passage, at: int) -> bool:
    """Whether "non per" only goes on from what it is valid for: "vale per Aruba e non per noi"."""
    return passage.words[at] == "non per" and at > 0 and bool(passage.bits[at - 1] & c.AND)


def _surely_not(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether "no doubt" stands in front of a not and nothing else: "Sans doute pas."."""
    return at == first and at + 2 == last and bool(passage.bits[at + 1] & c.NEG)


def _renewed(passage: Passage, result: Stance, first: int, last: int) -> bool:
    """Whether what had ended is said to have been renewed."""
    return result.past and any(
        passage.words[i].startswith(RENEWED)
        for i in passage.places(c.GOT, first, last)
        if not passage.bits[i] & c.PASTEND and not _unplanned(passage, i, first)
    )


def _unplanned(passage: Passage, at: int, first: int) -> bool:
    """Whether what is said to come is no plan: "n'avons pas l'intention de le renouveler"."""
    return any(
        passage.any(c.NEG, max(plan - 2, first), plan)
        for plan in passage.places(c.PLAN, max(at - 4, first), at)  # "intention", its preposition and its object
    )


def _fruitless(passage: Passage, first: int, last: int) -> bool:
    """Whether it is an audit that found nothing: "the auditor left with nothing to report", "no findings"."""
    if not passage.any(c.NOBODY | c.FINDING, first, last):
        return False
    if _nothing_amiss(passage, first, last):
        return True
    if any(
        passage.any(c.ASSESSOR | c.EXAMINER, place + 1, place + 5) and passage.any(c.FINDING, place + 1, last)
        for place in passage.places(c.NOBODY | c.NO, first, last)
    ):
        # "None of the auditors who tested us found an exception."
        return True
    if any(
        passage.any(c.EXAM, place + 1, place + 3) and passage.any(c.FINDING, place + 2, place + 7)
        for place in passage.places(c.NONE, first, last)
    ):
        # "Neither audit had a finding."
        return True
    return any(
        passage.any(c.ASSESSOR | c.EXAM, first, place)
        if passage.bits[place] & c.NOBODY
        else passage.any(c.FINDING, place + 1, min(place + 4, last)) and passage.any(c.EXAMINER | c.EXAM, first, place)
        for place in passage.places(c.NONE | c.NO | c.NEG, first, last)
        if passage.bits[place] & (c.NONE | c.NO) or passage.any(c.FINDING, place, last)
    )


def _nothing_amiss(passage: Passage, first: int, last: int) -> bool:
    """Whether an audit is said to have been made and to have come to nothing: "… auditiert und nichts beanstandet"."""
    for place in passage.places(c.NONE & ~c.NO | c.NOBODY, first + 1, last):
        audits = passage.places(c.AUDIT, first, place)
        joined = audits and passage.any(c.AND | c.WITHOUT | c.NEG, audits[-1] + 1, place)
        by = passage.any(c.EXAMINER | c.ASSESSOR | c.CERTIFIER, first, place) or "tuv" in passage.words[first:place]
        if joined and by and not passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN, first, audits[-1]):
            return True
    return False


def _swallowed(passage: Passage, index: int, first: int) -> bool:
    """Whether a cue is part of a group already counted, such as "neither … nor", and joins no second verb of ours."""
    bits = passage.bits[index]
    grouped = bits & c.AND and bits & (c.NEG | c.NO) and passage.any(c.NEG | c.NO | c.NONE | c.WITHOUT, first, index)
    return bool(grouped) and not joins_verb(passage, index, first)
