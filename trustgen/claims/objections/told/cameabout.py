"""What the next sentence tells to have come about: "We had no SOC 2. That changed in June.", "Ours came in May.".

The mention's own sentence denies it, calls it hard or says that it was put off, and would be honest by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Sentence
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.LACK | c.WITHOUT | c.OPEN
_OTHERS: Final = c.THIRD | c.OTHER | c.THEIR | c.YOUR | c.PERSON | c.GENERIC
_OPEN_YET: Final = _UNSURE | c.PROGRESS | c.SOON | c.ASK | c.OTHER | c.THEIR | c.YOUR
_WHO: Final = c.EXAMINER | c.ASSESSOR | c.CERTIFIER
_LONG: Final = 12
_BRIEF: Final = 4
_CHANGED: Final = word_parts("cameabout.changed")
"""Verbs of change in the past, by how they begin."""
_ALL: Final = word_set("cameabout.all")
_CAME: Final = word_parts("cameabout.came")
_HANGS: Final = word_parts("cameabout.hangs")
"""Verbs of what a certificate does on a wall."""
_GOALS: Final = word_parts("cameabout.goals")
"""Where a race or a climb ends."""
_REACHED: Final = word_parts("cameabout.reached")
"""How verbs of reaching it begin."""
_OUR_VERBS: Final = word_parts("cameabout.our_verbs")
_WOULD: Final = word_parts("cameabout.would")
"""How verbs of ours end that tell what will or would be."""
_US: Final = word_set("cameabout.us")
_UNTIL: Final = word_set("cameabout.until")
_SIGNED: Final = word_parts("cameabout.signed")
_SO_FAR: Final = word_parts("cameabout.so_far")
_ANY_MORE: Final = word_set("cameabout.any_more")


def came_about(scene: Scene, token: int) -> bool:
    """Whether what was not there, hard or put off is said to have come."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if passage.sentences[number].question:
        return False
    if any(test(scene, token) for test in (_denied_back, _changed_since, _new_one, _stopped, _only_that)):
        return True
    if _signed_at_last(passage, token, last):
        return True
    following = scene.following(token)
    if following is None or following.question or passage.any(c.SCHEME, following.first, following.last):
        return False
    index, _ = scene.segment_of(token)
    stance = scene.stance(index)
    if stance.denies and _not_any_more(passage, first, following):
        return True
    one = following.first, following.last
    if one[1] - one[0] > _LONG:
        return False
    if _at_the_goal(passage, *one):
        return True
    if passage.any(_UNSURE | _OTHERS, *one) or passage.any(_OTHERS & ~c.GENERIC, first, last):
        return False
    return (
        _it(passage, _HANGS, *one)
        or _real_since(passage, *one)
        or (stance.denies and (_changed(passage, *one) or _it(passage, _CAME, *one)))
    )


def _denied_back(scene: Scene, token: int) -> bool:
    """Whether the next sentence denies that it is lacking: "… without a certificate. It is untrue that we lack it."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None or passage.any(c.SCHEME | c.COND | c.OTHER, following.first, following.last):
        return False
    return any(
        scene.stance(at).asserts
        and not scene.stance(at).blocked
        and passage.any(c.LACK, one.first, one.last)
        and passage.any(c.META | c.TRUTH, one.first, one.last)
        for at, one in enumerate(passage.segments)
        if following.first <= one.first < following.last
    )


def _changed(passage: Passage, first: int, last: int) -> bool:
    """Whether that, or everything, is said to have changed: "Das hat sich im Juni ge\u00e4ndert"."""
    begins = bool(passage.bits[first] & c.ANAPH) or not _ALL.isdisjoint(passage.words[first:last])
    # "Im März hat sich das geändert."
    begins = begins or (_pronoun(passage, last - 2) and passage.words[last - 1].startswith(_CHANGED))
    verbs = [
        at
        for at in range(first + 1, last)
        if passage.words[at].startswith(_CHANGED) or (passage.words[at] == "change" and passage.bits[at - 1] & c.HOLD)
    ]
    # "Everything about this page changed", "das hat den Wettbewerb ge\u00e4ndert", "todo termin\u00f3 en una hoja".
    verb = bool(verbs) and not any(
        passage.bits[at - 1] & c.DET
        and not passage.bits[at]
        and passage.words[at].isalpha()
        and passage.words[at] not in _ALL
        for at in range(first + 2, last)
    )
    at = first + 1
    noun = bool(passage.bits[first] & c.ANAPH) and at < last and not passage.bits[at] and passage.words[at].isalpha()
    noun = noun and passage.words[at] not in _ALL
    return begins and verb and not (noun and not passage.words[at].startswith(_CHANGED))


def _it(passage: Passage, verbs: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a verb has a pronoun for its subject, or in Spanish and Italian nothing at all."""
    for at in range(first, last):
        if not any(word.startswith(verbs) for word in passage.words[at].split()):
            continue
        if not _UP.isdisjoint(passage.words[at + 1 : last]):
            # "That came up in a tender."
            return False
        before = at - 1
        while (
            before >= first and passage.bits[before] & (c.AUX | c.BE | c.ADV | c.DONE) and not _pronoun(passage, before)
        ):
            before -= 1
        if _pronoun(passage, before) and before >= first:
            return not _another(passage, at, last)
        if at + 1 < last and _pronoun(passage, at + 1):
            return not _another(passage, at + 1, last)
        if before < first and at + 1 < last and (passage.bits[at + 1] & c.PREP or " " in passage.words[at]):
            return True
    return False


_UP: Final = word_set("cameabout.up")


def _pronoun(passage: Passage, at: int) -> bool:
    return bool(passage.bits[at] & (c.ANAPH | c.OURS)) and not passage.bits[at] & (c.PREP | c.AND)


def _another(passage: Passage, at: int, last: int) -> bool:
    """Whether a noun with an article comes behind, which is what came: "es kam im Juni ein Brief"."""
    return any(
        passage.bits[place] & c.DET and not passage.bits[place] & c.PREP and not passage.bits[place - 1] & c.PREP
        for place in range(at + 1, last)
    )


def _real_since(passage: Passage, first: int, last: int) -> bool:
    """Whether it is said since when it is real or has a place with us: "Since June it has been on our letterhead"."""
    real = any(word.rpartition(" ")[2] in _REALITY for word in passage.words[first:last])
    placed = any(_pronoun(passage, at) for at in range(first, last)) and any(
        passage.any(c.PREP, at - 1, at) for at in passage.places(c.OUR, first + 1, last)
    )
    since = any(not _SINCE.isdisjoint(word.split()) for word in passage.words[first:last])
    return since and (real or placed)


_SINCE: Final = word_set("cameabout.since")
_REALITY: Final = word_set("cameabout.reality")


def _at_the_goal(passage: Passage, first: int, last: int) -> bool:
    """Whether we are said to be where the race or the climb ends: "Nous avons franchi la ligne en mai"."""
    us = passage.any(c.WE, first, last) or any(
        word.endswith((*_OUR_VERBS, *FIRST_PERSON)) for word in passage.words[first:last]
    )
    goal = [at for at in range(first + 1, last) if passage.words[at].rpartition(" ")[2] in _GOALS]
    if passage.any(c.QUIT | c.FAIL | c.PASTEND, first, last) or not any(
        word.startswith(_REACHED) for word in (" ".join(passage.words[at : at + 2]) for at in range(first, last))
    ):
        # "We put this at the top of the page."
        return False
    told = [passage.bits[at] for at in range(first, last) if at not in goal]
    promised = any(bits & c.AUX and not bits & (c.HOLD | c.BE) for bits in told[:_BRIEF]) or any(
        word.endswith(_WOULD) for word in passage.words[first:last]
    )
    return us and bool(goal) and not promised and not any(bits & _OPEN_YET for bits in told)


def _not_any_more(passage: Passage, first: int, following: Sentence) -> bool:
    """Whether what is denied of the past is said not to be so any more: "We lacked it until May. Not any more."."""
    words = passage.words[following.first : following.last]
    return (
        len(words) <= _BRIEF
        and " ".join(words) in _ANY_MORE
        and any(word.startswith(_SO_FAR) for word in passage.words[first : following.first])
    )


def _signed_at_last(passage: Passage, token: int, last: int) -> bool:
    """Whether it was put off until it came: "was on hold until the auditor signed", "until May, when we got it"."""
    until = next((at for at in range(token + 1, last) if passage.words[at] in _UNTIL), last)
    past = any(word.startswith(_SO_FAR) for word in passage.words[token + 1 : until])
    if until == last or not past or passage.any(_UNSURE & ~c.OPEN & ~c.COND | c.OTHER, until + 1, last):
        return False
    signed = any(
        passage.words[at].startswith(_SIGNED) and passage.any(_WHO, until, at) for at in range(until + 1, last)
    )
    got = any(
        (passage.any(c.WE, until, at) or not _US.isdisjoint(passage.words[at - 1].split()))
        # "\u2026 que nous ayons obtenu un budget"
        and not (passage.any(c.DET, at + 1, at + 2) and at + 2 < last and not passage.bits[at + 2])
        for at in passage.places(c.GOT & ~c.AUX, until + 1, last)
    )
    return signed or got


def _changed_since(scene: Scene, token: int) -> bool:
    """Whether what was denied of the past is said behind a semicolon to have changed: "…; that changed last year"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    denied = passage.any(c.NEG | c.NO | c.NONE | c.LACK | c.WITHOUT, segment.first, segment.last)
    return (
        denied
        and scene.stance(index).denies
        and any(
            one.sentence == segment.sentence
            and one.opener in {";", "but", ",", "and"}
            and not passage.any(_UNSURE | _OTHERS, one.first, one.last)
            and _changed(passage, one.first, one.last)
            for one in behind
        )
    )


_NEW: Final = word_set("succeeded.new")
_ONE: Final = word_set("succeeded.one")


def _new_one(scene: Scene, token: int) -> bool:
    """Whether an old thing of ours is denied to be, and the new one is said to be: "The new one is."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None or not scene.stance(scene.segment_of(token)[0]).denies:
        return False
    first, last = following.first, following.last
    return (
        last - first == _BRIEF
        and passage.any(c.DET, first, first + 1)
        and passage.words[first + 1] in _NEW
        and not _ONE.isdisjoint(passage.words[first + 2 : first + 3])
        and passage.any(c.BE | c.AUX, last - 1, last)
    )


def _stopped(scene: Scene, token: int) -> bool:
    """Whether we could have left it at that, and did not: "We could have stopped at Type I, but we didn't."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    return (
        passage.any(c.UNREAL, segment.first, token)
        and passage.any(c.PASTEND | c.QUIT, segment.first, token)
        and not passage.any(c.NEG | c.NO, segment.first, token)
        and any(
            one.last - one.first <= _BRIEF
            and passage.any(c.WE, one.first, one.last)
            and passage.any(c.NEG, one.last - 1, one.last)
            for one in behind
        )
    )


def _only_that(scene: Scene, token: int) -> bool:
    """Whether one paper is not handed out and another is: "We do not share the audit report, only the certificate."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    return passage.any(c.SHOW & ~c.HOLD, segment.first, token) and any(
        one.sentence == segment.sentence
        and one.last - one.first <= _BRIEF
        and passage.any(c.ONLY | c.BUT, one.first, one.first + 1)
        and passage.bits[one.last - 1] & c.ISSUED
        and (passage.words[one.first + 1] in THE or passage.bits[one.first + 1] & c.OUR)
        for one in behind
    )
