"""The places of a decoded JSON value: all of them, what stands at one, and the value with another thing there."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def places(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*before, key))


def with_value(tree: Any, path: tuple[Any, ...], value: object) -> Any:
    made = copy.deepcopy(tree)
    at(made, path[:-1])[path[-1]] = value
    return made


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree
