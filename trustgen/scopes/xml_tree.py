"""XML to a tree whose runs and elements know their offsets.  Entities that a file declares itself are refused.

Nothing here knows a vocabulary.
"""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat

from msgspec import Struct

from trustgen.limits import MARKUP_DEPTH
from trustgen.scopes.snippet import Fault
from trustgen.scopes.tree import Element, Run

COMMENT = "#comment"


class Document(Struct, frozen=True):
    """A parsed document, or why it could not be."""

    root: Element
    fault: Fault | None = None


class _Refused(Exception):  # noqa: N818
    pass


class _Builder:
    """Collects expat's events.  Offsets are counted in bytes of UTF-8 and turned into characters at the end."""

    def __init__(self, source: str) -> None:
        self.data = source.encode("utf-8", "surrogatepass")
        self.ascii = len(self.data) == len(source)
        self.root = Element("#root")
        self.here = self.root
        self.depth = 0
        self.pending: list[str] = []
        self.began = 0
        self.parser = expat.ParserCreate("utf-8", namespace_separator=None)
        self.parser.buffer_text = False
        self.parser.ordered_attributes = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.CommentHandler = self.comment
        self.parser.EntityDeclHandler = self.entity

    def offset(self, at: int) -> int:
        return at if self.ascii else len(self.data[:at].decode("utf-8", "replace"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.flush()
        self.depth += 1
        if self.depth > MARKUP_DEPTH:
            raise _Refused(f"The file has more than {MARKUP_DEPTH} elements inside one another.")
        plain: dict[str, str | None] = dict(attributes)
        self.here = self.here.add(Element(name.rpartition(":")[2], plain, place=self.parser.CurrentByteIndex))

    def end(self, _name: str) -> None:
        self.flush()
        self.depth -= 1
        self.here = self.here.parent or self.root

    def text(self, data: str) -> None:
        if not self.pending:
            self.began = self.parser.CurrentByteIndex
        self.pending.append(data)

    def comment(self, data: str) -> None:
        self.flush()
        found = self.here.add(Element(COMMENT, place=self.parser.CurrentByteIndex))
        found.children.append(Run(data, self.parser.CurrentByteIndex + 4))

    def entity(self, *_: object) -> None:
        raise _Refused("The file declares entities of its own, which readers resolve in different ways.")

    def flush(self) -> None:
        if self.pending:
            self.here.children.append(Run("".join(self.pending), self.began))
            self.pending = []


def xml_tree(source: str) -> Document:
    """Parse XML.  The place of an element, run or comment is its byte offset in the text as UTF-8."""
    builder = _Builder(source)
    try:
        builder.parser.Parse(builder.data, True)  # noqa: FBT003
    except expat.ExpatError as error:
        at = builder.offset(builder.parser.ErrorByteIndex)
        message = f"The XML can't be parsed: {expat.ErrorString(error.code)}."
        return Document(builder.root, Fault(message=message, at=at))
    except _Refused as refused:
        return Document(builder.root, Fault(message=str(refused), at=builder.offset(builder.parser.CurrentByteIndex)))
    builder.flush()
    return Document(builder.root)


def character(source: str, at: int) -> int:
    """The character offset of a byte offset in a text."""
    return at if source.isascii() else len(_encoded(source)[:at].decode("utf-8", "replace"))


@lru_cache(maxsize=2)
def _encoded(source: str) -> bytes:
    return source.encode("utf-8", "surrogatepass")
