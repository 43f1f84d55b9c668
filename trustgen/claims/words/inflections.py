"""Inflected forms of cues, so that "aparecemos" is read where a cue file has "aparecer".

A row of `data/inflections/LANG.yml` names the cues of one dictionary word and the forms of it that no cue file lists;
`scripts/word_forms.py` makes the rows from the dictionaries of simplemma.  A form belongs to the classes that most
cues of its row have, and only to classes of content words: what a negation, a pronoun or a condition does
in a sentence is never taken from a relative.  `apart` names the cues and forms that are another word as well
("contents", "offerte") or whose relatives do something else.  English has no file: its cues are listed form by form.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import single_words
from trustgen.claims.words.datafiles import documents
from trustgen.claims.words.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

INHERITED: Final = (
    *(c.HOLD, c.SHOW, c.EXIST, c.CERT, c.AUDIT, c.SAY, c.LISTING, c.PLAN, c.PROGRESS, c.DEFINE, c.MAP),
    *(c.CLAUSE, c.HELP, c.SERVE, c.HAPPEN, c.FINDING, c.COST, c.ART, c.ALIGN, c.ASK, c.DECLINE, c.FAIL),
    *(c.ASSESSOR, c.EXAM, c.PERSON),
)
"""The classes that a form has of its relatives.

Left out besides function words are what is over or obtained ("expirerait" ends nothing, "halen" is no "gehaald"),
lacking, other parties, readers and companies in general: there one form too many lets a claim pass.
"""
_MASK: Final = sum(INHERITED)


@cache
def inflected(language: str) -> Mapping[str, int]:
    """The classes of each form of a language, read when a text is in it; none for a language without a file."""
    made: Mapping[str, int] = table(f"inflections.{language}", lambda: _made(f"{language}.yml"))
    return made


def _made(name: str) -> dict[str, int]:
    if name not in documents("inflections"):
        return {}
    words, stems = single_words(documents("cues")[name])
    found: dict[str, int] = {}
    for named, forms in documents("inflections")[name]["forms"].items():
        found |= dict.fromkeys(forms.split(), shared(named, words, stems))
    return found


def shared(named: str, words: Mapping[str, int], stems: Mapping[str, int]) -> int:
    """The classes that most cues of a dictionary word have; of several words, those that all of them have.

    `named` is the name of a row: the cues of a word, with " / " between the words that its forms may belong to.
    """
    common = _MASK
    for cues in named.split(" / "):
        masks = [words.get(cue, 0) | stems.get(cue, 0) for cue in cues.split()]
        common &= sum(bit for bit in INHERITED if 2 * sum(bool(mask & bit) for mask in masks) > len(masks))
    return common
