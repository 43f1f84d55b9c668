"""The honest frames, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.audits import of_the_whole
from trustgen.claims.frames import (
    aftermath,
    asking,
    command,
    denial,
    explaining,
    intent,
    mapping,
    market,
    norms,
    others,
    structured,
)

if TYPE_CHECKING:
    from trustgen.claims.frames.frame import Case, Frame

FRAMES: Final[tuple[Frame, ...]] = (
    denial.DENIED,
    asking.ANSWERED_NO,
    structured.STRUCK,
    structured.NEGATIVE,
    structured.INTENDED,
    intent.PLANNED,
    intent.UNDER_WAY,
    intent.CONDITIONAL,
    asking.REPORTED,
    explaining.DEFINED,
    mapping.MAPPED,
    mapping.SLUG,
    norms.TRADEMARK,
    others.THIRD_PARTY,
    others.CUSTOMER,
    others.PERSON,
    others.PARTICIPATION,
    command.COMMAND,
    norms.LAW,
    structured.THEIRS,
    structured.MAPPING,
    structured.GLOSSARY,
    structured.RECORDED,
    aftermath.ANSWERED,
    aftermath.RETRACTED,
    asking.DENIED_IN_ANSWER,
    market.GENERAL,
    mapping.BORROWED,
    mapping.READY,
)


_OF_MANY: Final = frozenset({explaining.DEFINED, market.GENERAL, others.THIRD_PARTY})
"""Frames about companies in general, which "one of the few providers with it" sets us apart from."""


def _set_apart(case: Case) -> bool:
    """Whether a company is set apart from others, or an audit of the whole is told of."""
    scene, token = case.scene, case.token
    _, first, last = scene.sentence_of(token)
    if scene.passage.any(c.RARE, first, token):
        return True
    told = case.scheme is None and bool(scene.passage.bits[token] & c.AUDIT)
    return told and of_the_whole(scene.passage, token, first, last)


def recognise(case: Case, *, mark: bool) -> str | None:
    """The name of the first frame that a mention stands in, or `None`."""
    apart = _set_apart(case)
    for frame in FRAMES:
        if (frame.marks or not mark) and not (apart and frame in _OF_MANY) and frame.test(case):
            return frame.name
    return None
