"""What was verified, wrapped again for publishing."""

from __future__ import annotations

import json

from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.wrap import envelope_json


def test_line_breaks_stay_up_to_the_size_that_a_file_may_have_and_no_further() -> None:
    payload = b"x" * (MAX_FILE_BYTES * 3 // 4 - 600)
    room = MAX_FILE_BYTES - len(envelope_json(payload, {"": b"signature"}))
    assert room > 0
    whole = envelope_json(payload, {"k" * room: b"signature"})
    assert (len(whole), whole[-2:]) == (MAX_FILE_BYTES, b"}\n")
    short = envelope_json(payload, {"k" * (room + 1): b"signature"})
    assert b"\n" not in short
    assert len(short) < MAX_FILE_BYTES
    assert json.loads(short)["payload"] == json.loads(whole)["payload"]
