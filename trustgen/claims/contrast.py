"""Words of contrast that stand inside of the clause that they open: "We do not, however, have a SOC 2 report"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage

_INSIDE: Final = frozenset(
    {"invece", "pero", "dagegen", "hingegen", "jedoch", "allerdings", "aber", "en cambio", "sin embargo"}
    | {"en revanche", "par contre", "daarentegen", "echter", "however", "cependant", "toutefois", "neanmoins"}
    | {"on the other hand", "by contrast", "in contrast", "par contre", "por el contrario", "al contrario"}
    | {"d' altra parte", "anderzijds", "andererseits", "though"}
    | {"pourtant", "tuttavia", "dennoch", "trotzdem", "comunque", "toch", "nevertheless", "no obstante"}
)
"""Words of contrast that may stand behind the verb of the clause that they open."""


def inside_clause(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a word of contrast begins no clause, because it stands within one."""
    return (
        _behind_its_verb(passage, index, first)
        or _before_its_no(passage, index, first, last)
        or _in_commas(passage, index, first, last)
    )


def _behind_its_verb(passage: Passage, index: int, first: int) -> bool:
    """Whether a word of contrast stands between a verb that is denied or ours and its object: "non abbiamo invece"."""
    return (
        passage.words[index] in _INSIDE
        and bool(passage.bits[index - 1] & (cues.HOLD | cues.BE | cues.AUX))
        # A subject, a negation and a verb; or something that is called ours, and a verb.
        and (index - first <= 3 or passage.any(cues.OUR, first, first + 2))  # noqa: PLR2004
        and passage.any(cues.WE | cues.NAME | cues.NEG | cues.OUR, first, index)
        and not passage.any(cues.SCHEME | cues.ART, first, index)
    )


def _before_its_no(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it stands between verb and no of a clause that begins with its object: "C5 haben wir dagegen nicht"."""
    if passage.words[index] not in _INSIDE or index - first < 2 or index + 1 >= last:  # noqa: PLR2004
        return False
    before = passage.bits[index - 1]
    at = index - 1 if before & cues.EXIST else index - 2
    verb = before & cues.EXIST or (before & cues.WE and passage.bits[at] & (cues.HOLD | cues.BE | cues.AUX))
    # "Wir hätten darauf verzichten können, haben wir aber nicht": there is no object in front.
    if at <= first or passage.bits[at - 1] & cues.PUNCT:
        return False
    return bool(verb and passage.bits[index + 1] & (cues.NEG | cues.NO | cues.NONE))


def _in_commas(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it stands in commas between a denied verb and what is denied: "We do not, however, have one"."""
    if not first + 1 < index - 1 or index + 2 >= last or passage.words[index - 1 : index + 2 : 2] != [",", ","]:
        return False
    return (
        passage.words[index] in _INSIDE
        and bool(passage.bits[index - 2] & (cues.HOLD | cues.BE | cues.AUX | cues.NEG))
        and passage.any(cues.NEG | cues.NO, max(first, index - 6), index + 3)
        and not passage.any(cues.SCHEME | cues.ART, max(first, index - 6), index)
        # A subject of its own begins a clause: "We are not, however, we hold …".
        and not passage.bits[index + 2] & (cues.WE | cues.NAME | cues.OUR | cues.THIRD | cues.OTHER)
    )


def around_contrast(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a comma is one of the two around such a word."""
    return any(
        first < at < last and passage.bits[at] & cues.BUT and _in_commas(passage, at, first, last)
        for at in (index - 1, index + 1)
    )
