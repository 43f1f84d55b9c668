"""The whitepaper as a plain document, and a plain render of it: what the whole build is held against.

    benchmarks/bare.py write PROJECT FOLDER     writes the HTML, its styles, images and fonts
    benchmarks/bare.py render FOLDER PDF        renders them as a WeasyPrint script would

The render has the same document, the same styles and the same options as the build, and nothing else.
"""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

PAGE = "whitepaper.html"


def write(project: Path, folder: Path) -> None:
    """Write what the build hands to WeasyPrint as files."""
    from trustgen.pipeline import Memory, Request, make

    made = make(Request(root=project, as_of=datetime.now(timezone.utc)), memory=Memory())
    if made.print_job is None:
        raise SystemExit("\n".join(finding.message for finding in made.findings))
    for artifact in (made.print_job.paper, *made.print_job.files):
        target = folder / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.data)
    (folder / made.print_job.paper.path).replace(folder / PAGE)


def render(folder: Path, target: Path) -> None:
    """Render the document with the options of the build."""
    from weasyprint import HTML

    HTML(folder / PAGE).write_pdf(target, pdf_variant="pdf/ua-1", pdf_tags=True)


if __name__ == "__main__":
    {"write": write, "render": render}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
