"""The kinds of values that content files are made of.

Every class of the record derives from `Record`: frozen, and closed to keys that it does not know.  Every text is a
`Text`, so that a finding can name the line that it was written on.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from trustgen import limits
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""What is installed beside trustgen has no say in how content is decoded, and is not searched for it either."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?", re.IGNORECASE)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufffe\uffff]")


class Record(BaseModel):
    """A mapping of a content file."""

    # The docstring below a field is for people and for the manual: reading it here would double the cost of the class.
    # Built when first used: then a class that only stands inside of others is never built for itself.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Prose(Text):
    """Markdown text: paragraphs, lists, tables, links, emphasis, code; raw HTML is not part of it."""

    __slots__ = ()


def prose_in(value: object) -> Iterator[Prose]:
    """Every Markdown text of a part of the record, in its order."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from prose_in(item)
    elif isinstance(value, Record):
        for item in value.__dict__.values():
            yield from prose_in(item)


def in_order(holder: Record, first: str, last: str) -> None:
    """Refuse two dates of which the last comes first; one that is not on record comes in any order."""
    fields = {field.alias or name: name for name, field in type(holder).model_fields.items()}
    begin, end = (getattr(holder, fields[key]) for key in (first, last))
    if begin is not None and end is not None and end < begin:
        raise PydanticCustomError(
            "dates_order",
            "`{last}` is before `{first}`",
            {"first": first, "last": last, "key": last, "help": "Correct one of the two dates."},
        )


def _shaped(pattern: str, kind: str, message: str, help: str | None = None) -> Callable[[Text], Text]:
    """Refuse a text of another form; `help` is the finding's, where the message alone does not say what to write."""
    compiled = re.compile(pattern)

    def check(value: Text) -> Text:
        if compiled.fullmatch(value) is None:
            raise PydanticCustomError(kind, message, {"help": help})
        return value

    return check


def _filled(value: Text) -> Text:
    if not value.strip():
        raise PydanticCustomError("empty_text", "a text is expected here, not an empty one")
    # A file with such a character is refused as a whole; an escape such as `\0` in quotes could still make one.
    if _CONTROL.search(value):
        raise PydanticCustomError(
            "control_character", "a text holds no control characters", {"help": "Remove the escape, such as `\\x07`."}
        )
    return value


def _short(limit: int) -> AfterValidator:
    """Refuse a text that is longer than what it is for."""

    def check(value: Text) -> Text:
        if len(value) > limit:
            raise PydanticCustomError(
                "too_long",
                "at most {limit} characters are expected, and these are {length}",
                {"limit": f"{limit:,}", "length": f"{len(value):,}", "help": "Shorten the text."},
            )
        return value

    return AfterValidator(check)


_ONE_LINE = AfterValidator(
    _shaped(r"[^\n]*", "one_line", "one line of text is expected", "Write the text on one line, without `|` or `>`.")
)

Label = Annotated[Text, AfterValidator(_filled), _ONE_LINE, _short(limits.LABEL_CHARACTERS)]
"""One line of plain text."""

Title = Annotated[Text, AfterValidator(_filled), _ONE_LINE, _short(limits.TITLE_CHARACTERS)]
"""One line that names something."""

LinkLabel = Annotated[Text, AfterValidator(_filled), _ONE_LINE, _short(limits.LINK_CHARACTERS)]
"""A few words that stand in a row with others."""

Body = Annotated[Prose, AfterValidator(_filled)]
"""Markdown that says something."""

Slug = Annotated[
    Text,
    AfterValidator(
        _shaped(
            r"[a-z0-9]+(-[a-z0-9]+)*",
            "slug",
            "an id is lower-case letters, digits and single hyphens",
            "Write it like `access-reviews`.",
        )
    ),
    _short(limits.ID_CHARACTERS),
]
"""An id that becomes an anchor or a file name."""

ControlId = Annotated[
    Text,
    AfterValidator(
        _shaped(
            r"[A-Z][A-Z0-9]{1,15}-[0-9]{3}",
            "control_id",
            "a control id looks like `ISOL-001`",
            "Write the family in capitals, a hyphen and three digits.",
        ),
    ),
]

Citation = Annotated[
    Text,
    AfterValidator(
        _shaped(
            r"[A-Z][A-Z0-9]{1,15}-[0-9]{3}(\.\.[A-Z][A-Z0-9]{1,15}-[0-9]{3})?",
            "citation",
            "a citation is a control id such as `ISOL-001` or a range such as `KEYS-001..KEYS-005`",
            "Write ids in capitals with three digits, and two dots between the first and the last of a range.",
        ),
    ),
]
"""A control id, or a range of them in one family: `KEYS-001..KEYS-005`."""

Sha256 = Annotated[
    Text,
    AfterValidator(
        _shaped(
            r"[0-9a-f]{64}",
            "sha256",
            "a SHA-256 is 64 lower-case hexadecimal digits",
            "Write it whole: `sha256sum` prints that of a file, and the finding that of a text.",
        )
    ),
]


def _reachable(value: Text) -> Text:
    """Refuse addresses whose host or port no browser would take, and those that carry somebody's credentials."""
    try:
        parts = urlsplit(value)
        mail = parts.scheme == "mailto"
        named = mail or (_HOST.fullmatch(parts.hostname or "") is not None and parts.port != 0)
        signed = not mail and "@" in parts.netloc
    except ValueError:
        named = signed = False
    if not named:
        raise PydanticCustomError(
            "host", "the name of a host is expected after `https://`", {"help": "Write it like `https://company.com/`."}
        )
    if signed:
        raise PydanticCustomError(
            "credentials",
            "an address that is published names no user and no password",
            {"help": "Remove what stands before the `@`, and the `@`."},
        )
    return value


def _bare(value: Text) -> Text:
    """Refuse what would stand between the site's address and the path of every page."""
    for mark, what in (("?", "query"), ("#", "fragment")):
        if mark in value:
            hint = f"Remove the `{mark}` and what follows it."
            raise PydanticCustomError("base_url_part", "the site's address has no {what}", {"what": what, "help": hint})
    return value


Address = Annotated[
    Text,
    _short(limits.ADDRESS_CHARACTERS),
    AfterValidator(
        _shaped(
            r"https://[^\s]+|mailto:[^\s]+",
            "address",
            "an address begins with `https://` or `mailto:` and has no blanks",
            "Write it like `https://company.com/` or `mailto:security@company.com`.",
        )
    ),
    AfterValidator(_reachable),
]

BaseUrl = Annotated[
    Text,
    _short(limits.ADDRESS_CHARACTERS),
    AfterValidator(_bare),
    AfterValidator(
        _shaped(
            r"https://[^\s/?#]+(/[^\s?#]*)?/",
            "base_url",
            "the site's address begins with `https://` and ends in `/`",
            "Write it like `https://trust.company.com/`.",
        ),
    ),
    AfterValidator(_reachable),
]

Mailbox = Annotated[
    Text,
    _short(limits.LABEL_CHARACTERS),
    AfterValidator(
        _shaped(
            r"[^\s@<>:/]+@[^\s@<>:/]+\.[^\s@<>:/]+",
            "mailbox",
            "an e-mail address alone is expected",
            "Write it like `security@company.com`, without `mailto:`.",
        )
    ),
]

RelativePath = Annotated[
    Text,
    _short(limits.ADDRESS_CHARACTERS),
    AfterValidator(
        _shaped(
            r"(?!\.{0,2}/)(?!.*/\.{0,2}/)(?!.*/\.\.?$)[A-Za-z0-9._/-]+",
            "relative_path",
            "a path on the site has letters, digits, `.`, `_`, `-` and `/`, no `/` first and no `..`",
            "Write it like `documents/policy.pdf`; what is not on this site has an address, not a path.",
        ),
    ),
]

PdfPath = Annotated[RelativePath, AfterValidator(_shaped(r".*\.pdf", "pdf_path", "the path ends in `.pdf`"))]

Days = Annotated[int, Field(ge=0, le=3650)]
