"""The case files under tests/claims: sentences and fragments with their labels, and how they are judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trustgen.artifact import Artifact
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding
from trustgen.scopes.reader import Sieve, reader_of
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILES = sorted((Path(__file__).parents[1] / "claims").glob("??/*.yml"))


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
    # Lists beside the records would be read by nobody.
    assert "records" not in listed or set(listed) == {"records"}, file
    return list(listed.get("records", [listed]))


def holdings(listed: Iterable[Mapping[str, Any]]) -> tuple[Holding, ...]:
    """What is held, as a case file or an item of a corpus writes it; days are dates or their text."""
    return tuple(
        Holding(
            scheme=held["id"],
            level=held.get("level"),
            edition=held.get("edition"),
            scope=held.get("scope"),
            issued=_day(held.get("issued")),
            valid_until=_day(held.get("until")),
        )
        for held in listed
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


@cache
def engine(file: Path, record: int) -> Engine:
    listed = records(file)[record]
    return Engine(
        Facts(
            as_of=listed.get("as_of", date(2026, 11, 24)),
            names=("Fabrikam",),
            holdings=holdings(listed.get("held", ())),
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
