"""What a stylesheet refers to: everything that a browser would fetch for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen.scopes.css_tokens import css_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator


def style_references(text: str) -> tuple[str, ...]:
    """The targets of every `url()`, of every string after `@import` and inside `image-set()`, escapes resolved."""
    return tuple(_references(css_tokens(text)))


def _references(tokens: tuple[Any, ...]) -> Iterator[str]:
    waiting = list(reversed(tokens))
    importing = False
    while waiting:
        token = waiting.pop()
        if token.type == "url" or (token.type == "string" and importing):
            yield token.value
        elif token.type == "function":
            named = token.lower_name in ("url", "src") or token.lower_name.endswith("image-set")
            if named:
                yield from (part.value for part in token.arguments if part.type == "string")
            waiting.extend(reversed(token.arguments))
        elif hasattr(token, "content") and isinstance(token.content, list):
            waiting.extend(reversed(token.content))
        if token.type == "at-keyword":
            importing = token.lower_value == "import"
        elif token.type == "literal" and token.value == ";":
            importing = False
