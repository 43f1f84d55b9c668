"""Which levels of a scheme a text claims: those that it names, and those that its words presuppose.

A report over a period is of Type II whether the text says so or not, and an entry that somebody outside has verified
is no self-assessment.  What is denied, planned or said of others claims no level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.catalogue.levelwords import level_of, levels_in
from trustgen.claims.catalogue.periods import implied
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.unnamed.visits import examined
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.passages.clauses import Segment, Sentence
    from trustgen.claims.scenes.scene import Scene

_CELLS: Final = 8
_SHORT: Final = 6
"""Tokens: a text no longer than this leaves it to the structure to say more."""
_LONG: Final = 200
_ANSWER: Final = 600
_GAP: Final = 2
"""Tokens of punctuation between two segments that are read in one."""
_REACH: Final = 5
"""Tokens between a negation and the level that it is about."""
_UNSURE: Final = c.PLAN | c.OPEN | c.COND | c.PROGRESS | c.SOON
_WAIVED: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.WITHOUT | c.LACK | _UNSURE
_ELSE: Final = c.THIRD | c.OTHER | c.YOUR | c.GENERIC | c.YOU
_WHO: Final = c.EXAMINER | c.ASSESSOR | c.CERTIFIER | c.OUTSIDE
_DID: Final = c.AUDIT | c.CERT | c.EXAM | c.HAPPEN | c.STRONG
_WHETHER: Final = word_set("customers.whether")
"""What opens a clause on what was tested: "tested whether the controls operated" is no condition."""
_NOBODY: Final = frozenset({"self-assessed", "self-attested", "self-certified", "asv"})
_NO: Final = frozenset({"no", "plan", "ended"})


class _Region(Struct, frozen=True):
    """A stretch of tokens in which something is said of the mention."""

    first: int
    last: int
    sentence: int


def claimed(scene: Scene, scheme: Scheme, token: int, found: Found) -> tuple[str, ...]:
    """The levels that a text claims for a mention, the one that it names nearest first."""
    if not scheme.levels:
        return ()
    passage = scene.passage
    levels: dict[str, None] = {}
    for region in _joined(_regions(scene, token)):
        text = scene.folded.bare[passage.starts[region.first] : passage.ends[region.last - 1]]
        offset = passage.starts[region.first]
        levels |= dict.fromkeys(
            level
            for level, start in levels_in(scheme, text)
            if found.start <= offset + start < found.tail or not _waived(scene, region, offset + start)
        )
        levels |= dict.fromkeys(implied(scheme, text))
        if scheme.independent and _by_others(scene, region):
            levels[scheme.independent] = None
    _, first, last = scene.sentence_of(token)
    if not levels and len(passage.places(c.SCHEME, first, last)) > 1:
        # "Type II reports for SOC 1 and SOC 2"
        start = passage.starts[first]
        nearest = level_of(scheme, scene.folded.bare[start : passage.ends[last - 1]], found.start - start)
        levels |= dict.fromkeys([nearest] if nearest else [])
    for text in _beside(scene, token):
        levels |= dict.fromkeys(level for level, _ in levels_in(scheme, text))
        levels |= dict.fromkeys(implied(scheme, text))
        if scheme.independent and _outsiders(scene, text):
            levels[scheme.independent] = None
    return tuple(levels)


def _regions(scene: Scene, token: int) -> Iterator[_Region]:
    """The segments that speak of the mention: from the name before to the name after it, and the sentences around."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    names = passage.places(c.SCHEME)
    # A form's other spelling right beside it ("SOC 2 (System and Organization Controls 2)") is the same name.
    here = passage.found[token]
    scheme = scene.found[here].scheme
    others = [at for at in names if scene.found[passage.found[at]].scheme != scheme]
    begin = max((at + 1 for at in others if at < token), default=0)
    end = min((at for at in others if at > token), default=len(passage))
    for index, segment in enumerate(passage.segments):
        near = segment.sentence - number
        start, stop = max(segment.first, begin), min(segment.last, end)
        if not -1 <= near <= 2 or start >= stop:  # noqa: PLR2004
            continue
        inside = segment.first <= token < segment.last
        if not inside and (scene.stance(index).denies or _left_out(scene, segment)):
            continue
        asked = near == -1 and _asked_and_covered(scene, token)
        if (
            near
            and not asked
            and (_named_again(passage.found, passage.sentences[segment.sentence]) or _strange(scene, segment))
        ):
            continue
        yield _Region(start, stop, segment.sentence)


def _asked_and_covered(scene: Scene, token: int) -> bool:
    """Whether a question names what a mention is said to cover: "Files of the high category? Our certificate does."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    index, _ = scene.segment_of(token)
    return (
        passage.sentences[number - 1].question
        and passage.any(c.OUR, first, token)
        and passage.any(c.ANAPH, token, last)
        and not passage.any(_WAIVED, first, last)
        and not scene.stance(index).denies
    )


def _joined(regions: Iterable[_Region]) -> Iterator[_Region]:
    """The regions with those that only punctuation parts put together: "Level 2 (Self)"."""
    joined: list[_Region] = []
    for region in regions:
        if joined and joined[-1].sentence == region.sentence and region.first - joined[-1].last <= _GAP:
            joined[-1] = _Region(joined[-1].first, region.last, region.sentence)
        else:
            joined.append(region)
    yield from joined


def _left_out(scene: Scene, segment: Segment) -> bool:
    """Whether a segment is a short negation: "not Plus"."""
    passage = scene.passage
    opening = passage.bits[segment.first]
    return bool(opening & (c.NEG | c.NO | c.NONE | c.WITHOUT) and not opening & c.PSEUDO) and not passage.any(
        c.PSEUDO | c.EXCEPT, segment.first, segment.last
    )


def _named_again(found: list[int], sentence: Sentence) -> bool:
    return any(number >= 0 for number in found[sentence.first : sentence.last])


def level_had(scene: Scene, token: int) -> bool:
    """Whether another clause says that we have a level of it: "Cyber Essentials has two levels. We hold Plus"."""
    passage = scene.passage
    scheme = (
        schemes(scene.facts.own).get(scene.found[passage.found[token]].scheme) if passage.found[token] >= 0 else None
    )
    own = passage.segment_at(token)
    if scheme is None or not scheme.levels:
        return False
    return any(
        passage.bits[at] & (c.HOLD | c.GOT) & ~c.AUX
        and passage.bits[at - 1] & (c.WE | c.NAME)
        and not scene.stance(number).denies
        and not passage.any(c.SCHEME | c.COND | c.PLAN | c.UNREAL, one.first, one.last)
        and any(not place for _, place in levels_in(scheme, _after(scene, at, one.last)))
        for number, one in enumerate(passage.segments)
        if number != own
        for at in range(one.first + 1, min(one.first + _SOON, one.last - 1))
    )


_SOON: Final = 4


def _after(scene: Scene, at: int, last: int) -> str:
    """The text behind a verb, and behind its article."""
    passage = scene.passage
    begin = at + 1
    while begin < last - 1 and passage.bits[begin] & c.DET:
        begin += 1
    return scene.folded.bare[passage.starts[begin] : passage.ends[last - 1]]


def _strange(scene: Scene, segment: Segment) -> bool:
    """Whether another sentence speaks of something else, of plans or of somebody else."""
    passage = scene.passage
    first, last = passage.sentences[segment.sentence].first, passage.sentences[segment.sentence].last
    about = passage.any(c.ANAPH, first, first + 1) or passage.any(
        c.ASSESSOR | c.EXAMINER | c.PRESUP | c.STRONG | c.ART, first, last
    )
    denied = any(
        other.sentence == segment.sentence and scene.stance(index).denies
        for index, other in enumerate(passage.segments)
    )
    if passage.any(c.OUR, first, first + 1) and passage.any(c.ART | c.ISSUED | c.SEAL, first + 1, first + 2):
        # "Our report was written for PROTECTED workloads and is ready for your accreditor."
        other = passage.any(_UNSURE & ~c.COND, first, last)
    else:
        other = any(
            not passage.bits[at] & _WHO and passage.words[at] not in _WHETHER
            for at in passage.places(_UNSURE | _ELSE | c.PASTEND, first, last)
        )
    return not about or denied or passage.sentences[segment.sentence].question or other


def _waived(scene: Scene, region: _Region, offset: int) -> bool:
    """Whether the word at an offset is only named to say that it is not meant: "rather than Type II"."""
    passage = scene.passage
    place = next((i for i in range(region.first, region.last) if passage.ends[i] > offset), region.first)
    _, segment = scene.segment_of(place)
    if passage.any(c.EXCEPT | c.RIVAL | c.PSEUDO, segment.first, segment.last):
        return False
    first = max(segment.first, place - _REACH)
    return passage.any(_WAIVED, first, place) or passage.any(c.NEG | c.PLAN | c.OPEN, place + 1, segment.last)


def _by_others(scene: Scene, region: _Region) -> bool:
    """Whether a region says that somebody outside has assessed it."""
    passage = scene.passage
    if not _NOBODY.isdisjoint(passage.words[region.first : region.last]):
        return False
    who = [
        i
        for i in passage.places(_WHO, region.first, region.last)
        if not passage.bits[i] & c.SCHEME and not passage.words[i].startswith("self") and not _unsaid(scene, i)
    ]
    return bool(who) and any(i not in who or len(who) > 1 for i in passage.places(_DID, region.first, region.last))


def _unsaid(scene: Scene, place: int) -> bool:
    """Whether the segment of a token denies it, plans it or is about the reader's own."""
    passage = scene.passage
    _, segment = scene.segment_of(place)
    return passage.any(_WAIVED | c.YOUR, segment.first, segment.last) and not passage.any(
        c.EXCEPT | c.PSEUDO, segment.first, segment.last
    )


def graded(scene: Scene, scheme: Scheme, token: int) -> bool:
    """Whether the cells beside a name give its level or its categories, which makes the table no mapping."""
    return any(
        levels_in(scheme, text) or any(word in text for words in scheme.categories.values() for word in words)
        for text in _beside(scene, token)
    )


def _outsiders(scene: Scene, text: str) -> bool:
    """Whether a cell or a term beside the name says who assessed it, and that is nobody of ours."""
    passage = scene.read(text)
    return (
        passage.any(_WHO)
        and (passage.any(_DID) or (passage.any(c.OUTSIDE) and passage.any(c.ASSESSOR | c.EXAMINER)))
        and not passage.any(_WAIVED)
        and _NOBODY.isdisjoint(passage.words)
    )


def _beside(scene: Scene, token: int) -> Iterator[str]:
    """The texts beside a name in its row, its list or its card, each with the header that it stands under."""
    context = scene.unit.context
    if context.cell >= 0 and context.row and not context.details:
        for index, cell in enumerate(context.row):
            if index != context.cell and scene.said(cell).kind not in _NO:
                column = context.columns[index] if index < len(context.columns) else ""
                yield bare(" ".join((scene.passage.words[token], *((column,) if column != cell else ()), cell)))
    yield from _examined_below(scene)
    short = len(scene.passage) <= _SHORT
    if context.details and short:
        for detail in context.details[:_CELLS]:
            if scene.said(detail).kind not in _NO:
                yield bare(f"{scene.unit.text} {detail}")
    if short and scene.unit.tag == "li" and context.after and scene.said(context.after).kind not in _NO:
        # The first entry of a list inside this entry.
        following = scene.read(context.after[:_LONG])
        if len(following) <= _SHORT and not following.any(c.SCHEME):
            yield bare(context.after)
    if short and context.cell < 0:
        for sibling in context.siblings[:_CELLS]:
            if sibling != scene.unit.text and scene.said(sibling).kind not in _NO:
                yield bare(sibling)


def _examined_below(scene: Scene) -> Iterator[str]:
    """What the answer to a question tells of who examined us: "The firm that reviewed us sampled the whole year."."""
    context = scene.unit.context
    if context.answer and scene.passage.sentences and scene.passage.sentences[-1].question:
        answer = scene.read(context.answer[:_ANSWER])
        for one in answer.sentences:
            if examined(answer, one):
                yield answer.text[answer.starts[one.first] : answer.ends[one.last - 1]]
