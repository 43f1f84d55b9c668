"""Hostile files: each shape costs work in proportion to its size, is answered with a finding, and is bounded by limits.

Work is counted in calls, not in seconds.  `scripts/hostile_run.py` gives the same shapes to `lint` at fifty megabytes;
its results are in docs/lint.md.
"""

from __future__ import annotations

import gzip
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hostile import CLAIM, SHAPES

from trustgen import gate, limits
from trustgen.artifact import Artifact
from trustgen.claims.facts import Facts

if TYPE_CHECKING:
    from trustgen.gate import GateResult

FACTS = Facts(as_of=date(2026, 11, 26))
SMALL, LARGE = 800, 3_200
SIZES = {"a script of one addition": 3_000, "one line of values": 300}
"""Shapes that reach a bound within a text, such as the number of names whose frames are looked for, beyond `SMALL`, and
one of which a smaller one shows as much."""
REFUSED = {"inline elements in one another"}
"""Shapes that nest deeper than is read; the file is refused as unread."""


def gated(file: str, data: bytes) -> GateResult:
    return gate.run([Artifact(path=file, media="application/octet-stream", data=data)], FACTS, {})


def calls(file: str, data: bytes) -> int:
    """How many calls it takes to judge a file."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        gated(file, data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_the_work_grows_with_the_size_and_no_faster(name: str) -> None:
    file, make = SHAPES[name]
    size = SIZES.get(name, SMALL)
    gated(file, make(100))
    small, large = calls(file, make(size)), calls(file, make(4 * size))
    assert large <= 6 * max(small, 3_000)


PAGES = [name for name in SHAPES if SHAPES[name][0].endswith(("html", "gz"))]
ENDLESS = ["a packed page that unpacks without end", "zeros", "no text at all"]


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {*ENDLESS, *REFUSED}])
def test_the_claim_behind_what_is_hostile_is_reported_at_its_place(name: str) -> None:
    file, make = SHAPES[name]
    data = make(LARGE)
    text = (gzip.decompress(data) if file.endswith("gz") else data).decode()
    found = [(finding.code, finding.mention, finding.span.column) for finding in gated(file, data).findings]
    column = text.index(CLAIM) + CLAIM.index("SOC") + 1
    assert found.count(("TG101", "SOC 2 Type II", column)) == 1


@pytest.mark.parametrize("name", [*ENDLESS, *REFUSED])
def test_a_file_that_is_not_read_to_its_end_is_refused(name: str) -> None:
    file, make = SHAPES[name]
    size = LARGE if name in REFUSED else limits.LINT_FILE_BYTES // 8 + 1
    assert {finding.code for finding in gated(file, make(size)).findings} & {"TG115", "TG117"}


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("a.html", limits.TEXT_BYTES),
        ("a.css", limits.TEXT_BYTES),
        ("a.js", limits.TEXT_BYTES),
        ("a.svg", limits.TEXT_BYTES),
        ("a.xml", limits.TEXT_BYTES),
        ("a.md", limits.TEXT_BYTES),
        ("a.csv", limits.TEXT_BYTES),
        ("a.txt", limits.TEXT_BYTES),
        ("a.json", limits.JSON_BYTES),
        ("a.js.map", limits.JSON_BYTES),
    ],
)
def test_a_text_that_is_too_large_is_refused_by_its_size(name: str, limit: int) -> None:
    found = gated(name, b" " * (limit + 1)).findings
    assert any(f.code == "TG117" and f"{limit + 1:,} bytes" in f.message for f in found), found


@pytest.mark.parametrize("piece", ["<p>SOC 2 certified {}</p>", "SOC 2 {} ", "<!-- SOC 2 certified {} -->"])
def test_a_file_of_claims_is_read_up_to_a_limit_and_says_so(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MENTIONS", 50)
    page = "".join(piece.format(number) for number in range(200))
    found = gated("a.html", page.encode()).findings
    assert [finding.message for finding in found if finding.code == "TG117"] == [
        "`a.html` mentions certifications more than 50 times; the rest is unread."
    ]
    assert 50 <= len(found) <= 53
    few = "".join(piece.format(number) for number in range(40))
    assert "TG117" not in {finding.code for finding in gated("a.html", few.encode()).findings}


def test_honest_mentions_beyond_the_limit_refuse_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MENTIONS", 50)
    honest = "<p>We hold no SOC 2 report.</p>"
    assert gated("a.html", (honest * 50).encode()).findings == ()
    found = gated("a.html", f"{honest * 60}<p>{CLAIM}</p>".encode()).findings
    assert [finding.code for finding in found] == ["TG117"]
