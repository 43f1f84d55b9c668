"""A value of the wrong form: the message says what is expected, and the help what to write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.bad_input.test_bad_content import SMALL, findings_of

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

NUMBER = "acknowledgment_business_days: 5"
HELD = "standing: held\n    issuer: Foo LLP\n    issued: 2026-05-01\n    expires: 2027-05-01"
EVIDENCE = f"\n    evidence: {{sha256: {'ab' * 32}}}"
SURFACE = "surface: application"
CASES = {
    "a mailbox written as a link": (
        "site.yml",
        "security@quill.internal",
        "mailto:security@quill.internal",
        "an e-mail address alone is expected",
        "without `mailto:`",
    ),
    "a sentence in place of a mailbox": (
        "disclosure.yml",
        "security@quill.internal",
        "security at quill",
        "an e-mail address alone is expected",
        "`security@company.com`",
    ),
    "a site without its scheme": (
        "site.yml",
        "https://trust.quill.internal/",
        "trust.quill.internal/",
        "begins with `https://`",
        "`https://trust.company.com/`",
    ),
    "a site with a query": ("site.yml", "internal/\n", "internal/?a\n", "has no query", "Remove the `?`"),
    "an address without its scheme": (
        "site.yml",
        "page: controls/index.html",
        "address: www.quill.internal",
        "begins with `https://` or `mailto:`",
        "`https://company.com/`",
    ),
    "an address without a host": (
        "site.yml",
        "page: controls/index.html",
        "address: https:///controls",
        "the name of a host is expected",
        "`https://company.com/`",
    ),
    "an address as a path": (
        "site.yml",
        "page: controls/index.html",
        "page: https://quill.internal/a",
        "a path on the site has letters",
        "an address, not a path",
    ),
    "a path with a blank": (
        "site.yml",
        "file: whitepaper.pdf",
        "file: white paper.pdf",
        "a path on the site has letters",
        "`documents/policy.pdf`",
    ),
    "an id of several words": (
        "documents.yml",
        "id: agreement",
        "id: Our DPA",
        "an id is lower-case",
        "`access-reviews`",
    ),
    "a long title": ("site.yml", "title: Trust Center", f"title: {'x' * 250}", "at most 200", "Shorten"),
    "a title of two lines": ("site.yml", "title: Trust Center", "title: |\n  A\n  B", "one line of text", "one line"),
    "an escape in a title": ("site.yml", "Trust Center", '"Trust\\x07 Center"', "no control characters", r"`\x07`"),
    "too small a number": ("disclosure.yml", NUMBER, NUMBER[:-1] + "0", "at least 1 is expected", "at least 1."),
    "too large a number": ("disclosure.yml", NUMBER, NUMBER[:-1] + "91", "at most 90 is expected", "at most 90."),
    "a day that is none": (
        "subprocessors.yml",
        SURFACE,
        f"{SURFACE}\n    effective_from: 2026-02-30",
        "no calendar has that day",
        "as in 2026-11-24",
    ),
    "a day in another order": (
        "subprocessors.yml",
        SURFACE,
        f"{SURFACE}\n    effective_from: 24.11.2026",
        "a date such as 2026-11-24",
        "a date such as 2026-11-24",
    ),
    "an end before the beginning": (
        "subprocessors.yml",
        SURFACE,
        f"{SURFACE}\n    effective_from: 2026-11-24\n    effective_until: 2026-11-23",
        "`effective_until` is before `effective_from`",
        "one of the two dates",
    ),
    "held without evidence": ("assurances.yml", "standing: not-held", HELD, "needs `evidence`", "Add the keys"),
    "evidence of nothing": (
        "assurances.yml",
        "standing: not-held",
        f"{HELD}\n    evidence: {{}}",
        "a document or a SHA-256",
        "`sha256`, the digest",
    ),
    "an end before the issue": (
        "assurances.yml",
        "standing: not-held",
        HELD.replace("2027-05-01", "2026-04-30") + EVIDENCE,
        "`expires` is before `issued`",
        "one of the two dates",
    ),
    "a period that ends first": (
        "assurances.yml",
        "standing: not-held",
        HELD + EVIDENCE + "\n    period: {from: 2026-04-01, until: 2025-04-01}",
        "`until` is before `from`",
        "one of the two dates",
    ),
    "a link to two places": (
        "site.yml",
        "page: controls/index.html",
        "page: controls/index.html, address: 'https://quill.internal/'",
        "and not both",
        "`page` for a page of this site",
    ),
    "an assessment that is held": (
        "assurances.yml",
        "standing: planned",
        "standing: held",
        "recorded under `assurances`",
        "`planned` or `in-progress`",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_form_is_told_with_what_to_write(tmp_path: Path, name: str) -> None:
    file, old, new, message, help_ = CASES[name]
    text, found = _changed(tmp_path, file, old, new)
    (finding,) = found
    assert finding.code == "TG204"
    assert message in finding.message
    assert help_ in finding.help
    assert finding.span.text is not None
    first = text.count("\n", 0, text.index(new.split("\n")[0])) + 1
    assert 0 <= finding.span.line - first + 1 <= new.count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("site.yml", "organization:", "organisation:"),
        ("site.yml", "  about: ", "  abuot: "),
        ("documents.yml", "    title: Security", "    titel: Security"),
        ("pages/reading.md", "title: ", "tilte: "),
    ],
)
def test_a_misspelt_key_is_one_mistake(tmp_path: Path, file: str, old: str, new: str) -> None:
    _, found = _changed(tmp_path, file, old, new)
    (finding,) = found
    assert finding.code == "TG201"
    assert finding.help == f"Did you mean `{old.strip().split(':')[0]}`?"


def test_a_key_that_is_missing_beside_an_unknown_one_is_told(tmp_path: Path) -> None:
    _, found = _changed(tmp_path, "documents.yml", "    title: Security whitepaper", "    colour: red")
    assert [finding.code for finding in found] == ["TG202", "TG201"]
    assert found[0].help == "Add the key `title`."


def _changed(tmp_path: Path, file: str, old: str, new: str) -> tuple[str, tuple[Finding, ...]]:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    text = (content / file).read_text()
    assert old in text
    (content / file).write_text(text.replace(old, new, 1))
    return (content / file).read_text(), findings_of(content)


@pytest.mark.parametrize(("value", "mark"), [("Which: all", "a colon"), ("[beta]", "a bracket")])
def test_a_text_that_yaml_takes_for_something_else_belongs_in_quotes(tmp_path: Path, value: str, mark: str) -> None:
    _, found = _changed(tmp_path, "documents.yml", "title: Security whitepaper", f"title:\n      {value}")
    (finding,) = found
    assert finding.code == "TG203"
    assert finding.help.startswith("Put the text in quotes: ")
    assert mark in finding.help
