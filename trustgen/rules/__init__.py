"""Rules over the trust center and over the finished pages: one file per rule, found by walking the package.

The claims gate is not here: it has a package of its own.  A rule yields findings; it never decides whether it runs,
never prints and never reads a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from trustgen.finding import Finding, Rule

if TYPE_CHECKING:
    from trustgen.model.center import TrustCenter
    from trustgen.rules.site import BuiltSite

ContentCheck = Callable[["TrustCenter"], Iterable[Finding]]
OutputCheck = Callable[["BuiltSite"], Iterable[Finding]]


@cache
def _modules() -> tuple[object, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("tg"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_rules() -> tuple[Rule, ...]:
    """The identity of every rule, in the order of the codes."""
    return tuple(module.RULE for module in _modules())  # type: ignore[attr-defined]


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Run every rule that reads the trust center."""
    for module in _modules():
        check: ContentCheck | None = getattr(module, "check_content", None)
        if check is not None:
            yield from check(center)


def check_output(site: BuiltSite) -> Iterator[Finding]:
    """Run every rule that reads the finished pages."""
    for module in _modules():
        check: OutputCheck | None = getattr(module, "check_output", None)
        if check is not None:
            yield from check(site)
