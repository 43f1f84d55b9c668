"""Reading files that somebody else wrote: regular files only, inside their root, within a size, as UTF-8.

Everything that can be wrong with a file is a finding; nothing here raises for bad input, and nothing here knows
what a file means.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from hashlib import sha256
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from trustgen import limits
from trustgen.finding import Finding, Rule, Span
from trustgen.source import Source

UNREADABLE = Rule(
    code="TG001",
    name="unreadable-file",
    summary="A file or folder cannot be read.",
    help="Check that it exists and that the build may read it.",
)
NOT_UTF8 = Rule(
    code="TG002",
    name="not-utf8",
    summary="A text file is not UTF-8.",
    help="Save the file as UTF-8.",
)
UNSAFE_FILE = Rule(
    code="TG003",
    name="unsafe-file",
    summary="A path is a link out of the project, or not a regular file.",
    help="Put the file itself inside the project.",
)
FILE_TOO_LARGE = Rule(
    code="TG004",
    name="file-too-large",
    summary="A file is larger than the limit.",
    help="Split the file, or remove what does not belong in it.",
)
FORBIDDEN_CHARACTER = Rule(
    code="TG005",
    name="forbidden-character",
    summary="A text file holds a control character that no text needs.",
    help="Delete the character; most editors can show invisible characters.",
)

TOO_MANY_FILES = Rule(
    code="TG006",
    name="too-many-files",
    summary="A folder holds more files than a trust center has.",
    help="Move what does not belong to the trust center out of the folder.",
)

# C0 and C1 controls but tab, newline and carriage return, the line breaks that only some programs count, and what
# turns the direction of reading unseen.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufffe\uffff\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE = 10_000
"""Characters of a line that a finding carries along; nobody could look at a longer one."""
_BREAK_HELP = "Save the file with the line breaks of Unix (LF) or of Windows (CRLF)."
_LINK_HELP = "Put the file itself where the link is, or mend the link."
_PLAIN_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\\]+")


class Folder(Struct, frozen=True, eq=False):
    """A folder that may be read: its real path, and the prefix under which findings name its files."""

    root: Path
    prefix: str = ""
    within: Path | None = None
    """The project: nothing outside of it is read, wherever links lead; by default the folder itself."""
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file that was read through this folder, by the path that findings show."""

    def name(self, path: str) -> str:
        """The path as findings show it."""
        return f"{self.prefix}/{path}" if self.prefix else path

    def read(self, path: str, limit: int) -> bytes | Finding:
        """The bytes of a regular file below the folder, at most `limit` of them."""
        shown = Span(path=self.name(path))
        if path.startswith("/") or ".." in path.split("/"):
            return UNSAFE_FILE.at(shown, f"`{shown.path}` leads out of its folder.")
        try:
            real = os.path.realpath(self.root / path, strict=True)
            if not _is_inside(real, os.path.realpath(self.within or self.root)):
                of = "the project" if self.within is not None else "its folder"
                return UNSAFE_FILE.at(shown, f"`{shown.path}` is a link that leads out of {of}.")
            # Non-blocking, so that a named pipe does not hold the build before it is seen to be one.
            descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
            try:
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode):
                    return UNSAFE_FILE.at(shown, f"`{shown.path}` is not a regular file.")
                if found.st_size > limit:
                    return _too_large(shown, found.st_size, limit)
                with os.fdopen(descriptor, "rb", closefd=False) as stream:
                    data = stream.read(limit + 1)
            finally:
                os.close(descriptor)
        except (OSError, RuntimeError, ValueError) as error:
            return _unreadable(shown, self.root, path, error)
        if len(data) > limit:
            return _too_large(shown, len(data), limit)
        self.digests[shown.path] = sha256(data).hexdigest()
        return data

    def text(self, path: str, limit: int) -> Source | Finding:
        """The decoded text of a UTF-8 file below the folder."""
        data = self.read(path, limit)
        return data if isinstance(data, Finding) else decoded(data, self.name(path))

    def walk(self) -> list[str] | Finding:
        """Every file below the folder, hidden ones left out, in the order of their names."""
        found: list[str] = []

        def fail(error: OSError) -> None:
            raise error

        try:
            for folder, names, files in os.walk(self.root, onerror=fail):
                names[:] = sorted(name for name in names if not name.startswith("."))
                base = Path(folder).relative_to(self.root).as_posix()
                stem = "" if base == "." else f"{base}/"
                # A linked folder is not walked: it is named, and reading it then fails with its own finding.
                links = [name for name in names if (Path(folder) / name).is_symlink()]
                found.extend(stem + name for name in sorted([*files, *links]) if not name.startswith("."))
                if len(found) > limits.FILES:
                    shown = self.prefix or self.root.name
                    message = f"The folder `{shown}` holds more than {limits.FILES:,} files."
                    return TOO_MANY_FILES.at(Span(path=shown), message)
        except OSError as error:
            shown = self.prefix or self.root.name
            return UNREADABLE.at(Span(path=shown), f"The folder `{shown}` cannot be read: {error.strerror}.")
        odd = next((fault for name in found if (fault := odd_name(self.name(name))) is not None), None)
        return odd or sorted(found)


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _unreadable(shown: Span, root: Path, path: str, error: OSError | RuntimeError | ValueError) -> Finding:
    number = error.errno if isinstance(error, OSError) else None
    # Before Python 3.13, a link that leads to itself is no error of the operating system.
    if isinstance(error, RuntimeError) or number == errno.ELOOP:
        return UNREADABLE.at(shown, f"`{shown.path}` is a link that leads back to itself.", help=_LINK_HELP)
    if number == errno.ENOENT and _has_link(root, path):
        return UNREADABLE.at(shown, f"`{shown.path}` is a link that leads nowhere.", help=_LINK_HELP)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UNREADABLE.at(shown, f"`{shown.path}` cannot be read: {reason}.")


def _has_link(root: Path, path: str) -> bool:
    return any((root / part).is_symlink() for part in (PurePosixPath(path), *PurePosixPath(path).parents))


def odd_name(path: str) -> Finding | None:
    """A finding for a path that cannot be written down."""
    if is_plain(path):
        return None
    shown = ascii(path)[1:-1]
    return UNSAFE_FILE.at(Span(path=shown), f"The name `{shown}` is not plain UTF-8 text.", help="Rename the file.")


def is_plain(name: str) -> bool:
    """Whether a file's name can be written down: UTF-8, and no control character in it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return _PLAIN_NAME.fullmatch(name) is not None


def _too_large(span: Span, size: int, limit: int) -> Finding:
    return FILE_TOO_LARGE.at(span, f"`{span.path}` has {size:,} bytes; the limit is {limit:,}.")


def decoded(data: bytes, path: str) -> Source | Finding:
    """Bytes as a source: UTF-8, a byte order mark dropped, no control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, path, error.start)
    source = Source(path, text)
    wrong = _FORBIDDEN.search(text)
    if wrong is None:
        return source
    line = text.count("\n", 0, wrong.start()) + 1
    column = wrong.start() - (text.rfind("\n", 0, wrong.start()) + 1) + 1
    shown = source.line(line) if len(source.line(line)) <= _LINE else None
    span = Span(path=path, line=line, column=column, end_line=line, end_column=column + 1, text=shown)
    name = f"U+{ord(wrong[0]):04X}"
    if wrong[0] == "\r":
        return FORBIDDEN_CHARACTER.at(
            span, f"`{path}` has a line break of its own kind, {name} alone.", help=_BREAK_HELP
        )
    if wrong[0] in _TURNING:
        message = f"`{path}` holds {name}, an unseen character that changes the direction of reading."
        return FORBIDDEN_CHARACTER.at(span, message)
    return FORBIDDEN_CHARACTER.at(span, f"`{path}` holds the control character {name}.")


def _not_utf8(data: bytes, path: str, at: int) -> Finding:
    """The place of the first byte that is not UTF-8, and what the file may be instead."""
    if data.startswith(_UTF16):
        return NOT_UTF8.at(Span(path=path), f"`{path}` is not UTF-8: it looks like UTF-16.")
    begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
    whole = data[begin : end if end >= 0 else len(data)].rstrip(b"\r")
    span = Span(
        path=path,
        line=data.count(b"\n", 0, at) + 1,
        column=len(data[begin:at].decode("utf-8", "replace")) + 1,
        text=whole.decode("utf-8", "replace") if len(whole) <= _LINE else None,
    )
    return NOT_UTF8.at(span, f"`{path}` is not UTF-8: byte {at + 1} is {data[at]:#04x}.")
