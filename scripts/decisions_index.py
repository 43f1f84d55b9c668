"""Write docs/decisions/README.md from the titles of the records; `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "decisions"
TARGET = FOLDER / "README.md"

INTRODUCTION = """# Decision records

<!-- Written by scripts/decisions_index.py from the titles of the records; edit those. -->

Why trustgen is built as it is.
A record is one screen: context, decision, consequences, the bad ones too.

"""


def page() -> str:
    """The whole document."""
    lines = []
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- [{title}]({path.name})\n")
    return INTRODUCTION + "".join(lines)


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print(f"docs/decisions/README.md is {'fresh' if fresh else 'stale: run scripts/decisions_index.py'}")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
