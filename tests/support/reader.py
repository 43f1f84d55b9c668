"""A reader of a published site in a browser, and a server that lies to that reader.

Nothing here knows how the check works: files are replaced on the way, and the answer is read as a person reads it.
"""

from __future__ import annotations

import base64
import contextlib
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from projects import AS_OF

from trustgen.attest import demokey
from trustgen.attest.dsse import pae
from trustgen.attest.format import PAYLOAD_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route
    from posture_simulator import Key

POSTURE = "posture/index.html"
ENVELOPE = "posture/latest.dsse.json"
POLICY = "posture/trust-policy.json"
STATES = ("good", "late", "bad", "unable")
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective))"


@contextlib.contextmanager
def tab(browser: Browser, at: datetime = AS_OF, **options: Any) -> Iterator[Page]:
    """A tab whose clock stands still."""
    context = browser.new_context(**options)
    try:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.clock.set_fixed_time(at)
        page.add_init_script(WATCH)
        yield page
    finally:
        context.close()


def complaints(page: Page, address: str) -> list[str]:
    """Everything that the browser complains about or asks for elsewhere, from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "request", lambda one: None if one.url.startswith((address, "data:")) else found.append(f"foreign: {one.url}")
    )
    return found


def lying(page: Page, address: str, files: Mapping[str, bytes | None]) -> None:
    """Let the server answer these paths with other bytes, or with nothing."""

    def answering(data: bytes | None) -> Callable[[Route], None]:
        return lambda route: route.fulfill(status=404) if data is None else route.fulfill(body=data, status=200)

    for path, data in files.items():
        page.route(address + path, answering(data))


def said(page: Page) -> tuple[str, str]:
    """The state of the check, and all that it says."""
    output = page.locator("output")
    kinds = [kind for kind in STATES if output.locator(f".check__state--{kind}").count()]
    assert len(kinds) == 1, output.inner_text()
    return kinds[0], " ".join(output.inner_text().split())


def check(page: Page, fingerprint: str = "") -> tuple[str, str]:
    """Press the button, wait for an answer, and read it."""
    page.locator("#key").fill(fingerprint)
    page.locator(".check__button").click()
    page.locator(", ".join(f"output .check__state--{kind}" for kind in STATES)).wait_for()
    return said(page)


def statement(site: Path) -> dict[str, Any]:
    """What was signed for a site."""
    envelope = json.loads((site / ENVELOPE).read_bytes())
    found: dict[str, Any] = json.loads(base64.b64decode(envelope["payload"]))
    return found


def sequence(site: Path) -> int:
    """The number of a site's snapshot."""
    found: int = statement(site)["predicate"]["sequence"]
    return found


def signed(value: dict[str, Any], key: Key | None = None, *, kind: str = PAYLOAD_TYPE) -> bytes:
    """An envelope of a statement, signed with the demonstration key or with another."""
    return signed_bytes(json.dumps(value, separators=(",", ":")).encode(), key, kind=kind)


def signed_bytes(payload: bytes, key: Key | None = None, *, kind: str = PAYLOAD_TYPE) -> bytes:
    """An envelope of any payload."""
    keyid = key.keyid if key else demokey.KEYID
    signature = (key.sign if key else demokey.sign)(pae(kind, payload))
    rows = [{"keyid": keyid, "sig": base64.b64encode(signature).decode()}]
    record = {"payload": base64.b64encode(payload).decode(), "payloadType": kind, "signatures": rows}
    return json.dumps(record).encode()


def payload_sha256(envelope: bytes) -> str:
    """By which digest a snapshot is known."""
    return sha256(base64.b64decode(json.loads(envelope)["payload"])).hexdigest()


def edited(site: Path, path: str, old: str, new: str, *, times: int = 1) -> dict[str, bytes]:
    """A file of the site with a text replaced that stands there so many times."""
    text = (site / path).read_text("utf-8")
    assert text.count(old) == times, f"{old!r} stands {text.count(old)} times in {path}"
    return {path: text.replace(old, new).encode()}
