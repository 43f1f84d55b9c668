"""Whose a certificate is said to be, when that is somebody who is not us, or that it does not reach us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.reading import possessed

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene


def _us(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch begins with us; in "our acquirer" it is the acquirer."""
    return any(
        not (passage.bits[at] & c.OUR and passage.any(c.THIRD | c.OTHER, at + 1, min(at + 4, last)))
        for at in passage.places(c.WE | c.NAME | c.OUR, first, last)
        if passage.segment_at(at) == passage.segment_at(first)
    )


def belongs(scene: Scene, token: int) -> bool:
    """Whether it is said to belong to somebody who is not us."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    if _that_is_theirs(scene, token):
        return True
    return _is_theirs(scene, token, last) or any(
        not _us(passage, place + 1, min(place + 5, last))
        and (
            not passage.bits[place] & (c.MEAN | c.DEFINE | c.LAW | c.MAP)
            or passage.any(c.THIRD | c.OTHER, place + 1, min(place + 5, last))
        )
        for place in passage.places(c.BELONG, token + 1, last)
    )


_WHOSE: Final = frozenset(
    {
        "de",
        "d'",
        "di",
        "van",
        "von",
        "der",
        "del",
        "dell'",
        "die",
        "das",
        "dat",
        "el",
        "la",
        "celle",
        "celui",
        "quella",
        "quello",
    }
)


def its_own(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a name before the verb is named again behind it: "Paddle's assessment is Paddle's own"."""
    passage = scene.passage
    for place in passage.places(c.BE | c.MEAN | c.EXIST | c.BELONG, token + 1, last):
        behind = min(place + _REACH, last)
        for at in range(place + 1, behind):
            if passage.bits[at] & ~(c.OTHER | c.THIRD) or not (passage.words[at].isalpha() and scene.capital(at)):
                continue
            before = passage.words[at - 1]
            if passage.words[at] in passage.words[first:place] and not (passage.bits[at - 1] & c.DET & ~c.PREP):
                return before not in _BY
    return False


_REACH: Final = 6


_BY: Final = frozenset({"by", "durch", "par", "por", "door"})


def _is_theirs(scene: Scene, token: int, last: int) -> bool:
    """Whether the clause ends by naming whose it is: "the attestation you may have read is Adyen's"."""
    passage = scene.passage
    for place in passage.places(c.BE, token + 1, last):
        segment = passage.segments[passage.segment_at(place)]
        at = place + 1
        while at < segment.last and passage.words[at] in _WHOSE:
            at += 1
        if at + 1 == segment.last and passage.words[at] in _THEIRS and _spoken_of(scene, token):
            return True
        if at < segment.last and passage.bits[at] & c.OTHER:
            return all(word == "'s" for word in passage.words[at + 1 : segment.last])
    return False


_THEIRS: Final = frozenset({"theirs", "deren", "ihres", "leur", "suyo", "suya", "loro", "hen", "hun"})


def _spoken_of(scene: Scene, token: int) -> bool:
    """Whether another party was named before: "The building is Digital Realty's. The certificate is theirs"."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    begin = passage.sentences[number - 1].first if number else first
    before = passage.any(c.THIRD | c.OTHER, begin, token) or any(scene.proper(at) for at in range(begin + 1, first))
    return before and not possessed(scene, token)


def _that_is_theirs(scene: Scene, token: int) -> bool:
    """Whether the next sentence says to whom it belongs: "It belongs to Cartwright Logistics Inc."."""
    passage = scene.passage
    following = scene.following(token)
    if following is None:
        return False
    first = following.first
    segment = passage.segments[passage.segment_at(first)]
    places = passage.places(c.BELONG, first, segment.last)
    return bool(
        places
        and passage.bits[first] & (c.ANAPH | c.DET)
        and places[0] - first <= 3  # noqa: PLR2004 - "that report belongs to"
        and not passage.any(c.WE | c.OUR | c.NAME | c.OURS | c.NEG, first, segment.last)
        and any(scene.proper(at) or passage.bits[at] & c.OTHER for at in range(places[0] + 1, segment.last))
    )


def not_covered(scene: Scene, token: int) -> bool:
    """Whether a name has it, and the next sentence says that it does not reach us: "We are not covered by it."."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    if number + 1 >= len(passage.sentences) or passage.any(c.WE | c.NAME, first, token):
        return False
    if not (scene.proper(first) or passage.any(c.THIRD | c.OTHER, first, token)):
        return False
    following = passage.sentences[number + 1]
    return (
        following.last - following.first <= _SHORT
        and passage.any(c.MEAN, following.first, following.last)
        and passage.any(c.WE | c.NAME, following.first, following.last)
        and len(passage.places(c.NEG, following.first, following.last)) == 1
        and not passage.any(c.ONLY | c.PSEUDO | c.EXCEPT | c.SCHEME, following.first, following.last)
    )


_SHORT: Final = 8
