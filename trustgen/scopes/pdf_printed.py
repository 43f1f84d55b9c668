"""What a finished PDF prints, and the files that it carries, for whoever compares the two.

The same readers as for the gate: the text that is painted, in the structure that the tags give it.  Drawings, notes and
form fields over the pages are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.scopes.pdf_file import opened, quiet
from trustgen.scopes.pdf_lines import lines_tree
from trustgen.scopes.pdf_objects import Attachment, attachments
from trustgen.scopes.pdf_reading import BROKEN
from trustgen.scopes.pdf_structure import structure_in
from trustgen.scopes.pdf_text import Scrap, UnreadablePdf, joined, scraps_of
from trustgen.scopes.tree import Element, Run

if TYPE_CHECKING:
    from pypdf import PdfReader

_ATTACHED = 100
"""Attachments of one PDF; a whitepaper has one for each file of its evidence."""


class Printed(Struct, frozen=True, kw_only=True):
    """A PDF as it was read."""

    language: str
    trees: tuple[Element, ...]
    """What is tagged, and what is not."""
    pages: tuple[str, ...]
    """All text of each page, in the order in which it is painted."""
    attached: tuple[Attachment, ...]


def read_printed(data: bytes) -> Printed:
    """Read a PDF to its end.  Raises `UnreadablePdf` for what is none, is encrypted, damaged or too much to read."""
    if not data.startswith(b"%PDF-"):
        raise UnreadablePdf("It does not begin like a PDF.")
    try:
        with quiet():
            reader = opened(data)
            if reader.is_encrypted:
                raise UnreadablePdf("It is encrypted.")
            return _printed(reader, scraps_of(data))
    except BROKEN:
        # What the library says may hold bytes of a file that nobody trusts.
        raise UnreadablePdf("It is damaged, and cannot be read to its end.") from None


def text_of(element: Element) -> str:
    """The text of an element and of all in it, in one line; what begins an element begins a word."""
    return " ".join("".join(node.text if isinstance(node, Run) else " " for node in element.walk()).split())


def _printed(reader: PdfReader, scraps: tuple[Scrap, ...]) -> Printed:
    structure = structure_in(reader, scraps)
    by_page: dict[int, list[Scrap]] = {number: [] for number in range(len(reader.pages))}
    for scrap in scraps:
        by_page.setdefault(scrap.page, []).append(scrap)
    loose = [[one for one in page if (one.page, one.mark) not in structure.taken] for page in by_page.values()]
    attached: list[Attachment] = []
    for one in attachments(reader):
        attached.append(one)
        if len(attached) > _ATTACHED:
            raise UnreadablePdf(f"It carries more than {_ATTACHED} files.")
    return Printed(
        language=structure.root.get("lang"),
        trees=(structure.root, *(lines_tree(page) for page in loose if page)),
        pages=tuple(" ".join("".join(one.text for one in joined(page)).split()) for page in by_page.values()),
        attached=tuple(attached),
    )
