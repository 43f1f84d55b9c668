"""What may come: plans, conditions, work under way that is said not to be finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.passedon.inkind import as_we_have
from trustgen.claims.frames.planned.ahead import first_audit_ahead
from trustgen.claims.frames.planned.notyet import nobody_yet, once_there
from trustgen.claims.frames.planned.onoffer import applied_for, intends
from trustgen.claims.frames.planned.ontheway import on_the_way
from trustgen.claims.frames.planned.readersway import readers_way
from trustgen.claims.frames.planned.sincethen import since_then
from trustgen.claims.frames.undone.asone import as_one, in_what_role
from trustgen.claims.frames.undone.before import brought_to, came_before, from_to, is_before
from trustgen.claims.frames.undone.nested import nested
from trustgen.claims.frames.undone.presupposed import in_a_row
from trustgen.claims.frames.undone.undone import counterfactual, no_reader, past_planning
from trustgen.claims.scenes.beside import claimed_beside, denied_beside, only_refutes
from trustgen.claims.scenes.elliptic import to_come
from trustgen.claims.scenes.reading import THE, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_INFINITIVE: Final = word_set("intent.infinitive")
_EVER: Final = word_set("intent.ever")
_ONE: Final = word_set("common.a")

_SELF: Final = c.WE | c.OUR | c.NAME
_INVERTED: Final = word_set("intent.inverted")
"""Verbs that make a condition when they stand first."""
_WERE_WE_TO: Final = word_parts("intent.were_we_to")
"""How the first person of an unreal condition ends: "se mai prendessimo", "si consiguiéramos"."""
_SUBJUNCTIVE: Final = word_set("intent.subjunctive")
"""Verbs that make a condition of what stands before them."""


def _reached(scene: Scene, first: int, last: int) -> bool:
    """Whether something in the region has been reached: a participle of obtaining that is not an infinitive's."""
    passage = scene.passage
    for index in passage.places(c.GOT, first, last):
        bits = passage.bits[index]
        if bits & (c.HOLD | c.SHOW | c.PLAN | c.COND | c.ART) and not bits & c.DONE:
            continue
        if index > first and (
            passage.words[index - 1].rpartition(" ")[2] in _INFINITIVE or passage.bits[index - 1] & (c.PLAN | c.COND)
        ):
            continue
        return True
    return False


def planned(case: Case) -> bool:
    """Planned, considered, not begun; nothing in the sentence says that it is reached or about to be."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if (
        scene.stance(index).asserts
        or past_planning(scene, token)
        or no_reader(scene, token)
        or came_before(scene, token)
        or in_a_row(scene, token)
    ):
        return False
    if possessed(scene, token) and not passage.any(c.OPEN, segment.first, segment.last):
        return False
    region = [(segment.first, segment.last)]
    if scene.bare(index):
        beside = [passage.segments[near] for near in (index - 1, index + 1) if 0 <= near < len(passage.segments)]
        region += [(s.first, s.last) for s in beside if s.sentence == segment.sentence and s.opener != "but"]
    number = segment.sentence
    sentence = passage.sentences[number]
    if passage.any(c.OPEN, sentence.first, sentence.last) and not any(
        passage.found[i] >= 0 and i != token for i in range(sentence.first, sentence.last)
    ):
        region.append((sentence.first, _colon(scene, token, sentence.last)))
    if not any(intends(scene, first, last, token) for first, last in region):
        return False
    if passage.any(c.PRESUP, segment.first, segment.last) or _not_even_planned(scene, index):
        return False
    if any(
        _reached(scene, first, last) or passage.any(c.SOON | c.DONE | c.SINCE | c.PRESUP, first, last)
        for first, last in region
    ):
        return denied_beside(scene, token)
    if passage.any(c.RIVAL, segment.first, token) and not passage.any(c.WE | c.OUR, segment.first, segment.last):
        # "Other vendors plan it."
        return False
    invited = any(not applied_for(passage, at) for at in passage.places(c.RIVAL | c.CTA, segment.first, segment.last))
    if invited and not passage.any(c.OPEN, segment.first, segment.last):
        return denied_beside(scene, token)
    return not claimed_beside(scene, token)


def _colon(scene: Scene, token: int, last: int) -> int:
    """Where the statement of the mention ends: at a colon behind it, or with the sentence."""
    segments = scene.passage.segments
    ends = [one.first for one in segments if token < one.first < last and one.opener in {":", ";"}]
    return ends[0] if ends and scene.passage.any(c.OPEN, token, ends[0]) else last


def _not_even_planned(scene: Scene, index: int) -> bool:
    """Whether it is somebody's word that it is planned, and that word is called wrong."""
    following = range(index + 1, min(index + 3, len(scene.passage.segments)))
    return any(only_refutes(scene, at, scene.passage.segments[index]) for at in following)


def _to_be_read(scene: Scene, token: int) -> bool:
    """Whether a certain report is read: "as soon as you have read the SOC 2 report"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    return (
        start > segment.first
        and passage.words[start - 1] in THE
        and (passage.any(c.ISSUED, start, end) or passage.any(c.SHOW, max(segment.first, start - 3), start))
        and not passage.any(c.WE, segment.first, segment.last)
    )


def _after_condition(scene: Scene, index: int) -> bool:
    """Whether nothing but a conjunction stands before the segment: "once, and only if, we are …"."""
    passage = scene.passage
    segments = passage.segments
    before = [s for s in segments[:index] if s.sentence == segments[index].sentence]
    short = all(s.last - s.first <= 3 for s in before)  # noqa: PLR2004 - "and only if"
    return (
        bool(before)
        and short
        and bool(passage.bits[before[0].first] & c.COND)
        and not passage.any(c.SCHEME, before[0].first, before[-1].last)
    )


def conditional(case: Case) -> bool:
    """If we ever hold it: a condition with us, or nobody, as its subject."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if nobody_yet(scene, token) or once_there(scene, token):
        return True
    if possessed(scene, token) or scene.stance(index).asserts or counterfactual(scene, token):
        return False
    if passage.bits[segment.first] & c.WHY and passage.any(c.NEG, segment.first, token):
        # "Warum sollten wir nicht zertifiziert sein?"
        return False
    if any(test(scene, token) for test in (came_before, _to_be_read, nested, as_one, as_we_have, since_then)):
        return False
    places = [
        place
        for place in passage.places(c.COND, segment.first, segment.last)
        # "Quando siamo stati certificati, …": that was then.
        if (place + 1 >= segment.last or not passage.bits[place + 1] & (c.NUMBER | c.THEN))
        and not (place > token and is_before(passage.words[place]))
        and not brought_to(passage, place, segment.first)
        and not from_to(passage, place, token)
        and not in_what_role(scene, token, place)
    ]
    if passage.words[segment.first] in _INVERTED and segment.last - segment.first > 2:  # noqa: PLR2004
        places.insert(0, segment.first)
    # A subjunctive may stand right behind: "Ein Testat bräuchten wir nur, wenn …".
    _, end = chain(passage, token, segment.first, segment.last)
    behind = bool(places) and places[0] == end and passage.words[end] not in _SUBJUNCTIVE
    if (not places or places[0] > end or behind) and not _after_condition(scene, index):
        return False
    invited = any(not _ours_to_do(scene, token, at) for at in passage.places(c.CTA, segment.first, segment.last))
    if invited or passage.any(c.YOU | c.YOUR, segment.first, segment.last):
        return denied_beside(scene, token, after=True)
    start, _ = chain(passage, token, segment.first, segment.last)
    ever = bool(passage.bits[segment.first] & c.COND) and end == segment.last
    done = any(
        not (ever and passage.words[at - 1] in _EVER and at == start - 2 and passage.words[start - 1] in _ONE)
        for at in passage.places(c.DONE, segment.first, segment.last)
    )
    if done or passage.any(c.PRESUP | c.SINCE, segment.first, segment.last):
        return False
    _, first, last = scene.sentence_of(token)
    for other in (s for s in passage.segments if s.first >= first and s.last <= last and s.first != segment.first):
        # "If we get one, we will announce it here."
        done = any(not to_come(passage, at) for at in passage.places(c.DONE, other.first, other.last))
        if done or passage.any(c.INHERIT, other.first, other.last):
            return False
        if passage.any(c.CHOOSE, other.first, other.first + 2) and passage.any(_SELF, other.first, other.last):
            # "If it is a criterion, choose us."
            return False
    if not (
        passage.any(c.WE | c.NAME | c.HOLD | c.GOT | c.BE | c.EXIST, segment.first, segment.last)
        or passage.words[segment.first].rpartition(" ")[2] == "we"
        or any(word.endswith(_WERE_WE_TO) for word in passage.words[segment.first : segment.last])
    ):
        return False
    return not claimed_beside(scene, token)


def _ours_to_do(scene: Scene, token: int, at: int) -> bool:
    """Whether it is we who come by it, by a verb that invites elsewhere: "if we get a report", not "the next"."""
    passage = scene.passage
    before = at - 1 - bool(at and passage.bits[at - 1] & c.ADV)
    start, _ = chain(passage, token, at + 1, len(passage))
    got = before >= 0 and passage.bits[before] & c.WE and passage.bits[at] & c.HOLD
    return bool(got) and at < token and all(passage.words[i] in INDEFINITE for i in range(at + 1, start))


def _first_of_ours(scene: Scene, token: int) -> bool:
    """Whether it is our first audit of its kind that goes on, so that none has come to its end before."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    first = start == segment.first + 2 and bool(passage.bits[segment.first] & c.OUR)
    rank = passage.bits[segment.first + 1] & c.RANK and passage.words[segment.first + 1] in _FIRST
    audit = passage.bits[end - 1] & c.EXAM and not passage.any(c.ISSUED | c.CERT, start, end)
    return first and bool(rank and audit) and passage.any(c.BE, end, end + 1)


_FIRST: Final = word_set("intent.first")


def under_way(case: Case) -> bool:
    """In progress: only with the standing on record and, unless the project says otherwise, a denial beside it."""
    scene, token = case.scene, case.token
    index, segment = scene.segment_of(token)
    if scene.stance(index).asserts or readers_way(scene, token):
        # "We are not just working towards it."
        return False
    if first_audit_ahead(scene, token) or on_the_way(scene, token):
        return True
    if not scene.passage.any(c.PROGRESS | c.SOON, segment.first, segment.last) or scene.passage.any(
        c.DONE | c.SHOW | c.PRESUP, segment.first, segment.last
    ):
        return False
    if possessed(scene, token) and not _first_of_ours(scene, token):
        return False
    if denied_beside(scene, token):
        return True
    if possessed(scene, token):
        return False
    on_record = case.scheme is not None and case.scheme.id in scene.facts.in_progress
    return on_record and not scene.facts.knobs.progress_needs_denial and not claimed_beside(scene, token)


_UNREAL: Final = word_set("intent.unreal")
_WOULD_BE: Final = word_parts("intent.would_be")
_ANY: Final = INDEFINITE | word_set("intent.any")


_AMISS: Final = c.DONE | c.SHOW | c.PRESUP | c.NEG | c.NO | c.WITHOUT | c.QUIT | c.LACK | c.PASTEND | c.RETRACT | c.HIDE


def _we_would(scene: Scene, token: int) -> bool:
    """Whether we are said to have wished or been able to: "wir w\u00e4ren gern …, sind es aber nicht"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    would = passage.any(c.UNREAL, first, first + 2) or any(
        word in _UNREAL or word.endswith(_WOULD_BE) for word in passage.words[first : first + 3]
    )
    told = passage.any(_AMISS, first, segment.last)
    # "Ci faremmo valutare": the verb alone says who.
    us = passage.any(c.WE, first, first + 2) or any(w.endswith(_WE_WOULD) for w in passage.words[first : first + 2])
    return would and not told and us and not possessed(scene, token)


_WE_WOULD: Final = word_parts("intent.we_would")


def unreal(case: Case) -> bool:
    """What a certificate would be that we were denied: "nobody has examined us; a certificate would be a miracle"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if _we_would(scene, token):
        return denied_beside(scene, token, after=True)
    start, _ = chain(passage, token, segment.first, segment.last)
    while (
        start > segment.first
        and passage.bits[start - 1] & (c.ADJ | c.ART | c.PREP)
        and passage.words[start - 1] not in _ANY
    ):
        start -= 1
    if start == segment.first or passage.words[start - 1] not in _ANY or possessed(scene, token):
        return False
    would = any(word in _UNREAL or word.endswith(_WOULD_BE) for word in passage.words[segment.first : segment.last])
    return (
        would
        and not passage.any(c.DONE | c.SHOW | c.PRESUP, segment.first, segment.last)
        and denied_beside(scene, token)
    )


UNREAL = Frame("unreal", unreal)
PLANNED = Frame("plan", planned)
CONDITIONAL = Frame("condition", conditional)
UNDER_WAY = Frame("under-way-and-not-held", under_way)
