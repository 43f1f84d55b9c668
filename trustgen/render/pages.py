"""The trust center to pages: which page exists, from which template, and how it is called."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from trustgen.artifact import Artifact
from trustgen.finding import Finding
from trustgen.render.blocks import set_parts, unknown_blocks
from trustgen.render.commands import verifying_steps
from trustgen.render.drawing import INK
from trustgen.render.env import Templates
from trustgen.render.filters import Filters
from trustgen.render.scripts import page_scripts
from trustgen.render.security import POSTURE, SAVED, Guard
from trustgen.render.trace import Marker, Trace, unmarked
from trustgen.render.words import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trustgen.files import Folder
    from trustgen.model.center import TrustCenter
    from trustgen.render.scripts import Script
    from trustgen.render.words import Words
    from trustgen.source import Text


GATE = "gate.html"
"""The page that says what the gate read; it is made when all others were read."""


class SitePage(Struct, frozen=True, kw_only=True):
    """A page to be rendered."""

    path: str
    template: str
    title: Text
    description: Text
    item: Any = None
    """The record that the page is about, where it is about one."""
    body: Text | None = None
    """The Markdown of a free page."""
    scripts: tuple[Script, ...] = ()
    """The scripts that it loads."""
    policy: str = ""
    """Its content security policy."""


_PATHS = {
    "controls": "controls/index.html",
    "posture": POSTURE,
    "verify": SAVED,
    "verify-yourself": "posture/verify-yourself.html",
}


def site_pages(center: TrustCenter, words: Words) -> Iterator[SitePage]:
    """Every page of the site, in a fixed order."""
    site = center.site
    yield SitePage(path="index.html", template="pages/index.html.j2", title=site.title, description=site.description)
    for name in PAGES:
        part: Any = words["pages"]
        yield SitePage(
            path=_PATHS.get(name, f"{name}.html"),
            template=f"pages/{name}.html.j2",
            title=part[name]["title"],
            description=part[name]["description"],
        )
    for family in center.families:
        for item in family.controls:
            title = item.control.title
            description: Any = words["pages"]["control"]["description"]  # type: ignore[index]
            yield SitePage(
                path=item.page,
                template="pages/control.html.j2",
                title=title,
                description=description,
                item=item,
            )
    for page in center.content.pages:
        yield SitePage(
            path=f"{page.name}.html",
            template="pages/page.html.j2",
            title=page.front.title,
            description=page.front.description,
            item=page,
            body=page.body,
        )


class Renderer:
    """Renders the pages of one trust center, and traces them when somebody asks where a text came from."""

    def __init__(
        self,
        center: TrustCenter,
        words: Words,
        folders: tuple[Folder, ...],
        screen_css: str,
        saved_css: str = "",
    ) -> None:
        """Render with the stylesheet at a path, and with another one's text inside of the page that is saved."""
        self.center = center
        self._words = words
        self._folders = folders
        self._screen_css = screen_css
        self._guard = guard = Guard(live=center.site.posture.live, saved_css=saved_css)
        self._pages = {
            page.path: replace(page, scripts=guard.loads(page.path), policy=guard.policy(page.path))
            for page in site_pages(center, words)
        }
        self._templates = self._made(None)
        self._marker = Marker()
        self._marking: Templates | None = None
        self._traces: dict[str, Trace | None] = {}

    def _made(self, marker: Marker | None) -> Templates:
        center = self.center
        values = {
            "center": center,
            "site": center.site,
            "words": self._words,
            "asset_css": self._screen_css,
            "ink": INK,
            "steps": verifying_steps(center, self._words),
            **self._guard.saved,
            "menu": center.site.navigation,
            "free_pages": tuple(page for page in center.content.pages if page.front.navigation),
        }
        return Templates(self._folders, Filters(center.site.base_url, marker), values, marker)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages, of those that cannot be rendered too."""
        return tuple(self._pages)

    def pages(self) -> Iterator[Artifact | Finding]:
        """Every page as an artifact, or the finding that kept it from being one."""
        filters = Filters(self.center.site.base_url)
        for page in self._pages.values():
            if page.path == GATE:
                continue  # it reports on the others
            unknown = tuple(unknown_blocks(page.body)) if page.body is not None else ()
            if unknown:
                yield from unknown
                continue
            text = self._templates.render(page.template, page.path, _values(page, filters, None))
            yield text if isinstance(text, Finding) else _html(page.path, text)
        yield _text("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {self.center.site.base_url}sitemap.xml\n")
        yield Artifact(path="sitemap.xml", media="application/xml", data=self._sitemap().encode())
        yield self._guard.headers()
        yield from page_scripts().files(live=self._guard.live)

    def gate_page(self, record: object) -> Artifact | Finding:
        """The page that says what the gate read, made when everything else was."""
        page = self._pages[GATE] = replace(self._pages[GATE], item=record)
        text = self._templates.render(page.template, page.path, _values(page, Filters(self.center.site.base_url), None))
        return text if isinstance(text, Finding) else _html(page.path, text)

    def document(self, template: str, path: str, values: dict[str, Any]) -> Artifact | Finding:
        """A document that is no page of the site, such as the whitepaper's HTML."""
        text = self._templates.render(template, path, values)
        return text if isinstance(text, Finding) else _html(path, text)

    def trace(self, path: str) -> Trace | None:
        """Where the characters of a page came from; `None` if there is no such page, or it cannot be marked."""
        page = self._pages.get(path)
        if page is None:
            return None
        return self.document_trace(page.template, path, lambda filters, marker: _values(page, filters, marker))

    def document_trace(
        self,
        template: str,
        path: str,
        values: Callable[[Filters, Marker | None], dict[str, Any]],
    ) -> Trace | None:
        """The same for a document; `values` makes what its template is given, without marks and with them."""
        if path not in self._traces:
            if self._marking is None:
                self._marking = self._made(self._marker)
            base_url = self.center.site.base_url
            plain = self._templates.render(template, path, values(Filters(base_url), None))
            marked = self._marking.render(template, path, values(Filters(base_url, self._marker), self._marker))
            trace = None if isinstance(marked, Finding) else unmarked(marked, self._marker)
            # A template that looks at marks would say something else: no place is better than a wrong one.
            self._traces[path] = trace if trace is not None and trace.text == plain else None
        return self._traces[path]

    def _sitemap(self) -> str:
        filters = Filters(self.center.site.base_url)
        listed = sorted(filters.canonical(path) for path in self._pages if path != "404.html")
        entries = "".join(f" <url><loc>{escape(address, quote=False)}</loc></url>\n" for address in listed)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
        )


def _values(page: SitePage, filters: Filters, marker: Marker | None) -> dict[str, Any]:
    """What a page's template is given besides what every template is."""
    filters.path = page.path
    parts = set_parts(page.body, filters, marker)[0] if page.body is not None else ()
    return {"page": page, "item": page.item, "parts": parts}


def _html(path: str, text: str) -> Artifact:
    return Artifact(path=path, media="text/html", data=text.encode())


def _text(path: str, text: str) -> Artifact:
    return Artifact(path=path, media="text/plain", data=text.encode())
