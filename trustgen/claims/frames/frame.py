"""What a frame is: an honest way to mention a scheme, with the evidence that it needs.

A frame is recognised for one mention in one scene, never for a page.  Frames only look; the judge decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustgen.claims.scenes.case import Case


class Frame(Struct, frozen=True):
    """An honest frame: its name, and the test whether a mention stands in it."""

    name: str
    test: Callable[[Case], bool]
    marks: bool = False
    """Whether it can excuse a mark: only what is said inside the same text can."""
