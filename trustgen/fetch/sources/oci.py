"""An artifact in an OCI registry: `oci://registry/repository:tag`, `oci://registry/repository@sha256:…`.

Two ways of keeping snapshots there are read, and both may be used at once:

- as the artifact's own layers, each titled with its file name, which is what `oras push` makes;
- as Sigstore bundles that refer to the artifact, which is what cosign 3 makes.

A tag is a moving pointer: what it gives is taken, and the verification decides.  Other layers and other attestations
are left out by what they say of themselves, which no more than withholds them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from trustgen import limits
from trustgen.attest.errors import refusal
from trustgen.attest.format import BUNDLE_SUFFIX, BUNDLE_TYPE, DSSE_SUFFIX, MAX_FILES, PREDICATE_TYPE
from trustgen.fetch.errors import SOURCE_MALFORMED, SOURCE_TOO_LARGE
from trustgen.fetch.registry import MANIFEST, Repository, descriptors
from trustgen.fetch.source import Listed, Offer, Order, Source, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.fetch.client import Client

_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_ADDRESS = re.compile(
    rf"oci://(?P<host>[A-Za-z0-9.-]{{1,253}}(?::[0-9]{{1,5}})?)/(?P<name>{_PART}(?:/{_PART})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
_TITLE = "org.opencontainers.image.title"
_PREDICATE = "dev.sigstore.bundle.predicateType"
_CONTENT = "dev.sigstore.bundle.content"
_KINDS = (BUNDLE_TYPE, None)


def _offer(order: Order, client: Client) -> Offer:
    found = _ADDRESS.fullmatch(order.address) if len(order.address) <= 1024 else None  # noqa: PLR2004 - far from it
    reference = found and (found["digest"] or found["tag"])
    if found is None or reference is None:
        raise unusable("The address of an artifact has the form `oci://registry/repository:tag`, or `@sha256:…`.")
    repository = Repository(host=found["host"].lower(), name=found["name"], client=client)
    path = f"{repository.shown}{'@' if found['digest'] else ':'}{reference}"
    manifest, digest = _manifest(repository, reference, path)
    titled = tuple(_titled(repository, manifest, path))
    # The same bundle may be attached more than once; it is named by its digest, so it is one file.
    bundles = {
        listed.name: listed
        for descriptor in _referring(repository, manifest, digest, path)
        for listed in _bundles(repository, descriptor, path)
    }
    return Offer(shown=path, within=f"{path}#", files=(*titled, *bundles.values()))


def _manifest(repository: Repository, reference: str, path: str) -> tuple[dict[str, Any], str]:
    found = repository.manifest(reference, path)
    if found is None:
        raise refusal(SOURCE_MALFORMED, path, f"`{path}` has no manifest.")
    return found


def _titled(repository: Repository, manifest: dict[str, Any], path: str) -> Iterator[Listed]:
    """The artifact's own layers that are titled like snapshots."""
    for layer in descriptors(manifest, "layers", path):
        title = _annotation(layer, _TITLE)
        if title is not None and title.endswith((DSSE_SUFFIX, BUNDLE_SUFFIX)):
            yield _listed(repository, layer, title)


def _referring(repository: Repository, manifest: dict[str, Any], digest: str, path: str) -> list[dict[str, Any]]:
    """The descriptors of all bundles that refer to the artifact, or that stand in it where it is an index."""
    inside = descriptors(manifest, "manifests", path)
    around = repository.referrers(digest, BUNDLE_TYPE, path, limits.FETCH_PAGES)
    if around is None:
        listed = repository.manifest(digest.replace(":", "-"), path, missing=True)
        around = descriptors(listed[0], "manifests", path) if listed is not None else []
    # Where a list does not say of what kind a manifest is, the manifest itself says it.
    wanted = [
        row for row in (*inside, *around) if row.get("mediaType") == MANIFEST and row.get("artifactType") in _KINDS
    ]
    if len(wanted) > MAX_FILES:
        message = f"`{path}` has {len(wanted):,} manifests that refer to it; at most {MAX_FILES} are taken."
        raise refusal(SOURCE_TOO_LARGE, path, message)
    return wanted


def _bundles(repository: Repository, descriptor: dict[str, Any], path: str) -> Iterator[Listed]:
    """The bundle that one manifest holds, unless it says that it is no attestation of a posture snapshot."""
    manifest, _ = _manifest(repository, descriptor["digest"], path)
    # cosign's own list of referrers lacks the annotations where a registry has no such list; the manifest has them.
    if _annotation(manifest, _PREDICATE) not in {PREDICATE_TYPE, None}:
        return
    if _annotation(manifest, _CONTENT) not in {"dsse-envelope", None}:
        return
    for layer in descriptors(manifest, "layers", path):
        if layer.get("mediaType") == BUNDLE_TYPE:
            yield _listed(repository, layer, layer["digest"].removeprefix("sha256:") + BUNDLE_SUFFIX)


def _annotation(value: dict[str, Any], name: str) -> str | None:
    annotations = value.get("annotations")
    found = annotations.get(name) if type(annotations) is dict else None
    return found if type(found) is str else None


def _listed(repository: Repository, layer: dict[str, Any], name: str) -> Listed:
    return Listed(name=name, size=layer["size"], read=partial(repository.blob, layer["digest"]))


SOURCE = Source(schemes=("oci",), offer=_offer)
