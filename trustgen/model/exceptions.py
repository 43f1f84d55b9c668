"""`exceptions.yml`: mentions that the gate refuses, and that somebody has reviewed and answers for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from trustgen.model.record import Label, Record, RelativePath, Sha256, Slug
from trustgen.source import Text


def _claims_code(value: Text) -> Text:
    if not (value.startswith("TG1") and len(value) == 5 and value[2:].isdigit()):  # noqa: PLR2004
        raise PydanticCustomError("claims_code", "the code of a finding of the gate is expected, such as `TG101`")
    return value


class ReviewedException(Record):
    """One text that may stand although the gate refuses it."""

    id: Slug
    page: RelativePath
    """The published file that it stands in, such as `index.html`."""
    scope: Label
    """Where in the file, as the finding says it, such as `text.body`.  Badges, file names and the like take none."""
    code: Annotated[Text, AfterValidator(_claims_code)]
    """The code of the finding."""
    scheme: Slug
    """The scheme that is mentioned, or `any`."""
    text_sha256: Sha256
    """The digest of the text with the structure around it.  A wrong one is answered with those that fit."""
    reason: Label
    """Why the text is true; it is published."""
    reviewer: Label
    """The role that reviewed it, never a person."""
    reviewed: date
    expires: date
    """The last day that it holds, at most 180 days after the review."""


class ReviewedExceptions(Record):
    """The whole of `exceptions.yml`, which a project has only where it needs one."""

    exceptions: tuple[ReviewedException, ...]
