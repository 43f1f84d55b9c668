"""A tree to an instance, or every fault of it at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trustgen.decode import decode
from trustgen.finding import Finding, Span
from trustgen.model.architecture import Architecture
from trustgen.model.assurances import Assurances
from trustgen.model.documents import Assets
from trustgen.source import Text
from trustgen.yamldoc import parse

if TYPE_CHECKING:
    from pydantic import BaseModel

WHOLE = Span(path="x.yml")


def decoded(model: type[BaseModel], text: str) -> BaseModel | tuple[Finding, ...]:
    tree, findings = parse(text.encode(), "x.yml")
    assert findings == ()
    return decode(model, tree, WHOLE)


def test_a_decoded_text_knows_where_it_was_written() -> None:
    found = decoded(Architecture, "lines:\n  - id: a\n    title: The title\n    prose: |\n      Words.\n")
    assert isinstance(found, Architecture)
    title = found.lines[0].title
    assert isinstance(title, Text)
    assert (title.span.line, title.span.column, title.span.end_column) == (3, 12, 21)


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Architecture, "lines: []\n", ("TG204", 1, 8)),
        (Architecture, "lines: text\n", ("TG203", 1, 8)),
        (Architecture, "lines:\n  - id: a\n    title: t\n", ("TG202", 2, 5)),
        (Architecture, "lines:\n  - {id: a, title: t, prose: p, titel: x}\n", ("TG201", 2, 33)),
        (Architecture, "lines:\n  - {id: A B, title: t, prose: p}\n", ("TG204", 2, 10)),
        (Architecture, "lines:\n  - {id: a, title: [t], prose: p}\n", ("TG203", 2, 20)),
        (Architecture, "lines:\n  - {id: a, title: '', prose: p}\n", ("TG204", 2, 21)),
        (Architecture, "lines:\n  - {id: a, title: , prose: p}\n", ("TG203", 2, 20)),
        (Architecture, "lines:\n  - {id: a, title: t, prose: p, controls: [ISOL-1]}\n", ("TG204", 2, 44)),
        (Architecture, "lines:\n  - text\n", ("TG203", 2, 5)),
        (Architecture, "- a\n", ("TG203", 1, 1)),
        (Assurances, "assurances:\n  - {scheme: soc2, standing: hold}\n", ("TG204", 2, 30)),
        (Assurances, "assurances:\n  - {scheme: soc2, standing: held}\n", ("TG204", 2, 30)),
        (Assurances, "assurances:\n  - {scheme: soc2, standing: not-held, expires: soon}\n", ("TG204", 2, 49)),
        (Assets, "assets:\n  - {path: ../x, sha256: %s, depicts: none}\n" % ("0" * 64), ("TG204", 2, 12)),
        (Assets, "assets:\n  - {path: x, sha256: abc, depicts: none}\n", ("TG204", 2, 23)),
        (Assets, "assets:\n  - {path: x, sha256: %s, depicts: some}\n" % ("0" * 64), ("TG204", 2, 98)),
    ],
)
def test_a_fault_is_found_at_its_line_and_column(
    model: type[BaseModel], text: str, expected: tuple[str, int, int]
) -> None:
    found = decoded(model, text)
    assert isinstance(found, tuple)
    assert [(f.code, f.span.line, f.span.column) for f in found] == [expected]
    assert found[0].message.endswith(".")
    assert found[0].help


def test_the_nearest_known_key_is_suggested() -> None:
    found = decoded(Assurances, "assurances:\n  - {scheme: soc2, standing: planned, levl: x}\n")
    assert isinstance(found, tuple)
    assert found[0].help == "Did you mean `level`?"


def test_a_key_that_resembles_nothing_gets_the_list_of_keys() -> None:
    found = decoded(Assets, "assets: []\nzzz: 1\n")
    assert isinstance(found, tuple)
    assert found[0].help == "The keys here are `assets`."


def test_all_faults_of_a_file_come_at_once() -> None:
    text = "assurances:\n  - standing: hold\n    levl: x\n  - scheme: 9\nmore: 1\n"
    found = decoded(Assurances, text)
    assert isinstance(found, tuple)
    assert sorted(f.code for f in found) == ["TG201", "TG201", "TG202", "TG202", "TG204"]


def test_an_optional_field_that_fails_poisons_its_object() -> None:
    assert isinstance(decoded(Assurances, "assurances:\n  - {scheme: soc2, standing: planned, issued: x}\n"), tuple)


def test_booleans_and_dates_mean_what_was_typed() -> None:
    found = decoded(Architecture, "lines:\n  - {id: a, title: no, prose: '12:30', evidence: [2026-11-24, 1e3]}\n")
    assert isinstance(found, Architecture)
    line = found.lines[0]
    assert (line.title, line.prose, line.evidence) == ("no", "12:30", ("2026-11-24", "1e3"))


def test_what_is_wrong_with_a_whole_mapping_is_said_of_it() -> None:
    found = decoded(Assurances, "assurances:\n  - {scheme: soc2, standing: held}\n")
    assert isinstance(found, tuple)
    assert found[0].message == "`assurances[1]`: a standing of `held` needs `issuer`, `issued`, `expires`, `evidence`."


def test_every_missing_key_of_a_mapping_is_named() -> None:
    found = decoded(Assets, "assets:\n  - path: img/a.png\n")
    assert isinstance(found, tuple)
    assert [(one.code, one.message, one.span.line) for one in found] == [
        ("TG202", "`assets[1]` has no `sha256`.", 2),
        ("TG202", "`assets[1]` has no `depicts`.", 2),
    ]
