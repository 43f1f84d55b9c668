"""The pinned roots of a policy's identities: read once, beside the policy, and only with the digest that it names.

Whether a file is a root that works is found out by the library that verifies with it (`keyless`); here it is the
pinned file, of the right kind, or `PolicyError`, before any snapshot is opened.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from trustgen.attest.disk import DiskError, display, read_plain
from trustgen.attest.errors import POLICY_ERROR, SnapshotError, refusal
from trustgen.attest.format import MAX_FILE_BYTES, TRUSTED_ROOT_TYPE
from trustgen.attest.quoting import shown
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.attest.policy import Policy, TrustedIdentity


def read_roots(policy: Policy, folder: Path, root: Path) -> Policy:
    """The policy with the bytes of each identity's trusted root; `folder` is the policy's own."""
    identities = tuple(
        replace(identity, root=_read(identity, f"identities[{index}]", policy, folder, root))
        for index, identity in enumerate(policy.identities)
    )
    return replace(policy, identities=identities)


def _read(identity: TrustedIdentity, route: str, policy: Policy, folder: Path, root: Path) -> bytes:
    path = folder / identity.root_path
    name = display(path, root)
    if not _inside(path, folder):
        raise _fault(
            policy, f"{route}.trustedRoot", f"the trusted root `{name}` lies behind a link that leads elsewhere"
        )
    try:
        data = read_plain(path, MAX_FILE_BYTES)
    except DiskError as error:
        raise _fault(policy, f"{route}.trustedRoot", f"the trusted root `{name}` {error}") from None
    found = sha256(data).hexdigest()
    if found != identity.root_sha256:
        message = f"the trusted root `{name}` has the SHA-256 `{found}`, not `{identity.root_sha256}`"
        raise _fault(policy, f"{route}.trustedRootSha256", message)
    try:
        kind = parse_object(data).get("mediaType")
    except JsonError as error:
        raise _fault(policy, f"{route}.trustedRoot", f"the trusted root `{name}` {error}") from None
    if kind != TRUSTED_ROOT_TYPE:
        message = f"the trusted root `{name}` is of another media type, {shown(kind)}; `{TRUSTED_ROOT_TYPE}` is wanted"
        raise _fault(policy, f"{route}.trustedRoot", message)
    return data


def _inside(path: Path, folder: Path) -> bool:
    """Whether no link on the way leads out of the folder; the file itself is opened without following one."""
    try:
        return path.parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _fault(policy: Policy, route: str, message: str) -> SnapshotError:
    return refusal(POLICY_ERROR, policy.path, f"`{policy.path}`: {message}.", route=route)
