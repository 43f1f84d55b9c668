"""Plans that readers buy: what is said of them is said of what they get, and is nothing that may come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.reading import attributed

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_PLANS: Final = frozenset({"plan", "plans", "planes", "piano", "piani"})
_FAR: Final = 12
_TIERS: Final = frozenset({"pro", "premium", "enterprise", "team", "starter", "basic", "professional", "business"})
"""What such plans are called."""
_AIMED: Final = frozenset({"to", "that", "zu", "que", "de", "d'", "di", "om", "estar", "ser", "essere", "being"})
"""What stands behind a plan that tells what is planned."""


def offered(scene: Scene, token: int, at: int) -> bool:
    """Whether a word for plan is something to buy and certified: "everything in the Pro plan is HIPAA compliant"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.words[at] not in _PLANS or not max(segment.first, token - _FAR) <= at < token:
        return False
    if not _AIMED.isdisjoint(passage.words[at + 1 : token]):
        return False
    verbs = passage.places(c.BE, at + 1, token)
    # "Está certificado", "è certificato": the participle is a noun as well.
    if not attributed(scene, token) and not any(passage.any(c.CERT, verb + 1, verb + 2) for verb in verbs):
        return False
    is_so = bool(verbs)
    return is_so or not _TIERS.isdisjoint(passage.words[max(at - 2, segment.first) : at + 2])
