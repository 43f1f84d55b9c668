"""One unit of text, read: the scene on which frames are played.

A `Scene` joins a unit's passage with the stances of its segments and with what the structure around it says (headings,
lead, cells, question and answer).  Frames ask it questions; it decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from trustgen.claims.negation.polarity import Stance, stance
from trustgen.claims.scenes.said import Said, piece, said
from trustgen.claims.words import cues as c
from trustgen.scopes.unit import Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.facts import Facts
    from trustgen.claims.passages.clauses import Segment, Sentence
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.spelling.normalise import Folded

NOUNS: Final = c.SCHEME | c.ART | c.DET | c.ADJ | c.AND | c.PUNCT | c.PREP | c.NUMBER | c.PRESUP
_BRIEF: Final = 4
_STATED: Final = 600
"""Characters of a heading, cell or answer that are read."""


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

    def following(self, token: int) -> Sentence | None:
        """The sentence behind the one that a token is in, if there is one."""
        number, _, _ = self.sentence_of(token)
        sentences = self.passage.sentences
        return sentences[number + 1] if number + 1 < len(sentences) else None

    def around(self, token: int, before: int, after: int) -> range:
        """The sentences near a token's own that may speak of it: up to the first that only names other schemes."""
        number, _, _ = self.sentence_of(token)
        first = last = number
        while first > max(number - before, 0) and not self.of_another(token, first - 1):
            first -= 1
        while last < min(number + after, len(self.passage.sentences) - 1) and not self.of_another(token, last + 1):
            last += 1
        return range(first, last + 1)

    def of_another(self, token: int, number: int) -> bool:
        """Whether a sentence names schemes, but not a token's: it speaks of those."""
        sentence, found = self.passage.sentences[number], self.passage.found
        named = {self.found[found[at]].scheme for at in self.passage.places(c.SCHEME, sentence.first, sentence.last)}
        own = self.found[found[token]].scheme if found[token] >= 0 else None
        return bool(named) and own not in named and not self.answers(number)

    def answers(self, number: int) -> bool:
        """Whether a sentence begins with a short denial of what was said before: "We don't: there's no report."."""
        _, segment = self.segment_of(self.passage.sentences[number].first)
        first, last = segment.first, segment.last
        short = last - first <= _BRIEF and last < self.passage.sentences[number].last
        return short and self.passage.any(c.WE, first, last) and self.passage.any(c.NEG, first, last)

    @property
    def cased(self) -> bool:
        """Whether the text has letters of both cases, so that a capital tells something."""
        return self.unit.text not in {self.unit.text.upper(), self.unit.text.lower()}

    def capital(self, token: int) -> bool:
        """Whether a token is written with a capital."""
        start, _ = self.folded.back(self.passage.starts[token], self.passage.ends[token])
        return self.unit.text[start].isupper()

    def proper(self, token: int) -> bool:
        """Whether a token is a name that nobody knows: a word with a capital that no cue explains."""
        passage = self.passage
        return passage.word(token).isalpha() and not passage.bits[token] and self.capital(token)

    def maybe_proper(self, token: int) -> bool:
        """The same for what may be ours, so that a text without any capital hides no name."""
        passage = self.passage
        unknown = passage.word(token).isalpha() and not passage.bits[token]
        return unknown and (self.capital(token) or self.unit.text.islower())

    def _acronym(self, token: int) -> bool:
        """Whether a token is written in capitals alone, as the name of a scheme that nobody knows may be."""
        start, end = self.folded.back(self.passage.starts[token], self.passage.ends[token])
        written = self.unit.text[start:end]
        return self.cased and len(written) > 1 and written.isalpha() and written.isupper()

    def bare(self, index: int, *, but: bool = False) -> bool:
        """Whether a segment is nothing but names of schemes and artefacts."""
        segment = self.passage.segments[index]
        named = self.passage.any(c.SCHEME, segment.first, segment.last)
        for at, bits in enumerate(self.passage.bits[segment.first : segment.last], segment.first):
            if bits & c.SCHEME or (named and not bits and self._acronym(at)):
                continue
            if bits & (c.YEA | c.DONE) and not bits & (c.ART | c.PUNCT | c.DET):
                return False
            if not bits & (NOUNS | c.ADV | c.WORD | c.ANAPH) or (
                bits & (c.ONLY | c.SINCE | c.GLOBAL) and not bits & c.DET
            ):
                return False
            if bits & (c.CERT | c.GOT | c.WE | c.OUR | c.HOLD | c.BE) and not bits & (c.ART | c.DET | c.PUNCT | c.ADJ):
                return False
        return but or segment.opener != "but"

    @property
    def language(self) -> int:
        """Mask of the languages whose cues count here."""
        return self.passage.languages

    def said(self, text: str) -> Said:
        """What a piece of structure says."""
        facts = self.facts
        return said(text[:_STATED], self.unit.context.lang, facts.names, facts.others, facts.own)

    def read(self, text: str) -> Passage:
        """A piece of structure as a passage."""
        return self._piece(text)[1]

    def named(self, text: str) -> tuple[Found, ...]:
        """The schemes that a piece of structure names."""
        return self._piece(text)[2]

    def _piece(self, text: str) -> tuple[Folded, Passage, tuple[Found, ...]]:
        facts = self.facts
        return piece(text, self.unit.context.lang, facts.names, facts.others, facts.own)
