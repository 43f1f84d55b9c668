"""A reference to nothing: told once, where it is, with what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small, edit, made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("wrong", "code"), [("KEYS-001", "TG211"), ("KEYS-009", "TG224")])
def test_a_wrong_id_of_a_control_is_not_told_wherever_the_right_one_is_cited(
    tmp_path: Path, wrong: str, code: str
) -> None:
    project = copy_small(tmp_path / "project")
    edit(project / "content" / "controls.yml", "id: KEYS-002", f"id: {wrong}")
    found = {one.code: one for one in made(project).findings}
    assert set(found) == {"TG222", code}
    assert (found["TG222"].span.path, found["TG222"].span.line) == ("content/controls.yml", 9)
    assert "`KEYS-002`" in found["TG222"].message


def test_what_is_cited_twice_is_said_plainly(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    edit(project / "content" / "architecture.yml", "[AUTH-001]", "[AUTH-001, AUTH-001]")
    (finding,) = made(project).findings
    assert (finding.code, finding.message) == ("TG215", "`AUTH-001` is cited twice.")


def test_of_a_few_all_are_listed(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    edit(project / "content" / "architecture.yml", "[AUTH-001]", "[BACK-007]")
    (finding,) = made(project).findings
    assert (finding.code, finding.help) == ("TG212", "There are `AUTH-001`, `KEYS-001`, `KEYS-002`.")


def test_a_scheme_or_edition_that_nobody_knows_says_what_there_is(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    mapping = next((project / "content" / "mappings").glob("*.yml"))
    edit(mapping, "id: own\n", "id: own\nscheme: none\n")
    (finding,) = made(project).findings
    assert (finding.code, finding.span.line) == ("TG212", 2)
    assert "Leave `scheme` out" in finding.help
    edit(mapping, "scheme: none\n", 'scheme: iso27001\nedition: "2023"\n')
    (finding,) = (one for one in made(project).findings if one.code == "TG212")
    assert (finding.message, finding.span.line) == ("There is no edition of `iso27001` called `2023` on record.", 3)
    assert "`2022`" in finding.help


def test_a_declared_file_that_is_not_there_says_where_it_belongs(tmp_path: Path) -> None:
    project = copy_small(tmp_path / "project")
    edit(
        project / "content" / "assets.yml",
        "assets: []",
        f"assets:\n  - {{path: img/a.svg, sha256: {'ab' * 32}, depicts: none}}",
    )
    (finding,) = (one for one in made(project).findings if one.code == "TG212")
    assert finding.help == "Put the file at `static/img/a.svg`, or take the declaration out."


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (("scheme: soc2\n", 'scheme: iso27001\n    edition: "2023"\n'), "edition of `iso27001` called `2023`"),
        (("scheme: soc2\n", "scheme: soc2\n    level: type9\n"), "level of `soc2` called `type9`"),
    ],
)
def test_a_level_or_edition_that_no_scheme_has_is_told_where_it_is_claimed(
    tmp_path: Path, entry: tuple[str, str], message: str
) -> None:
    project = copy_small(tmp_path / "project")
    edit(project / "content" / "assurances.yml", *entry)
    (finding,) = (one for one in made(project).findings if one.code == "TG212")
    assert (finding.message, finding.span.line) == (f"There is no {message} on record.", 3)
