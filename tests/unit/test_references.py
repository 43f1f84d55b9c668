"""Ids that content files use for each other."""

from __future__ import annotations

import pytest

from trustgen.finding import Findings
from trustgen.references import cited, index, known
from trustgen.source import Place, Source, Text

CONTROLS = {f"KEYS-{n:03d}": n for n in range(1, 6)} | {"K8S-001": 1}


def text(value: str, line: int = 1) -> Text:
    return Text(value, Place(Source("content/x.yml", value), line, 1, line, len(value) + 1))


@pytest.mark.parametrize(
    ("citations", "ids", "codes"),
    [
        (["KEYS-002"], ("KEYS-002",), []),
        (["KEYS-002..KEYS-004", "K8S-001"], ("KEYS-002", "KEYS-003", "KEYS-004", "K8S-001"), []),
        (["KEYS-003..KEYS-003"], ("KEYS-003",), []),
        (["KEYS-009"], (), ["TG212"]),
        (["KEYS-004..KEYS-006"], (), ["TG212"]),
        (["KEYS-007..KEYS-009"], (), ["TG213"]),
        (["KEYS-004..KEYS-002"], (), ["TG214"]),
        (["KEYS-001..K8S-001"], (), ["TG214"]),
        (["KEYS-001..KEYS-003", "KEYS-002"], ("KEYS-001", "KEYS-002", "KEYS-003"), ["TG215"]),
    ],
)
def test_citations_name_controls(citations: list[str], ids: tuple[str, ...], codes: list[str]) -> None:
    findings = Findings()
    assert cited([text(c) for c in citations], CONTROLS, findings) == ids
    assert [f.code for f in findings] == codes


def test_the_nearest_id_is_suggested() -> None:
    findings = Findings()
    assert not known(text("KEYS-0O1"), CONTROLS, "control", findings)
    assert findings.sorted()[0].help == "Did you mean `KEYS-001`?"


def test_an_id_that_stands_twice_names_both_places() -> None:
    findings = Findings()
    first, second = text("a", 1), text("a", 9)
    assert index([first, second], lambda t: t, "document", findings) == {"a": first}
    (finding,) = findings
    assert (finding.code, finding.span.line, finding.related[0].span.line) == ("TG211", 9, 1)
