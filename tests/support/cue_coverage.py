"""Which words of the cue files a verdict hangs on.

A word is covered when a labelled text is judged as labelled with it, and otherwise without it.  The texts are the
cases, the items of the corpora, and carriers: sentences with the place of a word left open, listed by class in
`tests/claims/carriers/`, into which every word of the class is put.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from claims_bench import Bench, Cue, Key, all_cues, forget, key_of, watched
from claims_cases import CASES, engine, holdings

from trustgen.artifact import Artifact
from trustgen.claims.engine import Engine
from trustgen.claims.facts import Facts, Knobs
from trustgen.scopes.reader import Sieve, reader_of
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CLAIMS = Path(__file__).parents[1] / "claims"
CARRIERS = CLAIMS / "carriers"
_OPEN = "{cue}"
STRICT = Knobs()


@dataclass(frozen=True, eq=False)
class Text:
    """A labelled text with the engine that judges it."""

    language: str
    claim: bool
    text: str
    engine: Engine

    @cached_property
    def units(self) -> Sequence[Unit]:
        if not self.text.startswith("<"):
            context = Context(lang=self.language)
            return [Unit(scope="text.body", surface=Surface.PROSE, text=self.text, tag="p", context=context)]
        artifact = Artifact(path="item.html", media="text/html", data=self.text.encode())
        reader = reader_of(artifact)
        assert reader is not None
        return reader.read(artifact, Sieve(lambda _: True)).units

    def right(self) -> bool:
        """Whether it is judged as labelled, by the engine as it is now; nothing is remembered of it."""
        self.engine._memory.clear()
        self.engine._pages.clear()
        failed = any(not mention.passed and not mention.warning for mention in self.engine.judge(self.units))
        self.engine._memory.clear()
        self.engine._pages.clear()
        return failed == self.claim

    def hangs_on(self, bench: Bench, cue: Cue) -> bool:
        """Whether it is judged as labelled with a word, and otherwise without it."""
        if not self.right():
            return False
        with bench.without(cue):
            return not self.right()


@dataclass(frozen=True)
class Carrier:
    """A sentence with the place of a word left open, and its label when a word of the class stands there."""

    language: str
    claim: bool
    text: str
    engine: Engine

    def carrying(self, cue: Cue) -> Text:
        word = cue.word.lstrip("=").rstrip("*")
        return Text(self.language, self.claim, filled(self.text, _OPEN, word), self.engine)


def filled(text: str, place: str, word: str) -> str:
    """A text with a word in its open place, as it is written there."""
    word = word.replace(" ~", "").replace("~", "")
    before, _, after = text.partition(place)
    if not before.strip() or before.rstrip()[-1] in ".!?>":
        word = word[:1].upper() + word[1:]
    if word.endswith("'"):
        # An elided word has no space behind it.
        after = after.removeprefix(" ")
    return f"{before}{word}{after}"


@cache
def carriers(language: str) -> Mapping[str, tuple[Carrier, ...]]:
    """The carriers of a language by class."""
    listed = yaml.safe_load((CARRIERS / f"{language}.yml").read_text(encoding="utf-8"))
    return {tag: tuple(_carrier(language, entry) for entry in entries) for tag, entries in listed.items()}


def _carrier(language: str, entry: Mapping[str, Any]) -> Carrier:
    label = "claim" if "claim" in entry else "honest"
    assert set(entry) <= {label, "held"}, entry
    assert entry[label].count(_OPEN) == 1, entry
    return Carrier(language, label == "claim", entry[label], engine_for(json.dumps(entry.get("held", []))))


@cache
def engine_for(
    held: str = "[]", as_of: str = "2026-11-24", names: tuple[str, ...] = ("Fabrikam",), knobs: Knobs = STRICT
) -> Engine:
    """The engine for a record, which is given as JSON."""
    facts = Facts(as_of=date.fromisoformat(as_of), holdings=holdings(json.loads(held)), names=names, knobs=knobs)
    return Engine(facts)


def texts(language: str) -> Iterator[Text]:
    """Every case and every labelled item of a corpus in a language."""
    for case in CASES:
        if case.language == language:
            yield Text(language, case.label == "claim", case.text, engine(case.file, case.record))
    for path in [CLAIMS / "dev.jsonl", CLAIMS / "held.jsonl", *sorted((CLAIMS / "corpora").glob("*.jsonl"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item["lang"] == language and item["label"] in {"claim", "honest"}:
                judge = engine_for(json.dumps(item["held"]), item["as_of"], tuple(item.get("names", ())))
                yield Text(language, item["label"] == "claim", item["html"], judge)


def touched(language: str) -> Mapping[Key, list[Text]]:
    """The texts that are judged as labelled, shortest first, by the entries that take effect in them."""
    found: dict[Key, list[Text]] = defaultdict(list)
    for text in sorted(texts(language), key=lambda one: len(one.text)):
        seen: set[Key] = set()
        forget()
        with watched(seen):
            right = text.right()
        if right:
            for key in seen:
                found[key].append(text)
    return found


def witnesses(bench: Bench, language: str) -> Iterator[tuple[Cue, Text | None]]:
    """Every word of a language with a text whose verdict hangs on it, if there is any."""
    index = touched(language)
    listed = carriers(language)
    for cue in all_cues():
        if cue.language != language:
            continue
        entry = bench.entry(cue)
        if entry is None:
            yield cue, None
            continue
        tried = (one.carrying(cue) for one in listed.get(cue.tag, ()))
        found = next((text for text in tried if text.hangs_on(bench, cue)), None)
        yield cue, found or next((text for text in index[key_of(entry)] if text.hangs_on(bench, cue)), None)
