"""Which words of the word lists a verdict hangs on.

A word is decided when a carrier of its list, a labelled sentence with the place of a word left open, is judged as
labelled with it, and otherwise without it in the list.  The carriers are in `tests/claims/words.yml`, by list.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import sys
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from claims_bench import forget
from cue_coverage import CLAIMS, Text, engine_for, filled

import trustgen.claims
from trustgen.claims.catalogue import prefilter
from trustgen.claims.facts import Choice, Knobs
from trustgen.claims.words import lexicon, wordlists

if TYPE_CHECKING:
    import types
    from collections.abc import Iterator, Mapping, Sequence

CARRIERS = CLAIMS / "words.yml"
_OPEN = "{word}"
_TYPO = "{typo}"
"""A place for a word whose second letter is mistyped: so are the words of `lexicon.certified` looked for."""
_LABELS = frozenset({"claim", "honest", "warned", "unwarned"})
_LOADERS = frozenset({"word_set", "word_parts"})
_IN_THE_LEXICON = "lexicon.certified"


@dataclass(frozen=True)
class Constant:
    """A constant of a module that is made of word lists, and the expression that makes it, of the names of a module."""

    module: types.ModuleType
    name: str
    value: types.CodeType
    source: types.ModuleType


class Warned(Text):
    """A text that is a claim when there is a warning about it."""

    def right(self) -> bool:
        self.engine._memory.clear()
        self.engine._pages.clear()
        warned = any(mention.warning for mention in self.engine.judge(self.units))
        self.engine._memory.clear()
        self.engine._pages.clear()
        return warned == self.claim


@dataclass(frozen=True)
class WordCarrier:
    """A sentence, with the place of a word left open unless it is about one word, and its label with the word there.

    Labels are `claim` and `honest`; `warned` and `unwarned` where what hangs on the word is a warning.
    """

    language: str
    claim: bool
    text: str
    held: str = "[]"
    names: tuple[str, ...] = ("Fabrikam",)
    warning: bool = False
    past: Choice = Choice.FAIL
    """What is chosen for a past that has no end on record."""

    def carrying(self, word: str) -> Text | None:
        """The sentence with a word; `None` where it has no place for it and is about another one."""
        text = filled(self.text, _OPEN, word) if _OPEN in self.text else self.text
        text = text.replace(_TYPO, f"{word[0]}y{word[2:]}")
        if text == self.text and lexicon.bare(word).partition(" ")[0] not in lexicon.bare(text).replace("\u2019", "'"):
            return None
        made = Warned if self.warning else Text
        return made(
            self.language,
            self.claim,
            text,
            engine_for(self.held, names=self.names, knobs=Knobs(past_without_end=self.past)),
        )


@cache
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """The words of every list, of all languages, as the files have them."""
    return wordlists._joined()


@cache
def word_carriers() -> Mapping[str, tuple[WordCarrier, ...]]:
    """The carriers by list."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    listed = yaml.load(CARRIERS.read_bytes(), Loader=loader)
    return {name: tuple(map(_carrier, entries)) for name, entries in listed.items()}


def _carrier(entry: Mapping[str, Any]) -> WordCarrier:
    label = next(iter(entry))
    assert label in _LABELS, entry
    assert set(entry) <= {label, "lang", "held", "names", "past"}, entry
    assert entry[label].count(_OPEN) + entry[label].count(_TYPO) <= 1, entry
    return WordCarrier(
        entry.get("lang", "en"),
        label in {"claim", "warned"},
        entry[label],
        json.dumps(entry.get("held", [])),
        tuple(entry.get("names", ("Fabrikam",))),
        label.endswith("warned"),
        Choice(entry.get("past", "fail")),
    )


@cache
def _modules() -> tuple[types.ModuleType, ...]:
    found = pkgutil.walk_packages(trustgen.claims.__path__, "trustgen.claims.")
    return tuple(importlib.import_module(one.name) for one in found)


@cache
def constants() -> Mapping[str, tuple[Constant, ...]]:
    """The constants that are made of each list, those made of other constants behind them."""
    made: dict[str, list[Constant]] = defaultdict(list)
    used: dict[tuple[str, str], list[Constant]] = defaultdict(list)
    for module in _modules():
        assert module.__file__ is not None
        for node in ast.parse(Path(module.__file__).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom):
                for one in node.names:
                    value = ast.Name(one.name, ast.Load())
                    source = sys.modules.get(str(node.module), module)
                    again = _constant(module, one.asname or one.name, value, source)
                    used[source.__name__, one.name].append(again)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                constant = _constant(module, node.target.id, node.value, module)
                for name in _lists_of(node.value):
                    made[name].append(constant)
                for inner in ast.walk(node.value):
                    if isinstance(inner, ast.Name):
                        used[module.__name__, inner.id].append(constant)
    return {name: tuple(_with_those_made_of_them(firsts, used)) for name, firsts in made.items()}


def _constant(module: types.ModuleType, name: str, value: ast.expr, source: types.ModuleType) -> Constant:
    code = compile(ast.fix_missing_locations(ast.Expression(value)), str(module.__file__), "eval")
    return Constant(module, name, code, source)


def _lists_of(value: ast.expr) -> Iterator[str]:
    """The lists that an expression loads."""
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LOADERS:
            assert isinstance(node.args[0], ast.Constant)
            yield str(node.args[0].value)


def _with_those_made_of_them(
    firsts: Sequence[Constant], used: Mapping[tuple[str, str], Sequence[Constant]]
) -> Iterator[Constant]:
    waiting = list(firsts)
    while waiting:
        constant = waiting.pop(0)
        yield constant
        waiting += used.get((constant.module.__name__, constant.name), ())


@contextmanager
def without(name: str, word: str) -> Iterator[None]:
    """The engine without one word in one list."""
    lists = wordlists._lists()
    assert isinstance(lists, dict)
    words, near = lists[name], lexicon.lexicon()._near
    made = constants().get(name, ())
    kept = [vars(constant.module)[constant.name] for constant in made]
    lists[name] = tuple(one for one in words if one != word)
    for constant in made:
        setattr(constant.module, constant.name, eval(constant.value, vars(constant.source)))
    if name == _IN_THE_LEXICON:
        _near(lexicon._deletions(lists[name]))
    forget()
    try:
        yield
    finally:
        lists[name] = words
        for constant, value in zip(made, kept, strict=True):
            setattr(constant.module, constant.name, value)
        if name == _IN_THE_LEXICON:
            _near(near)
        forget()


def _near(near: frozenset[str]) -> None:
    made = lexicon.lexicon()
    made._near = near
    made._known.clear()
    made._going_on.clear()
    prefilter._known.cache_clear()


def decides(carrier: WordCarrier, name: str, word: str) -> bool:
    """Whether a carrier is judged as labelled with a word of a list, and otherwise without it."""
    text = carrier.carrying(word)
    if text is None or not text.right():
        return False
    with without(name, word):
        return not text.right()


def judged(name: str) -> tuple[frozenset[str], list[WordCarrier]]:
    """The words of a list that nothing decides, and its carriers without which every word would be decided, too."""
    listed = word_carriers().get(name, ())
    firsts: dict[int, list[str]] = {index: [] for index in range(len(listed))}
    undecided: set[str] = set()
    for word in word_lists()[name]:
        first = next((index for index, carrier in enumerate(listed) if decides(carrier, name, word)), None)
        if first is None:
            undecided.add(word)
        else:
            firsts[first].append(word)
    dead = [
        listed[index]
        for index, words in firsts.items()
        if not any(all(not decides(other, name, word) for other in listed[index + 1 :]) for word in words)
    ]
    return frozenset(undecided), dead
