"""Addresses as text: what somebody sees who looks at where a link leads.  Nothing here is fetched."""

from __future__ import annotations

from urllib.parse import unquote


def address(value: str) -> str:
    """An address as text: escapes decoded, an anchor left out, for ids are names of places and not claims."""
    value = value.strip()
    if value[:5].lower() == "data:":
        return ""
    head, mark, fragment = value.partition("#")
    if mark and ("=" in fragment or "/" in fragment):
        head = value
    return unquote(head, errors="replace") if "%" in head else head
