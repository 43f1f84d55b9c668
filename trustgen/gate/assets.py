"""Images and fonts: nobody reads their pixels, so each is known by its digest and by what is declared of it."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims import rules
from trustgen.claims.catalogue.schemes import schemes
from trustgen.finding import Finding, Span
from trustgen.scopes.rules import CHANGED, DEPICTED, UNDECLARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts

_SUFFIXES: Final = frozenset(
    """
    .png .jpg .jpeg .webp .gif .ico .avif .bmp .tif .tiff .woff .woff2 .ttf .otf .eot .mp4 .webm .mp3 .ogg
    """.split(),  # noqa: SIM905
)
_MEDIA: Final = ("image/", "font/", "application/font", "video/", "audio/")


class Depiction(Struct, frozen=True, kw_only=True):
    """What is declared of an image or font."""

    sha256: str
    """Lower-case hexadecimal."""
    depicts: tuple[str, ...] = ()
    """Ids of the schemes that it shows; empty when it shows none."""


def is_asset(artifact: Artifact) -> bool:
    """Whether the file is known by its digest."""
    suffix = posixpath.splitext(artifact.path.lower())[1]
    return suffix in _SUFFIXES or (not suffix and artifact.media.startswith(_MEDIA))


def is_drawing(artifact: Artifact) -> bool:
    """Whether the file is an image that has texts besides: those are read, and what it draws is declared."""
    return artifact.path.lower().endswith(".svg") or artifact.media == "image/svg+xml"


def check_asset(artifact: Artifact, declared: Mapping[str, Depiction], facts: Facts) -> Iterator[Finding]:
    """What is wrong with a published image or font."""
    digest = hashlib.sha256(artifact.data).hexdigest()
    span = Span(path=artifact.path)
    known = declared.get(artifact.path)
    if known is None:
        moved = _by_digest(digest, declared)
        if moved is None:
            yield UNDECLARED.at(span, f"Nobody has declared what {artifact.path!r} depicts; its SHA-256 is {digest}.")
            return
        known = moved
    if known.sha256.lower() != digest:
        yield CHANGED.at(
            span,
            f"The file {artifact.path!r} has the SHA-256 {digest}, but {known.sha256.lower()} was declared.",
        )
        return
    yield from _depicted(known, f"The file {artifact.path!r}", span, facts)


def check_embedded(digest: str, span: Span, declared: Mapping[str, Depiction], facts: Facts) -> Iterator[Finding]:
    """What is wrong with an image or font that stands inside another file."""
    known = _by_digest(digest, declared)
    if known is None:
        yield UNDECLARED.at(span, f"Nobody has declared what the embedded file with the SHA-256 {digest} depicts.")
        return
    yield from _depicted(known, "The embedded file", span, facts)


def _by_digest(digest: str, declared: Mapping[str, Depiction]) -> Depiction | None:
    """A declared file with the same bytes: what is published under a name with its digest is still the same file."""
    same = [one for one in declared.values() if one.sha256.lower() == digest]
    if not same:
        return None
    return Depiction(sha256=digest, depicts=tuple(dict.fromkeys(scheme for one in same for scheme in one.depicts)))


def _depicted(known: Depiction, name: str, span: Span, facts: Facts) -> Iterator[Finding]:
    held = {holding.scheme for holding in facts.holdings if holding.current(facts.as_of)}
    for depicted in known.depicts:
        scheme = schemes(facts.own).get(depicted)
        if depicted not in held:
            yield DEPICTED.at(span, f"{name} depicts {depicted!r}, which is not on record as held.", scheme=depicted)
        elif scheme is not None and scheme.mark is not None and scheme.mark.shown == "never":
            message = f"{name} depicts the mark of {scheme.name}, which its owner gives to no holder."
            yield rules.SHOWN.at(span, message, scheme=depicted)
