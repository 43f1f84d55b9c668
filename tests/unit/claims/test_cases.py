"""Every case file under tests/claims: each sentence or fragment passes or fails as its list says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from trustgen.artifact import Artifact
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding
from trustgen.claims.frames import FRAMES
from trustgen.scopes.reader import Sieve, reader_of
from trustgen.scopes.unit import Context, Surface, Unit

FILES = sorted((Path(__file__).parents[2] / "claims").glob("??/*.yml"))
LANGUAGES = {"en", "fr", "de", "es", "it", "nl"}


@dataclass(frozen=True)
class Case:
    file: Path
    label: str
    text: str
    record: int = 0
    """Which record of the file it is judged against."""

    @property
    def language(self) -> str:
        return self.file.parent.name


@cache
def records(file: Path) -> list[dict[str, Any]]:
    """The lists of a file, each with the record that its texts are judged against; most files have one."""
    listed = dict(yaml.safe_load(file.read_text(encoding="utf-8")))
    return list(listed.get("records", [listed]))


@cache
def engine(file: Path, record: int) -> Engine:
    listed = records(file)[record]
    return Engine(
        Facts(
            as_of=listed.get("as_of", date(2026, 11, 24)),
            names=("Fabrikam",),
            holdings=tuple(
                Holding(
                    scheme=held["id"],
                    level=held.get("level"),
                    edition=held.get("edition"),
                    scope=held.get("scope"),
                    issued=held.get("issued"),
                    valid_until=held.get("until"),
                )
                for held in listed.get("held", ())
            ),
        )
    )


def judged(case: Case) -> tuple[Mention, ...]:
    judge = engine(case.file, case.record)
    if not case.text.startswith("<"):
        context = Context(lang=case.language)
        return judge.judge([Unit(scope="text.body", surface=Surface.PROSE, text=case.text, tag="p", context=context)])
    artifact = Artifact(path="item.html", media="text/html", data=case.text.encode())
    reader = reader_of(artifact)
    assert reader is not None
    return judge.judge(reader.read(artifact, Sieve(judge.may_mention)).units)


CASES = [
    Case(file, label, text, number)
    for file in FILES
    for number, listed in enumerate(records(file))
    for label in ("honest", "claim")
    for text in listed.get(label, ())
]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.language}/{case.file.stem}-{case.label}-{case.text[:50]}"
)
def test_a_case_passes_or_fails_as_its_list_says(case: Case) -> None:
    mentions = judged(case)
    failed = [mention for mention in mentions if not mention.passed and not mention.warning]
    assert bool(failed) == (case.label == "claim"), [(m.scheme, m.text, m.frame, m.fact, m.message) for m in mentions]


def test_no_case_stands_twice() -> None:
    seen = [(case.language, case.text, case.file if case.record else None) for case in CASES]
    assert sorted({text for text in seen if seen.count(text) > 1}) == []


def test_every_language_has_honest_cases_and_claims() -> None:
    assert {(case.language, case.label) for case in CASES} == {
        (lang, label) for lang in LANGUAGES for label in ("honest", "claim")
    }


def test_every_honest_frame_is_met_by_a_case() -> None:
    met = {mention.frame for case in CASES for mention in judged(case) if mention.passed and mention.frame}
    assert {frame.name for frame in FRAMES} - met == set()
