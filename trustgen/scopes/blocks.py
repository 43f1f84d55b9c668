"""From a tree to its blocks of text, in document order, each with what it inherits from around it.

A block is what a reader sees as one piece: a paragraph, an item's own words, a cell, a heading.  Inline elements are
joined without separators.  One walk over the tree, without recursion, in time linear in its size.  Whether a block
is worth judging, and the rest of its context, is decided elsewhere.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from trustgen.scopes.block import Around, Block, Blocks, Headings
from trustgen.scopes.line import Line, Piece
from trustgen.scopes.shown import shown
from trustgen.scopes.titles import introduces, level_of, like_title
from trustgen.scopes.tree import HEADINGS, LISTS, Element, Run, is_block, is_hidden, shows

_SKIPPED: Final = frozenset({"script", "style", "svg", "title", "#comment"})
_SCOPES: Final = {
    **dict.fromkeys(HEADINGS, "text.heading"),
    "li": "text.item", "dt": "text.term", "dd": "text.detail", "th": "text.header", "td": "text.cell",
    "caption": "text.caption", "figcaption": "text.caption", "summary": "text.summary", "option": "text.option",
    "legend": "text.heading",
}  # fmt: skip
_TELLING: Final = LISTS | {"blockquote", "figure", "a", *_SCOPES}
"""Elements that hand something on to what is in them whatever their attributes."""
_PASSED_ON: Final = frozenset({"role", "id", "lang", "hidden", "style"})
"""Attributes that say something of what is in their element."""
_BOLD_LEVEL: Final = 8
_STYLED: Final = frozenset({"b", "strong", "del", "s", "strike", "ins"})
_VERBATIM: Final = frozenset({"pre", "textarea"})
_CARRIERS: Final = frozenset({"header", "hgroup", "div", "span", "a", "center", "section"})
_PARENTS: Final = 8


class _Frame(Struct):
    element: Element
    around: Around
    headings: Headings
    first: int
    block: bool
    level: int
    """That of a heading; 0 for all else."""
    titled: int = -1
    """Number of blocks seen when the last heading in it ended; -1 without one."""
    rich: bool = False
    bold: str = ""
    """Its own text, when that is in bold and reads like a heading."""


def blocks_of(root: Element) -> Blocks:
    """All blocks of a tree."""
    return _Walk().over(root)


class _Walk:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self.frames: list[_Frame] = []
        self.containers: list[_Frame] = []
        """Those of the frames that begin blocks."""
        self.pieces: list[Piece] = []
        self.bold = 0
        self.struck = 0
        self.inserted = 0
        self.erased: Block | None = None
        """The block before, when all of it is struck: what is inserted in the next one stands in its place."""

    def over(self, root: Element) -> Blocks:
        self.enter(root)
        stack = [(root, iter(root.children))]
        while stack:
            element, children = stack[-1]
            for child in children:
                if isinstance(child, Run):
                    if self.pieces or not child.text.isspace():
                        self.pieces.append(self.piece(child.text, child.place))
                elif child.tag == "br":
                    self.pieces.append(self.piece("\n", None, cut="\n"))
                elif child.tag not in _SKIPPED:
                    self.enter(child)
                    stack.append((child, iter(child.children)))
                    break
            else:
                stack.pop()
                self.leave(element)
        return self.blocks

    def piece(self, text: str, place: object, cut: str = "") -> Piece:
        frame = self.frames[-1]
        hidden, verbatim = frame.around.hidden, frame.element.tag in _VERBATIM
        return Piece(text, place, cut, hidden, self.struck > 0, self.inserted > 0, self.bold > 0, verbatim)

    def enter(self, element: Element) -> None:
        block = is_block(element) or not self.frames
        if block and self.frames:
            self.flush()
        above = self.frames[-1] if self.frames else None
        around = self.inherit(element, above.around if above else Around())
        headings = above.headings if above else ()
        level = level_of(element)
        if level:
            headings = tuple(one for one in headings if one[0] < level)
        frame = _Frame(element, around, headings, len(self.blocks.seen), block, level)
        self.frames.append(frame)
        if element.tag in _STYLED:
            self.count(element, 1)
        if block:
            self.containers.append(frame)
        else:
            self.edge(element, opening=True)

    def leave(self, element: Element) -> None:
        frame = self.frames[-1]
        if frame.block:
            self.flush()
        else:
            self.edge(element, opening=False)
        if element.tag in _STYLED:
            self.count(element, -1)
        self.frames.pop()
        if frame.block:
            self.containers.pop()
        seen = len(self.blocks.seen)
        if seen > frame.first:
            self.blocks.spans[id(element)] = (frame.first, seen)
        if self.frames:
            self.close(frame, self.frames[-1], seen)

    def count(self, element: Element, step: int) -> None:
        if element.tag in ("b", "strong"):
            self.bold += step
        elif element.tag == "ins":
            self.inserted += step
        else:
            self.struck += step

    def edge(self, element: Element, *, opening: bool) -> None:
        if element.tag == "q":
            self.pieces.append(self.piece("\u201c" if opening else "\u201d", None))
        if not self.pieces:
            return
        if not opening and not shows(element.tag, element.attributes):
            inside = self.pieces[-1:] if self.pieces[-1].cut == "empty" else []
            at = len(self.pieces) - len(inside) - 1
            if at >= 0 and self.pieces[at].opens is element:
                # Nothing is seen of it, or of the one in it: the letters on both sides touch.
                self.pieces[at:] = [self.piece("", None, cut="empty")]
                return
        cut = "part" if "class" in element.attributes or element.tag in ("button", "label", "input") else "inline"
        self.pieces.append(self.piece("", None, cut=cut)._replace(opens=element if opening else None))

    def inherit(self, element: Element, above: Around) -> Around:  # noqa: PLR0912
        tag, attributes = element.tag, element.attributes
        if tag not in _TELLING and not element.template and _PASSED_ON.isdisjoint(attributes):
            return above
        scope = _SCOPES.get(tag)
        if attributes.get("role") == "heading":
            scope = "text.heading"
        changes: dict[str, Any] = {}
        if scope and not (tag == "li" and above.cell is not None):
            changes["scope"] = scope
        if anchor := attributes.get("id"):
            changes["anchor"] = anchor
        if lang := attributes.get("lang"):
            changes["lang"] = lang
        if not above.hidden and is_hidden(element):
            changes["hidden"] = True
        if tag == "blockquote":
            changes["quote"] = element
        elif tag == "li":
            changes["items"] = (*above.items, element)[-_PARENTS:]
        elif tag in ("td", "th"):
            changes["cell"] = element
        elif tag in ("dd", "dt"):
            changes["detail"] = element
        elif tag == "figure":
            changes["figure"] = element
        elif tag == "a":
            changes["link"] = element
        if tag in LISTS:
            changes["lead"] = self.lead()
            if tag == "table":
                changes.update(table=element, cell=None, items=())
            elif tag == "dl":
                changes["detail"] = None
        return replace(above, **changes) if changes else above

    def lead(self) -> int:
        last = self.blocks.seen[-1] if self.blocks.seen else None
        if last is None or last.around.scope == "text.heading":
            return -1
        headings = self.frames[-1].headings
        if last.line.text.endswith(":") and headings[-1:] == ((_BOLD_LEVEL, last.line.text),):
            headings = headings[:-1]
        if last.headings != headings:
            return -1
        around = self.frames[-1].around
        inside = last.around.items == around.items and last.around.cell is around.cell
        return last.number if inside and last.around.detail is around.detail else -1

    def flush(self) -> None:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        if not [piece for piece in pieces if piece.text and not piece.text.isspace()]:
            return
        frame = self.containers[-1]
        if frame.around.hidden:
            self.add(frame, pieces, seen=False)
            return
        erased, self.erased = self.erased, None
        if not [piece for piece in pieces if piece.hidden or piece.struck]:
            self.add(frame, pieces, seen=True)
            if erased is not None and not [one for one in pieces if not one.inserted and one.text.strip()]:
                erased.replacement = Line.of(pieces).text
            return
        plain = [piece for piece in pieces if not piece.hidden and not piece.struck]
        self.add(frame, plain, seen=True)
        struck = [piece for piece in pieces if piece.struck and not piece.hidden]
        if struck:
            replacement = Line.of([piece for piece in plain if piece.inserted]).text
            self.add(frame, struck, seen=False, replacement=replacement)
            if not Line.of(plain).text and self.blocks.unseen:
                self.erased = self.blocks.unseen[-1]
        hidden = [piece for piece in pieces if piece.hidden]
        if hidden:
            self.add(frame, hidden, seen=False)

    def add(self, frame: _Frame, pieces: list[Piece], *, seen: bool, replacement: str = "") -> None:
        line = Line.of(pieces)
        if not line.text:
            return
        struck = False
        around = frame.around
        if not seen:
            struck = any(piece.struck for piece in pieces)
            hidden = struck and not any(piece.hidden for piece in pieces)
            around = replace(around, scope="text.struck" if hidden else "text.hidden")
        listed = self.blocks.seen if seen else self.blocks.unseen
        bold = not [piece for piece in pieces if not piece.bold and piece.text and not piece.text.isspace()]
        block = Block(len(listed), frame.element, line, around, frame.headings, bold, struck, replacement)
        listed.append(block)
        if seen and bold and frame.element.tag in ("p", "div") and like_title(line.text):
            frame.bold = line.text

    def head(self, frame: _Frame, level: int, text: str) -> None:
        kept = tuple(one for one in frame.headings if one[0] < level)
        frame.headings = (*kept, (level, text))
        frame.titled = len(self.blocks.seen)
        frame.rich = False

    def close(self, frame: _Frame, above: _Frame, seen: int) -> None:
        """What an element that ends hands on to the one around it."""
        element, level = frame.element, frame.level
        if frame.around.hidden:
            return
        if level:
            if text := shown(element):
                self.head(above, level, text)
            return
        if frame.bold and seen == frame.first + 1:
            self.head(above, _BOLD_LEVEL, frame.bold)
            return
        if element.tag in LISTS:
            above.rich = True
        if frame.titled < 0:
            above.rich = above.rich or frame.rich
            return
        follows = seen - frame.titled
        alone = follows == 0 or (follows <= 2 and not frame.rich and introduces(element))  # noqa: PLR2004
        if element.tag in _CARRIERS and (alone or element.tag in ("header", "hgroup")):
            above.headings = frame.headings
            above.titled = frame.titled
        else:
            above.rich = True
