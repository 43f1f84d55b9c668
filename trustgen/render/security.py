"""What a browser is told to refuse: each page's content security policy, and the headers for the host.

A policy is derived from what a page loads: nothing by default, scripts by their digests, and connections to the site
itself only where a script reads the evidence.  `_headers` is read by hosts of static files; it repeats the policy and
adds what a page cannot say of itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from trustgen.artifact import Artifact
from trustgen.render.scripts import page_scripts, pinned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trustgen.render.scripts import Script

POSTURE = "posture/index.html"
SAVED = "posture/verify.html"
"""The page that a reader saves and opens from disk: it holds its styles and its script itself."""
HEADERS = "_headers"

_YEAR = 365 * 24 * 3600


class Guard(Struct, frozen=True, kw_only=True):
    """Which scripts a page loads, and what its policy allows."""

    live: bool
    """Whether pages look for a newer snapshot."""
    saved_css: str
    """The styles inside of the page that is saved; they cannot end their element."""

    @property
    def saved(self) -> dict[str, Markup]:
        """The style and the script inside of the page that is saved, as they are: no entity is read in either."""
        return {
            "saved_css": Markup(self.saved_css),  # noqa: S704 - a stylesheet, without `</`
            "saved_script": Markup(page_scripts().saved),  # noqa: S704 - a shipped script, without `</`
        }

    def loads(self, page: str) -> tuple[Script, ...]:
        """The scripts that a page loads, in this order."""
        scripts = page_scripts()
        if page == SAVED:
            return ()
        checks = [scripts.verify] if self.live or page == POSTURE else []
        return (scripts.stale, *checks, *([scripts.live] if self.live else []))

    def policy(self, page: str) -> Markup:
        """A page's content security policy."""
        if page == SAVED:
            return _policy([self._own_script], f"'{self._own_style}'", connects=False)
        loads = self.loads(page)
        return _policy((script.integrity for script in loads), "'self'", connects=page_scripts().verify in loads)

    def headers(self) -> Artifact:
        """`_headers`: what a host has to send for every path; its policy allows what any of the pages needs."""
        digests = [*(script.integrity for script in self.loads(POSTURE)), self._own_script]
        widest = _policy(digests, f"'self' '{self._own_style}'", connects=True)
        everywhere = {
            "Content-Security-Policy": f"{widest}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Integrity-Policy": "blocked-destinations=(script)",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Referrer-Policy": "no-referrer",
            "Strict-Transport-Security": f"max-age={_YEAR}",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        # What has its digest in its name never changes its bytes; evidence is asked for anew.
        kept = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
        rules = {"/*": everywhere, "/css/*": kept, "/js/*": kept, "/posture/*": {"Cache-Control": "no-cache"}}
        blocks = [
            "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in lines.items())])
            for path, lines in rules.items()
        ]
        return Artifact(path=HEADERS, media="text/plain", data="\n".join(blocks).encode())

    @property
    def _own_script(self) -> str:
        return pinned(page_scripts().saved.encode())

    @property
    def _own_style(self) -> str:
        return pinned(self.saved_css.encode())


def _policy(scripts: Iterable[str], styles: str, *, connects: bool) -> Markup:
    """A policy; digests and keywords hold nothing that an attribute would have to escape."""
    digests = " ".join(f"'{digest}'" for digest in scripts)
    parts = ["default-src 'none'", f"script-src {digests}", f"style-src {styles}", "img-src 'self' data:"]
    parts += ["font-src 'self'", *(["connect-src 'self'"] if connects else [])]
    return Markup("; ".join([*parts, "base-uri 'none'", "form-action 'none'"]))  # noqa: S704 - see above
