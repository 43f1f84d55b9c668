"""The kinds of source, one file each with a constant `SOURCE`, found by walking the package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from trustgen.fetch.source import Source, scheme_of, unusable


@cache
def sources() -> dict[str, Source]:
    """Every kind of source by its scheme; a scheme that two of them have is a bug that the tests find."""
    found: dict[str, Source] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        source: Source | None = getattr(importlib.import_module(f"{__name__}.{module}"), "SOURCE", None)
        if source is not None:
            found.update(dict.fromkeys(source.schemes, source))
    return found


def source_for(address: str) -> Source:
    """The kind of source that an address is of; raises `source-unusable`."""
    scheme = scheme_of(address)
    source = sources().get(scheme)
    if source is None:
        known = ", ".join(f"`{name}://`" for name in sorted(sources()))
        what = f"`{scheme}://` is" if scheme else "The address begins with"
        raise unusable(f"{what} no kind of source; there are {known}.")
    return source
