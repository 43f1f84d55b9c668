"""Every declaration of a style sheet with the selector that it counts for and the conditions that it stands under.

Nested rules are written out.  What stands under a condition (`@media`, `@supports`, `@layer`, `@container`) is given as
if the condition held.  What can't be read, and every at-rule that is not one of these, is given as a declaration
without a name, which no list knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import tinycss2
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONDITIONS: Final = frozenset({"media", "supports", "layer", "container", "starting-style", "scope"})
_DESCRIBED: Final = frozenset({"font-face", "page"})
"""At-rules with declarations of their own."""
_DEPTH: Final = 60


class Declared(Struct, frozen=True, kw_only=True):
    """A declaration."""

    context: tuple[str, ...]
    """The at-rules that it stands in, outermost first."""
    selector: str
    name: str
    """Lower case; custom properties as written; empty for what is no declaration."""
    value: str
    line: int
    column: int

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same declaration in two style sheets."""
        return self.context, self.selector, self.name, self.value

    @property
    def tokens(self) -> list[Any]:
        """The component values."""
        return list(tinycss2.parse_component_value_list(self.value, skip_comments=True))


def declarations(text: str) -> tuple[Declared, ...]:
    """The declarations of a style sheet, in order."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_within(nodes, (), "", 0))


def inline(text: str) -> tuple[Declared, ...]:
    """The declarations of a `style` attribute; their selector is empty."""
    return tuple(_within(_contents(text), (), "", 0))


def _contents(content: Any) -> list[Any]:
    return list(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def _within(nodes: Iterable[Any], context: tuple[str, ...], selector: str, depth: int) -> Iterator[Declared]:
    def found(node: Any, name: str, value: str) -> Declared:
        line, column = node.source_line, node.source_column
        return Declared(context=context, selector=selector, name=name, value=value, line=line, column=column)

    for node in nodes:
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            yield found(node, name, _plain(node.value))
        elif node.type == "qualified-rule" and depth < _DEPTH:
            inner = _nested(_plain(node.prelude), selector)
            yield from _within(_contents(node.content), context, inner, depth + 1)
        elif node.type == "at-rule" and node.content is not None and depth < _DEPTH:
            keyword = node.lower_at_keyword
            prelude = f"@{keyword} {_plain(node.prelude)}".strip()
            if keyword in _DESCRIBED and not selector:
                yield from _within(_contents(node.content), context, prelude, depth + 1)
            elif keyword in _CONDITIONS:
                yield from _within(_contents(node.content), (*context, prelude), selector, depth + 1)
            else:
                yield found(node, "", prelude)
        elif node.type != "at-rule":
            yield found(node, "", "what can't be read")
        elif node.lower_at_keyword != "charset":
            yield found(node, "", f"@{node.lower_at_keyword} {_plain(node.prelude)}")


def _plain(tokens: Iterable[Any]) -> str:
    """The text of some tokens, every run of white space and comments made one space."""
    kept = (token for token in tokens if token.type != "comment")
    return " ".join(tinycss2.serialize(list(kept)).split())


def _nested(selector: str, outer: str) -> str:
    """A selector inside of a rule, written out."""
    if not outer or outer.startswith("@"):
        return selector
    if "&" in selector:
        return selector.replace("&", f":is({outer})")
    alone = selector[0] in ">+~" and "," not in selector
    return f":is({outer}) {selector}" if alone else f":is({outer}) :is({selector})"
