"""The keyless bundles in `tests/keyless`, and a project folder whose policy lists their identity."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from posture_simulator import Simulator

FOLDER = Path(__file__).parents[1] / "keyless"
ISSUER = "https://token.actions.githubusercontent.com"
SUBJECT = "https://github.com/kla-example/scanner/.github/workflows/posture.yml@refs/heads/main"
HEAD = "0000000042.sigstore.json"
BEFORE = "0000000041.sigstore.json"
STAMPED = "stamped.sigstore.json"


def root_bytes(name: str = "trusted-root.json") -> bytes:
    return (FOLDER / name).read_bytes()


def identity(root: bytes | None = None, **changes: Any) -> dict[str, Any]:
    """The entry of a policy."""
    digest = sha256(root_bytes() if root is None else root).hexdigest()
    entry = {"issuer": ISSUER, "subject": SUBJECT, "trustedRoot": "trusted-root.json", "trustedRootSha256": digest}
    return entry | changes


def bundle(name: str = HEAD) -> dict[str, Any]:
    """A bundle, decoded, to be altered."""
    decoded: dict[str, Any] = json.loads((FOLDER / name).read_bytes())
    return decoded


def make_keyless(simulator: Simulator, root: bytes | None = None, **changes: Any) -> None:
    """Let the policy list the identity, and nobody else."""
    data = root_bytes() if root is None else root
    (simulator.root / "trusted-root.json").write_bytes(data)
    simulator.policy["keys"] = []
    simulator.policy["identities"] = [identity(data, **changes)]


def put(simulator: Simulator, name: str = HEAD) -> None:
    """Copy a fixture into the folder as it is."""
    simulator.put_bytes((FOLDER / name).read_bytes(), name)
