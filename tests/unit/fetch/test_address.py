"""Addresses: which are taken, and what is shown of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fetches import refused

from trustgen.attest.errors import SnapshotError
from trustgen.fetch.address import is_loopback, web_address
from trustgen.fetch.sources import sources

if TYPE_CHECKING:
    from posture_simulator import Simulator


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("https://a.example", "https://a.example:443/", "https://a.example/"),
        ("HTTPS://A.Example/B", "https://a.example:443/B", "https://a.example/B"),
        ("https://a.example:8443/b?c=d", "https://a.example:8443/b?c=d", "https://a.example:8443/b"),
        ("https://u:p@a.example/b?c=d", "https://a.example:443/b?c=d", "https://a.example/b"),
        ("https://a.example/b/../c/./d", "https://a.example:443/c/d", "https://a.example/c/d"),
        ("http://127.0.0.1:80/", "http://127.0.0.1:80/", "http://127.0.0.1/"),
        ("http://127.9.8.7/", "http://127.9.8.7:80/", "http://127.9.8.7/"),
        ("http://[::1]:8000/", "http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://localhost:8000/", "http://localhost:8000/", "http://localhost:8000/"),
    ],
)
def test_an_address_is_dialled_as_it_is_read(text: str, url: str, shown: str) -> None:
    address = web_address(text, "SOURCE")
    assert (address.url, address.shown) == (url, shown)
    assert not any(part in repr(address) for part in ("c=d", "u:p"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.example",
        "//a.example/",
        "ftp://a.example/",
        "https://",
        "https:///x",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://a b.example/",
        "https://a.example/\n",
        "https://a.example/#x",
        "https://ä.example/",
        "https://a.example\\@b.example/",
        "https://[::1/",
        "https://a.example/" + "x" * 5000,
        # Plain http, anywhere but here.
        "http://a.example/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://localhost.example/",
        "http://127.0.0.1.example/",
        "http://127.0.0.1@a.example/",
        "http://169.254.169.254/latest/",
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(SnapshotError) as caught:
        web_address(text, "SOURCE")
    found = caught.value.finding
    assert found.rule == "source-unusable"
    assert len(text) < 10 or text not in found.message + found.help


def test_this_machine_is_told_by_its_form_alone() -> None:
    assert is_loopback("localhost")
    assert is_loopback("127.0.0.1")
    assert is_loopback("[::1]")
    assert not is_loopback("localhost.")
    assert not is_loopback("[::ffff:10.0.0.1]")
    assert not is_loopback("")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "begins with"),
        ("posture/index.json", "begins with"),
        ("ftp://user:s3cret@a.example/", "`ftp://` is no kind of source"),
        ("file:///etc/passwd", "`file://`"),
        ("user:s3cret@a.example://x", "begins with"),
        ("\x1b[31m://x", "begins with"),
        ("s3:bucket", "begins with"),
    ],
)
def test_a_source_of_no_known_kind_is_refused(simulator: Simulator, address: str, says: str) -> None:
    found = refused(simulator, address)
    assert found.rule == "source-unusable"
    assert says in found.message
    assert "`http://`, `https://`, `oci://`, `s3://`" in found.message
    assert "s3cret" not in repr(found)


def test_every_kind_of_source_has_schemes_of_its_own() -> None:
    kinds = sources()
    assert set(kinds) == {"http", "https", "oci", "s3"}
    assert sum(len(source.schemes) for source in set(kinds.values())) == len(kinds)
