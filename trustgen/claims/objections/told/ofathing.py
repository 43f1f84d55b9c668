"""A thing of ours of which it is told behind words on the scheme: "TISAX has three levels. The plant is at the third.".

A definition is about any company; that what we sell has it, or that a copy can be had, is about this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.general.atwork import a_thing
from trustgen.claims.scenes.elliptic import stands_for_it
from trustgen.claims.scenes.reading import THE, points_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_OPEN: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.COND | c.PLAN | c.OPEN | c.PROGRESS | c.SOON
_LOOSE: Final = (
    _OPEN | c.UNREAL | c.ASK | c.DUTY | c.ALIGN | c.MAP | c.THIRD | c.OTHER | c.YOUR | c.SAY | c.HELP | c.READY
)
_CAME: Final = c.GOT | c.DONE | c.HAPPEN | c.CERT
_HAS: Final = c.HOLD | c.CARRY | c.BE | c.AUX | c.GOT
_BEHIND: Final = c.PREP | c.NUMBER | c.ADV | c.PUNCT | c.SINCE | c.AND
_SAME: Final = word_set("ofathing.same")
"""What we have, and somebody else was said to have."""
_CURRENT: Final = word_set("ofathing.current")
"""How one report is called among others."""
_BODIES: Final = word_set("keepers.bodies")
_SUBJECT: Final = 4


def of_a_thing(scene: Scene, token: int) -> bool:
    """Whether a clause behind, which names no scheme, says that a thing of ours has it or that a copy is at hand."""
    passage = scene.passage
    if _had_by_it(scene, token):
        return True
    return any(
        _has_it(passage, one) or _to_be_had(passage, one) or _current(passage, one)
        for one in _behind(scene, token, _LOOSE)
    ) or any(
        passage.bits[one.first] & c.OURS and one.last - one.first > 1
        for one in _behind(scene, token, (_LOOSE | c.YOUR) & ~c.COND)
    )


def _had_by_it(scene: Scene, token: int) -> bool:
    """Whether a relative clause says that a thing of ours has it: "SOC 2 is a report that the platform has"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    return any(
        a_thing(scene, at, min(at + _SUBJECT, last))
        and passage.any(c.HOLD | c.GOT | c.CARRY, at + 1, last)
        and not passage.any(_LOOSE, at + 1, last)
        for at in passage.places(c.REL, token + 1, last)
    )


def shares_it(scene: Scene, token: int) -> bool:
    """Whether we are said to have the same: "at Hetzner, which is ISO 27001 certified; we share that status"."""
    passage = scene.passage
    return any(
        passage.any(c.WE | c.OURS, one.first, one.first + _SUBJECT)
        and any(_same(passage, at, one.last) for at in range(one.first, one.last))
        for one in _behind(scene, token, _OPEN | c.UNREAL)
    )


def ours_beside(scene: Scene, token: int) -> bool:
    """Whether a paper of ours is told of beside a supplier's: "…; our own report lies beside it", "…; we add ours"."""
    passage = scene.passage
    return any(
        any(passage.bits[at + 1] & c.ISSUED for at in passage.places(c.OUR, one.first, one.last - 1))
        or any(not passage.bits[at] & c.OUR for at in passage.places(c.OURS, one.first, one.last))
        # "…; our office has had it since May."
        or _has_it(passage, one, ours=True)
        for one in _behind(scene, token, _OPEN | c.UNREAL)
    )


def handed_to_the_asker(scene: Scene, token: int) -> bool:
    """Whether readers who have to show one are told where it is: "Need SOC 2 proof? It is in your account."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or not passage.sentences[number].question:
        return False
    first, last = following.first, following.last
    if passage.any(c.SCHEME | _OPEN, first, last):
        return False
    thing = any(stands_for_it(passage, at) for at in range(first, last)) or any(
        passage.bits[at] & c.STRONG or passage.words[at] in _COPIES
        for at in passage.places(c.ISSUED | c.HOMONYM, first, last)
    )
    return thing and (passage.any(c.WITHUS, first, last) or not _PLACES.isdisjoint(passage.words[first:last]))


_COPIES: Final = word_set("generic.copies")
_PLACES: Final = word_set("ofathing.places")
"""Where readers find papers of ours."""


def _same(passage: Passage, at: int, last: int) -> bool:
    """Whether it is the same paper or standing: "the same report", "share that status"; not "the same week"."""
    if passage.words[at] not in _SAME:
        return False
    noun = min(at + 1 + passage.any(c.DET, at + 1, at + 2), last)
    return noun >= last or passage.any(c.ISSUED | c.ART | c.DEFNOUN | c.CERT, noun, noun + 1)


def _behind(scene: Scene, token: int, loose: int) -> Iterator[Segment]:
    """The clauses behind the mention's, of its sentence and the next, that deny and leave open nothing."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if passage.any(c.COND | c.PLAN | c.UNREAL, first, last) or passage.any(c.DUTY, first, first + 1):
        # "Should we ever obtain one, it will be listed here."
        return
    for index, one in enumerate(passage.segments):
        near = one.first > token and number <= one.sentence <= number + 1
        sentence = passage.sentences[one.sentence]
        if not near or sentence.question or passage.any(c.SCHEME | loose, one.first, one.last):
            continue
        if one.sentence != number and passage.any(c.SCHEME, sentence.first, sentence.last):
            continue
        if not scene.stance(index).denies:
            yield one


def _has_it(passage: Passage, one: Segment, *, ours: bool = False) -> bool:
    """Whether a thing of ours is the subject, and what is said of it takes the scheme up: "the platform has both"."""
    subject = one.first + 1 if ours else _thing(passage, one)
    if ours and not (passage.any(c.OUR, one.first, subject) and passage.any(c.SELFNOUN, subject, subject + 1)):
        return False
    if subject < 0:
        return False
    thing = bool(passage.bits[subject] & c.SELFNOUN)
    rest = range(subject + 1, one.last)
    came = any(
        passage.bits[at] & _CAME
        and not passage.bits[at] & c.ART
        and (at + 1 == one.last or passage.bits[at + 1] & _BEHIND)
        for at in rest
    )
    taken_up = any(_takes_up(passage, at, one.last) for at in rest)
    verbs = [at for at in rest if passage.bits[at] & (_HAS if thing else _CAME | c.CARRY | (c.HOLD & ~c.AUX))]
    if not thing:
        # "The plant in Ulm reached the third", "the Lyon region has held it"; not "the AICPA has revised it".
        paper = any(passage.words[at - 1] in THE for at in passage.places(c.ISSUED, subject + 1, one.last))
        told = bool(verbs) and not passage.any(c.REL, subject + 1, verbs[0])
        return told and not passage.bits[verbs[-1]] & c.AUX and (taken_up or paper)
    return came or (taken_up and (bool(verbs) or not passage.bits[subject + 1]))


def _thing(passage: Passage, one: Segment) -> int:
    """The subject of a clause that begins with an article and a thing; -1 where it is somebody else or none."""
    for at in range(one.first + 1, min(one.first + _SUBJECT, one.last - 1)):
        if passage.words[at - 1] in THE or points_here(passage, at - 1, at):
            unknown = not passage.bits[at] and passage.words[at].isalpha() and passage.words[at] not in _BODIES
            if passage.bits[at] & c.SELFNOUN or unknown:
                return at
        elif passage.bits[at] & c.SELFNOUN and passage.any(c.REL, at + 1, at + 2):
            # "You start on a platform that has it."
            return at
    return -1


def _takes_up(passage: Passage, at: int, last: int) -> bool:
    """Whether a pronoun or a level stands for what was spoken of: "has both", "has carried it since", "the third"."""
    bits = passage.bits[at]
    # "Our cage is outside it."
    apart = passage.bits[at - 1] & (c.PREP | c.REST | c.DET)
    pronoun = bits & c.ANAPH and not bits & (c.REL | c.PREP) and not apart
    level = passage.words[at] in _LEVEL and passage.words[at - 1] in THE
    # "La plateforme l'a depuis 2020": a pronoun in front of its verb.
    clitic = bits & (c.ANAPH | c.DET) and passage.bits[at - 1] & c.SELFNOUN and passage.any(c.HOLD, at + 1, at + 2)
    return bool(clitic) or (bool(pronoun or level) and (at + 1 == last or bool(passage.bits[at + 1] & _BEHIND)))


_LEVEL: Final = word_set("ofathing.level")


def _to_be_had(passage: Passage, one: Segment) -> bool:
    """Whether it, or both, can be fetched somewhere: "and it can be downloaded from the customer portal"."""
    first = one.first + bool(passage.bits[one.first] & c.AND)
    if first + 1 >= one.last:
        return False
    verb = passage.any(c.BE | c.AUX, first + 1, first + 2) and not passage.any(c.REL, first + 2, one.last)
    paper = passage.any(c.ISSUED, first + 1, first + 2)
    known = (passage.any(c.ANAPH, first, first + 1) and (verb or paper)) or (passage.words[first] in THE and paper)
    where = passage.any(c.LISTING | c.WITHUS, first + 2, one.last) or points_here(passage, first + 2, one.last)
    handed = passage.any(c.CTA | c.EXIST, first + 2, one.last) or (where and passage.any(c.BE | c.AUX, first, one.last))
    return known and handed


def _current(passage: Passage, one: Segment) -> bool:
    """Whether ours, or the current one, is spoken of: "Ours runs until 2028", "the current one covers 2025"."""
    first = one.first + bool(passage.bits[one.first] & c.AND)
    opening = " ".join(passage.words[first : first + _SUBJECT])
    return any(opening.startswith(f"{word} ") for word in _CURRENT) and passage.any(c.NUMBER | c.CTA, first, one.last)
