"""Everything but the PDF, published: the part of a build that a plain site generator does as well, gate included.

benchmarks/walk.py PROJECT OUTPUT
"""

from __future__ import annotations

import gc
import sys
from datetime import datetime, timezone
from pathlib import Path


def main(project: Path, output: Path) -> None:
    """Walk the road without the whitepaper, and stop loudly when anything is wrong."""
    gc.set_threshold(250_000, 50, 50)  # as the command line does, before it imports what a command needs
    from trustgen.finding import Severity
    from trustgen.pipeline import Request, make
    from trustgen.publish import publish

    now = datetime.now(timezone.utc).replace(microsecond=0)
    made = make(Request(root=project, as_of=now, output=output, with_pdf=False))
    if made.artifacts is None:
        errors = [finding for finding in made.findings if finding.severity is Severity.ERROR]
        raise SystemExit("\n".join(f"{error.span.path}:{error.span.line}: {error.message}" for error in errors))
    if publish(made.artifacts, output, output.name) is not True:
        raise SystemExit("The site was not published.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    gc.freeze()  # the same
