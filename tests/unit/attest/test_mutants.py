"""What `scripts/mutate_verifier.py` switches off: each kind of check, one at a time, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

from mutants import Mutant, mutants

import trustgen.attest

SAMPLE = """
from trustgen.attest.shape import integer, record, text
LISTED = frozenset({"a", "b"})
MATCHES = re.compile("[a-z]").fullmatch
FORM = record(dict, {"age": integer(1, 9)})
MAX_SIZE = 10


def check_all(value):
    check_one(value)
    if value.age > 9 or not value.name:
        raise ValueError(value)


def fault(value):
    if value.age < 1:
        return f"is {value.age}"
    return None
"""


def of_sample(tmp_path: Path, module: str = "sample.py") -> list[Mutant]:
    (tmp_path / module).write_text(SAMPLE)
    return list(mutants(tmp_path / module, module))


def test_every_kind_of_check_is_switched_off_once(tmp_path: Path) -> None:
    found = [(mutant.function, mutant.kind, mutant.what) for mutant in of_sample(tmp_path)]
    assert sorted(found) == sorted(
        [
            ("", "member", "'a'"),
            ("", "member", "'b'"),
            ("", "match", "re.compile('[a-z]').fullmatch"),
            ("", "form", "'age'"),
            ("", "number", "integer(1, 9) [0] -1"),
            ("", "number", "integer(1, 9) [0] +1"),
            ("", "number", "integer(1, 9) [1] -1"),
            ("", "number", "integer(1, 9) [1] +1"),
            ("check_all", "call", "check_one(value)"),
            ("check_all", "operand", "value.age > 9"),
            ("check_all", "operand", "not value.name"),
            ("check_all", "bound", "value.age > 9"),
            ("check_all", "raise", "raise ValueError(value)"),
            ("fault", "bound", "value.age < 1"),
            ("fault", "fault", "return f'is {value.age}'"),
        ]
    )


def test_a_mutant_differs_from_its_module_in_one_place_and_can_be_loaded(tmp_path: Path) -> None:
    plain = ast.unparse(ast.parse(SAMPLE)).splitlines()
    for mutant in of_sample(tmp_path):
        compile(mutant.source, "sample.py", "exec")
        changed = set(mutant.source.splitlines()) ^ set(plain)
        lax = {line for line in changed if "ShapeError" in line or line.strip() in {"return lax", "try:"}}
        assert 1 <= len(changed - lax) <= (9 if mutant.kind == "form" else 2), mutant.name


def test_limits_are_moved_where_the_format_keeps_them(tmp_path: Path) -> None:
    found = {mutant.what for mutant in of_sample(tmp_path, "format.py")}
    assert {"MAX_SIZE -1", "MAX_SIZE +1"} <= found


def test_every_check_of_the_verifier_is_found() -> None:
    """As many refusals as the source has, in three modules whose numbers are easily counted."""
    folder = Path(trustgen.attest.__file__).parent
    for name in ("times.py", "signers.py", "sources/directory.py"):
        source = (folder / name).read_text("utf-8")
        raised = [mutant for mutant in mutants(folder / name, name) if mutant.kind == "raise"]
        assert len(raised) == sum(line.strip().startswith("raise ") for line in source.splitlines())
        assert len({mutant.name for mutant in raised}) == len(raised)
