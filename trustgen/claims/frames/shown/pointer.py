"""Marks that only point at a scheme: an abbreviation written out, a link to its publisher or to an explanation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_PAPERS: Final = c.ISSUED | c.SEAL | c.STRONG | c.GOT | c.DONE | c.YEA | c.OUR | c.WE
_HOST: Final = re.compile(r"https?://(?:[\w-]+\.)*?([\w-]+\.[a-z]+)/", re.IGNORECASE)
_HOSTS: Final = word_set("pointer.hosts")
"""Who publishes standards or explains anything, and lists no holders."""
_ABOUT: Final = word_set("pointer.about")
"""Words of an address whose page explains."""
_WRITTEN_OUT: Final = 3


def pointer(case: Case) -> bool:
    """Whether a mark is the long form of an abbreviation, or an address that is about the scheme itself."""
    scene = case.scene
    if case.scheme is None or scene.passage.any(_PAPERS) or scene.passage.any(c.CERT & ~c.ART):
        return False
    if scene.unit.scope == "attr.title":
        return scene.unit.tag == "abbr" and _written_out(scene)
    if scene.unit.scope != "link.href":
        return False
    host = _HOST.match(scene.unit.text.strip())
    words = scene.passage.words
    return bool(host and host[1].lower() in _HOSTS) or any(word in _ABOUT for word in words)


def _written_out(scene: Scene) -> bool:
    """Whether a text is nothing but a name in words: "Payment Card Industry Data Security Standard"."""
    words = scene.unit.text.split()
    long = len(words) >= _WRITTEN_OUT and all(word.strip("()'").replace("-", "").isalpha() for word in words)
    return long and len(scene.passage.segments) == 1 and scene.bare(0)


POINTER = Frame("pointer", pointer, marks=True)
