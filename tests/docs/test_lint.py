"""What docs/lint.md shows works on a site made by something else."""

from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from projects import trustgen

TEXT = (Path(__file__).parents[2] / "docs" / "lint.md").read_text("utf-8")
PICTURE = b"\x89PNG\r\n\x1a\n not looked at by anybody"


def block(first: str) -> str:
    """The example that begins with a line."""
    return next(found for found in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if found.startswith(first))


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "img").mkdir(parents=True)
    page = "<html lang=en><title>Security</title><p>The hosted platform is certified to ISO/IEC 27001:2022.</p>"
    (site / "index.html").write_text(page, "utf-8")
    (site / "img" / "grid.png").write_bytes(PICTURE)
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset><url><loc>https://a.example/</loc></url></urlset>"))
    (tmp_path / "assurances.yml").write_text(block("assurances:"), "utf-8")
    shown = re.sub(r"[0-9a-f]{64}", sha256(PICTURE).hexdigest(), block("assets:"))
    (tmp_path / "assets.yml").write_text(shown, "utf-8")
    return tmp_path


def test_without_a_record_and_declarations_the_site_is_refused(exported: Path) -> None:
    run = trustgen(exported, "lint", "site", "--format", "json", "--as-of", "2026-11-20T12:00:00Z")
    assert run.code == 1
    assert sorted(finding["code"] for finding in run.findings) == ["TG101", "TG111"]
    assert any(sha256(PICTURE).hexdigest() in finding["message"] for finding in run.findings)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_with_both_it_passes_in_every_format(exported: Path, form: str) -> None:
    named = re.search(rf"trustgen (lint site .*--format {form})", TEXT)
    line = named[1] if named else f"lint site --assurances assurances.yml --assets assets.yml --format {form}"
    run = trustgen(exported, *line.split(), "--as-of", "2026-11-20T12:00:00Z")
    assert run.code == 0, run.out
    if form == "sarif":
        assert json.loads(run.out)["runs"][0]["results"] == []


def test_explain_lists_what_let_a_mention_pass(exported: Path) -> None:
    arguments = ("--assurances", "assurances.yml", "--assets", "assets.yml", "--as-of", "2026-11-20T12:00:00Z")
    run = trustgen(exported, "lint", "site", "--explain", *arguments)
    assert "pass  index.html (text.body) iso27001: covered by iso27001/-\n" in run.out
    assert "      The hosted platform is certified to ISO/IEC 27001:2022.\n" in run.out


def test_explain_says_which_excuse_came_nearest(exported: Path) -> None:
    (exported / "site" / "index.html").write_text("<p>We sell no data and hold a SOC 2 report.</p>", "utf-8")
    run = trustgen(exported, "lint", "site/index.html", "--explain")
    said = "soc2: nothing; a denial stands in the sentence, but not over this name\n"
    assert f"FAIL  index.html (text.body) {said}" in run.out


def test_standard_input_is_read(exported: Path) -> None:
    run = trustgen(exported, "lint", "-", input="<p>We are SOC 2 certified.</p>")
    assert run.code == 1
    assert "standard-input.html:1:" in run.out
