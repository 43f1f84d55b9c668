"""Write docs/scan-map.md from the classes that decode a mapping file; `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from content_reference import NAMES, described, parts

from trustgen.model import scanmap
from trustgen.scans.formats import formats

TARGET = Path(__file__).resolve().parents[1] / "docs" / "scan-map.md"

INTRODUCTION = """# The mapping file

<!-- Written by scripts/scanmap_reference.py from trustgen/model/scanmap.py and trustgen/scans/formats/; edit those. -->

`trustgen snapshot new --map FILE` reads in it which checks of which reports make up which control.
It is YAML, read like the content folder: a key that is not listed here is an error, and anchors, aliases, tags and
duplicate keys are refused.
[evidence.md](evidence.md) has an example and says how it is used.

A control's status is decided closed: a doubt is never a pass.

| what the reports say | status |
|---|---|
| a check fails, warns, is met in part, or was muted while failing | `fail`; `exception` if live records cover it all |
| it could not run, was skipped, waits for a person, was muted while passing | `error`: `check-error`, `skipped`, … |
| an id that is mapped has no result | `error`: `no-result`, unless `absent: ignore` and another id has one |
| a result was found outside of the scan, or has expired | `error`: `outside-scan`, `expired` |
| a metric cannot be measured | `error`: `not-measured`, or why |
| the control is not in the mapping file | `error`: `not-mapped` |
| a metric misses its target, or leaves units out that no exception covers | `fail`; `exception` as above |
| every check passes, every metric is on target | `pass` |

## Formats
"""

NAMES.update(
    {
        scanmap.Name: "name (lower-case letters, digits, dots, hyphens)",
        scanmap.Moment: "time such as `2026-11-24T12:00:00Z`",
        scanmap.ExceptionId: "exception id such as `EXC-2026-001`",
    }
)


def page() -> str:
    """The whole document."""
    out = [INTRODUCTION, "| format | reads | id of a check | statuses |", "|---|---|---|---|"]
    out += [f"| `{form.name}` | {form.summary} | {form.ids} | {form.statuses} |" for form in formats().values()]
    whole = scanmap.ScanMap
    out.append(f"\n## The file\n\n{(whole.__doc__ or '').strip()}\n\n{described(whole)}\n")
    for part in parts(whole):
        text = " ".join((part.__doc__ or "").split())
        out.append(f"### {part.__name__}\n\n{text}\n\n{described(part)}\n")
    return "\n".join(out)


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print(f"docs/scan-map.md is {'fresh' if fresh else 'stale: run scripts/scanmap_reference.py'}")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
