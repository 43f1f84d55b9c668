"""Filters: links from every page to every page, times, shares, and words with parameters."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from factory import AGE, METRIC
from jinja2 import TemplateRuntimeError

from trustgen.render import filters
from trustgen.render.filters import Filters, lasted, left
from trustgen.source import Place, Source, Text

BASE = "https://trust.quill.example/"


def on(page: str, base: str = BASE) -> Filters:
    made = Filters(base)
    made.path = page
    return made


@pytest.mark.parametrize(
    ("page", "target", "written"),
    [
        ("index.html", "documents.html", "documents.html"),
        ("index.html", "index.html#architecture", "#architecture"),
        ("index.html", "posture/index.html", "posture/index.html"),
        ("posture/index.html", "index.html#architecture", "../index.html#architecture"),
        ("posture/index.html", "posture/keys/a.pub", "keys/a.pub"),
        ("controls/isol-001.html", "controls/index.html", "index.html"),
        ("controls/isol-001.html", "css/site.css", "../css/site.css"),
        ("index.html", "index.html", "index.html"),
        ("index.html", "#here", "#here"),
        ("controls/isol-001.html", "https://other.example/x", "https://other.example/x"),
        ("controls/isol-001.html", "mailto:a@b.example", "mailto:a@b.example"),
        ("404.html", "documents.html#x", "/documents.html#x"),
        ("whitepaper.html", "controls/index.html", "https://trust.quill.example/controls/"),
        ("whitepaper.html", "documents.html#dpa", "https://trust.quill.example/documents.html#dpa"),
    ],
)
def test_a_link_is_written_as_the_page_needs_it(page: str, target: str, written: str) -> None:
    assert on(page).link(target) == written


def test_the_page_for_what_is_not_found_knows_where_the_site_begins() -> None:
    assert on("404.html", "https://quill.example/trust/").link("documents.html") == "/trust/documents.html"


def test_a_remembered_text_is_written_anew_for_another_page() -> None:
    made = on("index.html")
    text = "See [the lines](index.html#lines) and [the posture](posture/index.html)."
    assert 'href="#lines"' in made.md(text)
    made.path = "documents.html"
    assert 'href="index.html#lines"' in made.md(text)
    made.path = "posture/index.html"
    assert 'href="../index.html#lines"' in made.md(text)
    made.path = "index.html"
    assert 'href="#lines"' in made.md(text)


def test_pictures_of_the_whitepaper_are_files() -> None:
    made = on("whitepaper.html").md("![a](img/a.svg) [b](documents.html)")
    assert 'src="img/a.svg"' in made
    assert 'href="https://trust.quill.example/documents.html"' in made


def test_an_index_page_is_known_by_its_folder() -> None:
    made = on("index.html")
    assert made.canonical("index.html") == BASE
    assert made.canonical("posture/index.html") == BASE + "posture/"
    assert made.canonical("documents.html") == BASE + "documents.html"


def test_times_are_in_utc_and_named_so() -> None:
    when = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
    assert filters.minute(when) == "4 March 2026, 05:06 UTC"
    assert filters.iso(when) == "2026-03-04T05:06:07Z"
    assert filters.day(date(2026, 12, 1)) == "1 December 2026"
    assert filters.iso(date(2026, 12, 1)) == "2026-12-01"


def test_a_share_is_never_rounded_up_to_its_target() -> None:
    assert filters.percent(METRIC) == "96.5 %"
    assert filters.percent(9500) == "95 %"
    just_below = METRIC.__class__(
        **{**{name: getattr(METRIC, name) for name in METRIC.__slots__}, "numerator": 94_999, "denominator": 100_000}
    )
    assert filters.percent(just_below) == "94.99 %"
    nothing_counted = METRIC.__class__(
        **{**{name: getattr(METRIC, name) for name in METRIC.__slots__}, "numerator": 0, "denominator": 0}
    )
    assert filters.percent(nothing_counted) == "0 %"
    assert AGE.value == 120


def test_filled_words_keep_their_place() -> None:
    place = Place(Source("templates/words/en.yml", "a: until {day}\n"), 1, 4, 1, 15, verbatim=True)
    made = filters.fill(Text("until {day}", place), day="Monday")
    assert isinstance(made, Text)
    assert (str(made), made.place) == ("until Monday", place)
    assert not isinstance(filters.fill("#{id}", id="x"), Text)


@pytest.mark.parametrize("words", ["{absent}", "{0}", "{given.nothing}", "{", "{given!z}"])
def test_words_that_cannot_be_filled_say_so(words: str) -> None:
    with pytest.raises(TemplateRuntimeError, match="cannot be filled with `given`"):
        filters.fill(words, given="x")


def test_a_digest_is_shortened_to_its_beginning() -> None:
    assert filters.short("abcdef0123456789") == "abcdef012345"


@pytest.mark.parametrize(
    ("time", "spelt"),
    [
        (timedelta(), ("hours", 0)),
        (timedelta(minutes=29), ("hours", 0)),
        (timedelta(minutes=58), ("hour", 1)),
        (timedelta(hours=23, minutes=58), ("day", 1)),
        (timedelta(hours=25), ("hours", 25)),
        (timedelta(hours=47, minutes=20), ("hours", 47)),
        (timedelta(hours=47, minutes=58), ("days", 2)),
        (timedelta(days=3, minutes=-2), ("days", 3)),
        (timedelta(days=3, hours=13), ("days", 4)),
    ],
)
def test_a_stretch_of_time_is_the_nearer_one(time: timedelta, spelt: tuple[str, int]) -> None:
    assert lasted(time) == spelt


@pytest.mark.parametrize(
    ("time", "spelt"),
    [
        (timedelta(days=-1), ("hours", 0)),
        (timedelta(minutes=59), ("hours", 0)),
        (timedelta(hours=1, minutes=59), ("hour", 1)),
        (timedelta(hours=47, minutes=59), ("hours", 47)),
        (timedelta(days=2), ("days", 2)),
        (timedelta(days=44, hours=23, minutes=59), ("days", 44)),
    ],
)
def test_time_that_is_left_is_never_rounded_up(time: timedelta, spelt: tuple[str, int]) -> None:
    assert left(time) == spelt
