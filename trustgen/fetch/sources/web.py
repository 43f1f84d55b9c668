"""A web server with an index: `index.json` names the files beside it and their sizes (format section 6).

    {"indexVersion": 1, "files": [{"name": "0000000042.dsse.json", "size": 9713}]}

The index is believed in nothing: a name may only be a name, and a file of another size is refused.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from trustgen.attest import shape
from trustgen.attest.errors import refusal
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.shape import ShapeError
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.fetch.address import web_address
from trustgen.fetch.errors import SOURCE_MALFORMED
from trustgen.fetch.source import Listed, Offer, Order, Source, unusable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.fetch.address import Address
    from trustgen.fetch.client import Client

_INDEX = "index.json"
_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")
_MOST = MAX_FILE_BYTES
"""More entries than this do not fit into an index; how many may be taken is decided by who takes them."""

_ENTRY = shape.record(shape.fields, {"name": shape.text(r"(?s:.*)", "a file name"), "size": shape.integer(0)})
_FORM = shape.record(
    shape.fields,
    {"indexVersion": shape.integer(1, 1), "files": shape.rows(_ENTRY, 0, _MOST, "files")},
)


def _offer(order: Order, client: Client) -> Offer:
    address = web_address(order.address, "SOURCE")
    if not address.path.endswith(".json"):
        address = address.below(_INDEX)
    headers = _credentials(address, order)
    path = address.shown
    data = client.get(address, path, MAX_FILE_BYTES, headers=headers).data
    try:
        index = _FORM(parse_object(data))
    except JsonError as error:
        raise refusal(SOURCE_MALFORMED, path, f"`{path}` {error}.") from None
    except ShapeError as error:
        message = f"`{path}` is not an index{error.at}: {error.message}."
        raise refusal(SOURCE_MALFORMED, path, message, route=error.route) from None
    return Offer(
        shown=path,
        within=address.beside("").shown,
        files=tuple(
            Listed(name=entry["name"], size=entry["size"], read=partial(_read, client, address, headers, entry["name"]))
            for entry in index["files"]
        ),
    )


def _read(client: Client, index: Address, headers: Mapping[str, str], name: str, path: str) -> bytes:
    return client.get(index.beside(name), path, MAX_FILE_BYTES, headers=headers).data


def _credentials(address: Address, order: Order) -> dict[str, str]:
    """The header for the credentials in the address, or for the token; none without either."""
    if address.userinfo is not None:
        return address.credentials
    if order.token is None:
        return {}
    if _TOKEN.fullmatch(order.token) is None:
        raise unusable("The token in TRUSTGEN_FETCH_TOKEN is empty, or holds something else than plain characters.")
    return {"Authorization": f"Bearer {order.token}"}


SOURCE = Source(schemes=("https", "http"), offer=_offer)
