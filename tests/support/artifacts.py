"""Artifacts as `oras push` and cosign 3 put them into an OCI registry: manifests, blobs, and what refers to what."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"
EMPTY = "application/vnd.oci.empty.v1+json"
PREDICATE = "https://trustgen.example/attestation/posture-snapshot/v1"

Descriptor = dict[str, Any]


def digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


def described(data: bytes, kind: str, **more: Any) -> Descriptor:
    return {"mediaType": kind, "digest": digest(data), "size": len(data), **more}


@dataclass(slots=True)
class Artifacts:
    """The contents of one repository."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    manifests: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Media type and bytes, by digest and by tag."""
    referring: dict[str, list[Descriptor]] = field(default_factory=dict)
    """By the digest of what they refer to."""

    def blob(self, data: bytes, kind: str, **more: Any) -> Descriptor:
        self.blobs[digest(data)] = data
        return described(data, kind, **more)

    def put(self, value: dict[str, Any], tag: str | None = None, **more: Any) -> Descriptor:
        """Put a manifest or an index."""
        data = json.dumps(value).encode()
        for name in (digest(data), tag):
            if name is not None:
                self.manifests[name] = (value["mediaType"], data)
        return described(data, value["mediaType"], **more)

    def push(self, files: dict[str, bytes], tag: str | None = None) -> Descriptor:
        """An artifact with a titled layer for each file, as `oras push` makes it."""
        layers = [
            self.blob(data, "application/json", annotations={"org.opencontainers.image.title": name})
            for name, data in files.items()
        ]
        return self.put(self._manifest("application/vnd.trustgen.posture.v1", layers), tag)

    def attach(
        self, subject: Descriptor, bundle: bytes, *, predicate: str | None = PREDICATE, content: str = "dsse-envelope"
    ) -> Descriptor:
        """A bundle that refers to an artifact, as `cosign attest` of version 3 makes it."""
        annotations = {"dev.sigstore.bundle.content": content}
        if predicate is not None:
            annotations["dev.sigstore.bundle.predicateType"] = predicate
        bare = {key: subject[key] for key in ("mediaType", "digest", "size")}
        manifest = self._manifest(BUNDLE, [self.blob(bundle, BUNDLE)], subject=bare, annotations=annotations)
        descriptor = self.put(manifest, artifactType=BUNDLE)
        self.referring.setdefault(subject["digest"], []).append(descriptor)
        return descriptor

    def _manifest(self, kind: str, layers: list[Descriptor], **more: Any) -> dict[str, Any]:
        config = self.blob(b"{}", EMPTY)
        base = {"schemaVersion": 2, "mediaType": MANIFEST, "artifactType": kind, "config": config, "layers": layers}
        return base | more

    def index_of_referrers(self, subject: Descriptor) -> dict[str, Any]:
        """The list of everything that refers to an artifact."""
        rows = self.referring.get(subject["digest"], [])
        return {"schemaVersion": 2, "mediaType": INDEX, "manifests": rows}

    def tag_referrers(self, subject: Descriptor) -> None:
        """Keep that list under a tag made of the digest, as clients do where a registry has no such list itself."""
        self.put(self.index_of_referrers(subject), subject["digest"].replace(":", "-"))
