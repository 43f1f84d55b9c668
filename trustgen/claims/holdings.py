"""Whether the record covers what a text says: scheme, level, edition, scope and day.

Everything that the text says must be on record; a field that the record leaves open supports no claim about it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims import cues as c
from trustgen.claims import rules
from trustgen.claims.lexicon import TOKEN, bare
from trustgen.claims.mentions import Found, edition_of, level_of
from trustgen.claims.schemes import Scheme, schemes

if TYPE_CHECKING:
    from trustgen.claims.facts import Facts, Holding
    from trustgen.claims.frames.frame import Case
    from trustgen.claims.scene import Scene
    from trustgen.finding import Rule

_COMPANY: Final = frozenset(
    {
        "company",
        "organisation",
        "organization",
        "business",
        "team",
        "unternehmen",
        "firma",
        "betrieb",
        "entreprise",
        "societe",
        "empresa",
        "compania",
        "azienda",
        "societa",
        "bedrijf",
        "organisatie",
    },
)
_STEM: Final = 5
_CELLS: Final = 8


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
    text, place = _around(scene, case.token, found)
    level = level_of(scheme, text, place) if scheme.levels else None
    edition = edition_of(scheme, scene.folded.bare, found.end - 1, max(found.tail, found.end)) or _row_edition(
        scene, scheme
    )
    if scheme.artefact == "none":
        held = [one for one in scene.facts.holdings if one.scheme == scheme.id]
        if not held:
            return Ruling(rule=rules.IMPOSSIBLE, holding=None, level=level, edition=edition)
    candidates = [
        one
        for one in scene.facts.holdings
        if one.scheme == scheme.id or (scheme.id == "iso-family" and one.scheme.startswith("iso"))
    ]
    order = (rules.WORDING, rules.SCOPE, rules.EDITION, rules.LEVEL, rules.EXPIRED)
    best: tuple[int, Rule | None, Holding | None] = (len(order), rules.UNHELD, None)
    for holding in candidates:
        broken = _broken(case, holding, level, edition)
        if broken is None:
            return Ruling(rule=None, holding=holding, level=level, edition=edition)
        rank = order.index(broken)
        if rank < best[0]:
            best = (rank, broken, holding)
    return Ruling(rule=best[1], holding=best[2], level=level, edition=edition)


def _broken(case: Case, holding: Holding, level: str | None, edition: str | None) -> Rule | None:
    scheme = case.scheme
    if scheme is None:
        return rules.UNHELD
    facts = case.scene.facts
    if not current(holding, scheme, facts.as_of):
        return rules.EXPIRED
    if (
        level is not None
        and (holding.level is None or not scheme.supports(holding.level, level))
        and scheme.id != "iso-family"
    ):
        return rules.LEVEL
    if edition is not None and edition != holding.edition:
        return rules.EDITION
    if any(
        one.id == (edition or holding.edition) and one.withdrawn and one.withdrawn < facts.as_of
        for one in scheme.editions
    ):
        return rules.EDITION
    if holding.scope and _wider(case, holding.scope):
        return rules.SCOPE
    return None


def current(holding: Holding, scheme: Scheme, as_of: date) -> bool:
    """Whether a holding may be spoken of in the present tense; a report without a last day grows old."""
    if not holding.current(as_of):
        return False
    if holding.valid_until is None and scheme.stale_after is not None and holding.issued is not None:
        return as_of <= holding.issued + timedelta(days=scheme.stale_after)
    return True


def covers_unnamed(facts: Facts) -> Holding | None:
    """A current holding that supports "certified" without a name."""
    for holding in facts.holdings:
        scheme = schemes().get(holding.scheme)
        if scheme is not None and current(holding, scheme, facts.as_of):
            return holding
    return None


def _around(scene: Scene, token: int, found: Found) -> tuple[str, int]:
    """The text in which a level may stand: the sentence, and for a bare cell its row."""
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    start = passage.starts[first]
    text = scene.folded.bare[start : passage.ends[last - 1]]
    context = scene.unit.context
    if context.cell >= 0 and context.row:
        text += " | " + " | ".join(bare(cell) for index, cell in enumerate(context.row) if index != context.cell)
    if context.details and len(passage) <= 4:  # noqa: PLR2004
        text += " | " + " | ".join(bare(detail) for detail in context.details[:_CELLS])
    return text, found.start - start


def _row_edition(scene: Scene, scheme: Scheme) -> str | None:
    if scene.unit.context.cell < 0 or not scheme.editions:
        return None
    for index, cell in enumerate(scene.unit.context.row):
        if index != scene.unit.context.cell:
            for edition in scheme.editions:
                if cell.strip().lstrip(":") in edition.words:
                    return edition.id
    return None


def _wider(case: Case, scope: str) -> bool:
    """Whether the sentence claims more than the scope: everything, or something that the scope does not name."""
    scene = case.scene
    _, first, last = scene.sentence_of(case.token)
    passage = scene.passage
    if _other_category(case, scope) or _other_place(case, scope):
        return True
    words = {word[:_STEM] for word in TOKEN.findall(bare(scope)) if len(word) > 2}  # noqa: PLR2004
    for index in passage.places(c.GLOBAL, first, last):
        if not passage.bits[index] & (c.NEG | c.NO):
            segment = scene.segment_of(index)[0]
            if not scene.stance(segment).denies:
                return True
    if _listed(case, words):
        return True
    things = [
        index
        for index in range(first, case.token)
        if passage.bits[index] & c.SELFNOUN
        and passage.words[index] not in _COMPANY
        and not passage.bits[index] & (c.ADJ | c.ART)
    ]
    if not things or words <= {word[:_STEM] for word in TOKEN.findall(scene.folded.bare)}:
        return False
    named = [
        word
        for index in range(first, case.token)
        for word in TOKEN.findall(passage.words[index])
        if not passage.bits[index] or passage.bits[index] & c.SELFNOUN
    ]
    return not any(word[:_STEM] in words for word in named)


def _listed(case: Case, words: set[str]) -> bool:
    """Whether a list adds things of ours to the one that the scope names: "the platform, the apps and the archive"."""
    _, first, last = case.scene.sentence_of(case.token)
    passage = case.scene.passage
    if passage.any(c.NEG | c.NO | c.ONLY, first, last):
        return False
    things = [i for i in passage.places(c.SELFNOUN, first, last) if passage.words[i] not in _COMPANY]
    listed = [
        i
        for i in things
        if any(passage.bits[j] & c.AND or passage.words[j] == "," for j in range(max(first, i - _STEM), i))
        and not passage.bits[i] & (c.ADJ | c.ART | c.CLAUSE)
    ]
    named = any(passage.words[i][:_STEM] in words for i in things)
    return named and any(passage.words[i][:_STEM] not in words for i in listed)


def _other_category(case: Case, scope: str) -> bool:
    """Whether the sentence names a category that the scope leaves out: availability, where it says security."""
    scene, scheme = case.scene, case.scheme
    if scheme is None or not scheme.categories:
        return False
    held = _categories(scheme, bare(scope))
    if not held:
        return False
    _, first, last = scene.sentence_of(case.token)
    passage = scene.passage
    claimed: set[str] = set()
    for index, segment in enumerate(passage.segments):
        if first <= segment.first and segment.last <= last and not scene.stance(index).denies:
            claimed |= _categories(
                scheme, scene.folded.bare[passage.starts[segment.first] : passage.ends[segment.last - 1]]
            )
    listed = len(claimed) > 1 or passage.any(c.CLAUSE, first, last)
    return listed and not claimed <= held


def _categories(scheme: Scheme, text: str) -> set[str]:
    return {name for name, words in scheme.categories.items() if any(word in text for word in words)}


def _other_place(case: Case, scope: str) -> bool:
    """Whether the sentence lists a place of the scope together with others: "Porto, Leeds and Osaka"."""
    scene = case.scene
    _, first, last = scene.sentence_of(case.token)
    passage = scene.passage
    start, end = scene.folded.back(passage.starts[first], passage.ends[last - 1])
    index = scene.segment_of(case.token)[0]
    if scene.stance(index).denies or passage.any(c.NEG | c.NO, first, last):
        return False
    text = scene.unit.text[start:end]
    own = {name for name in _PROPER.findall(scope) if f" {name}" in f" {scope}"}
    listed = _LISTED.findall(text)
    return any({a, b} & own and not {a, b} <= own for a, b in listed)


_PROPER: Final = re.compile(r"\b[A-Z\u00c0-\u00dc][\w-]+")
_LISTED: Final = re.compile(
    r"(?=\b([A-Z\u00c0-\u00dc][\w-]+)(?:, | and | or | to | und | oder | bis "
    r"| et | ou | y | o | e | en | of | tot | \u00e0 )"
    r"([A-Z\u00c0-\u00dc][\w-]+))"
)
