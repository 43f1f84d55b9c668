"""The last day that a text gives for a holding, to be compared with the one on record.

"Valid until June 2030" beside a certificate that ends in 2028 says more than the record, as a wider scope does.  A
date without its day or month counts as the earliest that it can mean, so that "until 2028" is never too late.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.spelling.dates import Days, dates
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from datetime import date

    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_REACH: Final = 40
"""Characters behind a word of expiry within which the date begins."""
_STATED: Final = 200
"""Characters of a cell or an answer that are read."""
_RUNS: Final = re.compile(
    r"\b(?:runs?|good|lasts?|lauft|gilt|court|loopt|corre|dura)"
    r" (?:to|until|till|through|bis|jusqu'(?:au|en)|tot|hasta|fino a)\b"
)
"""Words that stand in front of a last day and are no cue by themselves."""


def beyond(scene: Scene, token: int, last: date) -> bool:
    """Whether the text around a mention gives it a later last day than the record."""
    return any(one.first > last for one in _said(scene, token))


def _said(scene: Scene, token: int) -> list[Days]:
    context = scene.unit.context
    found = _in_sentence(scene, token)
    for detail in (*context.details[:2], context.answer):
        if detail:
            found += _after_cue(scene.read(detail[:_STATED]))
    for at, cell in enumerate(context.row):
        column = context.columns[at] if at < len(context.columns) else ""
        if at != context.cell and cell:
            read = scene.read(cell[:_STATED])
            headed = bool(column) and scene.read(column[:_STATED]).any(c.EXPIRY)
            found += dates(read.text)[:1] if headed else _after_cue(read)
    return found


def _in_sentence(scene: Scene, token: int) -> list[Days]:
    """The dates behind words of expiry for which a mention is the nearest name in front."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    names = passage.places(c.SCHEME, first, last)
    following = next((at for at in names if at > token), last)
    alone = not any(name < token for name in names)
    found = []
    for at in passage.places(c.EXPIRY, first, last):
        if token < at < following or (at < token and alone):
            found += _behind(passage, at)
    _, segment = scene.segment_of(token)
    for runs in _RUNS.finditer(bare(passage.text), passage.ends[token], passage.ends[segment.last - 1]):
        found += dates(passage.text[runs.end() : runs.end() + _REACH])[:1]
    return found


def _after_cue(passage: Passage) -> list[Days]:
    return [one for at in passage.places(c.EXPIRY) for one in _behind(passage, at)]


def _behind(passage: Passage, at: int) -> list[Days]:
    """The date behind a token, if one follows."""
    return dates(passage.text[passage.ends[at] : passage.ends[at] + _REACH])[:1]
