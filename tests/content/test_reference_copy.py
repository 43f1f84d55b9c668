"""The words of the reference content: plain, without praise, and without the shorthand that implies a certification."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in {".yml", ".md"})

SHORTHAND = ("certified", "compliant", "ready", "aligned", "accredited", "attested", "badge")
PRAISE = (
    "best-in-class",
    "comprehensive",
    "cutting-edge",
    "enterprise-grade",
    "industry-leading",
    "military-grade",
    "robust",
    "seamless",
    "state-of-the-art",
    "strong",
    "world-class",
)
BRITISH = (
    "acknowledgement",
    "analyse",
    "authorise",
    "behaviour",
    "catalogue",
    "centre",
    "enrolment",
    "favour",
    "honour",
    "licence",
    "neighbour",
    "organisation",
    "programme",
    "recognise",
    "standardisation",
)
SCHEME = re.compile(r"\bSOC\W?2\b|\bISO(/IEC)?\W?27001\b", re.IGNORECASE)
FRAME = re.compile(r"neither|\bno\b|\bnot\b|mapping|mapped", re.IGNORECASE)
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def copy(path: Path) -> str:
    """The file's text, without the comments that only a maintainer sees."""
    text = path.read_text(encoding="utf-8")
    return COMMENT.sub("", text) if path.suffix == ".yml" else text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_shorthand_no_praise_and_one_spelling(path: Path) -> None:
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", copy(path).casefold()))
    assert sorted(words & {*SHORTHAND, *PRAISE, *BRITISH}) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_line_that_names_a_scheme_frames_it(path: Path) -> None:
    for number, line in enumerate(copy(path).splitlines(), 1):
        if SCHEME.search(line) and not line.lstrip().startswith(("scheme:", "- scheme:")):
            assert FRAME.search(line), f"{path.name}:{number}: {line.strip()}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_prose_has_no_dashes_in_place_of_a_sentence(path: Path) -> None:
    assert not re.search("[\u2013\u2014]", copy(path))


def test_the_words_are_looked_for_in_files_that_exist() -> None:
    assert len(FILES) > 30
    assert {"site.yml", "answers.yml", "03-annex-a.yml", "16-assurances.md"} <= {path.name for path in FILES}
