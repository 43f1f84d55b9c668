"""What a page's scripts may answer: the words that stand ready for them, and what is said before any of them ran."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trustgen.scopes.html_parsed import parsed


class ShownAnswers(Struct, frozen=True, kw_only=True):
    """The words of the check of the evidence, or of the search for a newer snapshot."""

    live: bool
    """Whether it is the search."""
    before: tuple[str, ...]
    """What the check says before it ran."""
    ready: tuple[tuple[str, str], ...]
    """What may be said, by its name, in this order."""


def shown_answers(source: str) -> tuple[ShownAnswers, ...]:
    """Read a page."""
    if "check" not in source and "live" not in source:
        return ()
    root = parsed(source)
    checks = (
        ShownAnswers(
            live=False,
            before=tuple(_text(one) for one in node.css(".check__result")),
            ready=tuple(ready for one in node.css("template") for ready in _ready(parsed(_inside(one.html)))),
        )
        for node in root.css(".check")
    )
    return (*checks, *(ShownAnswers(live=True, before=(), ready=_ready(node)) for node in root.css(".live")))


def _ready(node: Any) -> tuple[tuple[str, str], ...]:
    return tuple(((one.attributes["data-say"] or "").partition(" ")[0], _text(one)) for one in node.css("[data-say]"))


def _inside(html: str) -> str:
    """What is in a `template`: no selector reaches into it."""
    return html[html.index(">") + 1 : html.rindex("<")]


def _text(node: Any) -> str:
    return " ".join(node.text(separator=" ").split())
