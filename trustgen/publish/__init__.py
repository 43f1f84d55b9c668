"""Artifacts to a directory, in one move.  Nothing here knows what the bytes are."""

from __future__ import annotations

from trustgen.publish.folder import MANIFEST, OUTPUT_UNUSABLE, examine
from trustgen.publish.swap import publish

__all__ = ["MANIFEST", "OUTPUT_UNUSABLE", "examine", "publish"]
