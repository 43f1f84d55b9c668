"""What a source offers, received within limits: every file of it, or none.

The list is judged before the first file is asked for: names, doubles, count and sizes.  Then each file has to have the
size that the list gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen import limits
from trustgen.attest.errors import MISSING_SNAPSHOT, refusal
from trustgen.attest.format import MAX_FILE_BYTES, MAX_FILES
from trustgen.attest.quoting import named
from trustgen.attest.sources.directory import NAME, EvidenceFile
from trustgen.fetch.client import Client
from trustgen.fetch.errors import SOURCE_ELSEWHERE, SOURCE_MALFORMED, SOURCE_TOO_LARGE, TRANSFER_DAMAGED
from trustgen.fetch.sources import source_for

if TYPE_CHECKING:
    from trustgen.fetch.source import Listed, Offer, Order


def receive(order: Order) -> tuple[str, tuple[EvidenceFile, ...]]:
    """The source as a person reads it, and every snapshot file that it offers, in the order of the names.

    Raises one of the refusals of `errors`, or `MissingSnapshot` where the source offers none.
    """
    source = source_for(order.address)
    client = Client(limits.FETCH_SECONDS, order.allowed)
    try:
        offer = source.offer(order, client)
        _check(offer)
        files = sorted(offer.files, key=lambda listed: listed.name)
        return offer.shown, tuple(_received(listed, offer.within + listed.name) for listed in files)
    finally:
        client.close()


def _check(offer: Offer) -> None:
    """Refuse a list that no honest source makes; nothing that it names was asked for yet."""
    shown = offer.shown
    if not offer.files:
        hint = "Check the address; a source that has lost its snapshots does not say that there were none."
        raise refusal(MISSING_SNAPSHOT, shown, f"`{shown}` offers no snapshot.", help=hint)
    if len(offer.files) > MAX_FILES:
        message = f"`{shown}` lists {len(offer.files):,} files; at most {MAX_FILES} are taken."
        raise refusal(SOURCE_TOO_LARGE, shown, message)
    seen: set[str] = set()
    for listed in offer.files:
        if NAME.fullmatch(listed.name) is None:
            message = f"`{shown}` lists {named(listed.name)}, which is not the plain name of a snapshot."
            hint = (
                "A name has letters, digits, dots, hyphens and underscores, and ends in .dsse.json or .sigstore.json."
            )
            raise refusal(SOURCE_ELSEWHERE, shown, message, help=hint)
        # Two names that differ in their letters' case alone are one file on some systems.
        if listed.name.lower() in seen:
            raise refusal(SOURCE_MALFORMED, shown, f"`{shown}` lists `{listed.name}` twice.")
        seen.add(listed.name.lower())
        if not 0 <= listed.size <= MAX_FILE_BYTES:
            message = f"`{shown}` lists `{listed.name}` with a size outside of 0 to {MAX_FILE_BYTES:,} bytes."
            raise refusal(SOURCE_TOO_LARGE, shown, message)
    whole = sum(listed.size for listed in offer.files)
    if whole > limits.FETCH_BYTES:
        message = f"`{shown}` lists {whole:,} bytes; at most {limits.FETCH_BYTES:,} are taken."
        raise refusal(SOURCE_TOO_LARGE, shown, message)


def _received(listed: Listed, path: str) -> EvidenceFile:
    data = listed.read(path)
    if len(data) != listed.size:
        message = f"`{path}` has {len(data):,} bytes; the list says {listed.size:,}."
        raise refusal(TRANSFER_DAMAGED, path, message)
    return EvidenceFile(name=listed.name, path=path, data=data)
