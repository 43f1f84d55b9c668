"""Standard output that cannot be written, and standard streams that are closed: neither is a bug of the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


def take_the_place_of_closed_streams() -> bool:
    """Open what was closed before the program began, so that no file of its own gets the number of a standard stream.

    Whether standard output is there; without it a command has nobody to report to.
    """
    there = sys.stdout is not None
    # In the order of their numbers: what is opened gets the lowest that is free.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as it runs
    return there


def from_output(error: Exception) -> bool:
    """Whether an exception says that what the program printed could not be written: everything is printed by click."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return isinstance(error, OSError) and frame is not None and frame.tb_frame.f_code is click.echo.__code__


def unwritable(error: OSError) -> str:
    """A sentence about standard output that cannot be written; what it holds back is dropped."""
    # Python would try once more when it ends, and make an exit code of its own of that.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return f"Error: Standard output cannot be written: {error.strerror or error}."
