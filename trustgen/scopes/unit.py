"""What the gate reads: one piece of published text, with everything around it that gives it meaning.

A reader in this package turns an artifact into units; `claims/` judges them without knowing where they came from.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from trustgen.finding import Rule, Span


class Surface(Enum):
    """How a reader meets the text; it decides which honest frames can help."""

    PROSE = "prose"
    """A visible block: paragraph, item, cell, heading, caption, term."""
    HEAD = "head"
    """Text that travels without the page: title, description, Open Graph, feed entry, document metadata, outline."""
    MARK = "mark"
    """Works like a badge: alternative text, file name, link target, SVG text, CSS content, aria label.  Nothing
    beside it can excuse it; only a negative inside the same text, or a holding."""
    DATA = "data"
    """Structured data and strings in scripts: JSON, JSON-LD, microdata, meta blobs."""
    HIDDEN = "hidden"
    """In the source but not shown: hidden elements, templates, comments."""


class Context(Struct, frozen=True, kw_only=True):
    """The structure around a unit.  Every text is the visible text of that part, inline elements joined."""

    headings: tuple[str, ...] = ()
    """The heading path above the unit, outermost first; a heading's own unit has its ancestors only."""
    page_title: str = ""
    lead: str = ""
    """The block that introduces the unit's list, table or description list (usually ends in a colon)."""
    parents: tuple[str, ...] = ()
    """Own texts of the enclosing list items, outermost first; for structured data: the keys on the way."""
    term: str = ""
    """For a `dd`: its `dt`; for a value of structured data: its key."""
    details: tuple[str, ...] = ()
    """For a `dt`: the texts of its `dd`s; for a `summary`: the text of its body's first block; for a short heading: the
    short line right under it, or one that begins with a short sentence; for a column header: the texts of the cells
    below it; for a key of structured data: its value."""
    heads: tuple[str, ...] = ()
    """For a column header: the texts that the rows below begin with, parallel to `details`."""
    caption: str = ""
    """Caption of the table or figure that the unit is in."""
    column_header: str = ""
    row_header: str = ""
    row: tuple[str, ...] = ()
    """For a cell: the texts of all cells of its row, in order, marks spelled as shown; spans resolved."""
    columns: tuple[str, ...] = ()
    """For a cell: the header texts of all columns, in order, parallel to `row`."""
    cell: int = -1
    """For a cell: its index in `row`."""
    question: str = ""
    """When the unit answers a question (summary, dt, heading or bold line that ends in a question mark): that."""
    answer: str = ""
    """When the unit is a question: the first block of its answer."""
    siblings: tuple[str, ...] = ()
    """Other texts in the same small component (card, tile, list item with several parts), in order; for structured data
    and scripts: the other entries of the same object, a status by its value, `held` and false as `not held`, others as
    `key: value`."""
    before: str = ""
    """The previous block's text."""
    after: str = ""
    """The next block's text."""
    closing: str = ""
    """For an item: the paragraph right behind its list, under the same headings."""
    quoted: bool = False
    """Whether it is in a quotation; excuses nothing by itself."""
    attribution: str = ""
    """Inside a `blockquote` or `q`: who is quoted (its `cite`, `footer`, `figcaption`)."""
    struck: bool = False
    """Inside `del` or `s`."""
    replacement: str = ""
    """When struck: the text of the `ins` in the same block."""
    linked_to: str = ""
    """When the whole unit is a link: its target."""
    lang: str = ""
    """The nearest `lang`, as declared; never a reason to skip a lexicon."""


PARTS: Final = "text.parts"
"""The scope of a block that is read once more in its other way."""


class Unit(Struct, frozen=True, kw_only=True):
    """One text to judge."""

    scope: str
    """Dotted.  Visible blocks: `text.heading`, `.body`, `.item`, `.term`, `.detail`, `.header` (th), `.cell`,
    `.caption`, `.summary`, `.option`, `.struck`, `.hidden`, `.template`; `text.turned` is what an element shows backwards; `text.parts` is a block once more, with its inline parts
    apart (or joined, when the block itself has them apart).  Head: `head.title`, `meta.<name>`.  Marks: `attr.<name>`,
    `link.<attribute>`, `svg.text`, `svg.title`, `svg.desc`, `svg.id`, `css.content`, `css.property`, `css.url`, `path`.
    Data: `data.jsonld`, `data.json`, `data.key`, `data.microdata`, `js.string`, `xml.<element>`.  Not shown:
    `comment`, `js.comment`, `css.comment`.  PDF: `pdf.meta`, `pdf.outline`, `pdf.alt`, `pdf.link`, `pdf.annotation`,
    `pdf.field`, `pdf.attachment`; its visible text has the same scopes as a page's."""  # noqa: E501
    surface: Surface
    text: str
    """As a reader gets it: entities decoded, inline elements joined without separators, `br` as newline."""
    tag: str = ""
    """The block's element name, for HTML."""
    anchor: str | None = None
    """The id of the nearest enclosing element that has one."""
    context: Context = Context()
    where: object = None
    """The reader's own handle, from which it finds line and column of a part of the text when a finding needs it."""


class Problem(Struct, frozen=True, kw_only=True):
    """Something that kept a reader from reading all of an artifact.  Never skipped: a missing answer is not a pass."""

    rule: Rule
    span: Span
    message: str


class Embedded(Struct, frozen=True, kw_only=True):
    """An image or font that stands inside another file; what it depicts is known by its digest alone."""

    media: str
    sha256: str
    where: object = None


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read from one artifact."""

    units: tuple[Unit, ...]
    problems: tuple[Problem, ...] = ()
    assets: tuple[Embedded, ...] = ()
    texts: int = 0
    """How many texts were read, those that the sieve let go included."""
