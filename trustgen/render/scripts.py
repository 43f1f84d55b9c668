"""The pages' scripts: joined from the shipped sources, their comments and white space left behind, known by digest.

A page loads a script by a name that holds its digest and with the digest as `integrity`, and its content security
policy allows these digests and nothing else: not even another script of the same site.  A project cannot replace them.
A page that was opened from a disk loads none of them, because browsers check no digest there; it needs none.
Names in the sources stay as they are, so what is shipped can still be read.
"""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256

from msgspec import Struct
from rjsmin import jsmin

from trustgen.artifact import Artifact
from trustgen.resources import shipped

_MEDIA = "text/javascript"
_CHECK = "posture/verify.js"
"""Where the check lies under a name that stays the same, for people and programs that look for it."""


class Script(Struct, frozen=True, kw_only=True):
    """A script as it is published."""

    path: str
    data: bytes

    @property
    def integrity(self) -> str:
        """Its digest, as `integrity` and a policy write it."""
        return pinned(self.data)


class Scripts(Struct, frozen=True, kw_only=True):
    """Every script of a site."""

    stale: Script
    """On every page: says when the snapshot has run out."""
    verify: Script
    """On the posture page: the check, below 5 kB."""
    live: Script
    """On every page, where the site asks for it: looks for a newer snapshot.  Needs both of the others."""
    saved: str
    """Inside of the page that is saved and opened from disk; it cannot end its element."""

    def files(self, *, live: bool) -> tuple[Artifact, ...]:
        """What is published of them."""
        published = [self.stale, self.verify, *([self.live] if live else [])]
        files = [Artifact(path=script.path, media=_MEDIA, data=script.data) for script in published]
        return (*files, Artifact(path=_CHECK, media=_MEDIA, data=self.verify.data))


def pinned(data: bytes) -> str:
    """The SHA-256 of bytes, as `integrity` and a policy write it."""
    return f"sha256-{base64.b64encode(sha256(data).digest()).decode('ascii')}"


@cache
def page_scripts() -> Scripts:
    """The scripts, from the shipped sources."""
    check = _joined("verify", "check")
    saved = _joined("verify", "check", "pick")
    if "</" in saved or "<!--" in saved:
        raise ValueError("a script inside of a page must not end its element")
    return Scripts(
        stale=_script("stale", _joined("stale")),
        verify=_script("verify", check),
        live=_script("live", _joined("rules", "live")),
        saved=saved,
    )


def _joined(*names: str) -> str:
    folder = shipped("static") / "js"
    sources = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in names]
    text: str = jsmin("\n".join(sources))
    return text + "\n"


def _script(name: str, text: str) -> Script:
    data = text.encode()
    return Script(path=f"js/{name}-{sha256(data).hexdigest()[:8]}.js", data=data)
