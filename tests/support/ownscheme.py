"""A project's own scheme, as somebody writes it into `schemes.yml`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SEAL: dict[str, Any] = {
    "id": "acme-seal",
    "name": "Acme Trust Seal",
    "artefact": "seal",
    "issuer": "Acme Assurance",
    "forms": ["Acme Trust Seal", "Sceau de Confiance Acmé"],
    "weak": ["ATS"],
    "context": ["Acme", "seal"],
    "levels": [
        {"id": "silver", "words": ["silver", "level 1"], "source": "terms"},
        {"id": "gold", "words": ["gold"], "source": "terms"},
    ],
    "chains": [["silver", "gold"]],
    "editions": [{"id": "3.1", "words": ["3.1"], "withdrawn": "2026-01-31", "source": "terms"}],
    "stale_after": 365,
    "mark": {"shown": "licensed", "source": "terms"},
    "sources": [{"id": "terms", "title": "Acme, terms of the seal", "address": "https://acme.example/terms"}],
}


def write_schemes(folder: Path, *schemes: dict[str, Any]) -> Path:
    """Write a `schemes.yml` into a folder."""
    path = folder / "schemes.yml"
    # JSON is YAML too, and knows no aliases.
    path.write_text(json.dumps({"schemes": schemes}, indent=1, ensure_ascii=False), "utf-8")
    return path
