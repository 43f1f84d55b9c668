"""Every kind of finding that the program knows, for `trustgen explain`, SARIF and the manual.

The rules are found by walking the package, so that this module names none of those that it loads.
"""

from __future__ import annotations

import importlib
import pkgutil

import trustgen
from trustgen.finding import Rule

_LEFT_OUT = ("trustgen.__main__", "trustgen.cli", "trustgen.catalog", "trustgen.render.paged")


def rules() -> tuple[Rule, ...]:
    """All rules by code; each is a module constant, and two with one code are a bug that the tests find."""
    found: dict[int, Rule] = {}
    for module in pkgutil.walk_packages(trustgen.__path__, "trustgen."):
        if not module.name.startswith(_LEFT_OUT):
            for value in vars(importlib.import_module(module.name)).values():
                members = (
                    value
                    if isinstance(value, (tuple, list))
                    else value.values()
                    if isinstance(value, dict)
                    else [value]
                )
                found.update({id(member): member for member in members if isinstance(member, Rule)})
    return tuple(sorted(found.values(), key=lambda rule: (rule.code, rule.name)))
