"""What a PDF carries beside its pages: metadata, outline, annotations, form fields, scripts, attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from trustgen.scopes.address import address
from trustgen.scopes.tree import Run
from trustgen.scopes.unit import Surface, Unit
from trustgen.scopes.xml_tree import xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

_DATES: Final = frozenset({"/CreationDate", "/ModDate", "/Trapped"})
_OBJECTS: Final = 20_000


class PdfPlace(Struct, frozen=True):
    """The handle of a text that stands beside the pages."""

    route: str


class Attachment(Struct, frozen=True, kw_only=True):
    """A file inside the PDF."""

    name: str
    description: str
    data: bytes


def object_units(reader: PdfReader) -> Iterator[Unit]:
    """The units of everything but pages and attachments."""
    for key, value in (reader.metadata or {}).items():
        if key not in _DATES:
            yield _unit("pdf.meta", Surface.HEAD, str(value), f"info.{str(key)[1:]}")
    catalog = _dictionary(reader.trailer.get("/Root"))
    yield from _packet(catalog)
    yield from _outline(catalog)
    for number, page in enumerate(reader.pages, 1):
        for index, annotation in enumerate(_items(page.get("/Annots"))):
            yield from _annotation(annotation, f"page.{number}.annotation.{index + 1}")
    yield from _fields(catalog)


def attachments(reader: PdfReader) -> Iterator[Attachment]:
    """The files inside the PDF, from its name tree, its associated files and its annotations."""
    catalog = _dictionary(reader.trailer.get("/Root"))
    seen: set[int] = set()
    names = _dictionary(_dictionary(catalog.get("/Names")).get("/EmbeddedFiles"))
    found = [*_leaves(names), *_items(catalog.get("/AF"))]
    for page in reader.pages:
        found.extend(_dictionary(one.get("/FS")) for one in _items(page.get("/Annots")) if "/FS" in one)
    for specification in found:
        files = _dictionary(specification.get("/EF"))
        stream = (files.get("/UF") or files.get("/F")) if files else None
        stream = stream.get_object() if stream is not None else None
        if isinstance(stream, StreamObject) and id(stream) not in seen:
            seen.add(id(stream))
            yield Attachment(
                name=str(specification.get("/UF") or specification.get("/F") or "unnamed"),
                description=str(specification.get("/Desc") or ""),
                data=stream.get_data(),
            )


def _unit(scope: str, surface: Surface, text: str, route: str) -> Unit:
    return Unit(scope=scope, surface=surface, text=text.strip(), where=PdfPlace(route))


def _packet(catalog: DictionaryObject) -> Iterator[Unit]:
    stream = catalog.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    if not isinstance(stream, StreamObject):
        return
    document = xml_tree(stream.get_data().decode("utf-8", "replace").strip("\ufeff\0 \n"))
    for node in document.root.walk():
        if isinstance(node, Run):
            if not node.text.isspace():
                yield _unit("pdf.meta", Surface.HEAD, node.text, "metadata")
        else:
            for name, value in node.attributes.items():
                if value and not name.startswith(("xmlns", "xml:", "rdf:")):
                    yield _unit("pdf.meta", Surface.HEAD, value, f"metadata.{name}")


def _outline(catalog: DictionaryObject) -> Iterator[Unit]:
    """Titles of the outline.  It repeats the headings, so it is read like a table of contents."""
    stack = [_dictionary(catalog.get("/Outlines")).get("/First")]
    seen: set[int] = set()
    while stack and len(seen) < _OBJECTS:
        item = _dictionary(stack.pop())
        if not item or id(item) in seen:
            continue
        seen.add(id(item))
        if "/Title" in item:
            yield _unit("pdf.outline", Surface.HEAD, str(item["/Title"]), f"outline.{len(seen)}")
        stack.extend(one for one in (item.get("/Next"), item.get("/First")) if one is not None)


def _annotation(annotation: DictionaryObject, route: str) -> Iterator[Unit]:
    action = _dictionary(annotation.get("/A"))
    if "/URI" in action:
        yield _unit("pdf.link", Surface.MARK, address(str(action["/URI"])), route)
    if "/JS" in action:
        yield _unit("js.string", Surface.DATA, _string(action["/JS"]), route)
    if annotation.get("/Subtype") == "/Widget":
        return
    link = annotation.get("/Subtype") == "/Link"
    for key in ("/Contents", "/T", "/TU", "/Subj", "/NM"):
        text = str(annotation.get(key) or "")
        if text and not (link and text == str(action.get("/URI"))):
            yield _unit("pdf.annotation", Surface.MARK if not link else Surface.HEAD, text, route)


def _fields(catalog: DictionaryObject) -> Iterator[Unit]:
    stack = list(_items(_dictionary(catalog.get("/AcroForm")).get("/Fields")))
    seen: set[int] = set()
    while stack and len(seen) < _OBJECTS:
        field = stack.pop()
        if id(field) in seen:
            continue
        seen.add(id(field))
        for key in ("/T", "/TU", "/TM", "/V", "/DV"):
            if key in field:
                yield _unit("pdf.field", Surface.MARK, _string(field[key]), f"field.{len(seen)}")
        for option in _items(field.get("/Opt"), whole=True):
            yield _unit("pdf.field", Surface.MARK, _string(option), f"field.{len(seen)}")
        stack.extend(_items(field.get("/Kids")))


def _leaves(node: DictionaryObject) -> list[DictionaryObject]:
    found: list[DictionaryObject] = []
    stack, seen = [node], set[int]()
    while stack and len(seen) < _OBJECTS:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        found.extend(_items(one.get("/Names")))
        stack.extend(_items(one.get("/Kids")))
    return found


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _items(value: Any, *, whole: bool = False) -> list[Any]:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if not isinstance(value, ArrayObject):
        return []
    items = [one.get_object() if isinstance(one, IndirectObject) else one for one in value]
    return items if whole else [one for one in items if isinstance(one, DictionaryObject)]


def _string(value: Any) -> str:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(value, StreamObject):
        return value.get_data().decode("utf-8", "replace")
    if isinstance(value, ArrayObject):
        return " ".join(str(one) for one in value)
    return str(value)
