"""Bytes to text, in the encoding that the file declares; UTF-8 where it declares none.

A file that is not text in that encoding gives a problem and no text.  Nothing here reads what the text says.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from trustgen import limits
from trustgen.finding import Span
from trustgen.scopes.rules import DIRECTION, EXCESSIVE, UNDECODABLE
from trustgen.scopes.span import span_at
from trustgen.scopes.unit import Problem

if TYPE_CHECKING:
    from trustgen.artifact import Artifact

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']"""
    rb"""|@charset\s+"([\w.:-]{1,40})";""",
    re.IGNORECASE,
)
_HEAD: Final = 2048
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LATIN: Final = frozenset({"latin-1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii", "latin1", "l1"})
_CONTROL: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CODE: Final = r"20(?:2[a-e]|6[6-9])"
_END: Final = "(?![0-9a-f])"
_WRITTEN: Final = re.compile(rf"&#(?i:x0*{_CODE}{_END}|0*(?:823[4-8]|829[4-7])(?![0-9]));?")
_ESCAPED: Final = re.compile(rf"\\(?i:u\{{?0*{_CODE}|0*{_CODE}{_END})")
"""Such a character as an escape.  Each begins with a letter of its own, for which the text is searched quickly."""
_LARGE: Final = (".json", ".map")
"""Search indexes and maps of scripts."""
_ESCAPING: Final = (".js", ".mjs", ".json", ".css", ".webmanifest")


def decoded(artifact: Artifact) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file without its byte order mark, and what is wrong with it."""
    data = artifact.data
    most = limits.JSON_BYTES if artifact.path.lower().endswith(_LARGE) else limits.TEXT_BYTES
    if len(data) > most:
        message = f"`{artifact.path}` has {len(data):,} bytes, and a text of this kind has at most {most:,}."
        return "", (Problem(rule=EXCESSIVE, span=Span(path=artifact.path), message=message),)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(artifact, data[len(mark) :], encoding)
    return _decode(artifact, data, _declared(data))


@lru_cache(maxsize=4)
def text_of(artifact: Artifact) -> str:
    """The same text again, for places; only for a file that was decoded without a problem before."""
    return decoded(artifact)[0]


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return "utf-8"
    name = next(group for group in found.groups() if group).decode("ascii").lower()
    if name in _LATIN:
        return "windows-1252"
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _decode(artifact: Artifact, data: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding)
    except LookupError:
        return "", (_problem(artifact, f"The file {artifact.path!r} declares the unknown encoding {encoding!r}."),)
    except (UnicodeDecodeError, UnicodeError) as error:
        at = getattr(error, "start", 0)
        before = data[:at].decode(encoding, "replace")
        message = f"The file {artifact.path!r} is not {encoding.upper()}: byte {at} can't be decoded."
        span = span_at(artifact.path, before, len(before), len(before))
        return "", (Problem(rule=UNDECODABLE, span=span, message=message),)
    if "\0" in text:
        at = text.index("\0")
        message = f"The file {artifact.path!r} holds NUL characters, as a text in UTF-16 without its mark does."
        return text, (Problem(rule=UNDECODABLE, span=span_at(artifact.path, text, at, at + 1), message=message),)
    if text.isascii() and "&#" not in text and "\\" not in text:
        return text, ()
    pattern = _ESCAPED if artifact.path.lower().endswith(_ESCAPING) else _WRITTEN
    found = [one for one in (_CONTROL.search(text), pattern.search(text)) if one]
    return text, (_redirected(artifact, text, min(found, key=lambda one: one.start())),) if found else ()


def _redirected(artifact: Artifact, text: str, found: re.Match[str]) -> Problem:
    return Problem(
        rule=DIRECTION,
        span=span_at(artifact.path, text, found.start(), found.end()),
        message="The text holds a character that changes the direction of reading without being seen.",
    )


def _problem(artifact: Artifact, message: str) -> Problem:
    return Problem(rule=UNDECODABLE, span=Span(path=artifact.path), message=message)
