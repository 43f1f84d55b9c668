"""The fast no: texts that cannot mention anything, in no disguise; and the undoing of disguises."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import re2
from msgspec import Struct

from trustgen.claims.catalogue.mentions import Found, find, find_alike
from trustgen.claims.catalogue.schemes import pattern, schemes
from trustgen.claims.spelling.normalise import (
    Folded,
    fold,
    latin,
    latin_capitals,
    reversed_form,
    reverses,
    squeeze,
    without_digests,
)
from trustgen.claims.words import cues
from trustgen.claims.words.lexicon import lexicon
from trustgen.claims.words.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trustgen.claims.catalogue.scheme import Own

_STEMS: Final = (
    "certif",
    "zertif",
    "gecertif",
    "accredit",
    "akkredit",
    "acredit",
    "accr[eé]dit",
    "attest",
    "penetrati",
    "pen-?test",
    "intrusion",
    "testat",
    "testier",
    "audit",
    "homolog",
    "agr[eé][eé]",
    "label",
    "siegel",
    "keurmerk",
    "gepr(?:[uü]|ue)ft",
    "asses",
    "examin",
    "tested",
    "\\btest[eé]{1,2}s?\\b",
    "esaminat",
    "verified",
    "reviewed",
    "vetted",
    "inspected",
    "validat",
    "evalu",
    "[uü]berpr[uü]f",
    "begutacht",
    "bewertet",
    "v[eé]rifi",
    "verific",
    "contr[oô]l[eé]",
    "revis",
    "valutat",
    "testat",
    "getoetst",
    "confirm",
    "best[aä]tigt",
    "conferm",
    "bevestig",
    "beoordeeld",
    "gecontroleerd",
    "gekeurd",
    "getest",
    "checked",
    "cert[a-z]*ed\\b",
    "complien?t",
)
_SPACED: Final = re.compile(
    r"(?<!\w)[^\W_](?:\s+|[ .*|/\u00b7\u2013-]{1,3})[^\W_](?:\s+|[ .*|/\u00b7\u2013-]{1,3})[^\W_](?!\w)"
)
_CAPITALS: Final = re.compile("[\u0397\u039d\u03a5\u039c]")
"""Greek capitals that look like other Latin letters than their small forms."""
_MIXED: Final = re.compile(
    r"[A-Za-z][0-9$@|!][A-Za-z0-9]|[0-9$@|!][A-Za-z][A-Za-z0-9]|[0-9][OoIl][0-9OoIl]|[A-Za-z]{2}[0-9$@|!]\b|\b[A-Z]+l[A-Z]+"
)
_WORDLY: Final = r"(?:[0-9A-Za-z]|[^\x00-\x7f])"
_GAP: Final = r"(?:\s+|[ .*|/\x{00b7}\x{2013}-]{1,3})"
_ODD: Final = re2.compile(
    rf"(?:^|[^0-9A-Za-z_]){_WORDLY}{_GAP}{_WORDLY}{_GAP}{_WORDLY}(?:$|[^0-9A-Za-z_])"
    r"|[A-Za-z][0-9$@|!][A-Za-z0-9]|[0-9$@|!][A-Za-z][A-Za-z0-9]|[0-9][OoIl][0-9OoIl]|[A-Za-z]{2}[0-9$@|!]|[A-Z]l[A-Z]"
)
"""Whatever is spaced or mixed, and little else: most texts have nothing of it, which is quick to see."""
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_NON_LATIN: Final = re.compile(
    "[\u0250-\u02af\u0370-\u058f\u13a0-\u13ff\u1d00-\u1d7f\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uabbf\u0131\u00f8\u0111\u0142]"
)


_SHORT: Final = 600
"""Characters of a text whose answer is remembered."""


@lru_cache(maxsize=8)
def _plain(own: Own) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    # What is shipped is kept beside the bytecode; a project's own names are few.
    mine = [_bare_groups(pattern(form)) for scheme in own for form in (*scheme.forms, *scheme.weak)]
    return re2.compile("|".join([table("plain", _spelled), *mine]), options)


def _spelled() -> str:
    """Every way to name a shipped scheme or to speak of certification, in one expression.

    The smaller it is, the quicker it is made, and so are its answers: what forms have in common stands there once.
    """
    sources = [pattern(form) for scheme in schemes().values() for form in (*scheme.forms, *scheme.weak)]
    forms = {_bare_groups(source) for source in sources}
    lead = _bare_groups(pattern("{iso}")).removesuffix(")")
    standards = sorted(form[len(lead) : -1] for form in forms if form.startswith(lead))
    others = sorted(form for form in forms if not form.startswith(lead))
    speaking = lexicon().spelled(
        cues.STRONG | cues.CERTIFIER | cues.AUDIT | cues.EXAM | cues.EXAMINER | cues.EXPIRY | cues.SEAL
    )
    stems = [stem for stem in _STEMS if stem.isalpha()]
    rest = [words for words in speaking if not any(stem in words for stem in stems)]
    return "|".join([*others, f"{lead}(?:{'|'.join(standards)}))", *_STEMS, *rest])


def _bare_groups(source: str) -> str:
    """The same pattern without capturing groups."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", source)


def may_mention(text: str, own: Own = ()) -> bool:
    """Whether a text could name a scheme or speak of certification, in any disguise; `False` is certain.

    The answers for short texts are remembered: most of a site's blocks stand on every page, and each is asked about
    when its page is read and when it is judged.  `own` are the schemes that a project adds to the shipped ones.
    """
    return _known(text, own) if len(text) <= _SHORT else _asked(text, own)


@lru_cache(maxsize=50_000)
def _known(text: str, own: Own) -> bool:
    return _asked(text, own)


def _asked(text: str, own: Own) -> bool:
    text = without_digests(text)
    if _plain(own).search(text.lower().replace("_", " ")):
        return True
    if _ODD.search(text) and (_SPACED.search(text) or _MIXED.search(text)):
        return True
    if "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return _has_typo(text)
    if reverses(text) is not None:
        return True
    folded = fold(text).bare
    return bool(_SPACED.search(folded) or _NON_LATIN.search(folded)) or openly(folded, own)


def openly(folded: str, own: Own = ()) -> bool:
    """Whether a folded text could name a scheme or speak of certification as it stands; `False` is certain."""
    return bool(_plain(own).search(folded)) or _has_typo(folded)


_LONG_WORD: Final = re.compile(r"[cagzCAGZ](?<![A-Za-z].)[A-Za-z]{7,}")


def _has_typo(text: str) -> bool:
    words = {word.lower() for word in _LONG_WORD.findall(text)}
    return bool(words) and any(map(lexicon().misspelt, words))


class Look(Struct, frozen=True):
    """What a text shows whatever stands around it."""

    folded: Folded
    openly: bool
    """Whether it could mention something as it stands."""
    disguised: tuple[tuple[Folded, Sequence[Found]], ...]
    """Every undisguised form that differs from it, with the mentions found there."""


@lru_cache(maxsize=1_000)
def look(text: str, *, slug: bool, own: Own = ()) -> Look:
    """Look at a text; `slug` is that of `fold`.  The same text stands on many pages, with something else around it."""
    folded = fold(text, slug=slug)
    return Look(folded, openly(folded.bare, own), tuple(_disguised(folded, text, own)))


def _disguised(folded: Folded, text: str, own: Own) -> Iterator[tuple[Folded, list[Found]]]:
    squeezed = squeeze(folded)
    if squeezed is not None:
        if openly(squeezed.bare, own):
            yield squeezed, find(squeezed, own=own)
        alike = find_alike(squeezed, own)
        if alike:
            yield squeezed, alike
    if _MIXED.search(text) or _NON_LATIN.search(folded.bare):
        alike = find_alike(folded, own)
        if alike:
            yield folded, alike
    if _NON_LATIN.search(folded.bare):
        seeming = latin(folded)
        yield seeming, find(seeming, own=own)
        if _CAPITALS.search(text):
            raised = latin_capitals(folded)
            yield raised, find(raised, own=own)
    if reverses(text) is not None:
        backwards = reversed_form(folded)
        yield backwards, find(backwards, own=own)
    if _ENTITY.search(text):
        decoded = fold(html.unescape(text))
        # The way back is lost with the entities: the whole text is the place.
        found = find(decoded, own=own)
        if found:
            whole = Folded(
                decoded.plain, decoded.bare, [0] * (len(decoded.bare) - 1) + [max(len(text) - 1, 0)], len(text)
            )
            yield whole, found
