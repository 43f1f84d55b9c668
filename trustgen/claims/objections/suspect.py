"""Mentions that look as though an honest frame fitted, and of which something in the scene says that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import of_yours
from trustgen.claims.companies.places import in_scope
from trustgen.claims.frames.asked import asking
from trustgen.claims.frames.asked.hadtopass import had_to_pass
from trustgen.claims.frames.asked.replies import no_below
from trustgen.claims.layout.forms import choice_offered
from trustgen.claims.scenes.elliptic import of_a_price
from trustgen.claims.scenes.reading import THE, attributed, chain, quoted
from trustgen.claims.unnamed.audits import of_the_whole
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.lexicon import TOKEN
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


def set_apart(case: Case) -> bool:
    """Whether a company is set apart from others, or an audit of the whole is told of."""
    scene, token = case.scene, case.token
    _, first, last = scene.sentence_of(token)
    if scene.passage.any(c.RARE, first, token) or _but_us(scene.passage, first, last):
        return True
    told = case.scheme is None and bool(scene.passage.bits[token] & c.AUDIT)
    return told and of_the_whole(scene.passage, token, first, last)


def _but_us(passage: Passage, first: int, last: int) -> bool:
    """Whether we are taken out of what is denied of all: "apart from us, not a single vendor can show one"."""
    return passage.any(c.NEG | c.NO | c.NOBODY, first, last) and any(
        passage.any(c.WE | c.NAME, at + 1, at + 2) for at in passage.places(c.EXCEPT, first, last)
    )


_ASKS: Final = word_set("suspect.asks")
_LEAD: Final = 3
"""Tokens at the start of a question among which its question word stands: "And who …", "Bis wann …"."""


def told_of_yours(scene: Scene, token: int) -> bool:
    """Whether it is asked what the reader calls ours, and then said: "What does your report cover? Everything."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not passage.sentences[number].question or passage.found[token] < 0:
        return False
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    asks = not _ASKS.isdisjoint(passage.words[first : first + _LEAD])
    ours = asks and passage.any(c.YOUR, max(start - 2, segment.first), start)
    if not ours and not _asked_of_you(passage, first, last):
        return False
    context = scene.unit.context
    behind = "" if context.after.rstrip().endswith("?") else context.after
    answer = asking.rest(scene, token, last) or context.answer or "".join(context.details[:1]) or behind
    if not answer.strip() or scene.said(answer).kind in {"no", "plan", "ended"}:
        return False
    told = scene.read(answer[:_ANSWER])
    end = told.sentences[0].last if told.sentences else 0
    if _no_reply(told, end):
        return False
    # "Our exports help you at any stage" speaks of the reader's own; "you can count on it" does not.
    return not (told.any(c.YOU | c.YOUR, 0, end) and told.any(c.HELP | c.SERVE, 0, end))


_QUESTION: Final = word_parts("suspect.question")


def _no_reply(told: Passage, end: int) -> bool:
    """Whether what follows a question is advice, a matter of others or a later day: "Ask this before signing."."""
    first = told.bits[0] if told.bits else 0
    # "Ask for a copy." offers one.
    offered = any(word.startswith(("cop", "kop")) for word in told.words[:end])
    advice = first & c.ASK and not told.any(c.WE | c.OUR, 0, end) and not offered
    about = any(word.startswith(_QUESTION) for word in told.words[:end])
    theirs = told.any(c.BELONG, 0, end) and told.any(c.THIRD | c.OTHER, 0, end)
    none = told.any(c.EXIST, 0, 2) and told.any(c.NONE, 0, 3)
    later = first & c.ASK and told.any(c.NUMBER, 0, end) and "again" in told.words[:end]
    return bool(advice or about or theirs or none or later)


_WISHES: Final = c.DUTY | c.ASK | c.COST | c.PLAN | c.HELP | c.READY | c.COND | c.PROGRESS | c.WE | c.SERVE | c.REL


def _asked_of_you(passage: Passage, first: int, last: int) -> bool:
    """Whether it is asked if the reader's counterpart has it: "Does your company hold it?", "Is the vendor …?"."""
    if not passage.any(c.HOLD | c.BE | c.GOT | c.CERT | c.EXIST | c.SHOW, first, last):
        return False
    if any(passage.bits[at] & _WISHES and not passage.bits[at] & (c.HOLD | c.ART | c.DET) for at in range(first, last)):
        return False
    yours = any(passage.any(c.SELFNOUN, at + 1, at + 3) for at in passage.places(c.YOUR, first, last))
    return yours or any(
        passage.words[at - 1] in THE and not passage.bits[at] & (c.OTHER | c.RIVAL | c.EXAMINER | c.ASSESSOR)
        for at in passage.places(c.THIRD, first + 1, last)
    )


def clean(case: Case) -> bool:
    """Whether it is asked what an audit found or if it failed, and answered no: "Any exceptions? None."."""
    scene = case.scene
    passage, context = scene.passage, scene.unit.context
    number, first, last = scene.sentence_of(case.token)
    if not passage.sentences[number].question:
        return False
    if not (passage.any(c.FINDING, first, last) or asking.of_a_flaw(scene, case.token) or of_yours(scene, case.token)):
        return False
    answers = (context.answer, *context.details[:1], context.after)
    return passage.any(c.NONE | c.NAY | c.NO, last) or any(scene.said(one).kind == "no" for one in answers if one)


def praised(case: Case) -> bool:
    """Whether a customer who is quoted speaks of the supplier, who is us: "that the vendor was HITRUST certified"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if choice_offered(passage, token):
        # "The supplier is certified (yes / no)", a form has it.
        return scene.unit.context.quoted and not no_below(scene, token)
    if quoted(scene, token) and _the_party(scene, token, segment.first):
        return not had_to_pass(scene, token)
    if not scene.unit.context.quoted or passage.any(_OPEN, segment.first, segment.last):
        return False
    theirs = [at for at in passage.places(c.THEIR | c.THIRD, segment.first, token) if not passage.bits[at] & c.OTHER]
    if not theirs or passage.any(c.OUR, max(theirs[-1] - 1, segment.first), theirs[-1] + 1):
        return False
    near = passage.any(c.ISSUED, token, min(token + 4, segment.last)) and token - theirs[-1] <= 2  # noqa: PLR2004
    return near or (attributed(scene, token) and bool(passage.bits[theirs[-1]] & c.THIRD))


def _the_party(scene: Scene, token: int, first: int) -> bool:
    """Whether one who is quoted says of a certain party that it is certified: "the recruiter was attested"."""
    passage = scene.passage
    at = token - 1
    skipped = c.CERT | c.PREP | c.ADV | c.ALIGN | c.AUX | c.DET
    while at > first and passage.bits[at] & skipped and not passage.bits[at] & c.BE:
        at -= 1
    if passage.sentences[scene.sentence_of(token)[0]].question:
        # "Is the supplier certified?", a form asks.
        return False
    be = passage.bits[at] & c.BE or passage.words[at] in _BEING
    said = attributed(scene, token) or passage.any(c.CERT | c.AUDIT, at, token)
    if at > first and passage.words[at - 1] in _BEING:
        at -= 1
    if not be or at - 2 < first or passage.words[at - 2] not in THE or not said:
        return False
    noun = passage.bits[at - 1]
    party = (not noun and passage.words[at - 1].isalpha()) or noun & (c.THIRD | c.GENERIC)
    _, segment = scene.segment_of(token)
    return (
        bool(party)
        and not passage.any(c.NEG | c.NO | c.ASK, at - 2, segment.last)
        and not passage.any(c.ASK | c.NEG, max(first, at - 5), at)
    )


_BEING: Final = word_set("suspect.being")


def answered_of_us(case: Case) -> bool:
    """Whether a heading asks about it and the answer is that we came by it: "It is the assessment that we passed"."""
    context = case.scene.unit.context
    if not context.answer:
        return False
    if _taken_under(case.scene, case.token) and case.scene.said(context.answer).kind == "yes":
        return True
    answer = case.scene.read(context.answer[:_ANSWER])
    if _called_ours(answer):
        return True
    return any(
        (
            answer.any(c.DONE, one.first, one.last)
            or any(
                any(
                    not of_a_price(answer, at + 1, one.last) and not _quoted_to_us(answer, place)
                    for at in answer.places(c.GOT, place + 1, min(place + 3, one.last))
                )
                for place in answer.places(c.WE | c.NAME, one.first, one.last)
            )
        )
        and not answer.any(_OPEN | c.PLAN, one.first, one.last)
        for one in answer.segments
    )


def _called_ours(answer: Passage) -> bool:
    """Whether an answer is but what of ours it is, or what we have had for so long: "Our annual audit report."."""
    if not answer.segments or answer.any(_OPEN | c.PLAN | c.COND):
        return False
    one = answer.segments[0]
    thing = answer.any(c.OUR, one.first, one.first + 2) and answer.any(c.ART | c.EXAM | c.SEAL, one.first, one.last)
    whole = one.last >= len(answer) - 1 and one.last - one.first <= _BRIEF
    held = answer.any(c.WE | c.NAME) and answer.any(c.HOLD) and answer.any(c.SINCE)
    return (thing and whole) or (held and len(answer.sentences) == 1)


_BRIEF: Final = 6


def _taken_under(scene: Scene, token: int) -> bool:
    """Whether it is asked if we may be taken under it: "Can federal agencies buy you under FedRAMP?"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    at = token - 1
    while at > segment.first and passage.bits[at] & (c.DET | c.ADJ | c.ART) and not passage.bits[at] & c.UNDER:
        at -= 1
    return (
        bool(passage.bits[at] & c.UNDER)
        and passage.any(c.YOU | c.YOUR, segment.first, at)
        and not passage.any(c.ASK | c.DUTY | c.NEG | c.WITHOUT, segment.first, at)
    )


_QUOTES: Final = word_parts("suspect.quotes")


def _quoted_to_us(answer: Passage, place: int) -> bool:
    """Whether what we got are offers of it: "the quotes we received ran from 18,000 dollars"."""
    return any(word.startswith(_QUOTES) for word in answer.words[max(place - 3, 0) : place])


_ANSWER: Final = 600
_OPEN: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.LACK | c.WITHOUT | c.COND | c.ASK | c.OTHER


def ticked(case: Case) -> bool:
    """Whether the row of a name has a tick in some other cell: "HIPAA compliance with signed BAA | \u2013 | \u2713"."""
    context = case.scene.unit.context
    return context.cell >= 0 and any(
        cell.strip() in _TICKS for at, cell in enumerate(context.row) if at != context.cell
    )


_TICKS: Final = frozenset("\u2713\u2714\u2611\u2705\u25cf\u2b24")


def in_our_scope(case: Case) -> bool:
    """Whether a sentence that looks like a definition names what our certificate is for: "ISO 27001 covers Leeds"."""
    scene = case.scene
    scopes = [one.scope for one in scene.facts.holdings if one.scope and case.scheme and one.scheme == case.scheme.id]
    if not scopes:
        return False
    _, first, last = scene.sentence_of(case.token)
    words = TOKEN.findall(bare(" ".join(scopes)))
    return any(
        not bits and len(word) > 3 and in_scope(word, words)  # noqa: PLR2004
        for word, bits in zip(scene.passage.words[first:last], scene.passage.bits[first:last], strict=True)
    )
