"""The claims gate by itself over many unique pages, and the bare parse of the same bytes by the same parser.

benchmarks/gate.py write plain|trust COUNT FOLDER    # pages of some 5 kB, with no mention of a scheme or with some
benchmarks/gate.py judge FOLDER                      # what `trustgen lint` does, without a record
benchmarks/gate.py parse FOLDER                      # parse each page and take its text
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

HONEST = (
    "We do not hold a SOC 2 report, and none is planned for case {}.",
    "No ISO/IEC 27001 certificate is held for part {}.",
    "Case {} follows no external standard; PCI DSS does not apply, because no card data is kept.",
)


def page(number: int, *, trust: bool) -> str:
    """A page that is different for every number; a trust page says of three schemes that they are not held."""
    from stress import WORDS

    turned = WORDS[number % len(WORDS) :] + WORDS[: number % len(WORDS)]
    said = [f"In place {number}-{part} {' '.join(turned[part:])} {' '.join(turned[:part])}." for part in range(12)]
    if trust:
        said[2:2] = [sentence.format(number) for sentence in HONEST]
    rows = "".join(f"<tr><th>Part {part}</th><td>Line {number}</td><td>Seen</td></tr>" for part in range(12))
    links = "".join(f'<li><a href="/pages/{other}.html">Page {other}</a></li>' for other in range(8))
    text = "\n".join(f"<p>{one}</p>" for one in said)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page {number}</title></head><body>'
        f"<nav><ul>{links}</ul></nav><main><h1>Page {number}</h1>\n{text}\n<h2>Parts</h2><table>{rows}</table></main>"
        "</body></html>\n"
    )


def write(folder: Path, count: int, *, trust: bool) -> int:
    """Write the pages; gives how many bytes they have."""
    folder.mkdir(parents=True)
    return sum((folder / f"{number}.html").write_bytes(page(number, trust=trust).encode()) for number in range(count))


def judge(folder: Path) -> None:
    """Run the gate over the pages; raises when it finds something, for it should not."""
    gc.set_threshold(250_000, 50, 50)  # as the command line does
    from datetime import date

    from trustgen import gate
    from trustgen.artifact import Artifact
    from trustgen.claims.facts import Facts
    from trustgen.gate.crew import at_hand

    pages = [Artifact(path=one.name, media="text/html", data=one.read_bytes()) for one in sorted(folder.iterdir())]
    result = gate.run(pages, Facts(as_of=date(2026, 1, 1)), {}, workers=at_hand())
    if result.findings:
        raise SystemExit(result.findings[0].message)


def parse(folder: Path) -> None:
    """Parse the pages and take their texts."""
    from selectolax.lexbor import LexborHTMLParser

    for one in sorted(folder.iterdir()):
        body = LexborHTMLParser(one.read_bytes().decode()).body
        if body is None or not body.text():
            raise SystemExit(f"{one.name} is empty.")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "write":
        write(Path(rest[2]), int(rest[1]), trust=rest[0] == "trust")
    else:
        {"judge": judge, "parse": parse}[what](Path(rest[0]))
