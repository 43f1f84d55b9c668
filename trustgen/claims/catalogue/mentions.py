"""Finding the places where a text names a scheme, in any spelling.

`Finder.find` works over one folded text and knows nothing about what is said of the scheme.  Ambiguous short forms
(`C5`, `ENS`, `STAR`) count only in company that settles what they mean; longer matches win over shorter ones.
All matching is linear in the length of the text (google-re2).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import re2
from msgspec import Struct

from trustgen.claims.catalogue.disguises import disguised, measure
from trustgen.claims.catalogue.levelwords import longest_first
from trustgen.claims.catalogue.schemes import SEPARATOR, pattern, schemes
from trustgen.claims.spelling.normalise import Folded, skeleton
from trustgen.claims.spelling.numbers import names_a_standard
from trustgen.claims.words.datafiles import document
from trustgen.claims.words.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trustgen.claims.catalogue.scheme import Own, Scheme

_GAP: Final = 8
_WORD: Final = 4
_GENERAL: Final = frozenset({"iso-family"})
_TAIL: Final = (
    r"(?:[\s:/\x{00b7}\x{2013}(+-]{0,3}(?:"
    r"(?:(?:van|de|di|vom)\s+)?(?:type|typ|tipo)[\s-]*(?:[12]|ii?|[ab]|one|two)\b|t[12]\b|"
    r"(?:(?:(?:assessment|impact)\s+)?level|al|niveau|nivel|stufe|livello|tier|class|klasse|(?:en\s+)?categoria)[\s-]*"
    r"(?:[0-9]|i{1,3}|[a-d]|(?:basic|medi|alt)[ao]|high|medium|moderate|low)\b|"
    r"(?:basic|medi|alt)[ao]\b|sl[\s-]?[1-4]\b|"
    r"v?(?:19|20)[0-9]{2}\b|v ?[0-9]\.[0-9](?:\.[0-9])?\b|[0-9]\.[0-9]\.[0-9]\b|"
    r"r(?:ev(?:ision)?)?[\s.]*[0-9a-d]\b|plus\b|\+|moderate\b|high\b|low\b|[eir][12]\b|self-assessment\b"
    r")\)?)+"
)


class Found(Struct, frozen=True):
    """One place that names a scheme: offsets in the folded text; the tail holds level and edition words."""

    scheme: str
    start: int
    end: int
    tail: int
    """End of the level and edition words that follow directly."""
    weak: bool = False
    obfuscated: bool = False
    own: bool = False
    """Whether the scheme is one that a project adds."""


class _Form(Struct, frozen=True):
    scheme: str
    weak: bool
    own: bool


_END: Final = re.compile(r"[.!?\n](?=\s)")


class _Table:
    """One set matcher over all forms, and each form by itself for the places."""

    def __init__(self, own: Own, *, alike: bool) -> None:
        self.set = re2.Set.SearchSet()
        self.forms: list[_Form] = []
        self._sources: list[str] = []
        kept = table("alike" if alike else "forms", lambda: _sources(schemes().values(), alike=alike))
        for number, (scheme, weak, source) in enumerate([*kept, *_sources(own, alike=alike)]):
            self.set.Add(source)
            self.forms.append(_Form(scheme, weak, number >= len(kept)))
            self._sources.append(source)
        self.set.Compile()
        self._compiled: dict[int, Any] = {}

    def matches(self, text: str) -> Iterable[tuple[_Form, Any]]:
        for index in self.set.Match(text) or ():
            regex = self._compiled.get(index)
            if regex is None:
                regex = self._compiled[index] = re2.compile(self._sources[index], longest_first())
            for match in regex.finditer(text):
                yield self.forms[index], match


def _sources(listed: Iterable[Scheme], *, alike: bool) -> list[tuple[str, bool, str]]:
    """Of each form the scheme, whether it is weak, and the expression."""
    return [
        (scheme.id, weak, pattern(form, alike=alike))
        for scheme in listed
        for weak, forms in ((False, scheme.forms), (True, scheme.weak))
        for form in forms
    ]


@lru_cache(maxsize=8)
def _table(alike: bool, own: Own) -> _Table:  # noqa: FBT001 - a cache key
    return _Table(own, alike=alike)


@cache
def _tail() -> Any:
    return re2.compile(_TAIL)


@cache
def _words(listed: tuple[str, ...]) -> Any:
    return re2.compile(r"\b(?:" + "|".join(word.replace(" ", SEPARATOR) for word in listed) + r")\b")


def _core(match: Any, text: str) -> tuple[int, int]:
    """The part of a match that names the scheme, without the separators at its end."""
    start, end = match.span(1)
    while end > start and text[end - 1] in " -./\u2013\u00b7:":
        end -= 1
    return start, end


def find(
    folded: Folded, surround: str = "", home: frozenset[str] = frozenset(), original: str = "", own: Own = ()
) -> list[Found]:
    """All places that name a scheme, in order.

    `surround` is folded text around that may settle a weak form; `home` the languages of the text: a scheme of one of
    them, written in capitals, needs no other company.  `own` are the schemes that a project adds to the shipped ones.
    """
    found = candidates(folded.bare, own)
    return _resolve(found, _Text(folded, surround, home, original, schemes(own))) if found else found


def find_alike(folded: Folded, own: Own = ()) -> list[Found]:
    """Places that name a scheme only when look-alike characters are taken for what they look like."""
    text = skeleton(folded.bare)
    found = []
    for form, match in _table(True, own).matches(text):  # noqa: FBT003 - a cache key
        start, end = _core(match, text)
        original = folded.bare[start:end]
        # `listed` begins with letters that look like `il5`: the word has to end where it really ends, too.
        whole = _ends(text, match.end()) and _ends(folded.bare, match.end())
        if not form.weak and whole and disguised(original, text[start:end]):
            found.append(Found(form.scheme, start, end, _tail_end(folded.bare, end), obfuscated=True, own=form.own))
    return _longest(found)


def candidates(text: str, own: Own = ()) -> list[Found]:
    """Every place of a folded text that a form fits, settled or not."""
    found = []
    for form, match in _table(False, own).matches(text):  # noqa: FBT003 - a cache key
        start, end = _core(match, text)
        if _ends(text, match.end()):
            found.append(Found(form.scheme, start, end, _tail_end(text, end), weak=form.weak, own=form.own))
    return found


def _ends(text: str, end: int) -> bool:
    """Whether a match that ends here is a whole word; a digit may be followed by a letter (`SOC2report`)."""
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    if last.isdigit():
        return not following.isdigit()
    return not following.isalnum() or following.isdigit()


def _tail_end(text: str, end: int) -> int:
    match = _tail().match(text[end : end + 60])
    if not match:
        return end
    stop = end + int(match.end())
    return end if stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum() else stop


def _longest(found: Sequence[Found]) -> list[Found]:
    chosen: list[Found] = []
    for one in sorted(found, key=lambda f: (not f.own, f.scheme in _GENERAL, f.weak, f.start - f.end, f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda f: f.start)


class _Text(Struct, frozen=True):
    """A text whose ambiguous names are settled, with what may settle them."""

    folded: Folded
    surround: str
    home: frozenset[str]
    original: str
    schemes: Mapping[str, Scheme]


def _resolve(found: list[Found], text: _Text) -> list[Found]:
    bare = text.folded.bare
    strong = _longest([one for one in found if not one.weak and not _common(one, text) and not measure(one, bare)])
    # The longest first: "SOC I" before "SOC".
    weak = sorted((one for one in found if one.weak), key=lambda one: one.start - one.end)
    if weak:
        numbers = [one for one in weak if _number(one, bare)]
        for one in weak:
            if all(one.end <= other.start or other.end <= one.start for other in strong) and (
                _settled(one, text)
                or _at_home(one, text)
                or (one in numbers and _among(one, bare, numbers))
                or _listed(one, found, text)
            ):
                strong.append(one)
        strong = _longest(strong)
    return strong


def _number(one: Found, text: str) -> bool:
    name = text[one.start : one.end]
    return not any(map(str.isalpha, name)) or bool(_in_a_word().fullmatch(name))


@cache
def _in_a_word() -> Any:
    """Numbers that are one word: "siebenundzwanzigtausendeins"."""
    ways = "|".join(way["alone"] for way in document("spelled.yml").values())
    return re2.compile(ways.replace(" ?", r"\s?"))


def _among(one: Found, text: str, numbers: Iterable[Found]) -> bool:
    others = [(other.start, other.end) for other in numbers if other.scheme != one.scheme]
    return names_a_standard(text, one.start, one.end, others)


def _listed(one: Found, found: Sequence[Found], text: _Text) -> bool:
    """Whether a name in capitals stands in a row with another scheme's: "ACN, C5 o HDS", "neither TISAX nor ENS"."""
    scheme, bare = text.schemes[one.scheme], text.folded.bare
    start, end = text.folded.back(one.start, one.end)
    if not text.original[start:end].isupper() or _homonym(scheme, one, bare):
        return False
    gaps = [bare[one.end : other.start] for other in found if one.end <= other.start <= one.end + _GAP]
    gaps += [bare[other.end : one.start] for other in found if one.start - _GAP <= other.end <= one.start]
    # A comma, a stroke, or one short word: "and", "oder", "né".
    return any(gap.strip() and len(gap.strip(" ,/&")) <= _WORD and " " not in gap.strip(" ,/&") for gap in gaps)


def _at_home(one: Found, text: _Text) -> bool:
    scheme = text.schemes[one.scheme]
    if not text.home.intersection(scheme.home):
        return False
    start, end = text.folded.back(one.start, one.end)
    # In a sentence without any capital, the name's letters tell nothing.
    told = text.original[start:end].isupper() or (text.original.islower() and " " in text.original.strip())
    return told and not _homonym(scheme, one, text.folded.bare)


def _common(one: Found, text: _Text) -> bool:
    """Whether a name is a word like others in the only languages that the text may be in, and nothing settles it."""
    scheme, bare = text.schemes[one.scheme], text.folded.bare
    if text.home.intersection(scheme.common) and _any(scheme.homonyms, bare):
        # "Il saldo IRAP si versa entro giugno" has words of French in it.
        return not _any(scheme.context, f"{text.surround}\n{bare[: one.start]} {bare[one.end :]}")
    return bool(scheme.common) and bool(text.home) and text.home.issubset(scheme.common) and not _settled(one, text)


def _settled(one: Found, text: _Text) -> bool:
    scheme, bare = text.schemes[one.scheme], text.folded.bare
    if not _any(scheme.context, f"{text.surround}\n{bare[: one.start]} {bare[one.end :]}"):
        return False
    return not _homonym(scheme, one, bare)


def _homonym(scheme: Scheme, one: Found, bare: str) -> bool:
    """Whether a word in the sentence of a name makes it something else."""
    ends = [match.end() for match in _END.finditer(bare)]
    first = max((end for end in ends if end <= one.start), default=0)
    last = min((end for end in ends if end >= one.end), default=len(bare))
    return _any(scheme.homonyms, bare[first:last])


def _any(listed: tuple[str, ...], text: str) -> bool:
    return bool(listed) and bool(_words(listed).search(text))
