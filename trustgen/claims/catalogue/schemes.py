"""The scheme data: which certifications exist, how they are spelled, what may be said of them.

One YAML file per family under `data/schemes/`; a scheme is one entry.  A form is written as it is read: a space
stands for any separator or none, `( | )` and `?` as in regular expressions, `{iso}` for the prefixes of ISO
standards, `{paper}` for a word of what a holder gets, `{of}` for what may join the two, and `< >` around the part
that names the scheme when the rest of the form is only its company.
An unknown key or a wrong kind is a bug in trustgen, not in a project, so it raises `ValueError`.

A project may know schemes of its own.  Nothing here remembers them: `schemes(own)` is a value for the schemes that
it is asked about, and `schemes()` always the shipped ones alone.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from msgspec import ValidationError, convert

from trustgen.claims.catalogue.scheme import Own, Scheme
from trustgen.claims.spelling.confusables import SAME
from trustgen.claims.words.datafiles import document, documents

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATOR: Final = r"[\s./+\x{00b7}\x{2013}|-]*"
ADOPTING: Final = "en|din|bs|nf|une|uni|cei|nen|sn|onorm|sist|pn|csn|jis|ks"
"""The prefixes of bodies that adopt ISO standards, each with a year of its own."""
_ISO: Final = (
    rf"(?:(?:{ADOPTING}) ?)?(?:(?:cei|cen) ?)?(?:en )?"
    r"(?:iso(?: ?iec| ?cei)?|iec)(?: standard| norm| norma| norme)?:? "
)
_PAPER: Final = (
    r"(?:certif|zertif|gecertif|attest|atest|testat|label|siegel|seal|stamp|stempel|sello|cachet|sigillo|bollino|zegel|keurmerk|badge|[ckq]ualifi|gekwalif|(?:ge)?a[ck]+redit|"
    r"evalua|valuta|bewert|assess|listing|listed|authori|validat|validier|approv|complian|[ck]onform)\w*\b"
)
_OF: Final = (
    r"(?: (?:of|de|d.|del|della|dell.|di|van|nach|fur|en|con|under|to|der|des|dem|la|el|le|the|l.|selon|para)){0,2}"
)
_MACROS: Final = {"{iso}": _ISO.strip() + " ", "{paper}": _PAPER, "{of}": _OF}

_NUMBERED: Final = re.compile(r"(\{iso\} |)(\d+ \d{3})\b")
"""A form by number; the number may be written in words, too ("ISO nine thousand and one")."""


def _in_words(named: str, number: str) -> str:
    """The words of a number; where no name stands before it, those of one word alone: "la ventisettemilauno"."""
    ways = document("spelled.yml").get(number, {})
    return str(ways.get("named" if named else "alone", ""))


@cache
def schemes(own: Own = ()) -> Mapping[str, Scheme]:
    """All schemes by id: the shipped ones in the order of the files, then those of a project."""
    if own:
        # A project cannot replace a shipped scheme, whatever it calls its own.
        return MappingProxyType({scheme.id: scheme for scheme in own} | dict(schemes()))
    found: dict[str, Scheme] = {}
    for name, entries in documents("schemes").items():
        for entry in entries:
            scheme = _decode(entry, name)
            if scheme.id in found:
                message = f"{name}: scheme {scheme.id} is there twice"
                raise ValueError(message)
            found[scheme.id] = scheme
    return MappingProxyType(found)


def _decode(entry: Mapping[str, Any], name: str) -> Scheme:
    place = f"{name}: {entry.get('id')}"
    try:
        editions = [{"id": str(key), **value} for key, value in dict(entry.get("editions", {})).items()]
        scheme = convert({**entry, "editions": editions}, Scheme)
    except (ValidationError, TypeError, ValueError) as error:
        message = f"{place}: {error}"
        raise ValueError(message) from error
    levels = {level for chain in scheme.chains for level in chain} | {*scheme.implied, *scheme.ended}
    levels |= {level for level in (scheme.independent, scheme.plain, scheme.usual) if level is not None}
    cited = {edition.source for edition in scheme.editions} | {end.source for end in scheme.ended.values()}
    cited |= {scheme.levels_source or "levels_source"} if scheme.levels else set()
    cited |= {scheme.mark.source} if scheme.mark is not None else set()
    for what, unknown in (("levels", levels - set(scheme.levels)), ("sources", cited - set(scheme.sources))):
        if unknown:
            message = f"{place}: unknown {what} {sorted(unknown)}"
            raise ValueError(message)
    if not scheme.sources:
        message = f"{place}: no sources"
        raise ValueError(message)
    return scheme


def pattern(form: str, *, alike: bool = False) -> str:
    """The regular expression of a form; with `alike`, over text whose look-alikes were folded."""
    source = form
    if match := _NUMBERED.match(form):
        words = _in_words(match[1], match[2])
        source = f"{match[1]}({match[2]}|{words}){form[match.end() :]}" if words else form
    for macro, written in _MACROS.items():
        source = source.replace(macro, written)
    out: list[str] = []
    index = 0
    while index < len(source):
        char = source[index]
        if char == "\\" or source.startswith("(?:", index):
            width = 2 if char == "\\" else 3
            out.append(source[index : index + width])
            index += width
            continue
        if char == "(":
            out.append("(?:")
        elif char == " ":
            # A separator that may be missing cannot be made optional again.
            out.append(SEPARATOR)
            if source.startswith(" ?", index):
                index += 1
        elif char == "<":
            out.append("(")
        elif char == ">":
            out.append(")")
        else:
            out.append(SAME.get(char, char) if alike and char.isalnum() else char)
        index += 1
    body = "".join(out)
    if "<" not in source:
        body = f"({body})"
    return rf"\b{body}"
