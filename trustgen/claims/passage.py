"""A text as tokens, sentences and segments.

A `Passage` is what the frames look at: each token has the mask of its cue classes, every name of a scheme is one
token, and sentences are cut into segments at punctuation, contrast and coordination, so that a negation cannot reach
further than its own clause.  Nothing here decides whether a text is honest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from trustgen.claims import cues
from trustgen.claims.lexicon import TOKEN, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trustgen.claims.mentions import Found
    from trustgen.claims.normalise import Folded

_SENTENCE: Final = frozenset(".!?\u2026\n\u203d\u00bf\u00a1")
_SHORTENED: Final = frozenset(
    [
        "nr",
        "cert",
        "art",
        "vgl",
        "bzw",
        "ca",
        "inkl",
        "ex",
        "cf",
        "etc",
        "approx",
        "inc",
        "ltd",
        "co",
        "corp",
        "st",
        "dr",
        "mr",
        "mrs",
        "ms",
        "vs",
        "fig",
        "sec",
        "ver",
        "rev",
        "pag",
        "abs",
        "ziff",
        "zb",
        "usw",
        "dott",
        "ing",
        "sig",
    ],
)
_COMMAS: Final = frozenset(",;:()[]{}|\u00b7\u2013\u2022*=>\u2192")
_THAT: Final = frozenset({"that", "dass", "daß", "que", "qu'", "che", "dat", "whether", "ob", "of"})
_VERBAL: Final = (
    cues.HOLD
    | cues.GOT
    | cues.BE
    | cues.AUX
    | cues.NEG
    | cues.NO
    | cues.WE
    | cues.OUR
    | cues.SHOW
    | cues.WITHOUT
    | cues.LACK
)
_TICKS: Final = "✓✔☑✅🟢●⬤🏆✗✘✕×❌☐✖🚫○◯⚪🔴"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    question: bool
    exclaimed: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence within which cues take effect."""

    first: int
    last: int
    sentence: int
    opener: str
    """What stands before it: punctuation, `but`, `and`, or nothing at the start of a sentence."""


@dataclass(slots=True)
class Passage:
    """A tokenised text; made by `read`, not changed afterwards."""

    text: str
    """Folded, accents kept."""
    words: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    """Index of the mention that a token is, or -1."""
    spaced: list[bool] = field(default_factory=list)
    """Whether white space stands before the token."""
    sentences: list[Sentence] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    languages: int = 0

    def __len__(self) -> int:
        return len(self.words)

    def any(self, mask: int, first: int = 0, last: int | None = None) -> bool:
        """Whether a token in the region has one of the classes."""
        return any(bits & mask for bits in self.bits[first:last])

    def places(self, mask: int, first: int = 0, last: int | None = None) -> list[int]:
        """The tokens in the region that have one of the classes."""
        stop = len(self.bits) if last is None else last
        return [index for index in range(first, stop) if self.bits[index] & mask]

    def segment_at(self, token: int) -> int:
        """The index of the segment that a token is in."""
        for index, segment in enumerate(self.segments):
            if segment.first <= token < segment.last:
                return index
        return len(self.segments) - 1

    def token_of(self, mention: int) -> int:
        """The token of a mention."""
        return self.found.index(mention)


def read(
    folded: Folded,
    found: Sequence[Found] = (),
    *,
    declared: str = "",
    names: Iterable[str] = (),
    others: Iterable[str] = (),
    languages: int | None = None,
) -> Passage:
    """Tokenise a folded text, with the mentions that were found in it."""
    lex = lexicon()
    raw: list[tuple[str, str, int, int, int]] = []
    spans = sorted((one.start, one.tail, number) for number, one in enumerate(found))
    at = 0
    for start, stop, number in [*spans, (len(folded.bare), len(folded.bare), -1)]:
        for match in TOKEN.finditer(folded.bare, at, max(at, start)):
            begin, end = match.span()
            raw.append((match.group(), folded.plain[begin:end], begin, end, -1))
        if number >= 0 and start >= at:
            raw.append((folded.bare[start:stop], folded.plain[start:stop], start, stop, number))
        at = max(at, stop)
    words = [item[0] for item in raw]
    plain = [item[1] for item in raw]
    passage = Passage(folded.plain)
    passage.languages = languages if languages is not None else lex.languages(words, declared)
    mine, theirs = _by_first_word(tuple(names)), _by_first_word(tuple(others))
    index = 0
    while index < len(raw):
        word, _, start, end, number = raw[index]
        size = 1
        if number >= 0:
            bits = cues.SCHEME
        elif word == "\n" or (not word[0].isalnum() and word[0] != "'" and word not in _TICKS):
            bits = cues.PUNCT
            extra, taken = lex.match(words, plain, index, passage.languages)
            if taken > 1 or extra & (cues.YEA | cues.NAY):
                bits, size = extra, taken
        else:
            bits, size = lex.match(words, plain, index, passage.languages)
            name = _named(words, index, mine)
            other = _named(words, index, theirs)
            if name:
                bits, size = cues.NAME | cues.WE, name
            elif other:
                bits, size = cues.OTHER | cues.THIRD, other
            elif size == 1 and word.isdigit():
                bits |= cues.NUMBER
            elif size == 1 and lex.is_function(word, passage.languages):
                bits |= cues.WORD
        end = raw[index + size - 1][3]
        passage.words.append(" ".join(words[index : index + size]))
        passage.bits.append(bits)
        passage.starts.append(start)
        passage.ends.append(end)
        passage.found.append(number)
        passage.spaced.append(start > 0 and folded.bare[start - 1].isspace())
        index += size
    _cut(passage)
    return passage


@cache
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Names in words by their first one, longest first: nearly every word of a text begins none of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in {tuple(name.split()) for name in names}:
        found.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(same, key=len, reverse=True)) for first, same in found.items()}


def _named(words: Sequence[str], at: int, names: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words from `at` on are a name; 0 when none begins there."""
    for name in names.get(words[at], ()):
        if tuple(words[at : at + len(name)]) == name:
            return len(name)
    return 0


def _cut(passage: Passage) -> None:
    first = 0
    count = len(passage)
    for index in range(count):
        mark = passage.words[index]
        if passage.bits[index] & cues.PUNCT and mark in _SENTENCE and _ends_sentence(passage, index):
            if index > first or mark == "?":
                _sentence(passage, first, index, question=mark == "?")
            first = index + 1
    if first < count:
        _sentence(passage, first, count, question=False)


def _ends_sentence(passage: Passage, index: int) -> bool:
    mark = passage.words[index]
    if mark != ".":
        return True
    if index + 1 >= len(passage):
        return True
    if not passage.spaced[index + 1]:
        return passage.words[index + 1] in {'"', "'", ")", "\n"}
    before = passage.words[index - 1] if index else ""
    return before not in _SHORTENED and not (len(before) == 1 and before.isalpha())


def _sentence(passage: Passage, first: int, last: int, *, question: bool) -> None:
    number = len(passage.sentences)
    passage.sentences.append(Sentence(first, last, question))
    start = first
    opener = ""
    for index in range(first, last):
        cut = _cut_at(passage, index, first, last)
        if cut is None:
            continue
        if index > start:
            passage.segments.append(Segment(start, index, number, opener))
            opener = cut
        elif cut == "but" or not opener:
            opener = cut
        start = index + 1
    if start < last or first == last:
        passage.segments.append(Segment(start, last, number, opener))


def _cut_at(passage: Passage, index: int, first: int, last: int) -> str | None:
    """What a token opens when a segment ends before it, or `None`."""
    bits = passage.bits[index]
    word = passage.words[index]
    following = passage.bits[index + 1] if index + 1 < last else 0
    if bits & cues.PUNCT:
        if word == "-" and passage.spaced[index] and index + 1 < last and passage.spaced[index + 1]:
            return "-"
        if word in _COMMAS:
            if word == "," and index > first and passage.bits[index - 1] & (cues.SAY | cues.MEAN):
                return None
            if word == "," and index + 1 < last and passage.words[index + 1] in _THAT:
                return None
            return word
        return None
    if bits & cues.BUT and index > first and not bits & (cues.COND | cues.ADV | cues.NEG):
        return "but"
    if bits & cues.BUT and index == first and not bits & cues.COND:
        return None
    if bits & cues.AND and index > first and not bits & (cues.NEG | cues.NO | cues.DET):
        if following & _VERBAL and not following & (cues.SCHEME | cues.ART) and _has_verb(passage, first, index):
            return "and"
        if following & (cues.NO | cues.WITHOUT | cues.ONLY):
            return "and"
    return None


def _has_verb(passage: Passage, first: int, last: int) -> bool:
    return passage.any(
        cues.HOLD | cues.GOT | cues.BE | cues.AUX | cues.CERT | cues.SHOW | cues.NO | cues.NEG, first, last
    ) or any(not bits for bits in passage.bits[first:last])
