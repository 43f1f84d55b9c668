"""The constants of the snapshot format: names that are compared byte by byte, and its limits.

These belong to the published format, not to the program: changing one changes what other verifiers would answer.
"""

from __future__ import annotations

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"

PREDICATE_TYPE = "https://trustgen.example/attestation/posture-snapshot/v1"
"""Under a reserved name (RFC 2606), which nobody can register, until the project owns one."""

BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json"
TRUSTED_ROOT_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1"

DSSE_SUFFIX = ".dsse.json"
BUNDLE_SUFFIX = ".sigstore.json"

DEMONSTRATION = "demonstration"
"""The environment that marks a policy, and every snapshot under it, as a demonstration."""

MAX_FILE_BYTES = 1024 * 1024
"""Bytes of one snapshot, policy, checklist or lock: a snapshot of 512 controls fits."""

MAX_RECORD_BYTES = 64 * 1024 * 1024
"""Bytes of the published manifest or of the local state: they grow with the site and with time."""

MAX_FILES = 1000
"""Snapshots in one folder: more than two years of a daily scan."""

MAX_DEPTH = 32
"""Levels of nesting in any JSON that is read here: a snapshot needs nine."""

MAX_SIGNATURES = 16
"""Signatures on one envelope, and the highest threshold."""

MAX_INTEGER = 2**53 - 1
"""The largest integer that every JSON parser reads as the same number."""
