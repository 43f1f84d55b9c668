"""Dictionary entries that go on with one level or with the latest report: "FedRAMP: the US programme, at Moderate".

What a scheme is has all of its levels; a single one behind it, or "the latest" of the reports, is somebody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case

_VERB: Final = c.BE | c.HOLD | c.AUX | c.DEFINE | c.DUTY | c.EXIST | c.GENERIC | c.COND | c.NEG | c.NO
_SHORT: Final = 6
_PHRASE: Final = 3
"""Tokens: an article, "latest" and a verb."""
_READ: Final = 400
"""Characters of a detail that are read."""
_AT: Final = word_set("entrylevel.at")
_LATEST: Final = word_set("entrylevel.latest")


def of_one(case: Case) -> bool:
    """Whether the entry that a mention opens goes on with a level or a report of somebody."""
    scene, scheme = case.scene, case.scheme
    if scheme is None:
        return False
    details = scene.unit.context.details
    dt = scene.unit.tag == "dt" and len(details) == 1
    passage = scene.read(details[0][:_READ]) if dt else scene.passage
    sentence = 0 if dt else scene.sentence_of(case.token)[0]
    return any(
        one.last - one.first <= _SHORT and _at_level(passage, scheme, one, alone=dt)
        for at, one in enumerate(passage.segments)
        if at and (dt or one.sentence == sentence) and one.last == passage.sentences[one.sentence].last
    ) or (dt and _latest(passage))


def _at_level(passage: Passage, scheme: Scheme, one: Segment, *, alone: bool) -> bool:
    """Whether a clause without a verb is a single level: "at Level 1", "Testat Typ 2", "Impact level: Moderate"."""
    first, last = one.first, one.last
    alone = alone and (one.opener == ":" or first == passage.sentences[one.sentence].first)
    if not (alone or passage.words[first] in _AT) or passage.any(_VERB, first, last):
        return False
    text = bare(passage.text[passage.starts[first] : passage.ends[last - 1]])
    return len(levels_in(scheme, text)) == 1


def _latest(passage: Passage) -> bool:
    """Whether reports were told of, and the latest has a date or a period: "The latest runs to September."."""
    return any(
        one.last - one.first <= _SHORT
        and passage.words[one.first + 1] in _LATEST
        and passage.any(c.BE | c.DEFINE, one.first + 2, one.first + 3)
        and passage.any(c.ISSUED, 0, one.first)
        for one in passage.sentences[1:]
        if one.last - one.first >= _PHRASE
    )
