"""What a project's own schemes may account for: nothing but the words beside their names.

"We are certified to the Acme Trust Seal" speaks of the seal, and not of certification at large.  A project that calls
something everyday a scheme must not excuse "our secure cloud is certified" by it, so the name has to be what the word
is about, and never whom it is said of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.unnamed import generic
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.scenes.scene import Scene

_BETWEEN: Final = c.PREP | c.DET | c.ADJ | c.ART | c.WORD | c.NUMBER
_REACH: Final = 6


def spoken_for(scene: Scene) -> Iterator[int]:
    """The offsets in the folded text of words of certification that belong to the name of a project's own scheme."""
    passage = scene.passage
    for number, token in enumerate(passage.found):
        if token < 0 or not scene.found[token].own or scene.found[token].weak:
            continue
        # What is part of the name itself, as in "Acme Certified Partner".
        yield from range(passage.starts[number], passage.ends[number])
        for place in (*_before(scene, number), *_behind(scene, number)):
            yield passage.starts[place]


def _before(scene: Scene, name: int) -> Iterator[int]:
    """Words in front that lead to the name: "certified to the …"."""
    for place in range(name - 1, max(-1, name - _REACH), -1):
        bits = scene.passage.bits[place]
        if place < name - 1 and bits & generic.WORDS:
            yield place
        if not bits & (_BETWEEN | generic.WORDS) or bits & (c.PUNCT | c.SCHEME | c.SELFNOUN | c.AND | c.NAME):
            return


def _behind(scene: Scene, name: int) -> Iterator[int]:
    """The word that follows the name at once: "… certified since May"."""
    bits = scene.passage.bits
    if name + 1 < len(bits) and bits[name + 1] & generic.WORDS:
        yield name + 1
