"""The commands by which a reader verifies the evidence with tools of their own, and what each has to print.

They are made here, from the fixed words of the catalogue, so that the page which shows them can be compared with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.render.filters import Filters, fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trustgen.model.center import Signer, TrustCenter
    from trustgen.render.words import Words


class Step(Struct, frozen=True, kw_only=True):
    """Commands to copy, and what they have to print."""

    title: str = ""
    lines: tuple[str, ...]
    """Each with its line breaks; together they are the text that is copied."""
    expected: str = ""
    """Empty where it depends on nothing that the page knows."""


def verifying_steps(center: TrustCenter, words: Words) -> Mapping[str, tuple[Step, ...]]:
    """The steps of each way to verify, in the order of the page."""
    made = _Steps(center, words)
    return {
        "files": (made.files(),),
        "openssl": tuple(made.openssl()),
        "cosign": tuple(made.cosign()),
        "python": tuple(made.python()),
    }


class _Steps:
    def __init__(self, center: TrustCenter, words: Words) -> None:
        self._evidence = center.evidence
        self._words = words
        self._canonical = Filters(center.site.base_url).canonical

    def files(self) -> Step:
        names = ["latest.dsse.json", "checklist.json", "trust-policy.json"]
        for one in self._evidence.signers:
            names += [f"keys/{one.name}.pub", one.bundle]
        return Step(lines=tuple(self._command("get", address=self._published(name)) for name in names))

    def openssl(self) -> Iterator[Step]:
        said, one = self._words.text, self._evidence
        yield self._step("payload")
        for signer in one.signers:
            signature = self._command("signature", keyid=signer.keyid, key=signer.name)
            checked = self._command(signer.algorithm, key=signer.name)
            good = said(f"verify.good.{signer.algorithm}")
            yield Step(title=self._signature_of(signer), lines=(signature, checked), expected=good)
            title = fill(said("verify.key"), key=signer.name)
            yield Step(title=title, lines=(self._command("key", key=signer.name),), expected=signer.keyid)
        yield self._step("digest", one.sha256)
        yield self._step("checklist", one.checklist_sha256)
        yield self._step("policy", one.policy_sha256)
        yield self._step("read")

    def cosign(self) -> Iterator[Step]:
        good, kind = self._words.text("verify.good.cosign"), self._evidence.predicate_type
        for signer in self._evidence.signers:
            command = self._command("cosign", key=signer.name, bundle=signer.bundle, type=kind)
            yield Step(title=self._signature_of(signer), lines=(command,), expected=good)
        for one in self._evidence.identities:
            command = self._command(
                "identity",
                url=self._published(one.bundle),
                root=self._published(f"roots/{one.root_sha256[:12]}.json"),
                bundle=one.bundle,
                subject=one.subject,
                issuer=one.issuer,
                type=kind,
            )
            title = fill(self._words.text("verify.identity"), subject=one.subject)
            yield Step(title=title, lines=(command,), expected=good)

    def python(self) -> Iterator[Step]:
        for signer in self._evidence.signers:
            lines = (
                self._command("python", keyid=signer.keyid, key=signer.name),
                self._command(f"python_verify.{signer.algorithm}"),
                self._command("python_end"),
            )
            yield Step(title=self._signature_of(signer), lines=lines, expected=signer.keyid)

    def _step(self, name: str, expected: str = "") -> Step:
        return Step(title=self._words.text(f"verify.{name}"), lines=(self._command(name),), expected=expected)

    def _signature_of(self, signer: Signer) -> str:
        return fill(self._words.text("verify.signature"), key=signer.name)

    def _command(self, name: str, **values: str) -> str:
        text = self._words.text(f"verify.commands.{name}")
        # What has no parameters may have braces of its own.
        return fill(text, **values) if values else text

    def _published(self, name: str) -> str:
        return self._canonical(f"posture/{name}")
