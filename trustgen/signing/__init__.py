"""Getting a signature over a statement: from a key file for trials, from a command, or from a bundle made elsewhere.

Nothing in here decides whether a signature counts: each is tried against the keys of the trust policy afterwards.
"""

from __future__ import annotations

from trustgen.finding import Finding, Rule, Span

KEY_UNUSABLE = Rule(
    code="TG611",
    name="signing-key-unusable",
    summary="A private key cannot be used to sign.",
    help="Use a PEM file with a P-256 or Ed25519 key, and its passphrase if it has one.",
)
COMMAND_FAILED = Rule(
    code="TG612",
    name="signing-command-failed",
    summary="The command that should sign did not give a signature.",
    help="It gets the bytes to sign on standard input, and prints the signature: raw, in Base64, or as Vault does.",
)


class SigningError(Exception):
    """A signature that could not be had, on its way to the caller."""

    def __init__(self, rule: Rule, path: str, message: str, *, help: str | None = None) -> None:
        super().__init__(message)
        self.finding: Finding = rule.at(Span(path=path), message, help=help)
