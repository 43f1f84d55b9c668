"""The engine's own data: YAML files that are part of the program, below `data/`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA: Final = Path(__file__).with_name("data")


def documents(folder: str) -> Iterator[tuple[str, Any]]:
    """Every file of a folder, by name: its name, and what it holds."""
    for path in sorted((_DATA / folder).glob("*.yml")):
        yield path.name, document(f"{folder}/{path.name}")


def document(path: str) -> Any:
    """What a file holds."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_DATA / path).read_bytes(), Loader=loader)  # noqa: S506 - a safe loader in both cases
