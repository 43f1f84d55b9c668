"""Write docs/styles.md from the list in the code; `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from trustgen.scopes.css_harmless import ELSEWHERE, FACE, GROUNDS, INKS, PAGED, SIZED, TEXT, Limit
from trustgen.scopes.html_guarded import WHAT

TARGET = Path(__file__).resolve().parents[1] / "docs" / "styles.md"
INTRODUCTION = f"""# Styles of your own

<!-- Written by scripts/styles_reference.py from the list in the code; edit that. -->

A project's `static/css/` replaces the shipped style sheets file by file, and adds to them.
Whatever a style does, these have to stay in sight: {", ".join(dict.fromkeys(WHAT.values()))}, and every sentence that names a certification.
So each declaration that is not as shipped is taken by itself, as if nothing overrode it and every condition held.
Where its selector may match something that carries or contains one of these, it has to be on the first list, elsewhere on one of the others; otherwise the build stops (TG415).
[Decision record 13](decisions/0013-let-no-style-hide-what-was-signed.md) says why.

Colours and sizes are changed by the shipped tokens, on `:root`: `--ground`, `--ink`, `--link`, `--fail`, `--space-4` and so on in `static/css/tokens.css`.
A size stays between half of the least and three times the greatest that is shipped; a colour is opaque and written out.
Each of {", ".join(f"`--{name}`" for name in sorted(INKS))} keeps a contrast of 3 to 1 on each of {", ".join(f"`--{name}`" for name in sorted(GROUNDS))}, in the light scheme and in the dark one.

A list names properties; `margin-` stands for all that begin so.
`var()` may name a shipped token of the right kind; `em` counts as 16 px.
"""  # noqa: E501 - one sentence per line


def page() -> str:
    """The whole document."""
    out = [INTRODUCTION, "## On what has to be seen, and on all that contains it\n", *_table(TEXT)]
    out += [
        "\nA drawing of a status, of the history or of a measurement takes none of these that shape or colour it.\n"
    ]
    out += ["## Everywhere else, besides\n", *_table((ELSEWHERE,))]
    out += ["\n## On pictures elsewhere, besides\n", *_table((SIZED,))]
    out += ["\n## In `@font-face`\n", *_table((FACE,))]
    out += ["\n## In `@page`, besides the first list\n", *_table((PAGED,))]
    return "\n".join(out) + "\n"


def _table(limits: tuple[Limit, ...]) -> list[str]:
    rows = [f"| {_names(one)} | {_values(one)} | {one.why} |" for one in limits]
    return ["| properties | values | why |", "|---|---|---|", *rows]


def _names(limit: Limit) -> str:
    return " ".join(f"`{name}`" for name in limit.names.split())


def _values(limit: Limit) -> str:
    if limit.free:
        return "any"
    parts = [] if limit.words == "*" else [" ".join(f"`{word}`" for word in limit.words.split())]
    parts += [f"`var(--{name})`" for name in sorted(limit.tokens)]
    for bounds, unit in ((limit.pixels, " px"), (limit.percent, " %"), (limit.numbers, "")):
        if bounds is not None:
            low, high = (f"{bound:g}" for bound in bounds)
            parts.append(f"{low}{unit}" if low == high else f"{low} to {high}{unit}")
    return ", ".join(parts) if parts else "any words"


def main() -> int:
    """Write the document, or with `--check` compare it; 1 when it is stale."""
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print("docs/styles.md is fresh" if fresh else "docs/styles.md is stale: run scripts/styles_reference.py")
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
