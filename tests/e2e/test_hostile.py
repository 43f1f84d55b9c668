"""The user from hell: whatever lies in a project, the answer is a finding with a place, and never a traceback."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from projects import AT, THEN, copy_small, edit, made, trustgen

from trustgen.finding import Severity
from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trustgen.finding import Finding

MEMORY = Memory()
FRONT = "---\ntitle: T\ndescription: D.\n---\n\n"


def content(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda project: edit(project / "content" / name, old, new)


def template(text: str, name: str = "pages/404.html.j2") -> Callable[[Path], object]:
    return lambda project: put(project, f"templates/{name}", text.encode())


def static(name: str, text: str = "x") -> Callable[[Path], object]:
    return lambda project: put(project, f"static/{name}", text.encode())


def put(project: Path, name: str, data: bytes) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def linked(name: str, target: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        path = project / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        path.symlink_to(target)

    return change


def named(name: bytes) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        (project / "static").mkdir()
        with open(os.fsencode(project / "static") + b"/" + name, "wb") as stream:  # noqa: PTH123 - no text names it
            stream.write(b"x")

    return change


def page(name: str) -> Callable[[Path], object]:
    return lambda project: put(project, f"content/pages/{name}.md", f"{FRONT}x\n".encode())


ANSWER = "answer: Notebooks are encrypted at rest, with a key for each group."
TOPIC = "topic: Encryption at rest"
ITEM = "- A line without controls"
FILE = "file: whitepaper.pdf"
NAV = "page: controls/index.html"

REFUSED: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    # files
    "a file that is a link out": ("TG003", "content/answers.yml", linked("content/answers.yml", "/etc/hostname")),
    "a file that links to itself": ("TG001", "content/answers.yml", linked("content/answers.yml", "answers.yml")),
    "a folder that is a link out": ("TG021", "content/pages", linked("content/pages", "/etc")),
    "a pipe among the pages": ("TG003", "content/pages/x.md", lambda p: os.mkfifo(p / "content" / "pages" / "x.md")),
    "a name with a line break": ("TG003", "static/a\\nb.txt", named(b"a\nb.txt")),
    "a name that is not UTF-8": ("TG003", "static/\\udcff.txt", named(b"\xff.txt")),
    "a content file of ten megabytes": (
        "TG004",
        "content/answers.yml",
        lambda p: put(p, "content/answers.yml", b"#" * 10 * 1024 * 1024),
    ),
    "old line ends": (
        "TG005",
        "content/answers.yml",
        lambda p: put(p, "content/answers.yml", (p / "content" / "answers.yml").read_bytes().replace(b"\n", b"\r")),
    ),
    "a second name for a content file": (
        "TG021",
        "content/answers.yml~",
        lambda p: put(p, "content/answers.yml~", b"x"),
    ),
    # values
    "a control character in an escape": (
        "TG204",
        "content/answers.yml",
        content("answers.yml", TOPIC, r'topic: "a\0b"'),
    ),
    "a line break in an escape": ("TG204", "content/answers.yml", content("answers.yml", TOPIC, r'topic: "a\nb"')),
    "half a character in an escape": (
        "TG011",
        "content/answers.yml",
        content("answers.yml", TOPIC, r'topic: "\ud800"'),
    ),
    "a number without end": (
        "TG204",
        "content/disclosure.yml",
        content("disclosure.yml", "days: 5", "days: " + "9" * 5000),
    ),
    "a number in other digits": ("TG204", "content/disclosure.yml", content("disclosure.yml", "days: 5", "days: ²")),
    "a range without end": (
        "TG204",
        "content/architecture.yml",
        content("architecture.yml", "KEYS-001..KEYS-002", "KEYS-001..KEYS-999999999999"),
    ),
    "a range backwards": (
        "TG214",
        "content/architecture.yml",
        content("architecture.yml", "KEYS-001..KEYS-002", "KEYS-002..KEYS-001"),
    ),
    "a day that does not exist": (
        "TG204",
        "content/answers.yml",
        content("answers.yml", TOPIC, f"{TOPIC}\n    reviewed: 2026-02-30"),
    ),
    "brackets without end": ("TG015", "content/answers.yml", content("answers.yml", TOPIC, "topic: " + "[" * 5000)),
    "a second document": ("TG016", "content/answers.yml", content("answers.yml", ANSWER, f"{ANSWER}\n---\na: 1")),
    "text that runs backwards": (
        "TG005",
        "content/answers.yml",
        content("answers.yml", ANSWER, "answer: \u202e desrever"),
    ),
    "text that an escape turns": ("TG114", "index.html", content("answers.yml", ANSWER, 'answer: "\\u202e desrever"')),
    # links and paths
    "a link that is a script": (
        "TG233",
        "content/pages/reading.md",
        content("pages/reading.md", ITEM, f"[a](JaVaScRiPt:alert(1))\n\n{ITEM}"),
    ),
    "a navigation that is a script": ("TG204", "content/site.yml", content("site.yml", NAV, 'address: "javascript:x"')),
    "an address without a host": ("TG204", "content/site.yml", content("site.yml", NAV, 'address: "https://[oops"')),
    "a base without a slash": (
        "TG204",
        "content/site.yml",
        content("site.yml", "https://trust.quill.internal/", "https://trust.quill.internal"),
    ),
    "a whitepaper above the site": ("TG204", "content/site.yml", content("site.yml", FILE, "file: ../x.pdf")),
    "a whitepaper in the place of a page": ("TG204", "content/site.yml", content("site.yml", FILE, "file: index.html")),
    "a whitepaper in the place of the manifest": (
        "TG204",
        "content/site.yml",
        content("site.yml", FILE, "file: posture/manifest.json"),
    ),
    "a whitepaper below a page": ("TG405", "index.html", content("site.yml", FILE, "file: index.html/w.pdf")),
    "a document above the site": (
        "TG204",
        "content/documents.yml",
        content("documents.yml", FILE, "file: ../../etc/passwd"),
    ),
    "a document that is not there": ("TG401", "index.html", content("documents.yml", FILE, "file: nope.pdf")),
    "a navigation to nowhere": ("TG401", "404.html", content("site.yml", NAV, "page: nowhere.html")),
    # two files for one path
    "a page called index": ("TG229", "content/pages/index.md", page("index")),
    "a page called 404": ("TG229", "content/pages/404.md", page("404")),
    "a page called documents": ("TG229", "content/pages/documents.md", page("documents")),
    "a page called whitepaper": ("TG229", "content/pages/whitepaper.md", page("whitepaper")),
    "a static file in the place of a page": ("TG405", "index.html", static("index.html", "<!doctype html>")),
    "a static file that differs in case": ("TG405", "INDEX.html", static("INDEX.html", "<!doctype html>")),
    "a static manifest": ("TG052", "static/posture/manifest.json", static("posture/manifest.json", "{}")),
    "a static snapshot": ("TG052", "static/posture/latest.dsse.json", static("posture/latest.dsse.json", "{}")),
    "a static robots.txt": ("TG405", "robots.txt", static("robots.txt")),
    "an artifact that is declared twice": (
        "TG211",
        "content/assets.yml",
        lambda p: put(
            p,
            "content/assets.yml",
            b"assets:\n" + f"  - {{path: a.png, sha256: {'0' * 64}, depicts: none}}\n".encode() * 2,
        ),
    ),
    "an id that is on the page already": ("TG404", "index.html", content("site.yml", "id: answers", "id: text")),
    "a section twice": ("TG211", "content/site.yml", content("site.yml", "id: answers", "id: documents")),
    # templates
    "a template that names nobody": ("TG043", "templates/pages/404.html.j2", template("{{ a.b.c }}")),
    "a template that cannot be parsed": ("TG042", "templates/pages/404.html.j2", template("{% if %}")),
    "a template that includes itself": (
        "TG043",
        "templates/pages/404.html.j2",
        template('{% include "pages/404.html.j2" %}'),
    ),
    "a template that extends itself": (
        "TG043",
        "templates/pages/404.html.j2",
        template('{% extends "pages/404.html.j2" %}'),
    ),
    "a template that includes the content": (
        "TG044",
        "templates/pages/404.html.j2",
        template('{% include "../../content/site.yml" %}'),
    ),
    "a template that divides by nothing": ("TG043", "templates/pages/404.html.j2", template("{{ 1 / 0 }}")),
    "a template with half a character": ("TG043", "templates/pages/404.html.j2", template('{{ "\\ud800" }}')),
    "a template that counts for ever": (
        "TG043",
        "templates/pages/404.html.j2",
        template("{% for i in range(10 ** 12) %}{% endfor %}"),
    ),
    "a template that asks the machine": (
        "TG043",
        "templates/pages/404.html.j2",
        template("{{ cycler.__init__.__globals__.os.getcwd() }}"),
    ),
    "a template that fills a line without end": (
        "TG043",
        "templates/pages/404.html.j2",
        template('{{ "{a:999999999}" | fill(a=1) }}'),
    ),
    "words that are none": ("TG016", "templates/words/en.yml", template("", "words/en.yml")),
    "a template that is a folder": (
        "TG003",
        "templates/pages/404.html.j2",
        lambda p: (p / "templates" / "pages" / "404.html.j2").mkdir(parents=True),
    ),
    # what others have made
    "a drawing that resolves entities": (
        "TG116",
        "b.svg",
        static(
            "b.svg", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"/>'
        ),
    ),
    "a page nested without end": ("TG117", "b.html", static("b.html", "<!doctype html>" + "<div>" * 20_000)),
    "JSON nested without end": ("TG117", "b.json", static("b.json", "[" * 100_000)),
    "JSON that breaks off": ("TG116", "b.json", static("b.json", '{"a":')),
    "a PDF that is none": ("TG116", "b.pdf", static("b.pdf", "%PDF-1.7\nx")),
    "a style sheet that asks elsewhere": (
        "TG410",
        "css/site-",
        static("css/components/zeal.css", "a { background: url(https://elsewhere.test/a.png) }"),
    ),
    "a file that nobody reads": ("TG051", "static/a.exe", static("a.exe")),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def errors(project: Path) -> list[Finding]:
    result = made(project, MEMORY)
    assert result.artifacts is None
    return [finding for finding in result.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_name_and_place(project: Path, name: str) -> None:
    code, path, change = REFUSED[name]
    change(project)
    found = errors(project)
    here = [finding for finding in found if finding.code == code and finding.span.path.startswith(path)]
    assert here, [(finding.code, finding.span.path, finding.message) for finding in found]
    for finding in found:
        assert finding.message.endswith((".", "?"))
        assert finding.help
        assert len(finding.message) < 1000


HARMLESS: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "markup in a title": (
        content("answers.yml", TOPIC, 'topic: "<script>alert(1)</script>"'),
        "index.html",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<script>alert",
    ),
    "markup in prose": (
        content("answers.yml", ANSWER, "answer: Read <img src=x onerror=alert(1)> first."),
        "index.html",
        "&lt;img src=x",
        "<img src=x",
    ),
    "markup in Markdown": (
        content("pages/reading.md", ITEM, f"<script>alert(1)</script>\n\n{ITEM}"),
        "reading.html",
        "&lt;script&gt;",
        "<script>alert",
    ),
    "a template in the content": (
        content("pages/reading.md", ITEM, f"{{{{ 7 * 7 }}}} {{% raw %}}\n\n{ITEM}"),
        "reading.html",
        "{{ 7 * 7 }} {% raw %}",
        "49",
    ),
    "parameters in the content": (
        content("site.yml", "name: Quill", 'name: "Quill {sequence} {0.__class__} %s"'),
        "index.html",
        "Quill {sequence} {0.__class__} %s",
        "class 'int'",
    ),
    "quotes in an attribute": (
        content("pages/reading.md", "description: What the words on these pages mean.", "description: '\"><b x=\"'"),
        "reading.html",
        "&#34;&gt;&lt;b x=&#34;",
        '"><b',
    ),
    "the line ends of another system": (
        lambda p: [
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
            for path in (p / "content").rglob("*")
            if path.suffix in {".yml", ".md"}
        ],
        "index.html",
        "What is on record",
        "\r",
    ),
    "byte order marks": (
        lambda p: [
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
            for path in (p / "content").rglob("*")
            if path.suffix in {".yml", ".md"}
        ],
        "index.html",
        "What is on record",
        "\ufeff",
    ),
    "what editors leave behind": (
        lambda p: put(p, "content/pages/.reading.md.swp", b"\xff"),
        "reading.html",
        "A line without controls",
        "\xff",
    ),
    "a word without end": (
        content("site.yml", "lead: This page lists", "lead: This page " + "A" * 50_000),
        "index.html",
        "AAAA",
        "\0",
    ),
    "brackets in Markdown": (content("pages/reading.md", ITEM, "[" * 20_000), "reading.html", "[[[[", "\0"),
    "quotes in quotes in quotes": (content("pages/reading.md", ITEM, ">" * 3000 + " x"), "reading.html", "x", "\0"),
    "nothing at all to list": (
        lambda p: [
            put(p, "content/answers.yml", b"answers: []\n"),
            put(p, "content/subprocessors.yml", b"subprocessors: []\nself_hosted: []\n"),
        ],
        "index.html",
        "What is on record",
        "\0",
    ),
    "a site below a path": (
        content("site.yml", "https://trust.quill.internal/", "https://quill.internal/trust/"),
        "404.html",
        'href="/trust/',
        'href="/index.html"',
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_it_does_no_harm(project: Path, name: str) -> None:
    change, path, shown, hidden = HARMLESS[name]
    change(project)
    result = made(project, MEMORY)
    assert result.artifacts is not None, [(f.code, f.message) for f in result.findings]
    text = next(artifact for artifact in result.artifacts if artifact.path == path).data.decode()
    assert shown in text
    assert hidden not in text


def test_ten_thousand_mistakes_are_told_at_once(project: Path) -> None:
    rows = "".join(f"  - {{id: a{number}, topik: T, answer: Text.}}\n" for number in range(10_000))
    (project / "content" / "answers.yml").write_text(f"answers:\n{rows}")
    run = trustgen(project, "check", AT, "--format", "json")
    assert (run.code, run.err) == (1, "")
    assert {finding["place"]["line"] for finding in run.findings} == set(range(2, 10_002))


def test_a_file_that_may_not_be_read(project: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    (project / "content" / "answers.yml").chmod(0)
    assert [finding.code for finding in errors(project)] == ["TG001"]


def test_an_output_that_cannot_be_written(project: Path) -> None:
    (project / "wall").write_text("a file where a folder is wanted")
    run = trustgen(project, "build", "--output", "wall/site", *THEN)
    assert run.code == 1
    assert "error[TG03" in run.out
    assert run.err == ""


def test_a_picture_of_the_whitepaper_that_is_not_there(project: Path) -> None:
    edit(project / "content" / "whitepaper" / "01-summary.md", "## What is scanned", "![a](img/none.svg)\n\n## What")
    run = trustgen(project, "build", *THEN)
    assert run.code == 1
    assert "`img/none.svg`" in run.out
    assert run.err == ""
    assert not (project / "site").exists()


def test_a_static_file_in_the_place_of_the_whitepaper_says_nothing_on_standard_error(project: Path) -> None:
    put(project, "static/whitepaper.pdf", b"no PDF at all")
    run = trustgen(project, "build", *THEN)
    assert run.code == 1
    assert "whitepaper.pdf" in run.out
    assert run.err == ""


@pytest.mark.parametrize("epoch", ["²", "-1", "99999999999999999999", "soon", " 1"])
def test_a_source_date_epoch_that_is_none(project: Path, epoch: str) -> None:
    from projects import environment

    run = trustgen(project, "check", AT, env=environment(SOURCE_DATE_EPOCH=epoch))
    assert run.code in {0, 1}
    assert run.err == ""


def test_the_project_may_lie_behind_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project)
    run = trustgen(tmp_path, "check", "--project", "link", AT)
    assert (run.code, run.err) == (0, "")


def test_an_empty_folder_is_no_project(tmp_path: Path) -> None:
    run = trustgen(tmp_path, "build")
    assert run.code == 1
    assert "error[TG023]" in run.out
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_is_not_there_and_a_command_that_is_misspelt(tmp_path: Path) -> None:
    run = trustgen(tmp_path, "check", "--project", "nowhere")
    assert run.code == 2
    assert "Directory 'nowhere' does not exist." in run.err
    run = trustgen(tmp_path, "biuld")
    assert run.code == 2
    assert "No such command 'biuld'. Did you mean 'build'?" in run.err
    run = trustgen(tmp_path, "xyz")
    assert (run.code, "Did you mean" in run.err) == (2, False)


def test_a_target_that_is_not_there_or_no_pdf_is_told_so(tmp_path: Path) -> None:
    run = trustgen(tmp_path, "verify", "nowhere")
    assert run.code == 3
    assert "error[TG342] There is no folder `nowhere`." in run.out
    (tmp_path / "page.html").write_text("<p>x</p>")
    run = trustgen(tmp_path, "verify", "page.html")
    assert run.code == 3
    assert "error[TG346] `page.html` cannot be verified: it does not begin like a PDF." in run.out


def test_lint_of_nothing_and_of_what_is_not_there(tmp_path: Path) -> None:
    for argument in (".", "nowhere.html"):
        run = trustgen(tmp_path, "lint", argument)
        assert run.code == 1
        assert run.err == ""
        assert "error[TG" in run.out


def test_the_picture_that_was_declared_is_the_picture_that_is_published(project: Path) -> None:
    put(project, "static/a.png", b"\x89PNG")
    digest = sha256(b"\x89PNG").hexdigest()
    put(project, "content/assets.yml", f"assets:\n  - {{path: a.png, sha256: {digest}, depicts: none}}\n".encode())
    assert made(project, MEMORY).artifacts is not None
    put(project, "static/a.png", b"\x89PNG\n")
    (finding,) = errors(project)
    assert finding.span.path == "a.png"
    (declared,) = finding.related
    assert (declared.label, declared.span.path, declared.span.line) == ("declared here", "content/assets.yml", 2)
