"""Write docs/attacks.md: every attack on evidence and its tests; `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "attacks.md"
sys.path.insert(0, str(ROOT / "tests" / "support"))

from attack_tests import FAMILIES, ON_FOLDERS, OUTSIDE  # noqa: E402
from attacks import ATTACKS  # noqa: E402

INTRODUCTION = """# Attacks on evidence, and the tests that cover them

<!-- Written by scripts/attack_table.py from tests/support/attack_tests.py; edit that. -->

## Folders of files

{number} cases. Each is a folder that a verifier can be run on, with the right answer in a manifest, and all are run.
[tests/vectors/attacks](../tests/vectors/attacks/README.md) says of every one what it is and how it is made.

| ids | about | cases |
|---|---|---|
"""
OTHERS = """
## Everything else

| id | attack | what has to happen | tests |
|---|---|---|---|
"""


def link(test: str) -> str:
    """A test as a link to its file."""
    path, _, name = test.partition("::")
    return f"[{name.removeprefix('test_')}](../{path})"


def page() -> str:
    """The whole document."""
    counts = Counter(attack.id[0] for attack in ATTACKS)
    parts = [INTRODUCTION.format(number=len(ATTACKS))]
    parts += [
        f"| {letter}01 to {letter}{counts[letter]:02} | {about} | {counts[letter]} |\n"
        for letter, about in FAMILIES.items()
    ]
    parts.append("\nWhat runs over them:\n\n")
    parts += [f"- {who}: {', '.join(map(link, tests))}\n" for who, tests in ON_FOLDERS]
    parts.append(OTHERS)
    parts += [
        f"| {name} | {row.attack} | {row.answer} | {'<br>'.join(map(link, row.tests))} |\n"
        for name, row in OUTSIDE.items()
    ]
    return "".join(parts)


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print(f"docs/attacks.md is {'fresh' if fresh else 'stale: run scripts/attack_table.py'}")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
