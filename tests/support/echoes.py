"""Secrets that got into a file by mistake, in every place of it; and whether a message echoes them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from posture_simulator import CAROL

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "hunter2 hunter2!"
PRIVATE_KEY: str = CAROL._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

SECRETS = (PASSWORD, PRIVATE_KEY)
_SHORT = 8
"""Characters of a secret that nobody may see together."""


def assert_silent(secret: str, *said: str) -> None:
    """Check that no eight characters of the secret in a row were said."""
    for text in said:
        for start in range(len(secret) - _SHORT + 1):
            part = secret[start : start + _SHORT]
            assert part not in text, text


def places(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a tree."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*before, key))


def spoilt(tree: Any, secret: str) -> Iterator[Any]:
    """The tree with the secret in place of each value, and with each name made a secret one."""
    for path in places(tree):
        for name in (False, True):
            made = copy.deepcopy(tree)
            holder = made
            for step in path[:-1]:
                holder = holder[step]
            if not name:
                holder[path[-1]] = secret
            elif isinstance(holder, dict):
                holder[secret] = holder.pop(path[-1])
            else:
                continue
            yield made
