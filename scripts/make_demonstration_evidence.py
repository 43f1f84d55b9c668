"""Writes the reference project's checklist and trust policy, byte for byte as they are checked in.

The policy pins the checklist by its digest and lists the demonstration key alone, under the environment that marks a
demonstration.  Snapshots are signed by `trustgen snapshot demo`; they are not checked in, because they grow old.

Usage: python scripts/make_demonstration_evidence.py [FOLDER]    (default: content/posture)
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from trustgen.attest import demokey
from trustgen.attest.format import DEMONSTRATION, PREDICATE_TYPE

CONTROLS: tuple[tuple[str, str], ...] = (
    ("ISOL-001", "Row-level security is forced on tenant-owned tables, and service roles cannot bypass it"),
    ("ISOL-002", "The evidence ledger and the object storage are partitioned per tenant"),
    ("ISOL-003", "The API rejects cross-tenant reads"),
    ("AUTH-001", "Protected endpoints reject requests without a token"),
    ("AUTH-002", "Protected endpoints reject invalid tokens"),
    ("AUTH-003", "Protected endpoints reject tokens minted for another audience"),
    ("KEYS-001", "Secrets are held in Vault, and Kubernetes secrets sync from it"),
    ("KEYS-002", "Workloads carry no static cloud credentials"),
    ("KEYS-003", "Tenant data is encrypted with per-tenant envelope keys through Vault Transit"),
    ("KEYS-004", "Where a cloud KMS is configured, it wraps the tenant keys"),
    ("KEYS-005", "Evidence-signing keys come from managed secrets"),
    ("MTLS-001", "Traffic between services in the mesh uses mutual TLS"),
    ("MTLS-002", "Critical internal services have scoped server authorizations"),
    ("MTLS-003", "At least 95 % of workloads are in the mesh"),
    ("MTLS-004", "No workload uses host networking"),
    ("MTLS-005", "Every exception to mesh coverage is time-bounded"),
    ("K8S-001", "No workload uses a default service account"),
    ("K8S-002", "No workload is bound to cluster-admin"),
    ("K8S-003", "Containers run with a hardened security context"),
    ("K8S-004", "Every container has resource limits"),
    ("K8S-005", "Images are pinned by immutable digest"),
    ("K8S-006", "The ingress enforces TLS 1.3"),
)

METRICS: dict[str, dict[str, Any]] = {
    "MTLS-003": {
        "id": "mesh-coverage",
        "kind": "ratio",
        "unit": "workloads",
        "op": "ge",
        "target": 9500,
        "shortfallNeedsException": True,
    },
    "MTLS-005": {
        "id": "unbounded-exceptions",
        "kind": "quantity",
        "unit": "exceptions",
        "op": "le",
        "target": 0,
    },
    "K8S-005": {
        "id": "images-pinned",
        "kind": "ratio",
        "unit": "images",
        "op": "ge",
        "target": 10000,
        "shortfallNeedsException": False,
    },
}

EXCEPTIONS_ALLOWED = frozenset({"MTLS-003", "K8S-004"})
NOT_APPLICABLE_ALLOWED = frozenset({"KEYS-004"})


def checklist() -> dict[str, Any]:
    """The reference checklist: 22 controls in five families."""
    return {
        "id": "kla-runtime-controls",
        "version": "2026.11.1",
        "controls": [
            {
                "id": control,
                "title": title,
                "exceptionsAllowed": control in EXCEPTIONS_ALLOWED,
                "notApplicableAllowed": control in NOT_APPLICABLE_ALLOWED,
                "metrics": [METRICS[control]] if control in METRICS else [],
            }
            for control, title in CONTROLS
        ],
    }


def policy(checklist_file: bytes) -> dict[str, Any]:
    """The reference trust policy: a demonstration of a daily scan, with one signer."""
    named = checklist()
    return {
        "policyVersion": 1,
        "issuedAt": "2026-11-01T00:00:00Z",
        "environment": DEMONSTRATION,
        "predicateType": PREDICATE_TYPE,
        "scannerId": "https://kla.example/posture-scanner",
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
        # Anybody can sign a demonstration, so a narrow step would protect nothing; it would end the demonstration.
        "maxSequenceStep": 1_000_000,
        "maxExceptionDays": 90,
        "requireChain": True,
        "gates": {"fail": "show", "exception": "show", "error": "stop", "not-applicable": "show"},
    }


def written(value: dict[str, Any]) -> bytes:
    """The one form in which these files are checked in."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def main() -> None:
    """Write the files into the folder that is named, or into the reference project."""
    default = Path(__file__).resolve().parent.parent / "content" / "posture"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    checklist_file = written(checklist())
    (folder / "checklist.json").write_bytes(checklist_file)
    (folder / "trust-policy.json").write_bytes(written(policy(checklist_file)))


if __name__ == "__main__":
    main()
