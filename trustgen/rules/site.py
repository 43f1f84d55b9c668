"""The finished site as output rules see it: pages read once, and what exists under which path."""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from trustgen.scopes.html_refs import PageReferences, page_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trustgen.artifact import Artifact


_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^\"';]+)")


class BuiltPage(Struct, frozen=True, kw_only=True):
    """A page and what it refers to."""

    path: str
    text: str
    refers: PageReferences


class BuiltSite(Struct, frozen=True, kw_only=True):
    """Every page, and every path of the site."""

    base_url: str
    pages: Mapping[str, BuiltPage]
    papers: Mapping[str, BuiltPage]
    """The documents that PDFs are set from; they are not published themselves."""
    paths: frozenset[str]
    """Every path that exists, or will."""
    files: tuple[str, ...]
    """The path of every file, repetitions kept."""
    pdf_fonts: Mapping[str, tuple[str, ...]]
    """For every PDF, the fonts that it carries."""
    styles: Mapping[str, str]
    """The text of every stylesheet."""
    scripts: Mapping[str, bytes]
    """The bytes of every script."""
    font_families: frozenset[str]
    """The families that the site's stylesheets declare."""
    drawings: Mapping[str, str]
    """The text of every SVG file."""
    feeds: Mapping[str, str]
    """The text of every other file in XML."""

    def dead(self, path: str, fragment: str) -> tuple[str, str | None] | None:
        """What is wrong with a link to here, and what may have been meant; `None` when it leads to what is there.

        The same for every page that has the link, however each of them writes it.
        """
        page = self.pages.get(path) or self.papers.get(path)
        if path not in self.paths and page is None:
            return f"A link leads to `{path}`, which the site does not have.", _meant(path, self.paths)
        if fragment and page is not None and fragment not in page.refers.ids:
            ids = [f"{path}#{name}" for name in page.refers.ids]
            return f"A link leads to `{path}#{fragment}`; there is no such anchor.", _meant(f"{path}#{fragment}", ids)
        return None

    def target(self, page: str, reference: str) -> tuple[str, str] | None:
        """The site path and fragment that a reference leads to; `None` when it leads elsewhere."""
        if reference.startswith("data:"):
            return None
        try:
            parts = urlsplit(reference)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            if not reference.startswith(self.base_url):
                return None
            parts = urlsplit("/" + reference.removeprefix(self.base_url))
        base = urlsplit(self.base_url).path
        path = unquote(parts.path)
        if path.startswith("/"):
            path = path.removeprefix(base if base.endswith("/") else f"{base}/").lstrip("/")
        elif path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        else:
            return page, unquote(parts.fragment)
        if parts.path.endswith("/") or path in ("", "."):
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return path, unquote(parts.fragment)


def built_site(
    artifacts: Iterable[Artifact],
    base_url: str,
    also: Iterable[str] = (),
    papers: Iterable[Artifact] = (),
) -> BuiltSite:
    """Read the pages among the artifacts; `also` names paths that will exist, such as the manifest."""
    pages: dict[str, BuiltPage] = {}
    files = list(also)
    fonts: dict[str, tuple[str, ...]] = {}
    families: set[str] = set()
    styles: dict[str, str] = {}
    drawings: dict[str, str] = {}
    feeds: dict[str, str] = {}
    scripts: dict[str, bytes] = {}
    for artifact in artifacts:
        files.append(artifact.path)
        if artifact.media == "text/html":
            pages[artifact.path] = _read(artifact)
        elif artifact.media == "application/pdf":
            from trustgen.scopes.pdf_fonts import pdf_fonts

            fonts[artifact.path] = pdf_fonts(artifact.data)
        elif artifact.media == "text/css":
            sheet = styles[artifact.path] = artifact.data.decode("utf-8", "replace")
            families.update(name for face in _FACE.findall(sheet) for name in _FAMILY.findall(face))
        elif artifact.media == "image/svg+xml":
            drawings[artifact.path] = artifact.data.decode("utf-8-sig", "replace")
        elif artifact.media == "application/xml":
            feeds[artifact.path] = artifact.data.decode("utf-8-sig", "replace")
        elif artifact.media == "text/javascript":
            scripts[artifact.path] = artifact.data
    return BuiltSite(
        base_url=base_url,
        pages=pages,
        papers={paper.path: _read(paper) for paper in papers},
        paths=frozenset(files),
        files=tuple(files),
        pdf_fonts=fonts,
        styles=styles,
        scripts=scripts,
        font_families=frozenset(families),
        drawings=drawings,
        feeds=feeds,
    )


def _meant(name: str, names: Iterable[str]) -> str | None:
    """The nearest of the names that there are, as a help line."""
    plain = name.removeprefix("static/")
    guess = difflib.get_close_matches(plain, sorted(names), n=1, cutoff=0.75)
    return f"Did you mean `{guess[0]}`?" if guess else None


def _read(artifact: Artifact) -> BuiltPage:
    text = artifact.data.decode("utf-8")
    return BuiltPage(path=artifact.path, text=text, refers=page_references(text))
