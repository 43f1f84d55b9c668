"""Files of the content that are no files, or whose bytes are not as they should be: each kind of each file."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trustgen.files import Folder
from trustgen.load import load
from trustgen.model.content import Content

if TYPE_CHECKING:
    from trustgen.finding import Finding

SMALL = Path(__file__).parents[1] / "sites" / "small" / "content"
FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*") if path.suffix in (".yml", ".md"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "content")
    return tmp_path / "content"


def loaded(content: Path) -> Content | tuple[Finding, ...]:
    return load(Folder(content, "content", within=content.parent))


def refused(content: Path, path: str, code: str) -> Finding:
    """The one finding, which is about that file."""
    found = loaded(content)
    assert isinstance(found, tuple), "nothing was noticed"
    (finding,) = found
    assert (finding.span.path, finding.code) == (f"content/{path}", code)
    assert str(content) not in finding.message + finding.help
    return finding


@pytest.mark.parametrize("path", FILES)
def test_a_folder_in_place_of_the_file(content: Path, path: str) -> None:
    (content / path).unlink()
    (content / path).mkdir()
    assert refused(content, path, "TG003").message == f"`content/{path}` is a folder, not a file."


@pytest.mark.parametrize("path", FILES)
def test_a_pipe_in_place_of_the_file(content: Path, path: str) -> None:
    (content / path).unlink()
    os.mkfifo(content / path)
    assert "is not a regular file" in refused(content, path, "TG003").message


@pytest.mark.parametrize("path", FILES)
def test_a_link_that_leads_nowhere(content: Path, path: str) -> None:
    (content / path).unlink()
    (content / path).symlink_to("gone")
    finding = refused(content, path, "TG001")
    assert finding.message == f"`content/{path}` is a link that leads nowhere."
    assert "mend the link" in finding.help


@pytest.mark.parametrize("path", FILES)
def test_a_link_that_leads_to_itself(content: Path, path: str) -> None:
    (content / path).unlink()
    (content / path).symlink_to(Path(path).name)
    assert refused(content, path, "TG001").message == f"`content/{path}` is a link that leads back to itself."


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize("path", FILES)
def test_a_file_that_may_not_be_read(content: Path, path: str) -> None:
    (content / path).chmod(0)
    assert "Permission denied" in refused(content, path, "TG001").message


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("path", FILES)
def test_a_disk_that_refuses(content: Path, path: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refusing(name: str | Path, *rest: int) -> int:
        if str(name).endswith(path):
            raise OSError(number, os.strerror(number))
        return opened(name, *rest)

    monkeypatch.setattr("trustgen.files.os.open", refusing)
    finding = refused(content, path, "TG001")
    assert finding.message == f"`content/{path}` cannot be read: {os.strerror(number)}."


@pytest.mark.parametrize("path", FILES)
def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(content: Path, path: str) -> None:
    before = loaded(content)
    (content / path).write_bytes(b"\xef\xbb\xbf" + (content / path).read_bytes().replace(b"\n", b"\r\n"))
    assert loaded(content) == before
    assert isinstance(before, Content)


@pytest.mark.parametrize("path", FILES)
def test_the_line_ends_of_old_machines_are_refused(content: Path, path: str) -> None:
    (content / path).write_bytes((content / path).read_bytes().replace(b"\n", b"\r"))
    finding = refused(content, path, "TG005")
    assert finding.span.line == 1
    assert finding.help == "Save the file with the line breaks of Unix (LF) or of Windows (CRLF)."


@pytest.mark.parametrize("path", FILES)
def test_a_nul_byte(content: Path, path: str) -> None:
    text = (content / path).read_text()
    (content / path).write_text(f"{text}# a\x00b\n")
    finding = refused(content, path, "TG005")
    assert (finding.span.line, finding.span.column, finding.span.text) == (text.count("\n") + 1, 4, "# a\x00b")
    assert "U+0000" in finding.message


@pytest.mark.parametrize("path", FILES)
def test_a_byte_of_another_encoding_is_shown_in_its_line(content: Path, path: str) -> None:
    lines = (content / path).read_bytes().count(b"\n")
    with (content / path).open("ab") as stream:
        stream.write("# né ".encode() + b"caf\xe9 au lait\r\n# more\n")
    finding = refused(content, path, "TG002")
    assert (finding.span.line, finding.span.column, finding.span.text) == (lines + 1, 9, "# né caf\ufffd au lait")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", FILES)
def test_utf16_is_told_by_its_name_or_by_its_zeros(content: Path, path: str, encoding: str) -> None:
    (content / path).write_bytes((content / path).read_text().encode(encoding))
    code = "TG002" if encoding == "utf-16" else "TG005"
    finding = refused(content, path, code)
    assert ("UTF-16" in finding.message) == (encoding == "utf-16")


def test_a_line_that_nobody_could_look_at_is_not_carried_along(content: Path) -> None:
    (content / "site.yml").write_bytes(b"a: " + b"x" * 20_000 + b"\xe9\n")
    assert refused(content, "site.yml", "TG002").span.text is None
    (content / "site.yml").write_bytes(b"a: " + b"x" * 20_000 + b"\x00\n")
    assert refused(content, "site.yml", "TG005").span.text is None


def test_a_folder_that_holds_files_is_told_with_them(content: Path) -> None:
    (content / "site.yml").unlink()
    (content / "site.yml").mkdir()
    (content / "site.yml" / "x.yml").write_text("a: 1\n")
    found = loaded(content)
    assert isinstance(found, tuple)
    assert [(f.span.path, f.code) for f in found] == [
        ("content/site.yml", "TG003"),
        ("content/site.yml/x.yml", "TG021"),
    ]


def test_a_hidden_folder_is_nobody_s_file(content: Path) -> None:
    (content / ".drafts" / "old.md").mkdir(parents=True)
    assert isinstance(loaded(content), Content)
