"""What went wrong on the way to a server, in words, and without the address: it may hold a credential."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from urllib3.exceptions import (
    ConnectTimeoutError,
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from trustgen.attest.errors import refusal
from trustgen.attest.quoting import escaped
from trustgen.fetch.errors import SOURCE_TOO_SLOW, SOURCE_UNREACHABLE, TRANSFER_DAMAGED

if TYPE_CHECKING:
    from trustgen.attest.errors import SnapshotError

_HELP = {
    401: "Give credentials that may read this: the manual says how.",
    403: "Give credentials that may read this; for a bucket check its region too.",
    404: "Check the address; a file that is listed and not there makes the list wrong.",
    429: "Fetch again later, and less often.",
}


def status_help(status: int) -> str | None:
    """What to do about an answer; `None` where the rule's own help says it."""
    return _HELP.get(status)


def unreachable(error: Exception, path: str, *, begun: bool = False) -> SnapshotError:
    """The refusal for a connection that could not be made, or that ended before its time."""
    # A connection that is refused is made from a late one in the client's family of errors.
    if isinstance(error, (ConnectTimeoutError, ReadTimeoutError)) and not isinstance(error, NewConnectionError):
        return refusal(SOURCE_TOO_SLOW, path, f"`{path}`: the server is silent for too long.")
    if isinstance(error, IncompleteRead) or begun:
        return refusal(TRANSFER_DAMAGED, path, f"`{path}` is cut off: the connection ended before the file did.")
    return refusal(SOURCE_UNREACHABLE, path, f"`{path}` cannot be reached: {_reason(error)}.")


def _reason(error: BaseException) -> str:
    if isinstance(error, NameResolutionError):
        return "its host has no address"
    found = _within(error)
    if isinstance(found, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({escaped(found.verify_message)})"
    if isinstance(found, ssl.SSLError) or isinstance(error, SSLError):
        return "no secure connection can be made"
    if isinstance(found, OSError) and found.strerror:
        return escaped(found.strerror[:1].lower() + found.strerror[1:])
    if isinstance(error, NewConnectionError):
        return "the connection is refused"
    return "what answers is not a web server, or it hangs up"


def _within(error: BaseException) -> BaseException | None:
    """The operating system's own error inside the client's, wherever the client keeps it."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, OSError):
            return one
        waiting += [one.__cause__, one.__context__, *(part for part in one.args if isinstance(part, BaseException))]
    return None
