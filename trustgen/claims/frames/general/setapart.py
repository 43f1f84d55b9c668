"""Schemes beside each other: what sets two apart, what kind of thing the second is, where which of them is known.

"The difference between SOC 1 and SOC 2 is …", "HIPAA is a law and HITRUST a private scheme", "SOC 2 is better known".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.reading import points_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_TOLD: Final = (
    c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOUR | c.DONE | c.GOT & ~c.HOLD | c.PRESUP | c.SINCE | c.INHERIT
)
_BETWEEN: Final = word_parts("setapart.between")
"""How such a sentence begins, behind its article."""
_KNOWN: Final = word_set("setapart.known")
"""What a scheme is somewhere, more or less."""
_NEAR: Final = 4


def set_apart(scene: Scene, token: int) -> bool:
    """Whether the mention is one of two schemes that are told apart, and nobody in the sentence is us."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    schemes = passage.places(c.SCHEME, first, last)
    if not schemes[1:] or passage.any(_TOLD, first, last):
        return False
    if any(scene.maybe_proper(at) and at != first for at in range(first, schemes[0])):
        return False
    return any(test(scene, token, first, last) for test in (_difference, _kind, _where, _unlike, _in_turn))


def _difference(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is said what the difference between them is: "The difference between SOC 1 and SOC 2 is …"."""
    passage = scene.passage
    verb = next(iter(passage.places(c.BE, first, last)), last)
    begin = " ".join(passage.words[first + 1 : first + 1 + _NEAR])
    return token < verb < last and begin.startswith(_BETWEEN)


def _kind(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether only the kind of thing stands behind the second name: "… is a law and HITRUST a private scheme"."""
    passage = scene.passage
    joined = token > first and passage.any(c.AND | c.PUNCT, token - 1, token)
    kind = token + 1 < last and passage.words[token + 1] in INDEFINITE
    kind = kind and passage.any(c.DEFNOUN | c.LAW, token + 2, min(token + 2 + _NEAR, last))
    before = next((at for at in passage.places(c.SCHEME, first, token) if passage.any(c.BE, at + 1, at + 2)), -1)
    return joined and kind and before >= 0 and passage.words[before + 2] in INDEFINITE


def _where(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is said where which of them is known: "SOC 2 is better known in America, ISO 27001 in Europe"."""
    passage = scene.passage
    begin = next(iter(passage.places(c.SCHEME, first, last)))
    known = any(word in _KNOWN for word in passage.words[begin + 1 : begin + 2 + _NEAR])
    told = begin == first and known and passage.any(c.BE, first + 1, first + 2)
    return told and (token == first or passage.any(c.PUNCT | c.RIVAL | c.AND, token - 1, token))


def _unlike(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether any of the other kind is told apart at the end: "…, unlike in a Common Criteria project"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    joined = segment.opener == "but" and segment.first > first and passage.any(c.SCHEME, first, segment.first)
    any_one = not INDEFINITE.isdisjoint(passage.words[segment.first : token])
    return joined and any_one and segment.last == last and not passage.any(c.BE | c.HOLD, segment.first, last)


def _in_turn(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether two schemes have a clause each, and the second a word of contrast: "El SOC 3, en cambio, …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    before = [
        one
        for one in passage.segments
        if first <= one.first < segment.first and passage.any(c.SCHEME, one.first, min(one.first + _FEW, one.last))
    ]
    contrast = any(word in _CONTRAST for word in passage.words[token + 1 : token + _NEAR])
    opens = token - segment.first < _FEW and segment.first > first
    by = passage.any(c.ASSESSOR | c.CERTIFIER, segment.first, last)
    if passage.any(c.CTA, segment.first, last) or points_here(passage, first, last):
        return False
    papers = any(
        passage.words[at - 1].rpartition(" ")[2] not in INDEFINITE for at in passage.places(c.ISSUED, first + 1, last)
    )
    return bool(before) and contrast and opens and not papers and not passage.any(_EVENTS, first, last) and not by


_EVENTS: Final = (
    c.SELFNOUN | c.CERT | c.LACK | c.NEG | c.NO | c.OPEN | c.PLAN | c.EXIST | c.EXAM | c.GOT | c.PASTEND
) | c.HAPPEN
"""What tells that something came about or is lacking."""
_CONTRAST: Final = word_set("setapart.contrast")
_FEW: Final = 2
