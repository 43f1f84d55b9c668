"""Writes the evidence of the small test site, byte for byte as it is checked in.

The checklist, the trust policy that pins it, and one demonstration snapshot that was signed at a fixed time: one
control passes with a metric, one is excepted, one fails.  Tests judge it as of `AS_OF`.

Usage: python scripts/make_small_site_evidence.py [PROJECT]    (default: tests/sites/small)
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from trustgen.attest import demokey
from trustgen.attest.format import DEMONSTRATION, PREDICATE_TYPE
from trustgen.snapshots import sign_demo

SIGNED_AT = datetime(2026, 11, 20, 11, 30, tzinfo=timezone.utc)
AS_OF = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)

ENCRYPTED_VOLUMES = {
    "id": "encrypted-volumes",
    "kind": "ratio",
    "unit": "volumes",
    "op": "ge",
    "target": 10000,
    "shortfallNeedsException": False,
}


def checklist() -> dict[str, Any]:
    """Three controls in two families."""
    return {
        "id": "quill-controls",
        "version": "2026.1",
        "controls": [
            {
                "id": "KEYS-001",
                "title": "Notebooks are encrypted at rest",
                "exceptionsAllowed": False,
                "notApplicableAllowed": False,
                "metrics": [ENCRYPTED_VOLUMES],
            },
            {
                "id": "KEYS-002",
                "title": "Each group has its own key",
                "exceptionsAllowed": True,
                "notApplicableAllowed": False,
                "metrics": [],
            },
            {
                "id": "AUTH-001",
                "title": "Requests without a token are rejected",
                "exceptionsAllowed": False,
                "notApplicableAllowed": False,
                "metrics": [],
            },
        ],
    }


def policy(checklist_file: bytes) -> dict[str, Any]:
    """A demonstration with one signer."""
    named = checklist()
    return {
        "policyVersion": 1,
        "issuedAt": "2026-11-01T00:00:00Z",
        "environment": DEMONSTRATION,
        "predicateType": PREDICATE_TYPE,
        "scannerId": "https://quill.example/posture-scanner",
        "checklists": [
            {"id": named["id"], "version": named["version"], "sha256": sha256(checklist_file).hexdigest()},
        ],
        "threshold": 1,
        "keys": [
            {
                "name": demokey.NAME,
                "algorithm": "ecdsa-p256-sha256",
                "keyid": demokey.KEYID,
                "spki": demokey.SPKI,
                "notBefore": "2026-11-01T00:00:00Z",
                "notAfter": "2099-12-31T23:59:59Z",
            },
        ],
        "revokedKeys": [],
        "revokedSnapshots": [],
        "maxAgeSeconds": 26 * 3600,
        "clockSkewSeconds": 300,
        "maxScanSeconds": 3600,
        "minSequence": 1,
        "maxSequenceStep": 1_000_000,
        "maxExceptionDays": 90,
        "requireChain": True,
        "gates": {"fail": "show", "exception": "show", "error": "stop", "not-applicable": "show"},
    }


def written(value: dict[str, Any]) -> bytes:
    """The one form in which these files are checked in."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def write(project: Path) -> None:
    """Write the evidence into a project; its older snapshots are removed first."""
    folder = project / "content" / "posture"
    (folder / "snapshots").mkdir(parents=True, exist_ok=True)
    for old in (folder / "snapshots").iterdir():
        old.unlink()
    checklist_file = written(checklist())
    (folder / "checklist.json").write_bytes(checklist_file)
    (folder / "trust-policy.json").write_bytes(written(policy(checklist_file)))
    signed = sign_demo(project, SIGNED_AT, force=True)
    if signed.findings:
        raise SystemExit(signed.findings[0].message)


def main() -> None:
    """Write into the project that is named, or into the small test site."""
    default = Path(__file__).resolve().parent.parent / "tests" / "sites" / "small"
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else default)


if __name__ == "__main__":
    main()
