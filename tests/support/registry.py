"""The part of an OCI registry that a fetch asks for, on loopback, with the list of referrers and with sign-in."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from artifacts import Artifacts
from loopback import Loopback, reply

if TYPE_CHECKING:
    from loopback import Answer, Asked, Send

USER, PASSWORD, TOKEN = "robot", "pa55word", "t0ken-of-the-registry"


class Registry:
    """A repository `team/posture`; `serve` puts its contents on the server."""

    def __init__(self, server: Loopback) -> None:
        self.server = server
        self.artifacts = Artifacts()
        self.address = f"oci://{server.host}/team/posture"
        self.base = "/v2/team/posture"
        self.sign_in = ""
        """`basic` or `bearer`: how it asks for a sign-in; empty for anybody."""
        self.realm = f"{server.url}/token"
        self.private = True
        """Whether a token is given for the right password only."""

    def serve(self, *, referrers: bool = True) -> None:
        """Answer with everything that was pushed so far."""
        store = self.artifacts
        for name, data in store.blobs.items():
            self.server[f"{self.base}/blobs/{name}"] = self._guard(reply(data))
        for name, (kind, data) in store.manifests.items():
            self.server[f"{self.base}/manifests/{name}"] = self._guard(reply(data, Content_Type=kind))
            if referrers and name.startswith("sha256:"):
                listed = json.dumps(store.index_of_referrers({"digest": name})).encode()
                self.server[f"{self.base}/referrers/{name}"] = self._guard(reply(listed))
        self.server["/token"] = self._token

    def _guard(self, answer: Answer) -> Answer:
        basic = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        scope = 'service="registry",scope="repository:team/posture:pull"'
        asks = {"basic": 'Basic realm="x"', "bearer": f'Bearer realm="{self.realm}",{scope}'}
        takes = {"basic": basic, "bearer": f"Bearer {TOKEN}"}

        def guarded(asked: Asked, send: Send) -> bool:
            if self.sign_in and asked.headers.get("authorization") != takes[self.sign_in]:
                return reply(b"{}", 401, WWW_Authenticate=asks[self.sign_in])(asked, send)
            return answer(asked, send)

        return guarded

    def _token(self, asked: Asked, send: Send) -> bool:
        basic = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        good = asked.headers.get("authorization") == basic or not self.private
        known = "service=registry&scope=repository%3Ateam%2Fposture%3Apull" in asked.target
        if not (good and known):
            return reply(b"{}", 401)(asked, send)
        return reply(json.dumps({"token": TOKEN}).encode())(asked, send)
