"""What a page that looks for a newer snapshot can read is what the verifier can, and nothing beside it."""

from __future__ import annotations

import copy
import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from nodes import needs_node, node, text
from posture_simulator import ALICE, Simulator, canonical, control, envelope, predicate

from trustgen.attest.dsse import Verified, read_envelope
from trustgen.attest.errors import SnapshotError
from trustgen.attest.shape import PLACEHOLDERS
from trustgen.attest.statementform import read_statement
from trustgen.attest.strictjson import JsonError, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 2**53 - 1
ODD: dict[type, tuple[object, ...]] = {
    str: ("Not one of these!\n", "", 7, None, ["x"], {}),
    int: (-1, 0, 1, MOST, MOST + 1, "1", True, None, [], {}),
    list: ({}, "x", None, [], [None], [[]], ["x"]),
    dict: ([], "x", None, {}),
    type(None): (0, "", {}, []),
}
TEXTS = (
    *("a", "a" * 64, "a" * 65, "a.b-1", ".a", "a.", "-a", "a-", "a_b", "A", "a\n", "\na", "1"),
    *("AB-001", "A-001", "A" * 16 + "-001", "A" * 17 + "-001", "AB-01", "AB-0001", "1B-001", "AB-001\n", "\nAB-001"),
    *(
        "EXC-2026-001",
        "EXC-2026-000001",
        "EXC-2026-0000001",
        "EXC-2026-01",
        "XEXC-2026-001",
        "EXC-2026-001 ",
        "EXC-26-001",
    ),
    *(
        "2026-11-23T11:10:00Z",
        "2026-02-30T11:10:00Z",
        "2024-02-29T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T11:10:60Z",
    ),
    *(
        "2026-11-23T11:10:00.000Z",
        "2026-11-23T11:10:00+00:00",
        "2026-11-23 11:10:00Z",
        "2026-11-23T11:10Z",
        "2026-11-23",
    ),
    *(
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "+012026-11-23T11:10:00Z",
        "-000001-01-01T00:00:00Z",
    ),
    *(
        "https://kla.example/x",
        "https://" + "a" * 200,
        "https://" + "a" * 201,
        "http://kla.example",
        "https://",
        "xhttps://a",
    ),
    *(
        "https://kla.example/A",
        "https://in-toto.io/Statement/v1",
        "https://in-toto.io/Statement/v1x",
        "xhttps://in-toto.io/Statement/v1",
    ),
    *("a1" * 20, "a1" * 32, "a1" * 20 + "a", "a1" * 31, "A1" * 20, "x" + "a1" * 20, "a1" * 20 + "\n"),
    *(
        *sorted(PLACEHOLDERS),
        "0" * 63 + "1",
        "f" * 63 + "e",
        "F" * 64,
        "ab" * 32,
        "ab" * 31 + "a",
        "ab" * 32 + "a",
        "x" + "ab" * 32,
    ),
    *("controls@2026.11.1", "a" * 128, "a" * 129, "a b", "A", "x\n", "\nx"),
    *("pass", "fail", "exception", "error", "not-applicable", "warn", "xpass", "passx", "not-scanned"),
)


def places(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from places(value, (*before, key))


def holder(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        tree = tree[step]
    return tree


def changed(tree: Any, path: tuple[Any, ...], value: object) -> Any:
    made = copy.deepcopy(tree)
    holder(made, path)[path[-1]] = value
    return made


def statements() -> Iterator[dict[str, Any]]:
    """One with every field that there is, and every change of one place of it."""
    with TemporaryDirectory() as folder:
        simulator = Simulator(Path(folder) / "x")
        failed = control("ISOL-001", status="error", errorCode="timeout")
        whole = simulator.statement(42, failed, predicate(deployment={"gitCommit": "a1" * 20}))
        first = simulator.statement(1)
    yield from (whole, first, changed(first, ("predicate", "previous"), whole["predicate"]["previous"]))
    yield changed(whole, ("predicate", "previous"), None)
    seen: set[str] = set()
    for path in places(whole):
        value = holder(whole, path)[path[-1]]
        around = holder(whole, path)
        form = repr(
            ([step if type(step) is str else 0 for step in path], *(around if isinstance(around, dict) else ()))
        )
        if form in seen:
            # The next row of a list has the same form, unless it has other fields, as a metric of the other kind.
            continue
        seen.add(form)
        for odd in (*ODD[type(value)], *(TEXTS if type(value) is str else ())):
            # Which type a predicate has is compared with the policy, by the check that stands beside this reader.
            if path != ("predicateType",) or type(odd) is not str:
                yield changed(whole, path, odd)
        if type(path[-1]) is str:
            less = copy.deepcopy(whole)
            del holder(less, path)[path[-1]]
            yield less
        if isinstance(value, dict):
            for key in ("note", "__proto__", "constructor"):
                yield changed(whole, (*path, key), "x")
        if isinstance(value, list):
            yield from (
                changed(whole, path, value[:1] * number) for number in (1, 2, 16, 17, 64, 65, 512, 513) if value
            )
    yield changed(whole, ("note",), "x")


def envelopes() -> Iterator[dict[str, Any]]:
    """Envelopes around one payload, in every odd form."""
    with TemporaryDirectory() as folder:
        made = envelope(Simulator(Path(folder) / "x").payload(42), ALICE)
    yield made
    for path in [*places(made), ("note",), ("signatures", 0, "note")]:
        for odd in (
            "x",
            "QQ==",
            "QR==",
            "QQ",
            "QQ=",
            " QQ==",
            "QQ==\n",
            "-_-_",
            "+/+/",
            "+_+_",
            "-/-/",
            "",
            7,
            None,
            [],
            {},
            True,
        ):
            yield changed(made, path, odd)
        for odd in ([None], [{}], ["x"], [[]], made["signatures"] * 16, made["signatures"] * 17):
            yield changed(made, path, odd)


def nested(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


JSON = (
    *(
        "{}",
        " {}\n",
        '{"a":1}',
        '{"a":1,"b":1}',
        '{"a":1,"a":1}',
        '{"a":{"b":1,"b":2}}',
        '{"a":1,"\\u0061":1}',
        '{"a" : [1 , {"b":2}]}',
    ),
    *(
        '{"a":[{"b":1},{"b":1}]}',
        '{"a":"b","b":"a\\":1,\\"a\\":2"}',
        '{"":1}',
        '{"":1,"":1}',
        '{"__proto__":1}',
        '{"__proto__":1,"__proto__":2}',
    ),
    *(
        '{"a":-0}',
        '{"a":-1}',
        '{"a":1.0}',
        '{"a":1.5}',
        '{"a":1e2}',
        '{"a":1E400}',
        '{"a":01}',
        '{"a":+1}',
        '{"a":.5}',
        '{"a":1.}',
    ),
    *(
        f'{{"a":{MOST}}}',
        f'{{"a":{MOST + 2}}}',
        f'{{"a":-{MOST}}}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":-Infinity}',
        '{"a":"1.5 -0 1e9"}',
    ),
    *(
        '{"a":"\\ud800"}',
        '{"a":"\\ud83d\\ude00"}',
        '{"\\udfff":1}',
        '{"a":"\\ude00\\ud83d"}',
        '{"a":"\\u00e4"}',
        '{"a":"ä€😀"}',
    ),
    *(
        '{"a":"\\\\"}',
        '{"a":"\\\\\\""}',
        '{"a":"\\\\","b":"\\\\"}',
        '{"a":"x\\\\":1}',
        '{"a":"\t"}',
        '{"a":"\\q"}',
        '{"a":1,}',
        '{"a":1}{}',
        '{"a":1} x',
    ),
    *(
        "[]",
        "1",
        '"x"',
        "null",
        "",
        "{",
        '{"a":tru}',
        '{"a":true,"b":false,"c":null}',
        "{'a':1}",
        '{"a":[1,]}',
        '{"a":[]}',
        '\ufeff{"a":1}',
    ),
    *(
        nested(32),
        nested(33),
        '{"a":' + "[" * 31 + "]" * 31 + "}",
        '{"a":' + "[" * 32 + "]" * 32 + "}",
        "[" * 20000,
        '{"a":1}\x00',
    ),
)
"""Texts that parsers read differently, and their neighbours."""


@cache
def read() -> dict[str, tuple[list[bytes], list[bool]]]:
    """For every reader the bytes that it is given, and whether the verifier takes them."""

    def takes(payload: bytes) -> bool:
        try:
            read_statement(Verified(payload=payload, sha256=sha256(payload).hexdigest(), signatures=()), "x")
        except SnapshotError:
            return False
        return True

    def opens(data: bytes) -> bool:
        try:
            payload = read_envelope(parse_object(data), "x").payload
        except SnapshotError:
            return False
        return takes(payload)

    def parses(data: bytes) -> bool:
        try:
            parse_object(data)
        except JsonError:
            return False
        return True

    payloads = [canonical(value) for value in statements()]
    sealed = [json.dumps(value).encode() for value in envelopes()]
    texts = [*(one.encode() for one in JSON), b'{"a":"\xff"}', b'{"a":"\xed\xa0\x80"}', '{"a":1}'.encode("utf-16")]
    around = [json.dumps(envelope(payload)).replace("[]", '[{"sig":""}]').encode() for payload in payloads]
    return {
        "statement": ([*around, *sealed], [takes(one) for one in payloads] + [opens(one) for one in sealed]),
        "strict": (texts, [parses(one) for one in texts]),
    }


@needs_node
def test_a_page_reads_what_the_verifier_reads() -> None:
    given = {reader: [text(one) for one in data] for reader, (data, _) in read().items()}
    found = node(taken=given)["taken"]
    for reader, (data, expected) in read().items():
        # A list is no object; whoever asks for a field of one gets nothing, and refuses.
        lists = {b"[]", b"1", b'"x"', b"null"} if reader == "strict" else set()
        wrong = [
            (one if reader == "strict" else json.loads(one), ours)
            for one, ours, theirs in zip(data, expected, found[reader], strict=True)
            if ours != theirs and one not in lists
        ]
        assert not wrong, (reader, len(wrong), wrong[:5])
    assert sum(read()["statement"][1]) > 40
    assert len(read()["statement"][0]) > 1000


@needs_node
def test_a_file_as_large_as_may_be_is_read() -> None:
    long = [json.dumps({"note": part * 200_000}).encode() for part in ('x\\"', "xxxxx")]
    assert all(1_000_000 < len(data) < 1 << 20 for data in long)
    assert node(taken={"strict": [text(data) for data in long]})["taken"] == {"strict": [True, True]}
