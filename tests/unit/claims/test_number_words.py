"""Numbers of standards in words: names that are found by them."""

from __future__ import annotations

import re2

from trustgen.claims.catalogue.schemes import pattern
from trustgen.claims.words.datafiles import document


def _found(text: str) -> bool:
    return re2.search(pattern("{iso} 27 001"), text) is not None


def test_a_form_by_number_reads_the_number_in_words_and_no_other() -> None:
    assert set(document("spelled.yml")["27 001"]) == {"named", "alone"}
    assert _found("our iso 27001 certificate")
    assert _found("our iso twenty seven thousand and one certificate")
    assert _found("die iso siebenundzwanzigtausendeins")
    assert not _found("our iso twenty seven thousand and two certificate")
    assert not _found("twenty seven thousand and one visitors")
