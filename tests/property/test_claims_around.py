"""What stands around a sentence and says nothing of its matter changes no verdict: neither a denial's nor a claim's."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from claims_pages import fails, paragraph

from trustgen.claims.facts import Facts

AROUND: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "claims_around.yml").read_text(encoding="utf-8")
)
FACTS = Facts(as_of=date(2026, 11, 23))


def written(around: list[str], sentences: list[str]) -> list[str]:
    """Every sentence in everything that may stand around it."""
    made = []
    for form, sentence in product(["{0}.", *around], sentences):
        plain = sentence.removesuffix(".")
        # A scheme's name keeps its capitals.
        small = plain if plain[:2].isupper() else plain[0].lower() + plain[1:]
        made.append(form.format(plain, small))
    return made


@pytest.mark.parametrize("language", AROUND)
def test_a_denial_stays_one(language: str) -> None:
    rows: Any = AROUND[language]
    texts = written(rows["around"] + rows["refusing"], rows["denials"])
    assert [text for text in texts if fails(paragraph(text, language, FACTS))] == []


@pytest.mark.parametrize("language", AROUND)
def test_a_claim_stays_one(language: str) -> None:
    rows: Any = AROUND[language]
    texts = written(rows["around"], rows["claims"])
    assert [text for text in texts if not fails(paragraph(text, language, FACTS))] == []
