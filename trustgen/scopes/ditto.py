"""What says no more than "as above" in a cell or beside a term: ditto marks, and the words for them.

The structure alone tells what it stands for: the cell above, or what stands beside the term before.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_ALIKE: Final = frozenset(
    {
        *("ditto", "likewise", "same", "same here", "same again", "same as above", "as above", "the same"),
        *("dito", "ebenso", "desgleichen", "gleichfalls", "ebenfalls", "dasselbe", "wie oben"),
        *("idem", "id", "de m\u00eame", "pareil", "m\u00eame chose", "comme ci-dessus"),
        *("\u00eddem", "igual", "igualmente", "lo mismo", "como arriba", "igual que arriba"),
        *("come sopra", "lo stesso", "uguale", "altrettanto"),
        *("hetzelfde", "idem dito", "evenzo", "als boven", "zie boven"),
        *("\u3003", "\u2033", "\u201d", '"', "''"),
    }
)


def ditto(text: str) -> bool:
    """Whether a text only says that it is here as above: "Likewise.", "idem"."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")
    return " ".join(shown.split()).rstrip(".").casefold() in _ALIKE
