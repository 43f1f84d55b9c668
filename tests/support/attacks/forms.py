"""P: what a signed payload looks like.  Every one of these is under a good signature."""

from __future__ import annotations

import json
from typing import Any

from posture_simulator import control, digest, predicate

from attacks.case import Attack, Case, over, signed, without
from attacks.pieces import later, nested

MALFORMED = "MalformedStatement"
SHAPE = "SchemaViolation"


def text(old: str, new: str) -> Any:
    """A piece of the payload's text replaced before it was signed."""
    return lambda case: case.resigned(old, new)


def raw(change: Any) -> Any:
    """The payload as bytes, changed before it was signed."""
    return lambda case: case.sign(change(case.payload()))


def pretty(case: Case) -> bytes:
    return json.dumps(case.statement(), indent=1).encode()


def named(value: object) -> Any:
    """Another name of the first evidence item."""
    return signed(over("predicate", "controls", 0, "evidence", 0, name=value))


def evidence(value: object) -> Any:
    """Another digest of the first evidence item."""
    return signed(over("predicate", "controls", 0, "evidence", 0, "digest", sha256=value))


def at(value: object) -> Any:
    """Another time at which the scan ended."""
    return signed(over("predicate", "scan", finishedAt=value))


def metric(**changes: object) -> Any:
    """Other fields of the mesh's ratio."""
    return signed(over("predicate", "controls", 1, "metrics", 0, **changes))


def many(path: tuple[str | int, ...], number: int) -> Any:
    """So many of the rows of a list."""

    def change(statement: dict[str, Any]) -> None:
        place: Any = statement
        for step in path:
            place = place[step]
        place *= number

    return signed(change)


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SEQUENCE = '"sequence":42'

# fmt: off
ATTACKS = (
    Attack("P01", "payload that is no JSON", "plain text", MALFORMED, "a signature makes nothing a statement", raw(lambda _: b"all controls pass")),
    Attack("P02", "duplicate key under the signature", "`status` twice: fail, then pass", MALFORMED, "two readers would take different ones",
           text('"status":"pass"', '"status":"fail","status":"pass"')),
    Attack("P03", "fraction", "sequence 42.0", MALFORMED, "no number that parsers round", text(SEQUENCE, SEQUENCE + ".0")),
    Attack("P04", "NaN", "a quantity is NaN", MALFORMED, "it is neither above nor below its target", text('"value":34', '"value":NaN')),
    Attack("P05", "infinity by overflow", "a quantity is 1e400", MALFORMED, "Python reads infinity", text('"value":34', '"value":1e400')),
    Attack("P06", "infinity by name", "a quantity is -Infinity", MALFORMED, "below every target", text('"value":34', '"value":-Infinity')),
    Attack("P07", "number that no two parsers agree on", "5,000 digits", MALFORMED, "and a long computation", text('"value":34', '"value":' + "9" * 5000)),
    Attack("P08", "half a surrogate pair", "\\ud800 in a name", MALFORMED, "that is no character", text('"check-output"', '"\\ud800"')),
    Attack("P09", "another encoding", "the payload in UTF-16", MALFORMED, "Python's parser would guess it", raw(lambda data: data.decode().encode("utf-16"))),
    Attack("P10", "byte order mark under the signature", "EF BB BF first", MALFORMED, "some parsers skip it, some do not", raw(lambda data: b"\xef\xbb\xbf" + data)),
    Attack("P11", "nesting bomb under the signature", "5,000 opening brackets", MALFORMED, "the reader's stack must not end", raw(lambda _: b'{"a":' + b"[" * 5000)),
    Attack("P12", "bytes after the statement", "a second statement follows", MALFORMED, "which of the two was signed?", raw(lambda data: data + data)),
    Attack("P13", "negative zero", "`affected` is -0", MALFORMED, "parsers differ on it", text('"affected":9', '"affected":-0')),
    Attack("P14", "not an object", "the statement inside a list", MALFORMED, "there is one form", raw(lambda data: b"[" + data + b"]")),
    Attack("P15", "bytes that are no text", "a byte FF in a name", MALFORMED, "that is not UTF-8", raw(lambda data: data.replace(b"check-output", b"check-\xff", 1))),
    Attack("P16", "control character in a text", "a raw line feed in a name", MALFORMED, "that is not JSON", raw(lambda data: data.replace(b"check-output", b"check-\n", 1))),
    Attack("P17", "comma at the end", "after the last field", MALFORMED, "that is not JSON", raw(lambda data: data[:-1] + b",}")),
    Attack("P18", "nesting beyond the limit", "a field nested to the 33rd level", MALFORMED, "the depth is bounded", raw(lambda data: b'{"more":' + nested(32).encode() + b"," + data[1:])),
    Attack("P19", "duplicate key in escapes", "`stat\\u0075s` and `status`", MALFORMED, "the same key in another spelling",
           text('"status":"pass"', '"stat\\u0075s":"fail","status":"pass"')),
    Attack("P20", "sequence as a text", '"42"', SHAPE, "nothing is converted", signed(predicate(sequence="42"))),
    Attack("P21", "true in place of a number", "numerator true", SHAPE, "in Python true is 1", metric(numerator=True)),
    Attack("P22", "number past exact doubles", "sequence 2^53", SHAPE, "a browser could not tell it from the next", signed(predicate(sequence=2**53))),
    Attack("P23", "sequence out of range", "sequence 0", SHAPE, "the first is 1", signed(predicate(sequence=0, previous=None))),
    Attack("P24", "negative number", "numerator -1", SHAPE, "nothing is counted below zero", metric(numerator=-1)),
    Attack("P25", "unknown field in the predicate", "`override: true`", SHAPE, "an older reader would not know what it ignores", signed(predicate(override=True))),
    Attack("P26", "missing field", "no `expiresAt`", SHAPE, "there is no default for an end", signed(without("predicate", "expiresAt"))),
    Attack("P27", "unknown field in a control", "`note` beside the status", SHAPE, "texts never come from a snapshot", signed(control("ISOL-001", note="checked by hand"))),
    Attack("P28", "look-alike letter", "a control id that begins with a Cyrillic letter", SHAPE, "it would look like another control", signed(over("predicate", "controls", 3, id="\u041a8S-001"))),
    Attack("P29", "full-width digits", "the year in full-width digits", SHAPE, "they match `\\d`", at("\uff12\uff10\uff12\uff16-11-23T11:20:00Z")),
    Attack("P30", "small letters in a control id", "`isol-001`", SHAPE, "one spelling for each control", signed(over("predicate", "controls", 0, id="isol-001"))),
    Attack("P31", "line feed at the end", "a control id ends in one", SHAPE, "`$` matches before it", signed(over("predicate", "controls", 0, id="ISOL-001\n"))),
    Attack("P32", "script in a name", "an evidence name is a script element", SHAPE, "names end up on pages", named("<script>alert(1)</script>")),
    Attack("P33", "time with an offset", "+00:00 in place of Z", SHAPE, "one way to write a time", at("2026-11-23T11:20:00+00:00")),
    Attack("P34", "time with a fraction", "half a second", SHAPE, "one way to write a time", at("2026-11-23T11:20:00.5Z")),
    Attack("P35", "no such day", "30 February", SHAPE, "a pattern does not know the calendar", signed(predicate(expiresAt="2027-02-30T00:00:00Z"))),
    Attack("P36", "leap second", "11:20:60", SHAPE, "parsers differ on it", at("2026-11-23T11:20:60Z")),
    Attack("P37", "placeholder evidence", "the SHA-256 of nothing", SHAPE, "no evidence was kept", evidence(EMPTY)),
    Attack("P38", "placeholder evidence, zeros", "64 zeros", SHAPE, "no evidence was kept", evidence("0" * 64)),
    Attack("P39", "placeholder evidence, ones", "64 times f", SHAPE, "no evidence was kept", evidence("f" * 64)),
    Attack("P40", "no subject", "`subject` is empty", SHAPE, "the signature is about nothing", signed(lambda s: s.update(subject=[]))),
    Attack("P41", "two subjects", "a second one", SHAPE, "readers would compare one of them", signed(lambda s: s["subject"].append(s["subject"][0]))),
    Attack("P42", "history denied", "`previous` is null at 42", SHAPE, "only the first has none before it", signed(predicate(previous=None))),
    Attack("P43", "history renumbered", "`previous.sequence` is 40 at 42", SHAPE, "a withheld snapshot would not be missed", signed(over("predicate", "previous", sequence=40))),
    Attack("P44", "exception without an end", "no `expiresAt` in it", SHAPE, "every deviation is bounded in time", signed(without("predicate", "exceptions", 0, "expiresAt"))),
    Attack("P45", "status of another tool", "`warn`", SHAPE, "there is no status between pass and fail", signed(control("ISOL-001", status="warn"))),
    Attack("P46", "predicate missing", "a statement without it", SHAPE, "there is nothing to show", signed(without("predicate"))),
    Attack("P47", "error without its code", "status error, no `errorCode`", SHAPE, "why was it not evaluated?", signed(control("ISOL-001", status="error"))),
    Attack("P48", "code without an error", "status pass with an `errorCode`", SHAPE, "one of the two is not true", signed(control("ISOL-001", errorCode="timeout"))),
    Attack("P49", "revision that is no commit", "the name of a branch", SHAPE, "a branch moves", signed(predicate(deployment={"gitCommit": "main"}))),
    Attack("P50", "second digest of the subject", "SHA-512 beside SHA-256", SHAPE, "readers would compare one of them", signed(over("subject", 0, "digest", sha512="ab" * 64))),
    Attack("P51", "capital letters in a digest", "of an evidence item", SHAPE, "one way to write a digest", evidence(digest("x").upper())),
    Attack("P52", "hour 24", "24:00:00", SHAPE, "parsers differ on it", at("2026-11-23T24:00:00Z")),
    Attack("P53", "scanner without https", "an http address", SHAPE, "one form", signed(over("predicate", "scanner", id="http://kla.example/posture-scanner"))),
    Attack("P54", "no controls", "an empty list", SHAPE, "nothing was scanned", signed(predicate(controls=[]))),
    Attack("P55", "evidence without end", "65 items", SHAPE, "lists are bounded", many(("predicate", "controls", 0, "evidence"), 65)),
    Attack("P56", "metrics without end", "17 of them", SHAPE, "lists are bounded", many(("predicate", "controls", 1, "metrics"), 17)),
    Attack("P57", "capital letters in a name", "of the environment", SHAPE, "one spelling for each environment", signed(predicate(environment="Prod-EU-1"))),
    Attack("P58", "subject with a blank", "in its name", SHAPE, "one form", signed(over("subject", 0, name="controls @2026.11.1"))),
    Attack("P59", "exception id of another form", "EXC-26-1", SHAPE, "one form", signed(over("predicate", "exceptions", 0, id="EXC-26-1"))),
    Attack("P60", "null in place of an optional field", "`deployment: null`", SHAPE, "left out is left out", signed(predicate(deployment=None))),
    Attack("P61", "history before the first", "`previous` at sequence 1", SHAPE, "there is none", signed(predicate(sequence=1, previous={"sequence": 1, "digest": {"sha256": digest("x")}}))),
    Attack("P62", "metric of two kinds", "two counts and a quantity", SHAPE, "which one counts?", metric(value=100)),
    Attack("P63", "predicate of the wrong type", "a list", SHAPE, "nothing is converted", signed(lambda s: s.update(predicate=[s["predicate"]]))),
    Attack("P64", "name without end", "65 letters", SHAPE, "texts are bounded", named("a" * 65)),
    Attack("P65", "name that ends in a dot", "`check-output.`", SHAPE, "one form", named("check-output.")),
    Attack("P66", "statement without its type", "no `_type`", SHAPE, "there is no type by default", signed(without("_type"))),
    Attack("P67", "unknown field in the statement", "`verified: true`", SHAPE, "nobody says of himself that he is verified", signed(lambda s: s.update(verified=True))),
    Attack("P68", "commit of another length", "41 digits", SHAPE, "it names no commit", signed(predicate(deployment={"gitCommit": "a" * 41}))),
    Attack("P69", "time with a blank", "in place of the T", SHAPE, "one way to write a time", signed(predicate(expiresAt=later(3600).replace("T", " ")))),
    Attack("P70", "time without a zone", "no Z", SHAPE, "in whose zone?", at("2026-11-23T11:20:00")),
    Attack("P71", "control id without end", "a prefix of 17 letters", SHAPE, "texts are bounded", signed(over("predicate", "controls", 0, id="A" * 17 + "-001"))),
    Attack("P72", "predicate type missing", "no `predicateType`", SHAPE, "there is no type by default", signed(without("predicateType"))),
    Attack("P73", "terminal escape in a control id", "ESC [ 2 J", SHAPE, "it would clear the terminal of whoever reads the refusal", signed(over("predicate", "controls", 0, id="\x1b[2J"))),
)
# fmt: on
