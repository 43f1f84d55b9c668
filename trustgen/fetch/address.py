"""A web address, taken apart by the parser of the client that goes there, and what may be shown of it.

Only https is taken, and http on this machine itself.  Credentials and the query, which is often a signature, are kept
apart: nothing that a person reads is made from them.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, make_headers, parse_url

from trustgen.attest.errors import refusal
from trustgen.fetch.errors import SOURCE_UNUSABLE

_TEXT = re.compile(r"[\x21-\x5b\x5d-\x7e]{1,4096}")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place on the web."""

    scheme: str
    host: str
    """As it is dialled: small letters, an IPv6 address in brackets."""
    port: int
    path: str
    query: str | None = field(default=None, repr=False)
    userinfo: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """What the client dials and asks for; the credentials are not in it."""
        return Url(self.scheme, None, self.host, self.port, self.path, self.query).url

    @property
    def credentials(self) -> dict[str, str]:
        """The header for user and password, if the address has them."""
        return {} if self.userinfo is None else dict(make_headers(basic_auth=unquote(self.userinfo)))

    @property
    def authority(self) -> str:
        """Host and port, the port only where it is not the usual one."""
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: all that may be shown of an address that a server gave."""
        return f"{self.scheme}://{self.authority}"

    @property
    def shown(self) -> str:
        """The address without credentials and without the query."""
        return self.origin + self.path

    def beside(self, name: str) -> Address:
        """The address of a name in the same folder, asked for with the same query."""
        return replace(self, path=self.path.rpartition("/")[0] + "/" + name)

    def below(self, name: str) -> Address:
        """The address of a name in the folder that this is the address of."""
        return replace(self, path=self.path.removesuffix("/") + "/" + name)


def web_address(text: str, path: str) -> Address:
    """The address that a text holds; raises `source-unusable`, and the message shows nothing of the text.

    `path` is what findings name in its place.
    """
    try:
        parsed = parse_url(text) if _TEXT.fullmatch(text) else None
    except LocationParseError:
        parsed = None
    if parsed is None or parsed.scheme not in _PORTS or not parsed.host or parsed.fragment is not None:
        message = f"`{path}` is not a web address in plain letters, without a fragment."
        raise refusal(SOURCE_UNUSABLE, path, message)
    if parsed.scheme == "http" and not is_loopback(parsed.host):
        message = f"`{path}` is a plain http address; https is needed anywhere but on this machine itself."
        raise refusal(SOURCE_UNUSABLE, path, message, help="Give the https address.")
    return Address(
        scheme=parsed.scheme,
        host=parsed.host,
        port=_PORTS[parsed.scheme] if parsed.port is None else parsed.port,
        path=parsed.path or "/",
        query=parsed.query,
        userinfo=parsed.auth,
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its form: `localhost`, or an address of the loopback network."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
