"""The whole small site, file by file, as it was accepted.

Nothing is scrubbed that says something of this site.  What depends on the version of a library is kept in another
form: of the PDF its text, page by page, and its digest in the manifest not at all.  What depends on every word of the
gate's lists, the digest of its rules, is kept as a name, and so are the digests of the two files that print it.  Fonts
are compared with the shipped ones.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from projects import ROOT, tree

if TYPE_CHECKING:
    from projects import Built

GOLDEN = Path(__file__).parent / "small"
ACTUAL = GOLDEN.with_name("small.actual")
PAPER = "whitepaper.pdf"
MANIFEST = "posture/manifest.json"
GATE = ("gate.html", "gate.json")


def paper_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()
    return "".join(f"== page {number}\n{page.strip()}\n" for number, page in enumerate(pages, 1)).replace("\r\n", "\n")


def kept(site: Path) -> dict[str, bytes]:
    """The site in the form in which it is kept."""
    files = {path: data for path, data in tree(site).items() if not path.startswith("fonts/")}
    del files[PAPER]
    files[f"{PAPER}.txt"] = paper_text(site / PAPER).encode()
    rules = json.loads(files["gate.json"])["rulesSha256"].encode()
    record = json.loads(files[MANIFEST])
    for path in (PAPER, *GATE):
        del record["files"][path]
    for path in GATE:
        assert rules in files[path]
        files[path] = files[path].replace(rules, b"(the digest of the rules)")
    files[MANIFEST] = json.dumps(record, indent=1, ensure_ascii=False).encode() + b"\n"
    return files


def write(files: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def test_the_small_site_is_what_was_accepted(small: Built, request: pytest.FixtureRequest) -> None:
    assert small.run.code == 0, small.run.out
    actual = kept(small.site)
    if request.config.getoption("--accept"):
        write(actual, GOLDEN)
    golden = tree(GOLDEN)
    other = sorted(path for path in actual.keys() | golden.keys() if actual.get(path) != golden.get(path))
    if other:
        write(actual, ACTUAL)
        name, there = GOLDEN.relative_to(ROOT), ACTUAL.relative_to(ROOT)
        pytest.fail(
            f"{len(other)} files differ: {', '.join(other)}.\n"
            f"Look at them: git diff --no-index {name} {there}\n"
            "If the change is meant, accept it: pytest tests/golden --accept",
            pytrace=False,
        )
    shutil.rmtree(ACTUAL, ignore_errors=True)


def test_the_fonts_are_the_shipped_ones(small: Built) -> None:
    fonts = tree(ROOT / "static" / "fonts")
    assert fonts
    assert tree(small.site / "fonts") == fonts
