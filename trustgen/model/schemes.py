"""`schemes.yml`: certification schemes that a project knows beside the shipped ones."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from trustgen import limits
from trustgen.model.record import Address, Days, Label, Record, Slug, Title
from trustgen.source import Text

_AROUND = frozenset(" -./&+:'\u2019\u2013")


def _name(value: Text) -> Text:
    if len(value) > limits.SCHEME_NAME_CHARACTERS:
        raise PydanticCustomError(
            "scheme_name_length", "at most {limit} characters are expected", {"limit": limits.SCHEME_NAME_CHARACTERS}
        )
    if not any(char.isalnum() for char in value) or not all(char.isalnum() or char in _AROUND for char in value):
        raise PydanticCustomError(
            "scheme_name", "words are expected: letters and digits, with spaces, hyphens and the like between them"
        )
    return value


Words = Annotated[Text, AfterValidator(_name)]
"""A name or a phrase in plain words, never an expression: how its words are joined, and accents, do not matter."""
List = Annotated[tuple[Words, ...], Field(max_length=limits.SCHEME_WORDS)]
"""Some of them."""
Language = Literal["en", "fr", "de", "es", "it", "nl"]


class SchemeSource(Record):
    """A public document that says so."""

    id: Slug
    title: Title
    address: Address | None = None


class SchemeLevel(Record):
    """A level of a scheme."""

    id: Slug
    words: Annotated[List, Field(min_length=1)]
    """How texts name it, such as `gold` and `level 2`."""
    implied: List = ()
    """Words that only this level fits without naming it, such as `on site`."""
    source: Slug


class SchemeEdition(Record):
    """An edition of a scheme's standard."""

    id: Words
    """Its name in `assurances.yml`, such as `2022` or `3.1`."""
    words: Annotated[List, Field(min_length=1)]
    """The year or the number that means it."""
    withdrawn: date | None = None
    """The last day on which it counts."""
    source: Slug


class SchemeCategory(Record):
    """A part of a scheme of which a holder chooses some."""

    id: Slug
    words: Annotated[List, Field(min_length=1)]


class SchemeMark(Record):
    """The rule of the scheme's owner for its mark."""

    shown: Literal["licensed", "organization", "never"]
    """Where a holder may show it: under the owner's terms; for the company, never for a product; nowhere."""
    source: Slug


class OwnScheme(Record):
    """A scheme of which the gate would not know otherwise.  It can only add mentions: what is shipped stays."""

    id: Slug
    """Its id in `assurances.yml` and `assets.yml`."""
    name: Title
    """Its name in findings and on the pages."""
    artefact: Literal[
        "certificate", "report", "label", "qualification", "listing", "seal", "declaration", "status", "none"
    ]
    """What its holder gets; `none` where nobody can hold it, so that every text that implies it is refused."""
    issuer: Label
    """Who gives it."""
    forms: Annotated[List, Field(min_length=1)]
    """Names that can mean nothing else, of two words at least: `Acme Trust Seal`."""
    weak: List = ()
    """Short names, which count beside a word of `context` alone: `ATS`."""
    context: List = ()
    homonyms: List = ()
    """Words beside which a short name means something else."""
    home: tuple[Language, ...] = ()
    """Languages in whose texts a short name in capitals needs no other company."""
    levels: tuple[SchemeLevel, ...] = ()
    chains: tuple[tuple[Slug, ...], ...] = ()
    """Orders of levels: whoever holds one has those before it in the same list, too."""
    independent: Slug | None = None
    """The level that a text claims which says that somebody outside assessed it."""
    categories: tuple[SchemeCategory, ...] = ()
    editions: tuple[SchemeEdition, ...] = ()
    improper: tuple[Literal["certified", "certificate", "accredited", "compliant"], ...] = ()
    """Words that its owner does not allow for a holding."""
    stale_after: Days | None = None
    """How long it counts when the record gives no last day."""
    mark: SchemeMark | None = None
    sources: Annotated[tuple[SchemeSource, ...], Field(min_length=1)]
    """Where what is said here can be read."""


class OwnSchemes(Record):
    """The whole of `schemes.yml`, which a project has only where it needs one."""

    schemes: Annotated[tuple[OwnScheme, ...], Field(max_length=limits.OWN_SCHEMES)]
