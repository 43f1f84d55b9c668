"""Denials that come to nothing: of a time that is over, of a lack, of what others believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.polarity import RENEWED
from trustgen.claims.reading import possessed

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene

_UNTIL: Final = frozenset(
    {
        *("until", "till", "before", "bis", "vor", "jusqu' en", "avant", "hasta", "antes de"),
        *("fino al", "prima del", "tot", "voor"),
    }
)
_EARLIEST: Final = 1990


def undone(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment says after all that we have it."""
    tests = (
        _missed,
        _by_now,
        _never_without,
        _proved_wrong,
        _but_us,
        _hearsay,
        _of_rivals,
        _refuted,
        _made_by,
        seen_off,
    )
    return any(test(scene, token) for test in tests)


def _missed(scene: Scene, token: int) -> bool:
    """Whether it is told what would be without ours: "without our certificate we would not have won"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(
        passage.any(c.OUR, place + 1, min(place + 3, token))
        for place in passage.places(c.WITHOUT, segment.first, token)
    )


def _by_now(scene: Scene, token: int) -> bool:
    """Whether it was not so until a year that has come: "we weren't certified until 2025"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.NEG | c.NO, segment.first, segment.last) and any(
        _year(passage.words[at]) <= scene.facts.as_of.year
        and not _UNTIL.isdisjoint((passage.words[at - 1], " ".join(passage.words[at - 2 : at])))
        for at in passage.places(c.NUMBER, segment.first + 1, segment.last)
        if _year(passage.words[at]) > _EARLIEST
    )


def _year(word: str) -> int:
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else 0  # noqa: PLR2004


def _never_without(scene: Scene, token: int) -> bool:
    """Whether there is nothing of which it is denied: "kein Tag, an dem wir ohne Testat waren"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    before = passage.segments[index - 1] if index else segment
    return (
        segment.opener == ","
        and before.sentence == segment.sentence
        and not scene.stance(index - 1).denies
        and passage.any(c.NO | c.NEG | c.NOBODY, before.first, before.last)
        and _relative(passage, segment.first)
    )


def _relative(passage: Passage, at: int) -> bool:
    """Whether a clause begins that belongs to the noun before: "who", "dem wir", "an dem wir"."""
    if passage.bits[at] & c.PREP and not passage.bits[at] & c.DET:
        at += 1
    return passage.any(c.REL, at, at + 2) or bool(passage.any(c.DET, at, at + 1) and passage.any(c.WE, at + 1, at + 2))


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


_OTHERS: Final = frozenset(
    {
        "they",
        "everybody",
        "everyone",
        "people",
        "man",
        "alle",
        "on",
        "ils",
        "nos",
        "todos",
        "ci",
        "tutti",
        "ze",
        "iedereen",
    }
)


_MADE: Final = (
    *(
        "written",
        "issued",
        "drawn up",
        "geschrieben",
        "verfasst",
        "erstellt",
        "ausgestellt",
        "redig",
        "etabli",
        "delivr",
    ),
    *(
        "emis",
        "redactado",
        "emitido",
        "elaborado",
        "redatto",
        "emesso",
        "rilasciato",
        "opgesteld",
        "opgemaakt",
        "afgegeven",
    ),
)


def _made_by(scene: Scene, token: int) -> bool:
    """Whether it is only said who did not make ours: "our report was not written by us"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return possessed(scene, token) and any(
        passage.words[at].startswith(_MADE)
        for negation in passage.places(c.NEG, token, segment.last)
        for at in range(negation, segment.last)
    )


def seen_off(scene: Scene, token: int) -> bool:
    """Whether every auditor is said to have left with something: "no auditor has visited us without praise"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    return (
        passage.any(c.ASSESSOR, segment.first, segment.last)
        and passage.any(c.NO | c.NEG | c.NOBODY, segment.first, segment.last)
        and any(
            passage.bits[at] & c.WITHOUT and not passage.any(c.SCHEME | c.ART | c.CERT, at + 1, at + 4)
            for at in range(segment.first + 1, last)
        )
    )


def _hearsay(scene: Scene, token: int) -> bool:
    """Whether it is others who are said to have denied it: "people said that we would never get FedRAMP"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
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
    return False


def _of_rivals(scene: Scene, token: int) -> bool:
    """Whether it is others who are said not to have it, which says that we do."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    others = passage.any(c.RIVAL, segment.first, token) or (
        # "At last a vendor that need not look for its report": praise.
        passage.any(c.RARE, segment.first, token) and passage.any(c.THEIR, segment.first, token)
    )
    return others and not passage.any(c.WE | c.NAME, segment.first, segment.last)


_CONTRARY: Final = frozenset(
    {"otherwise", "anders", "gegenteil", "contraire", "contrario", "tegendeel", "anderes", "autre"}
)


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
        and _CONTRARY.isdisjoint(passage.words[first:last])
    )


NEW: Final = ("new", "neue", "nouve", "nuev", "nuov", "nieuw", "success", "nachfolg", "sucesor", "opvolg")


def renewed(scene: Scene, index: int) -> bool:
    """Whether another segment says that what had ended was renewed."""
    passage = scene.passage
    if any(
        word.startswith(NEW)
        and passage.any(c.EXIST | c.HOLD | c.GOT, segment.first, segment.last)
        and not passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last)
        for other, segment in enumerate(passage.segments)
        if other != index and not scene.stance(other).denies
        for word in passage.words[segment.first : segment.last]
    ):
        return True
    return any(
        passage_word.startswith(RENEWED) and not scene.passage.any(c.NEG | c.NO, segment.first, segment.last)
        for other, segment in enumerate(scene.passage.segments)
        if other != index and not scene.stance(other).denies
        for passage_word in scene.passage.words[segment.first : segment.last]
    )
