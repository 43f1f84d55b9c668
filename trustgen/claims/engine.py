"""The claims engine: which certifications does a text imply, and does the record cover them?

`Engine.judge` walks every unit through the same steps: fold, find mentions, read the passage, recognise an honest
frame, compare with the record.  A mention that neither an honest frame nor the record covers fails; there is no other
default.  The engine reads no file and no clock; how a text was published does not concern it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from trustgen.claims import cues as c
from trustgen.claims import generic, holdings, rules, wording
from trustgen.claims.facts import Choice, Facts
from trustgen.claims.frames import recognise
from trustgen.claims.frames.frame import Case
from trustgen.claims.mentions import Found, find
from trustgen.claims.normalise import Folded, fold, reverses
from trustgen.claims.passage import read
from trustgen.claims.pieces import LONGEST, pieces
from trustgen.claims.prefilter import disguised, may_mention
from trustgen.claims.scene import Scene, homes
from trustgen.claims.schemes import Scheme, schemes
from trustgen.claims.vendors import vendors
from trustgen.finding import Rule, Severity
from trustgen.scopes.unit import Surface, Unit

_REMEMBERED: Final = 50_000
_CROWD: Final = 60
"""Names in one piece of text; beyond that nothing but the record excuses them, which bounds the work per name."""
_SLUGS: Final = frozenset({"path", "link.href", "attr.src", "attr.href", "attr.srcset", "css.url", "attr.class", "attr.id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a text names, or implies, a certification, and what the engine made of it."""

    unit: Unit
    start: int
    """Offset in `unit.text`."""
    end: int
    text: str
    scheme: str
    """The scheme's id, or `any`."""
    level: str | None = None
    edition: str | None = None
    passed: bool
    frame: str | None = None
    """The honest frame that it stands in."""
    fact: str | None = None
    """The holding that covers it, as `scheme/level`."""
    rule: Rule | None = None
    """The rule that it breaks; `None` when it passed."""
    message: str = ""
    help: str = ""
    warning: bool = False
    """Whether what is broken is only warned about."""
    obfuscated: bool = False


class Engine:
    """The engine for one record; holds nothing but that record and a memory of units already judged."""

    def __init__(self, facts: Facts) -> None:
        named = tuple(sorted({_name(name) for name in facts.names if name.strip()}))
        others = tuple(sorted({_name(name) for name in facts.others if name.strip()} | set(vendors()) - set(named)))
        self.facts = replace(facts, names=named, others=others)
        self._memory: dict[tuple[object, ...], tuple[Mention, ...]] = {}

    def may_mention(self, text: str) -> bool:
        """Whether a text could hold a mention in any disguise; `False` is certain."""
        return may_mention(text)

    def judge(self, units: Sequence[Unit]) -> tuple[Mention, ...]:
        """Every mention in the units, in order, passed or not."""
        found: list[Mention] = []
        for unit in units:
            if may_mention(unit.text):
                found.extend(self._judge(unit))
        return tuple(found)

    def _judge(self, unit: Unit) -> tuple[Mention, ...]:
        key = (unit.text, unit.surface, unit.scope, unit.tag, unit.context)
        known = self._memory.get(key)
        if known is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            known = self._memory[key] = tuple(self._whole(unit))
        if known and known[0].unit is not unit:
            return tuple(replace(mention, unit=unit) for mention in known)
        return known

    def _whole(self, unit: Unit) -> list[Mention]:
        if len(unit.text) <= LONGEST:
            return self._mentions(unit)
        found: dict[tuple[int, int, str], Mention] = {}
        for offset, text in pieces(unit.text):
            if may_mention(text):
                for mention in self._mentions(replace(unit, text=text)):
                    start, end = mention.start + offset, mention.end + offset
                    moved = replace(mention, unit=unit, start=start, end=end)
                    known = found.get((start, end, mention.scheme))
                    if known is None or known.passed:
                        # Where pieces overlap, the stricter reading stands.
                        found[start, end, mention.scheme] = moved
        return list(found.values())

    def _mentions(self, unit: Unit) -> list[Mention]:
        mentions: list[Mention] = []
        place = reverses(unit.text)
        if place is not None:
            mentions.append(self._finding(unit, place, place + 1, None, rules.REVERSED, obfuscated=True))
        slug = unit.scope in _SLUGS or (unit.surface in {Surface.MARK, Surface.DATA} and " " not in unit.text.strip())
        folded = fold(unit.text, slug=slug)
        found = find(folded, _surround(unit), homes(folded, unit.context.lang), unit.text)
        scene = self._scene(unit, folded, found)
        for number, one in enumerate(found):
            if one.start < one.end and number in scene.passage.found:
                mentions.append(self._named(scene, one, scene.passage.token_of(number)))
        mentions.extend(self._unnamed(scene, token) for token in generic.claims(scene))
        mentions.extend(self._disguised(scene, mentions))
        return mentions

    def _scene(self, unit: Unit, folded: Folded, found: Sequence[Found]) -> Scene:
        facts = self.facts
        passage = read(folded, found, declared=unit.context.lang, names=facts.names, others=facts.others)
        return Scene(unit, folded, passage, found, facts)

    def _named(self, scene: Scene, found: Found, token: int) -> Mention:
        scheme = schemes()[found.scheme]
        case = Case(scene, token, scheme)
        mark = scene.unit.surface is Surface.MARK
        frame = recognise(case, mark=mark) if len(scene.found) <= _CROWD else None
        start, end = scene.folded.back(found.start, found.tail)
        if frame is not None:
            return Mention(unit=scene.unit, start=start, end=end, text=scene.unit.text[start:end], scheme=scheme.id, passed=True, frame=frame)
        ruling = holdings.ruling(case, found)
        if ruling.rule is None and ruling.holding is not None:
            wrong = self._improper(scene, scheme, token)
            if wrong is None:
                fact = f"{ruling.holding.scheme}/{ruling.holding.level or '-'}"
                return Mention(
                    unit=scene.unit, start=start, end=end, text=scene.unit.text[start:end], scheme=scheme.id, level=ruling.level,
                    edition=ruling.edition, passed=True, fact=fact,
                )
            return self._finding(scene.unit, start, end, scheme, wrong, ruling=ruling)
        rule = self._softened(scene, token, scheme, ruling.rule or rules.UNHELD)
        return self._finding(scene.unit, start, end, scheme, rule, ruling=ruling)

    def _softened(self, scene: Scene, token: int, scheme: Scheme, rule: Rule) -> Rule:
        """The rule that a claim breaks, after the knobs have been asked."""
        knobs = self.facts.knobs
        _, first, last = scene.sentence_of(token)
        passage = scene.passage
        if rule is rules.IMPOSSIBLE:
            if scheme.id == "hipaa":
                return _weighed(rules.LAW, knobs.hipaa) if knobs.hipaa is not Choice.FAIL else rule
            strong = passage.any(c.STRONG, first, last)
            if scheme.law and not scheme.strict and not strong:
                return _weighed(rules.LAW, knobs.law)
            return rule
        if rule is rules.UNHELD:
            if scene.unit.surface is Surface.MARK:
                return rules.MARK
            if "comment" in scene.unit.scope:
                return rules.POLICY
            if knobs.aligned is Choice.WARN and passage.any(c.ALIGN, first, last) and not passage.any(c.CERT | c.GOT | c.DONE, first, last):
                return rules.POLICY
            if knobs.ready is Choice.WARN and passage.any(c.READY, first, last) and scheme.id not in {"fedramp", "govramp"}:
                return rules.POLICY
        return rule

    def _improper(self, scene: Scene, scheme: Scheme, token: int) -> Rule | None:
        if not scheme.improper or self.facts.knobs.wording is Choice.ALLOW:
            return None
        words = scene.passage.words[max(0, token - 2) : token + 4]
        roots = tuple({"certified": "certif zertif gecertif", "certificate": "certif zertif gecertif", "accredited": "accredit akkredit acredit geaccredit", "compliant": "compliant konform conforme"}[w] for w in scheme.improper)
        stems = tuple(stem for root in roots for stem in root.split())
        if any(word.startswith(stems) for word in words):
            return _weighed(rules.WORDING, self.facts.knobs.wording)
        return None

    def _unnamed(self, scene: Scene, token: int) -> Mention:
        case = Case(scene, token, None)
        start, end = scene.folded.back(scene.passage.starts[token], scene.passage.ends[token])
        text = scene.unit.text[start:end]
        frame = recognise(case, mark=scene.unit.surface is Surface.MARK)
        if frame is not None:
            return Mention(unit=scene.unit, start=start, end=end, text=text, scheme="any", passed=True, frame=frame)
        holding = holdings.covers_unnamed(self.facts)
        if holding is not None:
            return Mention(unit=scene.unit, start=start, end=end, text=text, scheme="any", passed=True, fact=f"{holding.scheme}/{holding.level or '-'}")
        return self._finding(scene.unit, start, end, None, rules.UNNAMED)

    def _disguised(self, scene: Scene, plain: Sequence[Mention]) -> list[Mention]:
        """Mentions that show only when disguises are undone: they pass on the record alone."""
        mentions: list[Mention] = []
        for folded, found in disguised(scene.folded, scene.unit.text):
            other = self._scene(scene.unit, folded, found)
            for token in generic.claims(other):
                start, end = folded.back(other.passage.starts[token], other.passage.ends[token])
                if not any(start < known.end and known.start < end for known in (*plain, *mentions)):
                    mentions.append(self._finding(scene.unit, start, end, None, rules.OBFUSCATED, obfuscated=True))
            for number, one in enumerate(found):
                start, end = folded.back(one.start, one.end)
                if any(start < known.end and known.start < end for known in (*plain, *mentions)) or number not in other.passage.found:
                    continue
                scheme = schemes()[one.scheme]
                ruling = holdings.ruling(Case(other, other.passage.token_of(number), scheme), one)
                if ruling.rule is None and ruling.holding is not None:
                    mentions.append(
                        Mention(
                            unit=scene.unit, start=start, end=end, text=scene.unit.text[start:end], scheme=scheme.id, passed=True,
                            fact=f"{scheme.id}/{ruling.holding.level or '-'}", obfuscated=True,
                        ),
                    )
                else:
                    mentions.append(self._finding(scene.unit, start, end, scheme, rules.OBFUSCATED, ruling=ruling, obfuscated=True))
        return mentions

    def _finding(
        self, unit: Unit, start: int, end: int, scheme: Scheme | None, rule: Rule, *, ruling: holdings.Ruling | None = None, obfuscated: bool = False,
    ) -> Mention:
        text = unit.text[start:end]
        level = ruling.level if ruling else None
        edition = ruling.edition if ruling else None
        holding = ruling.holding if ruling else None
        return Mention(
            unit=unit, start=start, end=end, text=text, scheme=scheme.id if scheme else "any", level=level, edition=edition, passed=False, rule=rule,
            message=wording.message(rule, scheme, level, edition, holding, text), help=wording.advice(rule, scheme, holding),
            warning=rule.severity < Severity.ERROR, obfuscated=obfuscated,
        )


def _weighed(rule: Rule, choice: Choice) -> Rule:
    return replace(rule, severity=Severity.ERROR if choice is Choice.FAIL else Severity.WARNING if choice is Choice.WARN else Severity.NOTE)


def _name(name: str) -> str:
    from trustgen.claims.lexicon import TOKEN, bare

    return " ".join(TOKEN.findall(bare(name)))


def _surround(unit: Unit) -> str:
    context = unit.context
    parts = (*context.headings[-2:], context.lead, context.term, *context.details[:1], context.caption, context.column_header, context.row_header, *context.row[:6], context.question, *context.siblings[:4])
    from trustgen.claims.lexicon import bare

    return bare("\n".join(part for part in parts if part and part != unit.text))
