"""`trustgen lint` on what it never expected: each is told, none is passed over, nothing crashes or hangs."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest
from projects import AT, command, environment, trustgen

from trustgen import limits
from trustgen.files import Folder
from trustgen.finding import Finding, Severity
from trustgen.linting import lint_paths
from trustgen.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.linting import Linted

CLAIM = "We are SOC 2 Type II certified."
PAGE = f'<!doctype html><html lang="en"><head><title>x</title></head><body><p>{CLAIM} Café.</p></body></html>'
NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def linted(*paths: Path) -> Linted:
    return lint_paths(paths, None, NOON, lambda _: None)


def codes(*paths: Path) -> list[str]:
    return [finding.code for finding in linted(*paths).findings]


def written(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def pdf(*, password: str | None = None) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password is not None:
        writer.encrypt(password, "owner")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_folder_with_no_files(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert codes(tmp_path / "a") == ["TG024"]


def test_a_shipped_font_is_known_by_its_bytes_whatever_it_is_called(tmp_path: Path) -> None:
    (font, *_) = sorted((shipped("static") / "fonts").glob("*.woff2"))
    written(tmp_path / "any" / "name.woff2", font.read_bytes())
    assert codes(tmp_path) == []
    written(tmp_path / "fonts" / font.name, font.read_bytes() + b"x")
    assert codes(tmp_path) == ["TG111"]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    (finding,) = linted(tmp_path / "gone.html").findings
    assert (finding.code, finding.message) == ("TG001", "`gone.html` cannot be read: No such file or directory.")


@pytest.mark.parametrize("name", ["a.bin", "a", "a.docx", "a.exe"])
def test_a_file_of_a_kind_that_nobody_reads(tmp_path: Path, name: str) -> None:
    assert codes(written(tmp_path / name, os.urandom(500))) == ["TG110"]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md", "a.css", "a.csv", "a.js"])
@pytest.mark.parametrize("data", ["", " \n\t\n"])
def test_an_empty_file_is_told_and_refuses_nothing(tmp_path: Path, name: str, data: str) -> None:
    (finding,) = linted(written(tmp_path / name, data)).findings
    assert (finding.code, finding.severity) == ("TG027", Severity.WARNING)


@pytest.mark.parametrize("name", ["a.json", "a.pdf", "a.svg", "a.xml", "a.xlsx", "a.png"])
def test_an_empty_file_of_a_kind_that_is_never_empty_is_refused(tmp_path: Path, name: str) -> None:
    found = linted(written(tmp_path / name, "")).findings
    assert Severity.ERROR in {finding.severity for finding in found}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<!doctype html><html lang="en"><title>x</title><body><p>{}</p>'),
        ("a.txt", "{}"),
        ("a.md", "{}"),
        ("a.js", 'var a = "{}";'),
        ("a.json", '["{}"]'),
        ("a.css", 'a::after {{ content: "{}"; }}'),
    ],
)
def test_a_claim_at_the_end_of_a_line_of_a_million_characters(tmp_path: Path, name: str, text: str) -> None:
    path = written(tmp_path / name, text.format("word " * 200_000 + CLAIM))
    (finding,) = linted(path).findings
    assert finding.code in ("TG101", "TG109")
    assert finding.span.column > 1_000_000


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    assert codes(written(tmp_path / "a.pdf", pdf(password="secret"))) == ["TG119"]
    assert codes(written(tmp_path / "b.pdf", pdf(password=""))) == ["TG119"]


@pytest.mark.parametrize("kind", ["cut", "junk", "flipped", "text"])
def test_a_corrupt_pdf(tmp_path: Path, kind: str) -> None:
    whole = pdf()
    data = {
        "cut": whole[: len(whole) // 2],
        "junk": b"%PDF-1.7\n" + bytes(range(256)) * 20,
        "flipped": bytes(byte ^ (255 if at % 37 == 0 else 0) for at, byte in enumerate(whole)),
        "text": b"hello",
    }[kind]
    assert codes(written(tmp_path / "a.pdf", data)) == ["TG116"]


def test_an_archive_that_is_called_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", CLAIM)
    assert codes(tmp_path / "a.xlsx") == ["TG116"]


def test_a_workbook_that_unpacks_without_end(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b"<si><t>a</t></si>" * 61_681)
    assert (tmp_path / "a.xlsx").stat().st_size < 8 * 1024 * 1024
    assert codes(tmp_path / "a.xlsx") == ["TG117"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", "<html lang=en><title>x</title><body>" + "<div>" * 100_000 + CLAIM, "TG117"),
        ("b.html", "<html lang=en><title>x</title><body>" + "<b>" * 100_000 + CLAIM, "TG117"),
        ("a.md", "> " * 100_000 + CLAIM, "TG117"),
        ("b.md", "- " * 3_000 + CLAIM, "TG117"),
        ("c.md", "Words.\n\n" + "<div>" * 100_000 + CLAIM, "TG117"),
        ("a.txt", "> " * 2_000 + CLAIM, "TG117"),
        ("a.json", "[" * 100_000 + "]" * 100_000, "TG117"),
        ("a.css", "a{" * 100_000, "TG117"),
        ("a.svg", "<svg>" + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>", "TG116"),
        ("a.xml", "<a>" * 100_000 + CLAIM + "</a>" * 100_000, "TG116"),
    ],
)
def test_what_is_nested_deeper_than_anybody_reads_is_refused(tmp_path: Path, name: str, data: str, code: str) -> None:
    found = linted(written(tmp_path / name, data)).findings
    assert code in {finding.code for finding in found}
    assert found[0].span.path == name


def test_what_is_nested_less_deep_is_read(tmp_path: Path) -> None:
    assert codes(written(tmp_path / "a.md", "> " * 1_000 + CLAIM)) == ["TG101"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_page_in_an_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    text = PAGE.replace("<title>", '<meta charset="windows-1252"><title>') if encoding == "windows-1252" else PAGE
    assert codes(written(tmp_path / "a.html", text.encode(encoding))) == ["TG101"]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16-le", "utf-16-be"])
def test_a_page_in_an_encoding_that_it_does_not_name(tmp_path: Path, encoding: str) -> None:
    assert codes(written(tmp_path / "a.html", PAGE.encode(encoding))) == ["TG115"]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md", "a.csv", "a.js", "a.css"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_zeros_between_the_letters_hide_nothing(tmp_path: Path, name: str, encoding: str) -> None:
    found = linted(written(tmp_path / name, CLAIM.encode(encoding))).findings
    assert "TG115" in {finding.code for finding in found}
    first = next(finding for finding in found if finding.code == "TG115")
    assert "NUL" in first.message


def test_links_that_lead_to_themselves_or_out(tmp_path: Path) -> None:
    root = tmp_path / "site"
    written(root / "a.html", PAGE)
    (root / "loop.html").symlink_to("loop.html")
    (root / "gone.html").symlink_to("nowhere")
    (root / "round").mkdir()
    (root / "round" / "up").symlink_to("..")
    (root / "out").symlink_to("/")
    found = {(finding.span.path, finding.code) for finding in linted(root).findings}
    assert found == {
        ("a.html", "TG101"),
        ("loop.html", "TG001"),
        ("gone.html", "TG001"),
        ("round/up", "TG003"),
        ("out", "TG003"),
    }


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    written(tmp_path / "b.html", PAGE)
    os.mkfifo(tmp_path / "a.html")
    assert codes(tmp_path) == ["TG003", "TG101"]


@pytest.mark.parametrize("name", [b"\xff.html", b"a\nb.html", b"a\x1b[2J.html"])
def test_a_name_that_cannot_be_written_down(tmp_path: Path, name: bytes) -> None:
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as stream:  # noqa: PTH118, PTH123 - bytes
        stream.write(PAGE.encode())
    run = trustgen(tmp_path, "lint", ".", AT)
    assert (run.code, run.err) == (1, "")
    assert "error[TG003]" in run.out
    assert "\x1b" not in run.out


def test_a_standard_input_without_end() -> None:
    with subprocess.Popen(["yes", CLAIM], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            command("lint", "-", AT),
            stdin=endless.stdout,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        endless.kill()
    assert (done.returncode, done.stderr) == (1, "")
    assert "error[TG004]" in done.stdout


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES", 3)
    for number in range(4):
        written(tmp_path / f"{number}.yml", "a: 1\n")
    found = Folder(tmp_path, "content").walk()
    assert isinstance(found, Finding)
    assert (found.code, found.message) == ("TG006", "The folder `content` holds more than 3 files.")
