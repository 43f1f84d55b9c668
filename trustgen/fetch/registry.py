"""An OCI registry, as the distribution specification has it: asking for manifests and blobs, with the digest checked.

Sign-in is the registry's own: it answers 401 and says how; a token is asked for with the credentials that `docker
login` left, or with none.  What is named by a digest has that digest, wherever it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin
from urllib.request import parse_http_list, parse_keqv_list

import urllib3

from trustgen.attest.errors import SnapshotError, refusal
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.fetch.address import Address, is_loopback, web_address
from trustgen.fetch.errors import SOURCE_ELSEWHERE, SOURCE_MALFORMED, SOURCE_REFUSED, TRANSFER_DAMAGED
from trustgen.fetch.login import credentials_for
from trustgen.fetch.reasons import status_help

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.fetch.client import Answer, Client

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
NOT_FOUND = 404
_UNAUTHORIZED = 401
_TOKEN = re.compile(r"[\x21-\x7e]{1,16384}")


@dataclass(slots=True, kw_only=True)
class Repository:
    """A repository of a registry, and how far one is signed in to it."""

    host: str
    """With the port, where it is not the usual one."""
    name: str
    client: Client
    _headers: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def shown(self) -> str:
        """The repository as a person reads it."""
        return f"oci://{self.host}/{self.name}"

    def manifest(self, reference: str, path: str, *, missing: bool = False) -> tuple[dict[str, Any], str] | None:
        """The manifest or index of a tag or digest, and its own digest; with `missing`, `None` where there is none."""
        address = self._address(f"manifests/{reference}")
        answer = self._get(address, path, {"Accept": f"{MANIFEST}, {INDEX}"}, missing=missing)
        if answer.status == NOT_FOUND:
            return None
        digest = f"sha256:{sha256(answer.data).hexdigest()}"
        if DIGEST.fullmatch(reference) and reference != digest:
            raise _other(path)
        return decoded(answer.data, path), digest

    def blob(self, digest: str, path: str) -> bytes:
        """The bytes of a blob."""
        data = self._get(self._address(f"blobs/{digest}"), path, {}).data
        if digest != f"sha256:{sha256(data).hexdigest()}":
            raise _other(path)
        return data

    def referrers(self, digest: str, kind: str, path: str, pages: int) -> list[dict[str, Any]] | None:
        """The descriptors that refer to a manifest, of one kind where the registry knows to choose.

        `None` where the registry has no such list: then a tag that is made from the digest holds one.
        """
        address: Address | None = self._address(f"referrers/{digest}", query=f"artifactType={quote(kind, safe='')}")
        found: list[dict[str, Any]] = []
        for _ in range(pages):
            if address is None:
                return found
            answer = self._get(address, path, {"Accept": INDEX}, missing=True)
            if answer.status == NOT_FOUND:
                return None
            found += descriptors(decoded(answer.data, path), "manifests", path)
            address = self._next(address, answer.headers.get("Link", ""), path)
        message = f"`{path}` has more than {pages} pages of signatures."
        raise refusal(SOURCE_MALFORMED, path, message, help="Keep the snapshots in an artifact of their own.")

    def _next(self, address: Address, link: str, path: str) -> Address | None:
        """The next page, which has to be on the same server."""
        found = re.match(r'\s*<([^>]*)>\s*;[^,]*\brel="?next\b', link)
        if found is None:
            return None
        try:
            onward = web_address(urljoin(address.url, found[1]), path)
        except (SnapshotError, ValueError):
            raise refusal(SOURCE_MALFORMED, path, f"`{path}`: the address of the next page is none.") from None
        if onward.origin != address.origin:
            raise refusal(SOURCE_ELSEWHERE, path, f"`{path}`: the next page is on another host, `{onward.origin}`.")
        return onward

    def _address(self, rest: str, query: str | None = None) -> Address:
        scheme = "http" if is_loopback(self.host.rpartition(":")[0] or self.host) else "https"
        address = web_address(f"{scheme}://{self.host}/v2/{self.name}/{rest}", self.shown)
        return replace(address, query=query)

    def _get(self, address: Address, path: str, headers: Mapping[str, str], *, missing: bool = False) -> Answer:
        """An answer; the first time, after signing in as the registry asks."""
        passing = frozenset({NOT_FOUND} if missing else ())
        if not self._headers:
            answer = self.client.get(address, path, MAX_FILE_BYTES, headers=headers, passing=passing | {_UNAUTHORIZED})
            if answer.status != _UNAUTHORIZED:
                return answer
            self._headers = self._signed_in(address, answer.headers.get("WWW-Authenticate", ""), path)
        return self.client.get(address, path, MAX_FILE_BYTES, headers={**headers, **self._headers}, passing=passing)

    def _signed_in(self, address: Address, challenge: str, path: str) -> dict[str, str]:
        kind, _, rest = challenge.partition(" ")
        userinfo = self.client.watch.within(lambda: credentials_for(self.host), path)
        basic = dict(urllib3.make_headers(basic_auth=userinfo)) if userinfo is not None else {}
        if kind.lower() == "basic" and basic:
            return basic
        if kind.lower() == "bearer":
            return self._token(address, rest, basic, path)
        message = f"`{path}`: the registry wants a sign-in, and there are no credentials for `{self.host}`."
        raise refusal(SOURCE_REFUSED, path, message, help="Sign in with `docker login` or `oras login`.")

    def _token(self, address: Address, challenge: str, basic: dict[str, str], path: str) -> dict[str, str]:
        """A token from the place that the registry names: its own host, or one that was allowed."""
        try:
            named = parse_keqv_list(parse_http_list(challenge))
            realm = web_address(named.get("realm", ""), path)
        except (SnapshotError, ValueError):
            message = f"`{path}`: the registry wants a sign-in and does not say where."
            raise refusal(SOURCE_REFUSED, path, message) from None
        self.client.check_allowed(address, realm, path)
        asked = {key: named[key] for key in ("service", "scope") if key in named}
        query = "&".join(f"{key}={quote(value, safe='')}" for key, value in asked.items())
        answer = self.client.get(replace(realm, query=query), path, MAX_FILE_BYTES, headers=basic)
        given = decoded(answer.data, path)
        token = given.get("token", given.get("access_token"))
        if not isinstance(token, str) or _TOKEN.fullmatch(token) is None:
            message = f"`{path}`: the registry gives no token."
            raise refusal(SOURCE_REFUSED, path, message, help=status_help(_UNAUTHORIZED))
        return {"Authorization": f"Bearer {token}"}


def decoded(data: bytes, path: str) -> dict[str, Any]:
    """The JSON object that a registry sent."""
    try:
        return parse_object(data)
    except JsonError as error:
        raise refusal(SOURCE_MALFORMED, path, f"`{path}` {error}.") from None


def descriptors(value: dict[str, Any], key: str, path: str) -> list[dict[str, Any]]:
    """The descriptors in a manifest: each with a digest and a size that are some."""
    rows = value.get(key, [])
    if type(rows) is not list:
        raise refusal(SOURCE_MALFORMED, path, f"`{path}`: `{key}` is not a list.", route=key)
    for index, row in enumerate(rows):
        digest = row.get("digest") if type(row) is dict else None
        if type(digest) is not str or DIGEST.fullmatch(digest) is None or type(row.get("size")) is not int:
            message = f"`{path}`: an entry of `{key}` has no SHA-256 digest or no size."
            raise refusal(SOURCE_MALFORMED, path, message, route=f"{key}[{index}]")
    return rows


def _other(path: str) -> SnapshotError:
    return refusal(TRANSFER_DAMAGED, path, f"`{path}` is something else than what was asked for: its digest differs.")
