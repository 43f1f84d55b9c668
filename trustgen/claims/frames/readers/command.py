"""A command to run: its options, subcommands and file names speak of certificates without claiming one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case

_PROGRAM: Final = re.compile(r"(?:^|\n|&&|\|)\s*(?:[$#>] )?[a-z][a-z0-9_.+/-]*[ \t]")
_OPTION: Final = re.compile(r"\s--?[a-z][a-z-]*\b")
_GLUE: Final = frozenset("-./=_@:")
_SUBCOMMAND: Final = 3
"""Words of a line among which the program's name and its subcommands stand."""


def command(case: Case) -> bool:
    """A word without a scheme in a block of code that begins with a program and has options; never a quoted word."""
    scene, token = case.scene, case.token
    text = scene.folded.bare
    if case.scheme is not None or scene.unit.tag != "pre" or scene.passage.any(c.SCHEME | c.OUR):
        return False
    if not (_PROGRAM.match(scene.unit.text) and _OPTION.search(text)):
        return False
    start, end = scene.passage.starts[token], scene.passage.ends[token]
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if before.count('"') % 2 or before.count("'") % 2:
        return False
    glued = (bool(before) and before[-1] in _GLUE) or (
        text[end : end + 1] in _GLUE and text[end + 1 : end + 2].isalnum()
    )
    return glued or len(before.replace("$", " ").split()) in range(1, _SUBCOMMAND)


COMMAND = Frame("command", command)
