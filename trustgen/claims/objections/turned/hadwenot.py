"""What would be otherwise if we had it not: one can only be without in thought what one has.

"Had we not passed CMMC, somebody else would have won" denies nothing: both halves are unreal, and the first takes away
what is there.  "If we had passed, we would have won" takes nothing away, and "if we do not have it by June, the order
is off" is a real condition; both are left to the frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NOT: Final = c.NEG | c.NO | c.WITHOUT
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.THEIR | c.GENERIC | c.PERSON | c.RIVAL
_NO_HOLDING: Final = c.DUTY | c.PLAN | c.PROGRESS | c.ASK | c.LACK | c.FAIL | c.PASTEND | c.SAY | c.COST
_LINK: Final = (
    c.DET | c.OUR | c.ADV | c.BE | c.AUX | c.HOLD | c.ART | c.ADJ | c.PREP | c.GOT | c.CERT | c.DONE | c.NUMBER
)
_GOT: Final = c.GOT | c.DONE | c.CERT
_HAD: Final = word_set("hadwenot.had")
"""Verbs of having or being in what is not so."""
_WE_HAD: Final = word_parts("hadwenot.we_had")
"""How such a verb ends that has its subject in it: "tuvi\u00e9ramos", "avessimo"."""
_EVER: Final = word_set("hadwenot.ever")
_WOULD: Final = word_set("hadwenot.would")
_WOULD_ENDS: Final = word_parts("hadwenot.would_ends")


def had_we_not(scene: Scene, token: int) -> bool:
    """Whether the mention is what we would be without in an unreal condition with its consequence."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    number, first, last = scene.sentence_of(token)
    if passage.sentences[number].question:
        return False
    begin = _opens(passage, segment.first, token)
    if begin < 0 or passage.any(_OTHERS | _NO_HOLDING, begin, segment.last):
        return False
    # "Se mai prendessimo": if ever.
    denials = [at for at in passage.places(_NOT, begin, segment.last) if passage.words[at] not in _EVER]
    if len(denials) != 1 or not _taken_away(scene, token, denials[0], begin, segment.last):
        return False
    return _would(passage, first, begin) or _would(passage, segment.last, last)


def _opens(passage: Passage, first: int, token: int) -> int:
    """Where the condition begins that the mention stands in, or -1: at "if", "had we", or a "without" of ours."""
    if _HAD.isdisjoint(passage.words[first].split()):
        begin = next(iter(passage.places(c.COND | c.WITHOUT, first, token)), -1)
    else:
        begin = first
    if begin < 0:
        return -1
    words = passage.words[begin:token]
    phrase = bool(words) and " " in words[0]
    ours = phrase or passage.any(c.WE | c.OUR, begin, token) or any(word.endswith(_WE_HAD) for word in words)
    return begin if ours else -1


def _taken_away(scene: Scene, token: int, denial: int, begin: int, last: int) -> bool:
    """Whether what is denied is having or having got it, in the unreal mood."""
    passage = scene.passage
    if passage.bits[denial] & c.WITHOUT:
        # "Without having our report at hand": called ours, it is there.
        return possessed(scene, token)
    if not any(map(_unreal, passage.words[begin:last])):
        return False
    start, _ = chain(passage, token, begin, last)
    return passage.any(_GOT, begin, last) or (
        denial < start
        and all(passage.bits[at] & _LINK or _unreal(passage.words[at]) for at in range(denial + 1, start))
    )


def _unreal(word: str) -> bool:
    return not _HAD.isdisjoint(word.split()) or word.endswith(_WE_HAD)


def _would(passage: Passage, first: int, last: int) -> bool:
    """Whether a region says what would be, or would have been."""
    return passage.any(c.UNREAL, first, last) or any(
        not _WOULD.isdisjoint(word.split()) or word.endswith(_WOULD_ENDS) for word in passage.words[first:last]
    )
