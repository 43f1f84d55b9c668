"""What the program says when something happened that must not happen."""

from __future__ import annotations

from pathlib import Path

from trustgen import __version__
from trustgen.finding import BUG


def bug_report(error: Exception) -> str:
    """An unforeseen exception as a finding, without its traceback."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "unknown"
    return (
        f"error[{BUG.code}] This is a bug in trustgen {__version__}: {type(error).__name__} at {where}.\n"
        f"  = help: {BUG.help}\n"
        "Nothing was published.\n"
    )
