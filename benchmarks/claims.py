"""Score the claims engine on a corpus of labelled fragments.

A corpus is a file of JSON lines: `html` (a fragment), `held` and `as_of` (the record), `label` (`claim` or `honest`;
anything else is shown but not scored), `lang` and `category`.  A claim item counts as caught when the gate reports at
least one error for it; an honest item counts as rejected then.

    python benchmarks/claims.py CORPUS [--show] [--half 0|1] [--by lang|category]

With `--mutants`, every mutant of the cases and the corpora under tests/claims is judged in place of a corpus, and each
operator's rate is printed: how many mutants there are, and how many are judged as they have to be.

    python benchmarks/claims.py --mutants [--show]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trustgen.artifact import Artifact
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding
from trustgen.scopes.reader import Sieve, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Scored:
    """One item and what the engine made of it."""

    item: Mapping[str, Any]
    mentions: tuple[Mention, ...]

    @property
    def failed(self) -> bool:
        """Whether the gate would hold the build."""
        return any(not mention.passed and not mention.warning for mention in self.mentions)

    @property
    def wrong(self) -> bool:
        """Whether the verdict differs from the label; items with another label are never wrong."""
        return self.item["label"] in {"claim", "honest"} and self.failed != (self.item["label"] == "claim")


def facts_of(item: Mapping[str, Any]) -> Facts:
    """The record that an item is judged against."""
    return Facts(
        as_of=date.fromisoformat(item["as_of"]),
        holdings=tuple(
            Holding(
                scheme=held["id"],
                level=held.get("level"),
                edition=held.get("edition"),
                scope=held.get("scope"),
                valid_until=date.fromisoformat(held["until"]) if held.get("until") else None,
            )
            for held in item["held"]
        ),
        names=tuple(item.get("names", ())),
    )


def score(item: Mapping[str, Any]) -> Scored:
    """Read an item's fragment as a page and judge it."""
    engine = Engine(facts_of(item))
    artifact = Artifact(path="item.html", media="text/html", data=item["html"].encode())
    reader = reader_of(artifact)
    if reader is None:
        raise RuntimeError("no reader reads HTML")
    reading = reader.read(artifact, Sieve(engine.may_mention))
    return Scored(item, engine.judge(reading.units))


def items(path: Path, half: int | None = None) -> Iterator[Mapping[str, Any]]:
    """The items of a corpus; with `half`, every second one."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip() and (half is None or number % 2 == half):
            yield json.loads(line)


def rates(scored: Iterable[Scored]) -> tuple[int, int, int, int]:
    """Claim items, claim items missed, honest items, honest items rejected."""
    counts = [0, 0, 0, 0]
    for one in scored:
        if one.item["label"] == "claim":
            counts[0] += 1
            counts[1] += one.wrong
        elif one.item["label"] == "honest":
            counts[2] += 1
            counts[3] += one.wrong
    return counts[0], counts[1], counts[2], counts[3]


def table(scored: Iterable[Scored], by: str) -> Iterator[str]:
    """The rates in lines, for the whole and by a field."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups["all"].append(one)
        groups[str(one.item[by])].append(one)
    yield f"{by:<22} claims  missed  honest  rejected"
    for name, group in groups.items():
        claims, missed, honest, rejected = rates(group)
        yield f"{name:<22} {claims:>6}  {missed:>6}  {honest:>6}  {rejected:>8}"


def mutants(*, show: bool) -> Iterator[str]:
    """A line for every operator: its mutants, how many are judged as they have to be, and the rate."""
    sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "support")]
    from claims_mutants import OPERATORS, tally
    from claims_pages import case_pages, corpus_pages

    yield f"{'operator':<36} wants   mutants  as expected     rate"
    for operator in OPERATORS:
        found = tally(operator, (*case_pages(), *corpus_pages()))
        as_expected = found.mutants - len(found.survivors)
        yield f"{operator.name:<36} {operator.want.value:<7} {found.mutants:>7}  {as_expected:>11}  {found.rate:>7.2%}"
        if show:
            yield from (f"    {html}" for html in found.survivors)


def main() -> int:
    """Print the rates; the exit code is 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--by", default="lang", choices=("lang", "category"))
    parser.add_argument("--show", action="store_true", help="print the items whose verdict differs from the label")
    parser.add_argument("--mutants", action="store_true", help="judge mutants of the cases and the corpora")
    options = parser.parse_args()
    if options.mutants:
        for line in mutants(show=options.show):
            sys.stdout.write(f"{line}\n")
        return 0
    if options.corpus is None:
        parser.error("a corpus is needed")
    started = time.perf_counter()
    scored = [score(item) for item in items(options.corpus, options.half)]
    spent = time.perf_counter() - started
    for one in scored:
        if options.show and (one.wrong or one.item["label"] not in {"claim", "honest"}):
            found = [
                (m.scheme, m.text, m.frame or m.fact or (m.rule.code if m.rule else "?"), m.unit.scope)
                for m in one.mentions
            ]
            sys.stdout.write(
                f"{one.item['label']} {one.item['category']} {one.item['id']} {one.item['html']} {found}\n"
            )
    sys.stdout.write("\n".join(table(scored, options.by)) + f"\n{len(scored)} items in {spent:.2f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
