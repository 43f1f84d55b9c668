"""The scheme data: which certifications exist, how they are spelled, what may be said of them.

One YAML file per family under `data/schemes/`; a scheme is one entry.  A form is written as it is read: a space
stands for any separator or none, `( | )` and `?` as in regular expressions, `{iso}` for the prefixes of ISO
standards, and `< >` around the part that names the scheme when the rest of the form is only its company.
An unknown key or a wrong kind is a bug in trustgen, not in a project, so it raises `ValueError`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from trustgen.claims.confusables import SAME
from trustgen.claims.datafiles import documents

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATOR: Final = r"[\s./+\x{00b7}\x{2013}|-]*"
_ISO: Final = (
    r"(?:(?:din|bs|nf|une|uni|cei|nen|sn|onorm|sist|pn|csn|jis|ks) ?)?(?:en )?"
    r"(?:iso(?: ?iec| ?cei)?|iec)(?: standard| norm| norma| norme)?:? "
)
_KEYS: Final = {
    "id": str,
    "name": str,
    "artefact": str,
    "issuer": str,
    "forms": list,
    "weak": list,
    "context": list,
    "homonyms": list,
    "levels": dict,
    "chains": list,
    "implied": dict,
    "independent": str,
    "numbered": str,
    "editions": dict,
    "improper": list,
    "stale_after": int,
    "home": list,
    "law": bool,
    "strict": bool,
    "framework": bool,
    "generic": bool,
    "categories": dict,
}
ARTEFACTS: Final = frozenset(
    {"certificate", "report", "label", "qualification", "listing", "seal", "declaration", "status", "none"},
)


class Edition(Struct, frozen=True, kw_only=True):
    """An edition of a standard: the years or numbers that mean it, and when it ceased to count."""

    id: str
    words: tuple[str, ...]
    withdrawn: date | None = None


class Scheme(Struct, frozen=True, kw_only=True):
    """One certification scheme, law or framework."""

    id: str
    name: str
    artefact: str
    """What its holder gets; `none` where nobody can hold anything."""
    issuer: str
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Ambiguous forms: they count only in the company of a word of `context`."""
    context: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    """Words that turn a weak form into something else."""
    home: tuple[str, ...] = ()
    """Languages in whose texts a weak form in capitals needs no other company."""
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    chains: tuple[tuple[str, ...], ...] = ()
    """Orders of levels: holding one supports a claim to those before it in the same chain."""
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Words that only a level fits without naming it; `{period}` for the words of a period (`data/periods.yml`)."""
    independent: str | None = None
    """The level that a text claims which says that somebody outside assessed it."""
    numbered: str = ""
    """The noun in front of the numbers of a scheme's parts ("activities 1 and 2"), as its words begin."""
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Parts of which a holder chooses some; a scope that names some does not cover the others."""
    editions: tuple[Edition, ...] = ()
    improper: tuple[str, ...] = ()
    stale_after: int | None = None
    """Days after which a report counts as old when the record gives no last day."""
    law: bool = False
    strict: bool = False
    """A law whose "compliant" is read as a certificate all the same."""
    framework: bool = False
    generic: bool = False

    def supports(self, held: str, claimed: str) -> bool:
        """Whether holding one level supports a claim to another."""
        return held == claimed or any(
            held in chain and claimed in chain and chain.index(claimed) <= chain.index(held) for chain in self.chains
        )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


@cache
def schemes() -> Mapping[str, Scheme]:
    """All schemes by id, in the order of the files."""
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
    for key, value in entry.items():
        kind = _KEYS.get(key)
        if kind is None or not isinstance(value, kind):
            message = f"{name}: {entry.get('id')}: {key!r} is unknown or of the wrong kind"
            raise ValueError(message)
    if entry["artefact"] not in ARTEFACTS:
        message = f"{name}: {entry['id']}: unknown artefact {entry['artefact']!r}"
        raise ValueError(message)
    rest = dict(entry)
    for key in ("forms", "weak", "context", "homonyms", "improper", "home"):
        rest[key] = tuple(str(item) for item in entry.get(key, ()))
    rest["levels"] = MappingProxyType({k: tuple(v) for k, v in entry.get("levels", {}).items()})
    rest["implied"] = MappingProxyType({k: tuple(v) for k, v in entry.get("implied", {}).items()})
    rest["categories"] = MappingProxyType({k: tuple(v) for k, v in entry.get("categories", {}).items()})
    rest["chains"] = tuple(tuple(chain) for chain in entry.get("chains", ()))
    rest["editions"] = tuple(
        Edition(id=str(key), words=tuple(value["words"]), withdrawn=_day(value.get("withdrawn")))
        for key, value in entry.get("editions", {}).items()
    )
    named = {level for chain in rest["chains"] for level in chain} | set(rest["implied"])
    if "independent" in entry:
        named.add(entry["independent"])
    unknown = named - set(rest["levels"])
    if unknown:
        message = f"{name}: {entry['id']}: a chain or an implication names unknown levels {sorted(unknown)}"
        raise ValueError(message)
    return Scheme(**rest)


def pattern(form: str, *, alike: bool = False) -> str:
    """The regular expression of a form; with `alike`, over text whose look-alikes were folded."""
    source = form.replace("{iso}", _ISO.strip() + " ")
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
