"""Lines of forms that are quoted with the answers that they offer: "Vendor is certified (yes / no)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage


def choice_offered(passage: Passage, token: int) -> int:
    """The token behind a yes and a no that stand side by side behind a mention, in the same quotation; 0 for none."""
    end = passage.words.index('"', token) if '"' in passage.words[token:] else len(passage)
    for at in range(token + 1, min(end, len(passage)) - 2):
        yes, between, no = passage.bits[at : at + 3]
        if passage.words[at + 1] == "/" and between & c.PUNCT and yes & c.YEA and no & c.NAY and not yes & c.CERT:
            return at + 3
    return 0
