"""The example of a scheme of one's own is one that is taken as it stands."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path

import yaml

from trustgen.claims.catalogue.scheme import Scheme
from trustgen.linting import lint_paths

MANUAL = (Path(__file__).parents[2] / "docs" / "claims.md").read_text("utf-8")
NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)


def test_the_example_of_an_own_scheme_is_taken(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(schemes:\n.*?)```", MANUAL, re.DOTALL)
    (tmp_path / "schemes.yml").write_text(example, "utf-8")
    page = tmp_path / "index.html"
    page.write_text("<p>We hold the Acme Trust Seal. The ATS sorts applicants.</p>", "utf-8")
    linted = lint_paths([page], None, NOW, lambda _: None, schemes=[tmp_path / "schemes.yml"])
    assert [(one.code, one.scheme) for one in linted.findings] == [("TG101", "acme-seal")]
    assert yaml.safe_load(example)["schemes"][0]["id"] == "acme-seal"


def test_every_key_of_the_scheme_data_is_explained() -> None:
    table = MANUAL.partition("## Schemes\n")[2].partition("\n## ")[0]
    assert [key for key in Scheme.__struct_fields__ if f"`{key}`" not in table] == []
