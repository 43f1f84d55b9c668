"""What a `data:` address holds: a drawing that can be read, text, or an image or font that can only be digested."""

from __future__ import annotations

import base64
import binascii
import hashlib
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from trustgen.scopes.unit import Embedded


class DataAddress(Struct, frozen=True, kw_only=True):
    """The content of a `data:` address."""

    media: str
    data: bytes


def data_address(value: str) -> DataAddress | None:
    """The content of a `data:` address; `None` for every other address, empty when it cannot be decoded."""
    value = value.strip()
    if value[:5].lower() != "data:":
        return None
    head, _, body = value[5:].partition(",")
    media = head.split(";", 1)[0].strip().lower() or "text/plain"
    raw = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        try:
            raw = base64.b64decode(b"".join(raw.split()) + b"==")
        except (binascii.Error, ValueError):
            raw = b""
    return DataAddress(media=media, data=raw)


def embedded_of(found: DataAddress, where: object) -> Embedded:
    """The embedded image or font."""
    return Embedded(media=found.media, sha256=hashlib.sha256(found.data).hexdigest(), where=where)
