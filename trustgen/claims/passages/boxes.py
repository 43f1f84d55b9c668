"""Forms that are filled in by ticking: what is left when only the chosen answer is read.

"[x] Yes [ ] No" says yes, and a reader sees no "no" in it.  Answers that were not chosen are blanked, at the same
length, so that every place in the text stays where it was; only words that are an answer and nothing else ever go, so
that an unticked box hides no name.
"""

from __future__ import annotations

import re
from typing import Final

_TICK: Final = r"\s{0,3}[xX*_\u2022\u2713\u2714\u2715\u2717]?\s{0,3}"
_BOX: Final = rf"\[{_TICK}\]|\({_TICK}\)|[\u2610\u2611\u2612\u25c9\u25cb\u25cf\u25ef]"
_ANSWER: Final = r"yes|no|ja|nein|oui|non|s[i\u00ed\u00ec]|nee|partly|partially|n/a"
_BOXED: Final = re.compile(rf"({_BOX})\s{{0,3}}({_ANSWER})(?![\w-])", re.IGNORECASE)
"""An answer with its box before it: "[ ] No"."""
_TRAILED: Final = re.compile(rf"\b({_ANSWER})\s{{0,3}}({_BOX})", re.IGNORECASE)
"""An answer with its box behind it: "No [ ]"."""
_MAYBE: Final = re.compile(r"[\[(\u2610-\u2612\u25c9\u25cb\u25cf\u25ef]")
_EMPTY: Final = frozenset({"[]", "[_]", "()", "(_)", "\u2610", "\u25cb", "\u25ef"})
_CHECKED: Final = "\u2611"
_CROSSED: Final = "\u2612"


def _sign(box: str) -> str:
    """A box without the space in it."""
    return "".join(box.split())


def chosen(text: str) -> str:
    """The text with the answers blanked that nobody chose, and with the boxes of the one that somebody did."""
    if not _MAYBE.search(text):
        return text
    options = [(one.start(), one.end(), _sign(one[1]), one.span(2)) for one in _BOXED.finditer(text)]
    behind = [(one.start(), one.end(), _sign(one[2]), one.span(1)) for one in _TRAILED.finditer(text)]
    if behind and (not options or behind[0][0] < options[0][0]):
        options = behind
    # Beside a box that is checked, a cross is a no to what it stands before.
    crossed = _CROSSED if any(box == _CHECKED for _, _, box, _ in options) else ""
    empty = {box for _, _, box, _ in options if box in _EMPTY or box == crossed}
    lone = len(options) == 1 and options[0][1] - options[0][0] == len(text.strip())
    if not empty or (all(box in empty for _, _, box, _ in options) and not lone):
        return text
    signs = list(text)
    for start, end, box, (first, last) in options:
        for at in range(start, end):
            if box in empty or not first <= at < last:
                signs[at] = " "
        if box not in empty and text[last : last + 1] == " ":
            # The next question may follow in the same line.
            signs[last] = "."
    return "".join(signs)
