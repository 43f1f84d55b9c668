"""Texts that are longer than what they are for, and addresses that carry more than an address."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import edit

from trustgen import limits
from trustgen.files import Folder
from trustgen.load import load
from trustgen.model.content import Content

if TYPE_CHECKING:
    from trustgen.finding import Finding

SMALL = Path(__file__).parents[1] / "sites" / "small" / "content"
BASE = "base_url: https://trust.quill.internal/"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "content")
    return tmp_path / "content"


def loaded(content: Path) -> Content | tuple[Finding, ...]:
    return load(Folder(content, "content"))


def refused(content: Path) -> Finding:
    """The one finding of a content folder."""
    found = loaded(content)
    assert isinstance(found, tuple), "nothing was refused"
    (finding,) = found
    assert finding.code == "TG204"
    return finding


LONG = {
    "a label of the navigation": ("site.yml", "label: Controls", "label: ", "", limits.LINK_CHARACTERS),
    "a short fact": ("site.yml", "label: Length", "label: ", "", limits.LINK_CHARACTERS),
    "the site's title": ("site.yml", "title: Trust Center", "title: ", "", limits.TITLE_CHARACTERS),
    "a page's title": ("pages/reading.md", "title: How to read this site", "title: ", "", limits.TITLE_CHARACTERS),
    "a chapter's title": ("whitepaper/01-summary.md", "title: Summary", "title: ", "", limits.TITLE_CHARACTERS),
    "a subprocessor's name": ("subprocessors.yml", "name: Mailer", "name: ", "", limits.TITLE_CHARACTERS),
    "a description": (
        "site.yml",
        "description: How Quill is built and what is on record about its security.",
        "description: ",
        "",
        limits.LABEL_CHARACTERS,
    ),
    "an id": ("site.yml", "id: documents", "id: ", "", limits.ID_CHARACTERS),
    "an address": ("site.yml", BASE, "base_url: https://q.test/", "/", limits.ADDRESS_CHARACTERS),
    "a path": ("site.yml", "file: whitepaper.pdf", "file: ", ".pdf", limits.ADDRESS_CHARACTERS),
}


@pytest.mark.parametrize("name", LONG)
def test_a_text_ends_at_its_limit(content: Path, name: str) -> None:
    file, old, key, tail, limit = LONG[name]
    begin = key.partition(": ")[2]
    fill = "a" * (limit - len(begin) - len(tail))
    edit(content / file, old, key + fill + tail)
    assert isinstance(loaded(content), Content)
    edit(content / file, key + fill + tail, f"{key}a{fill}{tail}")
    finding = refused(content)
    line = next(n for n, text in enumerate((content / file).read_text().split("\n"), 1) if fill in text)
    assert (finding.span.path, finding.span.line) == (f"content/{file}", line)
    assert f"at most {limit:,} characters are expected, and these are {limit + 1:,}." in finding.message
    assert len(finding.message) < 250


@pytest.mark.parametrize("folder", ["pages", "whitepaper"])
def test_a_file_whose_name_is_too_long_is_refused(content: Path, folder: str) -> None:
    text = (content / "pages" / "reading.md").read_text()
    if folder == "whitepaper":
        text = (content / "whitepaper" / "01-summary.md").read_text()
    (content / folder / f"{'a' * limits.ID_CHARACTERS}.md").write_text(text)
    assert isinstance(loaded(content), Content)
    (content / folder / f"{'a' * limits.ID_CHARACTERS}a.md").write_text(text)
    found = loaded(content)
    assert isinstance(found, tuple)
    assert [finding.code for finding in found] == ["TG021"]
    assert found[0].help == "Give the file a name of at most 100 characters."


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://user:pw@quill.test/", "an address that is published names no user and no password"),
        ("https://user@quill.test/", "an address that is published names no user and no password"),
        ("https://@quill.test/", "an address that is published names no user and no password"),
        ("https://quill.test/?page=/", "the site's address has no query"),
        ("https://quill.test/?/", "the site's address has no query"),
        ("https://quill.test/#/", "the site's address has no fragment"),
        ("https://quill.test", "the site's address begins with `https://` and ends in `/`"),
        ("http://quill.test/", "the site's address begins with `https://` and ends in `/`"),
    ],
)
def test_the_site_has_a_plain_address(content: Path, address: str, why: str) -> None:
    edit(content / "site.yml", BASE, f'base_url: "{address}"')
    finding = refused(content)
    assert (finding.span.path, finding.span.line, finding.span.column) == ("content/site.yml", 6, 12)
    assert finding.message == f"`base_url` is `{address}`; {why}."


def test_no_link_carries_a_password(content: Path) -> None:
    edit(content / "site.yml", "page: controls/index.html", 'address: "https://user:pw@quill.test/x"')
    assert "names no user and no password" in refused(content).message


def test_a_mailbox_may_stand_in_an_address(content: Path) -> None:
    edit(content / "site.yml", "page: controls/index.html", 'address: "mailto:security@quill.test"')
    assert isinstance(loaded(content), Content)
