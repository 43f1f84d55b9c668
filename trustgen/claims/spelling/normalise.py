"""Folding: a text as written to the texts that are matched, with the way back for every character.

`fold` gives two strings of the same length: `plain` (compatibility forms resolved, lower case, accents kept) and
`bare` (the same without accents).  `squeeze` joins letters that were spaced out; `skeleton` maps look-alike letters
and digits to one representative.  Nothing here knows what a scheme is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import re2
from msgspec import Struct

from trustgen.claims.spelling.confusables import CAPITALS, LATIN, LETTERS, LOOKALIKES
from trustgen.claims.words.wordlists import word_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

_IGNORABLE: Final = frozenset(
    [847, 4447, 4448, 6068, 6069, 12644, 65440, *range(6155, 6160), *range(65024, 65040), *range(917504, 921600)],
)
_MARKS: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2212\u2043\ufe63\uff0d\u02d7", "-"),
    **dict.fromkeys("\u2013\u2014\u2015", "\u2013"),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032\u02b9", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2033", '"'),
    **dict.fromkeys("\u2022\u2027\u2219\u22c5\u30fb", "\u00b7"),
    "_": " ",
    # Signs of a trademark part words, and are no letters of them.
    **dict.fromkeys("\u2122\u2120", " "),
    "\t": " ",
    "\r": " ",
    "\f": " ",
    "\v": " ",
}
_ASCII: Final = str.maketrans({"_": " ", "\t": " ", "\r": " ", "\f": " ", "\v": " ", "`": "'"})
_ASCII_RUN: Final = re.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])")
"""Without the last letter before another script: a mark may stand on it."""
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W_][ .*|/\u00b7\u2013-]{1,3}){2,}[^\W_](?!\w)")
_PARTING: Final = re.compile("|".join(sorted(word_parts("normalise.parting"), key=len, reverse=True)))
_ENDING: Final = re.compile("|".join(sorted(word_parts("normalise.ending"), key=len, reverse=True)))
_OPENING: Final = re.compile("|".join(sorted(word_parts("normalise.opening"), key=len, reverse=True)))
_SINGLE: Final = re.compile(r"\w \w")
_MARKED: Final = re.compile(r"^\w([.*|/\u00b7\u2013-])\w(?:\1 ?\w| \w\1\w)*\1?$")
"""Letters that one mark joins, and a space here and there, as in "H.I.P.A.A. c.e.r.t.i.f.i.e.d"."""
_SLUG: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_DIGEST: Final = re.compile(
    r"(?<![^\W_])(?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})(?![^\W_])",
)
_LONG_RUN: Final = re2.compile(r"[0-9a-f]{12}|[A-Za-z0-9+/_-]{40}")
"""What every digest and all Base64 has, and few other texts: quicker to look for than either."""
_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{40,}={0,2}(?![A-Za-z0-9+/=_-])")
_CHANGE: Final = re.compile(r"(?<=[a-z])[^a-z]|(?<=[A-Z])[^A-Z]|(?<=[0-9])[^0-9]")
_RANDOM: Final = 0.4
"""Changes of letter case and digits per character from which a run is taken for Base64: chance gives about 0.6, words
run together in camel case 0.25."""
_LIGATURES: Final = re.compile("[\ufb00-\ufb06\u00aa\u00ba\u00b2\u00b3\u00b9\u2070-\u209c]")
"""Ligatures, ordinals and footnotes, which typesetting puts there."""
_QUOTED: Final = re.compile(
    "(?<!\\w)(?:\u2018|\u201a)([^\u2018\u2019\u201a\n]{1,200}(?:\u2019(?=\\w)[^\u2018\u2019\u201a\n]{1,200})?)[\u2018\u2019](?!\\w)"
)
"""What stands between single marks that open and close: the mark that closes is an apostrophe inside of a word."""
_REVERSING: Final = re.compile("[\u202d\u202e]")


class Folded(Struct, frozen=True):
    """A folded text.  `origin[i]` is the offset in the text as written of the character `i`; `None`: the same."""

    plain: str
    bare: str
    origin: Sequence[int] | None
    length: int
    """Length of the text as written."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as written of a region of the folded text."""
        if self.origin is None:
            return start, end
        first = self.origin[start] if start < len(self.origin) else self.length
        last = self.origin[end - 1] + 1 if end > start else first
        return first, max(first, last)


def fold(text: str, *, slug: bool = False) -> Folded:
    """Fold a text.  With `slug`, words are also parted at camel case and between letters and digits."""
    text = without_digests(text)
    if slug:
        return _fold_slug(text)
    if text.isascii():
        lowered = text.translate(_ASCII).lower()
        return Folded(lowered, lowered, None, len(text))
    return _fold_unicode(_QUOTED.sub("\u201c\\1\u201d", text) if "\u2018" in text else text)


def without_digests(text: str) -> str:
    """The text with digests and Base64 as so many zeros: their letters are chance, and look like a name at times."""
    if _LONG_RUN.search(text) is None:
        return text
    text = _DIGEST.sub(lambda match: "0" * len(match[0]), text)
    return _BASE64.sub(_without_chance, text)


def _without_chance(match: re.Match[str]) -> str:
    run = match[0]
    if run.islower() or run.isupper():
        return run
    return "0" * len(run) if len(_CHANGE.findall(run)) > _RANDOM * len(run) else run


def _fold_slug(text: str) -> Folded:
    cuts = {match.start() for match in _SLUG.finditer(text)}
    inner = _fold_unicode(text)
    origin = range(len(text)) if inner.origin is None else inner.origin
    plain: list[str] = []
    bare: list[str] = []
    places: list[int] = []
    last = -1
    for index, place in enumerate(origin):
        if place in cuts and place != last:
            plain.append(" ")
            bare.append(" ")
            places.append(place)
        last = place
        plain.append(inner.plain[index])
        bare.append(inner.bare[index])
        places.append(place)
    return Folded("".join(plain), "".join(bare), places, len(text))


def _fold_unicode(text: str) -> Folded:
    plain: list[str] = []
    bare: list[str] = []
    origin: list[int] = []
    index = 0
    size = len(text)
    while index < size:
        begin = index
        if run := _ASCII_RUN.match(text, index):
            index = run.end()
            folded = run[0].translate(_ASCII).lower()
            plain.extend(folded)
            bare.extend(folded)
            origin.extend(range(begin, index))
            continue
        cluster = text[index]
        index += 1
        while index < size and unicodedata.combining(text[index]):
            # A pile of marks on one letter is bounded: the rest of the pile changes nothing.
            if index - begin < 5:  # noqa: PLR2004
                cluster += text[index]
            index += 1
        for out in _fold_cluster(cluster):
            plain.append(out)
            bare.append(_strip(out))
            origin.append(begin)
    return Folded("".join(plain), "".join(bare), origin, size)


def _fold_cluster(cluster: str) -> str:
    first = cluster[0]
    if first.isascii() and len(cluster) == 1:
        return _MARKS.get(first, first.lower())
    code = ord(first)
    if code in _IGNORABLE or unicodedata.category(first) == "Cf":
        return ""
    if first in _MARKS:
        return _MARKS[first]
    category = unicodedata.category(first)
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    composed = unicodedata.normalize("NFKC", LETTERS.get(first, first) + cluster[1:])
    kept = "".join(c for c in composed if not unicodedata.combining(c))
    return "".join(_MARKS.get(c, c) for c in kept.lower() if not unicodedata.combining(c))


def _strip(char: str) -> str:
    return char if char.isascii() else unicodedata.normalize("NFD", char)[0]


def squeeze(folded: Folded) -> Folded | None:
    """The text with spaced-out words joined (`s o c 2` as `soc2`), or `None` if nothing was spaced out."""
    keep = [True] * len(folded.bare)
    found = False
    for match in _SPACED.finditer(folded.bare):
        found = True
        written = folded.bare[match.start() : match.end()]
        single = _SINGLE.search(written) is not None
        marked = _MARKED.search(written) is not None
        for index in range(match.start(), match.end()):
            # Where letters are one space apart, a wider gap parts words; where a mark joins them, any space does.
            wide = single and folded.bare[index - 1 : index + 1] == "  "
            wide = wide or (marked and folded.bare[index] == " ")
            keep[index] = folded.bare[index].isalnum() or wide
        for index in _parted(folded.bare, match.start(), match.end()):
            keep[index] = True
    return _pick(folded, [i for i, kept in enumerate(keep) if kept]) if found else None


def _parted(bare: str, first: int, last: int) -> list[int]:
    """The separators of a run of single letters that part words: pages show "C M M C  L e v e l  2" with even gaps.

    What tells are the words that stand beside a name, which begin wherever they can be read, and how claims begin.
    """
    letters = [index for index in range(first, last) if bare[index].isalnum()]
    joined = "".join([bare[index] for index in letters])
    begins = [match.start() for match in _PARTING.finditer(joined)]
    begins += [match.end() for match in _ENDING.finditer(joined) if match.end() < len(letters)]
    opening = _OPENING.match(joined)
    if opening is not None and opening.end() < len(joined):
        begins.append(opening.end())
    return [letters[begin] - 1 for begin in begins if begin]


def _pick(folded: Folded, order: Sequence[int]) -> Folded:
    origin = folded.origin
    return Folded(
        "".join([folded.plain[i] for i in order]),
        "".join([folded.bare[i] for i in order]),
        list(order) if origin is None else [origin[i] for i in order],
        folded.length,
    )


def styled(text: str) -> bool:
    """Whether letters or digits are written as signs that only look like them: mathematical, enclosed, full width."""
    return not text.isascii() and any(
        not ch.isascii()
        and not _LIGATURES.match(ch)
        and (plain := unicodedata.normalize("NFKC", LETTERS.get(ch, ch))) != ch
        and plain.isascii()
        and plain.isalnum()
        for ch in text
    )


def skeleton(bare: str) -> str:
    """Look-alikes of other scripts as Latin letters, then letters and digits that look alike as one; same length."""
    return bare.translate(LOOKALIKES)


def latin(folded: Folded) -> Folded:
    """The text with the letters of other scripts that look Latin as Latin ones."""
    return Folded(folded.plain.translate(LATIN), folded.bare.translate(LATIN), folded.origin, folded.length)


def latin_capitals(folded: Folded) -> Folded:
    """The same for a text that was written in capitals of another script, which pass for other letters."""
    return Folded(folded.plain.translate(CAPITALS), folded.bare.translate(CAPITALS), folded.origin, folded.length)


def reverses(text: str) -> int | None:
    """Where a text reverses the direction of reading, or `None`."""
    match = _REVERSING.search(text)
    return match.start() if match else None


def reversed_form(folded: Folded) -> Folded:
    """The text read backwards, with offsets; for text that was written to be shown reversed."""
    return _pick(folded, range(len(folded.bare) - 1, -1, -1))
