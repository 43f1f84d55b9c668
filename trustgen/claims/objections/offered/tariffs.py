"""Plans that are for sale: "the Enterprise plan unlocks it", "our rooms are compliant from the cheapest plan".

"Plan" also means what a company will do.  A plan with a name, each of the plans, and one from which on something *is*
compliant are none that still have to come true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_PLANS: Final = word_set("tariffs.plans")
_EVERY: Final = word_set("tariffs.every")
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.UNREAL | c.LACK
_NEAR: Final = 3


def on_a_tariff(scene: Scene, token: int) -> bool:
    """Whether all plans of which a clause speaks are for sale."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    plans = passage.places(c.PLAN, first, last)
    if not plans or passage.any(_DENIED, first, last):
        return False
    return all(passage.words[at] in _PLANS and _sold(scene, token, at, first) for at in plans)


def _sold(scene: Scene, token: int, at: int, first: int) -> bool:
    passage = scene.passage
    ours = passage.any(c.OUR, max(first, at - _NEAR), at)
    if at == first or any(passage.bits[one + 1] & c.BE for one in passage.places(c.PREP, first, token)):
        # "The Pro plan is to be compliant."
        return False
    if passage.words[at - 1] in _EVERY:
        return True
    named = at - 1 > first and scene.maybe_proper(at - 1) and passage.any(c.DET, max(first, at - _NEAR), at - 1)
    if named and not ours:
        return True
    # "It is compliant on the basic plan": what is so today does not wait for a plan.
    isnow = passage.any(c.BE, first, token) and passage.any(c.CERT, token, at)
    return isnow and not ours and passage.any(c.PREP, max(token, at - _NEAR - 1), at - 1)
