"""YAML with places: bytes of one document to a tree of texts that know where they stand.

The tree is built straight from libyaml's events.  Scalars stay the text that the author typed (`no`, `12:30` and
`2026-11-24` are texts; an empty, `null` or `~` plain scalar is `None`), duplicate keys, anchors, aliases and tags
are refused, and every fault but a broken syntax is found in one pass.  What the content means is not known here.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml._yaml import CParser

from trustgen import limits
from trustgen.files import decoded
from trustgen.finding import Finding, Related, Rule, Span
from trustgen.source import Place, Source, Text
from trustgen.yamlfaults import MORE_FAULTS, SYNTAX, syntax_fault

DUPLICATE_KEY = Rule(
    code="TG012",
    name="duplicate-key",
    summary="A mapping has the same key twice.",
    help="Keep one of the two.",
)
ANCHOR = Rule(
    code="TG013",
    name="yaml-anchor",
    summary="A YAML file uses an anchor or an alias.",
    help="Write the value out in both places, where a reviewer sees it; a text with this mark first belongs in quotes.",
)
TAG = Rule(
    code="TG014",
    name="yaml-tag",
    summary="A YAML file uses a tag.",
    help="Remove the tag: its key decides the kind of a value; a text that begins with `!` belongs in quotes.",
)
NESTING = Rule(
    code="TG015",
    name="yaml-too-big",
    summary="A YAML file is nested too deeply or has too many values.",
    help="Flatten or split the file.",
)
EMPTY_DOCUMENT = Rule(
    code="TG016",
    name="empty-document",
    summary="A YAML file holds nothing, or more than one document.",
    help="A content file holds one mapping.",
)
NOT_A_KEY = Rule(
    code="TG017",
    name="yaml-key",
    summary="The key of a mapping is not a plain text.",
    help="Use one word or a quoted text as the key; a text that begins with a brace belongs in quotes.",
)

_CORE = "tag:yaml.org,2002:"
_NULLS = frozenset({"", "null", "Null", "NULL", "~"})


class Map(dict[str, Any]):
    """A mapping; `places` has the place of every value, `keys_at` that of every key."""

    __slots__ = ("keys_at", "place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.keys_at: dict[str, Place] = {}


class Seq(list[Any]):
    """A list; `places` has the place of every item."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []


def parse(data: bytes, path: str) -> tuple[Map | Seq | Text | None, tuple[Finding, ...]]:
    """Parse the bytes of one YAML file.  With findings, the tree is `None` or must not be used."""
    source = decoded(data, path)
    if isinstance(source, Finding):
        return None, (source,)
    return parse_source(source)


def parse_source(
    source: Source,
    first_line: int = 1,
    text: str | None = None,
    *,
    if_empty: str | None = None,
) -> tuple[Any, tuple[Finding, ...]]:
    """Parse a source, or a part `text` of it that begins at line `first_line` (front matter).

    `if_empty` is the help for a file that holds nothing.
    """
    part = "" if text is None else "The front matter of "
    return _Builder(source, first_line, part, if_empty).build(source.text if text is None else text)


class _Builder:
    def __init__(self, source: Source, first_line: int, part: str, if_empty: str | None) -> None:
        self.source = source
        self.offset = first_line
        self.part = part
        self.if_empty = if_empty
        self.findings: list[Finding] = []
        self.nodes = 0

    def build(self, text: str) -> tuple[Any, tuple[Finding, ...]]:
        try:
            tree = self._document(CParser(text))
        except _TooBigError as error:
            return None, (*self.findings, NESTING.at(error.place.span, error.message))
        except _TooManyError:
            message = f"`{self.source.path}` may have more faults; the first {len(self.findings):,} are listed."
            return None, (*self.findings, MORE_FAULTS.at(Span(path=self.source.path), message))
        except yaml.MarkedYAMLError as error:
            return None, (*self.findings, syntax_fault(error, self.source, self.offset))
        except (yaml.YAMLError, ValueError, UnicodeError) as error:
            span = Span(path=self.source.path, line=self.offset)
            return None, (*self.findings, SYNTAX.at(span, f"This file cannot be parsed as YAML: {error}."))
        return (None if self.findings else tree), tuple(self.findings)

    def _document(self, parser: CParser) -> Any:
        parser.get_event()
        if type(parser.get_event()) is yaml.StreamEndEvent:
            span = Span(path=self.source.path, line=self.offset)
            message = f"{self.part}`{self.source.path}` is empty."
            self.findings.append(EMPTY_DOCUMENT.at(span, message, help=self.if_empty))
            return None
        tree, _ = self._node(parser, parser.get_event(), 1)
        parser.get_event()
        if type(event := parser.get_event()) is not yaml.StreamEndEvent:
            self.findings.append(EMPTY_DOCUMENT.at(self._place(event).span, "A second document begins here."))
        return tree

    def _node(self, parser: CParser, event: Any, depth: int) -> tuple[Any, Place]:
        """One value and its place; recursion is bounded by the limit on nesting."""
        self.nodes += 1
        if len(self.findings) >= limits.FILE_FAULTS:
            raise _TooManyError
        if type(event) is yaml.ScalarEvent:
            text = self._scalar(event)
            self._refuse(event, text.place)
            return (None if not event.style and text in _NULLS else text), text.place
        place = self._place(event)
        if self.nodes > limits.YAML_NODES:
            raise _TooBigError(place, f"This file has more than {limits.YAML_NODES:,} values.")
        if depth > limits.YAML_DEPTH:
            raise _TooBigError(place, f"This file is nested more than {limits.YAML_DEPTH} levels deep.")
        self._refuse(event, place)
        if type(event) is yaml.SequenceStartEvent:
            items = Seq(place)
            while type(event := parser.get_event()) is not yaml.SequenceEndEvent:
                value, at = self._node(parser, event, depth + 1)
                items.append(value)
                items.places.append(at)
            return items, place
        if type(event) is yaml.MappingStartEvent:
            pairs = Map(place)
            while type(event := parser.get_event()) is not yaml.MappingEndEvent:
                key = self._key(pairs, *self._node(parser, event, depth + 1))
                value, at = self._node(parser, parser.get_event(), depth + 1)
                if key is not None:
                    pairs[key] = value
                    pairs.places[key] = at
            return pairs, place
        return None, place

    def _key(self, pairs: Map, key: Any, place: Place) -> Text | None:
        if not isinstance(key, Text):
            self.findings.append(NOT_A_KEY.at(place.span, "The key that should stand here is not a text."))
            return None
        first = pairs.keys_at.get(key)
        if first is None:
            pairs.keys_at[key] = place
            return key
        related = [Related(label="first here", span=first.span)]
        message = f"The key `{key}` stands twice in this mapping."
        self.findings.append(DUPLICATE_KEY.at(place.span, message, related=related))
        return None

    def _refuse(self, event: Any, place: Place) -> None:
        if type(event) is yaml.AliasEvent:
            self.findings.append(ANCHOR.at(place.span, f"`*{event.anchor}` is an alias."))
            return
        if event.anchor is not None:
            self.findings.append(ANCHOR.at(place.span, f"`&{event.anchor}` is an anchor."))
        if event.tag is not None:
            self.findings.append(TAG.at(place.span, f"`{event.tag.replace(_CORE, '!!')}` is a tag."))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(
            self.source,
            start.line + self.offset,
            start.column + 1,
            end.line + self.offset,
            end.column + 1,
        )

    def _scalar(self, event: Any) -> Text:
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        line, column = start.line + self.offset, start.column + 1
        if event.style == "|":
            return Text(value, self._literal(value, line))
        if start.line != end.line or event.style == ">":
            return Text(value, self._place(event))
        quote = 1 if event.style in ("'", '"') else 0
        column += quote
        last = end.column + 1 - quote
        verbatim = self.source.line(line)[column - 1 : last - 1] == value
        return Text(value, Place(self.source, line, column, line, last, verbatim))

    def _literal(self, value: str, line: int) -> Place:
        """The place of a literal block: its lines follow the header line one to one, after the indentation."""
        lines = value.split("\n")
        for number, text in enumerate(lines):
            if text.strip():
                shown = self.source.line(line + 1 + number)
                indent = len(shown) - len(text) if shown.endswith(text) else 0
                break
        else:
            indent = 0
        last = line + max(1, len(lines) - (1 if value.endswith("\n") else 0))
        return Place(self.source, line + 1, indent + 1, last, len(self.source.line(last)) + 1, verbatim=True)


class _TooManyError(Exception):
    """So many faults that nobody reads on."""


class _TooBigError(Exception):
    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message
