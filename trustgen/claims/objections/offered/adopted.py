"""Words of others, of the market or of the scheme itself, beside which it is told that we have it.

Frames that rest on somebody else being spoken of look for a verb of ours.  What is told here has none: a certificate
that has come or lies somewhere, a seeker who has arrived, a time since which it is so, an audit that found nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import ALSO, LATEST
from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.objections.offered.arrived import arrived
from trustgen.claims.objections.offered.bundled import bundled
from trustgen.claims.objections.offered.singled import OF
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT
_UNSURE: Final = _NO | c.COND | c.PLAN | c.UNREAL | c.OPEN
_OTHERS: Final = c.THIRD | c.OTHER | c.GENERIC | c.THEIR | c.YOUR | c.PERSON
_SHORT: Final = 6
_LONG: Final = 10


def had(scene: Scene, token: int) -> bool:
    """Whether it is told, without a verb of ours, that we have what is mentioned: no frame stands beside that."""
    return any(test(scene, token) for test in (arrived, bundled, _since_then, _not_without_ours, _in_their_words))


def told_beside(scene: Scene, token: int) -> bool:
    """Whether another clause tells of ours: frames about the scheme, the reader or the market do not stand by that."""
    passage = scene.passage
    own, segment = scene.segment_of(token)
    return (
        _told_below(scene)
        or _what_it_took(scene, token)
        or _the_last(scene, token)
        or any(
            (_lies_there(passage, one) and not scene.stance(at).denies) or _without_findings(scene, one, segment)
            for at, one in enumerate(passage.segments)
            if at != own
        )
    )


def we_too(scene: Scene, token: int) -> bool:
    """Whether another clause adds us, and nothing else: no frame that rests on somebody else stands beside that."""
    passage = scene.passage
    own, here = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    denied = passage.any(_NO, first, last)
    return any(
        _we_too(passage, one) and not scene.stance(at).denies and not (denied and one.sentence == here.sentence)
        for at, one in enumerate(passage.segments)
        if at != own
    )


def _since_then(scene: Scene, token: int) -> bool:
    """Whether it is told what happened once it was so: "once we were attested, the works council relaxed"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    for at in passage.places(c.ONCE, segment.first, token):
        past = passage.any(c.THEN, at + 1, segment.last)
        us = passage.any(_US, at, segment.last) or bool(scene.unit.context.attribution or scene.unit.context.quoted)
        if past and us and not passage.any(_NO | c.UNREAL | c.OTHER, segment.first, segment.last):
            return True
    return False


def _in_their_words(scene: Scene, token: int) -> bool:
    """Whether a customer is quoted who speaks of ours: "“Their certificate settled it,” says the buyer"."""
    passage = scene.passage
    marks = [at for at in range(token) if passage.words[at] == '"']
    if not len(marks) % 2 or '"' not in passage.words[token:]:
        return False
    mark, close = marks[-1], passage.words.index('"', token)
    start, end = chain(passage, token, mark, close)
    return (
        start == mark + 2
        and bool(passage.bits[mark + 1] & (c.THEIR | c.YOUR))
        and passage.any(c.ISSUED, start, end)
        and passage.any(c.SAY, close, close + 4)
        and not passage.any(_UNSURE | c.ASK, mark, close)
    )


def _the_last(scene: Scene, token: int) -> bool:
    """Whether a later sentence tells of the last or current one: "SOC 2 is a report. The current one runs to May."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    known = c.ISSUED | c.EXAM | c.BE | c.NUMBER | c.PUNCT | c.ANAPH
    return any(
        one.last - one.first > 2  # noqa: PLR2004
        and passage.words[one.first] in THE
        and passage.words[one.first + 1].startswith(LATEST)
        and bool(passage.bits[one.first + 2] & known)
        and not passage.any(_UNSURE | _OTHERS | c.SCHEME, one.first, one.last)
        for one in passage.sentences[number + 1 :]
    )


def _what_it_took(scene: Scene, token: int) -> bool:
    """Whether the next sentence tells what it took: "It would cost a year, we thought. It was eight months."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None:
        return False
    first, last = following.first, following.last
    return (
        last - first <= _SHORT
        and all(passage.any(mask, first, last) for mask in (c.THEN, c.NUMBER, c.COST))
        and not passage.any(_UNSURE | _OTHERS | c.SCHEME, first, last)
    )


def _not_without_ours(scene: Scene, token: int) -> bool:
    """Whether it is told what would be without ours: "without our SOC 2 report we would not have won"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    return any(
        passage.any(c.OUR, at + 1, at + 2) for at in passage.places(c.WITHOUT, max(start - 3, segment.first), start)
    )


def _lies_there(passage: Passage, segment: Segment) -> bool:
    """Whether a certain certificate is said to be somewhere or to have come: "the report is in the portal"."""
    first, last = segment.first, segment.last
    while first < last and passage.bits[first] & (c.ADV | c.SINCE | c.AND) and passage.words[first] not in THE:
        first += 1
    if last - first < 3 or last - first > _LONG or passage.any(_UNSURE | _OTHERS | c.SCHEME | c.META, first, last):  # noqa: PLR2004
        return False
    if not (passage.words[first] in THE or passage.bits[first] & c.OUR):
        return False
    at = first + 1
    while at < last and passage.bits[at] & c.ADJ and not passage.bits[at] & c.ISSUED:
        at += 1
    if at + 1 >= last or not passage.bits[at] & c.ISSUED or passage.any(c.DEFINE | c.COST | c.DEFNOUN, at + 1, last):
        return False
    come = passage.any(c.GOT | c.DONE | c.SINCE | c.EXPIRY | c.GRANTED | c.NUMBER, at + 1, last)
    verb = at + 1
    come = come or (last - verb <= 2 and not passage.bits[verb] and passage.words[verb].isalpha())  # noqa: PLR2004
    of = verb + 1 < last and passage.words[verb + 1] in OF
    placed = (
        not of
        and verb + 2 < last
        and bool(passage.bits[verb + 1] & c.PREP)
        and not passage.bits[verb] & (c.PREP | c.REL)
    )
    return come or (placed and last - verb <= _SHORT)


def _we_too(passage: Passage, segment: Segment) -> bool:
    """Whether a clause adds nothing but us: "and with it, us", "wij net zo goed", "and we are, too"."""
    first, last = segment.first, segment.last
    if last - first == 2 and passage.bits[first] & c.AND:  # noqa: PLR2004
        # "Y nosotros."
        first += 1
    bits = passage.bits[first:last]
    if last - first > _SHORT or not passage.any(c.WE | c.NAME, first, last) or passage.any(_UNSURE, first, last):
        return False
    plain = c.WE | c.NAME | c.ADV | c.BE | c.HOLD | c.ANAPH | c.AND | c.INHERIT | c.PREP | c.PUNCT
    also = any(passage.words[at] in ALSO for at in range(first, last)) or passage.any(c.INHERIT, first, last)
    alone = last - first == 1 and bool(passage.bits[first] & c.WE and not passage.bits[first] & (c.HOLD | c.BE | c.AUX))
    joined = segment.opener in {",", "and"} or first > segment.first
    return (also and all(one & plain for one in bits)) or (alone and joined)


def _without_findings(scene: Scene, segment: Segment, own: Segment) -> bool:
    """Whether an audit is told of that found nothing: "The last one, in May, had no findings."."""
    passage = scene.passage
    one = passage.sentences[segment.sentence]
    return (
        segment.sentence != own.sentence
        and passage.any(c.FINDING, segment.first, segment.last)
        and passage.any(c.NO | c.NONE | c.NEG | c.WITHOUT, segment.first, segment.last)
        and not passage.any(_OTHERS | c.COND | c.PLAN | c.UNREAL | c.SCHEME, one.first, one.last)
        and not passage.sentences[segment.sentence].question
    )


def told_in_full(scene: Scene, token: int) -> bool:
    """Whether the passage has a clause that we hold, or that calls one ours, beside a frame that looks at a word."""
    passage = scene.passage
    return any(
        not scene.stance(at).denies
        and not passage.any(_UNSURE | c.THIRD | c.OTHER, one.first, one.last)
        and (_ours(passage, one) or _we_hold(passage, one, token))
        for at, one in enumerate(passage.segments)
    )


def _ours(passage: Passage, segment: Segment) -> bool:
    """Whether a certificate or label is called ours: "our label is valid to 2027"."""
    for at in passage.places(c.OUR, segment.first, segment.last):
        end = at + 1
        while end < segment.last and passage.bits[end] & (c.ADJ | c.PUNCT) and not passage.bits[end] & c.ISSUED:
            end += 1
        if end >= segment.last or passage.bits[at] & c.THEIR:
            continue
        dated = passage.bits[end] & c.ART and passage.any(c.EXPIRY | c.GRANTED, end + 1, segment.last)
        if dated or passage.bits[end] & (c.ISSUED | c.SEAL):
            return True
    return False


def _we_hold(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether we are said to hold it, or the certificate: "as a member of ENX we hold a TISAX label"."""
    first, last = segment.first, segment.last
    papers = passage.places(c.ISSUED | c.SEAL, first, last)
    if passage.words[last - 1].endswith(FIRST_PERSON) and passage.bits[last - 1] & c.ANAPH:
        # "Il certificato ce l'abbiamo."
        return any(passage.words[at - 1] in THE for at in papers if at > first)
    if not passage.any(c.WE | c.NAME, first, last):
        return False
    if any(
        passage.any(c.WE, at - 1, at)
        for at in passage.places(c.HOLD & ~c.AUX | c.CARRY, max(first + 1, token - 3), token)
    ):
        return first <= token < last
    near = (bool(papers) and first <= token < last) or any(passage.words[at - 1] in THE for at in papers if at > first)
    verbs = passage.places(c.HOLD | c.CARRY, first, last)
    return near and any(not passage.bits[at] & c.AUX or at + 1 == last or passage.bits[at + 1] & c.DET for at in verbs)


def found_clean(scene: Scene, token: int) -> bool:
    """Whether a report is said to have no exceptions: "SOC 2 and HITRUST: neither report has exceptions"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    return (
        any(
            passage.any(c.FINDING, one.first, one.last) and passage.any(c.ISSUED, one.first, one.last)
            for one in passage.segments
            if first <= one.first < last
        )
        and not passage.any(_NO, max(start - 2, segment.first), start)
        and passage.any(c.NO | c.NONE | c.NOBODY, first, last)
        and not passage.any(c.COND | c.PLAN | c.UNREAL | _OTHERS | c.WE, first, last)
        and not passage.sentences[scene.sentence_of(token)[0]].question
    )


def was_left(scene: Scene, token: int) -> bool:
    """Whether a certifier was here and a certain certificate is what came of it: "Kiwa kwam langs en liet het … na"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    before = [at for at in passage.places(c.CERTIFIER, first, token) if passage.any(c.THEN, at + 1, at + 4)]
    return (
        bool(before)
        and start > segment.first
        and passage.words[start - 1] in THE
        and passage.any(c.ISSUED, start, end)
        and not passage.any(_UNSURE | c.GENERIC | c.OTHER | c.THIRD, first, last)
    )


def checked_by(scene: Scene, token: int) -> bool:
    """Whether an auditor of ours or a certifier is said to stand for a mapping: "mapped by our auditor"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    ours = any(
        passage.any(c.OUR, max(first, at - 2), at) for at in passage.places(c.EXAMINER | c.ASSESSOR, first, last)
    )
    return (ours or passage.any(c.CERTIFIER, first, last)) and not passage.any(_UNSURE | c.THIRD | c.YOUR, first, last)


def _told_below(scene: Scene) -> bool:
    """Whether what stands below a title says where the certificate is, or that it has come."""
    context = scene.unit.context
    for text in (context.answer, *context.details[:1]):
        if not text:
            continue
        below = scene.read(text[:_STATED])
        if any(_lies_there(below, one) for one in below.segments):
            return True
    return False


_STATED: Final = 600
