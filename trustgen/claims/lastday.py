"""The last day that a text gives for a holding, to be compared with the one on record.

"Valid until June 2030" beside a certificate that ends in 2028 says more than the record, as a wider scope does.  A
date without its day or month is read as the earliest that it can mean, so that "until 2028" is never too late.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.lexicon import bare

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene

_MONTHS: Final = (
    "jan(?:uar|uary|vier|uari)?|januar|ene(?:ro)?|gen(?:naio)?",
    "feb(?:ruar|ruary|rero|braio|ruari)?|fev(?:rier)?",
    "mar(?:ch|s|zo)?|marz|maerz|mrz|maart|mrt",
    "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?",
    "may|mai|mayo|mag(?:gio)?|mei",
    "jun[ei]?|juni|juin|junio|giu(?:gno)?",
    "jul[yi]?|juli|juil(?:let)?|julio|lug(?:lio)?",
    "aug(?:ust|ustus)?|aout|ago(?:sto)?",
    "sep(?:t|tember|tembre|tiembre)?|set(?:tembre)?",
    "o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?",
    "nov(?:ember|embre|iembre)?",
    "de[cz](?:ember|embre)?|dic(?:iembre|embre)?",
)
_MONTH: Final = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|\u00ba)? (?:of |de )?"
_AFTER: Final = r" (?P<after>[0-3]?\d)(?:st|nd|rd|th)?,?"
_DATE: Final = re.compile(
    r"(?P<iso>\b20\d\d-[01]\d-[0-3]\d\b)"
    r"|\b(?P<d>[0-3]?\d)[./](?P<n>[01]?\d)[./](?P<y>20\d\d)\b"
    rf"|(?:\b{_DAY})?\b(?:{_MONTH})\b\.?(?:{_AFTER})? (?:de |del )?(?P<year>20\d\d)\b"
    r"|\b(?P<only>20\d\d)\b"
)
"""Dates as texts write them, without accents and in small letters; the forms are tried in this order at each place."""
_REACH: Final = 40
"""Characters behind a word of expiry within which the date begins."""
_RUNS: Final = re.compile(
    r"\b(?:runs?|good|lasts?|lauft|gilt|court|loopt|corre|dura)"
    r" (?:to|until|till|through|bis|jusqu'(?:au|en)|tot|hasta|fino a)\b"
)
"""Words that stand in front of a last day and are no cue by themselves."""


def beyond(scene: Scene, token: int, last: date) -> bool:
    """Whether the text around a mention gives it a later last day than the record."""
    return any(one > last for one in _said(scene, token))


def _said(scene: Scene, token: int) -> list[date]:
    context = scene.unit.context
    found = _in_sentence(scene, token)
    for detail in (*context.details[:2], context.answer):
        if detail:
            found += _after_cue(scene.read(detail[:_STATED]))
    for at, cell in enumerate(context.row):
        column = context.columns[at] if at < len(context.columns) else ""
        if at != context.cell and cell:
            headed = scene.read(column[:_STATED]).any(c.EXPIRY) if column else False
            found += _dates(scene.read(cell[:_STATED]).text)[:1] if headed else _after_cue(scene.read(cell[:_STATED]))
    return found


_STATED: Final = 200


def _in_sentence(scene: Scene, token: int) -> list[date]:
    """The dates behind words of expiry for which a mention is the nearest name in front."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    names = passage.places(c.SCHEME, first, last)
    following = next((at for at in names if at > token), last)
    found = []
    for at in passage.places(c.EXPIRY, first, last):
        alone = at < token and not any(name < token for name in names)
        if token < at < following or alone:
            found += _dates(passage.text[passage.ends[at] : passage.ends[at] + _REACH])[:1]
    _, segment = scene.segment_of(token)
    begin, end = passage.ends[token], passage.ends[segment.last - 1]
    for runs in _RUNS.finditer(bare(passage.text), begin, end):
        found += _dates(passage.text[runs.end() : runs.end() + _REACH])[:1]
    return found


def _after_cue(passage: Passage) -> list[date]:
    return [
        one
        for at in passage.places(c.EXPIRY)
        for one in _dates(passage.text[passage.ends[at] : passage.ends[at] + _REACH])[:1]
    ]


def _dates(text: str) -> list[date]:
    """The dates in a text, each as the earliest day that it can mean; what no calendar has is left out."""
    found = []
    for one in _DATE.finditer(bare(text)):
        try:
            found.append(_earliest(one))
        except ValueError:
            continue
    return found


def _earliest(one: re.Match[str]) -> date:
    if one["iso"]:
        return date.fromisoformat(one["iso"])
    if one["only"]:
        return date(int(one["only"]), 1, 1)
    if one["y"]:
        day, month = int(one["d"]), int(one["n"])
        # 03/04 may be March or April: the earlier one counts.
        orders = [(month, day), (day, month)] if "/" in one[0] else [(month, day)]
        return min(date(int(one["y"]), m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31)  # noqa: PLR2004
    month = next(number for number in range(1, len(_MONTHS) + 1) if one[f"m{number}"])
    return date(int(one["year"]), month, int(one["day"] or one["after"] or 1))
