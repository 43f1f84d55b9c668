"""The part of S3 that a fetch asks for, on loopback, written from Amazon's description of Signature Version 4.

Nothing here comes from the library that signs in the product: the signature of every request is computed anew.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote
from xml.sax.saxutils import escape

from loopback import Loopback, reply

if TYPE_CHECKING:
    from loopback import Answer, Asked, Send

ACCESS, SECRET, REGION = "AKIAEXAMPLE", "wJalrXUtnFEMIexamplekey", "eu-central-1"
_SPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'


class Bucket:
    """A bucket `evidence` with some objects, which it gives to whoever signs with the right secret."""

    def __init__(self, server: Loopback, objects: dict[str, bytes], *, page: int = 1000) -> None:
        self.page = page
        self.objects = objects
        self.asked: list[dict[str, str]] = []
        server["/evidence"] = self._guard(self._list)
        for key, data in objects.items():
            server[f"/evidence/{key}"] = self._guard(reply(data))

    def _guard(self, answer: Answer) -> Answer:
        def guarded(asked: Asked, send: Send) -> bool:
            self.asked.append(dict(parse_qsl(asked.target.partition("?")[2], keep_blank_values=True)))
            if _signature(asked) != self.asked[-1].get("X-Amz-Signature"):
                return reply(b"<Error><Code>SignatureDoesNotMatch</Code></Error>", 403)(asked, send)
            return answer(asked, send)

        return guarded

    def _list(self, asked: Asked, send: Send) -> bool:
        given = self.asked[-1]
        prefix, after = given.get("prefix", ""), given.get("continuation-token", "")
        below = sorted(key for key in self.objects if key.startswith(prefix) and key > after)
        mark = given.get("delimiter")
        direct = [key for key in below if mark is None or mark not in key[len(prefix) :]]
        shown = direct[: min(self.page, int(given["max-keys"]))]
        more = len(shown) < len(direct)
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-23T11:20:00.000Z</LastModified>"
            f"<ETag>&quot;x&quot;</ETag><Size>{len(self.objects[key])}</Size></Contents>"
            for key in shown
        )
        token = f"<NextContinuationToken>{shown[-1]}</NextContinuationToken>" if more else ""
        data = (
            f'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult {_SPACE}><Name>evidence</Name>'
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{rows}</ListBucketResult>"
        )
        return reply(data.encode())(asked, send)


def _signature(asked: Asked) -> str:
    """The signature of a request whose signature is in its query."""
    path, _, query = asked.target.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    named = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in given.items() if k != "X-Amz-Signature")
    headers = given.get("X-Amz-SignedHeaders", "").split(";")
    request = "\n".join(
        (
            "GET",
            path,
            "&".join("=".join(pair) for pair in named),
            "".join(f"{name}:{asked.headers.get(name, '')}\n" for name in headers),
            ";".join(headers),
            "UNSIGNED-PAYLOAD",
        )
    )
    moment = given.get("X-Amz-Date", "")
    scope = f"{moment[:8]}/{REGION}/s3/aws4_request"
    text = "\n".join(("AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(request.encode()).hexdigest()))
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()
