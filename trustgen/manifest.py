"""The record of a build: every file of the site with its SHA-256, and what the site was made from.

It lies at `posture/manifest.json`.  A later build takes it as an anchor against rollback, `publish` recognises its own
folder by it, and anybody can check the site against it.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from trustgen import __version__
from trustgen.artifact import Artifact
from trustgen.publish import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trustgen.model.center import TrustCenter

_TIME = "%Y-%m-%dT%H:%M:%SZ"


def manifest(center: TrustCenter, artifacts: Iterable[Artifact], inputs: Mapping[str, str]) -> Artifact:
    """The manifest of the artifacts; `inputs` maps the paths that were read to their SHA-256."""
    evidence = center.evidence
    record = {
        "manifestVersion": 1,
        "environment": evidence.environment,
        "sequence": evidence.sequence,
        "sha256": evidence.sha256,
        "demonstration": evidence.demonstration,
        "scannedAt": evidence.scanned_at.strftime(_TIME),
        "validUntil": evidence.valid_until.strftime(_TIME),
        "verifiedAsOf": center.as_of.strftime(_TIME),
        "policySha256": evidence.policy_sha256,
        "checklistSha256": evidence.checklist_sha256,
        "generator": {"name": "trustgen", "version": __version__},
        "inputs": dict(sorted(inputs.items())),
        "files": {item.path: sha256(item.data).hexdigest() for item in sorted(artifacts, key=lambda a: a.path)},
    }
    data = json.dumps(record, indent=1, ensure_ascii=False).encode() + b"\n"
    return Artifact(path=MANIFEST, media="application/json", data=data)
