"""The shipped scripts in Node, and what a site gives them: for tests of what a browser accepts."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from trustgen.render.scripts import page_scripts

RUNNER = Path(__file__).with_name("verify_node.cjs")
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs Node")


HISTORY = "history/{:010d}.dsse.json"


def shipped() -> tuple[bytes, bytes]:
    """The scripts that are run: that of the check, and that of a page that looks for a newer snapshot."""
    scripts = page_scripts()
    return scripts.verify.data, scripts.live.data


def node(**given: Any) -> dict[str, Any]:
    """What the scripts answer; verify_node.cjs says to what."""
    with tempfile.TemporaryDirectory() as folder:
        verify, live = Path(folder) / "verify.js", Path(folder) / "live.js"
        for path, data in zip((verify, live), shipped(), strict=True):
            path.write_bytes(data)
        done = subprocess.run(
            [NODE or "node", RUNNER],
            input=json.dumps({"script": str(verify), "live": str(live), **given}),
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def text(data: bytes) -> str:
    """Bytes as JSON carries them."""
    return base64.b64encode(data).decode()


def milliseconds(time: str) -> float:
    """A time as a browser's clock has it."""
    return datetime.fromisoformat(time).timestamp() * 1000


def payload_of(envelope: bytes) -> bytes:
    """The payload of an envelope or a bundle, read as laxly as can be."""
    outer = json.loads(envelope)
    inner = outer.get("dsseEnvelope", outer)
    return base64.b64decode(inner["payload"].replace("-", "+").replace("_", "/"))


def sequence_of(envelope: bytes) -> int:
    """The number of the snapshot in an envelope or a bundle; 0 where none can be read."""
    try:
        found: int = json.loads(payload_of(envelope))["predicate"]["sequence"]
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return 0
    return found if type(found) is int else 0


def page(rules: bytes, checklist: bytes, files: list[bytes], shown: tuple[int, str], now: datetime) -> dict[str, Any]:
    """A page that was built with these and shows that snapshot, on a site that has these envelopes, the newest last."""
    site = {HISTORY.format(sequence_of(data)): text(data) for data in files}
    site |= {"latest": text(files[-1]), "rules": text(rules), "list": text(checklist)}
    return {
        "files": site,
        "urls": ["latest", "rules", "list"],
        "own": {
            "history": HISTORY.format(0),
            "rules": sha256(rules).hexdigest(),
            "checklist": sha256(checklist).hexdigest(),
        },
        "held": {"sequence": shown[0], "sha256": shown[1]},
        "now": now.timestamp() * 1000,
    }
