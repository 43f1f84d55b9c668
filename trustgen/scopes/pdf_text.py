"""The text of a finished PDF as scraps: what each text object says, where it stands, and its marked-content id.

The only module that builds on pypdfium2, a reader that has nothing in common with the program that wrote the file.
Nothing here knows what a scrap belongs to.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from trustgen.limits import PDF_OBJECTS, PDF_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FORMS: Final = 8
_PIECE_GAP: Final = 0.12
"""Parts of the font size between two pieces of text that belong to two words."""
_LETTER_GAP: Final = 0.25
"""The same between two single letters: their own margins take up to 0.14, and a space is at least 0.3."""
HYPHENS: Final = "\u2010\u00ad\ufffe\u0002"


class UnreadablePdf(Exception):  # noqa: N818
    """The file can't be read; the message says why."""


class Scrap(Struct, frozen=True, kw_only=True):
    """One text object of a page."""

    text: str
    page: int
    """From 0."""
    mark: int
    """Its marked-content id; -1 without one."""
    left: float
    right: float
    bottom: float
    top: float
    size: float


def scraps_of(data: bytes) -> tuple[Scrap, ...]:
    """The scraps of all pages, in the order in which they are painted.  Raises `UnreadablePdf`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf(f"The PDF can't be opened: {error}.") from None
    try:
        if len(document) > PDF_PAGES:
            raise UnreadablePdf(f"The PDF has more than {PDF_PAGES} pages.")
        found: list[Scrap] = []
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise UnreadablePdf(f"Page {number + 1} of the PDF can't be opened: {error}.") from None
            words = page.get_textpage()
            found.extend(_page(page, words, number, PDF_OBJECTS - len(found)))
            words.close()
            page.close()
        return tuple(found)
    finally:
        document.close()


def _page(page: Any, words: Any, number: int, room: int) -> Iterator[Scrap]:
    stack: list[tuple[Any, int, int]] = [
        (pdfium.FPDFPage_GetObject(page.raw, index), -1, 0)
        for index in range(pdfium.FPDFPage_CountObjects(page.raw) - 1, -1, -1)
    ]
    count = 0
    while stack:
        item, inherited, depth = stack.pop()
        count += 1
        if count > room:
            raise UnreadablePdf(f"The PDF has more than {PDF_OBJECTS} objects on its pages.")
        kind = pdfium.FPDFPageObj_GetType(item)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        mark = mark if mark >= 0 else inherited
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORMS:
            inner = range(pdfium.FPDFFormObj_CountObjects(item) - 1, -1, -1)
            stack.extend((pdfium.FPDFFormObj_GetObject(item, index), mark, depth + 1) for index in inner)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and (text := _text(item, words.raw)):
            yield _scrap(item, text, number, mark)


def _text(item: Any, words: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item, words, None, 0)
    if size <= 2:  # noqa: PLR2004
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFTextObj_GetText(item, words, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _scrap(item: Any, text: str, page: int, mark: int) -> Scrap:
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    pdfium.FPDFTextObj_GetFontSize(item, size)
    matrix = pdfium.FS_MATRIX()
    scale = abs(matrix.d) or abs(matrix.b) if pdfium.FPDFPageObj_GetMatrix(item, matrix) else 1.0
    return Scrap(
        text=text,
        page=page,
        mark=mark,
        left=left.value,
        right=right.value,
        bottom=bottom.value,
        top=top.value,
        size=size.value * (scale or 1.0),
    )


def joined(scraps: Sequence[Scrap]) -> list[Scrap]:
    """The scraps of one block, ready to be put together: words apart, and whole where a line's end had parted them."""
    found: list[Scrap] = []
    for scrap in scraps:
        if found:
            before = found[-1]
            if same_line(before, scrap):
                gap = scrap.left - before.right
                if gap > _word_gap(before, scrap) and not before.text[-1:].isspace():
                    scrap = replace(scrap, text=f" {scrap.text}")  # noqa: PLW2901
                elif gap < 0.08 * max(before.size, 1.0) and before.text[-1:] == " " and _touching(before, scrap):
                    found[-1] = replace(before, text=before.text[:-1])
            elif before.text.rstrip()[-1:] in HYPHENS and before.text.strip():
                found[-1] = replace(before, text=before.text.rstrip()[:-1])
            elif not before.text.rstrip().endswith("-"):
                scrap = replace(scrap, text=f" {scrap.text}")  # noqa: PLW2901
        found.append(scrap)
    return found


def _word_gap(before: Scrap, after: Scrap) -> float:
    """How wide a gap parts two words: where every letter is drawn by itself, the room around it is a gap as well."""
    letters = len(before.text.strip()) == 1 and len(after.text.strip()) == 1
    return (_LETTER_GAP if letters else _PIECE_GAP) * max(before.size, after.size, 1.0)


def _touching(before: Scrap, after: Scrap) -> bool:
    """Whether two scraps on a line touch although the reader saw a space: their boxes overlap."""
    return after.left < before.right


def same_line(before: Scrap, after: Scrap) -> bool:
    """Whether a scrap goes on in the line of the one before."""
    if before.page != after.page:
        return False
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    height = min(before.top - before.bottom, after.top - after.bottom)
    close = overlap > 0.3 * height or abs(before.bottom - after.bottom) < 0.4 * max(before.size, 1.0)
    return close and after.left > before.left - 1
