"""What others fall short of with a certificate, and we do not: "Most vendors stop at ISO 27001. We didn't.".

A short "we don't" takes its verb from the sentence before.  Behind "have" or "are certified" it denies a holding;
behind "fail", "stop", "hide" or "leave out" it denies a shortcoming of ours, which only holders can have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.NAME | c.OURS
_DENIED: Final = c.NEG | c.NO | c.NONE
_PLAIN: Final = _US | c.OUR | c.AUX | c.BE | c.HOLD | c.ADV | c.NEG | c.NAY | c.BUT | c.NONE | c.PUNCT
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.YOUR | c.YOU | c.HELP | c.FAIL | c.SAY | c.ASK
_BRIEF: Final = 4
_SHORT: Final = 8
_FALL_SHORT: Final = word_parts("othersfail.fall_short")
_BEYOND: Final = word_set("othersfail.beyond")


def better_than_they(scene: Scene, token: int) -> bool:
    """Whether it is only a shortcoming, a fear of others or a burden of readers that the next sentence denies."""
    return any(test(scene, token) for test in (_unlike_them, _never_came, _spared_you, _their_flaw))


def _unlike_them(scene: Scene, token: int) -> bool:
    """Whether others are said to fall short with it, or any report to have flaws, and we or ours not."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = following(scene, token)
    if first == last or last - first > _SHORT or not passage.any(_US, first, first + 2):
        return False
    if _fewer_findings(passage, segment.first, segment.last, first, last):
        return True
    many = passage.any(c.GENERIC | c.RIVAL, segment.first, segment.last)
    if not many or passage.any(c.WE | c.OUR, segment.first, segment.last) or not _short(scene, token):
        return False
    return _not_us(passage, first, last) or _beyond(passage, first, last)


def _short(scene: Scene, token: int) -> bool:
    """Whether a clause tells of a shortcoming: that they fail, stop at it, hide it or let it go."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.FAIL | c.HIDE | c.QUIT | c.PASTEND, segment.first, segment.last) or any(
        word.startswith(_FALL_SHORT) for word in passage.words[segment.first : segment.last]
    )


def _not_us(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence is but "we" and a negation: "We don't.", "Ours didn't.", "Nosotros no."."""
    return (
        last - first <= _BRIEF
        and passage.any(_DENIED, first, last)
        and all(bits & _PLAIN for bits in passage.bits[first:last])
    )


def _beyond(passage: Passage, first: int, last: int) -> bool:
    """Whether we are said to have gone further than they: "We were in the other half.", "We are on number five."."""
    further = not _BEYOND.isdisjoint(passage.words[first:last])
    count = passage.any(c.BE, first, last) and bool(passage.bits[last - 1] & c.NUMBER)
    return (further or count) and clear(passage, first, last) and not passage.any(_ELSE, first, last)


def _fewer_findings(passage: Passage, begin: int, end: int, first: int, last: int) -> bool:
    """Whether findings are what any report has, and ours none or one: "A typical one has three. Ours has none."."""
    return (
        passage.any(c.FINDING, begin, end)
        and passage.any(c.NUMBER, begin, end)
        and bool(passage.bits[first] & c.OURS)
        and passage.any(c.NONE | c.NO | c.NUMBER, first, last)
    )


def _never_came(scene: Scene, token: int) -> bool:
    """Whether it is said that it did not do to us what others feared: "They said it would slow us down. It didn't."."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    first, last = following(scene, token)
    if first == last or last - first > _BRIEF or not passage.any(c.SAY, begin, token):
        return False
    would = passage.any((c.AUX | c.UNREAL) & ~c.HOLD, token + 1, token + 3) and passage.any(
        c.WE | c.OUR, token + 1, end
    )
    # "Everyone told us that SOC 2 was out of reach. It wasn't."
    hard = not _IMPOSSIBLE.isdisjoint(passage.words[token + 1 : end])
    it = passage.any(c.ANAPH, first, last)
    plain = all(bits & (c.ANAPH | c.AUX | c.BE | c.NEG | c.ADV) for bits in passage.bits[first:last])
    return (would or hard) and it and plain and passage.any(c.NEG, first, last)


_IMPOSSIBLE: Final = word_set("othersfail.impossible")


def _spared_you(scene: Scene, token: int) -> bool:
    """Whether readers are told what they need not do as we did it: "We paid the price so that you don't have to."."""
    passage = scene.passage
    first, last = following(scene, token)
    if first == last or not passage.any(c.WE, first, first + 1):
        return False
    you = [at for at in passage.places(c.YOU, first + 2, last) if passage.words[at - 1] in _SO_THAT]
    return (
        bool(you)
        and passage.any(c.NEG, you[0], last)
        # "… so that you don't have to pay it." tells what they need not pay, and not what they need not do.
        and bool(passage.bits[last - 1] & c.AUX)
        and not passage.any(_DENIED | c.COND, first, you[0])
    )


def _their_flaw(scene: Scene, token: int) -> bool:
    """Whether it is a flaw or a doing of others that the next sentence denies of us, and not that we have it.

    "Large vendors had findings in their report. We had none.", "Competitors charge for the SOC 2 report. We do not.".
    """
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    first, last = following(scene, token)
    if first == last or last - first > _BRIEF or not passage.any(c.WE, first, first + 1):
        return False
    denied = passage.places(_DENIED, first, last)
    others = passage.any(c.GENERIC | c.RIVAL | c.THIRD, begin, min(begin + _BRIEF, token))
    if not denied or not others or passage.any(c.WE | c.OUR | c.COND, begin, end):
        return False
    if passage.any(c.FINDING, begin, end):
        return True
    # "We never had one" denies the having.
    verb_alone = all(passage.bits[at] & (c.WE | c.AUX | c.NEG | c.ADV) for at in range(first, last))
    start, stop = chain(passage, token, begin, end)
    theirs = passage.words[start - 1] in THE or bool(passage.bits[start - 1] & c.THEIR)
    known = passage.any(c.HOLD | c.GOT | c.SHOW | c.SAY | c.BE | c.ASK | c.CERT | c.DUTY | c.DEFINE, begin, start)
    return verb_alone and theirs and passage.any(c.ISSUED, start, stop) and not known


_SO_THAT: Final = word_set("othersfail.so_that")
