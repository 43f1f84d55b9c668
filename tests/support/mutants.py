"""Ways to switch off one check of the verifier, found in its source by syntax.

Each mutant is the source of one module with one thing changed:

- `raise`: a refusal that is not raised;
- `call`: a check that is not called;
- `fault`: a fault that is not told, in a function that tells faults by returning them;
- `operand`: one part of a condition that is left out;
- `bound`: an end that is inside in place of outside, or the other way round;
- `number`: a limit that is one more or one less;
- `form`: a field of a form that takes any value;
- `member`: one entry of a set of values that is left out;
- `match`: a pattern that only has to fit at the beginning.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Change = Callable[[Any], object]
LAX = """
def _lax(check):
    def lax(value):
        try:
            return check(value)
        except ShapeError:
            return value
    return lax
"""
_FLIPPED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_FORMS = ("record", "rows", "integer")


class Mutant(Struct, frozen=True):
    """One check switched off."""

    module: str
    """Path below `trustgen/attest`."""
    function: str
    kind: str
    what: str
    """The source of what was changed, in one line."""
    line: int
    source: str
    time: int = 1
    """Which of several that are called the same."""

    @property
    def name(self) -> str:
        """What it is called in the record; it stays when lines move."""
        again = f" ({self.time})" if self.time > 1 else ""
        return f"{self.module}:{self.function}: {self.kind} {self.what}{again}"


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """Every mutant of one module."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    places = list(_places(tree))
    times: Counter[tuple[str, str, str]] = Counter()
    for number, (function, node) in enumerate(places):
        for kind, what, change in (*_changes(node), *(_limits(node) if module == "format.py" else ())):
            changed = copy.deepcopy(tree)
            _, target = list(_places(changed))[number]
            change(target)
            if kind == "form":
                _add_lax(changed)
            times[function, kind, what] += 1
            line, time = getattr(node, "lineno", 0), times[function, kind, what]
            yield Mutant(module, function, kind, what, line, ast.unparse(changed), time)


def _places(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node that has a list or an expression which a change can be made in, with the function around it."""
    for node in ast.iter_child_nodes(tree):
        name = function
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            name = f"{function}.{node.name}".lstrip(".")
        yield name, node
        yield from _places(node, name)


def _changes(node: ast.AST) -> Iterator[tuple[str, str, Change]]:
    yield from _statements(node)
    if isinstance(node, ast.BoolOp):
        for number in range(len(node.values)):
            yield "operand", _short(node.values[number]), _dropping(number)
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            if type(op) in _FLIPPED:
                yield "bound", _short(node), _flipping(number)
    if isinstance(node, ast.Attribute) and node.attr == "fullmatch":
        yield "match", _short(node), lambda node: setattr(node, "attr", "match")
    if isinstance(node, ast.Call):
        yield from _arguments(node)


def _arguments(node: ast.Call) -> Iterator[tuple[str, str, Change]]:
    """Parts of sets of values, and of forms."""
    if _called(node) == "frozenset" and node.args:
        for number, member in enumerate(getattr(node.args[0], "elts", ())):
            yield "member", _short(member), _removing(number)
    if _called(node) in _FORMS:
        for number, argument in enumerate(node.args):
            if isinstance(argument, ast.Constant) and type(argument.value) is int:
                for step in (-1, 1):
                    yield "number", f"{_short(node)} [{number}] {step:+}", _stepping(number, step)
            if isinstance(argument, ast.Dict):
                for place, key in enumerate(argument.keys):
                    if isinstance(key, ast.Constant):
                        yield "form", repr(key.value), _laxing(number, place)


def _limits(node: ast.AST) -> Iterator[tuple[str, str, Change]]:
    """The limits of the format."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.startswith("MAX_"):
        for step in (-1, 1):
            yield "number", f"{node.targets[0].id} {step:+}", _adding(step)


def _statements(node: ast.AST) -> Iterator[tuple[str, str, Change]]:
    """Statements of a body that can be left out."""
    for field in ("body", "orelse", "finalbody"):
        rows = getattr(node, field, None)
        if not isinstance(rows, list):
            continue
        for number, row in enumerate(rows):
            if isinstance(row, ast.Raise):
                yield "raise", _short(row), _passing(field, number)
            elif isinstance(row, ast.Expr) and isinstance(row.value, ast.Call) and "check" in _called(row.value):
                yield "call", _short(row), _passing(field, number)
            elif isinstance(row, ast.Return) and _is_text(row.value):
                yield "fault", _short(row), _returning(field, number)


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _passing(field: str, number: int) -> Change:
    return lambda node: getattr(node, field).__setitem__(number, ast.Pass())


def _returning(field: str, number: int) -> Change:
    return lambda node: setattr(getattr(node, field)[number], "value", ast.Constant(None))


def _dropping(number: int) -> Change:
    """The operand that says nothing: true among `and`, false among `or`."""
    return lambda node: node.values.__setitem__(number, ast.Constant(isinstance(node.op, ast.And)))


def _flipping(number: int) -> Change:
    return lambda node: node.ops.__setitem__(number, _FLIPPED[type(node.ops[number])]())


def _stepping(number: int, step: int) -> Change:
    return lambda node: setattr(node.args[number], "value", node.args[number].value + step)


def _removing(number: int) -> Change:
    return lambda node: node.args[0].elts.pop(number)


def _adding(step: int) -> Change:
    return lambda node: setattr(node, "value", ast.BinOp(node.value, ast.Add(), ast.Constant(step)))


def _laxing(number: int, place: int) -> Change:
    def change(node: ast.Call) -> None:
        held = node.args[number]
        held.values[place] = ast.Call(ast.Name("_lax", ast.Load()), [held.values[place]], [])

    return change


def _add_lax(tree: ast.Module) -> None:
    """Put the function that takes any value after the imports."""
    rows = ast.parse("from trustgen.attest.shape import ShapeError\n" + LAX).body
    if any(isinstance(row, ast.ClassDef) and row.name == "ShapeError" for row in tree.body):
        rows = rows[1:]
    last = max(number for number, row in enumerate(tree.body) if isinstance(row, (ast.Import, ast.ImportFrom, ast.If)))
    tree.body[last + 1 : last + 1] = rows
