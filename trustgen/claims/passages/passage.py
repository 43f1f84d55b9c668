"""A text as tokens, sentences and segments.

A `Passage` is what the frames look at: each token has the mask of its cue classes, every name of a scheme is one
token, and sentences are cut into segments at punctuation, contrast and coordination, so that a negation cannot reach
further than its own clause.  Nothing here decides whether a text is honest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from trustgen.claims.passages.alike import alike
from trustgen.claims.passages.clauses import Segment, Sentence, cut
from trustgen.claims.passages.dropped import read_over
from trustgen.claims.words import cues
from trustgen.claims.words.commonnames import a_thing
from trustgen.claims.words.lexicon import TOKEN, lexicon
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trustgen.claims.catalogue.mentions import Found
    from trustgen.claims.spelling.normalise import Folded

_TICKS: Final = "✓✔☑✅🟢●⬤🏆✗✘✕×❌☐✖🚫○◯⚪🔴"


class Passage(Struct):
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
    within: list[int] = field(default_factory=list)
    """The segment that each token is in; for what stands between two, the one after it."""
    languages: int = 0

    def __len__(self) -> int:
        return len(self.words)

    def any(self, mask: int, first: int = 0, last: int | None = None) -> bool:
        """Whether a token in the region has one of the classes."""
        for bits in self.bits[first:last]:  # noqa: SIM110 - the innermost loop of all: a generator takes twice as long
            if bits & mask:
                return True
        return False

    def places(self, mask: int, first: int = 0, last: int | None = None) -> list[int]:
        """The tokens in the region that have one of the classes."""
        stop = len(self.bits) if last is None else min(last, len(self.bits))
        return [index for index in range(first, stop) if self.bits[index] & mask]

    def word(self, at: int) -> str:
        """A word, or nothing behind the end: a text need not end in a full stop."""
        return self.words[at] if at < len(self.words) else ""

    def segment_at(self, token: int) -> int:
        """The index of the segment that a token is in."""
        return self.within[token]

    def token_of(self, mention: int) -> int:
        """The token of a mention."""
        return self.found.index(mention)


def _tokens(folded: Folded, found: Sequence[Found]) -> list[tuple[str, str, int, int, int]]:
    """The tokens of a text with their offsets; every mention is one, with its number."""
    raw: list[tuple[str, str, int, int, int]] = []
    spans = sorted((one.start, one.tail, number) for number, one in enumerate(found))
    at = 0
    for start, stop, number in [*spans, (len(folded.bare), len(folded.bare), -1)]:
        for match in TOKEN.finditer(folded.bare, at):
            # Up to the name, but with the name in view: an elided article before it is one word ("l'ISO").
            begin, end = match.span()
            if begin >= start:
                break
            raw.append((match.group(), folded.plain[begin:end], begin, end, -1))
        if number >= 0 and start >= at:
            raw.append((folded.bare[start:stop], folded.plain[start:stop], start, stop, number))
        at = max(at, stop)
    return raw


def read(  # noqa: PLR0912 - one branch for each kind of token
    folded: Folded,
    found: Sequence[Found] = (),
    *,
    declared: str = "",
    names: Iterable[str] = (),
    others: Iterable[str] = (),
    languages: int | None = None,
    whole: bool = False,
) -> Passage:
    """Tokenise a folded text, with the mentions that were found in it; `whole` with what is read over, too."""
    lex = lexicon()
    raw = _tokens(folded, found)
    words, plain = [item[0] for item in raw], [item[1] for item in raw]
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
        elif word == "i" and passage.bits and passage.bits[-1] & cues.CLAUSE:
            # "Section I" is no speaker.
            bits = cues.NUMBER
        elif spelt := alike(words, index):
            bits, size = spelt
        else:
            bits, size = _matched(words, plain, index, passage.languages)
            if bits & cues.PLAN and _NUMBERED.match(folded.plain, end):
                # "AIMS-2026-0192": the number of a paper.
                bits &= ~cues.PLAN
            name = _named(words, index, mine)
            other = 0 if a_thing(words, index) else _named(words, index, theirs)
            if name:
                bits, size = cues.NAME | cues.WE, name
            elif other:
                bits, size = cues.OTHER | cues.THIRD, other
            elif size == 1 and word.isdigit():
                bits |= cues.NUMBER
            elif size == 1 and lex.is_function(word, passage.languages):
                bits |= cues.WORD
            elif not bits:
                bits = _by_its_ending(word, passage)
        end = raw[index + size - 1][3]
        passage.words.append(" ".join(words[index : index + size]))
        passage.bits.append(bits)
        passage.starts.append(start)
        passage.ends.append(end)
        passage.found.append(number)
        passage.spaced.append(start > 0 and folded.bare[start - 1].isspace())
        index += size
    if not whole:
        read_over(passage)
    cut(passage)
    _place(passage)
    return passage


def _by_its_ending(word: str, before: Passage) -> int:
    """The class that the ending of a word gives it which no cue knows: a verb with pronouns behind it, an adverb."""
    if verb := _verb(word):
        return lexicon().match([verb], [verb], 0, before.languages)[0] & cues.SHOW
    return cues.ADV if _adverb(word, before.bits[-1] if before.bits else 0) else 0


_ENCLITIC: Final = re.compile(r"(\w+[aei]r)(?:me|te|se|nos|os|los?|las?|les?|(mi|ti|si|ci|vi|lo|la|li|le|gli|ne))")


def _verb(word: str) -> str:
    """The infinitive of a Spanish or Italian verb with pronouns behind it: "mostrarle", "mostrarvi"; else nothing."""
    found = _ENCLITIC.fullmatch(word) if len(word) > _LONG else None
    if found is None:
        return ""
    return f"{found[1]}e" if found[2] else found[1]


_MANNER: Final = word_parts("passage.manner")
_AFTER_A_VERB: Final = word_parts("passage.after_a_verb")
_NO_ADVERBS: Final = word_set("passage.no_adverbs")
_LONG: Final = 5


def _adverb(word: str, before: int) -> bool:
    """Whether a word is an adverb by its ending, which in French and Dutch only shows behind a verb or its subject."""
    if len(word) <= _LONG or word in _NO_ADVERBS:
        return False
    near = cues.HOLD | cues.BE | cues.AUX | cues.WE | cues.YOU | cues.NEG
    return word.endswith(_MANNER) or (word.endswith(_AFTER_A_VERB) and bool(before & near) and not before & cues.DET)


def _matched(words: Sequence[str], plain: Sequence[str], index: int, languages: int) -> tuple[int, int]:
    """The cues at a word, and how many words they take."""
    bits, size = lexicon().match(words, plain, index, languages)
    if size > 1 and bits & cues.PRESUP:
        bits, size = _longer(words, plain, index, languages, bits, size)
    if size > 1 and bits & cues.OURS and _NOT_AMONG.match(" ".join(words[index + size : index + size + 2])):
        # "Ours is not (among them)" says the opposite of "Ours is".
        bits &= ~(cues.YEA | cues.DONE)
    return bits, size


_NOT_AMONG: Final = re.compile(r"not(?: (?:among|one|\W)|$)")
_NUMBERED: Final = re.compile(r"-\d+-\d")


def _longer(
    words: Sequence[str], plain: Sequence[str], at: int, languages: int, bits: int, size: int
) -> tuple[int, int]:
    """A phrase with the one that begins inside of it and reaches further: "próxima auditoría" "de seguimiento"."""
    for inner in range(at + 1, at + size):
        more, taken = lexicon().match(words, plain, inner, languages)
        if taken > 1 and more & cues.PRESUP and inner + taken > at + size:
            return bits | more, inner + taken - at
    return bits, size


def _place(passage: Passage) -> None:
    last = max(len(passage.segments) - 1, 0)
    passage.within = [last] * len(passage)
    for number in range(len(passage.segments) - 1, -1, -1):
        segment = passage.segments[number]
        begin = passage.segments[number - 1].last if number else 0
        passage.within[begin : segment.last] = [number] * (segment.last - begin)


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
