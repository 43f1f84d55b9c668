"""Denials that others uttered, or that are said of others: they deny nothing of us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene


def told_by_others(scene: Scene, token: int) -> bool:
    """Whether a denial is somebody's belief or word, or is about rivals."""
    tests = (_proved_wrong, _but_us, _hearsay, _of_rivals, _refuted, _said_by_nobody)
    return any(test(scene, token) for test in tests)


def _said_by_nobody(scene: Scene, token: int) -> bool:
    """Whether nobody can say so: "Dass wir nicht zertifiziert wären, kann uns keiner nachsagen"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    nobody = next(iter(passage.places(c.NOBODY | c.NONE, token + 1, last)), last)
    return (
        bool(passage.bits[first] & c.REL)
        and scene.stance(index).denies
        and passage.any(c.NEG, segment.first, token + 1)
        and nobody < last
        and passage.any(c.SAY, nobody + 1, last)
        and not passage.any(c.BUT, first, last)
    )


_OTHERS: Final = word_set("hearsay.others")


_CONTRARY: Final = word_set("hearsay.contrary")


def _hearsay(scene: Scene, token: int) -> bool:
    """Whether it is others who are said to have denied it: "people said that we would never get FedRAMP"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.words[segment.first] in _CONTRARY:
        # "Contrary to what resellers write, our modules are not validated."
        return False
    for place in passage.places(c.SAY, segment.first, token):
        before = range(segment.first, place)
        if any(passage.bits[i] & (c.NEG | c.NO | c.NOBODY | c.COND | c.META) for i in before):
            return False
        if passage.any(c.NEG, place + 1, place + 2):
            # "sichert nicht zu, dass": the saying is denied.
            return False
        told = passage.any(c.WE, segment.first, place) and passage.any(c.BE, segment.first, place)
        others = any(passage.bits[i] & (c.GENERIC | c.RIVAL) or passage.words[i] in _OTHERS for i in before)
        if (told or others) and passage.any(c.NEG | c.NO, place, segment.last):
            return True
    return _rival_says(scene, token)


def _rival_says(scene: Scene, token: int) -> bool:
    """Whether a rival is said to have said so, and nobody that it is so: "Ein Mitbewerber schreibt, wir …"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    number, _, last = scene.sentence_of(token)
    before = passage.segments[index - 1]
    if not index or before.sentence != number or segment.opener != ",":
        return False
    end = passage.sentences[number + 1].last if number + 1 < len(passage.sentences) else last
    return (
        passage.any(c.RIVAL, before.first, before.first + 2)
        and passage.any(c.SAY | c.DEFINE, before.first + 1, before.last)
        and before.last - before.first <= _FEW
        and passage.any(c.WE, segment.first, segment.first + 2)
        and passage.any(c.UNREAL, segment.first, token)
        and not passage.any(c.NEG | c.NO | c.COND | c.META, before.first, before.last)
        and not passage.any(c.TRUTH, last, end)
    )


_FEW: Final = 5


def _of_rivals(scene: Scene, token: int) -> bool:
    """Whether it is others who are said not to have it, which says that we do."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    # "Kein einziger Standort": none is meant, and no rival.
    rivals = [
        at
        for at in passage.places(c.RIVAL, segment.first, token)
        if not passage.any(c.NO, max(at - 1, segment.first), at)
    ]
    others = bool(rivals) or (
        # "At last a vendor that need not look for its report": praise.
        passage.any(c.RARE, segment.first, token) and passage.any(c.THEIR, segment.first, token)
    )
    return others and not passage.any(c.WE | c.NAME, segment.first, segment.last)


def _refuted(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that whoever denied it was wrong: "They said so. They were wrong."."""
    passage = scene.passage
    sentence, _, _ = scene.sentence_of(token)
    if sentence + 1 >= len(passage.sentences):
        return False
    first, last = passage.sentences[sentence + 1].first, passage.sentences[sentence + 1].last
    spoken = passage.any(c.SAY | c.ASK, passage.sentences[sentence].first, passage.sentences[sentence].last)
    return (
        last - first <= 5  # noqa: PLR2004
        and spoken
        and passage.any(c.META | c.PASTEND, first, last)
        and not passage.any(c.NEG | c.NO | c.WE, first, last)
    )


def _proved_wrong(scene: Scene, token: int) -> bool:
    """Whether only a belief is denied, and it came to pass: "nobody believed that we would, and here it is"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    return not scene.stance(index).direct and any(
        not passage.bits[place] & c.YEA for place in passage.places(c.DONE, segment.last, last)
    )


def _but_us(scene: Scene, token: int) -> bool:
    """Whether we are taken out in front: "other than us, nobody has one"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or passage.segments[index - 1].sentence != segment.sentence:
        return False
    before = passage.segments[index - 1]
    us = passage.any(c.WE | c.OUR | c.NAME, before.first, before.last) or before.last - before.first == 1
    return us and passage.any(c.EXCEPT, before.first, before.first + 1)
