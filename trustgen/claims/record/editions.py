"""Which edition of a standard a text claims: behind the name, in words, or in the table beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import re2

from trustgen.claims.catalogue.schemes import ADOPTING
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.catalogue.scheme import Edition, Scheme
    from trustgen.claims.scenes.scene import Scene

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_NOUN: Final = "(?:edition|version|revision|ausgabe|fassung|edicion|revision|edizione|versione|editie|versie|uitgave)"
_PREFIX: Final = 24
"""Characters in front of a standard's number that may say who adopted it."""
_BEHIND: Final = 5
"""Characters behind the name and its level that may still hold a number, such as ` v3.2`."""
_ADDED: Final = 3
"""Tokens of an edition that is added behind a comma."""
_OF: Final = "(?: of| von| aus| de| del| van| di)?"


def edition_of(scene: Scene, scheme: Scheme, token: int, found: Found) -> str | None:
    """The edition that a text claims for a mention; an unknown year behind the name is given as it stands."""
    if not scheme.editions:
        return None
    tail = behind(scheme, scene.folded.bare, found.end - 1, max(found.tail, found.end))
    return tail or _said(scene, scheme, token) or _in_row(scene, scheme)


def behind(scheme: Scheme, text: str, start: int, end: int) -> str | None:
    """The edition that stands directly behind the name, such as `:2013`."""
    window = text[start : end + _BEHIND]
    adopted = bool(_adoption().search(text[max(0, start - _PREFIX) : start + 1]))
    for edition in scheme.editions:
        for word in (*edition.words, *(_years(edition) if adopted else ())):
            if re2.search(rf"(?:^|[^0-9]){word.replace(' ', '[ .]?')}(?:[^0-9]|$)", window):
                return edition.id
    match = re2.search(rf":\s?({_YEAR})", window)
    return match.group(1) if match and scheme.editions else None


@cache
def _adoption() -> Any:
    return re2.compile(rf"\b(?:{ADOPTING})\b[^;,()\n]*$")


def _years(edition: Edition) -> tuple[str, ...]:
    """The years of an edition's adoptions, which mean nothing without the prefix of whoever adopted it."""
    return tuple(year for name in edition.equivalents for year in re.findall(rf":({_YEAR})", name))


def _said(scene: Scene, scheme: Scheme, token: int) -> str | None:
    """The edition that the mention's clause names in words, the last of several: "from the 2013 edition to …"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    last = segment.last
    for following in passage.segments[index + 1 : index + 2]:
        if following.sentence == segment.sentence and following.last - following.first <= _ADDED:
            # "certified to ISO/IEC 27001, 2013 edition"
            last = following.last
    text = scene.folded.bare[passage.starts[segment.first] : passage.ends[last - 1]]
    named = [(match.end(), one.id) for one in scheme.editions for match in _in_words(one).finditer(text)]
    return max(named)[1] if named else None


@cache
def _in_words(edition: Edition) -> Any:
    years = "|".join(word.replace(" ", "[ .]?") for word in edition.words)
    return re2.compile(rf"\b(?:(?:{years}) {_NOUN}|{_NOUN}{_OF} (?:{years}))\b")


def _in_row(scene: Scene, scheme: Scheme) -> str | None:
    """The edition that a cell beside the name consists of."""
    context = scene.unit.context
    if context.cell < 0:
        return None
    for index, cell in enumerate(context.row):
        if index != context.cell:
            for edition in scheme.editions:
                if bare(cell).strip().lstrip(":") in edition.words:
                    return edition.id
    return None
