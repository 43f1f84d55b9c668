"""The engine's own data: YAML files that are part of the program, below `data/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trustgen.claims.words.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = Path(__file__).parents[1] / "data"


def document(name: str) -> Any:
    """What a file holds."""
    return documents("")[name]


@cache
def documents(folder: str) -> Mapping[str, Any]:
    """What each file of a folder holds, in the order of their names."""
    found: Mapping[str, Any] = table(f"data{folder}", lambda: parsed(folder))
    return found


def parsed(folder: str) -> Mapping[str, Any]:
    """The same, from the files themselves."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.name: yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader in both cases
        for path in sorted((_DATA / folder).glob("*.yml"))
    }
