"""The evidence as it was received, as files of the site: a reader repeats the verification with these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.artifact import Artifact

if TYPE_CHECKING:
    from trustgen.attest.select import Selected

_JSON = "application/json"


def evidence_files(selected: Selected) -> tuple[Artifact, ...]:
    """The head's envelope and bundles, every earlier envelope, checklist, policy, and the policy's public keys."""
    files = [
        Artifact(path="posture/latest.dsse.json", media=_JSON, data=selected.head_envelope),
        Artifact(path="posture/checklist.json", media=_JSON, data=selected.checklist.data),
        Artifact(path="posture/trust-policy.json", media=_JSON, data=selected.policy.data),
    ]
    files += [
        Artifact(path=f"posture/keys/{key.name}.pub", media="text/plain", data=key.pem.encode())
        for key in selected.policy.keys
    ]
    return tuple(files)
