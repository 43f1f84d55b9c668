"""A bucket that speaks S3, played by a server that checks every signature on its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from bucket import ACCESS, REGION, SECRET, Bucket
from fetches import fetched, held, refused, snapshots
from loopback import Loopback, raw, redirect, reply

from trustgen import limits
from trustgen.fetch.client import Client

if TYPE_CHECKING:
    from posture_simulator import Simulator

    from trustgen.fetch.address import Address

NAME = "0000000042.dsse.json"
ADDRESS = "s3://evidence/posture"


@pytest.fixture
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


def at(server: Loopback, **changes: Any) -> dict[str, Any]:
    return {"endpoint": server.url, "region": REGION, **changes}


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize("address", ["s3://evidence/posture", "s3://evidence/posture/"])
def test_what_lies_under_the_prefix_is_fetched(simulator: Simulator, server: Loopback, address: str) -> None:
    offered = snapshots(simulator, 41, 42)
    others = {"posture/README.md": b"x", "posture/old/1.dsse.json": b"x", "posture2/1.dsse.json": b"x", "1": b"x"}
    bucket = Bucket(server, {**{f"posture/{name}": data for name, data in offered.items()}, **others})
    checked = fetched(simulator, address, **at(server))
    assert checked.findings == ()
    assert held(simulator) == offered
    assert checked.extra["fetched"]["source"] == "s3://evidence/posture/"
    # Everything was asked for by a signed address, and by nothing else.
    assert len(bucket.asked) == 3
    assert all(asked["X-Amz-Credential"].startswith(ACCESS) for asked in bucket.asked)
    assert {name for request in server.requests for name in request.headers} == {
        "host",
        "accept-encoding",
        "user-agent",
    }


@pytest.mark.usefixtures("_credentials")
def test_a_bucket_without_a_prefix_is_fetched(simulator: Simulator, server: Loopback) -> None:
    Bucket(server, snapshots(simulator, 42))
    assert fetched(simulator, "s3://evidence", **at(server)).findings == ()


@pytest.mark.usefixtures("_credentials")
def test_a_listing_of_many_pages_is_read_to_its_end(simulator: Simulator, server: Loopback) -> None:
    offered = snapshots(simulator, 40, 41, 42)
    Bucket(server, offered, page=1)
    assert fetched(simulator, "s3://evidence", **at(server)).findings == ()
    assert held(simulator) == offered


@pytest.mark.usefixtures("_credentials")
def test_a_listing_without_end_is_refused(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FETCH_PAGES", 2)
    Bucket(server, snapshots(simulator, 40, 41, 42), page=1)
    found = refused(simulator, "s3://evidence", **at(server))
    assert found.rule == "source-too-large"


def test_a_wrong_secret_is_refused_by_the_bucket(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "an0ther-secret")
    Bucket(server, snapshots(simulator, 42))
    found = refused(simulator, "s3://evidence", **at(server))
    assert found.rule == "source-refused"
    assert "status 403" in found.message
    assert "region" in found.help
    assert not any(secret in repr(found) for secret in ("an0ther-secret", ACCESS, "X-Amz"))


@pytest.mark.usefixtures("_credentials")
def test_the_region_is_in_the_signature(simulator: Simulator, server: Loopback) -> None:
    Bucket(server, snapshots(simulator, 42))
    assert refused(simulator, "s3://evidence", **at(server, region="us-west-2")).rule == "source-refused"
    assert refused(simulator, "s3://evidence", **at(server, region="a b")).rule == "source-unusable"


def test_credentials_and_region_come_from_where_amazons_clients_keep_them(
    simulator: Simulator, server: Loopback, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Bucket(server, snapshots(simulator, 42))
    (tmp_path / "aws-credentials").write_text(
        f"[evidence]\naws_access_key_id = {ACCESS}\naws_secret_access_key = {SECRET}\n"
    )
    (tmp_path / "aws-config").write_text(f"[profile evidence]\nregion = {REGION}\nendpoint_url = {server.url}\n")
    monkeypatch.setenv("AWS_PROFILE", "evidence")
    assert fetched(simulator, "s3://evidence").findings == ()


def test_without_credentials_nothing_is_asked_for(simulator: Simulator, server: Loopback) -> None:
    found = refused(simulator, "s3://evidence", **at(server))
    assert found.rule == "source-unusable"
    assert "no credentials" in found.message
    assert server.asked == []


def test_a_profile_that_is_not_there_is_told(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "s3cret-profile")
    found = refused(simulator, "s3://evidence", **at(server))
    assert found.message == "The bucket's credentials or settings cannot be used (ProfileNotFound)."


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize("endpoint", ["http://bucket.example", "ftp://127.0.0.1", "127.0.0.1:9000"])
def test_an_endpoint_that_is_not_https_is_refused(simulator: Simulator, endpoint: str) -> None:
    found = refused(simulator, "s3://evidence", endpoint=endpoint)
    assert (found.rule, found.span.path) == ("source-unusable", "--endpoint")


@pytest.mark.usefixtures("_credentials")
def test_an_endpoint_of_the_environment_that_is_not_https_is_refused(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://bucket.example")
    found = refused(simulator, "s3://evidence", region=REGION)
    assert found.rule == "source-unusable"
    assert "plain http" in found.message


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("us-east-1", "evidence.s3.amazonaws.com"),
        ("eu-central-1", "evidence.s3.eu-central-1.amazonaws.com"),
        ("cn-north-1", "evidence.s3.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_amazon_is_asked_in_the_region_of_the_bucket_with_a_signature_of_version_4(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch, region: str, host: str
) -> None:
    seen = []

    def get(_: Client, address: Address, *_arguments: object) -> None:
        seen.append(address)
        raise KeyboardInterrupt

    monkeypatch.setattr(Client, "get", get)
    with pytest.raises(KeyboardInterrupt):
        fetched(simulator, "s3://evidence", region=region)
    [address] = seen
    assert (address.scheme, address.host) == ("https", host)
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in (address.query or "")


@pytest.mark.parametrize(
    "address",
    [
        "s3://",
        "s3:///x",
        "s3://a",
        "s3://evidence/../x",
        "s3://evidence/a//b",
        "s3://evidence/./x",
        "s3://evidence/a?b",
        "s3://user:s3cret@evidence/x",
        "s3://evidence/a b",
        "s3://evidence/ä",
        "s3://evidence/" + "x" * 1000,
    ],
)
def test_an_address_of_another_form_is_refused(simulator: Simulator, address: str) -> None:
    found = refused(simulator, address)
    assert found.rule == "source-unusable"
    assert "s3://bucket/prefix" in found.message
    assert "s3cret" not in repr(found)


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"<a",
        b"<html><body>Sign in</body></html>",
        b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>' + b"&b;" * 100_000 + b"</a>",
        b"<ListBucketResult><Name>evidence</Name><IsTruncated>true</IsTruncated></ListBucketResult>",
        b"<ListBucketResult><Name>a</Name><Contents><Key>a.dsse.json</Key><Size>x</Size></Contents></ListBucketResult>",
    ],
)
def test_what_is_no_listing_is_refused(simulator: Simulator, server: Loopback, data: bytes) -> None:
    server["/evidence"] = reply(data)
    assert refused(simulator, "s3://evidence", **at(server)).rule == "source-malformed"


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("<Key>posture/a/../../x.dsse.json</Key><Size>5</Size>", "source-elsewhere"),
        ("<Key>elsewhere/x.dsse.json</Key><Size>5</Size>", "source-elsewhere"),
        ("<Key>posture/a b.dsse.json</Key><Size>5</Size>", "source-elsewhere"),
        ("<Key>posture/a.dsse.json</Key>", "source-too-large"),
        ("<Key>posture/a.dsse.json</Key><Size>-1</Size>", "source-too-large"),
        ("<Key>posture/a.dsse.json</Key><Size>1048577</Size>", "source-too-large"),
    ],
)
def test_a_listing_that_leads_elsewhere_is_refused_before_anything_is_asked_for(
    simulator: Simulator, server: Loopback, entry: str, rule: str
) -> None:
    body = f"<ListBucketResult><Name>evidence</Name><Contents>{entry}</Contents></ListBucketResult>"
    server["/evidence"] = reply(body.encode())
    assert refused(simulator, ADDRESS, **at(server)).rule == rule
    assert server.asked == ["/evidence"]


@pytest.mark.usefixtures("_credentials")
def test_an_object_of_another_size_or_cut_off_or_moved_is_refused(simulator: Simulator, server: Loopback) -> None:
    Bucket(server, snapshots(simulator, 42))
    server[f"/evidence/{NAME}"] = reply(b"short")
    assert refused(simulator, "s3://evidence", **at(server)).rule == "transfer-damaged"
    server[f"/evidence/{NAME}"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc")
    assert refused(simulator, "s3://evidence", **at(server)).rule == "transfer-damaged"
    server[f"/evidence/{NAME}"] = reply(b"x", Content_Encoding="gzip")
    assert refused(simulator, "s3://evidence", **at(server)).rule == "transfer-damaged"
    server[f"/evidence/{NAME}"] = redirect("https://other.s3.example/x?X-Amz-Signature=s1g")
    found = refused(simulator, "s3://evidence", **at(server))
    assert found.rule == "source-elsewhere"
    assert "s1g" not in repr(found)


def test_without_the_extra_its_name_is_said(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "botocore"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "botocore", None)
    found = refused(simulator, ADDRESS)
    assert found.rule == "source-unusable"
    assert "trustgen[s3]" in found.help
