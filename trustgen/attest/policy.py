"""The trust policy as values (format section 5): which keys, identities, scanner, environment and checklists count.

`policyfile` reads one; nothing here looks at a snapshot.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.attest.format import DEMONSTRATION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from trustgen.attest.keys import PublicKey
    from trustgen.model.posture import Outcome


class ChecklistPin(Struct, frozen=True, kw_only=True):
    """A checklist that snapshots may be graded against, by its file's digest."""

    id: str
    version: str
    sha256: str


class TrustedKey(Struct, frozen=True, kw_only=True):
    """A public key that the policy lists, with the time in which it may sign."""

    name: str
    key: PublicKey
    not_before: datetime
    not_after: datetime
    """Both ends are inside."""
    revoked: bool = False

    @property
    def keyid(self) -> str:
        """Lower-case hexadecimal SHA-256 of the key's SPKI."""
        return self.key.keyid

    @property
    def algorithm(self) -> str:
        """The one algorithm that the key is used with."""
        return self.key.algorithm.value

    @property
    def pem(self) -> str:
        """The key as OpenSSL and cosign read it."""
        return self.key.pem

    def valid_at(self, time: datetime) -> bool:
        """Whether the key's window holds the time; revocation is another matter."""
        return self.not_before <= time <= self.not_after


class TrustedIdentity(Struct, frozen=True, kw_only=True):
    """Somebody who signs without a key of their own (format section 5, `identities`).

    A certificate for a few minutes says who it is; the pinned roots say whose certificates and logs are believed.
    There is no window and no revocation: taking the entry out of the policy is both.
    """

    issuer: str
    """Who vouches for the subject: the address of an OpenID Connect provider.  Compared byte by byte."""
    subject: str
    """The one name in the certificate, such as a workflow's address.  Compared byte by byte."""
    root_path: str
    """Where the trusted root lies, from the policy's folder."""
    root_sha256: str
    root: bytes = b""
    """The trusted root as it was read, with the pinned digest; empty until `trustedroot.read_roots` has read it."""

    @property
    def id(self) -> str:
        """The identity's one name here: the SHA-256 of issuer and subject, which hold no line break."""
        return sha256(f"{self.issuer}\n{self.subject}".encode("ascii")).hexdigest()


class Policy(Struct, frozen=True, kw_only=True):
    """A trust policy that holds together.  Made by `policyfile.read_policy`."""

    path: str
    data: bytes
    sha256: str
    issued_at: datetime
    environment: str
    scanner_id: str
    checklists: tuple[ChecklistPin, ...]
    threshold: int
    keys: tuple[TrustedKey, ...]
    identities: tuple[TrustedIdentity, ...]
    revoked_snapshots: Mapping[str, str]
    """The reason of each withdrawal, by the SHA-256 of the payload."""
    max_age: timedelta
    clock_skew: timedelta
    max_scan: timedelta
    min_sequence: int
    max_sequence_step: int
    max_exception: timedelta
    require_chain: bool
    stops: frozenset[Outcome]
    """The statuses at which the build stops."""

    @property
    def demonstration(self) -> bool:
        """Whether everything under this policy is a demonstration."""
        return self.environment == DEMONSTRATION
