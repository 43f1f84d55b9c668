"""The tokens of a style sheet.

One sheet is asked about by the gate and by rules; it is parsed once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import tinycss2


@lru_cache(maxsize=16)
def css_tokens(source: str) -> tuple[Any, ...]:
    """The component values of a sheet or of declarations, comments and faults among them."""
    return tuple(tinycss2.parse_component_value_list(source))
