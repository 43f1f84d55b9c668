"""A digest is chance written down: whatever its digits look like, it names nothing."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256
from random import Random

import pytest

from trustgen.claims.engine import Engine
from trustgen.claims.facts import Facts
from trustgen.claims.spelling.normalise import fold, without_digests
from trustgen.scopes.unit import Surface, Unit

LOOKS_LIKE_EAL = "3a1e774a8ea4f3f402fb14450653c20d4643489b3bd77e8cc22690b879a41635"


def failing(text: str, surface: Surface = Surface.DATA) -> list[str]:
    units = (Unit(scope="data.json", surface=surface, text=text),)
    return [mention.scheme for mention in Engine(Facts(as_of=date(2026, 11, 24))).judge(units) if not mention.passed]


@pytest.mark.parametrize("surface", list(Surface))
def test_a_digest_that_begins_like_a_disguised_name_names_nothing(surface: Surface) -> None:
    assert failing(LOOKS_LIKE_EAL, surface) == []
    assert failing(f"sha256:{LOOKS_LIKE_EAL}", surface) == []


def test_the_same_letters_outside_of_a_digest_are_still_a_disguise() -> None:
    assert failing(LOOKS_LIKE_EAL[:20]) == ["common-criteria"]


def test_no_digest_of_a_thousand_names_anything() -> None:
    digests = [sha256(str(number).encode()).hexdigest() for number in range(1000)]
    assert [digest for digest in digests if failing(digest)] == []


def test_what_stands_beside_a_digest_keeps_its_place() -> None:
    text = f"{LOOKS_LIKE_EAL} SOC 2 certified"
    assert without_digests(text) == "0" * 64 + " SOC 2 certified"
    assert len(fold(text).bare) == len(text)
    assert "soc2" in failing(text)


def test_a_word_joined_to_a_digest_is_no_digest() -> None:
    assert without_digests(f"x{LOOKS_LIKE_EAL}") == f"x{LOOKS_LIKE_EAL}"
    assert without_digests(LOOKS_LIKE_EAL[:41]) == LOOKS_LIKE_EAL[:41]


def test_no_signature_of_a_thousand_names_anything() -> None:
    random = Random(7)
    runs = [b64encode(random.randbytes(70)).decode() for _ in range(1000)] + [
        b64encode(random.randbytes(9000)).decode()
    ]
    assert [run for run in runs if failing(run)] == []


def test_a_claim_in_camel_case_is_no_base64() -> None:
    run = "WeAreSOC2TypeIICertifiedAndISO27001CertifiedSince2021AndEverything"
    assert without_digests(run) == run
