"""Places and products that go by a name: listed with one of a scope, or in a row or entry of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.lexicon import TOKEN
from trustgen.claims.words.vocabulary import concepts, same, vocabulary
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_LIST: Final = word_set("places.list") | {"&", "+", ",", "/", "\u00b7"}
_LABEL: Final = re.compile(r"\s*([^\W\d_][\w .'-]{1,30}?)\s*(?::|\u2013|\u2014| - )")
_FROM: Final = word_set("places.from")
_TO: Final = word_set("places.to")
_CELL: Final = 120
_LISTED: Final = 4
"""Tokens between two entries of a list, prepositions included."""


def others_named(passage: Passage, first: int, last: int, scope: list[str], text: str) -> bool:
    """Whether names are listed with one that the scope has, or a place goes by a name that the scope does not have."""
    for index in range(first, last):
        if not _name(passage, index, text) or in_scope(passage.words[index], scope):
            continue
        if any(_listed_with_scope(passage, index, step, scope) for step in (-1, 1)):
            return True
        beside = [at for at in (index - 2, index - 1, index + 1) if first <= at < last]
        if any(vocabulary().place(passage.words[at]) for at in beside) and not passage.any(
            c.THIRD | c.OTHER, max(first, index - 3), index + 2
        ):
            return True
    return False


_AT: Final = word_set("places.at")
_SITED: Final = re.compile(r"(?:\b(?:in|at|en|\u00e0|a|te|zu) |[,:] )(?!\d)([A-Z\u00c0-\u00dc][\w'\u2019-]{2,})")
_IDIOMS: Final = word_set("places.idioms")
"""Nouns behind "in" that German writes with a capital, and names of languages."""


_DONE_THERE: Final = word_parts("places.done_there")
"""What happens or lies in a town without being in scope, by how the words begin."""


def elsewhere(passage: Passage, first: int, last: int, scope: str, text: str) -> bool:
    """Whether a scope that lies in one town is said to lie in another: "hosting in Leeds" where the record has Oslo."""
    sited = [bare(name) for name in _SITED.findall(scope)]
    words = TOKEN.findall(bare(scope))
    if not sited or passage.any(c.THIRD | c.OTHER | c.ASSESSOR | c.CERTIFIER | c.EXAMINER | c.PERSON, first, last):
        return False
    names = [at for at in range(first, last) if not passage.bits[at] and _name(passage, at, text)]
    if any(in_scope(passage.words[at], words) for at in names):
        return False
    return any(
        passage.words[at - 1] in _AT
        and not any(word.startswith(_DONE_THERE) for word in passage.words[max(at - 4, first) : at - 1])
        and not is_month(passage.words[at])
        and passage.words[at] not in _IDIOMS
        for at in names
        if at > first
    )


_SPANS: Final = word_set("places.spans")
_UNTIL: Final = word_set("places.until")
_ENDS: Final = 4
"""Words of either end of a stretch, at most."""


def stretched(passage: Passage, first: int, last: int, scope: list[str]) -> bool:
    """Whether things are said to be covered from one of the scope to another: "from web shop to parking kiosk"."""
    for start in range(first, last - 3):
        if passage.words[start].rpartition(" ")[2] not in _SPANS:
            continue
        stop = min(start + 2 + _ENDS, last - 1)
        until = next((at for at in range(start + 2, stop) if passage.words[at] in _UNTIL), 0)
        if not until:
            continue
        ends = _things(passage, start + 1, until), _things(passage, until + 1, min(until + 1 + _ENDS, last))
        covered = [any(in_scope(word, scope) for word in end) for end in ends]
        if all(ends) and covered[0] != covered[1]:
            return True
    return False


def _things(passage: Passage, first: int, last: int) -> list[str]:
    """The nouns of one end of a stretch, up to what is none; a day, a number or a paper is nothing that is covered."""
    words = []
    for at in range(first, last):
        bits = passage.bits[at]
        if not bits & ~(c.DET | c.WORD | c.ADJ | c.OUR) and bits:
            continue
        if bits & ~(c.SELFNOUN | c.WORD | c.SHOW) or not passage.words[at].isalpha() or is_month(passage.words[at]):
            break
        words.append(passage.words[at])
    return words


def _listed_with_scope(passage: Passage, index: int, step: int, scope: list[str]) -> bool:
    """Whether the next word in a list is one of the scope; a list runs over the commas at which segments end."""
    joined = False
    at = index + step
    while 0 <= at < len(passage) and abs(at - index) <= _LISTED:
        word = passage.words[at]
        if word in _LIST or (word in _TO and _from(passage, index if step > 0 else at - 1)):
            joined = True
        elif not passage.bits[at] & (c.PREP | c.DET):
            return joined and in_scope(word, scope)
        at += step
    return False


def _from(passage: Passage, first: int) -> bool:
    """Whether a name is where a stretch of the map begins: "from Leeds to Oslo"."""
    return first > 0 and passage.words[first - 1] in _FROM


def _name(passage: Passage, index: int, text: str) -> bool:
    """Whether a token is a proper name, as far as its capital tells; in a text of capitals each may be one."""
    word = passage.words[index]
    if passage.bits[index] & ~(c.WORD | c.DET) or not word.isalpha() or len(word) < 3:  # noqa: PLR2004
        return False
    if vocabulary().place(word) or vocabulary().plural(word) or vocabulary().common(word):
        return False
    return text.isupper() or word.capitalize() in _unaccented(text)


def in_scope(word: str, scope: list[str]) -> bool:
    """Whether a word is one of a scope, but for its ending."""
    return any(same(word, other) for other in scope)


def in_table(scene: Scene, scope: list[str]) -> bool:
    """Whether the row belongs to a place or a product that the scope does not name."""
    context = scene.unit.context
    if context.cell < 0:
        return False
    ticked = {
        column: any(in_scope(word, scope) for word in TOKEN.findall(bare(column)))
        for index, column in enumerate(context.columns[: len(context.row)])
        if index != context.cell and scene.said(context.row[index]).kind == "yes"
    }
    if len(set(ticked.values())) > 1 or _listed_in_row(scene, scope):
        # "Leeds ✓, Madrid ✓"
        return True
    for index, column in enumerate(context.columns[: len(context.row)]):
        words = TOKEN.findall(bare(column))
        if index == context.cell or len(words) > 2 or not any(concepts(word) for word in words):  # noqa: PLR2004
            continue
        cell = TOKEN.findall(bare(context.row[index]))
        if cell and cell[0].isalpha() and not any(in_scope(word, scope) for word in cell):
            return True
    return False


def _listed_in_row(scene: Scene, scope: list[str]) -> bool:
    """Whether a cell beside the name lists other names with one of the scope."""
    context = scene.unit.context
    for index, cell in enumerate(context.row):
        if index != context.cell and len(cell) <= _CELL:
            passage = scene.read(cell)
            if any(
                _name(passage, at, cell)
                and not in_scope(passage.words[at], scope)
                and any(_listed_with_scope(passage, at, step, scope) for step in (-1, 1))
                for at in range(len(passage))
            ):
                return True
    return False


def entry_of_another(scene: Scene, scope: list[str]) -> bool:
    """Whether an entry is labelled with a name, and the one beside it with the scope's: "Leeds: …", "Oslo: …"."""
    own, *others = (
        match.group(1) if (match := _LABEL.match(text)) else ""
        for text in (scene.unit.text, scene.unit.context.before, scene.unit.context.after)
    )
    words = TOKEN.findall(bare(own))
    return (
        bool(words)
        and not any(in_scope(word, scope) for word in words)
        and any(in_scope(word, scope) for other in others for word in TOKEN.findall(bare(other)))
    )


@lru_cache(maxsize=64)
def _unaccented(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))
