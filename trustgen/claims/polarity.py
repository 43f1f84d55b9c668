"""Whether a segment denies: signed cues, each of which must hit something that can be denied.

A negation counts only when it negates having, being certified, an artefact, or the saying of it; "not" in front of
any other word counts for nothing.  Lacking and "without" count too, and an even number of counts is an assertion
("it isn't true that we have none").  Exclusive and fixed phrases ("no other … but us", "not only") never count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims import cues as c
from trustgen.claims.lacking import EMPTY, THING, acts_on_nothing, lacks

if TYPE_CHECKING:
    from trustgen.claims.clauses import Segment
    from trustgen.claims.passage import Passage

_NEGATORS: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | c.META | c.PASTEND
_VERB: Final = c.HOLD | c.GOT | c.SHOW | c.EXIST | c.PLAN | c.PROGRESS
_HEAD: Final = c.SCHEME | c.ART | c.CERT | c.AND | c.DET | c.ADJ | c.PRESUP
RENEWED: Final = (
    "renew",
    "re-cert",
    "recert",
    "erneu",
    "verlang",
    "rezert",
    "renouv",
    "renov",
    "revalid",
    "rinnov",
    "verleng",
    "vernieuw",
)
DEFINITE: Final = frozenset({"the", "das", "die", "den", "dem", "le", "la", "l'", "el", "il", "lo", "het", "de"})
TO: Final = frozenset({"to", "but", "zu", "a", "que", "da", "te", "om"})
"""What follows "nothing" where there is no need of something."""
_REACH: Final = 14
"""Tokens that a negation may reach; a longer way is another statement."""


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


class _Hit(Struct):
    kind: str
    """`thing`, `verb`, `none`, `say`, `truth`, `lack`, `meta`; empty when the cue hits nothing that counts."""
    named: bool = False
    unknown: bool = False
    our: bool = False


def stance(passage: Passage, segment: Segment) -> Stance:  # noqa: PLR0912
    """What the cues between the ends of a segment come to."""
    result = Stance()
    first, last = segment.first, segment.last
    result.unknown = any(
        not bits and passage.words[i].isalpha() and len(passage.words[i]) > 1
        for i, bits in enumerate(passage.bits[first:last], first)
    )
    if passage.any(c.PSEUDO, first, last) or _fruitless(passage, first, last):
        result.blocked = True
        return result
    base = False
    kinds: set[str] = set()
    covers: list[int] = []
    index = first
    while index < last:
        bits = passage.bits[index]
        if bits & _NEGATORS and not _swallowed(passage, index, first):
            if bits & c.HAPPEN and passage.any(c.EXAM, first, index):
                # An audit that ended has taken place.
                pass
            elif bits & (c.LACK | c.PASTEND) and not bits & (c.NEG | c.NO | c.NONE):
                if lacks(passage, index, first, last) and not (bits & c.PASTEND and result.past):
                    result.flips += 1
                    result.direct = True
                    result.past = result.past or bool(bits & c.PASTEND)
                    covers.append(first)
            elif bits & c.META and not bits & (c.NEG | c.NO):
                if passage.any(c.SAY | c.REL | c.ANAPH, first, last) or segment.opener:
                    result.flips += 1
                    covers.append(first)
            else:
                hit = _hit(passage, index, first, last)
                if (bits & c.NOBODY and _to(passage, index, last)) or (
                    bits & c.NONE and hit.kind in {"none", "say"} and acts_on_nothing(passage, index, first)
                ):
                    pass
                elif hit.kind in {"say", "truth", "lack", "meta"}:
                    # In many languages one negation takes two words ("non è mai", "rien … ne").
                    result.flips += hit.kind not in kinds
                    kinds.add(hit.kind)
                    covers.append(first)
                elif hit.kind:
                    result.direct = True
                    if bits & c.WITHOUT and not bits & (c.NEG | c.NO):
                        result.flips += 1
                    else:
                        base = True
                    covers.append(index if hit.named else first)
                    result.elliptic = result.elliptic or hit.kind == "none"
                elif passage.any(c.WITHOUT | c.LACK, index + 1, last):
                    # "never work without": whatever is negated, the two cancel each other.
                    result.flips += 1
        index += 1
    if base and not result.past:
        result.flips += 1
    result.blocked = _renewed(passage, result, first, last) or bool(result.flips and passage.any(c.EXCEPT, first, last))
    result.cover = min(covers, default=first)
    return result


def _renewed(passage: Passage, result: Stance, first: int, last: int) -> bool:
    """Whether what had ended is said to have been renewed."""
    return result.past and any(
        passage.words[i].startswith(RENEWED)
        for i in passage.places(c.GOT, first, last)
        if not passage.bits[i] & c.PASTEND
    )


def _fruitless(passage: Passage, first: int, last: int) -> bool:
    """Whether it is an audit that found nothing: "the auditor left with nothing to report", "no findings"."""
    if not passage.any(c.NOBODY | c.FINDING, first, last):
        return False
    return any(
        passage.any(c.ASSESSOR | c.EXAM, first, place)
        if passage.bits[place] & c.NOBODY
        else passage.any(c.FINDING, place + 1, min(place + 4, last)) and passage.any(c.EXAMINER | c.EXAM, first, place)
        for place in passage.places(c.NONE | c.NO | c.NEG, first, last)
        if passage.bits[place] & (c.NONE | c.NO) or passage.any(c.FINDING, place, last)
    )


def _swallowed(passage: Passage, index: int, first: int) -> bool:
    """Whether a cue is part of a group already counted, such as "neither … nor"."""
    bits = passage.bits[index]
    return bool(bits & c.AND and bits & (c.NEG | c.NO) and passage.any(c.NEG | c.NO | c.NONE, first, index))


def _hit(passage: Passage, index: int, first: int, last: int) -> _Hit:  # noqa: PLR0912
    """What a negation at a token negates."""
    bits = passage.bits[index]
    loose = bits & c.NOBODY and not bits & c.NO
    # "Without a freshly signed report": one word may describe what is lacking.
    described_by = 1 if bits & c.WITHOUT else 0
    if passage.words[index] in _BEHIND and index > first and _strange(passage, index - 1):
        # The verb stands in front of the negation, and no cue knows it: "nous ne transigeons pas".
        return _Hit("")
    passed = 0
    # "Without the certificate" speaks of a certain one, as "without our certificate" does.
    our = bool(bits & c.WITHOUT and not bits & c.NO and index + 1 < last and passage.words[index + 1] in DEFINITE)
    described = False
    unknown = 0
    at = index + 1
    stop = min(last, index + 1 + _REACH)
    while at < stop:
        here = passage.bits[at]
        if here & c.OUR and not here & c.ADJ:
            our = True
        elif here & THING and unknown > described_by and not here & c.CERT:
            return _Hit("")
        elif here & THING and not (bits & (c.NEG | c.NO) and here & c.SAY and not here & c.SCHEME):
            return _thing(passage, index, at, last, passed, our=our)
        elif here & c.TRUTH and bits & (c.NEG | c.NO):
            return _Hit("truth")
        elif here & c.META:
            return _Hit("meta")
        elif here & c.SERVE and not here & (c.HOLD | c.SHOW):
            # "Without a report we cannot bid."
            return _Hit("")
        elif here & (c.LACK | c.WITHOUT | c.PASTEND) and not here & (c.NEG | c.NO):
            return _Hit("lack")
        elif here & c.SAY and passage.bits[first] & c.REL and passage.any(c.WE, first, index):
            return _Hit("none")
        elif here & (c.SAY | c.MEAN) and not here & (c.HOLD | c.AUX):
            return (
                _Hit("say")
                if passage.any(THING | c.HOLD, at + 1, last) or passage.any(c.SCHEME | c.ART, first, index)
                else _Hit("")
            )
        elif here & _VERB:
            passed |= here
        elif here & (c.NEG | c.NO | c.NONE | c.NOBODY):
            pass
        elif here & c.SELFNOUN:
            # "our products": the possessive belongs to them.
            our = False
        elif here & c.ADJ and not here & (c.DET | c.ADV | c.PREP | c.BE | c.THEIR):
            described = True
        elif here & EMPTY or (here & c.GENERIC and passage.any(c.BE | c.MEAN | c.HOLD, max(first, index - 1), at)):
            pass
        elif unknown < (3 if loose else described_by) and (loose or (at + 1 < stop and passage.bits[at + 1] & THING)):
            unknown += 1
        else:
            return _fronted(passage, index, first, passed)
        at += 1
    if our:
        return _fronted(passage, index, first, passed)
    if described and not passed:
        # "is not public" says nothing about having it.
        return _Hit("")
    if not passed and passage.words[index] in _BEHIND and _verb_unknown(passage, index, first):
        # "Wir verstecken unser Testat nicht": a verb that no cue knows is what is negated.
        return _Hit("")
    if passed or not passage.any(~EMPTY & ~c.NEG & ~c.NO & ~c.NONE & ~c.NAY, index + 1, last):
        return _Hit("none")
    return _Hit("")


_BEHIND: Final = frozenset({"pas", "plus", "jamais", "guere", "nicht", "niet"})


def _verb_unknown(passage: Passage, index: int, first: int) -> bool:
    """Whether the words before a negation hold no verb that a cue knows, but a word that none does."""
    known = c.HOLD | c.GOT | c.BE | c.AUX | c.EXIST | c.SHOW | c.CERT | c.PLAN | c.SAY | c.MEAN | c.LACK
    return not passage.any(known, first, index) and any(_strange(passage, at) for at in range(first, index))


def _to(passage: Passage, index: int, last: int) -> bool:
    """Whether "nothing" is followed by what there is no need of: "nothing to worry about", not "nothing to show"."""
    return (
        index + 2 < last
        and passage.words[index + 1] in TO
        and not (index and passage.bits[index - 1] & (c.HOLD | c.EXIST))
        and not passage.bits[index + 2] & (c.HOLD | c.SHOW | c.GOT | c.CERT)
    )


def _strange(passage: Passage, at: int) -> bool:
    """Whether a token is a word that no cue explains."""
    return not passage.bits[at] and passage.words[at].isalpha() and len(passage.words[at]) > 2  # noqa: PLR2004


def _thing(passage: Passage, index: int, at: int, last: int, passed: int, *, our: bool) -> _Hit:
    """Whether the artefact, name or certification word that a negation reaches is the head of what it negates."""
    if our and not passed & c.HOLD and not passage.bits[at] & c.CERT:
        return _Hit("")
    if our and passage.bits[at] & c.CERT and at > index and passage.bits[at - 1] & c.OUR:
        # Dutch has one word for "our" and "us".
        return _Hit("thing" if passage.bits[at - 1] & c.WE else "")
    head = at
    artefact = False
    named = False
    while head < last and (passage.bits[head] & _HEAD or passage.words[head] in {"-", "/", '"', "'"}):
        artefact = artefact or bool(passage.bits[head] & (c.ART | c.CERT))
        named = named or bool(passage.bits[head] & c.SCHEME)
        head += 1
    if _worn(passage, head, last) or (head < last and passage.bits[head] & c.FINDING):
        return _Hit("")
    if head < last and not passage.bits[head] and passage.words[head].isalpha() and not artefact:
        return _Hit("")
    if passage.bits[at] & c.ASSESSOR and not passage.bits[at] & (c.ART | c.CERT | c.SCHEME):
        return _assessed(passage, at, last, passed)
    return _Hit("thing", named=named)


def _worn(passage: Passage, head: int, last: int) -> bool:
    """Whether a clause says how we have it: "not a badge that we wear lightly"."""
    at = head - 1 if passage.bits[head - 1] & c.REL else head
    return (
        at + 1 < last
        and bool(passage.bits[at] & c.REL and passage.bits[at + 1] & c.WE)
        and passage.any(c.HOLD | c.GOT, at, last)
        and _strange(passage, last - 1)
    )


def _assessed(passage: Passage, at: int, last: int, passed: int) -> _Hit:
    """Whether an assessor has not examined us or was not engaged; not "no auditor has found a fault in our report"."""
    index = at + 1
    while index < last:
        here = passage.bits[index]
        if here & (c.CERT | c.HOLD | c.GOT | c.SHOW | c.SAY) and not here & (c.AUX | c.ART):
            return _Hit("") if not here & c.CERT and _owned(passage, index + 1, last) else _Hit("thing")
        if here & (c.SCHEME | c.ART) and _owned(passage, at, last):
            return _Hit("")
        if not here & (EMPTY | c.ASSESSOR | c.OUR | c.SELFNOUN | c.CLAUSE | c.SCHEME | c.ART):
            break
        index += 1
    return _Hit("none") if passed or index >= last else _Hit("")


def _owned(passage: Passage, first: int, last: int) -> bool:
    """Whether an artefact or a scheme is called ours."""
    return any(
        passage.any(c.SCHEME | c.ART, index + 1, min(last, index + 4)) for index in passage.places(c.OUR, first, last)
    )


def _fronted(passage: Passage, index: int, first: int, passed: int) -> _Hit:
    """An unknown word ends the search; it still counts when what is denied stands in front of it."""
    if passed & (c.HOLD | c.GOT | c.EXIST) and passage.any(c.SCHEME | c.ART, first, index):
        return _Hit("none")
    return _Hit("")
