"""Whether the record covers what a text says: scheme, level, edition, scope and day.

Everything that the text says must be on record; a field that the record leaves open supports no claim about it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims import rules
from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.record.editions import edition_of
from trustgen.claims.record.lastday import beyond
from trustgen.claims.record.levels import claimed
from trustgen.claims.record.reach import of_a_product, wider
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.facts import Facts, Holding
    from trustgen.claims.scenes.case import Case
    from trustgen.finding import Rule


_MANY: Final = 20
"""Names in one text; beyond that none of them is asked about the others."""
_RUN_ON: Final = re.compile(r"[A-Za-z](?=[A-Z][a-z])")


class Ruling(Struct, frozen=True, kw_only=True):
    """What the record says to a claim: covered by a holding, or the rule that it breaks."""

    rule: Rule | None
    holding: Holding | None
    level: str | None
    edition: str | None


def ruling(case: Case, found: Found) -> Ruling:
    """Compare a claim with the record; the best holding decides, the mildest excess is reported."""
    scene, scheme = case.scene, case.scheme
    if scheme is None:
        raise TypeError("only a named mention can be compared with the record")
    levels = claimed(scene, scheme, case.token, found)
    # What the name alone means is not said of it.
    level = next((one for one in levels if one != scheme.plain), None)
    if scheme.plain and not levels and not _level_said(case):
        levels = (scheme.plain,)
    edition = edition_of(scene, scheme, case.token, found)
    if scheme.artefact == "none":
        held = [one for one in scene.facts.holdings if one.scheme == scheme.id]
        if not held:
            return Ruling(rule=rules.IMPOSSIBLE, holding=None, level=level, edition=edition)
    candidates = [
        one
        for one in scene.facts.holdings
        if one.scheme == scheme.id or (scheme.id == "iso-family" and one.scheme.startswith("iso"))
    ]
    order = (rules.WORDING, rules.LASTING, rules.SCOPE, rules.EDITION, rules.LEVEL, rules.EXPIRED)
    best: tuple[int, Rule | None, Holding | None] = (len(order), rules.UNHELD, None)
    for holding in candidates:
        broken = _broken(case, holding, levels, edition)
        if broken is None:
            return Ruling(rule=None, holding=holding, level=level, edition=edition)
        if broken is rules.LEVEL:
            level = next(one for one in levels if not scheme.supports(holding.level, one))
        rank = order.index(broken)
        if rank < best[0]:
            best = (rank, broken, holding)
    return Ruling(rule=best[1], holding=best[2], level=level, edition=edition)


def _level_said(case: Case) -> bool:
    """Whether the text names a level of the scheme beside another mention of it."""
    scene, scheme = case.scene, case.scheme
    if scheme is None or len(scene.found) > _MANY or all(one.scheme != scheme.id for one in scene.facts.holdings):
        return False
    if any(
        claimed(scene, scheme, scene.passage.token_of(number), one)
        for number, one in enumerate(scene.found)
        if one.scheme == scheme.id and number in scene.passage.found
    ):
        return True
    # Inline elements run a level into the name: "FedRAMPIn Process".  Set apart, the same text is judged once more.
    run_on = _RUN_ON.search(scene.unit.text)
    return run_on is not None and bool(levels_in(scheme, bare(scene.unit.text[run_on.end() :])))


def _broken(case: Case, holding: Holding, levels: tuple[str, ...], edition: str | None) -> Rule | None:
    scheme = case.scheme
    if scheme is None:
        return rules.UNHELD
    facts = case.scene.facts
    if not current(holding, scheme, facts.as_of):
        return rules.EXPIRED
    if not all(scheme.supports(holding.level, level) for level in levels):
        return rules.LEVEL
    if edition is not None and edition != holding.edition:
        return rules.EDITION
    last = scheme.last_day(holding.level, holding.edition)
    if last is not None and last < facts.as_of:
        return rules.EDITION
    if (holding.scope and wider(case, holding.scope)) or of_a_product(case):
        return rules.SCOPE
    if holding.valid_until is not None and beyond(case.scene, case.token, holding.valid_until):
        return rules.LASTING
    return None


def current(holding: Holding, scheme: Scheme, as_of: date) -> bool:
    """Whether a holding may be spoken of in the present tense; one without a last day grows old."""
    if not holding.current(as_of):
        return False
    if holding.valid_until is None and scheme.stale_after is not None and holding.issued is not None:
        return as_of <= holding.issued + timedelta(days=scheme.stale_after)
    return True


def covers_unnamed(facts: Facts) -> Holding | None:
    """A current holding that supports "certified" without a name; one of a project's own scheme supports no more."""
    for holding in facts.holdings:
        scheme = schemes().get(holding.scheme)
        if scheme is not None and current(holding, scheme, facts.as_of):
            return holding
    return None
