"""Companies that have it for a business of their own: customers themselves, a maker that we bought from, a host.

"Two of them hold Cyber Essentials themselves", "Krystal states that it holds ISO 27001 for its own business": who says
of somebody that it is his own says that it is not ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.inserted import CUSTOMERS
from trustgen.claims.frames.thirdparty.somecustomers import our_customer, some_customers
from trustgen.claims.frames.thirdparty.theirown import it_is_they, its_owner_named, the_customers_own
from trustgen.claims.frames.thirdparty.twoparties import not_for_ours, with_our_tool
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_DOUBT: Final = c.INHERIT | c.RIVAL | c.NEG | c.NO | c.COND | c.EXCEPT | c.RARE
_THEMSELVES: Final = word_set("inownright.themselves")
_MANY: Final = word_set("inownright.many")
"""What stands in front of some of many: "some groups", "two of them"."""
_CLIENTS: Final = word_parts("inownright.clients") + CUSTOMERS
"""How nouns begin for those who buy software."""
_US: Final = word_set("common.us")
_BUY: Final = word_set("servesus.buy") | word_set("inownright.bought")
_FIRMS: Final = word_set("apposed.firms") | word_set("inownright.firms")
_FOR: Final = word_set("common.for") | word_set("inownright.of")
_NAMES: Final = 4
_BEFORE: Final = 2
"""The maker and its name, in front of what it has."""
_HAS: Final = c.HOLD | c.GOT | c.BE | c.AUX | c.PROGRESS
_VERBS: Final = c.HOLD | c.GOT | c.BE | c.SAY | c.SHOW | c.AUX


def in_its_own_right(scene: Scene, token: int) -> bool:
    """Whether the sentence is about a company or customers that have it for themselves."""
    if possessed(scene, token) or _and_for_us(scene, token):
        return False
    return any(test(scene, token) for test in _TESTS)


def _and_for_us(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that it is for us, too: "They apply to us as well."."""
    passage, following = scene.passage, scene.following(token)
    if following is None or not passage.bits[following.first] & (c.ANAPH | c.DET):
        return False
    return _us_in(scene, following.first, following.last) and not passage.any(
        c.NEG | c.NO | c.NONE | c.NOBODY, following.first, following.last
    )


def _us_in(scene: Scene, first: int, last: int) -> bool:
    """Whether a region speaks of us or ours, be it as an object."""
    passage = scene.passage
    return passage.any(_SELF, first, last) or any(word.rpartition(" ")[2] in _US for word in passage.words[first:last])


def _clients(scene: Scene, first: int, last: int) -> bool:
    passage = scene.passage
    return passage.any(c.YOU, first, last) or any(word.startswith(_CLIENTS) for word in passage.words[first:last])


def _themselves(scene: Scene, token: int) -> bool:
    """Whether some of the customers have it themselves: "some groups that use us are working on it for themselves"."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if segment.first != first or not (passage.words[first] in _MANY or passage.bits[first] & c.NUMBER):
        return False
    if _THEMSELVES.isdisjoint(passage.words[token + 1 : segment.last]) or passage.any(_DOUBT, first, segment.last):
        return False
    verb = next((at for at in range(first + 1, token) if passage.bits[at] & _HAS), token)
    if passage.any(c.SELFNOUN | c.OUR, first, verb) and not _clients(scene, first, verb):
        return False
    if _us_in(scene, verb, segment.last):
        return False
    if _clients(scene, first, verb):
        return True
    before = passage.sentences[number - 1] if number else None
    return (
        before is not None
        and passage.any(c.ANAPH, first, verb)
        and _clients(scene, before.first, before.last)
        and not passage.any(c.SELFNOUN | c.CERT, before.first, before.last)
    )


def _for_its_own(scene: Scene, token: int) -> bool:
    """Whether a company that is named has it for what is its own: "Nexi is assessed for its own platform"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if not _company(scene, first) or _us_in(scene, first, last) or passage.any(_DOUBT, first, last):
        return False
    return any(
        passage.bits[at + 1] & c.THEIR and (passage.bits[at + 1] & c.ADJ or passage.any(c.THEIR, at + 2, at + 3))
        for at in range(token + 1, segment.last - 1)
        if passage.words[at] in _FOR
    ) or any(
        passage.words[at] in _FOR and passage.any(c.DET, at + 1, at + 2) and passage.any(c.THEIR, at + 2, at + 3)
        for at in range(token + 1, segment.last - 2)
    )


def _company(scene: Scene, first: int) -> bool:
    """Whether a sentence begins with the name of another company, and a verb behind it."""
    passage = scene.passage
    at = first
    while at < min(first + _NAMES, len(passage)) and (passage.bits[at] & c.OTHER or scene.proper(at)):
        at += 1
    known = bool(passage.bits[first] & c.OTHER)
    return first < at < len(passage) and (known or scene.cased) and bool(passage.bits[at] & _VERBS)


def _bought_from(scene: Scene, token: int) -> bool:
    """Whether it is a maker of whom we bought: "the company that we bought the engine from, Ledgerock, held it"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    if index < _BEFORE or segment.opener != "," or not passage.bits[segment.first] & (c.HOLD | c.GOT | c.BE):
        return False
    name, told = passage.segments[index - 1], passage.segments[index - 2]
    firm = next((at for at in range(first, told.last) if passage.words[at] in _FIRMS), told.last)
    relative = next((at for at in range(firm + 1, min(firm + 3, told.last)) if passage.bits[at] & c.REL), told.last)
    return (
        told.first == first
        and name.opener == ","
        and name.last - name.first <= _NAMES
        and all(scene.capital(at) for at in range(name.first, name.last))
        and relative + 2 < told.last
        and bool(passage.bits[relative + 1] & c.WE)
        and passage.words[relative + 2] in _BUY
        and not _us_in(scene, first, relative)
        and not _us_in(scene, name.first, last)
    )


def _listed_among(scene: Scene, token: int) -> bool:
    """Whether it is one of many that a company has: "Microsoft has a shelf of attestations, SOC 2 among them"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    known = passage.bits[first] & c.OTHER and _company(scene, first)
    if not index or segment.opener != "," or not known or _us_in(scene, first, last):
        # Of a name that nobody knows it may be us.
        return False
    before = passage.segments[index - 1]
    named = c.SCHEME | c.AND | c.DET | c.ADV | c.PREP | c.PUNCT | c.NUMBER
    return (
        before.first == first
        and passage.any(c.HOLD | c.SHOW, first, before.last)
        and not passage.any(_DOUBT | c.YOU | c.YOUR, first, last)
        and all(bits & named for bits in passage.bits[segment.first : segment.last])
    )


def _copied(scene: Scene, token: int) -> bool:
    """Whether another company's was copied: "dove avevamo copiato un certificato di un'altra societ\u00e0"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, end = chain(passage, token, segment.first, segment.last)
    other = next((at for at in range(end, min(end + 3, segment.last)) if passage.words[at] in _OTHER), segment.last)
    return (
        other + 1 < segment.last
        and passage.any(c.PREP, end, other)
        and (bool(passage.bits[other + 1] & (c.GENERIC | c.SELFNOUN)) or passage.words[other + 1] in _FIRMS)
        and any(word.startswith(_COPIED) for word in passage.words[segment.first : token])
        and not passage.any(_DOUBT | c.DONE, segment.first, segment.last)
    )


_OTHER: Final = word_set("inownright.other")
_COPIED: Final = word_parts("inownright.copied")
"""How verbs begin of putting something in the wrong place."""


def _says_that_it(scene: Scene, token: int) -> bool:
    """Whether a company says of itself that it has one: "ANS says that it holds ISO 27001 for its data centres"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    says = next((at for at in passage.places(c.SAY, first + 1, token)), token)
    if not _company(scene, first) or says - first > _NAMES or _us_in(scene, first, last):
        return False
    it = [at for at in passage.places(c.ANAPH, says + 1, min(says + 4, token)) if passage.words[at] in _IT]
    return bool(it) and passage.any(c.HOLD | c.BE | c.GOT, it[0] + 1, token) and not passage.any(_DOUBT, first, last)


def _some_partner(scene: Scene, token: int) -> bool:
    """Whether it is some partner or other: "a distributor in Utrecht is ISO 9001 certified and sells our licences"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    be = next((at for at in passage.places(c.BE | c.HOLD, first + 2, token)), token)
    return (
        segment.first == first
        and passage.words[first] in INDEFINITE
        and token > first + 1
        and passage.words[first + 1].startswith(_PARTNERS)
        and be - first <= _NAMES + 1
        and not _us_in(scene, first, token)
        and not passage.any(c.WE | c.NAME | c.INHERIT | c.REL, token, last)
        and not passage.any(_DOUBT | c.REL, first, be)
    )


def _bears_duties(scene: Scene, token: int) -> bool:
    """Whether a company bears what the scheme asks for: "SumUp carries the PCI DSS duties for both"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    carry = next((at for at in passage.places(c.CARRY, segment.first + 1, token)), 0)
    return (
        bool(carry)
        and (bool(passage.bits[carry - 1] & c.OTHER) or scene.proper(carry - 1))
        and any(word.startswith(_DUTIES) for word in passage.words[token + 1 : token + 3])
        and not _us_in(scene, segment.first, segment.last)
        and not passage.any(_DOUBT, segment.first, segment.last)
    )


def _applies_to_them(scene: Scene, token: int) -> bool:
    """Whether it is said to whom a norm applies: "c'est à lui que s'applique la norme PCI DSS"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    words = f" {' '.join(passage.words[segment.first : token])} "
    told = any(f" {phrase} " in words for phrase in _TO_THEM)
    return told and _company(scene, first) and not _us_in(scene, first, last)


_IT: Final = word_set("inownright.it")
_PARTNERS: Final = word_parts("inownright.partners")
_DUTIES: Final = word_parts("inownright.duties")
_TO_THEM: Final = word_parts("inownright.to_them")


_TESTS: Final = (
    *(_themselves, _for_its_own, _bought_from, _listed_among, _copied),
    *(_says_that_it, _some_partner, _bears_duties, _applies_to_them),
    *(some_customers, our_customer, the_customers_own, its_owner_named, it_is_they, with_our_tool, not_for_ours),
)
