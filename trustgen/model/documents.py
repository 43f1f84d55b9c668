"""`documents.yml`, `answers.yml` and `assets.yml`: what can be read, what is answered, what pictures show."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from trustgen.model.record import Address, Body, Citation, Label, Record, RelativePath, Sha256, Slug, Title


class Access(StrEnum):
    """How a reader gets a document."""

    DOWNLOAD = "download"
    PAGE = "page"
    ON_REQUEST = "on-request"


class Document(Record):
    """A document that is offered."""

    id: Slug
    title: Title
    access: Access
    file: RelativePath | None = None
    """For a download or a page: its path on the site."""
    address: Address | None = None
    format: Label | None = None
    """Such as PDF."""
    description: Body


class Documents(Record):
    """The whole of `documents.yml`."""

    documents: tuple[Document, ...]


class Answer(Record):
    """A pre-answered questionnaire row."""

    id: Slug
    topic: Title
    questions: tuple[Label, ...] = ()
    """How questionnaires ask for it."""
    answer: Body
    controls: tuple[Citation, ...] = ()
    reviewed: date | None = None
    owner: Label | None = None
    """The role that keeps the answer, never a person."""


class Answers(Record):
    """The whole of `answers.yml`."""

    answers: tuple[Answer, ...]
    closing: Body | None = None
    """What a reader whose question is not listed should do."""


_DEPICTS = "Write `none`, or a list of the ids of the schemes whose marks it shows, such as `[soc2]`."


def _none_or_some(value: object) -> object:
    if value == "none":
        return ()
    if not isinstance(value, (list, tuple)) or not value:
        raise PydanticCustomError("depicts", "`none` or a list of scheme ids is expected", {"help": _DEPICTS})
    return value


class Asset(Record):
    """A binary under `static/`, and what it depicts."""

    path: RelativePath
    sha256: Sha256
    depicts: Annotated[tuple[Slug, ...], BeforeValidator(_none_or_some)]
    """`none`, or the ids of the schemes whose marks it shows; decoded, `none` is the empty tuple."""


class Assets(Record):
    """The whole of `assets.yml`."""

    assets: tuple[Asset, ...]
