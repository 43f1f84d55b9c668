"""No pattern that reads a file takes more than linear time, but two that are named: each is attacked from its parts.

A pattern that is compiled where a module is loaded is taken from the module; one that stands in a function is taken
from the source, and one that is put together there is listed here with a sample.  Patterns of the schemes and of the
lexicon are matched by RE2, which has no other time than linear.
"""

from __future__ import annotations

import ast
import pkgutil
import re
import time
from importlib import import_module
from pathlib import Path
from re import _constants as k  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest

import trustgen

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(trustgen.__file__).parent
MADE = {
    "scopes/csv_table.py": r'(?:"((?:[^"]|"")*+)"|([^,\n]*))(,|\r?\n|\Z)',
    "scopes/html_place.py": r"""\bid\s*=\s*["']?x["'\s>]""",
    "scopes/html_raw.py": r"</script(?=[\s/>])",
    "scopes/xml_place.py": r"""\sx\s*=\s*(?:"([^"]*)"|'([^']*)')""",
}
"""Files in which a pattern is put together when it is used, each with such a pattern."""
WHOLE = {"scopes/csv_table.py"}
"""Those of them that begin at one place."""
QUADRATIC = {"escape", "line"}
"""The first groups of the two patterns that still can: Markdown within a line, and the tokens of a script.  None may be
added; their texts end at `limits.TEXT_BYTES`."""
READING = ("trustgen.scopes", "trustgen.markup", "trustgen.gate")
"""Whose patterns meet a whole file.  Those of the engine meet pieces of two thousand characters."""
FUNCTIONS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}
LONG = 16_000
SECONDS = 0.1
"""A linear pattern takes a millisecond for so many characters, a quadratic one some hundred."""


def modules() -> Iterator[tuple[str, Any]]:
    for found in pkgutil.walk_packages([str(ROOT)], "trustgen."):
        if not found.name.endswith("__main__") and ".shipped" not in found.name:
            yield found.name, import_module(found.name)


def in_functions(path: Path) -> Iterator[tuple[str | None, str]]:
    """The patterns that are given to `re` in a file; `None` for one that is no constant."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in FUNCTIONS
        ):
            first = node.args[0]
            constant = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield (str(first.value) if constant else None), node.func.attr


SOURCES = "".join(path.read_text("utf-8") for path in sorted(ROOT.rglob("*.py")))


def used(name: str) -> set[str]:
    """The ways in which a pattern of a name is used; where nobody can tell, it is searched for."""
    return set(re.findall(rf"\b{name}\.([a-z]+)\(", SOURCES)) & FUNCTIONS or {"search"}


def patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    """Every pattern, with the way in which it is used: `match` begins at one place, `search` at each."""
    found: dict[tuple[str, str], re.Pattern[str]] = {}
    for name, module in modules():
        if not name.startswith(READING):
            continue
        for key, value in vars(module).items():
            for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    anchored = used(key) <= {"match", "fullmatch"}
                    found["match" if anchored else "search", one.pattern] = one
    for path in [*ROOT.glob("scopes/*.py"), *ROOT.glob("markup/*.py"), *ROOT.glob("gate/*.py")]:
        for source, way in in_functions(path):
            if source is not None and source not in {known for _, known in found}:
                found["match" if way in {"match", "fullmatch"} else "search", source] = re.compile(source)
    for file, source in MADE.items():
        found["match" if file in WHOLE else "search", source] = re.compile(source)
    return found


def samples(node: Any) -> list[str]:
    """A few texts that a parsed part of a pattern matches; good enough to get through what stands before a repeat."""
    texts = [""]
    for op, value in node:
        pieces = _pieces(op, value)
        texts = [text + piece for text in texts for piece in pieces][:6]
    return texts


def _pieces(op: Any, value: Any) -> list[str]:
    if op is k.LITERAL:
        return [chr(value)]
    if op is k.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if op is k.ANY:
        return ["a", " "]
    if op is k.IN:
        return _members(value)
    if op is k.BRANCH:
        return [text for branch in value[1] for text in samples(branch)[:2]][:8]
    if op is k.SUBPATTERN:
        return samples(value[3])
    if op in (k.MAX_REPEAT, k.MIN_REPEAT, k.POSSESSIVE_REPEAT):
        low, _, body = value
        return [text * max(low, 1) for text in samples(body)] + ([""] if low == 0 else [])
    if op is k.ATOMIC_GROUP:
        return samples(value)
    return [""]


def _members(parts: Any) -> list[str]:
    if parts[0][0] is k.NEGATE:
        inside = re.compile("|".join(re.escape(text) for text in _members(parts[1:])) or "(?!)")
        return [text for text in ("a", " ", "0", "-", '"', ".") if not inside.fullmatch(text)][:3] or ["\u00e9"]
    found: list[str] = []
    for op, value in parts:
        if op is k.LITERAL:
            found.append(chr(value))
        elif op is k.RANGE:
            found.append(chr(value[0]))
        elif op is k.CATEGORY:
            found.extend(
                {
                    k.CATEGORY_SPACE: [" ", "\n"],
                    k.CATEGORY_WORD: ["a", "0"],
                    k.CATEGORY_DIGIT: ["0"],
                    k.CATEGORY_NOT_SPACE: ["a", "."],
                    k.CATEGORY_NOT_WORD: [" ", "."],
                    k.CATEGORY_NOT_DIGIT: ["a", " "],
                }[value]
            )
    return found[:4]


def attacks(node: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What to write before, and what to repeat: once for every repeat of a pattern, however deep."""
    for op, value in node:
        if op in (k.MAX_REPEAT, k.MIN_REPEAT, k.POSSESSIVE_REPEAT):
            _, most, body = value
            if most == k.MAXREPEAT or most > 20:
                for text in samples(body):
                    if text:
                        yield before, text
            yield from attacks(body, before)
        elif op is k.SUBPATTERN:
            yield from attacks(value[3], before)
        elif op is k.BRANCH:
            for branch in value[1]:
                yield from attacks(branch, before)
        elif op is k.ATOMIC_GROUP:
            yield from attacks(value, before)
        elif op in (k.ASSERT, k.ASSERT_NOT):
            yield from attacks(value[1], before)
        before += next(iter(_pieces(op, value)), "")
    if before:
        # The whole, again and again: what a search begins anew at every place.
        yield "", before


def slow(pattern: re.Pattern[str], way: str = "search") -> str | None:
    """The attack that takes more than its time, if one does."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for before, pump in dict.fromkeys(attacks(tree)):
        for size in (20, 22, 24, 200, 2_000, LONG):
            for tail in ("\0", "", "!"):
                text = before + pump * (size // len(pump)) + tail
                spent = timed(pattern, text, way)
                if spent > SECONDS and min(timed(pattern, text, way) for _ in range(2)) > SECONDS:
                    return f"{pattern.pattern!r}: {before!r} + {pump!r} * {size} + {tail!r} takes {spent:.2f} s"
    return None


def timed(pattern: re.Pattern[str], text: str, way: str) -> float:
    started = time.process_time()
    getattr(pattern, way)(text)
    return time.process_time() - started


def test_every_pattern_that_is_put_together_is_listed() -> None:
    reading = {Path(module.__file__ or ""): module for name, module in modules() if name.startswith(READING)}
    made = {
        path.relative_to(ROOT).as_posix()
        for path, module in reading.items()
        if sum(source is None for source, _ in in_functions(path)) > sum(map(at_load, vars(module).values()))
    }
    assert made <= set(MADE)


def at_load(value: object) -> bool:
    return isinstance(value, re.Pattern)


def test_no_pattern_takes_more_than_linear_time() -> None:
    found = patterns()
    assert len(found) > 60
    asked = {key: one for key, one in found.items() if next(iter(one.groupindex), "") not in QUADRATIC}
    assert len(found) - len(asked) == len(QUADRATIC)
    assert [said for (way, _), pattern in asked.items() if (said := slow(pattern, way))] == []


@pytest.mark.parametrize("source", [r"(a+)+$", r"(a|a)*$", r"\s+$", r"a.*b.*c", r"x*y", r"(?:[^|\\]|\\.)*(?:\||$)"])
def test_a_slow_pattern_would_be_noticed(source: str) -> None:
    assert (slow(re.compile(source)) is not None) == (source != r"(?:[^|\\]|\\.)*(?:\||$)")
