"""The claims engine: which certifications a text implies, and whether the record covers them.

`Engine.judge` walks every unit through the same steps: fold, find mentions, read the passage, recognise an honest
frame, compare with the record.  A mention that neither an honest frame nor the record covers fails; there is no other
default.  The engine reads no file and no clock; how a text was published does not concern it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from trustgen import limits
from trustgen.claims import rules
from trustgen.claims.catalogue.prefilter import may_mention
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.companies.pageparties import met
from trustgen.claims.companies.parties import introduced
from trustgen.claims.excuses import recognise
from trustgen.claims.looking import find_in, folded_name, is_mark, look_at
from trustgen.claims.mention import Mention, Spot
from trustgen.claims.nearest import nearest
from trustgen.claims.own import spoken_for
from trustgen.claims.passages.passage import read
from trustgen.claims.record import holdings
from trustgen.claims.record.policy import improper, shown, softened
from trustgen.claims.scenes.case import Case
from trustgen.claims.scenes.scene import Scene
from trustgen.claims.seen import as_seen, as_written
from trustgen.claims.spelling.normalise import Folded, reverses, styled
from trustgen.claims.spelling.pieces import LONGEST, pieces
from trustgen.claims.unnamed import generic
from trustgen.claims.words.vendors import vendors
from trustgen.scopes.reader import Sieve
from trustgen.scopes.unit import PARTS, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.catalogue.prefilter import Look
    from trustgen.claims.facts import Facts
    from trustgen.claims.passages.passage import Passage

__all__ = ["Engine", "Mention"]

_REMEMBERED: Final = 50_000
_PAGES: Final = 100
_CROWD: Final = 60
"""Names in one piece of text; beyond that nothing but the record excuses them, which bounds the work per name."""


class Engine:
    """The engine for one record; holds nothing but that record and a memory of units already judged."""

    def __init__(self, facts: Facts) -> None:
        names = {folded_name(name) for name in facts.names if name.strip()}
        others = {folded_name(name) for name in facts.others if name.strip()} | set(vendors()) - names
        self.facts = replace(facts, names=tuple(sorted(names)), others=tuple(sorted(others)))
        self._shipped = self.facts.shipped()
        self.sieve = Sieve(self.may_mention)
        """What readers ask whether a text is worth its structure; it remembers over all files of a run."""
        self._memory: dict[tuple[object, ...], tuple[Mention, ...]] = {}
        self._pages: dict[tuple[str, ...], Engine] = {}

    def may_mention(self, text: str) -> bool:
        """Whether a text could hold a mention in any disguise; `False` is certain."""
        return may_mention(text, self.facts.own)

    def judge(self, units: Sequence[Unit]) -> tuple[Mention, ...]:
        """Every mention in the units, in order, passed or not; where there are too many, the first and one more."""
        found = self.of_page(units)
        if all(mention.passed or mention.unit.surface is not Surface.PROSE for mention in found):
            return found
        known = set(met(units, self._plainly)) - set(self.facts.others) - set(self.facts.names)
        return self._knowing(tuple(sorted(known))).of_page(units) if known else found

    def _knowing(self, parties: tuple[str, ...]) -> Engine:
        """The engine for a page that introduces other parties."""
        engine = self._pages.get(parties)
        if engine is None:
            if len(self._pages) >= _PAGES:
                self._pages.clear()
            facts = replace(self.facts, others=(*self.facts.others, *parties))
            engine = self._pages[parties] = Engine(facts)
        return engine

    def _plainly(self, unit: Unit) -> Scene:
        """A text as it stands, with the names of schemes in it."""
        folded = look_at(unit, self.facts).folded
        return self._with(unit, folded, find_in(unit, folded, self.facts), self.facts)

    def of_page(self, units: Sequence[Unit]) -> tuple[Mention, ...]:
        """The same with the other parties alone that are on record, or that each text introduces for itself."""
        found: list[Mention] = []
        whole: dict[str, dict[str, bool]] = {}
        for unit in units:
            if self.may_mention(unit.text):
                mentions = self._remembered(unit)
                words = "".join(unit.text.split())
                if unit.scope == PARTS:
                    # The same text with its inline parts set apart: it may only add what the joined text did not show,
                    # such as a level that ran into the next word.
                    shown = whole.get(words, {})
                    mentions = tuple(one for one in mentions if adds(one, shown))
                else:
                    note(mentions, whole.setdefault(words, {}))
                found.extend(mentions)
                if len(found) > limits.MENTIONS:
                    break
        return tuple(found[: limits.MENTIONS + 1])

    def _remembered(self, unit: Unit) -> tuple[Mention, ...]:
        key = (unit.text, unit.surface, unit.scope, unit.tag, unit.context)
        known = self._memory.get(key)
        if known is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            seen = as_seen(unit)
            judged = self._judged(seen)
            known = self._memory[key] = tuple(judged if seen is unit else as_written(unit, judged))
        if known and known[0].unit is not unit:
            return tuple(replace(mention, unit=unit) for mention in known)
        return known

    def _judged(self, unit: Unit) -> list[Mention]:
        if len(unit.text) <= LONGEST:
            return list(self._mentions(unit))
        found: dict[tuple[int, int, str], Mention] = {}
        for offset, text in pieces(unit.text):
            if len(found) > limits.MENTIONS:
                break
            if self.may_mention(text):
                for mention in self._mentions(replace(unit, text=text)):
                    start, end = mention.start + offset, mention.end + offset
                    known = found.get((start, end, mention.scheme))
                    if known is None or known.passed:
                        # Where pieces overlap, the stricter reading stands.
                        found[start, end, mention.scheme] = replace(mention, unit=unit, start=start, end=end)
        return list(found.values())

    def _mentions(self, unit: Unit) -> Iterator[Mention]:
        """Every mention of a unit; the project's own schemes add to what the text says without them."""
        shipped = tuple(self._read(unit, self._shipped))
        if not self.facts.own or not self._names_own(unit):
            yield from shipped
            return
        ids = {scheme.id for scheme in self.facts.own} - schemes().keys()
        about = self._about(unit)
        yield from (one for one in shipped if one.scheme != "any" or one.passed or one.start not in about)
        yield from (one for one in self._read(unit, self.facts) if one.scheme in ids)

    def _names_own(self, unit: Unit) -> bool:
        """Whether a unit names one of the project's own schemes, openly or in disguise."""
        looked = look_at(unit, self.facts)
        undone = (found for _, found in looked.disguised)
        return any(one.own for found in (find_in(unit, looked.folded, self.facts), *undone) for one in found)

    def _about(self, unit: Unit) -> frozenset[int]:
        """Where the unit speaks of certification without a name, and a scheme of the project's own is what it means."""
        folded = look_at(unit, self.facts).folded
        scene = self._scene(unit, folded, find_in(unit, folded, self.facts), self.facts)
        return frozenset(folded.back(place, place + 1)[0] for place in spoken_for(scene))

    def _read(self, unit: Unit, facts: Facts) -> Iterator[Mention]:
        """Every mention of a unit, judged by the schemes and the record of these facts."""
        place = reverses(unit.text)
        if place is not None:
            yield Spot(unit=unit, start=place, end=place + 1, scheme=None).broken(rules.REVERSED, obfuscated=True)
        looked = look_at(unit, facts)
        plain = list(self._open(unit, looked.folded, facts)) if looked.openly else []
        yield from plain
        yield from self._disguised(unit, looked, plain, facts)

    def _open(self, unit: Unit, folded: Folded, facts: Facts) -> Iterator[Mention]:
        """Mentions in the text as it stands."""
        found = find_in(unit, folded, facts)
        scene = self._scene(unit, folded, found, facts)
        for number, one in enumerate(found):
            if number in scene.passage.found:
                yield self._named(scene, one, scene.passage.token_of(number))
        for token in generic.claims(scene):
            yield self._unnamed(scene, token)

    def _scene(self, unit: Unit, folded: Folded, found: Sequence[Found], facts: Facts) -> Scene:
        scene = self._with(unit, folded, found, facts)
        met = introduced(scene)
        if not met:
            return scene
        return self._with(unit, folded, found, replace(facts, others=tuple(sorted({*facts.others, *met}))))

    def _with(self, unit: Unit, folded: Folded, found: Sequence[Found], facts: Facts, *, whole: bool = False) -> Scene:
        passage = _read(
            folded.plain, folded.bare, tuple(found), unit.context.lang, facts.names, facts.others, whole=whole
        )
        return Scene(unit, folded, passage, found, facts)

    def _named(self, scene: Scene, found: Found, token: int) -> Mention:
        scheme = schemes(scene.facts.own)[found.scheme]
        case = Case(scene, token, scheme)
        start, end = scene.folded.back(found.start, found.tail)
        spot = Spot(unit=scene.unit, start=start, end=end, scheme=scheme)
        disguised = styled(scene.unit.text[start:end])
        tried = len(scene.found) <= _CROWD and not disguised
        frame = recognise(case, mark=is_mark(scene)) if tried else None
        if frame is not None:
            return spot.framed(frame)
        near = nearest(case)
        # What is read over for a frame may say more than the record covers: "We (all offices) are certified".
        scene = self._with(scene.unit, scene.folded, scene.found, scene.facts, whole=True)
        token = scene.passage.token_of(scene.found.index(found))
        ruling = holdings.ruling(Case(scene, token, scheme), found)
        if disguised:
            return _unmasked(spot, ruling)
        if ruling.rule is None:
            wrong = improper(scene, token, scheme) or shown(scene, scheme)
            return spot.covered(ruling) if wrong is None else spot.broken(wrong, ruling)
        rule = softened(scene, token, scheme, ruling.rule)
        return spot.framed("knob") if rule is None else spot.broken(rule, ruling, near=near)

    def _unnamed(self, scene: Scene, token: int) -> Mention:
        start, end = scene.folded.back(scene.passage.starts[token], scene.passage.ends[token])
        spot = Spot(unit=scene.unit, start=start, end=end, scheme=None)
        case = Case(scene, token, None)
        frame = recognise(case, mark=is_mark(scene))
        if frame is not None:
            return spot.framed(frame)
        holding = holdings.covers_unnamed(scene.facts)
        if holding is not None:
            return spot.covered(holdings.Ruling(rule=None, holding=holding, level=None, edition=None))
        return spot.broken(rules.UNNAMED, near=nearest(case))

    def _disguised(self, unit: Unit, looked: Look, plain: Sequence[Mention], facts: Facts) -> Iterator[Mention]:
        """Mentions that show only when disguises are undone: they pass on the record alone."""
        taken = [(mention.start, mention.end) for mention in plain]
        for folded, found in looked.disguised:
            seen = self._scene(unit, folded, found, facts)
            passage = seen.passage
            for token in generic.claims(seen):
                start, end = folded.back(passage.starts[token], passage.ends[token])
                if _free(start, end, taken):
                    spot = Spot(unit=unit, start=start, end=end, scheme=None)
                    yield spot.broken(rules.OBFUSCATED, obfuscated=True)
            for number, one in enumerate(found):
                start, end = folded.back(one.start, one.end)
                if number in passage.found and _free(start, end, taken):
                    scheme = schemes(facts.own)[one.scheme]
                    spot = Spot(unit=unit, start=start, end=end, scheme=scheme)
                    every = self._with(unit, folded, found, facts, whole=True)
                    ruling = holdings.ruling(Case(every, every.passage.token_of(number), scheme), one)
                    yield _unmasked(spot, ruling)


@lru_cache(maxsize=1_000)
def _read(
    plain: str,
    bare: str,
    found: tuple[Found, ...],
    declared: str,
    names: tuple[str, ...],
    others: tuple[str, ...],
    *,
    whole: bool = False,
) -> Passage:
    """The passage of a folded text: the same one stands on many pages, with something else around it."""
    folded = Folded(plain, bare, None, len(plain))
    return read(folded, found, declared=declared, names=names, others=others, whole=whole)


def _unmasked(spot: Spot, ruling: holdings.Ruling) -> Mention:
    """What comes of a mention in disguise, which the record alone can cover."""
    if ruling.rule is None:
        return spot.covered(ruling, obfuscated=True)
    return spot.broken(rules.OBFUSCATED, ruling, obfuscated=True)


def note(mentions: Iterable[Mention], shown: dict[str, bool]) -> None:
    """Note which schemes a text shows, and whether each is covered by the record alone."""
    for mention in mentions:
        shown[mention.scheme] = shown.get(mention.scheme, True) and mention.fact is not None


def adds(mention: Mention, shown: Mapping[str, bool]) -> bool:
    """Whether another reading of the same text says something that the noted one did not: a scheme, or too much."""
    return mention.scheme not in shown or (shown[mention.scheme] and not mention.passed)


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether nothing was found there yet; then it is taken from now on."""
    if any(start < stop and begin < end for begin, stop in taken):
        return False
    taken.append((start, end))
    return True
