"""A mistake in the files of the evidence that people write: where it is, and what to write in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small, edit, made

if TYPE_CHECKING:
    from pathlib import Path

POLICY, CHECKLIST = "content/posture/trust-policy.json", "content/posture/checklist.json"


@pytest.mark.parametrize(("path", "code"), [(POLICY, "TG309"), (CHECKLIST, "TG322")])
@pytest.mark.parametrize("wrong", [' // ours\n  "', " 'a': 1,\n  \""])
def test_what_is_not_json_is_told_at_its_line(tmp_path: Path, path: str, code: str, wrong: str) -> None:
    project = copy_small(tmp_path / "project")
    text = (project / path).read_text()
    (project / path).write_text(text.replace(' "', wrong, 1))
    (finding,) = (one for one in made(project).findings if one.code == code)
    first = text.index(' "')
    line = text.count("\n", 0, first) + 1
    assert (finding.span.line, finding.span.column) == (line, first - text.rfind("\n", 0, first) + 1)
    assert "no comments" in finding.help


def test_a_misspelt_field_of_the_policy_is_told_with_the_right_one(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    edit(project / POLICY, '"threshold"', '"treshold"')
    (finding,) = (one for one in made(project).findings if one.code == "TG309")
    assert "`treshold`, which this version does not have, though it has `threshold`." in finding.message
    assert "docs/evidence.md" in finding.help
