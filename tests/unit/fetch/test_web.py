"""A web server with an index: what is taken, and every way in which one is refused (attacks X15 to X17)."""

from __future__ import annotations

import base64
import gc
import gzip
import itertools
import json
import socket
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from fetches import fetched, held, refused, snapshots
from loopback import Loopback, after, head, in_turn, index, raw, redirect, reply, stream
from posture_simulator import Simulator, bundle, canonical

from trustgen import limits

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "0000000042.dsse.json"
BOMB = gzip.compress(b"0" * 50_000_000)
"""Fifty megabytes in fifty thousand bytes."""

LONG = 15
"""Seconds that nothing here takes, however busy the machine is, unless it waits for a limit that it should not."""


def test_what_the_index_lists_is_verified_and_lies_in_the_folder(simulator: Simulator, server: Loopback) -> None:
    offered = snapshots(simulator, 40, 41, 42)
    server.offer_files(offered)
    checked = fetched(simulator, f"{server.url}/")
    assert checked.findings == ()
    assert held(simulator) == offered
    assert checked.extra["selected"] == {"sequence": 42, "sha256": simulator.sha256(42)}
    assert checked.extra["fetched"] == {
        "source": f"{server.url}/index.json",
        "received": 3,
        "new": sorted(offered),
        "unlisted": [],
    }
    assert checked.facts[0] == f"Fetched 3 snapshot files from `{server.url}/index.json`: 3 new, 0 on record."
    assert server.asked == ["/index.json", *(f"/{name}" for name in sorted(offered))]


@pytest.mark.parametrize("address", ["/posture", "/posture/", "/posture/index.json", "/posture/../posture/"])
def test_the_address_is_of_the_folder_or_of_its_index(simulator: Simulator, server: Loopback, address: str) -> None:
    server.offer_files(snapshots(simulator, 42), "/posture/")
    assert fetched(simulator, server.url + address).findings == ()
    assert server.asked == ["/posture/index.json", f"/posture/{NAME}"]


def test_an_index_may_have_another_name(simulator: Simulator, server: Loopback) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered, "/a/")
    server["/a/latest.json"] = reply(index({NAME: len(offered[NAME])}))
    assert fetched(simulator, f"{server.url}/a/latest.json").findings == ()
    assert server.asked == ["/a/latest.json", f"/a/{NAME}"]


def test_a_bundle_is_taken_like_an_envelope(simulator: Simulator, server: Loopback) -> None:
    from posture_simulator import ALICE

    server.offer_files({"42.sigstore.json": canonical(bundle(simulator.payload(), ALICE))})
    assert fetched(simulator, server.url).extra["selected"]["sequence"] == 42


def test_the_requests_say_who_asks_and_want_plain_bytes(simulator: Simulator, server: Loopback) -> None:
    from trustgen import __version__

    server.offer_files(snapshots(simulator, 42))
    assert fetched(simulator, server.url).findings == ()
    for request in server.requests:
        assert request.headers["accept-encoding"] == "identity"
        assert request.headers["user-agent"] == f"trustgen/{__version__}"
        assert not {"cookie", "authorization", "referer"} & request.headers.keys()


def test_proxies_of_the_environment_are_not_used(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    server.offer_files(snapshots(simulator, 42))
    assert fetched(simulator, server.url).findings == ()


# What the index says: refused before any of its files is asked for (X15).


@pytest.mark.parametrize(
    "name",
    [
        "../0000000042.dsse.json",
        "..%2f42.dsse.json",
        "a/42.dsse.json",
        "/42.dsse.json",
        "http://127.0.0.1/42.dsse.json",
        "https://elsewhere.example/42.dsse.json",
        "//elsewhere.example/42.dsse.json",
        "a\\42.dsse.json",
        "42.dsse.json\n",
        "42.dsse.json?x=1",
        "42.dsse.json#x",
        "４２.dsse.json",
        "\x1b[31m42.dsse.json",
        "42.json",
        "42.dsse.json.gz",
        ".dsse.json",
        "",
        "a" * 129 + ".dsse.json",
        "index.json",
        "C:42.dsse.json",
    ],
)
def test_a_name_that_is_no_name_is_refused_before_anything_is_asked_for(
    simulator: Simulator, server: Loopback, name: str
) -> None:
    good = snapshots(simulator, 42)
    server.offer_files(good)
    server["/index.json"] = reply(index({NAME: len(good[NAME]), name: 5}))
    found = refused(simulator, server.url)
    assert found.rule == "source-elsewhere"
    assert found.span.path == f"{server.url}/index.json"
    assert found.message.isascii()
    assert server.asked == ["/index.json"]


@pytest.mark.parametrize("second", [NAME, NAME.upper().replace("DSSE.JSON", "dsse.json")])
def test_a_name_that_stands_twice_is_refused(simulator: Simulator, server: Loopback, second: str) -> None:
    entries = [{"name": "a" + NAME, "size": 5}, {"name": "a" + second, "size": 5}]
    if second != NAME:
        entries[1]["name"] = "A" + second
    server["/index.json"] = reply(json.dumps({"indexVersion": 1, "files": entries}).encode())
    found = refused(simulator, server.url)
    assert found.rule == "source-malformed"
    assert "twice" in found.message
    assert server.asked == ["/index.json"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not JSON"),
        (b"<html>", "is not JSON"),
        (b"[]", "one JSON object is wanted"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"\xff", "not UTF-8"),
        (b"{}", "is missing"),
        (b'{"indexVersion": 1}', "`files` is missing"),
        (b'{"indexVersion": 2, "files": []}', "at `indexVersion`"),
        (b'{"indexVersion": 1, "files": {}}', "at `files`"),
        (b'{"indexVersion": 1, "files": ["a.dsse.json"]}', "at `files[0]`"),
        (b'{"indexVersion": 1, "files": [{"name": "a.dsse.json"}]}', "`size` is missing"),
        (b'{"indexVersion": 1, "files": [{"name": "a.dsse.json", "size": "5"}]}', "at `files[0].size`"),
        (b'{"indexVersion": 1, "files": [{"name": "a.dsse.json", "size": -5}]}', "at `files[0].size`"),
        (b'{"indexVersion": 1, "files": [{"name": 5, "size": 5}]}', "at `files[0].name`"),
        (b'{"indexVersion": 1, "files": [{"name": "a.dsse.json", "size": 5, "url": "http://x"}]}', "field `url`"),
        (b'{"indexVersion": 1, "files": [], "files": []}', "more than once in one object"),
        (b'{"indexVersion": 1, "files": ' + b"[" * 5000, "levels deep"),
        (index({"a.dsse.json": 5})[:-4], "is not JSON"),
    ],
)
def test_an_index_of_another_form_is_refused(simulator: Simulator, server: Loopback, data: bytes, says: str) -> None:
    server["/index.json"] = reply(data)
    found = refused(simulator, server.url)
    assert found.rule == "source-malformed"
    assert says in found.message
    assert server.asked == ["/index.json"]


def test_an_index_without_files_is_no_answer(simulator: Simulator, server: Loopback) -> None:
    server.offer_files({})
    assert refused(simulator, server.url, verifying=False).rule == "missing-snapshot"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.dsse.json": 1024 * 1024 + 1}, "outside of 0 to 1,048,576"),
        ({f"{number}.dsse.json": 1 for number in range(1001)}, "1,001 files"),
        ({f"{number}.dsse.json": 1024 * 1024 for number in range(65)}, "68,157,440 bytes"),
    ],
)
def test_a_list_of_too_much_is_refused_before_anything_is_asked_for(
    simulator: Simulator, server: Loopback, files: dict[str, int], says: str
) -> None:
    server["/index.json"] = reply(index(files))
    found = refused(simulator, server.url)
    assert found.rule == "source-too-large"
    assert says in found.message
    assert server.asked == ["/index.json"]


# What is sent.


@pytest.mark.parametrize("path", ["/index.json", f"/{NAME}"])
def test_endless_bytes_end_at_the_limit(simulator: Simulator, server: Loopback, path: str) -> None:
    server.offer_files(snapshots(simulator, 42))
    server[path] = stream(itertools.chain([head()], itertools.repeat(b" " * 65536)))
    began = time.monotonic()
    found = refused(simulator, server.url)
    assert found.rule == "source-too-large"
    assert "1,048,576" in found.message
    assert time.monotonic() - began < LONG


def test_endless_chunks_end_at_the_limit(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    server[f"/{NAME}"] = stream(itertools.chain([head(Transfer_Encoding="chunked")], itertools.repeat(chunk)))
    assert refused(simulator, server.url).rule == "source-too-large"


def test_a_length_beyond_the_limit_is_refused_without_reading(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    # Nothing follows the head: whoever waited for the body would wait for long.
    server[f"/{NAME}"] = stream(itertools.chain([head(Content_Length=10**30)], itertools.repeat(b"")), every=0.05)
    began = time.monotonic()
    assert refused(simulator, server.url).rule == "source-too-large"
    assert time.monotonic() - began < LONG


@pytest.mark.parametrize(
    "pieces",
    [
        itertools.chain([head(Content_Length=5000)], itertools.repeat(b"x")),
        itertools.chain([head(Transfer_Encoding="chunked")], itertools.repeat(b"1\r\nx\r\n")),
        itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-A: b\r\n")),
        itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
        itertools.repeat(b"H"),
    ],
    ids=["body", "chunks", "headers", "interim", "status"],
)
def test_what_drips_ends_at_its_time(
    simulator: Simulator, server: Loopback, pieces: Iterable[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FETCH_FILE_SECONDS", 0.4)
    server["/index.json"] = stream(pieces, every=0.05)
    began = time.monotonic()
    found = refused(simulator, server.url)
    assert found.rule == "source-too-slow"
    assert found.message == f"`{server.url}/index.json` was not there within 0.4 seconds."
    assert time.monotonic() - began < LONG


def test_all_files_together_have_a_time_too(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FETCH_SECONDS", 0.7)
    offered = snapshots(simulator, 40, 41, 42)
    server.offer_files(offered)
    for name, data in offered.items():
        server[f"/{name}"] = after(0.3, reply(data))
    found = refused(simulator, server.url)
    assert found.rule == "source-too-slow"
    assert "0.7 seconds of one fetch" in found.message


def test_a_server_that_never_answers_is_too_slow(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FETCH_FILE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refused(simulator, f"http://127.0.0.1:{silent.getsockname()[1]}/").rule == "source-too-slow"


@pytest.mark.parametrize("kept", [0, 1, 100, -1])
def test_a_file_that_is_cut_off_is_refused(simulator: Simulator, server: Loopback, kept: int) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    data = offered[NAME]
    server[f"/{NAME}"] = raw(head(Content_Length=len(data)), data[:kept])
    assert refused(simulator, server.url).rule == "transfer-damaged"
    server[f"/{NAME}"] = raw(head(), data[:kept])
    assert refused(simulator, server.url).rule == "transfer-damaged"
    server[f"/{NAME}"] = raw(head(Transfer_Encoding="chunked"), b"%x\r\n" % len(data) + data[:kept])
    assert refused(simulator, server.url).rule == "transfer-damaged"


@pytest.mark.parametrize("by", [-1, 1])
def test_a_file_of_another_size_than_the_list_says_is_refused(simulator: Simulator, server: Loopback, by: int) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    size = len(offered[NAME])
    server["/index.json"] = reply(index({NAME: size + by}))
    found = refused(simulator, server.url)
    assert found.rule == "transfer-damaged"
    assert f"{size:,} bytes; the list says {size + by:,}" in found.message


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "deflate", "br", "identity, gzip", "gzip, gzip", "x-unknown"])
@pytest.mark.parametrize("path", ["/index.json", f"/{NAME}"])
def test_what_comes_compressed_is_refused(simulator: Simulator, server: Loopback, path: str, coding: str) -> None:
    server.offer_files(snapshots(simulator, 42))
    server[path] = reply(BOMB, Content_Encoding=coding)
    found = refused(simulator, server.url)
    assert found.rule == "transfer-damaged"
    assert "compressed" in found.message


def test_a_compressed_transfer_is_refused_too(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    server[f"/{NAME}"] = raw(head(Transfer_Encoding="gzip, chunked"), b"0\r\n\r\n")
    assert refused(simulator, server.url).rule == "transfer-damaged"


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503, 599])
@pytest.mark.parametrize("path", ["/index.json", f"/{NAME}"])
def test_any_other_answer_is_a_refusal(simulator: Simulator, server: Loopback, path: str, status: int) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    server[path] = reply(b"" if status in {204, 304} else offered[NAME], status)
    found = refused(simulator, server.url)
    assert found.rule == "source-refused"
    assert f"status {status}" in found.message
    assert found.span.path == server.url + path


@pytest.mark.parametrize(
    "sent", [b"", b"SSH-2.0-OpenSSH\r\n", b"\x15\x03\x01\x00\x02", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n"]
)
def test_what_is_no_web_server_is_told(simulator: Simulator, server: Loopback, sent: bytes) -> None:
    server["/index.json"] = raw(sent)
    assert refused(simulator, server.url).rule in {"source-unreachable", "source-malformed"}


def test_a_kept_connection_that_ends_before_an_answer_begins_is_made_anew_once(
    simulator: Simulator, server: Loopback
) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    server[f"/{NAME}"] = in_turn(raw(), reply(offered[NAME]))
    assert fetched(simulator, server.url).findings == ()
    assert server.asked == ["/index.json", f"/{NAME}", f"/{NAME}"]
    server[f"/{NAME}"] = in_turn(raw(), raw(), reply(offered[NAME]))
    assert refused(simulator, server.url).rule == "source-unreachable"
    server[f"/{NAME}"] = in_turn(raw(head(Content_Length=500)), reply(offered[NAME]))
    assert refused(simulator, server.url).rule == "transfer-damaged"


@pytest.mark.parametrize("length", ["abc", "-5", "0x10", "1e3"])
def test_a_length_that_is_none_is_refused(simulator: Simulator, server: Loopback, length: str) -> None:
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    server[f"/{NAME}"] = raw(head(Content_Length=length), offered[NAME][:-1])
    assert refused(simulator, server.url).rule in {"source-unreachable", "transfer-damaged"}


def test_two_lengths_that_differ_are_refused(simulator: Simulator, server: Loopback) -> None:
    server["/index.json"] = raw(head(Content_Length="5, 7"), b"{}")
    with warnings.catch_warnings():
        # urllib3 leaves the socket of such an answer to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        assert refused(simulator, server.url).rule == "source-unreachable"
        gc.collect()


def test_nobody_listens(simulator: Simulator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    found = refused(simulator, f"http://127.0.0.1:{port}/")
    assert found.rule == "source-unreachable"
    assert "connection refused" in found.message


# Where it leads.


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("path", ["/index.json", f"/{NAME}"])
def test_a_redirect_to_another_host_is_refused_and_nobody_there_is_asked(
    simulator: Simulator, server: Loopback, path: str, status: int
) -> None:
    offered = snapshots(simulator, 42)
    with Loopback() as other:
        for one in (server, other):
            one.offer_files(offered)
        server[path] = redirect(other.url + path, status)
        found = refused(simulator, server.url)
        assert found.rule == "source-elsewhere"
        assert f"`{other.url}`" in found.message
        assert "--allow-host" in found.help
        assert other.asked == []


@pytest.mark.parametrize(
    "to",
    ["https://127.0.0.1:{port}/x", "http://elsewhere.example/", "file:///etc/passwd", "ftp://a/", "http://[", "//"],
)
def test_a_redirect_to_another_scheme_or_to_nowhere_is_refused(simulator: Simulator, server: Loopback, to: str) -> None:
    server["/index.json"] = redirect(to.format(port=server.port))
    assert refused(simulator, server.url).rule == "source-elsewhere"


def test_a_redirect_on_the_same_server_is_followed_for_a_while(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    server["/start/index.json"] = redirect("/one.json")
    server["/one.json"] = redirect("two.json")
    server["/two.json"] = redirect(f"{server.url}/index.json")
    found = refused(simulator, f"{server.url}/start/")
    # The files are beside the index that was asked for, not beside the one that came.
    assert (found.rule, found.span.path) == ("source-refused", f"{server.url}/start/{NAME}")
    server["/two.json"] = redirect("/two.json")
    found = refused(simulator, f"{server.url}/start/")
    assert found.rule == "source-elsewhere"
    assert "more than 3 times" in found.message


def test_a_host_that_was_allowed_may_be_sent_to_and_gets_no_credentials(simulator: Simulator, server: Loopback) -> None:
    offered = snapshots(simulator, 42)
    with Loopback() as other:
        server.offer_files(offered)
        other.offer_files(offered)
        server[f"/{NAME}"] = redirect(f"{other.url}/{NAME}?signature=abc")
        checked = fetched(simulator, server.url, allowed=frozenset({other.host}), token="secret-token")
        assert checked.findings == ()
        assert [request.target for request in other.requests] == [f"/{NAME}?signature=abc"]
        assert "authorization" not in other.requests[0].headers
        assert all(request.headers["authorization"] == "Bearer secret-token" for request in server.requests)


# Credentials, and that nobody sees them.


def test_credentials_in_the_address_are_sent_and_never_shown(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    address = server.url.replace("//", "//bob:s3cr%40t@") + "/?sv=2024&sig=s1gnature"
    checked = fetched(simulator, address)
    assert checked.findings == ()
    assert "s1gnature" not in repr(checked)
    assert "s3cr" not in repr(checked)
    expected = "Basic " + base64.b64encode(b"bob:s3cr@t").decode()
    assert {request.headers["authorization"] for request in server.requests} == {expected}
    assert [request.target for request in server.requests] == [
        "/index.json?sv=2024&sig=s1gnature",
        f"/{NAME}?sv=2024&sig=s1gnature",
    ]


@pytest.mark.parametrize(
    "answer", [reply(b"", 403), redirect("https://x.example/?sig=s1gnature"), raw(b""), reply(b"{")]
)
def test_no_refusal_shows_a_secret(simulator: Simulator, server: Loopback, answer: object) -> None:
    server["/index.json"] = answer  # type: ignore[assignment]
    address = server.url.replace("//", "//bob:s3cret@") + "/?sig=s1gnature"
    for token in (None, "t0ken"):
        found = refused(simulator, address, token=token)
        assert not any(secret in repr(found) for secret in ("s3cret", "s1gnature", "t0ken", "bob"))


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "é", "x" * 9000])
def test_a_token_that_is_none_is_refused_and_not_shown(simulator: Simulator, server: Loopback, token: str) -> None:
    found = refused(simulator, server.url, token=token)
    assert found.rule == "source-unusable"
    assert "TRUSTGEN_FETCH_TOKEN" in found.message
    assert not token or token not in found.message
    assert server.asked == []
