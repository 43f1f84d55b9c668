"""A plan that readers buy and no intention: "ISO 27001 certified savings plans", "every plan comes with a report"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.planned.noplan import no_plan
from trustgen.claims.scenes.reading import attributed, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_LATER: Final = word_set("onoffer.later")
_SPANS: Final = word_set("onoffer.spans")
_NOUNS: Final = word_set("onoffer.nouns")
"""Words for an intention that name a product as well."""
_TOWARDS: Final = word_set("onoffer.towards")
"""What stands between an intention and what it is for."""
_VERB: Final = c.BE | c.AUX | c.HOLD | c.GOT | c.WE | c.NAME


def intends(scene: Scene, first: int, last: int, token: int) -> bool:
    """Whether a stretch has a word for an intention that is no product."""
    passage = scene.passage
    return any(
        not no_plan(passage, at, first, last)
        and (
            bool(passage.bits[at] & c.OPEN)
            or not (
                _on_offer(passage, at, first, last, token)
                or _attributed_to(scene, token, at)
                or _then(passage, at, first)
                or _what_for(scene, at, first, token)
                or _laid_down(passage, at, first)
                or _examined(passage, at, first, token)
            )
        )
        for at in passage.places(c.PLAN | c.OPEN, first, last)
    )


def applied_for(passage: Passage, at: int) -> bool:
    """Whether a verb that invites elsewhere is what is intended: "intendiamo richiedere", not "Richiedi"."""
    before = at - 1
    while before > 0 and passage.bits[before] & (c.PREP | c.ADV) and not passage.bits[before] & c.PLAN:
        before -= 1
    intended = before >= 0 and passage.bits[before] & c.PLAN and passage.bits[at] & c.HOLD
    return bool(intended) and not passage.any(c.YOU | c.YOUR, at + 1, at + _NEAR)


_NEAR: Final = 5


def _then(passage: Passage, at: int, first: int) -> bool:
    """Whether it is told how long after something else it was: "the certificate followed a week later"."""
    told = at > first and passage.words[at] in _LATER and passage.words[at - 1] in _SPANS
    return told and not passage.any(c.AUX | c.UNREAL | c.PLAN, first, at)


def _what_for(scene: Scene, at: int, first: int, token: int) -> bool:
    """Whether it says what a thing is for that is certified: "our planning tool is certified"."""
    passage = scene.passage
    if passage.words[at] not in _NOUNS or not first < at < token - 2 or not passage.bits[at - 1] & (c.OUR | c.DET):
        return False
    _, end = chain(passage, token, at + 2, len(passage))
    thing = passage.words[at + 1].isalpha() and not passage.bits[at + 1] & ~c.SELFNOUN
    meets = passage.bits[at + 2] & c.CERT and not passage.bits[at + 2] & c.ART
    certified = passage.bits[at + 2] & c.BE and attributed(scene, token)
    papers = passage.any(c.ART | c.EXAM | c.AUX, at + 3, end)
    return bool(thing and (meets or certified)) and not papers


_CONFIRMS: Final = word_parts("onoffer.confirms")


def _examined(passage: Passage, at: int, first: int, token: int) -> bool:
    """Whether a plan of ours is what somebody outside examines and confirms: "esamina il nostro piano di …"."""
    ours = passage.any(c.OUR, max(first, at - 2), at)
    examiners = passage.any(c.ASSESSOR | c.EXAMINER | c.CERTIFIER, first, at - 1)
    confirmed = any(word.startswith(_CONFIRMS) for word in passage.words[at + 1 : token])
    return bool(ours and examiners and confirmed) and not passage.any(c.AUX | c.UNREAL | c.NEG | c.COND, first, token)


_LAID_DOWN: Final = word_set("onoffer.laid_down")
"""Participles of what is planned, and of what a scheme lays down."""
_DEMANDS: Final = word_set("onoffer.demands")


def _laid_down(passage: Passage, at: int, first: int) -> bool:
    """Whether demands that are met are those that a scheme lays down: "soddisfa i requisiti ACN previsti per …"."""
    if passage.words[at] not in _LAID_DOWN:
        return False
    noun = at - 1
    while noun > first and passage.bits[noun] & (c.SCHEME | c.ADJ | c.PREP) and passage.words[noun] not in _DEMANDS:
        noun -= 1
    met = [place for place in passage.places(c.CERT, first, noun) if not passage.bits[place] & c.ART]
    return passage.words[noun] in _DEMANDS and bool(met) and not passage.any(c.PLAN | c.COND | c.NEG, first, noun)


_SOLD: Final = word_set("onoffer.sold")
"""What we do with plans that are no intentions: "every plan we sell"."""


def _on_offer(passage: Passage, at: int, first: int, last: int, token: int) -> bool:
    """Whether the word at a place is one for what is sold: it is certified itself, or each of a kind is meant."""
    if passage.words[at] not in _NOUNS or not first <= token < last:
        return False
    before = passage.bits[at - 1] if at > first else 0
    if before & c.YOUR:
        # "An ISO 9001 certified office for your plans"
        return True
    if before & c.OUR and not passage.any(c.BE, at + 1, at + 2):
        # "Our plan includes becoming certified."
        return False
    bound = at + 1 < last and passage.words[at + 1].rpartition(" ")[2] in _TOWARDS
    behind = passage.bits[at + 1] if at + 1 < last else 0
    sold = not _SOLD.isdisjoint(passage.words[at + 1 : at + 3])
    every = before & c.GLOBAL or (before & c.DET and passage.any(c.GLOBAL, max(at - 2, first), at - 1))
    if every and not before & c.OUR and not bound and (sold or not behind & (c.WE | c.NAME)):
        return True
    if before & (c.WE | c.NAME | c.AUX) and not before & c.OUR:
        # "Fabrikam plans": a verb.
        return False
    if at < token and _comes_with(passage, at, token, last):
        return True
    low, high = (token, at) if at > token else (at + 1, token)
    if not _certified(passage, low, high if at > token else last):
        return False
    if at > token:
        return not passage.any(_VERB | c.PREP | c.PUNCT, token + 1, at)
    if behind & c.BE:
        return at + 2 < last and passage.words[at + 2] not in _TOWARDS and not passage.any(_VERB, at + 2, token)
    return not passage.any(_VERB | c.PUNCT, at + 1, token) and passage.words[at + 1] not in _INTENT


_INTENT: Final = _TOWARDS - {"de", "d'", "di"}


def _comes_with(passage: Passage, at: int, token: int, last: int) -> bool:
    """Whether it is sold with a paper: "business plan with a SOC 2 report", "planes de pensiones con certificado …"."""
    start, end = chain(passage, token, at + 1, last)
    while start > at + 1 and passage.bits[start - 1] & c.DET:
        start -= 1
    return passage.words[start - 1] in _WITH and passage.any(c.ART, start, end) and not passage.any(_VERB, at, last)


_WITH: Final = word_set("common.with")


def _certified(passage: Passage, first: int, last: int) -> bool:
    """Whether a word for certified stands in a stretch and is no noun, as in: "planes de ahorro certificados"."""
    return any(
        not passage.bits[at] & (c.ART | c.SCHEME) or (at > first and not passage.bits[at - 1])
        for at in passage.places(c.CERT, first, last)
        if not passage.words[at].endswith(_FINITE)
    )


_FINITE: Final = word_parts("onoffer.finite")
"""How a German verb ends that is no adjective: "the institute bewertet Pläne"."""


_PLANS: Final = word_set("onoffer.plans")
_FAR: Final = 12
_TIERS: Final = word_set("onoffer.tiers")
"""What such plans are called."""
_TERMS: Final = word_set("onoffer.terms")
"""How long they run, or by what they are counted."""
_AIMED: Final = word_set("onoffer.aimed")
"""What stands behind a plan that tells what is planned."""


def _attributed_to(scene: Scene, token: int, at: int) -> bool:
    """Whether a word for plan is something to buy and certified: "everything in the Pro plan is HIPAA compliant"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.words[at] not in _PLANS or not max(segment.first, token - _FAR) <= at < segment.last:
        return False
    if at > token:
        return attributed(scene, token) and _from_tier(passage, at, token)
    if _of_a_kind(passage, at, segment.first, token, segment.last):
        return True
    if not _AIMED.isdisjoint(passage.words[at + 1 : token]):
        return False
    if _includes(passage, at, segment.first):
        return True
    verbs = passage.places(c.BE, at + 1, token)
    # "Está certificado", "è certificato": the participle is a noun as well.
    if not attributed(scene, token) and not any(passage.any(c.CERT, verb + 1, verb + 2) for verb in verbs):
        return False
    is_so = bool(verbs)
    return is_so or not _TIERS.isdisjoint(passage.words[max(at - 2, segment.first) : at + 2])


def _from_tier(passage: Passage, at: int, token: int) -> bool:
    """Whether something is certified for whoever buys a plan: "our rooms are compliant right from the free plan"."""
    tier = not (_TIERS | _TERMS).isdisjoint(passage.words[at - 1 : at + 2])
    near = at - token <= _FAR and passage.any(c.PREP | c.DET, token + 1, at)
    return tier and near and not passage.any(_VERB | c.NEG, token + 1, at)


def _of_a_kind(passage: Passage, at: int, first: int, token: int, last: int) -> bool:
    """Whether the plan is a paper for emergencies, say, that has it: "our continuity plan holds the certificate"."""
    before, behind = at - 1, at + 1
    kind = before > first and _plain_noun(passage, before)
    if passage.bits[behind] & c.PREP and behind + 1 < token:
        noun = behind + 1 + bool(passage.bits[behind + 1] & c.DET)
        kind = kind or (noun < token and _plain_noun(passage, noun))
    verbs = passage.places(c.HOLD | c.BE | c.CARRY, behind, token)
    if not kind or not verbs:
        return False
    start, end = chain(passage, token, first, last)
    between = c.DET | c.PREP | c.AUX | c.HOLD | c.ALIGN | c.CERT
    joined = all(passage.bits[i] & between and not passage.bits[i] & c.BE for i in range(verbs[0] + 1, start))
    so = passage.any(c.CERT, verbs[0] + 1, end)
    # "Our growth plan is certification."
    so = so and (not passage.any(c.ART, verbs[0] + 1, end) or passage.bits[verbs[0] + 1] & c.CERT != 0)
    has = not passage.bits[verbs[0]] & c.BE and passage.any(c.ART, verbs[0] + 1, end)
    return joined and (end == last or bool(passage.bits[end] & c.PUNCT)) and (so or has)


def _plain_noun(passage: Passage, at: int) -> bool:
    """Whether a word is a noun that says nothing of certification, as in "continuity plan", not "audit plan"."""
    return passage.words[at].isalpha() and not passage.bits[at] & ~(c.HOMONYM | c.SELFNOUN | c.MANNER)


_INCLUDES: Final = word_set("onoffer.includes")
"""What a plan on sale does with what readers get."""


def _includes(passage: Passage, at: int, first: int) -> bool:
    """Whether a plan with a name, or all of them, has it in it: "the Enterprise plan adds ISO 27001"."""
    named = not _TIERS.isdisjoint(passage.words[max(at - 2, first) : at + 2])
    many = at == first and passage.words[at] in {"plans", "planes", "piani"}
    return (named or many) and not _INCLUDES.isdisjoint(passage.words[at + 1 : at + 3])
