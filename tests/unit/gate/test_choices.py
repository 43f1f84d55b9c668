"""What `claims` in site.yml makes of wordings on which careful lawyers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small, made

if TYPE_CHECKING:
    from pathlib import Path

CHOICES = [
    ("aligned_wording", "warn", "Our controls are aligned with ISO 27001.", "TG101", "TG143"),
    ("aligned_wording", "allow", "Our controls are aligned with ISO 27001.", "TG101", None),
    ("ready_wording", "warn", "Audit-ready for SOC 2.", "TG101", "TG143"),
    ("law_compliance", "allow", "We are GDPR compliant.", "TG141", None),
    ("law_compliance", "fail", "We are GDPR compliant.", "TG141", "TG141"),
    ("hipaa_compliant", "warn", "We are HIPAA compliant.", "TG106", "TG141"),
    ("unnamed_host", "warn", "Hosted in ISO 27001 certified data centres.", "TG101", "TG143"),
    ("past_without_end", "warn", "Quill was certified to ISO 27001 in 2022.", "TG101", "TG143"),
]


@pytest.mark.parametrize(("knob", "choice", "text", "before", "after"), CHOICES)
def test_a_choice_changes_what_becomes_of_its_wording(
    tmp_path: Path, knob: str, choice: str, text: str, before: str, after: str | None
) -> None:
    project = copy_small(tmp_path / "project")
    page = project / "content" / "pages" / "reading.md"
    page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")

    def found() -> list[tuple[str, str]]:
        return [(one.code, one.severity.word) for one in made(project).findings if one.span.path == "reading.html"]

    weight = "warning" if before == "TG141" else "error"
    assert found() == [(before, weight)]
    site = project / "content" / "site.yml"
    site.write_text(site.read_text("utf-8") + f"\nclaims: {{{knob}: {choice}}}\n", "utf-8")
    expected = "error" if choice == "fail" else "warning"
    assert found() == ([] if after is None else [(after, expected)])


@pytest.mark.parametrize("knob", ["hipaa_compliant", "ready_wording", "unnamed_host", "past_without_end"])
def test_some_wordings_cannot_be_allowed(tmp_path: Path, knob: str) -> None:
    project = copy_small(tmp_path / "project")
    site = project / "content" / "site.yml"
    site.write_text(site.read_text("utf-8") + f"\nclaims: {{{knob}: allow}}\n", "utf-8")
    (found,) = [one for one in made(project).findings if one.severity.word == "error"]
    assert found.span.path == "content/site.yml"
    assert found.message == f"`claims.{knob}` is `allow`; `fail` or `warn` is expected."
