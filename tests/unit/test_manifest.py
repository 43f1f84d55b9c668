"""The record of a build."""

from __future__ import annotations

import json
from hashlib import sha256

from factory import NOW, make_center

from trustgen.artifact import Artifact
from trustgen.manifest import manifest
from trustgen.publish import MANIFEST

FILES = (
    Artifact(path="z.txt", media="text/plain", data=b"z"),
    Artifact(path="a/ü.txt", media="text/plain", data=b""),
)


def test_it_lists_every_file_and_every_input_with_its_digest_in_order() -> None:
    made = manifest(make_center(), FILES, {"content/z.yml": "1" * 64, "content/a.yml": "2" * 64})
    record = json.loads(made.data)
    assert made.path == MANIFEST
    assert list(record["files"].items()) == [("a/ü.txt", sha256(b"").hexdigest()), ("z.txt", sha256(b"z").hexdigest())]
    assert list(record["inputs"]) == ["content/a.yml", "content/z.yml"]
    assert MANIFEST not in record["files"]


def test_it_says_which_snapshot_was_verified_and_when() -> None:
    center = make_center()
    record = json.loads(manifest(center, FILES, {}).data)
    assert record["sequence"] == center.evidence.sequence
    assert record["sha256"] == center.evidence.sha256
    assert record["verifiedAsOf"] == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert record["demonstration"] is True


def test_the_order_of_the_files_does_not_matter() -> None:
    center = make_center()
    assert manifest(center, FILES, {}).data == manifest(center, reversed(FILES), {}).data


def test_one_byte_more_is_another_manifest() -> None:
    changed = (FILES[0], Artifact(path="a/ü.txt", media="text/plain", data=b"."))
    assert manifest(make_center(), FILES, {}).data != manifest(make_center(), changed, {}).data
