"""A question is answered no or it is not, wherever question and answer stand: in a paragraph, a list, a table, data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml
from claims_pages import fails, paragraph

from trustgen.claims.facts import Facts

ASKED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "claims_answers.yml").read_text(encoding="utf-8")
)
FACTS = Facts(as_of=date(2026, 11, 23), names=("Fabrikam",))
FORMS = (
    "<p>{q} {a}</p>",
    "<p><strong>{q}</strong> {a}</p>",
    "<h3>{q}</h3><p>{a}</p>",
    "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
    "<details><summary>{q}</summary><p>{a}</p></details>",
    "<table><tr><th>Question</th><th>Answer</th></tr><tr><td>{q}</td><td>{a}</td></tr></table>",
    "<p>Q: {q}</p><p>A: {a}</p>",
)
WRONG = {"no": 0.012, "yes": 0.0005}
"""The shares that may be judged wrong; 1.1 % of 11,000 and one of 12,000 were measured; they may only fall."""


def as_data(question: str, answer: str) -> str:
    """The two as JSON-LD."""
    entity = {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
    page = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [entity]}
    return f'<script type="application/ld+json">{json.dumps(page, ensure_ascii=False)}</script>'


def judged(language: str, kind: str) -> tuple[list[str], int]:
    """The texts that are judged wrong, and how many were read."""
    rows = ASKED[language]
    written = [
        html
        for question, answer in product(rows["questions"], rows[kind])
        for html in (*(form.format(q=question, a=answer) for form in FORMS), as_data(question, answer))
    ]
    page = paragraph("", language, FACTS)
    return [one for one in written if fails(replace(page, html=one)) == (kind == "no")], len(written)


@pytest.mark.parametrize("kind", ["no", "yes"])
def test_an_answer_is_read(kind: str) -> None:
    tried = [judged(language, kind) for language in ASKED]
    wrong = [text for texts, _ in tried for text in texts]
    assert len(wrong) <= WRONG[kind] * sum(read for _, read in tried), wrong
