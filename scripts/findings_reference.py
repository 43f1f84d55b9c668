"""Write docs/findings.md from the rules in the code; `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from trustgen.catalog import rules

TARGET = Path(__file__).resolve().parents[1] / "docs" / "findings.md"

FAMILIES = (
    ("TG0", "Files, YAML, templates and the output folder"),
    ("TG1", "Honesty: the claims gate"),
    ("TG2", "Content and its references"),
    ("TG3", "The snapshot: errors here exit with 3"),
    ("TG4", "Web output"),
    ("TG5", "Print"),
    ("TG6", "Evidence that is being made: reports, mapping files, signing"),
    ("TG9", "trustgen itself"),
)
INTRODUCTION = """# Findings

<!-- Written by scripts/findings_reference.py from the rules in the code; edit those. -->

Every finding has a code, a name, a place and a help line; `trustgen explain CODE` prints what stands here.
Codes are stable for ever.
An error keeps the site from being published; a warning does so with `--strict`.
"""


def page() -> str:
    """The whole document."""
    out = [INTRODUCTION]
    for prefix, title in FAMILIES:
        out.append(f"## {title}\n")
        out.append("| code | name | weight | what is wrong | what to do |\n|---|---|---|---|---|")
        for rule in rules():
            if rule.code.startswith(prefix):
                cells = (rule.code, f"`{rule.name}`", rule.severity.word, rule.summary, rule.help)
                out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        out.append("")
    return "\n".join(out)


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print("docs/findings.md is fresh" if fresh else "docs/findings.md is stale: run scripts/findings_reference.py")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
