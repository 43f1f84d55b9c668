"""Whose certification it is where no word says "we are": what we had certified, and whom readers choose with us.

"Mit uns entscheiden Sie sich f\u00fcr einen zertifizierten Anbieter" speaks of a provider, and means one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

CERTIFY: Final = word_set("chosen.certify")
"""What counts without a scheme's name where we had it done, and nowhere else."""
_CAUSE: Final = word_set("chosen.cause")
_WITH: Final = word_set("chosen.with")
_BY: Final = word_set("chosen.by")
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT
_UNSURE: Final = _NO | c.COND | c.PLAN | c.UNREAL | c.ASK | c.OPEN
_ONLY: Final = c.RANK | c.RARE | c.RIVAL | c.ONLY
_FOUND: Final = word_set("chosen.found")
_SEEK: Final = word_parts("chosen.seek")
_A: Final = word_set("chosen.a")
_NEAR: Final = 4
_NAME: Final = 3


def certainly(scene: Scene, index: int) -> bool:
    """Whether a word of certification is said of what we had certified, or of whom one chooses with us."""
    if not scene.passage.bits[index] & c.CERT:
        return False
    _, first, last = scene.sentence_of(index)
    return had_certified(scene, index, first, last) or chosen(scene, index, first) or found_one(scene, index)


def had_certified(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether we are said to have had something certified: "wir haben unsere ganze Kette zertifizieren lassen"."""
    passage = scene.passage
    us = passage.places(c.WE | c.NAME, first, last)
    if not us or passage.any(_UNSURE | c.OTHER, first, last):
        return False
    # "The only provider who …" is us where the sentence says so before.
    others = passage.places(c.THIRD | c.GENERIC | c.PERSON | c.THEIR, first, index)
    ranked = passage.any(_ONLY, us[0], index) or _are_one(passage, us[0], others)
    if others and not (ranked and us[0] < others[0]):
        return False
    if passage.words[index] in CERTIFY or passage.words[index] == "certifier":
        return not _CAUSE.isdisjoint(passage.words[first:last]) and passage.any(c.HOLD | c.AUX, first, last)
    # English has the object between: "we had our whole supply chain certified".
    made = [at for at in passage.places(c.HOLD & c.AUX | c.HOLD, first, index) if passage.words[at].startswith("ha")]
    return any(passage.any(c.OUR | c.THEIR, at + 1, min(at + 4, index)) for at in made) and index - made[-1] > 1


def _are_one(passage: Passage, us: int, others: list[int]) -> bool:
    """Whether we are said to be the provider of whom it is told: "We are the largest provider that has had …"."""
    return (
        bool(others)
        and others[0] < us + _NEAR + 1
        and passage.any(c.BE, us + 1, us + 2)
        and not passage.any(c.PREP | c.PUNCT | c.OTHER, us + 2, others[0])
        and passage.any(c.REL, others[0] + 1, others[0] + 2 * _NEAR)
        # "We are a supplier of a hospital that has had …"
        and (passage.words[us + 2] in THE or not passage.any(c.PREP, others[0] + 1, others[0] + 2))
    )


def chosen(scene: Scene, index: int, first: int) -> bool:
    """Whether readers are told that with us they come to somebody certified: "with Acme you choose a certified …"."""
    passage = scene.passage
    # In Spanish and Italian the verb alone says who chooses.
    you = [
        at
        for at in range(first + 1, index)
        if (passage.bits[at] & (c.YOU | c.CHOOSE | c.CTA) and not passage.bits[at] & (c.PERSON | c.THIRD))
        or passage.words[at].endswith(" you")
    ]
    if not you or passage.any(_UNSURE & ~c.ASK, first, index):
        return False
    begins = passage.words[first] in _WITH | _BY or bool(passage.bits[first] & c.WITHUS)
    named = passage.any(c.WE | c.NAME | c.WITHUS, first, you[0]) or any(
        scene.maybe_proper(at) or _mixed(passage, at) for at in range(first + 1, min(first + 1 + _NAME, you[0]))
    )
    at = index
    while at > you[-1] and passage.bits[at] & (c.CERT | c.ADV | c.ADJ | c.OUTSIDE | c.SCHEME | c.PUNCT | c.STRONG):
        at -= 1
    phrase = passage.words[at].partition(" ")[0] in _A
    noun = at
    while at > you[-1] and not phrase and index - at <= _NEAR:
        # "un prestataire certifi\u00e9"
        at -= 1
        phrase = passage.words[at].partition(" ")[0] in _A
    return begins and named and phrase and noun > you[-1]


def _mixed(passage: Passage, at: int) -> bool:
    """Whether a word of letters and digits is a name: "Hofladen24"."""
    word = passage.words[at]
    return not passage.bits[at] and word.isalnum() and not word.isdigit()


def found_one(scene: Scene, index: int) -> bool:
    """Whether a customer is quoted who looked for one and found it: "we wanted a certified supplier. We found one."."""
    passage = scene.passage
    if not quoted(scene, index):
        return False
    _, first, _ = scene.sentence_of(index)
    sought = any(word.startswith(_SEEK) for word in passage.words[first:index])
    return sought and any(
        passage.words[at] in _FOUND and not passage.any(_NO, index, at + 2) for at in range(index + 1, len(passage))
    )
