"""Which elements of a page a selector may match, in whatever state, with whatever attributes a script gives them.

Closed: a state, an attribute and whatever cssselect2 does not know are taken to match; a selector that can't be parsed
matches every element.  The only module that builds on cssselect2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2
from cssselect2 import ElementWrapper, parser
from cssselect2.compiler import CompiledSelector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

_PLAIN: Final = (parser.LocalNameSelector, parser.ClassSelector, parser.IDSelector)
_CHOICES: Final = (parser.MatchesAnySelector, parser.SpecificityAdjustmentSelector)
_SETS: Final = (parser.NegationSelector, parser.RelationalSelector)
_PLACES: Final = frozenset(
    {"root", "first-child", "last-child", "first-of-type", "last-of-type", "only-child", "only-of-type"}
)
_COUNTED: Final = frozenset({"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"})
_EVERYTHING: Final = ((lambda _: True),)


@lru_cache(maxsize=4096)
def matchers(selector: str) -> tuple[Callable[[Any], bool], ...]:
    """For each selector of a list, a function that says whether it may match a wrapped element."""
    try:
        tokens = tinycss2.parse_component_value_list(selector, skip_comments=True)
        _certain(tokens)
        found = list(parser.parse(tokens))
        return tuple(CompiledSelector(_Loose(one)).test for one in found)
    except (parser.SelectorError, NotImplementedError, RecursionError, SyntaxError, MemoryError):
        return _EVERYTHING


def wrapped(root: Element) -> Iterator[Any]:
    """Every element of a page, as the functions of `matchers` take it."""
    yield from ElementWrapper.from_html_root(root).iter_subtree()


class _Loose:
    """A parsed selector without what may or may not hold."""

    def __init__(self, selector: Any) -> None:
        self.parsed_tree = _loosened(selector.parsed_tree)
        self.pseudo_element = selector.pseudo_element
        self.specificity = selector.specificity


def _certain(tokens: Iterable[Any]) -> None:
    """Raise for what a forgiving list of selectors would pass over in silence."""
    for token in tokens:
        if token.type == "function" and token.lower_name in ("is", "where", "has", "not"):
            list(parser.parse(token.arguments, relative=token.lower_name == "has"))
            _certain(token.arguments)


def _loosened(tree: Any) -> Any:
    if isinstance(tree, parser.CombinedSelector):
        return parser.CombinedSelector(_loosened(tree.left), tree.combinator, _loosened(tree.right))
    return parser.CompoundSelector(list(_kept(tree.simple_selectors)))


def _kept(parts: Iterable[Any]) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, _CHOICES):
            part.selector_list = [_Loose(one) for one in part.selector_list]
            yield part
        elif isinstance(part, _PLAIN) or _placed(part) or (isinstance(part, _SETS) and _exact(part)):
            yield part


def _placed(part: Any) -> bool:
    """Whether it is about an element's place among all others: `:nth-child(2 of .name)` is not."""
    if isinstance(part, parser.FunctionalPseudoClassSelector) and part.name in _COUNTED:
        return not any(token.type == "ident" and token.lower_value == "of" for token in part.arguments)
    return isinstance(part, parser.PseudoClassSelector) and part.name in _PLACES


def _exact(part: Any) -> bool:
    """Whether every selector in `:not()` or `:has()` is made of names alone."""
    trees = [getattr(one, "selector", one).parsed_tree for one in part.selector_list]
    while trees:
        tree = trees.pop()
        if isinstance(tree, parser.CombinedSelector):
            trees += [tree.left, tree.right]
        elif not all(isinstance(one, _PLAIN) for one in tree.simple_selectors):
            return False
    return True
