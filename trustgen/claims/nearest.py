"""Which excuse came nearest to a mention that none covers: its word stands in the sentence, but not over this name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case

_EXCUSES: Final = (
    ("a denial", c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.LACK),
    ("an end", c.PASTEND),
    ("a plan", c.PLAN),
    ("a condition", c.COND),
    ("a mapping", c.MAP),
    ("another party", c.THIRD | c.OTHER),
    ("a person", c.PERSON),
)


def nearest(case: Case) -> str:
    """The excuses of which a word stands in the mention's sentence, such as `a denial, a plan`; empty for none."""
    _, first, last = case.scene.sentence_of(case.token)
    return ", ".join(name for name, mask in _EXCUSES if case.scene.passage.any(mask, first, last))
