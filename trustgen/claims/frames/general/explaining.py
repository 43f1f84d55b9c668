"""Talking about a scheme and not about ourselves: what it is, who issues it, what the market makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import party
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.atwork import at_work
from trustgen.claims.frames.general.bynature import by_nature
from trustgen.claims.frames.general.defining import (
    addressed,
    as_listed,
    at_request,
    cited,
    lasting,
    noun,
    numbered,
    of_a_kind,
    particular,
    provided,
    rather_is,
    statement,
    unspoken,
    version_of,
    worded,
)
from trustgen.claims.frames.general.generally import any_is_a, attests, form_of, meant, of_any, of_interest
from trustgen.claims.frames.general.keepers import kept_by
from trustgen.claims.frames.general.setapart import set_apart
from trustgen.claims.frames.general.tells import tells
from trustgen.claims.frames.harmless import INDEFINITE, harmless
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, asked_what, chain
from trustgen.claims.unnamed.onhand import on_hand
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_HERE: Final = c.SELFNOUN & ~c.DEFNOUN | c.YOUR | c.YOU | c.SINCE | c.THIRD | c.DONE | c.GOT
_FUNCTION: Final = c.DET | c.PREP | c.WORD | c.PUNCT | c.AND | c.COND | c.ADV | c.REL | c.BE | c.AUX
_BEFORE: Final = (
    _FUNCTION | c.ART | c.ADJ | c.DEFNOUN | c.NUMBER | c.SCHEME | c.GENERIC | c.STRONG | c.CLAUSE | c.ASSESSOR
) | (c.COST | c.DEFINE | c.LAW)


def self_in(scene: Scene, first: int, last: int) -> bool:
    """Whether the region speaks of us; a mention of us in a denied segment does not count."""
    for index, segment in enumerate(scene.passage.segments):
        low, high = max(first, segment.first), min(last, segment.last)
        if low < high and scene.passage.any(_SELF, low, high) and not scene.stance(index).denies:
            return not _unconcerned(scene, low, high)
    return False


_CONCERNS: Final = word_parts("explaining.concerns")


def _unconcerned(scene: Scene, first: int, last: int) -> bool:
    """Whether it is only said that it does not concern us: "e non ci tocca"."""
    passage = scene.passage
    verb = any(word.startswith(_CONCERNS) for word in passage.words[first:last])
    return verb and passage.any(c.NEG, first, last) and not passage.any(c.HOLD | c.GOT | c.CERT, first, last)


def defined(case: Case) -> bool:
    """The scheme, or its artefact, is the subject of a general statement: what it is, who issues it, what it covers."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if (
        cited(scene, token)
        or asked_what(scene, token)
        or of_a_kind(scene, token)
        or version_of(scene, token)
        or by_nature(case)
        or at_work(case)
        or tells(case)
        or kept_by(scene, token)
        or addressed(passage, token, first, last)
        or any(test(scene, token) for test in (meant, of_any, of_interest, attests, form_of, set_apart))
    ):
        return not claimed_beside(scene, token)
    asked = passage.sentences[scene.sentence_of(token)[0]].question and passage.any(c.YOU, first, last)
    if asked or party(scene, token) or (case.scheme is None and on_hand(passage, token, first, last)):
        # What a reader asks us is about us, and so is what a contract says of its party.
        return False
    if case.scheme is None and token == first + 1 and passage.bits[first] & c.OUTSIDE:
        # "Independently audited payroll, so that nobody has to ask": it needs no verb.
        return False
    start, stop = statement(scene, token, first, last)
    apart = case.scheme is not None and harmless(scene, first, start) and harmless(scene, stop, last)
    if self_in(scene, *((start, stop) if apart else (first, last))) or (
        case.scheme is None and passage.any(c.HAPPEN, token, last)
    ):
        return False
    if provided(scene, token, start, stop) or worded(passage, token, start, stop) or _under(scene, token, last):
        return not claimed_beside(scene, token)
    named = case.scheme is None and token > first and passage.words[token - 1] in INDEFINITE
    behind = c.DONE | (0 if any_is_a(scene, token, last) else c.PRESUP)
    told = passage.any(c.DONE | c.PRESUP, first, token) or passage.any(behind, token + named, last)
    if told or lasting(scene, first, last) or numbered(passage, first, last):
        return False
    if passage.any(c.GLOBAL, first, last) and passage.any(c.SELFNOUN, first, last):
        return False
    token = _first(scene, token, first)
    if any(not bits & _BEFORE for bits in passage.bits[scene.segment_of(token)[1].first : token]):
        return False
    shown = any(not _THIS.isdisjoint(words.split()) for words in passage.words[token + 1 : last])
    if shown and not passage.any(c.REL, token + 1, last):
        # "The validation covers the appliance in this box."
        return False
    definite = _definite(scene, token)
    # "As soon as you have read the SOC 2 report, …": it is there to be read.
    read = definite and passage.any(c.YOU, scene.segment_of(token)[1].first, token)
    if read or _participle(scene, token):
        return False
    return (_indefinite(scene, token) or _stated(scene, token, last, definite=definite)) and not claimed_beside(
        scene, token
    )


def _stated(scene: Scene, token: int, last: int, *, definite: bool) -> bool:
    """Whether what stands behind the name says what it is or asks for."""
    passage = scene.passage
    end = _predicate_end(scene, token, last)
    for index in range(token + 1, end):
        bits = passage.bits[index]
        if as_listed(scene, index):
            continue
        if bits & c.BE and (_is_a(scene, index + 1, end) or _is_some(scene, token, index)):
            return True
        if (
            bits & (c.DEFINE | c.LAW)
            and passage.words[index].split(" ")[0] in _PASSIVE
            and not bits & (c.ABOUT | c.DUTY)
            and not _agent(passage, index, last)
        ):
            continue
        if (
            bits & (c.DEFINE | c.LAW)
            and not bits & (c.GOT | c.PLAN | c.UNDER)
            # "ISO 27001, recertified last spring."
            and not passage.any(c.GOT & ~c.HOLD, index - 1, index)
            # "SOC 2 Type II, period ending in June. Request under NDA": the button behind it defines nothing.
            and not (bits & c.CTA and bits & c.ASK and index > scene.segment_of(index)[1].first)
            and not definite
            and not particular(scene, index, last)
            and not _joined(passage, token, index)
            and index > token
            and not noun(passage, index)
            and not unspoken(passage, token, index)
        ):
            return True
    return False


_THIS: Final = word_set("explaining.this")


def _joined(passage: Passage, first: int, last: int) -> bool:
    """Whether something else is listed in front of the verb: "SOC 2, HIPAA and a signature pad that works"."""
    return any(
        passage.bits[i + 1] & c.DET and not passage.bits[i + 2] and passage.words[i + 2].isalpha()
        for i in passage.places(c.AND, first, last - 2)
    )


def _indefinite(scene: Scene, token: int) -> bool:
    """Whether any such report is meant, and whoever makes it: "a SOC 2 report is signed by a CPA firm"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    end = segment.last
    if passage.word(end) == ":" and passage.word(end + 1) in THE:
        end = min(end + 3, len(passage))
    return passage.words[segment.first] in INDEFINITE and passage.any(c.ASSESSOR, token + 1, end)


def _definite(scene: Scene, token: int) -> bool:
    """Whether one report is meant that somebody has: "the SOC 2 report covers …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    at = token + 1
    while at < segment.last and passage.words[at] in {"-", "/"}:
        at += 1
    behind = passage.words[at] if at < segment.last else ""
    before = passage.words[token - 1] if token > segment.first else ""
    before2 = passage.words[token - 2] if token > segment.first + 1 else ""
    bits = passage.bits[at] if behind and passage.bits[at] & c.ART else passage.bits[max(token - 1, 0)]
    return bool(bits & c.ISSUED) and not {before, before2, passage.words[segment.first]}.isdisjoint(THE)


def _under(scene: Scene, token: int, last: int) -> bool:
    """Whether the sentence says what may or must be under the scheme: "Under HITRUST, an assessor has to …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    # "Under Spain's ENS, …"
    whose = 2 * (passage.words[token - 1] == "'s")
    near = token - segment.first <= 2 + whose and bool(passage.bits[segment.first] & c.PREP)
    following = passage.bits[token + 1] if token + 1 < last else 0
    general = (
        passage.words[token - 1] in INDEFINITE
        or any(passage.bits[i] & c.AUX and not passage.bits[i] & c.HOLD for i in range(token + 1, last))
        # "Under the Data Privacy Framework, companies self-certify every year."
        or passage.any(c.GENERIC, segment.last, min(segment.last + 4, last))
    )
    return (
        near
        and general
        and (segment.last == token + 1 or bool(following & (c.AUX | c.ART)))
        and passage.any(c.DEFNOUN | c.GENERIC | c.ASSESSOR | c.PRESUP, token + 1, last)
        and not passage.any(_SELF | c.DONE | c.YOU, segment.first, last)
    )


def _predicate_end(scene: Scene, token: int, last: int) -> int:
    """How far the statement about the name goes: its own segment, and further only while there is no verb in it."""
    number, segment = scene.segment_of(token)
    end = segment.last
    for following in scene.passage.segments[number + 1 :]:
        if following.opener == ":" and scene.passage.any(c.ELSE, token + 1, end) and following.first < last:
            # "SOC 2 is something else: a report by an accountant".
            end = following.last
            continue
        if following.first >= last or following.opener not in {",", "(", ")", "and"}:
            break
        if scene.passage.any(c.BE | c.HOLD | c.GOT | c.PROGRESS, token + 1, end):
            break
        end = following.last
    return end


_PASSIVE: Final = word_set("explaining.passive")
_AGENTS: Final = word_set("explaining.agents")


def _agent(passage: Passage, index: int, last: int) -> bool:
    """Whether a passive says by whom or how; without it, it tells what has happened here."""
    return not _AGENTS.isdisjoint(passage.words[index + 1 : last])


def _first(scene: Scene, token: int, first: int) -> int:
    """The first mention that all is said of: of the same scheme, or "SOC 3 is a report that sums up a SOC 2"."""
    passage, segment = scene.passage, scene.segment_of(token)[1]
    at = first + bool(passage.bits[first] & c.DET)
    start, end = chain(passage, token, segment.first, segment.last)
    any_one = segment.first == first and end == segment.last and passage.words[start - 1] in INDEFINITE
    is_one = passage.any(c.REL, at + 2, token) and passage.bits[at] & c.SCHEME and passage.bits[at + 1] & c.BE
    if any_one and is_one and passage.words[at + 2] in INDEFINITE and not passage.any(_HERE, at, end):
        return at
    if passage.found[token] < 0 or (segment.opener == "but" and not rather_is(passage, segment, first)):
        return token
    scheme = scene.found[passage.found[token]].scheme
    return next(
        i for i in range(first, token + 1) if passage.found[i] >= 0 and scene.found[passage.found[i]].scheme == scheme
    )


def _participle(scene: Scene, token: int) -> bool:
    """Whether a word like "certified" stands directly behind the name and something had stands behind that."""
    passage = scene.passage
    at = token + 1
    while at < len(passage) and passage.words[at] == "-":
        at += 1
    if at >= len(passage):
        return False
    return bool(passage.bits[at] & c.CERT and not passage.bits[at] & (c.ART | c.DEFINE))


def _is_a(scene: Scene, first: int, last: int) -> bool:
    passage = scene.passage
    for index in range(first, min(first + 7, last)):
        bits = passage.bits[index] & ~(c.UNDER if index == first else 0)
        if bits & c.ELSE or at_request(passage, index):
            continue
        if bits & (c.DEFNOUN | c.LAW) and not bits & (c.DONE | c.SELFNOUN | c.UNDER):
            return True
        if bits & (c.HOLD | c.GOT | c.CERT | c.DONE | c.UNDER) and not bits & c.ADJ:
            return False
    return False


def _is_some(scene: Scene, token: int, index: int) -> bool:
    """Whether it is said to be some thing that no cue knows: "Das ENS ist ein königlicher Erlass"."""
    passage = scene.passage
    return (
        index == token + 1
        and index + 2 < len(passage)
        and passage.words[index + 1] in INDEFINITE
        and (not passage.bits[index + 2] or bool(passage.bits[index + 2] & (c.ART | c.EXAM)))
        and passage.words[index + 2].isalpha()
    )


DEFINED = Frame("definition", defined)
