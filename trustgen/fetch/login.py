"""The credentials for a registry, where `docker login`, `podman login` and `oras login` leave them.

A file that is missing or has no entry means that there are none; one that cannot be read is a refusal, without a word
of what it holds.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trustgen import limits
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.fetch.source import unusable

if TYPE_CHECKING:
    from trustgen.attest.errors import SnapshotError

_HELPER = re.compile(r"[A-Za-z0-9._-]{1,64}")


def credentials_for(host: str) -> str | None:
    """User and password for a registry, with a colon between them; `None` where there are none."""
    config = _config()
    helper = _object(config.get("credHelpers")).get(host, config.get("credsStore"))
    if isinstance(helper, str) and helper:
        return _from_helper(helper, host)
    entries = _object(config.get("auths"))
    for name in (host, f"https://{host}", f"https://{host}/v1/", f"https://{host}/v2/"):
        encoded = _object(entries.get(name)).get("auth")
        if isinstance(encoded, str) and encoded:
            try:
                userinfo = base64.b64decode(encoded, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError):
                raise _unusable("holds an entry for the registry that cannot be read") from None
            return userinfo if ":" in userinfo else None
    return None


def _config() -> dict[str, Any]:
    named = os.environ.get("REGISTRY_AUTH_FILE")
    folder = os.environ.get("DOCKER_CONFIG") or "~/.docker"
    path = Path(named) if named else Path(folder).expanduser() / "config.json"
    try:
        with path.open("rb") as stream:
            value = json.loads(stream.read(MAX_FILE_BYTES))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError, RuntimeError):
        raise _unusable("cannot be read") from None
    return _object(value)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _from_helper(name: str, host: str) -> str | None:
    """What a credential helper answers: a program whose name the user's own configuration gives."""
    if _HELPER.fullmatch(name) is None:
        raise _unusable("names a credential helper that cannot be one")
    try:
        done = subprocess.run(  # noqa: S603 - the form of a helper's name was checked, and it takes no argument of ours
            [f"docker-credential-{name}", "get"],
            input=host.encode("ascii"),
            capture_output=True,
            timeout=limits.FETCH_FILE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _unusable("names a credential helper that does not run") from None
    if done.returncode != 0:
        # How helpers say that they know nothing of the host.
        return None
    try:
        answer = _object(json.loads(done.stdout))
    except (ValueError, RecursionError):
        raise _unusable("names a credential helper that answers something else") from None
    user, secret = answer.get("Username"), answer.get("Secret")
    return f"{user}:{secret}" if isinstance(user, str) and isinstance(secret, str) else None


def _unusable(fault: str) -> SnapshotError:
    message = f"The file with the sign-ins to registries {fault}."
    return unusable(message, help="Sign in again with `docker login` or `oras login`.")
