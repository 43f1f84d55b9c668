"""Negations behind the name of what is held, which take none of it away.

"It meets every HIPAA requirement without getting in the way" says how, "we have never once failed to renew" that it
was done each time, and a report has no exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_PROOF: Final = c.SCHEME | c.ART | c.CERT | c.ISSUED | c.EXAM | c.AUDIT | c.ASSESSOR | c.EXAMINER | c.STRONG | c.SEAL
_UNSURE: Final = c.COND | c.PLAN | c.UNREAL | c.LACK | c.OPEN | c.WITHOUT
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.YOU | c.GENERIC
_FAILED: Final = word_set("undenied.failed")
_KEPT: Final = word_parts("undenied.kept")
"""How words begin of what is done with a certificate time and again."""
_NEAR: Final = 4
_FEW: Final = 4


def only_how(scene: Scene, token: int) -> bool:
    """Whether "without" behind demands that are met tells how: "meets every HIPAA requirement without a click more"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    without = next(iter(passage.places(c.WITHOUT, token + 1, segment.last)), 0)
    met = [at for at in passage.places(c.CERT, segment.first, token) if not passage.bits[at] & c.ART]
    return (
        bool(without and met)
        and passage.any(c.GLOBAL, met[0], without)
        and not passage.any(_NO | _UNSURE | c.AUX & ~c.HOLD, segment.first, without)
        and not passage.any(_PROOF | c.REL, without + 1, segment.last)
    )


def never_failed(scene: Scene, token: int) -> bool:
    """Whether it is denied that a renewal ever failed: "we have never failed to renew it", "jamais manqué un …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    never = next(iter(passage.places(c.NEG | c.NO, segment.first, segment.last)), segment.last)
    return any(
        passage.words[at] in _FAILED
        and any(word.startswith((*_KEPT, *RENEWED)) for word in passage.words[never + 1 : at + 1 + _NEAR])
        for at in range(never + 1, segment.last)
    )


def undenied(scene: Scene, token: int) -> bool:
    """Whether what is denied is that a report found something, or that anything changed between two."""
    return _no_exceptions(scene, token) or _bridged(scene, token)


def _no_exceptions(scene: Scene, token: int) -> bool:
    """Whether a few words behind a report say that nothing was found: "one SOC 1 Type 2, zero qualifications"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    if not behind or behind[0].sentence != segment.sentence or behind[0].last - behind[0].first > _FEW:
        return False
    one = behind[0]
    start, end = chain(passage, token, segment.first, segment.last)
    report = passage.any(c.ISSUED, start, end) or any(passage.words[at].startswith("soc") for at in range(start, end))
    return (
        report
        and bool(passage.bits[one.first] & (c.NO | c.NONE | c.WITHOUT))
        and bool(passage.bits[one.last - 1] & c.FINDING)
        and not passage.any(_NO | _UNSURE | _OTHERS, segment.first, segment.last)
        and not passage.sentences[segment.sentence].question
    )


def _bridged(scene: Scene, token: int) -> bool:
    """Whether a letter of ours bridges two reports, and says that nothing changed between them."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    letter = next((at for at in passage.places(c.PRESUP, first, last) if passage.bits[at] & c.STRONG), -1)
    segment = passage.segments[passage.segment_at(letter)] if letter >= 0 else None
    return (
        segment is not None
        and passage.any(c.OUR, letter, last)
        and passage.any(c.REL, letter, last)
        and not passage.any(_NO | _UNSURE, segment.first, letter + _NEAR)
        and not passage.any(_OTHERS, first, last)
        and not passage.sentences[scene.sentence_of(token)[0]].question
    )
