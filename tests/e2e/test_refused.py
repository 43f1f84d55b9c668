"""Projects that would publish something unread, unsigned or in a wrong place; each was once let through."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import copy_small, edit, made

from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from trustgen.finding import Finding

SHIPPED = Path(__file__).parents[2] / "templates"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def found(project: Path, code: str) -> Finding:
    """The one finding of that code; nothing may be ready to publish."""
    walk = made(project, Memory())
    assert walk.artifacts is None
    return next(finding for finding in walk.findings if finding.code == code)


def static(project: Path, name: str, data: bytes = b"x") -> None:
    path = project / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_an_assessment_is_never_held(project: Path) -> None:
    edit(project / "content/assurances.yml", "standing: planned", "standing: held")
    finding = found(project, "TG204")
    assert (finding.span.path, "under `assurances`" in finding.message) == ("content/assurances.yml", True)


def test_private_use_characters_are_refused(project: Path) -> None:
    edit(project / "content/pages/reading.md", "*Scanned*", "\ue0009\ue001 *Scanned*")
    assert found(project, "TG005").span.path == "content/pages/reading.md"


def test_a_scheme_on_record_twice_is_told_at_its_second_place(project: Path) -> None:
    text = "  - scheme: soc2\n    standing: not-held\n"
    edit(project / "content/assurances.yml", text, text + text.replace("not-held", "planned"))
    finding = found(project, "TG211")
    assert finding.span.path == "content/assurances.yml"
    assert finding.related[0].span.line < finding.span.line


@pytest.mark.parametrize("name", ["index", "404", "control-mapping", "subprocessors", "documents", "whitepaper"])
def test_a_free_page_never_takes_the_place_of_another(project: Path, name: str) -> None:
    (project / "content/pages/reading.md").rename(project / f"content/pages/{name}.md")
    assert found(project, "TG229").span.path == f"content/pages/{name}.md"


@pytest.mark.parametrize(
    "name",
    [
        *("posture/snapshots/9.dsse.json", "posture/keys/other.txt", "controls/x.html", "js/verify.js"),
        *("Posture/extra.json", "status.json", "old/gate.json", "downloads/0000000001.dsse.json", "Checklist.json"),
        *("latest.sigstore.json", "trust-policy.json"),
        *("_headers.txt", "_worker.js", "_routes.json", "staticwebapp.config.json"),
    ],
)
def test_nothing_static_stands_among_the_evidence(project: Path, name: str) -> None:
    static(project, name)
    assert found(project, "TG052").span.path == f"static/{name}"


def test_a_copy_of_a_shipped_script_is_to_be_left_out(project: Path) -> None:
    static(project, "js/verify.js")
    assert found(project, "TG052").help == "Leave it out: trustgen brings this file itself."
    static(project, "js/other.js")
    told = {one.span.path: one.help for one in made(project, Memory()).findings if one.code == "TG052"}
    assert told["static/js/other.js"].startswith("Give the file another folder")


def test_other_static_data_is_published(project: Path) -> None:
    for name in ("data-sheet.json", "old/_notes.txt", "status-words.json"):
        static(project, name, b"{}")
    assert "TG052" not in {finding.code for finding in made(project, Memory()).findings}


@pytest.mark.parametrize("data", [b"<p>\xff", "<p>SOC 2 certified".encode("utf-16")])
def test_a_static_page_has_to_be_utf8(project: Path, data: bytes) -> None:
    static(project, "extra.html", data)
    assert found(project, "TG002").span.path == "static/extra.html"


@pytest.mark.parametrize("name", [b"\xff.txt", b"a\nb.txt", b"a\x1bb.txt"])
def test_a_name_that_is_no_text_is_refused(project: Path, name: bytes) -> None:
    (project / "static").mkdir(exist_ok=True)
    with open(os.path.join(os.fsencode(project / "static"), name), "wb") as stream:  # noqa: PTH118, PTH123 - bytes
        stream.write(b"x")
    assert found(project, "TG003").span.path.startswith("static/")


@pytest.mark.parametrize("folder", ["content", "static", "templates"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(project: Path, folder: str) -> None:
    path, outside = project / folder, project.parent / "outside"
    if folder == "templates":
        shutil.copytree(SHIPPED, path)
    path.mkdir(exist_ok=True)
    (path / "extra.txt").write_text("x")
    path.rename(outside)
    path.symlink_to(outside)
    assert found(project, "TG003").span.path.startswith(f"{folder}/")


def test_a_declaration_of_a_file_that_is_not_there_is_refused(project: Path) -> None:
    line = f"assets: [{{path: img/gone.png, sha256: {'0' * 64}, depicts: none}}]"
    (project / "content/assets.yml").write_text(line + "\n")
    finding = found(project, "TG212")
    assert (finding.span.path, finding.span.line) == ("content/assets.yml", 1)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ lipsum.__globals__['os'].getpid() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ center.evidence.__setattr__('sequence', 9) }}",
        "{{ words.outcome.fail.__class__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range(9) }}",
        '{{ "\\ud800" }}',
    ],
)
def test_a_template_reaches_nothing_but_the_record(project: Path, attack: str) -> None:
    target = project / "templates/layouts/base.html.j2"
    target.parent.mkdir(parents=True)
    text = (SHIPPED / "layouts/base.html.j2").read_text("utf-8")
    target.write_text(text.replace("</main>", f"{attack}</main>"), "utf-8")
    assert found(project, "TG043").span.path.startswith("templates/")


@pytest.mark.parametrize(
    "address", ["https://tr[ust.kla.example/", 'https://a"><b>/', "https://a:99999999/", "https:///"]
)
def test_an_address_that_no_browser_would_take_is_refused(project: Path, address: str) -> None:
    text = (project / "content/site.yml").read_text("utf-8")
    old = next(line for line in text.split("\n") if line.startswith("base_url:"))
    edit(project / "content/site.yml", old, f"base_url: '{address}'")
    assert found(project, "TG204").span.path == "content/site.yml"


def test_a_snapshot_folder_that_is_a_link_is_refused(project: Path) -> None:
    snapshots, outside = project / "content/posture/snapshots", project.parent / "outside"
    snapshots.rename(outside)
    snapshots.symlink_to(outside)
    assert found(project, "TG312").span.path == "content/posture/snapshots"


def test_a_lock_that_leads_nowhere_is_no_missing_lock(project: Path) -> None:
    (project / "content/posture/posture.lock.json").symlink_to("gone.json")
    walk = made(project, Memory())
    assert walk.artifacts is None
    assert any(finding.code.startswith("TG3") for finding in walk.findings)


def test_a_block_on_a_line_that_is_nearly_right_is_refused(project: Path) -> None:
    edit(project / "content/whitepaper/01-summary.md", "::controls", "::Controls")
    finding = found(project, "TG232")
    assert (finding.span.path, finding.help) == ("content/whitepaper/01-summary.md", "Did you mean `::controls`?")


@pytest.mark.parametrize("name", ["../.env", "../content/site.yml", "/etc/hostname", "words/../../.env"])
def test_a_template_includes_nothing_but_templates(project: Path, name: str) -> None:
    (project / ".env").write_text("SECRET=1")
    target = project / "templates/layouts/base.html.j2"
    target.parent.mkdir(parents=True)
    text = (SHIPPED / "layouts/base.html.j2").read_text("utf-8")
    target.write_text(text.replace("</main>", f'{{% include "{name}" %}}</main>'), "utf-8")
    walk = made(project, Memory())
    assert walk.artifacts is None
    assert {finding.code for finding in walk.findings} & {"TG003", "TG044"}


def test_what_is_held_is_not_denied_by_another_row(project: Path) -> None:
    held = (
        "  - {scheme: soc2, standing: held, level: type2, issuer: X, issued: 2026-01-01, expires: 2027-01-01, "
        f"evidence: {{sha256: {'0' * 64}}}}}\n"
    )
    edit(project / "content/assurances.yml", "assurances:\n", f"assurances:\n{held}")
    finding = found(project, "TG211")
    assert finding.related[0].label == "held here"


@pytest.mark.parametrize("name", ["We", "Quill", "Our platform", "The platform"])
def test_a_third_party_is_not_called_like_the_company(project: Path, name: str) -> None:
    edit(project / "content/subprocessors.yml", "name: Mailer", f"name: {name}")
    assert found(project, "TG230").span.path == "content/subprocessors.yml"


def test_a_link_that_runs_something_is_refused(project: Path) -> None:
    target = project / "templates/layouts/base.html.j2"
    target.parent.mkdir(parents=True)
    text = (SHIPPED / "layouts/base.html.j2").read_text("utf-8")
    target.write_text(text.replace("</main>", '<a href="JavaScript:alert(1)">a</a></main>'), "utf-8")
    assert "would run" in found(project, "TG403").message
