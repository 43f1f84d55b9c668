"""Companies that are commonly named as hosts and suppliers; a name on the record always wins over this list."""

from __future__ import annotations

from functools import cache

from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.datafiles import document
from trustgen.claims.words.lexicon import TOKEN


@cache
def vendors() -> tuple[str, ...]:
    """Their names, folded and tokenised."""
    listed = str(document("others.yml")["others"])
    return tuple(" ".join(TOKEN.findall(bare(name))) for name in listed.split(","))
