"""What a page refers to: its ids, its links, and everything that a browser would fetch for it.

Rules about a page's wiring read this; what the page says is read elsewhere.
"""

from __future__ import annotations

import re
from html import escape

from msgspec import Struct

from trustgen.finding import Span
from trustgen.scopes.html_parsed import parsed

_FETCHED = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "form": ("action",),
    "button": ("formaction",),
    "base": ("href",),
    "a": ("ping",),
    "area": ("ping",),
}
_REFRESH = re.compile(r"""(?:[;,]|(?<![;,\s])\s)\s*+(?:url\s*=\s*)?["']?([^"'\s;,][^"']*)""", re.IGNORECASE)
"""Where a page that reloads itself goes; without an address it stays where it is (HTML, shared declarative refresh)."""
_EMBEDS = frozenset({"iframe", "frame", "object", "embed", "fencedframe", "portal"})
_NOT_FETCHED = frozenset({"canonical", "alternate", "author", "license", "me", "next", "prev"})


class Reference(Struct, frozen=True, kw_only=True):
    """An attribute that names another resource."""

    tag: str
    attribute: str
    target: str
    fetched: bool
    """Whether a browser fetches it by itself, without a click."""


class PageScript(Struct, frozen=True, kw_only=True):
    """A script of a page."""

    source: str | None
    """The address that it is loaded from; `None` for one that stands in the page."""
    integrity: str
    """The digests that the page asks for; empty when it asks for none."""
    text: str
    """What stands in the page."""


class PageReferences(Struct, frozen=True, kw_only=True):
    """A page's ids and references."""

    ids: tuple[str, ...]
    """In document order, repetitions kept."""
    references: tuple[Reference, ...]
    images_without_text: tuple[str, ...]
    """The `src` of every image that has no `alt` at all."""
    policies: tuple[str, ...] = ()
    """The content security policies that it declares."""
    scripts: tuple[PageScript, ...] = ()
    """Every script element, data blocks among them."""
    handlers: tuple[tuple[str, str], ...] = ()
    """Scripts that stand in attributes, such as `onclick`: the attribute and what it runs."""
    embeds: tuple[str, ...] = ()
    """The elements that show another document, or another tree instead of their own content: each by its tag."""


def page_references(text: str) -> PageReferences:
    """Read a page's ids and references."""
    ids: list[str] = []
    references: list[Reference] = []
    silent: list[str] = []
    policies: list[str] = []
    scripts: list[PageScript] = []
    handlers: list[tuple[str, str]] = []
    embeds: list[str] = []
    root = parsed(text).root
    for node in root.traverse() if root is not None else ():
        tag, attributes = node.tag or "", node.attributes
        if name := attributes.get("id"):
            ids.append(name)
        if tag == "meta" and (header := (attributes.get("http-equiv") or "").strip().lower()):
            content = attributes.get("content") or ""
            if header == "content-security-policy":
                # Browsers heed one in the head alone, and none for a script before it.
                policies.append(content if node.parent.tag == "head" and not scripts else "")
            elif header == "refresh" and (to := _REFRESH.search(content)):
                references.append(Reference(tag=tag, attribute="content", target=to[1], fetched=True))
                embeds.append("meta")
        handlers.extend([(name, value or "") for name, value in attributes.items() if name.lower().startswith("on")])
        if tag in _EMBEDS or (tag == "template" and "shadowrootmode" in attributes):
            embeds.append(tag)
        if tag == "script":
            asked = attributes.get("integrity") or ""
            scripts.append(PageScript(source=attributes.get("src"), integrity=asked, text=node.text()))
        if tag == "img" and "alt" not in attributes:
            silent.append(attributes.get("src") or "")
        if tag in ("a", "area") and (target := attributes.get("href")) is not None:
            references.append(Reference(tag=tag, attribute="href", target=target, fetched=False))
        for attribute in _FETCHED.get(tag, ()):
            target = attributes.get(attribute)
            if target is None:
                continue
            fetched = not (tag == "link" and set((attributes.get("rel") or "").lower().split()) <= _NOT_FETCHED)
            parts = _candidates(target) if attribute == "srcset" else (target,)
            references.extend(Reference(tag=tag, attribute=attribute, target=part, fetched=fetched) for part in parts)
    return PageReferences(
        ids=tuple(ids),
        references=tuple(references),
        images_without_text=tuple(silent),
        policies=tuple(policies),
        scripts=tuple(scripts),
        handlers=tuple(handlers),
        embeds=tuple(embeds),
    )


def _candidates(srcset: str) -> tuple[str, ...]:
    return tuple(part.split()[0] for part in srcset.split(",") if part.split())


def find_link(path: str, text: str, target: str) -> Span:
    """Where a page has an attribute with this value, not one that only begins with it, as a span."""
    written = re.escape(escape(target, quote=False))
    whole = re.search(rf"""=\s*["']?\s*({written})(?=["'\s>])""", text) if target else None
    return find(path, text, target, whole.start(1) if whole else None)


def find(path: str, text: str, needle: str, at: int | None = None) -> Span:
    """Where a needle stands in a page, first or `at` an offset; the page's beginning when it is written otherwise."""
    start = at if at is not None else max(text.find(needle), 0) if needle else 0
    line = text.count("\n", 0, start) + 1
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return Span(
        path=path,
        line=line,
        column=start - begin + 1,
        end_line=line,
        end_column=start - begin + 1 + max(1, len(needle)),
        text=text[begin : end if end >= 0 else len(text)],
    )
