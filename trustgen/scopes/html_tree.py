"""From a page's source to a tree, by an HTML5 parser; and, in one quick walk, to everything that the page says.

Runs of text and elements carry their number in document order: `html_place` finds them in the source by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from trustgen.scopes.html_parsed import parsed
from trustgen.scopes.line import differ, lettered
from trustgen.scopes.tree import BLOCKS, Element, Run, shows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

COMMENT: Final = "#comment"
_SECRET: Final = frozenset({"class", "id", "style"})
_APART: Final = BLOCKS | {"br", "template"}
_NAMED: Final = frozenset({"symbol", "g", "view", "marker", "pattern", "filter"})


def tree_of(source: str) -> Element:
    """The tree of a page; comments are elements named `#comment` with one run, templates hold their content."""
    root = Element("#root")
    runs = elements = comments = 0
    stack: list[tuple[Any, Element, bool]] = [(_first(source), root, False)]
    while stack:
        node, parent, template = stack.pop()
        while node is not None:
            following = node.next
            if node.is_text_node:
                parent.children.append(Run(node.text_content or "", runs))
                runs += 1
                node = following
                continue
            if node.is_comment_node:
                comment = Element(COMMENT, parent=parent, place=comments)
                comment.children.append(Run(node.comment_content or "", None))
                parent.children.append(comment)
                comments += 1
                node = following
                continue
            if not node.is_element_node:
                node = following
                continue
            element = Element(node.tag or "", node.attributes, parent, [], elements, template)
            elements += 1
            parent.children.append(element)
            if following is not None:
                stack.append((following, parent, template))
            fragments = node.template_fragments() if element.tag == "template" else ()
            if fragments:
                parent, node, template = element, fragments[0].first_child or _content(fragments[0]), True
            else:
                parent, node, template = element, node.first_child, False
    return root


def _content(fragment: Any) -> Any:
    return next(iter(fragment.iter(include_text=True)), None)


def _first(source: str) -> Any:
    """The first node of the document: comments may stand before the root element."""
    node = parsed(source).root
    while node is not None and node.prev is not None:
        node = node.prev
    return node


def turns(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element shows its text backwards: `bdo` from right to left, or a style that overrides the order."""
    style = (attributes.get("style") or "").lower()
    leftwards = (attributes.get("dir") or "").lower() == "rtl" or "rtl" in style
    return leftwards and (tag == "bdo" or "bidi-override" in style)


def glance(source: str, embedded: Callable[[str, dict[str, str | None], str], list[str]]) -> Iterator[str]:  # noqa: PLR0912, PLR0915
    """Everything that a page says, as texts to sieve: its blocks, attributes, comments, and what is embedded in it.

    A text here is wherever parts of it could be read as one; blocks are apart from each other.  `embedded` gives the
    texts of a script or style from its tag, attributes and content.
    """
    line: list[str] = []
    gaps: set[int] = set()
    soft: set[int] = set()
    edges: list[int] = []
    stack: list[Any] = []
    node = _first(source)
    while node is not None or stack:
        if node is None:
            node = stack.pop()
            if node.tag in _APART:
                yield from _end(line, gaps or soft)
                line, gaps, soft = [], set(), set()
            if edges and edges[-1] == node.mem_id and not shows(node.tag or "", node.attributes):
                edges[-1] = -1
            elif edges[-2:] == [node.mem_id, -1] and not shows(node.tag or "", node.attributes):
                edges.pop(-2)
            else:
                edges.append(0)
            node = node.next
            continue
        if node.is_text_node:
            text = node.text_content or ""
            if text:
                before = line[-1][-1] if line else " "
                if edges and lettered(before) and lettered(text[0]):
                    if max(edges) > -1:
                        gaps.add(len(line))
                    elif differ(line[-1], text):
                        soft.add(len(line))
                line.append(text)
                edges.clear()
            node = node.next
        elif node.is_element_node:
            tag = node.tag or ""
            attributes = node.attributes
            for name, value in attributes.items():
                if value and name not in _SECRET:
                    yield value
            if turns(tag, attributes):
                yield (node.text() or "")[::-1]
            if tag in ("script", "style") or "style" in attributes:
                yield from embedded(tag, attributes, node.text() if tag in ("script", "style") else "")
                if tag in ("script", "style"):
                    node = node.next
                    continue
            if tag in _APART:
                yield from _end(line, gaps or soft)
                line, gaps, soft = [], set(), set()
            edges.append(node.mem_id)
            child = node.first_child
            if tag == "template" and (fragments := node.template_fragments()):
                child = fragments[0].first_child or _content(fragments[0])
            elif tag in _NAMED and (name := attributes.get("id")):
                yield name
            elif child is None and (names := attributes.get("class")):
                yield names
            stack.append(node)
            node = child
        else:
            if node.is_comment_node:
                yield node.comment_content or ""
            node = node.next
    yield from _end(line, gaps or soft)


def _end(line: list[str], gaps: set[int]) -> Iterator[str]:
    """The texts of a line: joined, and apart where an element ends or begins before a text of those numbers."""
    if line:
        yield "".join(line)
        if gaps:
            yield "".join(f" {text}" if number in gaps else text for number, text in enumerate(line))
            yield " ".join(line)
