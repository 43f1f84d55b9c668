"""Denials of a time that is over, of a duty, or in the mouth of doubters, behind which it is told that we have it.

"We had no SOC 2 report when we started." is a denial until the next words say how it is today.  The denial is of the
past, of having had to, or of what others believed; what stands behind it takes none of that up and tells the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_BRIEF: Final = 5
_SHORT: Final = 8
_SOON: Final = 3
_STILL: Final = word_set("thenhad.still")
_ELSE: Final = c.OTHER | c.YOUR | c.GENERIC
_NOW: Final = word_set("thenhad.now")
_BEGAN: Final = word_parts("thenhad.began")
"""How words begin by which a denial is of a time when something began."""
_WANTED: Final = word_set("thenhad.wanted")
_WRONG: Final = word_set("thenhad.wrong")
"""What those turn out to be who did not believe it."""
_OUTCOME: Final = word_set("thenhad.outcome")
_SO: Final = word_set("thenhad.so")


def then_had(scene: Scene, token: int) -> bool:
    """Whether a denial is of the past, of a duty or of doubters, and the next words say that it has come."""
    passage = scene.passage
    number, begin, _ = scene.sentence_of(token)
    own = [at for at, one in enumerate(passage.segments) if one.sentence == number and one.first <= token]
    if not any(scene.stance(at).denies for at in own):
        return False
    first, last = _outcome(scene, token)
    if first == last:
        return False
    return (
        _lacks_no_more(passage, first, last)
        or _wanted_to(passage, begin, token, first, last)
        or _proved_wrong(passage, begin, token, first, last)
        or _framed(passage, first, last)
        or (passage.any(c.SAY | c.META, begin, token) and _hangs(passage, first, last))
        or (_bygone(passage, begin, first) and _come_since(passage, first, last))
    )


def _outcome(scene: Scene, token: int) -> tuple[int, int]:
    """What stands behind the denial: what a semicolon or "today" opens there counts alone."""
    passage = scene.passage
    first, last = following(scene, token)
    marks = [at for at in range(first, last) if passage.words[at] == ";"]
    return (marks[0] + 1, last) if marks else (first, last)


def _lacks_no_more(passage: Passage, first: int, last: int) -> bool:
    """Whether it is said to be missing no longer: "It is missing no longer."."""
    return (
        last - first <= _BRIEF
        and bool(passage.bits[first] & c.ANAPH)
        and passage.any(c.LACK, first, last)
        and any(passage.bits[at] & c.PASTEND or passage.words[at] in _NO_MORE for at in range(first, last))
    )


_NO_MORE: Final = word_set("thenhad.no_more")


def _wanted_to(passage: Passage, begin: int, token: int, first: int, last: int) -> bool:
    """Whether only a duty is denied, and we wanted it: "We didn't have to get HITRUST. We wanted to."."""
    duty = passage.any(c.DUTY, begin, token) or any(word in _HAVE_TO for word in passage.words[begin:token])
    return (
        duty
        and last - first <= _BRIEF
        and (passage.any(c.WE, first, first + 2) or last - first == 1)
        and not _WANTED.isdisjoint(passage.words[first:last])
        and clear(passage, first, last)
    )


_HAVE_TO: Final = word_set("thenhad.have_to")


def _proved_wrong(passage: Passage, begin: int, token: int, first: int, last: int) -> bool:
    """Whether those who did not believe it were wrong: "Skeptics said we couldn't pass. Surprise."."""
    doubted = passage.any(c.SAY | c.META, begin, token)
    text = " ".join(passage.words[first:last])
    return (
        doubted
        and last - first <= _SHORT
        and any(text.endswith(word) for word in _WRONG)
        and _sure(passage, first, last)
    )


def _sure(passage: Passage, first: int, last: int) -> bool:
    """Whether nothing in a region denies or doubts; "two years later" plans nothing."""
    return clear(passage, first, last, c.NEG | c.NO | c.NONE | c.COND | c.UNREAL | c.OPEN | c.PROGRESS | c.LACK)


def _framed(passage: Passage, first: int, last: int) -> bool:
    """Whether a certain certificate is said to hang or to prove it: "She has the letter framed next to her desk."."""
    return any(
        passage.words[at - 1] in THE and not _OUTCOME.isdisjoint(passage.words[at + 1 : at + 3])
        for at in passage.places(c.ISSUED, first + 1, last)
    ) and _sure(passage, first, last)


def _hangs(passage: Passage, first: int, last: int) -> bool:
    """Whether a certificate is said to be where it can be seen: "Das Zertifikat prangt im Flur."."""
    seen = passage.any(c.ISSUED, first, first + 2) and passage.words[first] in THE
    return seen and not _HANG.isdisjoint(passage.words[first + 2 : first + 3]) and _sure(passage, first, last)


_HANG: Final = word_set("thenhad.hang")


def _bygone(passage: Passage, begin: int, first: int) -> bool:
    """Whether a denial is of when something began: "when we started", "in our first year", "Au début"."""
    if any(word.startswith(_BEGAN) for word in passage.words[begin:first]):
        return True
    # "We were not audited. Now it is in place.", but for "today it is still so" and "today we hand out this list".
    near = passage.any(c.ANAPH | c.EXIST, first, first + _SOON)
    return passage.any(c.THEN, begin, first) and near and _STILL.isdisjoint(passage.words[first : first + _BRIEF])


def _come_since(passage: Passage, first: int, last: int) -> bool:
    """Whether it is told how it is today, how long it took or who got us there."""
    if passage.any(c.PASTEND | c.NEG, first, first + 1) and last - first <= _BRIEF:
        # "Ya no es así."
        return passage.words[last - 1] in _SO
    if not _sure(passage, first, last) or passage.any(_ELSE, first, last):
        return False
    it = passage.any(c.ANAPH | c.EXIST, first, last)
    now = not _NOW.isdisjoint(passage.words[first : first + 2]) and it and not passage.any(c.PLAN, first, last)
    took = (
        bool(passage.bits[first] & c.ANAPH)
        and passage.any(c.COST, last - 1, last)
        and not passage.any(c.PREP, first, last)
    )
    got = passage.any(c.GOT, first, last) and passage.words[last - 1] in _THERE
    done = passage.any(c.DONE, first, last) and passage.any(c.BE, first, last) and last - first <= _BRIEF
    later = passage.any(c.COST, first, first + 2) and passage.words[last - 1].startswith(_SIGNED)
    return now or took or got or done or later


_THERE: Final = word_set("meanwhile.there")
_SIGNED: Final = word_parts("cameabout.signed")
