"""The form of a policy's `identities` (format section 5); read only where a policy has some."""

from __future__ import annotations

from trustgen.attest import shape
from trustgen.attest.policy import TrustedIdentity

# No patterns: what only a pattern would hold is refused, so that nobody believes in one.  No quotation mark either: the
# pages print both inside a command.
SUBJECT = r"[A-Za-z0-9._~:/?#@!&()+,;=%\[\]-]{1,400}"
"""What a subject is made of."""

_IDENTITY = shape.record(
    TrustedIdentity,
    {
        "issuer": shape.text(r"https://[A-Za-z0-9._~:/%-]{1,200}", "the https address of an issuer, whole,"),
        "subject": shape.text(
            SUBJECT,
            "the one whole name that the certificate has, without spaces, quotation marks or patterns,",
        ),
        "trustedRoot": shape.text(
            r"(?=.{1,200}\Z)[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*",
            "a path from the policy's folder downwards",
        ),
        "trustedRootSha256": shape.sha256,
    },
    names={"trustedRoot": "root_path", "trustedRootSha256": "root_sha256"},
)
IDENTITIES = shape.rows(_IDENTITY, 0, 16, "identities")
