"""What a finding says: what was read, what is on record, and a wording that would be honest."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from trustgen.claims import rules, wording
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.facts import Holding

if TYPE_CHECKING:
    from claims_judge import Judge

    from trustgen.claims.catalogue.scheme import Scheme

SOC = Holding(scheme="soc2", level="type1", scope="the payroll service", valid_until=date(2027, 4, 30))
ISO = Holding(scheme="iso27001", edition="2022", scope="the Porto office", valid_until=date(2028, 4, 30))
OLD = Holding(scheme="soc2", level="type1", issued=date(2025, 5, 1), valid_until=date(2026, 4, 30))


@pytest.mark.parametrize(
    ("text", "holding", "code", "message", "help_"),
    [
        (
            "Read \u202esdrawkcab\u202c.",
            SOC,
            "TG142",
            "This text or style reverses the direction of reading.",
            "Remove the character or the value: what is shown must be what is written.",
        ),
        (
            "We have a SOC 2 Type II report.",
            SOC,
            "TG102",
            "This text says SOC 2 Type II; the record holds SOC 2 Type I (for the payroll service, until 2027-04-30).",
            "Write “SOC 2 Type I”, as it is on record.",
        ),
        (
            "The Porto office is certified to ISO/IEC 27001:2013.",
            ISO,
            "TG103",
            (
                "This text says ISO/IEC 27001:2013; the record holds ISO/IEC 27001:2022 (for the Porto office,"
                " until 2028-04-30)."
            ),
            "Write “ISO/IEC 27001:2022”, as it is on record.",
        ),
        (
            "All our sites are ISO/IEC 27001:2022 certified.",
            ISO,
            "TG104",
            (
                "This text claims ISO/IEC 27001:2022 for more than the scope on record, which is ISO/IEC 27001:2022"
                " (for the Porto office, until 2028-04-30)."
            ),
            "Name the scope: “ISO/IEC 27001:2022 for the Porto office”.",
        ),
        (
            "We have a SOC 2 report.",
            OLD,
            "TG105",
            (
                "This text speaks of SOC 2 as current; the record holds SOC 2 Type I, valid from 2025-05-01"
                " until 2026-04-30."
            ),
            "Write “Our SOC 2 report ended on 2026-04-30.”, or record its renewal.",
        ),
    ],
    ids=["direction", "level", "edition", "scope", "dates"],
)
def test_a_finding_names_what_is_on_record(
    judge: Judge, text: str, holding: Holding, code: str, message: str, help_: str
) -> None:
    (mention,) = judge(text, holding)
    assert mention.rule is not None
    assert (mention.rule.code, mention.message, mention.help) == (code, message, help_)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("We sell no data and hold a SOC 2 report.", "a denial"),
        ("We hold a SOC 2 report.", ""),
        ("We sell no data, and we are independently certified.", "a denial"),
        ("The expired list is gone, and our SOC 2 report is out.", "an end"),
        ("Our accountant and our SOC 2 report are in the next room.", "a person"),
    ],
)
def test_a_claim_says_which_excuse_came_nearest(judge: Judge, text: str, near: str) -> None:
    (mention,) = judge(text)
    assert not mention.passed
    assert mention.near == near
    excuse = f"{near.capitalize()} stands in the sentence, but not plainly over these words. "
    assert mention.help.startswith(excuse if near else "Write ")


def test_a_text_with_an_excuse_is_not_told_that_it_lies(judge: Judge) -> None:
    (mention,) = judge("We sell no data and hold a SOC 2 report.")
    assert mention.message == "This text can be read as saying that SOC 2 is held; the record says that it is not held."


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda scheme: scheme.id)
def test_the_wording_that_is_advised_is_honest_and_no_word_stands_twice(judge: Judge, scheme: Scheme) -> None:
    help_ = wording.advice(rules.UNHELD, scheme, None)
    words = help_.lower().split()
    assert all(one != other for one, other in pairwise(words)), help_
    for sentence in re.findall(r"“(We [^”]*)”", help_):
        assert all(mention.passed for mention in judge(sentence)), sentence


@pytest.mark.parametrize(
    ("scheme", "level", "name"),
    [
        ("soc2", "type2", "SOC 2 Type II"),
        ("soc3", "soc3", "SOC 3"),
        ("tisax", "al3", "TISAX al3"),
        ("pci-other", "p2pe", "a PCI product standard (p2pe)"),
        ("de-seals", "tuv", "a German seal (tuv)"),
    ],
)
def test_a_level_is_told_apart_from_the_name(scheme: str, level: str, name: str) -> None:
    assert wording.named(schemes()[scheme], level) == name
