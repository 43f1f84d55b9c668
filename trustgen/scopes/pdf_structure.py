"""The tags of a PDF as a tree: headings, lists, tables and figures, with the scraps of text that belong to each.

What is not tagged is given back, for it is on the page all the same.  Nothing here reads text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from trustgen.limits import MARKUP_DEPTH
from trustgen.scopes.pdf_text import Scrap, UnreadablePdf, joined
from trustgen.scopes.tree import Element, Run

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAGS: Final = {
    "H1": "h1", "H2": "h2", "H3": "h3", "H4": "h4", "H5": "h5", "H6": "h6", "H": "h2", "Title": "h1",
    "P": "p", "L": "ul", "LI": "li", "LBody": "", "TOC": "ul", "TOCI": "li",
    "Table": "table", "THead": "thead", "TBody": "tbody", "TFoot": "tfoot", "TR": "tr", "TH": "th", "TD": "td",
    "BlockQuote": "blockquote", "Note": "aside", "Aside": "aside", "Sect": "section", "Art": "article",
    "Div": "div", "Part": "div", "Document": "div", "DocumentFragment": "div", "Index": "div", "BibEntry": "p",
    "Caption": "figcaption", "Figure": "figure", "Link": "a", "Annot": "a", "Form": "div",
}  # fmt: skip
_INLINE: Final = frozenset({"Span", "Quote", "Code", "Em", "Strong", "Reference", "Sub", "Ruby", "Warichu", "FENote"})
_INDENT: Final = 4.0


class Structure(Struct):
    """The tree of a tagged PDF, and the figures in it."""

    root: Element = field(default_factory=lambda: Element("#root"))
    figures: list[tuple[Element, list[Scrap]]] = field(default_factory=list)
    spoken: list[tuple[str, int]] = field(default_factory=list)
    """Alternative, actual and expanded texts, with their page."""
    taken: set[tuple[int, int]] = field(default_factory=set)
    """Page and marked-content id of what belongs to the tree."""


class _Task(Struct):
    node: Any
    parent: Element
    page: int
    depth: int
    figure: list[Scrap] | None


def structure_in(reader: PdfReader, scraps: tuple[Scrap, ...]) -> Structure:
    """What the tags of a PDF give, empty if it has none, in the language that it says.  Raises `UnreadablePdf`."""
    catalog: Any = reader.trailer["/Root"].get_object()
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    tree = catalog.get("/StructTreeRoot")
    structure = structure_of(tree.get_object(), pages, scraps) if tree is not None else Structure()
    structure.root.attributes["lang"] = str(catalog.get("/Lang") or "")
    return structure


def structure_of(tree: Any, pages: dict[int, int], scraps: tuple[Scrap, ...]) -> Structure:
    """Build the tree.  `pages` maps the object number of a page to its number from 0.  Raises `UnreadablePdf`."""
    return _Builder(pages, scraps, _roles(tree)).over(tree)


class _Builder:
    def __init__(self, pages: dict[int, int], scraps: tuple[Scrap, ...], roles: dict[str, str]) -> None:
        self.pages = pages
        self.roles = roles
        self.marked: dict[tuple[int, int], list[Scrap]] = {}
        for scrap in scraps:
            if scrap.mark >= 0:
                self.marked.setdefault((scrap.page, scrap.mark), []).append(scrap)
        self.found = Structure()
        self.seen: set[int] = set()

    def over(self, tree: Any) -> Structure:
        stack = [_Task(kid, self.found.root, 0, 0, None) for kid in reversed(_kids(tree))]
        while stack:
            task = stack.pop()
            stack.extend(reversed(self.one(task)))
        _define(self.found.root)
        _join(self.found.root)
        return self.found

    def one(self, task: _Task) -> list[_Task]:
        node = task.node
        if isinstance(node, IndirectObject):
            if node.idnum in self.seen:
                return []
            self.seen.add(node.idnum)
            node = node.get_object()
        if isinstance(node, int):
            self.content(task, int(node))
            return []
        if not isinstance(node, DictionaryObject):
            return []
        page = self.page(node, task.page)
        if node.get("/Type") == "/OBJR":
            return []
        if node.get("/Type") == "/MCR" or ("/MCID" in node and "/S" not in node):
            task.page = page
            self.content(task, _number(node.get("/MCID")))
            return []
        if task.depth > MARKUP_DEPTH:
            raise UnreadablePdf(f"The tags of the PDF stand more than {MARKUP_DEPTH} deep in one another.")
        return self.element(task, node, page)

    def element(self, task: _Task, node: DictionaryObject, page: int) -> list[_Task]:
        kind = self.roles.get(str(node.get("/S", ""))[1:], str(node.get("/S", ""))[1:])
        for key in ("/Alt", "/ActualText", "/E"):
            if key in node and str(node[key]).strip():
                self.found.spoken.append((str(node[key]), page))
        kids = _kids(node)
        parent, figure = task.parent, task.figure
        if kind == "Figure":
            element = parent.add(Element("span", {"aria-label": str(node.get("/Alt", ""))}, place=page))
            figure = []
            self.found.figures.append((element, figure))
            parent = element
        elif kind == "Lbl" and not _telling(self, kids, page):
            for kid in kids:
                self.taken(kid, page)
            return []
        elif tag := self.tag(kind, node, kids, parent):
            if tag == "ul" and parent.tag == "ul" and parent.elements():
                parent = parent.elements()[-1]
            parent = parent.add(Element(tag, _attributes(node), place=page))
        return [_Task(kid, parent, page, task.depth + 1, figure) for kid in kids]

    def tag(self, kind: str, node: DictionaryObject, kids: list[Any], parent: Element) -> str:
        """The element that a tag stands for; empty for what stands in a line of text."""
        if kind in _INLINE:
            return ""
        if kind == "Caption":
            return "caption" if parent.tag == "table" else "figcaption"
        if kind in _TAGS:
            return _TAGS[kind]
        inner = {self.roles.get(name, name) for name in map(_name, kids)}
        if "Caption" in inner:
            return "figure"
        beside = {self.roles.get(name, name) for name in map(_name, _kids(node.get("/P")))}
        return "" if beside & (_INLINE | {"", "Link"}) and not inner - _INLINE - {"", "Link", "NonStruct"} else "div"

    def page(self, node: DictionaryObject, inherited: int) -> int:
        page = node.raw_get("/Pg") if "/Pg" in node else None
        return self.pages.get(page.idnum, inherited) if isinstance(page, IndirectObject) else inherited

    def content(self, task: _Task, mark: int) -> None:
        key = (task.page, mark)
        if key in self.found.taken:
            return
        self.found.taken.add(key)
        scraps = self.marked.get(key, ())
        if task.figure is not None:
            task.figure.extend(scraps)
            return
        task.parent.children.extend(Run(scrap.text, scrap) for scrap in scraps)

    def taken(self, kid: Any, page: int) -> None:
        """Note the content of a tag that is left out, such as a bullet."""
        for number in self.marks(kid, page):
            self.found.taken.add(number)

    def marks(self, kid: Any, page: int) -> list[tuple[int, int]]:
        node = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(node, int):
            return [(page, int(node))]
        if not isinstance(node, DictionaryObject):
            return []
        page = self.page(node, page)
        if "/MCID" in node:
            return [(page, _number(node["/MCID"]))]
        return [(page, int(inner)) for inner in _kids(node) if isinstance(inner, int)]


def _telling(builder: _Builder, kids: list[Any], page: int) -> bool:
    """Whether a list label says more than a bullet or a number."""
    text = "".join(s.text for kid in kids for key in builder.marks(kid, page) for s in builder.marked.get(key, ()))
    return sum(character.isalpha() for character in text) > 2  # noqa: PLR2004


def _kids(node: Any) -> list[Any]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if not isinstance(node, DictionaryObject) or "/K" not in node:
        return []
    kids = node.raw_get("/K")
    whole = kids.get_object() if isinstance(kids, IndirectObject) else kids
    return list(whole) if isinstance(whole, ArrayObject) else [kids]


def _number(value: object) -> int:
    return int(value) if isinstance(value, int) else -1


def _name(kid: Any) -> str:
    node = kid.get_object() if isinstance(kid, IndirectObject) else kid
    return str(node.get("/S", ""))[1:] if isinstance(node, DictionaryObject) else ""


def _roles(tree: Any) -> dict[str, str]:
    roles = tree.get("/RoleMap")
    roles = roles.get_object() if roles is not None else None
    if not isinstance(roles, DictionaryObject):
        return {}
    known = set(_TAGS) | _INLINE | {"Lbl", "Caption", "NonStruct"}
    return {str(name)[1:]: str(role)[1:] for name, role in roles.items() if str(name)[1:] not in known}


def _attributes(node: DictionaryObject) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    if "/Lang" in node:
        found["lang"] = str(node["/Lang"])
    given = node.get("/A")
    for one in given if isinstance(given, ArrayObject) else [given]:
        attributes = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(attributes, DictionaryObject):
            for key, name in (("/RowSpan", "rowspan"), ("/ColSpan", "colspan")):
                if key in attributes:
                    found[name] = str(attributes[key])
            if attributes.get("/Scope") == "/Row":
                found["scope"] = "row"
    return found


def _define(root: Element) -> None:
    """Make description lists of lists without labels whose items stand at two indents: tags cannot tell them apart."""
    for element in list(root.descendants("ul")):
        items = [child for child in element.elements() if child.tag == "li"]
        lefts = [_left(item) for item in items]
        if len(items) < 2 or any(left is None for left in lefts) or element.elements() != items:  # noqa: PLR2004
            continue
        first = lefts[0] or 0.0
        steps = [(left or 0.0) - first > _INDENT for left in lefts]
        if any(steps) and not steps[0] and all((left or 0.0) >= first - 1 for left in lefts):
            element.tag = "dl"
            for item, inner in zip(items, steps, strict=True):
                item.tag = "dd" if inner else "dt"


def _left(item: Element) -> float | None:
    run = next((one for one in item.walk() if isinstance(one, Run)), None)
    return run.place.left if run is not None and isinstance(run.place, Scrap) else None


def _join(root: Element) -> None:
    """Put spaces between the runs of each element and make hyphenated words whole."""
    places: list[tuple[Element, int, Scrap]] = []
    for element in [node for node in root.walk() if isinstance(node, Element)]:
        places.extend(
            (element, index, child.place)
            for index, child in enumerate(element.children)
            if isinstance(child, Run) and isinstance(child.place, Scrap)
        )
    by_block: dict[int, list[tuple[Element, int, Scrap]]] = {}
    for element, index, scrap in places:
        block = element
        while block.tag in ("a", "span") and block.parent is not None:
            block = block.parent
        by_block.setdefault(id(block), []).append((element, index, scrap))
    for entries in by_block.values():
        entries.sort(key=_order)
        for (element, index, _), scrap in zip(entries, joined([scrap for _, _, scrap in entries]), strict=True):
            element.children[index] = Run(scrap.text, scrap)


def _order(entry: tuple[Element, int, Scrap]) -> tuple[int, ...]:
    """Document order of a run within its block, by the indices on the way to it."""
    element, index, _ = entry
    path = [index]
    while element.tag in ("a", "span") and element.parent is not None:
        parent = element.parent
        path.insert(0, next(i for i, child in enumerate(parent.children) if child is element))
        element = parent
    return tuple(path)
