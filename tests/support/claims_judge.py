"""The type of the fixture that judges one text."""

from __future__ import annotations

from collections.abc import Callable

from trustgen.claims.engine import Mention

Judge = Callable[..., tuple[Mention, ...]]
