"""Style sheets: what they write onto a page (`content`), keep in custom properties, and fetch; and their comments.

Selectors are not read: they show nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2

from trustgen.scopes.address import address
from trustgen.scopes.css_tokens import css_tokens
from trustgen.scopes.decoding import decoded
from trustgen.scopes.reader import Reader
from trustgen.scopes.snippet import Fault, Snippet, Snippets
from trustgen.scopes.snippet_units import locate, reading
from trustgen.scopes.unit import Context, Reading, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_DEPTH: Final = 200
_HOLDING: Final = frozenset({"() block", "[] block", "{} block"})


@lru_cache(maxsize=64)
def css_snippets(source: str, *, declarations: bool = False) -> Snippets:
    """The snippets of a style sheet, or of a `style` attribute's declarations."""
    if _nested(source) > _DEPTH:
        return Snippets(faults=(Fault(message="The style sheet is nested too deep to be read.", excessive=True),))
    tokens = css_tokens(source)
    lines = _line_starts(source)
    found: list[Snippet] = []
    faults: list[Fault] = []
    for name, values in _declared(tokens, inline=declarations):
        found.extend(_values(name, values, lines))
    for token in _every(tokens):
        if token.type == "error":
            at = _at(token, lines)
            faults.append(Fault(message=f"The style sheet can't be parsed: {token.message}.", at=at))
        elif token.type == "comment" and token.value.strip():
            at = _at(token, lines)
            found.append(_snippet("css.comment", Surface.HIDDEN, token.value.strip(), at + 2, len(token.value)))
    return Snippets(found=tuple(sorted(found, key=lambda one: one.start)), faults=tuple(faults))


def _declared(tokens: Iterable[Any], *, inline: bool) -> Iterator[tuple[str, list[Any]]]:
    """Every declaration with its value's tokens, in nested rules too; at-rules' preludes come under their name."""
    stack: list[tuple[Iterable[Any], bool]] = [(tokens, inline)]
    while stack:
        level, _ = stack.pop()
        statement: list[Any] = []
        for token in level:
            if token.type == "literal" and token.value == ";":
                yield from _statement(statement)
                statement = []
            elif token.type == "{} block":
                if statement and statement[0].type == "at-keyword":
                    yield from _statement(statement)
                elif _custom(statement):
                    yield from _statement([*statement, token])
                statement = []
                stack.append((token.content, True))
            elif token.type != "comment" and not (token.type == "whitespace" and not statement):
                statement.append(token)
        yield from _statement(statement)


def _custom(statement: list[Any]) -> bool:
    return bool(statement) and statement[0].type == "ident" and str(statement[0].value).startswith("--")


def _statement(statement: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    if not statement:
        return
    first = statement[0]
    if first.type == "at-keyword":
        yield f"@{first.lower_value}", statement[1:]
        return
    rest = [token for token in statement[1:] if token.type != "whitespace"]
    if first.type == "ident" and rest and rest[0].type == "literal" and rest[0].value == ":":
        colon = statement.index(rest[0])
        yield first.lower_value, statement[colon + 1 :]


_OVERRIDES: Final = frozenset({"bidi-override", "isolate-override"})
_OVERRIDE: Final = "\u202e"


def _overridden(values: list[Any], lines: list[int]) -> Iterator[Snippet]:
    """What overrides the direction of letters, as the character that does so."""
    for token in values:
        if token.type == "ident" and token.lower_value in _OVERRIDES:
            yield _snippet("css.property", Surface.MARK, _OVERRIDE, _at(token, lines), len(token.value))


def _values(name: str, values: list[Any], lines: list[int]) -> Iterator[Snippet]:
    if name == "unicode-bidi":
        # A reader sees the letters from right to left: `dezirohtuA` in the source.
        yield from _overridden(values, lines)
    strings: list[str] = []
    first: Any = None
    for token in _every(values):
        if token.type == "string":
            strings.append(token.value)
            first = first or token
        elif token.type == "url":
            yield _url(token.value, token, lines)
        elif token.type == "function" and token.lower_name in ("url", "src", "image-set", "attr"):
            for inner in token.arguments:
                if inner.type == "string" and token.lower_name != "attr":
                    yield _url(inner.value, inner, lines)
    if name in ("@import", "@namespace"):
        for text in strings:
            yield _url(text, first, lines)
    elif strings and first is not None:
        at = _at(first, lines)
        joined = "".join(strings)
        scope = "css.content" if name == "content" else "css.property"
        yield _snippet(scope, Surface.MARK, joined, at + 1, len(joined) + 1, name)
    if name.startswith("--") and not strings and values:
        text = tinycss2.serialize(values).strip()
        if any(character.isalpha() for character in text):
            at = _at(values[0], lines)
            yield _snippet("css.property", Surface.MARK, _unescape(text), at, len(text) + 1, name)


def _unescape(text: str) -> str:
    """A custom property's text with its escapes read."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", lambda m: chr(int(m[1], 16) % 0x110000) if m[1] else m[2], text)


def _url(value: str, token: Any, lines: list[int]) -> Snippet:
    return _snippet("css.url", Surface.MARK, address(value), _at(token, lines), len(value) + 6)


def _snippet(scope: str, surface: Surface, text: str, start: int, length: int, name: str = "") -> Snippet:
    context = Context(term=name)
    return Snippet(scope=scope, surface=surface, text=text, start=start, end=start + length, context=context)


def _every(tokens: Iterable[Any]) -> Iterator[Any]:
    stack = [iter(tokens)]
    while stack:
        for token in stack[-1]:
            yield token
            if token.type == "function":
                stack.append(iter(token.arguments))
                break
            if token.type in _HOLDING:
                stack.append(iter(token.content))
                break
        else:
            stack.pop()


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r\f]", source))]


def _at(token: Any, lines: list[int]) -> int:
    return int(lines[min(token.source_line, len(lines)) - 1] + token.source_column - 1)


def _nested(source: str) -> int:
    depth = deepest = 0
    for found in re.findall(r"[{(\[]|[})\]]", source):
        depth = depth + 1 if found in "{([" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    text, problems = decoded(artifact)
    return reading(artifact, text, css_snippets(text), problems, sieve)


READER: Final = Reader(
    name="css",
    media=frozenset({"text/css"}),
    suffixes=frozenset({".css"}),
    read=_read,
    locate=locate,
)
