"""Every case file under tests/claims: each sentence or fragment passes or fails as its list says."""

from __future__ import annotations

import pytest
from claims_cases import CASES, Case, judged

from trustgen.claims.excuses import FRAMES

LANGUAGES = {"en", "fr", "de", "es", "it", "nl"}


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.language}/{case.file.stem}-{case.label}-{case.text[:50]}"
)
def test_a_case_passes_or_fails_as_its_list_says(case: Case) -> None:
    mentions = judged(case)
    failed = [mention for mention in mentions if not mention.passed and not mention.warning]
    assert bool(failed) == (case.label == "claim"), [(m.scheme, m.text, m.frame, m.fact, m.message) for m in mentions]


def test_no_case_stands_twice() -> None:
    # What the one record covers, another does not: there a text may stand again.
    seen = [(case.language, case.text, (case.file, case.record) if case.record else None) for case in CASES]
    assert sorted({text for text in seen if seen.count(text) > 1}) == []


def test_every_language_has_honest_cases_and_claims() -> None:
    assert {(case.language, case.label) for case in CASES} == {
        (lang, label) for lang in LANGUAGES for label in ("honest", "claim")
    }


def test_every_honest_frame_is_met_by_a_case() -> None:
    met = {mention.frame for case in CASES for mention in judged(case) if mention.passed and mention.frame}
    assert {frame.name for frame in FRAMES} - met == set()
