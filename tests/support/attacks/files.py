"""E and B: files, envelopes and bundles."""

from __future__ import annotations

from typing import Any

from posture_simulator import ALICE, BOB, bundle

from attacks.case import HEAD, Attack, Case, text64
from attacks.pieces import nested

MEBIBYTE = 1024 * 1024


def empty(case: Case) -> None:
    (case.folder / ".gitkeep").touch()


def absent(case: Case) -> None:
    case.folder.rmdir()


def too_large(case: Case) -> None:
    good = case.put().read_bytes()
    case.put_bytes(good + b" " * (MEBIBYTE + 1 - len(good)))


def loose(made: dict[str, Any]) -> None:
    """One of the bits that Base64 has left over is set."""
    text = made["signatures"][0]["sig"]
    if not text.endswith("=="):
        raise ValueError("no bits are left over")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    made["signatures"][0]["sig"] = text[:-3] + letters[letters.index(text[-3]) + 1] + "=="


def mixed(made: dict[str, Any]) -> None:
    text = made["signatures"][0]["sig"]
    places = [place for place, letter in enumerate(text) if letter in "+/"]
    if len(places) < 2:
        raise ValueError("the signature has too few of the letters in which the alphabets differ")
    made["signatures"][0]["sig"] = text[: places[-1]] + {"+": "-", "/": "_"}[text[places[-1]]] + text[places[-1] + 1 :]


def link(case: Case) -> None:
    case.put().rename(case.root / "elsewhere.json")
    (case.folder / HEAD).symlink_to("../elsewhere.json")


def link_inside(case: Case) -> None:
    case.put()
    (case.folder / "copy.dsse.json").symlink_to(HEAD)


def folder(case: Case) -> None:
    case.put()
    (case.folder / "x.dsse.json").mkdir()
    (case.folder / "x.dsse.json" / ".gitkeep").touch()


def linked_folder(case: Case) -> None:
    case.put()
    (case.root / "link").symlink_to("snapshots")
    case.source = "link"


def raw(change: Any) -> Any:
    """The good file as bytes, changed."""
    return lambda case: case.put_bytes(change(case.put().read_bytes()))


def ignored(text: str) -> Any:
    """A good envelope with one more field, which DSSE says to ignore."""
    return lambda case: case.edited('"payload"', f'"more": {text}, "payload"')


def first(**changes: Any) -> Any:
    """The first signature changed."""
    return lambda case: case.changed(lambda made: made["signatures"][0].update(changes))


def outer(**changes: Any) -> Any:
    """Fields of the envelope changed."""
    return lambda case: case.changed(lambda made: made.update(changes))


def as_bundle(**changes: Any) -> Any:
    return lambda case: case.bundled(lambda made: made.update(changes))


def material(**changes: Any) -> Any:
    return lambda case: case.bundled(lambda made: made["verificationMaterial"].update(changes))


MALFORMED = "MalformedEnvelope"
UNSAFE = "UnsafeSource"
BUNDLE = "UnsupportedBundle"
V01 = "application/vnd.dev.sigstore.bundle+json;version=0.1"
V02 = "application/vnd.dev.sigstore.bundle+json;version=0.2"
CERTIFICATE = {"rawBytes": text64(b"no certificate")}
BLOB = {"messageDigest": {"algorithm": "SHA2_256", "digest": text64(bytes(32))}, "signature": text64(b"no signature")}

# fmt: off
ATTACKS = (
    Attack("E01", "snapshot missing", "a folder without a snapshot", "MissingSnapshot", "no evidence is not good evidence", empty),
    Attack("E02", "folder missing", "the folder does not exist", "MissingSnapshot", "a wrong path is not an empty history", absent),
    Attack("E03", "file without end", "one byte more than a mebibyte", "SnapshotTooLarge", "what is read is bounded", too_large),
    Attack("E04", "cut off in transfer", "the last 40 bytes are missing", MALFORMED, "damage is no older snapshot",
           raw(lambda data: data[:-40])),
    Attack("E05", "not an object", "the envelope inside a list", MALFORMED, "there is one form",
           raw(lambda data: b"[" + data + b"]")),
    Attack("E06", "duplicate key", "`payload` stands twice", MALFORMED, "two readers would take different ones",
           lambda case: case.edited('"payload"', '"payload": "AAAA", "payload"')),
    Attack("E07", "duplicate key in escapes", "`\\u0070ayload` and `payload`", MALFORMED, "the same key in another spelling",
           lambda case: case.edited('"payload"', '"\\u0070ayload": "AAAA", "payload"')),
    Attack("E08", "byte order mark", "EF BB BF before the envelope", MALFORMED, "some parsers skip it, some do not",
           raw(lambda data: b"\xef\xbb\xbf" + data)),
    Attack("E09", "another encoding", "the envelope in UTF-16", MALFORMED, "Python's parser would guess it",
           raw(lambda data: data.decode().encode("utf-16"))),
    Attack("E10", "bytes after the envelope", "a second envelope follows", MALFORMED, "which of the two was meant?",
           raw(lambda data: data + data)),
    Attack("E11", "junk inside Base64", "a line feed and a mark inside the payload's text", MALFORMED,
           "lax decoders leave out what they do not know",
           lambda case: case.changed(lambda made: made.update(payload=made["payload"][:8] + "\n!" + made["payload"][8:]))),
    Attack("E12", "loose bits in Base64", "a bit set that belongs to no byte", MALFORMED, "two texts for the same bytes",
           lambda case: case.changed(loose, BOB)),
    Attack("E13", "field of the wrong type", "`payload` is an object", MALFORMED, "nothing is converted", outer(payload={})),
    Attack("E14", "unsigned snapshot", "`signatures` is an empty list", "UnsignedSnapshot", "anybody could have written it", outer(signatures=[])),
    Attack("E15", "empty file", "no bytes", MALFORMED, "an interrupted download", raw(lambda _: b"")),
    Attack("E16", "signatures missing", "no field `signatures`", MALFORMED, "not even an empty list",
           lambda case: case.changed(lambda made: made.pop("signatures"))),
    Attack("E17", "too many signatures", "seventeen of them, each good", MALFORMED, "each costs a computation",
           lambda case: case.put(keys=(ALICE,) * 17)),
    Attack("E18", "key id of the wrong type", "`keyid` is a number", MALFORMED, "nothing is converted", first(keyid=42)),
    Attack("E19", "nesting bomb", "20,000 opening brackets in an ignored field", MALFORMED, "the reader's stack must not end", ignored("[" * 20_000)),
    Attack("E20", "link out of the folder", "the snapshot is a symbolic link", UNSAFE, "it could lead to any file of the machine", link),
    Attack("E21", "folder in place of a file", "a folder named like a snapshot", UNSAFE, "what cannot be read is not skipped", folder),
    Attack("E22", "NaN in the envelope", "an ignored field holds NaN", MALFORMED, "that is not JSON", ignored("NaN")),
    Attack("E23", "signatures of the wrong type", "`signatures` is a text", MALFORMED, "a text has a length too", outer(signatures="MEUC")),
    Attack("E24", "link inside the folder", "a link to a good snapshot beside it", UNSAFE, "it can be turned at any time", link_inside),
    Attack("E25", "two Base64 alphabets in one text", "the last `+` or `/` of a signature in its URL-safe form", MALFORMED, "two texts for the same bytes",
           lambda case: case.changed(mixed)),
    Attack("E26", "name with a blank", "`a b.dsse.json`", UNSAFE, "names end up in commands and messages", lambda case: case.put(name="a b.dsse.json")),
    Attack("E27", "fraction in the envelope", "an ignored field holds 1.5", MALFORMED, "no number that parsers round", ignored("1.5")),
    Attack("E28", "inexact integer in the envelope", "an ignored field holds 2^53 + 1", MALFORMED, "a double reads 2^53", ignored("9007199254740993")),
    Attack("E29", "half a surrogate pair", "an ignored field holds \\ud800", MALFORMED, "that is no character", ignored('"\\ud800"')),
    Attack("E30", "bytes that are no text", "a byte FF in an ignored field", MALFORMED, "that is not UTF-8",
           raw(lambda data: data.replace(b'"payload"', b'"more": "\xff", "payload"', 1))),
    Attack("E31", "Base64 without its padding", "`=` left out", MALFORMED, "two texts for the same bytes",
           lambda case: case.changed(lambda m: m["signatures"][0].update(sig=m["signatures"][0]["sig"].rstrip("=")), BOB)),
    Attack("E32", "negative zero in the envelope", "an ignored field holds -0", MALFORMED, "parsers differ on it", ignored("-0")),
    Attack("E33", "one level too deep", "an ignored field nested to the 33rd level", MALFORMED, "the depth is bounded", ignored(nested(32))),
    Attack("E34", "control character in a text", "an ignored field holds a raw line feed", MALFORMED, "that is not JSON", ignored('"\n"')),
    Attack("E35", "signature that is no object", "`signatures` holds a text", MALFORMED, "nothing is converted", outer(signatures=["MEUC"])),
    Attack("E36", "signature without its bytes", "no `sig`", MALFORMED, "a key id alone signs nothing",
           lambda case: case.changed(lambda made: made["signatures"][0].pop("sig"))),
    Attack("E37", "folder that is a link", "the folder itself is a symbolic link", UNSAFE, "it can be turned at any time", linked_folder),
    Attack("E38", "payload type missing", "no `payloadType`", MALFORMED, "there is no type by default",
           lambda case: case.changed(lambda made: made.pop("payloadType"))),
    Attack("E39", "comment in the file", "`// ok` before the envelope", MALFORMED, "that is not JSON", raw(lambda data: b"// ok\n" + data)),
    Attack("B01", "bundle of another version", "media type of version 0.1", BUNDLE, "it has other rules", as_bundle(mediaType=V01)),
    Attack("B02", "signature over a blob", "`messageSignature` in place of the envelope", BUNDLE, "a blob has no type",
           lambda case: case.bundled(lambda made: (made.pop("dsseEnvelope"), made.update(messageSignature=BLOB)))),
    Attack("B03", "bundle without a key", "`publicKey` without a hint", BUNDLE, "a managed key is named", material(publicKey={})),
    Attack("B04", "two signatures in a bundle", "a bundle has exactly one", BUNDLE, "other readers take the first",
           lambda case: case.bundled(lambda made: made["dsseEnvelope"].update(signatures=made["dsseEnvelope"]["signatures"] * 2))),
    Attack("B05", "certificate in place of the key", "keyless material, and no identity in the policy", BUNDLE,
           "nobody said whose certificate", lambda case: case.bundled(lambda made: made.update(verificationMaterial={"certificate": CERTIFICATE}))),
    Attack("B06", "certificate beside the key", "both kinds of material", BUNDLE, "which one counts?", material(certificate=CERTIFICATE)),
    Attack("B07", "envelope under a bundle's name", "a raw envelope as `*.sigstore.json`", BUNDLE, "the name says how it is read",
           lambda case: case.put(name="0000000042.sigstore.json")),
    Attack("B08", "bundle under an envelope's name", "a bundle as `*.dsse.json`", MALFORMED, "the name says how it is read",
           lambda case: case.put_json(bundle(case.payload(), ALICE))),
    Attack("B09", "unknown field in a bundle", "`verified: true` beside the envelope", BUNDLE, "a bundle has no fields to ignore", as_bundle(verified=True)),
    Attack("B10", "blob signature beside the envelope", "both kinds of content", BUNDLE, "which one counts?", as_bundle(messageSignature=BLOB)),
    Attack("B11", "bundle of version 0.2", "its media type", BUNDLE, "it has other rules", as_bundle(mediaType=V02)),
    Attack("B12", "bundle with the key itself", "`rawBytes` beside the hint", BUNDLE, "a key from the file that it signs", material(publicKey={"hint": "x", "rawBytes": text64(ALICE.spki)})),
)
# fmt: on
