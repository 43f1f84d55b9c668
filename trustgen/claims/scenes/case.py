"""What a frame, an objection and the record are asked about: one mention in its scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.scenes.scene import Scene


class Case(Struct, frozen=True):
    """One mention in its scene."""

    scene: Scene
    token: int
    scheme: Scheme | None
    """`None` for a mention that names no scheme."""
