"""`trustgen verify`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common
from trustgen.cli.snapshot.options import end

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.snapshots import Checked


class Fingerprint(click.ParamType[str]):
    """The SHA-256 of a public key, in hexadecimal; colons and blanks between the digits do not matter."""

    name = "keyid"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the fingerprint."""
        digits = re.sub(r"[:\s]", "", str(value)).lower()
        if re.fullmatch(r"[0-9a-f]{64}", digits) is None:
            self.fail("A fingerprint is a SHA-256: 64 hexadecimal digits.", param, ctx)
        return digits


@click.command()
@click.argument("target")
@click.option(
    "--fingerprint",
    "fingerprints",
    type=Fingerprint(),
    multiple=True,
    help="The fingerprint of a key that has to have signed, known from elsewhere; once for each key.",
)
@common
def verify(
    target: str,
    fingerprints: tuple[str, ...],
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    """Verify a published site, or a copy of it: every file, the evidence, the chain, and whose keys they are.

    TARGET is the folder that holds posture/manifest.json, the https address below which it lies, or a whitepaper PDF.
    Nothing else is needed but the fingerprint of a key.
    """
    end(lambda judged: _verified(target, judged, fingerprints), as_of=as_of, form=form, strict=strict, color=color)


def _verified(target: str, judged: datetime, fingerprints: tuple[str, ...]) -> Checked:
    """Verify what the target is by its form: an address, a whitepaper for a file or what is called one, or a folder."""
    if "://" in target:
        from trustgen.visiting import verify_address

        return verify_address(target, judged, fingerprints)
    path = Path(target)
    if path.is_file() or (path.suffix.lower() == ".pdf" and not path.is_dir()):
        from trustgen.snapshots.paper import verify_paper

        return verify_paper(path, judged, fingerprints)
    from trustgen.snapshots.site import verify_site

    return verify_site(path, judged, fingerprints)
