"""One unit of text, read: the scene on which frames are played.

A `Scene` joins a unit's passage with the stances of its segments and with what the structure around it says (headings,
lead, cells, question and answer).  Frames ask it questions; it decides nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from trustgen.claims import cues as c
from trustgen.claims.lexicon import TOKEN, lexicon
from trustgen.claims.mentions import Found, find
from trustgen.claims.normalise import Folded, fold
from trustgen.claims.passage import Passage, read
from trustgen.claims.polarity import Stance, stance
from trustgen.scopes.unit import Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trustgen.claims.clauses import Segment
    from trustgen.claims.facts import Facts

NOUNS: Final = c.SCHEME | c.ART | c.DET | c.ADJ | c.AND | c.PUNCT | c.PREP | c.NUMBER | c.PRESUP
_STATUS: Final = c.GOT | c.SINCE | c.DONE | c.YEA | c.HOLD | c.BE | c.SHOW
_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.PLAN | c.OPEN | c.SOON | c.COND | c.PROGRESS | c.THIRD | c.OTHER | c.PASTEND | c.LACK
)
_STATED: Final = 600
"""Characters of a heading, cell or answer that are read."""
_DASHES: Final = frozenset({"-", "\u2013", "--", "\u2013\u2013", "/", ".", "x"})


class Said(Struct):
    """What a piece of structure says about what depends on it."""

    kind: str
    """`no`, `yes`, `plan`, `progress`, `ended`, `third`, `mapping`, `glossary`, `blank` or `other`."""
    text: str = ""


class Scene(Struct):
    """A unit with everything that frames look at."""

    unit: Unit
    folded: Folded
    passage: Passage
    found: Sequence[Found]
    facts: Facts
    slug: bool = False
    _stances: dict[int, Stance] = field(default_factory=dict)

    def stance(self, index: int) -> Stance:
        """The stance of a segment."""
        known = self._stances.get(index)
        if known is None:
            known = self._stances[index] = stance(self.passage, self.passage.segments[index])
        return known

    @property
    def prose(self) -> bool:
        """Whether the text around may help: never for marks and for what travels alone."""
        return self.unit.surface in {Surface.PROSE, Surface.HIDDEN}

    def segment_of(self, token: int) -> tuple[int, Segment]:
        """The segment that a token is in, with its index."""
        index = self.passage.segment_at(token)
        return index, self.passage.segments[index]

    def sentence_of(self, token: int) -> tuple[int, int, int]:
        """Index, first and last token of the sentence that a token is in."""
        number = self.passage.segments[self.passage.segment_at(token)].sentence
        sentence = self.passage.sentences[number]
        return number, sentence.first, sentence.last

    def bare(self, index: int) -> bool:
        """Whether a segment is nothing but names of schemes and artefacts."""
        segment = self.passage.segments[index]
        for bits in self.passage.bits[segment.first : segment.last]:
            if bits & c.SCHEME:
                continue
            if bits & (c.YEA | c.DONE) and not bits & (c.ART | c.PUNCT | c.DET):
                return False
            if not bits & (NOUNS | c.ADV | c.WORD | c.ANAPH) or (
                bits & (c.ONLY | c.SINCE | c.GLOBAL) and not bits & c.DET
            ):
                return False
            if bits & (c.CERT | c.GOT | c.WE | c.OUR | c.HOLD | c.BE) and not bits & (c.ART | c.DET | c.PUNCT | c.ADJ):
                return False
        return segment.opener != "but"

    @property
    def language(self) -> int:
        """Mask of the languages whose cues count here."""
        return self.passage.languages

    def said(self, text: str) -> Said:
        """What a piece of structure says."""
        return said(text[:_STATED], self.unit.context.lang, self.facts.names, self.facts.others)


@lru_cache(maxsize=4096)
def piece(
    text: str, declared: str, names: tuple[str, ...], others: tuple[str, ...]
) -> tuple[Folded, Passage, tuple[Found, ...]]:
    """A piece of structure, folded and read."""
    folded = fold(text)
    found = tuple(find(folded, home=homes(folded, declared), original=text))
    return folded, read(folded, found, declared=declared, names=names, others=others), found


def homes(folded: Folded, declared: str) -> frozenset[str]:
    """The languages that a folded text seems to be written in."""
    lex = lexicon()
    mask = lex.languages(TOKEN.findall(folded.bare), declared)
    return frozenset(name for index, name in enumerate(lex.names) if mask >> index & 1)


@lru_cache(maxsize=4096)
def said(text: str, declared: str, names: tuple[str, ...], others: tuple[str, ...]) -> Said:
    """What a heading, a cell, a lead or an answer says, by its first clause; later clauses can only worsen it."""
    _, passage, _ = piece(text, declared, names, others)
    stripped = text.strip()
    if not stripped:
        return Said("blank")
    if stripped in _DASHES or stripped in "\u2014\u2015\u2212":
        return Said("no", text)
    if not passage.segments:
        return Said("other", text)
    lex = lexicon()
    opening = lex.answer(passage_words(passage), passage_words(passage), passage.languages)
    first = passage.bits[0] if passage.bits else 0
    stances = [stance(passage, segment) for segment in passage.segments]
    head = passage.segments[0]
    small = head.last - head.first <= 6  # noqa: PLR2004
    asserting = any(one.asserts for one in stances)
    denies = any(one.denies for one in stances) and not asserting
    later = _later_yes(passage)
    if first & c.NONE and not asserting and not later:
        return Said("no", text)
    if (
        (
            opening & c.NAY
            or (
                first & c.NAY
                and not first & (c.WE | c.YEA)
                and (small or first & (c.NEG | c.NONE | c.NO))
                and not _of_something(passage, head)
            )
            or (
                first & c.NEG
                and small
                and not _of_something(passage, head)
                and not first & c.YEA
                and not passage.any(c.PSEUDO | c.ONLY)
            )
        )
        and not later
        and not asserting
    ):
        return Said("no", text)
    if denies and not later:
        return Said("ended" if any(one.past for one in stances) else "no", text)
    if small and passage.any(c.PASTEND, head.first, head.last) and not later:
        return Said("ended", text)
    if passage.any(c.OPEN) and not later and not (opening & c.YEA and small):
        return Said("plan", text)
    end = passage.sentences[0].last
    if small and passage.any(c.PLAN, 0, end) and not passage.any(c.GOT | c.SOON | c.YEA) and not passage.any(c.DONE):
        return Said("plan", text)
    if small and passage.any(c.GOT | c.SINCE, 0, end) and not passage.any(_UNSURE, 0, end):
        return Said("yes", text)
    if opening & c.YEA or (first & c.YEA and small) or asserting:
        return Said("yes", text)
    if small and passage.any(c.PROGRESS):
        return Said("progress", text)
    return Said("other", text)


def _of_something(passage: Passage, head: Segment) -> bool:
    """Whether "no" belongs to a noun that has nothing to do with certification: "No surprises"."""
    first = head.first
    return (
        head.last - first > 1
        and bool(passage.bits[first] & (c.NO | c.NEG))
        and not passage.bits[first + 1]
        and not stance(passage, head).denies
    )


def _later_yes(passage: Passage) -> bool:
    """Whether something after the first clause takes the denial back."""
    for segment in passage.segments[1:]:
        if segment.opener == "but" and passage.any(
            c.GOT | c.HOLD | c.CERT | c.YEA | c.SCHEME, segment.first, segment.last
        ):
            one = stance(passage, segment)
            if not one.denies:
                return True
    return False


def passage_words(passage: Passage) -> list[str]:
    """The words of a passage one by one, phrases taken apart."""
    return [word for words in passage.words[:8] for word in TOKEN.findall(words)]
