"""Files that somebody may believe to be in force: each that nothing reads is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_small, edit, made

from trustgen.finding import Severity
from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.finding import Finding

SHIPPED = ROOT / "templates"
MEMORY = Memory()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def written(path: Path, text: str = "x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def override(project: Path, name: str) -> Path:
    """A copy of a shipped template among the project's own."""
    own = project / "templates" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SHIPPED / name, own)
    return own


def told(project: Path, path: str, code: str, severity: Severity) -> Finding:
    """The one finding of a walk; it is about `path`."""
    walk = made(project, MEMORY)
    (finding,) = walk.findings
    assert (finding.span.path, finding.code, finding.severity) == (path, code, severity)
    assert (walk.artifacts is None) == (severity is Severity.ERROR)
    return finding


def test_a_project_without_strays_is_clean(project: Path) -> None:
    override(project, "pages/404.html.j2")
    written(project / "static" / ".gitkeep")
    assert made(project, MEMORY).findings == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pages/subprocessor.html.j2", "pages/subprocessors.html.j2"),
        ("page/documents.html.j2", "pages/documents.html.j2"),
        ("index.html.j2", "pages/index.html.j2"),
        ("words/de.yml", "words/en.yml"),
    ],
)
def test_a_template_that_overrides_nothing_is_an_error(project: Path, name: str, meant: str) -> None:
    written(project / "templates" / name)
    assert told(project, f"templates/{name}", "TG046", Severity.ERROR).help == f"Did you mean `templates/{meant}`?"


def test_a_template_that_is_no_text_is_an_error_too(project: Path) -> None:
    written(project / "templates" / "mine.html.j2").write_bytes(b"\xff")
    told(project, "templates/mine.html.j2", "TG002", Severity.ERROR)


@pytest.mark.parametrize("name", ["README.md", "pages/404.html.j2~", "notes.txt"])
def test_another_file_among_the_templates_is_a_warning(project: Path, name: str) -> None:
    written(project / "templates" / name)
    told(project, f"templates/{name}", "TG026", Severity.WARNING)


@pytest.mark.parametrize(
    "statement",
    [
        '{% include "mine.html.j2" %}',
        '{% if false %}{% include "mine.html.j2" %}{% endif %}',
        '{% include ["absent.html.j2", "mine.html.j2"] ignore missing %}',
        '{% include "mi" ~ "ne.html.j2" %}',
        '{% set name = "mine" %}{% include name ~ ".html.j2" %}',
        '{% set name = "mine" %}{% include name + ".html.j2" %}',
        '{% set name = "mine.html.j2" %}{% include name %}',
        '{% from "mine.html.j2" import mine %}',
        '{% import "mine.html.j2" as mine %}',
    ],
)
def test_a_template_that_an_override_includes_is_used(project: Path, statement: str) -> None:
    written(project / "templates" / "mine.html.j2", "{% macro mine() %}{% endmacro %}\n")
    edit(override(project, "pages/404.html.j2"), "{% endblock %}", statement + "{% endblock %}")
    assert made(project, MEMORY).findings == ()


def test_templates_that_only_include_one_another_are_not_used(project: Path) -> None:
    written(project / "templates" / "a.html.j2", '{% include "b.html.j2" %}')
    written(project / "templates" / "b.html.j2", '{% include "a.html.j2" %}')
    walk = made(project, MEMORY)
    assert [(f.span.path, f.code) for f in walk.findings] == [
        ("templates/a.html.j2", "TG046"),
        ("templates/b.html.j2", "TG046"),
    ]


def test_a_template_that_is_included_through_another_is_used(project: Path) -> None:
    written(project / "templates" / "a.html.j2", '{% include "b.html.j2" %}')
    written(project / "templates" / "b.html.j2", "")
    edit(override(project, "pages/404.html.j2"), "{% endblock %}", '{% include "a.html.j2" %}{% endblock %}')
    assert made(project, MEMORY).findings == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("snapshots/0000000002.json", "A snapshot's name ends in `.dsse.json` or `.sigstore.json`"),
        ("snapshots/0000000002.DSSE.JSON", "A snapshot's name ends in"),
        ("snapshots/0000000002.dsse.json.bak", "A snapshot's name ends in"),
        ("snapshots/old/0000000002.dsse.json", "Snapshots lie in `content/posture/snapshots/` itself."),
        ("0000000002.dsse.json", "Snapshots lie in `content/posture/snapshots/` itself."),
        ("posture-lock.json", "Did you mean `content/posture/posture.lock.json`?"),
        ("trust_policy.json", "Did you mean `content/posture/trust-policy.json`?"),
        ("annex.json", "Give it the name and the place of what it is"),
    ],
)
def test_evidence_that_nothing_reads_is_an_error(project: Path, name: str, hint: str) -> None:
    written(project / "content" / "posture" / name)
    assert told(project, f"content/posture/{name}", "TG025", Severity.ERROR).help.startswith(hint)


@pytest.mark.parametrize("name", ["README.md", "snapshots/notes.txt", "keys/evidence.pub"])
def test_another_file_among_the_evidence_is_a_warning(project: Path, name: str) -> None:
    written(project / "content" / "posture" / name)
    told(project, f"content/posture/{name}", "TG026", Severity.WARNING)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("foo.yml", "Move the file out of the content folder"),
        ("site.yaml", "Did you mean `site.yml`?"),
        ("mappings/x.txt", "A mapping of a framework ends in `.yml`."),
        ("whitepaper/x.txt", "Name the file in lower-case letters, digits and hyphens, with the ending `.md`."),
        ("pages/deep/x.md", "Put the file into `pages/` itself."),
        ("page/x.md", "Did you mean the folder `pages`?"),
        ("posture.json", "Move the file out of the content folder"),
    ],
)
def test_a_content_file_that_nothing_reads_is_an_error(project: Path, name: str, hint: str) -> None:
    written(project / "content" / name)
    assert told(project, f"content/{name}", "TG021", Severity.ERROR).help.startswith(hint)


def test_a_declaration_of_its_own_beside_the_images_is_an_error(project: Path) -> None:
    written(project / "static" / "declared.yml", "assets: []\n")
    assert "content/assets.yml" in told(project, "static/declared.yml", "TG053", Severity.ERROR).help


@pytest.mark.parametrize("name", [".nojekyll", ".well-known/security.txt", "img/.hidden.svg"])
def test_a_hidden_static_file_is_a_warning(project: Path, name: str) -> None:
    written(project / "static" / name)
    hidden = f"static/{name}" if not name.startswith(".well-known") else "static/.well-known"
    assert "published" in told(project, hidden, "TG054", Severity.WARNING).message


def test_what_is_only_looked_at_is_no_input_of_the_site(project: Path) -> None:
    written(project / "templates" / "README.md")
    walk = made(project, MEMORY)
    assert walk.artifacts is not None
    assert b"README" not in next(a.data for a in walk.artifacts if a.path == "posture/manifest.json")
