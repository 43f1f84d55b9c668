"""JavaScript: its string literals, neighbours joined across `+`, and its comments.  Nothing here runs or parses it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from trustgen.scopes.decoding import decoded
from trustgen.scopes.reader import Reader
from trustgen.scopes.snippet import Snippet, Snippets
from trustgen.scopes.snippet_units import locate, reading
from trustgen.scopes.unit import Context, Reading, Surface

if TYPE_CHECKING:
    from trustgen.artifact import Artifact
    from trustgen.scopes.reader import Sieve

_TOKEN: Final = re.compile(
    r"//(?P<line>[^\n]*)|/\*(?P<block>.*?)(?:\*/|\Z)"
    r"|\"(?P<double>(?:[^\"\\\n]|\\.)*+)(?:\"|$|\\?\Z)|'(?P<single>(?:[^'\\\n]|\\.)*+)(?:'|$|\\?\Z)"
    r"|`(?P<template>(?:[^`\\]|\\.)*+)(?:`|\\?\Z)"
    r"|(?P<regex>(?<=[=(,:\[!&|?{};+\n])[ \t]*/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}+\]){1,400}+/[a-z]*)"
    r"|(?P<open>[{\[(])|(?P<close>[}\])])|(?P<key>[A-Za-z_$][\w$]*)(?=\s*:)",
    re.DOTALL | re.MULTILINE,
)
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_SIMPLE: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_JOIN: Final = re.compile(r"\s*\+\s*\Z")
_HOLE: Final = re.compile(r"\$\{[^{}]*\}")
_NEIGHBOURS: Final = 12


class _Literal:
    """A literal, or several joined."""

    __slots__ = ("end", "group", "key", "start", "text")

    def __init__(self, text: str, start: int, end: int, group: int, key: str) -> None:
        self.text, self.start, self.end, self.group, self.key = text, start, end, group, key


@lru_cache(maxsize=64)
def script_snippets(source: str) -> Snippets:
    """The strings and comments of a script."""
    literals: list[_Literal] = []
    comments: list[Snippet] = []
    groups = [0]
    made = 0
    last_end = -1
    key = ""
    for found in _TOKEN.finditer(source):
        kind = found.lastgroup or ""
        if kind in ("line", "block"):
            start, end = found.span(kind)
            comments.append(_comment(found[kind], start, end))
        elif kind == "open":
            made += 1
            groups.append(made)
        elif kind == "close":
            if len(groups) > 1:
                groups.pop()
        elif kind == "key":
            key = found["key"]
        elif kind in ("double", "single", "template"):
            start, end = found.span(kind)
            text = unescaped(_HOLE.sub(" ", found[kind]) if kind == "template" else found[kind])
            if literals and last_end >= 0 and _JOIN.match(source, last_end, found.start()):
                literals[-1].text += text
                literals[-1].end = end
            else:
                literals.append(_Literal(text, start, end, groups[-1], key))
            last_end = found.end()
            key = ""
    return Snippets(found=(*_strings(literals), *comments))


def unescaped(text: str) -> str:
    """A literal's value."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"  # noqa: PLR2004
    return _SIMPLE.get(found[4], found[4])


def _comment(text: str, start: int, end: int) -> Snippet:
    return Snippet(scope="js.comment", surface=Surface.HIDDEN, text=text.strip(" *\n\t\r"), start=start, end=end)


def _strings(literals: list[_Literal]) -> list[Snippet]:
    members: dict[int, list[str]] = {}
    for literal in literals:
        group = members.setdefault(literal.group, [])
        if len(group) < _NEIGHBOURS:
            group.append(f"{literal.key}: {literal.text}" if literal.key else literal.text)
    found = []
    for index, literal in enumerate(literals):
        if not literal.text.strip():
            continue
        own = f"{literal.key}: {literal.text}" if literal.key else literal.text
        context = Context(
            term=literal.key,
            siblings=tuple(text for text in members[literal.group] if text != own) if literal.group else (),
            before=literals[index - 1].text if index else "",
            after=literals[index + 1].text if index + 1 < len(literals) else "",
        )
        found.append(
            Snippet(
                scope="js.string",
                surface=Surface.DATA,
                text=literal.text,
                start=literal.start,
                end=literal.end,
                context=context,
            ),
        )
    return found


def _read(artifact: Artifact, sieve: Sieve) -> Reading:
    text, problems = decoded(artifact)
    return reading(artifact, text, script_snippets(text), problems, sieve)


READER: Final = Reader(
    name="script",
    media=frozenset({"text/javascript", "application/javascript", "application/x-javascript"}),
    suffixes=frozenset({".js", ".mjs", ".cjs"}),
    read=_read,
    locate=locate,
)
