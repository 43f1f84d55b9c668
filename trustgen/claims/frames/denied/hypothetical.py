"""What it would cost us, and what we would have to have first: nothing has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_WOULD: Final = word_set("hypothetical.would")
_PRICE: Final = word_parts("hypothetical.price")
_FUSED: Final = word_parts("hypothetical.fused")
"""Conditionals of costing in one word."""
_DUTY: Final = word_parts("hypothetical.duty")
_LATER: Final = word_parts("hypothetical.later")
_DAY: Final = word_parts("hypothetical.day")
_OBTAIN: Final = c.HOLD | c.GOT | c.CERT
_THROUGH: Final = word_parts("hypothetical.through")
_FACT: Final = c.DONE | c.SINCE | c.PRESUP


def hypothetical(case: Case) -> bool:
    """A conditional of costing with the scheme as its subject, or of having to get it under a condition."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or passage.any(_FACT, first, last) or scene.stance(scene.segment_of(token)[0]).asserts:
        return False
    if _first_have_to(scene, token):
        return not claimed_beside(scene, token)
    mine = any(not passage.bits[at] & c.WE for at in passage.places(c.OUR, first, last))
    if mine or passage.any(c.OURS | c.RIVAL | c.YOU | c.YOUR, first, last):
        return False
    if (
        _would_bind(scene, token, first)
        or _would_matter(scene, token, last)
        or _would_cost(scene, token, last)
        or _would_have_to(scene, token, first)
        or _asked_the_price(scene, token)
        or _from_nothing(scene, token)
    ):
        return not claimed_beside(scene, token)
    return False


def _would_cost(scene: Scene, token: int, last: int) -> bool:
    """Whether it is said behind the name what it would cost: "A first SOC 2 would cost us …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if any(word.startswith(RENEWED) for word in passage.words[segment.first : token]):
        # "Renewing ISO 27001 would cost us a quarter": there is one to renew.
        return False
    for at in range(token + 1, last):
        word = passage.words[at]
        if word.startswith(_FUSED) and not word.startswith("represente"):
            return True
        if word in _WOULD and not passage.any(c.NEG, at, segment.last):
            return any(behind.startswith(_PRICE) for behind in passage.words[at + 1 : last])
    return False


def _asked_the_price(scene: Scene, token: int) -> bool:
    """Whether it is asked what one would cost: "What would a SOC 2 cost us?"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    words = passage.words[first:last]
    would = not _WOULD.isdisjoint(words) or any(word.endswith(_CONDITIONAL) for word in words)
    price = passage.any(c.COST, first, last) or any(word.startswith((*_PRICE, *_FUSED)) for word in words)
    any_one = not INDEFINITE.isdisjoint(passage.words[max(token - 2, first) : token])
    return passage.sentences[number].question and would and price and any_one


_CONDITIONAL: Final = word_parts("hypothetical.conditional")


def _would_matter(scene: Scene, token: int, last: int) -> bool:
    """Whether it would only matter to us under a condition behind it: "It would concern us if we sold to …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.any(c.HOLD & ~c.AUX | c.GOT | c.CERT | c.SHOW & ~c.ART, segment.first, segment.last):
        return False
    would = [
        at for at in range(token + 1, last) if passage.words[at] in _WOULD or passage.words[at].endswith(_CONDITIONAL)
    ]
    return bool(would) and passage.any(c.COND, would[0], last) and not passage.any(c.NEG | c.NO, token, last)


def _would_have_to(scene: Scene, token: int, first: int) -> bool:
    """Whether we would have to get it if something came about: "If we sold to a town, we would have to …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if not (passage.any(c.COND, first, segment.first) or _on_a_day(scene, first)) or not (
        passage.any(_OBTAIN, segment.first, segment.last)
        or _needed(scene, token, segment.first)
        or any(word.startswith(_THROUGH) for word in passage.words[segment.first : segment.last])
    ):
        return False
    if _needed(scene, token, segment.first):
        return True
    text = " ".join(passage.words[segment.first : segment.last])
    return any(f" {word} " in f" {text} " for word in _DUTY + _LATER) and not passage.any(
        c.SHOW & ~c.HOLD, segment.first, token
    )


def _first_have_to(scene: Scene, token: int) -> bool:
    """Whether readers who need it are told that we would have to get it first: "…: we would first have to …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, first, segment.last)
    if passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end):
        # "If you want to see the SOC 2 report, …"
        return False
    if segment.first != first or not passage.any(c.COND, first, first + 1) or passage.any(c.GOT, first, segment.last):
        return False
    for one in passage.segments:
        if not segment.first < one.first < last:
            continue
        text = f" {' '.join(passage.words[one.first : one.last])} "
        first_of_all = next((word for word in _FIRST if f" {word} " in text), "")
        text = text.replace(f" {first_of_all} ", " ")
        duty = passage.any(c.WE, one.first, one.last) and any(f" {word} " in text for word in _DUTY)
        if duty and first_of_all and not passage.any(c.NEG | c.NO, one.first, one.last):
            return _obtains(scene, one) and not passage.any(_HAVING, one.last, last)
    return False


_HAVING: Final = c.WE | c.OUR | c.ISSUED | c.SINCE | c.CTA
_FACTS: Final = word_set("hypothetical.facts")
"""Forms that are conditional only with their accents."""


def _obtains(scene: Scene, one: Segment) -> bool:
    """Whether it is the certification that we would have to come by: "… first have to get certified"."""
    passage = scene.passage
    for at in range(one.first, one.last):
        start, end = passage.starts[at], passage.ends[at]
        if passage.words[at] in _FACTS and scene.folded.plain[start:end] == scene.folded.bare[start:end]:
            # "Wir mussten uns zertifizieren lassen" is told of what has been done.
            return False
    if any(not passage.bits[at] & c.ART for at in passage.places(c.CERT, one.first, one.last)):
        return True
    verbs = [at for at in passage.places(c.HOLD | c.GOT, one.first, one.last) if not passage.bits[at] & c.AUX]
    return bool(verbs) and (verbs[-1] + 1 == one.last or passage.any(c.ANAPH, verbs[-1] - 1, verbs[-1] + 2))


_FIRST: Final = word_set("hypothetical.first")


def _from_nothing(scene: Scene, token: int) -> bool:
    """Whether it is asked for under a condition, and we would begin with nothing: "…, we would start from scratch"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    behind = " ".join(passage.words[segment.last : last])
    asked = passage.any(c.COND, first, first + 2) and passage.any(c.ASK | c.GENERIC | c.THIRD, first, segment.last)
    plain = passage.any(c.WE, segment.last, last) and not passage.any(c.NEG | c.NOBODY | c.NO, first, segment.last)
    plain = plain and not passage.any(c.NEG, segment.last, last)
    return segment.first == first and asked and plain and any(f" {word}" in behind for word in _NOTHING)


_NOTHING: Final = word_parts("hypothetical.nothing")


_OF_IT: Final = c.ART | c.EXAM | c.PREP | c.ALIGN
_BINDING: Final = word_parts("hypothetical.binding")


def _would_bind(scene: Scene, token: int, first: int) -> bool:
    """Whether it is what would then hold for us: "if we stored card numbers, PCI DSS would apply"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    begin = segment.first + _is_conditional(passage.words[segment.first])
    opened = all(
        passage.words[at] in INDEFINITE or (passage.bits[at] & _OF_IT and not passage.bits[at] & c.DET)
        for at in range(begin, start)
    )
    if segment.first <= first or not opened or not passage.any(c.COND, first, min(first + 2, segment.first)):
        return False
    if passage.any(c.SCHEME | c.NEG | c.NO | c.NONE | c.WITHOUT | c.LACK | c.SHOW, first, segment.first - 1):
        return False
    would = begin > segment.first or any(map(_is_conditional, passage.words[end : min(end + 2, segment.last)]))
    return would and any(word.startswith(_BINDING) for word in passage.words[end : min(end + 4, segment.last)])


def _is_conditional(word: str) -> bool:
    return word in _WOULD or word.endswith(_CONDITIONAL)


def _needed(scene: Scene, token: int, first: int) -> bool:
    """Whether it is what we would need: "we'd need PCI DSS", "il nous faudrait PCI DSS"."""
    passage = scene.passage
    at = token - 1
    while at > first and passage.bits[at] & (c.DET | c.ART | c.ADJ | c.PREP) and not passage.bits[at] & c.OUR:
        at -= 1
    return at >= first and passage.words[at].rpartition(" ")[2] in _NEED and not passage.any(c.NEG | c.NO, first, token)


_NEED: Final = word_set("hypothetical.need")


def _on_a_day(scene: Scene, first: int) -> bool:
    """Whether it is for a day that may come: "The day a hospital wants us, …"."""
    return " ".join(scene.passage.words[first : first + 3]).startswith(_DAY)


HYPOTHETICAL = Frame("hypothetical", hypothetical)
