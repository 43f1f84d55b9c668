"""A bucket that speaks S3: `s3://bucket/prefix`.

botocore, the library of Amazon's own clients, finds the credentials where everybody keeps them and signs the addresses
that are asked for; it is the extra `trustgen[s3]`.  The asking is done by the client of all sources, under its limits.
Times, entity tags and version ids of the listing are not looked at.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen import limits
from trustgen.attest.errors import SnapshotError, refusal
from trustgen.attest.format import BUNDLE_SUFFIX, DSSE_SUFFIX, MAX_FILE_BYTES
from trustgen.fetch.address import web_address
from trustgen.fetch.errors import SOURCE_MALFORMED, SOURCE_TOO_LARGE
from trustgen.fetch.source import Listed, Offer, Order, Source, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.fetch.client import Client

_ADDRESS = re.compile(r"s3://([A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9])(?:/([A-Za-z0-9!_.*'()=/-]{0,900}))?")
_REGION = re.compile(r"[a-z0-9-]{1,64}")
_AMAZON = re.compile(r"\.amazonaws\.com(?:\.cn)?$")
_PAGE = 500
"""Objects of one page: so many of the longest keys fit into the bytes of one file."""
_VALID = 60
"""Seconds for which a signed address is good: it is used at once."""


class _Bucket(Struct, frozen=True, kw_only=True):
    """A bucket, with everything that is needed to ask it."""

    name: str
    prefix: str
    """Empty, or with a slash at its end."""
    signer: Any
    """botocore's client for S3."""
    client: Client

    @property
    def shown(self) -> str:
        return f"s3://{self.name}/{self.prefix}"

    def ask(self, operation: str, path: str, **parameters: str | int) -> bytes:
        """The answer to one operation, asked for by a signed address."""
        given = {"Bucket": self.name, **parameters}
        sign = partial(self.signer.generate_presigned_url, operation, Params=given, ExpiresIn=_VALID, HttpMethod="GET")
        # Signing may renew credentials, and that may ask a server of its own.
        url: str = self.client.watch.within(partial(_guarded, sign), path)
        return self.client.get(web_address(url, path), path, MAX_FILE_BYTES).data


def _offer(order: Order, client: Client) -> Offer:
    found = _ADDRESS.fullmatch(order.address)
    prefix = (found[2] or "").removesuffix("/") if found else ""
    if found is None or (prefix and not all(part.strip(".") for part in prefix.split("/"))):
        raise unusable("The address of a bucket has the form `s3://bucket/prefix`, in plain characters.")
    bucket = _Bucket(
        name=found[1],
        prefix=f"{prefix}/" if prefix else "",
        signer=client.watch.within(partial(_guarded, partial(_signer, order)), "SOURCE"),
        client=client,
    )
    return Offer(shown=bucket.shown, within=bucket.shown, files=tuple(_files(bucket)))


def _files(bucket: _Bucket) -> Iterator[Listed]:
    """The snapshots right below the prefix; objects with other endings are none."""
    more: dict[str, str] = {}
    for _ in range(limits.FETCH_PAGES):
        data = bucket.ask("list_objects_v2", bucket.shown, Prefix=bucket.prefix, Delimiter="/", MaxKeys=_PAGE, **more)
        page = _parsed(bucket, data)
        for item in page.get("Contents", ()):
            name, size = str(item.get("Key", "")).removeprefix(bucket.prefix), item.get("Size")
            if name.endswith((DSSE_SUFFIX, BUNDLE_SUFFIX)):
                yield Listed(name=name, size=size if type(size) is int else -1, read=partial(_read, bucket, name))
        token = page.get("NextContinuationToken")
        if not page.get("IsTruncated"):
            return
        if not isinstance(token, str):
            raise _malformed(bucket)
        more = {"ContinuationToken": token}
    most = limits.FETCH_PAGES * _PAGE
    message = f"`{bucket.shown}` holds more than the {most:,} objects that are looked through."
    raise refusal(SOURCE_TOO_LARGE, bucket.shown, message, help="Keep the snapshots under a prefix of their own.")


def _parsed(bucket: _Bucket, data: bytes) -> dict[str, Any]:
    """A page of the listing, read by the library that knows its form."""
    from botocore.parsers import ResponseParserError, create_parser

    shape = bucket.signer.meta.service_model.operation_model("ListObjectsV2").output_shape
    response = {"status_code": 200, "headers": {}, "body": data}
    try:
        page: dict[str, Any] = create_parser("rest-xml").parse(response, shape)
    except (ResponseParserError, ValueError):
        raise _malformed(bucket) from None
    if "Name" not in page:
        raise _malformed(bucket)
    return page


def _malformed(bucket: _Bucket) -> SnapshotError:
    message = f"`{bucket.shown}`: the answer is not the listing of a bucket."
    return refusal(SOURCE_MALFORMED, bucket.shown, message, help="Check that the endpoint speaks S3.")


def _read(bucket: _Bucket, name: str, path: str) -> bytes:
    return bucket.ask("get_object", path, Key=bucket.prefix + name)


def _signer(order: Order) -> Any:
    """The library's client for the order; nothing is sent by it, and only addresses that it signed are asked for."""
    try:
        import botocore.session
        from botocore.config import Config
    except ModuleNotFoundError:
        hint = "Install the extra: `pip install 'trustgen[s3]'`."
        raise unusable("A bucket is read with botocore, which is not installed.", help=hint) from None
    if order.endpoint is not None:
        web_address(order.endpoint, "--endpoint")
    if order.region is not None and _REGION.fullmatch(order.region) is None:
        raise unusable("A region is written in small letters, digits and hyphens.", path="--region")
    session = botocore.session.get_session()
    credentials = session.get_credentials()
    if credentials is None:
        hint = "Set them where Amazon's own clients look: environment, profile, or the role of the machine."
        raise unusable("There are no credentials for the bucket.", help=hint)
    make = partial(
        session.create_client,
        "s3",
        region_name=order.region or session.get_config_variable("region") or "us-east-1",
        endpoint_url=order.endpoint,
    )
    made = make(config=Config(signature_version="s3v4"))
    if _AMAZON.search(made.meta.endpoint_url) is None:
        return made
    # Otherwise an address is signed for a host without a region, and a young bucket's answer is a redirect.
    return make(config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))


def _guarded(call: partial[Any]) -> Any:
    """What a call of the library gives; its own errors may hold more than may be shown, so only their kind is."""
    try:
        return call()
    except SnapshotError:
        raise
    except Exception as error:
        from botocore.exceptions import BotoCoreError, ClientError

        if isinstance(error, (BotoCoreError, ClientError, ValueError)):
            message = f"The bucket's credentials or settings cannot be used ({type(error).__name__})."
            raise unusable(message, help="Check the AWS_ variables and the profile.") from None
        raise


SOURCE = Source(schemes=("s3",), offer=_offer)
