"""A published site from its address into an empty folder, file by file.

The paths come from a manifest that nobody signed: all of them are judged before the first is asked for.  A file that
the server does not have is not in the folder; who verifies the folder says what that means.  Every other answer that
is not the file ends the visit.
"""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from trustgen import limits
from trustgen.attest.errors import refusal
from trustgen.attest.quoting import named
from trustgen.fetch.address import web_address
from trustgen.fetch.client import OK, Client
from trustgen.fetch.errors import SOURCE_ELSEWHERE, SOURCE_MALFORMED, SOURCE_TOO_LARGE
from trustgen.files import is_plain

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from types import TracebackType

_ABSENT = frozenset({404, 410})
_ERROR_PAGE = "404.html"
"""The page that many servers send with status 404 under its own name too."""
_PART = 255
"""Bytes of one part of a path: what file systems take."""
_PATH_HELP = "No build of trustgen writes such a path: find out who changed the manifest."


class Visit:
    """One visit to a site; its time begins when it is made."""

    def __init__(self, given: str, folder: Path) -> None:
        """Raises `source-unusable` for an address that is none; nothing is asked for yet."""
        self._address = web_address(given, "TARGET")
        self._folder = folder
        self._client = Client(limits.SITE_SECONDS)
        self.size = 0
        """Bytes that came."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def shown(self, path: str = "") -> str:
        """The address of a file, or of the site, as a person reads it."""
        return self._address.below(quote(path)).shown

    def read(self, path: str) -> bytes | None:
        """A file; `None` if the server says that there is none.  Raises one of the refusals of `errors`."""
        limit = min(limits.LINT_FILE_BYTES, limits.SITE_BYTES - self.size)
        answer = self._client.get(
            self._address.below(quote(path)),
            self.shown(path),
            limit,
            headers=self._address.credentials,
            passing=_ABSENT,
            whole=frozenset({OK, 404}) if path == _ERROR_PAGE else frozenset({OK}),
        )
        self.size += len(answer.data)
        return answer.data if answer.status == OK or answer.data else None

    def keep(self, path: str, data: bytes) -> None:
        """Put a file into the folder; raises `OSError` where that is not possible."""
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        # Two names that differ in their letters' case alone are one file on some systems.
        with place.open("xb") as stream:
            stream.write(data)

    def fill(self, paths: Collection[str]) -> frozenset[str]:
        """Get these files into the folder; gives the paths that the server does not have."""
        absent = set()
        for path in sorted(paths):
            data = self.read(path)
            if data is None:
                absent.add(path)
            else:
                self.keep(path, data)
        return frozenset(absent)


def check_paths(paths: Collection[str], shown: str) -> None:
    """Refuse a list that no build makes; `shown` is what lists them."""
    if len(paths) > limits.SITE_FILES:
        message = f"`{shown}` lists {len(paths):,} files; at most {limits.SITE_FILES:,} are got from an address."
        raise refusal(SOURCE_TOO_LARGE, shown, message)
    for path in paths:
        if not _below(path):
            message = f"`{shown}` lists {named(path)}, which is no path of a file below the address."
            raise refusal(SOURCE_ELSEWHERE, shown, message, help=_PATH_HELP)
    folders = {path[:place] for path in paths for place, letter in enumerate(path) if letter == "/"}
    for path in sorted(folders.intersection(paths)):
        message = f"`{shown}` lists {named(path)} as a file, and files below it."
        raise refusal(SOURCE_MALFORMED, shown, message, help=_PATH_HELP)


def _below(path: str) -> bool:
    """Whether a path is that of a file below a folder, wherever it is written down and however it is asked for."""
    return (
        is_plain(path)
        and len(path) <= limits.ADDRESS_CHARACTERS
        and not PureWindowsPath(path).anchor
        and all(part not in {"", ".", ".."} and len(part.encode()) <= _PART for part in path.split("/"))
    )
