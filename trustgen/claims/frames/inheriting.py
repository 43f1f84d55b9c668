"""Whether a text passes another party's certificate on to us: "so we are", "which makes our service …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.clauses import Segment
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME


def inherited(scene: Scene) -> bool:
    """Whether the text passes another party's certificate on to us."""
    passage = scene.passage
    for index, segment in enumerate(passage.segments):
        if scene.stance(index).denies and not spared(passage, segment):
            continue
        if passage.bits[segment.first] & c.INHERIT and segment.last - segment.first <= 4:  # noqa: PLR2004
            return True
        if passage.any(c.INHERIT, segment.first, segment.last) and (
            passage.any(c.SCHEME | c.STRONG, segment.first, segment.last)
            or passage.any(_SELF | c.YOUR | c.YOU, segment.first, segment.last)
            or any(not _theirs(passage, at) for at in passage.places(c.SELFNOUN, segment.first, segment.last))
        ):
            if _nothing_comes(passage, segment):
                continue
            return True
        if passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last):
            continue
        for place in passage.places(c.MEAN, segment.first, segment.last):
            subject = passage.any(c.WE, segment.first, place)
            reached = c.WE | c.NAME | (c.OUR if passage.any(c.ANAPH | c.ART, segment.first, place) else 0)
            if not subject and passage.any(reached, place, min(place + 4, segment.last)):
                # "covers us", "carries over to us".
                return True
    return False


def spared(passage: Passage, segment: Segment) -> bool:
    """Whether the reader is spared a look: "which means that you need not check our controls"."""
    return bool(passage.bits[segment.first] & c.INHERIT) and all(
        passage.any(mask, segment.first, segment.last) for mask in (c.YOU | c.YOUR, c.DUTY)
    )


def _theirs(passage: Passage, at: int) -> bool:
    """Whether a part of a company is another's: "Google's controls"."""
    return passage.any(c.THIRD | c.OTHER | c.THEIR, max(at - 2, 0), at)


def _nothing_comes(passage: Passage, segment: Segment) -> bool:
    """Whether it only follows that something does not happen: "so that no card number reaches us"."""
    telling = c.SCHEME | c.STRONG | c.CERT | c.ART | c.AUDIT | c.YOU | c.YOUR | c.DUTY | c.LACK | c.WITHOUT | c.NOBODY
    return passage.any(c.NEG | c.NO, segment.first, segment.last) and not passage.any(
        telling, segment.first, segment.last
    )
