"""What the program says when something happened that must not happen."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from trustgen import __version__
from trustgen.finding import BUG

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def before_publishing() -> Iterator[None]:
    """A bug in this block leaves the published site as it was, and its report says so."""
    try:
        yield
    except Exception as error:
        error.add_note("Nothing was published.")
        raise


def bug_report(error: Exception) -> str:
    """An unforeseen exception as a finding, without its traceback, with what its notes say is certain all the same."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "unknown"
    notes = "".join(f"{note}\n" for note in getattr(error, "__notes__", ()))
    return (
        f"error[{BUG.code}] This is a bug in trustgen {__version__}: {type(error).__name__} at {where}.\n"
        f"  = help: {BUG.help}\n"
        f"{notes}"
    )
