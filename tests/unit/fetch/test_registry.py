"""An OCI registry: artifacts as `oras push` makes them, bundles as cosign 3 attaches them, and sign-in."""

from __future__ import annotations

import base64
import json
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from artifacts import BUNDLE, INDEX
from fetches import fetched, held, refused, snapshots
from loopback import Loopback, redirect, reply
from posture_simulator import ALICE, Simulator, bundle, canonical
from registry import PASSWORD, TOKEN, USER, Registry

from trustgen import limits

if TYPE_CHECKING:
    from pathlib import Path

NAME = "0000000042.dsse.json"


@pytest.fixture
def registry(server: Loopback) -> Registry:
    return Registry(server)


def bundled(simulator: Simulator, sequence: int = 42) -> bytes:
    return canonical(bundle(simulator.payload(sequence), ALICE))


def log_in(tmp_path: Path, value: object) -> None:
    """What `docker login` leaves."""
    (tmp_path / "docker").mkdir(exist_ok=True)
    (tmp_path / "docker" / "config.json").write_text(json.dumps(value))


def entry(user: str = USER, password: str = PASSWORD) -> dict[str, str]:
    return {"auth": base64.b64encode(f"{user}:{password}".encode()).decode()}


# Where the snapshots are.


def test_titled_layers_are_fetched_by_tag_and_by_digest(simulator: Simulator, registry: Registry) -> None:
    offered = snapshots(simulator, 41, 42)
    pushed = registry.artifacts.push({**offered, "README.md": b"x", "checklist.json": b"{}"}, "latest")
    registry.serve()
    checked = fetched(simulator, f"{registry.address}:latest")
    assert checked.findings == ()
    assert held(simulator) == offered
    assert checked.extra["fetched"]["source"] == f"{registry.address}:latest"
    again = fetched(simulator, f"{registry.address}:latest@{pushed['digest']}")
    assert again.facts[0].endswith("0 new, 2 on record.")
    assert pushed["digest"] in again.facts[0]


@pytest.mark.parametrize("referrers", [True, False])
def test_bundles_that_refer_to_the_artifact_are_fetched(
    simulator: Simulator, registry: Registry, referrers: bool
) -> None:
    pushed = registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    for sequence in (41, 42):
        registry.artifacts.attach(pushed, bundled(simulator, sequence))
    registry.artifacts.tag_referrers(pushed)
    registry.serve(referrers=referrers)
    checked = fetched(simulator, f"{registry.address}:v1")
    assert checked.findings == ()
    expected = {sha256(data).hexdigest(): data for data in (bundled(simulator, 41), bundled(simulator, 42))}
    assert held(simulator) == {f"{name}.sigstore.json": data for name, data in expected.items()}
    assert checked.extra["selected"]["sequence"] == 42


def test_layers_and_bundles_may_be_there_at_once(simulator: Simulator, registry: Registry) -> None:
    pushed = registry.artifacts.push(snapshots(simulator, 41), "v1")
    registry.artifacts.attach(pushed, bundled(simulator))
    registry.serve()
    checked = fetched(simulator, f"{registry.address}:v1")
    assert checked.findings == ()
    assert checked.extra["fetched"]["received"] == 2


def test_a_bundle_that_is_attached_twice_is_one_file(simulator: Simulator, registry: Registry) -> None:
    pushed = registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    registry.artifacts.attach(pushed, bundled(simulator))
    registry.artifacts.attach(pushed, bundled(simulator), predicate=None)
    registry.serve()
    assert fetched(simulator, f"{registry.address}:v1").extra["fetched"]["received"] == 1


def test_other_attestations_and_signatures_are_left_out(simulator: Simulator, registry: Registry) -> None:
    pushed = registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    registry.artifacts.attach(pushed, bundled(simulator))
    registry.artifacts.attach(pushed, b'{"sbom": 1}', predicate="https://spdx.dev/Document")
    registry.artifacts.attach(pushed, b'{"signature": 1}', predicate="https://sigstore.dev/cosign/sign/v1")
    registry.artifacts.attach(pushed, b'{"message": 1}', predicate=None, content="message-signature")
    registry.serve()
    checked = fetched(simulator, f"{registry.address}:v1")
    assert checked.findings == ()
    assert checked.extra["fetched"]["received"] == 1


def test_the_bundles_of_an_index_are_fetched(simulator: Simulator, registry: Registry) -> None:
    pushed = registry.artifacts.push({"checklist.json": b"{}"})
    attached = registry.artifacts.attach(pushed, bundled(simulator))
    platform = {**pushed, "platform": {"os": "linux"}}
    registry.artifacts.put({"schemaVersion": 2, "mediaType": INDEX, "manifests": [platform, attached]}, "v1")
    registry.serve()
    checked = fetched(simulator, f"{registry.address}:v1")
    assert checked.findings == ()
    assert checked.extra["fetched"]["received"] == 1


def test_an_artifact_without_snapshots_is_no_answer(simulator: Simulator, registry: Registry) -> None:
    registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    registry.serve()
    assert refused(simulator, f"{registry.address}:v1").rule == "missing-snapshot"


def test_a_tag_that_is_not_there_is_told(simulator: Simulator, registry: Registry) -> None:
    registry.serve()
    found = refused(simulator, f"{registry.address}:none")
    assert found.rule == "source-refused"
    assert found.span.path == f"{registry.address}:none"


def test_many_pages_of_referrers_are_read_on_one_server(simulator: Simulator, registry: Registry) -> None:
    pushed = registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    rows = [registry.artifacts.attach(pushed, bundled(simulator, sequence)) for sequence in (41, 42)]
    registry.serve()
    path = f"{registry.base}/referrers/{pushed['digest']}"
    first, second = (json.dumps({"mediaType": INDEX, "manifests": [row]}).encode() for row in rows)
    registry.server["/second"] = reply(second)
    registry.server[path] = reply(first, Link='</second>; rel="next"')
    assert fetched(simulator, f"{registry.address}:v1").extra["fetched"]["received"] == 2
    for link in ("<https://elsewhere.example/x>; rel=next", "<http://127.0.0.1:1/>; rel=next"):
        registry.server[path] = reply(first, Link=link)
        assert refused(simulator, f"{registry.address}:v1").rule == "source-elsewhere"
    registry.server[path] = reply(first, Link="<http://elsewhere.example/>; rel=next")
    assert refused(simulator, f"{registry.address}:v1").rule == "source-malformed"
    registry.server[path] = reply(first, Link=f'<{path}>; rel="next"')
    found = refused(simulator, f"{registry.address}:v1")
    assert f"more than {limits.FETCH_PAGES} pages" in found.message


# What is named by a digest has that digest.


@pytest.mark.parametrize("what", ["blobs", "manifests"])
def test_other_bytes_than_the_digest_names_are_refused(simulator: Simulator, registry: Registry, what: str) -> None:
    pushed = registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.serve()
    names = registry.artifacts.blobs if what == "blobs" else registry.artifacts.manifests
    for name in names:
        if name.startswith("sha256:"):
            good = registry.artifacts.blobs[name] if what == "blobs" else registry.artifacts.manifests[name][1]
            registry.server[f"{registry.base}/{what}/{name}"] = reply(good[:-1] + b" ")
    found = refused(simulator, f"{registry.address}@{pushed['digest']}")
    assert found.rule == "transfer-damaged"
    assert "digest" in found.message


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (b"", "is not JSON"),
        (b"[]", "one JSON object is wanted"),
        (b'{"layers": {}}', "`layers` is not a list"),
        (b'{"layers": [5]}', "no SHA-256 digest"),
        (b'{"layers": [{"digest": "sha512:00", "size": 1}]}', "no SHA-256 digest"),
        (b'{"layers": [{"digest": "sha256:../../x", "size": 1}]}', "no SHA-256 digest"),
        (b'{"layers": [{"digest": "sha256:%s"}]}' % (b"0" * 64), "no size"),
        (b'{"manifests": "x"}', "`manifests` is not a list"),
    ],
)
def test_a_manifest_of_another_form_is_refused(
    simulator: Simulator, registry: Registry, manifest: bytes, says: str
) -> None:
    registry.server[f"{registry.base}/manifests/v1"] = reply(manifest)
    found = refused(simulator, f"{registry.address}:v1")
    assert found.rule == "source-malformed"
    assert says in found.message


@pytest.mark.parametrize("title", ["../x.dsse.json", "/etc/x.dsse.json", "a/b.dsse.json", "\n.dsse.json"])
def test_a_title_that_leads_elsewhere_is_refused_before_any_blob_is_asked_for(
    simulator: Simulator, registry: Registry, title: str
) -> None:
    registry.artifacts.push({title: b"x"}, "v1")
    registry.serve()
    assert refused(simulator, f"{registry.address}:v1").rule == "source-elsewhere"
    assert not any("/blobs/" in path for path in registry.server.asked)


def test_strange_annotations_and_kinds_do_no_harm(simulator: Simulator, registry: Registry) -> None:
    good = snapshots(simulator, 42)
    store = registry.artifacts
    layer = store.blob(good[NAME], "x", annotations={"org.opencontainers.image.title": NAME})
    odd = [store.blob(b"1", "x", annotations=kind) for kind in (5, [], {"org.opencontainers.image.title": {}})]
    rows = [store.blob(b"2", BUNDLE, artifactType=[]), store.blob(b"3", "x")]
    store.put({"mediaType": INDEX, "layers": [*odd, layer], "manifests": rows}, "v1")
    registry.serve()
    assert fetched(simulator, f"{registry.address}:v1").findings == ()


def test_too_many_referrers_are_refused(
    simulator: Simulator, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trustgen.fetch.sources.oci.MAX_FILES", 1)
    pushed = registry.artifacts.push({"checklist.json": b"{}"}, "v1")
    for sequence in (41, 42):
        registry.artifacts.attach(pushed, bundled(simulator, sequence))
    registry.serve()
    assert refused(simulator, f"{registry.address}:v1").rule == "source-too-large"


@pytest.mark.parametrize(
    "address",
    [
        "oci://",
        "oci://registry.example",
        "oci://registry.example/",
        "oci://registry.example/repo",
        "oci://registry.example/repo:",
        "oci://registry.example/Repo:v1",
        "oci://registry.example/../repo:v1",
        "oci://registry.example/a//b:v1",
        "oci://user:s3cret@registry.example/repo:v1",
        "oci://registry.example/repo@sha256:00",
        "oci://registry.example/repo@sha512:" + "0" * 128,
        "oci://registry.example/repo:v1?x",
        "oci://registry.example/repo:" + "v" * 129,
        "oci://" + "a" * 2000 + "/b:c",
    ],
)
def test_an_address_of_another_form_is_refused(simulator: Simulator, address: str) -> None:
    found = refused(simulator, address)
    assert found.rule == "source-unusable"
    assert "oci://registry/repository:tag" in found.message
    assert "s3cret" not in repr(found)


def test_a_registry_elsewhere_is_asked_over_https_alone(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    from trustgen.fetch.client import Client

    seen = []

    def get(_: Client, address: object, *_args: object, **_more: object) -> None:
        seen.append(getattr(address, "url", ""))
        raise ValueError

    monkeypatch.setattr(Client, "get", get)
    for host in ("registry.example", "10.0.0.1:5000", "localhost.example:5000"):
        with pytest.raises(ValueError, match=r"^$"):
            fetched(simulator, f"oci://{host}/repo:v1")
    assert all(url.startswith("https://") for url in seen)
    assert len(seen) == 3


# Blobs that are kept elsewhere.


def test_a_blob_elsewhere_is_asked_for_only_where_that_host_was_allowed(
    simulator: Simulator, registry: Registry
) -> None:
    offered = snapshots(simulator, 42)
    registry.artifacts.push(offered, "v1")
    registry.sign_in, registry.private = "bearer", False
    registry.serve()
    [blob] = [name for name, data in registry.artifacts.blobs.items() if data == offered[NAME]]
    with Loopback() as store:
        store["/blob"] = reply(offered[NAME])
        registry.server[f"{registry.base}/blobs/{blob}"] = redirect(f"{store.url}/blob?X-Sig=s1g", 307)
        found = refused(simulator, f"{registry.address}:v1")
        assert (found.rule, store.asked) == ("source-elsewhere", [])
        assert "s1g" not in repr(found)
        assert fetched(simulator, f"{registry.address}:v1", allowed=frozenset({store.host})).findings == ()
        assert "authorization" not in store.requests[0].headers


# Sign-in.


def test_a_public_artifact_is_fetched_with_a_token_for_nobody(simulator: Simulator, registry: Registry) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in, registry.private = "bearer", False
    registry.serve()
    assert fetched(simulator, f"{registry.address}:v1").findings == ()
    assert registry.server.asked.count("/token") == 1


@pytest.mark.parametrize("kind", ["basic", "bearer"])
@pytest.mark.parametrize("form", ["{host}", "https://{host}", "https://{host}/v2/"])
def test_the_credentials_of_docker_login_are_used(
    simulator: Simulator, registry: Registry, tmp_path: Path, kind: str, form: str
) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in = kind
    registry.serve()
    log_in(tmp_path, {"auths": {form.format(host=registry.server.host): entry()}})
    checked = fetched(simulator, f"{registry.address}:v1")
    assert checked.findings == ()
    assert not any(secret in repr(checked) for secret in (PASSWORD, TOKEN))


@pytest.mark.parametrize("kind", ["basic", "bearer"])
@pytest.mark.parametrize("password", [None, "wr0ng"])
def test_no_or_wrong_credentials_are_refused(
    simulator: Simulator, registry: Registry, tmp_path: Path, kind: str, password: str | None
) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in = kind
    registry.serve()
    if password is not None:
        log_in(tmp_path, {"auths": {registry.server.host: entry(password=password)}})
    found = refused(simulator, f"{registry.address}:v1")
    assert found.rule == "source-refused"
    assert "wr0ng" not in repr(found)


def test_credentials_go_to_no_other_host_than_was_allowed(
    simulator: Simulator, registry: Registry, tmp_path: Path
) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in = "bearer"
    log_in(tmp_path, {"auths": {registry.server.host: entry()}})
    with Loopback() as other:
        registry.realm = f"{other.url}/token"
        registry.serve()
        other["/token"] = registry._token
        found = refused(simulator, f"{registry.address}:v1")
        assert (found.rule, other.asked) == ("source-elsewhere", [])
        assert fetched(simulator, f"{registry.address}:v1", allowed=frozenset({other.host})).findings == ()


@pytest.mark.parametrize(
    "challenge",
    ["", "Negotiate", "Bearer", "Bearer realm", 'Bearer realm="ftp://x/"', 'Bearer realm="http://a.example/"', "Basic"],
)
def test_a_challenge_that_cannot_be_met_is_refused(simulator: Simulator, registry: Registry, challenge: str) -> None:
    registry.server[f"{registry.base}/manifests/v1"] = reply(b"", 401, WWW_Authenticate=challenge)
    assert refused(simulator, f"{registry.address}:v1").rule == "source-refused"


@pytest.mark.parametrize("answer", [b"{}", b'{"token": 5}', b'{"token": "two words"}', b'{"token": "a\\nb"}'])
def test_a_token_that_is_none_is_refused(simulator: Simulator, registry: Registry, answer: bytes) -> None:
    registry.sign_in = "bearer"
    registry.artifacts.push({"a": b"x"}, "v1")
    registry.serve()
    registry.server["/token"] = reply(answer)
    assert refused(simulator, f"{registry.address}:v1").rule == "source-refused"


def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A credential helper `docker-credential-test` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    path = programs / "docker-credential-test"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize("key", ["credsStore", "credHelpers"])
def test_a_credential_helper_is_asked(
    simulator: Simulator, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in = "basic"
    registry.serve()
    answer = json.dumps({"ServerURL": "x", "Username": USER, "Secret": PASSWORD})
    helper(tmp_path, monkeypatch, f'[ "$1" = get ] && [ "$(cat)" = "{registry.server.host}" ] && echo \'{answer}\'')
    log_in(tmp_path, {key: "test" if key == "credsStore" else {registry.server.host: "test"}})
    assert fetched(simulator, f"{registry.address}:v1").findings == ()


@pytest.mark.parametrize(
    ("config", "script", "rule", "says"),
    [
        ("not JSON: s3cret", "", "source-unusable", "cannot be read"),
        ('{"auths": {"HOST": {"auth": "s3cret!"}}}', "", "source-unusable", "an entry for the registry"),
        ('{"auths": {"HOST": {"auth": ""}}}', "", "source-refused", "no credentials"),
        ('{"auths": [], "credHelpers": 5}', "", "source-refused", "no credentials"),
        ('{"credsStore": "../s3cret"}', "", "source-unusable", "cannot be one"),
        ('{"credsStore": "missing"}', "", "source-unusable", "does not run"),
        ('{"credsStore": "test"}', "echo s3cret; exit 0", "source-unusable", "answers something else"),
        ('{"credsStore": "test"}', "echo s3cret; exit 1", "source-refused", "no credentials"),
    ],
)
def test_a_file_of_sign_ins_that_does_not_help_is_told_without_a_word_of_it(
    simulator: Simulator,
    registry: Registry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    config: str,
    script: str,
    rule: str,
    says: str,
) -> None:
    registry.artifacts.push(snapshots(simulator, 42), "v1")
    registry.sign_in = "basic"
    registry.serve()
    helper(tmp_path, monkeypatch, script or "exit 1")
    monkeypatch.setenv("REGISTRY_AUTH_FILE", str(tmp_path / "auth.json"))
    (tmp_path / "auth.json").write_text(config.replace("HOST", registry.server.host))
    found = refused(simulator, f"{registry.address}:v1")
    assert found.rule == rule
    assert says in found.message
    assert "s3cret" not in repr(found)
