"""Markdown files: free pages and whitepaper chapters, each with front matter and a body."""

from __future__ import annotations

from trustgen.model.record import Body, Label, Record, Title


class PageFront(Record):
    """The front matter of a file in `pages/`."""

    title: Title
    description: Label
    navigation: bool = True
    """Whether the page is listed in the site's footer."""


class ChapterFront(Record):
    """The front matter of a file in `whitepaper/`; chapters are ordered by file name."""

    title: Title


class MarkdownFile(Record):
    """A Markdown file: the stem of its name, its front matter and its body."""

    name: str
    """The file's stem, such as `how-we-scan`; it becomes the page's name."""
    body: Body


class Page(MarkdownFile):
    """A free page."""

    front: PageFront


class Chapter(MarkdownFile):
    """A whitepaper chapter."""

    front: ChapterFront
