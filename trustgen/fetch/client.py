"""One web client for every source: bounded in bytes, time and distance, and deaf to the environment.

No proxy, cookie or netrc of the environment is used, nothing is decompressed, and no answer is asked for twice.
A redirect is followed within the same origin, and to hosts that were allowed by name; credentials stay with the origin
that they were given for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import HTTPError, ProtocolError

from trustgen import __version__, limits
from trustgen.attest.errors import SnapshotError, refusal
from trustgen.fetch.address import Address, web_address
from trustgen.fetch.errors import SOURCE_ELSEWHERE, SOURCE_REFUSED, SOURCE_TOO_LARGE, TRANSFER_DAMAGED
from trustgen.fetch.reasons import status_help, unreachable
from trustgen.fetch.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OWN = {"Accept-Encoding": "identity", "User-Agent": f"trustgen/{__version__}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)


class Client:
    """A client for one fetch; its time, in seconds, begins when it is made."""

    def __init__(self, seconds: float, allowed: AbstractSet[str] = frozenset()) -> None:
        self.watch = Watch(seconds)
        self.allowed = allowed
        """Other hosts, with their ports where those are not the usual ones, that a source may send to."""
        self._pool = urllib3.PoolManager(
            retries=False,
            timeout=urllib3.Timeout(connect=limits.FETCH_FILE_SECONDS, read=limits.FETCH_FILE_SECONDS),
        )

    def close(self) -> None:
        """Hang up."""
        self._pool.clear()

    def get(
        self,
        address: Address,
        path: str,
        limit: int,
        *,
        headers: Mapping[str, str] | None = None,
        passing: AbstractSet[int] = frozenset(),
        whole: AbstractSet[int] = frozenset({OK}),
    ) -> Answer:
        """The whole answer, at most `limit` bytes of it, or the refusal; `path` is what findings name.

        An answer whose status is not `whole` is a refusal unless that is `passing`; then it comes without its body.
        """
        return self.watch.within(lambda: self._get(address, path, limit, dict(headers or {}), passing, whole), path)

    def _get(
        self,
        address: Address,
        path: str,
        limit: int,
        headers: dict[str, str],
        passing: AbstractSet[int],
        whole: AbstractSet[int],
    ) -> Answer:
        for _ in range(limits.FETCH_HOPS + 1):
            response = self._ask(address, path, headers)
            try:
                status, location = int(response.status), response.headers.get("Location")
                if status in _REDIRECTS and location is not None:
                    onward = self._onward(address, location, path)
                    if onward.origin != address.origin:
                        headers.pop("Authorization", None)
                    address = onward
                    continue
                if status not in whole | passing:
                    message = f"`{path}`: the server answers with status {status}."
                    raise refusal(SOURCE_REFUSED, path, message, help=status_help(status))
                data = _body(response, path, limit) if status in whole else b""
                return Answer(status=status, headers=response.headers, data=data)
            finally:
                response.close()
        message = f"`{path}` sends on more than {limits.FETCH_HOPS} times."
        raise refusal(SOURCE_ELSEWHERE, path, message, help="Give the address where it ends.")

    def _ask(self, address: Address, path: str, headers: Mapping[str, str], *, again: bool = True) -> Any:
        """The beginning of an answer.

        A server may close a connection that is kept for the next file at the moment in which that is asked for; so
        where one ends before an answer begins, the same is asked once more.
        """
        try:
            return self._pool.request(
                "GET", address.url, headers={**_OWN, **headers}, redirect=False, preload_content=False
            )
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            hung_up = isinstance(error, ProtocolError) and any(isinstance(part, ConnectionError) for part in error.args)
            if not (again and hung_up):
                raise unreachable(error, path) from None
        return self._ask(address, path, headers, again=False)

    def _onward(self, address: Address, location: str, path: str) -> Address:
        """Where a redirect leads, if one may go there."""
        try:
            onward = web_address(urljoin(address.url, location), path)
        except (SnapshotError, ValueError):
            message = f"`{path}` sends on to an address that is not https."
            raise refusal(SOURCE_ELSEWHERE, path, message, help="Find out who changed it.") from None
        self.check_allowed(address, onward, path)
        return onward

    def check_allowed(self, address: Address, other: Address, path: str) -> None:
        """Raise `source-elsewhere` unless the other address has the same origin or a host that was allowed."""
        if other.origin != address.origin and other.authority not in self.allowed:
            raise refusal(SOURCE_ELSEWHERE, path, f"`{path}` sends on to another host, `{other.origin}`.")


def _body(response: Any, path: str, limit: int) -> bytes:
    for name in ("Content-Encoding", "Transfer-Encoding"):
        coding = response.headers.get(name, "identity").strip().lower()
        if coding not in {"identity", "chunked" if name == "Transfer-Encoding" else ""}:
            message = f"`{path}` comes compressed or otherwise encoded, though the plain bytes were asked for."
            raise refusal(TRANSFER_DAMAGED, path, message, help="Have the server send the files as they are.")
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > limit:
        raise _too_large(path, limit)
    chunks: list[bytes] = []
    size = 0
    try:
        while size <= limit:
            chunk = response.read(limit + 1 - size)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
            size += len(chunk)
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise unreachable(error, path, begun=True) from None
    raise _too_large(path, limit)


def _too_large(path: str, limit: int) -> SnapshotError:
    return refusal(SOURCE_TOO_LARGE, path, f"`{path}` has more than the {limit:,} bytes that may come.")
