"""The shipped scripts in Node, and what a site gives them: for tests of what a browser accepts."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from trustgen.render.scripts import page_scripts

RUNNER = Path(__file__).with_name("verify_node.cjs")
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs Node")


def node(**given: Any) -> dict[str, Any]:
    """What the shipped scripts answer; verify_node.cjs says to what."""
    scripts = page_scripts()
    with tempfile.TemporaryDirectory() as folder:
        verify, live = Path(folder) / "verify.js", Path(folder) / "live.js"
        verify.write_bytes(scripts.verify.data)
        live.write_bytes(scripts.live.data)
        done = subprocess.run(
            [NODE or "node", RUNNER],
            input=json.dumps({"script": str(verify), "live": str(live), **given}),
            capture_output=True,
            text=True,
            check=True,
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
