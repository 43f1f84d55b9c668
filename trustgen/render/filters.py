"""The filters that templates may use, and nothing else."""

from __future__ import annotations

import posixpath
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import TemplateRuntimeError, pass_context
from markupsafe import Markup

from trustgen import markup
from trustgen.model.posture import WHOLE
from trustgen.render.drawing import course, gauge, timeline
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustgen.model.posture import Metric
    from trustgen.render.trace import Marker

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARAMETER = re.compile(r"\{([a-z_]+)\}")
"""A parameter in words is a plain name: anything more would let words compute."""
_SHORT = 12

NOT_FOUND = "404.html"
"""Served in place of any page, so nothing relative to its own path would hold."""

WHITEPAPER = "whitepaper.html"
"""Set as a PDF, which is read away from the site: its links are absolute, its pictures are files."""

_REMEMBERED = 4096
"""Texts and links that are kept: the frame's and the record's most cited ones fit, a site of any size does not grow."""


class Filters:
    """Filters for one rendering; `path` is the page that is being rendered."""

    def __init__(self, base_url: str, marker: Marker | None = None) -> None:
        self.path = "index.html"
        self._base_url = base_url
        self._marker = marker
        self._memo: dict[tuple[Any, ...], Markup] = {}
        self._links: dict[tuple[str, str], str] = {}

    def table(self) -> dict[str, Callable[..., Any]]:
        """Every filter by the name that templates use."""
        return {
            "md": _at_run_time(self.md),
            "mdline": _at_run_time(self.mdline),
            "link": _at_run_time(self.link),
            "canonical": _at_run_time(self.canonical),
            "day": day,
            "brief": brief,
            "minute": minute,
            "iso": iso,
            "fill": fill if self._marker is None else _at_run_time(self._filled),
            "anchor": markup.slug,
            "percent": percent,
            "short": short,
            "timeline": timeline,
            "gauge": gauge,
            "course": course,
            "lasted": lasted,
            "left": left,
        }

    def _filled(self, words: str, **values: object) -> str:
        """Words with their parameters filled in, and a mark before each piece that knows its place."""
        if self._marker is None or not isinstance(words, Text):
            return fill(words, **values)
        fill(words, **values)
        pieces: list[str] = []
        cursor = 0
        for found in (*_PARAMETER.finditer(words), None):
            end = found.start() if found else len(words)
            pieces.append(self._marker.mark(words, cursor, end) + words[cursor:end])
            if found:
                value = values[found[1]]
                pieces.append(self._marker.whole(value) if isinstance(value, Text) else str(value))
                cursor = found.end()
        return "".join(pieces)

    def md(self, text: str, shift: int = 0, prefix: str = "") -> Markup:
        """Markdown as blocks of HTML, its headings moved down by `shift` levels."""
        return self._render(text, shift, prefix, inline=False)

    def mdline(self, text: str) -> Markup:
        """Markdown of one paragraph as inline HTML."""
        return self._render(text, 0, "", inline=True)

    def _render(self, text: str, shift: int, prefix: str, *, inline: bool) -> Markup:
        if self._marker is not None:
            return self._made(text, shift, prefix, inline=inline)
        # The same text is written alike on every page of one folder, unless it leads to the page that it stands on.
        key = (text, shift, prefix, inline, self._page(text))
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            found = self._memo[key] = self._made(text, shift, prefix, inline=inline)
        return found

    def _made(self, text: str, shift: int, prefix: str, *, inline: bool) -> Markup:
        made = markup.render(
            text,
            self.link,
            shift=shift,
            prefix=prefix,
            inline=inline,
            marks=self._marker,
            picture=self.picture,
        )
        return Markup(made.html)  # noqa: S704 - made by the one Markdown parser, with raw HTML off

    def _page(self, text: str) -> str:
        """What of the page's path decides how the links of a text are written."""
        own = self.path in (NOT_FOUND, WHITEPAPER) or self.path in text
        return self.path if own else posixpath.dirname(self.path) + "/"

    def link(self, target: str) -> str:
        """A site path as it has to stand on the current page; addresses elsewhere stay as they are."""
        if self._marker is not None and isinstance(target, Text):
            return Text(self._written(str(target)), target.place)
        key = (str(target), self._page(target))
        found = self._links.get(key)
        if found is None:
            if len(self._links) >= _REMEMBERED:
                self._links.clear()
            found = self._links[key] = self._written(str(target))
        return found

    def _written(self, target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or target.startswith("#"):
            return target
        tail = target[len(parts.path) :]
        if self.path == WHITEPAPER:
            return self.canonical(target)
        if self.path == NOT_FOUND:
            return posixpath.join(urlsplit(self._base_url).path or "/", parts.path) + tail
        if parts.path == self.path and tail:
            return tail
        return _relative(parts.path, posixpath.dirname(self.path)) + tail

    def picture(self, target: str) -> str:
        """The path of a picture as it has to stand on the current page."""
        return target if self.path == WHITEPAPER else self.link(target)

    def canonical(self, target: str) -> str:
        """The absolute address of a site path; an index page is known by its folder."""
        return self._base_url + (target.removesuffix("index.html") if target.endswith("index.html") else target)


def _at_run_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose value depends on the page: Jinja must not work it out when it compiles a template."""

    @pass_context
    def filter_with_context(_context: object, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return filter_with_context


def _relative(path: str, folder: str) -> str:
    """A site path as it is written in a folder; the common cases need no walk."""
    if not folder:
        return path
    if path.startswith(f"{folder}/"):
        return path[len(folder) + 1 :]
    return posixpath.relpath(path, folder)


def day(when: date | datetime) -> str:
    """A day in words, such as `23 November 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def brief(when: date | datetime) -> str:
    """A day in few letters, such as `23 Nov`, where the year stands elsewhere."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]}"


def minute(when: datetime) -> str:
    """A time in words, such as `23 November 2026, 11:20 UTC`."""
    return f"{day(when)}, {when:%H:%M} UTC"


def iso(when: date | datetime) -> str:
    """A day or a time as RFC 3339 writes it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(when, datetime) else when.isoformat()


def fill(words: str, **values: object) -> str:
    """Words with their parameters filled in; the place of the words is kept."""
    wanted = set(_PARAMETER.findall(words))
    if not wanted <= values.keys() or _PARAMETER.sub("", words).count("{"):
        given = ", ".join(f"`{name}`" for name in values)
        raise TemplateRuntimeError(f"the words “{words}” cannot be filled with {given}")
    filled = _PARAMETER.sub(lambda found: str(values[found[1]]), words)
    return Text(filled, words.place) if isinstance(words, Text) else filled


def percent(metric: Metric | int) -> str:
    """A ratio metric, or basis points, as a percentage; cut, never rounded up to a target."""
    points = metric if isinstance(metric, int) else (metric.numerator or 0) * WHOLE // (metric.denominator or 1)
    whole, rest = divmod(points, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %"


_HOUR = timedelta(hours=1)
_TWO_DAYS = timedelta(days=2)


def lasted(time: timedelta) -> tuple[str, int]:
    """A stretch of time as unit and count: whole hours below two days, but one day, else whole days, the nearer one.

    The unit is a key of the words for stretches of time: `hour`, `hours`, `day` or `days`.
    """
    hours = round(time / _HOUR)
    days = hours >= _TWO_DAYS // _HOUR or hours == _TWO_DAYS / _HOUR / 2
    return _counted("day", round(hours / 24)) if days else _counted("hour", hours)


def left(time: timedelta) -> tuple[str, int]:
    """The time that is left, cut and never rounded up; none where it is over."""
    hours = max(time, timedelta()) // _HOUR
    return _counted("day", hours // 24) if hours >= _TWO_DAYS // _HOUR else _counted("hour", hours)


def _counted(unit: str, count: int) -> tuple[str, int]:
    return (unit if count == 1 else f"{unit}s", count)


def short(digest: str) -> str:
    """The beginning of a digest."""
    return digest[:_SHORT]
