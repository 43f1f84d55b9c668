"""Forms of the scheme data taken apart: their branches, a sample of each, and the form without it.

A form is a small regular expression (`trustgen.claims.catalogue.schemes`): groups with alternatives, marks of
repetition, classes of characters.  Each alternative of each group, and each character of a class, is a branch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPEATED = re.compile(r"[?*+]|\{\d[\d,]*\}")
_MACRO = {"{iso}": "iso ", "{paper}": "certificate", "{of}": ""}
_ESCAPED = {"\\d": "1", "\\w": "a", "\\s": " ", "\\b": ""}


@dataclass
class Alternatives:
    """Branches, one of which stands here; a branch is a list of literals and of further alternatives."""

    opening: str = ""
    closing: str = ""
    branches: list[list[Alternatives | str]] = field(default_factory=lambda: [[]])
    repeated: str = ""
    characters: bool = False

    def source(self, without: tuple[int, int] | None = None) -> str:
        """The form as it is written; without one branch of one group."""
        kept = [branch for number, branch in enumerate(self.branches) if without != (id(self), number)]
        if self.characters:
            return f"[{''.join(str(branch[0]) for branch in kept)}]{self.repeated}" if kept else ""
        written = [
            "".join(part if isinstance(part, str) else part.source(without) for part in branch) for branch in kept
        ]
        return f"{self.opening}{'|'.join(written)}{self.closing}{self.repeated}"

    def sample(self, chosen: dict[int, int]) -> str:
        """A text that the form fits, by the branches that are chosen; the first where none is."""
        if self.repeated[:1] in {"?", "*"} and not self.holds(chosen):
            return ""
        branch = self.branches[chosen.get(id(self), 0)]
        return "".join(_literal(part) if isinstance(part, str) else part.sample(chosen) for part in branch)

    def holds(self, chosen: dict[int, int]) -> bool:
        """Whether a choice is made in this group or below it."""
        return id(self) in chosen or any(
            part.holds(chosen) for branch in self.branches for part in branch if isinstance(part, Alternatives)
        )

    def choices(self, above: dict[int, int]) -> Iterator[tuple[tuple[int, int], str, dict[int, int]]]:
        """Every branch, as it is written, with the choices that lead to it."""
        for number, branch in enumerate(self.branches):
            chosen = {**above, id(self): number}
            if len(self.branches) > 1 or self.repeated == "?" or not self.closing:
                written = "".join(part if isinstance(part, str) else part.source() for part in branch)
                yield (id(self), number), written, chosen
            for part in branch:
                if isinstance(part, Alternatives):
                    yield from part.choices(chosen)


_PART = re.compile(r"(\\.|\{iso\}|\{paper\}|\{of\}|.)(.*)", re.DOTALL)


def _literal(part: str) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(part)
    atom, repeated = match.groups()
    if (repeated[:1] in {"?", "*"} and atom != " ") or repeated.startswith("{0"):
        return ""
    return _MACRO.get(atom, _ESCAPED.get(atom, "x" if atom == "." else atom.removeprefix("\\")))


def parse(form: str) -> Alternatives:
    """A form taken apart."""
    top = Alternatives()
    stack = [top]
    at = 0
    while at < len(form):
        here, size, made = stack[-1], 1, None
        char = form[at]
        if char == "\\":
            size = 2
        elif char == "{":
            size = form.index("}", at) + 1 - at
        elif char == "[":
            size = form.index("]", at) + 1 - at
            made = Alternatives(branches=[[one] for one in _characters(form[at + 1 : at + size - 1])], characters=True)
        elif char in "(<":
            opening = "(?:" if form.startswith("(?:", at) else char
            made = Alternatives(opening=opening, closing=")" if char == "(" else ">")
            here.branches[-1].append(made)
            stack.append(made)
            at += len(opening)
            continue
        elif char in ")>":
            made = stack.pop()
            at += 1
            made.repeated = _repetition(form, at)
            at += len(made.repeated)
            continue
        elif char == "|":
            here.branches.append([])
            at += 1
            continue
        repeated = _repetition(form, at + size)
        if made is not None:
            made.repeated = repeated
            here.branches[-1].append(made)
        else:
            here.branches[-1].append(form[at : at + size] + repeated)
        at += size + len(repeated)
    return top


def _repetition(form: str, at: int) -> str:
    match = _REPEATED.match(form, at)
    return match.group() if match else ""


def _characters(inside: str) -> list[str]:
    ranges = re.fullmatch(r"(\w)-(\w)", inside)
    if ranges:
        return [chr(code) for code in range(ord(ranges[1]), ord(ranges[2]) + 1)]
    return list(inside)


@dataclass(frozen=True)
class Branch:
    """A branch of a form, a sample with it, and the form without it (empty when nothing is left)."""

    text: str
    sample: str
    rest: str


def branches(form: str) -> list[Branch]:
    """Every branch of a form; a form without alternatives is one."""
    top = parse(form)
    if top.source() != form and "[" not in form:
        raise ValueError(form)
    return [
        Branch(text, " ".join(top.sample(chosen).split()), top.source(without))
        for without, text, chosen in top.choices({})
    ]
