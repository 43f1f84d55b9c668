"""Companies that are commonly named as hosts and suppliers; a name on the record always wins over this list."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from trustgen.claims.lexicon import TOKEN, bare


@cache
def vendors() -> tuple[str, ...]:
    """Their names, folded and tokenised."""
    import yaml

    text = files("trustgen.claims").joinpath("data/others.yml").read_text(encoding="utf-8")
    listed = str(yaml.safe_load(text)["others"])
    return tuple(" ".join(TOKEN.findall(bare(name))) for name in listed.split(","))
