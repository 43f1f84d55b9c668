"""Pieces that more than one attack is made of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from posture_simulator import SCAN_END, Change, at, digest, predicate

if TYPE_CHECKING:
    from attacks.case import Case

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def nested(levels: int) -> str:
    """Lists in lists, as text."""
    return "[" * levels + "]" * levels


def mirrored(signature: bytes) -> bytes:
    """The other ECDSA signature of the same message by the same key."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, P256_ORDER - s)


def far(sequence: int) -> tuple[Change, ...]:
    """A snapshot of a far number, as recent as 42."""
    return (predicate(sequence=sequence, previous={"sequence": sequence - 1, "digest": {"sha256": digest("far")}}),)


def first(case: Case) -> None:
    """The first snapshot of an environment."""
    case.policy["minSequence"] = 1
    case.put(42, predicate(sequence=1, previous=None))


def linked(number: int, sha: str = digest("another")) -> Change:
    """A snapshot that names another one before it."""
    return predicate(previous={"sequence": number, "digest": {"sha256": sha}})


def later(seconds: int) -> str:
    """A time after the end of the base's scan."""
    return at(SCAN_END + timedelta(seconds=seconds))
