"""Progress for the long steps: on a terminal only, on standard error, gone when the command has ended."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

_STEPS = {
    "read": "Reading the content",
    "verify": "Verifying the snapshot",
    "render": "Rendering the pages",
    "gate": "Reading every page for claims",
    "pdf": "Setting the whitepaper",
    "publish": "Publishing",
}


class Progress:
    """A spinner with the name of the current step; nothing at all when standard error is no terminal."""

    def __init__(self) -> None:
        self._status: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            from rich.console import Console

            self._status = Console(stderr=True).status("Starting")
            self._status.start()
        return self

    def step(self, name: str) -> None:
        """Say which step runs now."""
        if self._status is not None:
            self._status.update(_STEPS[name])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()
