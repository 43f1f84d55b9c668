"""What a mention carries, and what each surface and knob does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trustgen.claims import rules
from trustgen.claims.engine import Engine
from trustgen.claims.facts import Choice, Facts, Holding, Knobs
from trustgen.finding import Severity
from trustgen.scopes.unit import Context, Surface, Unit

if TYPE_CHECKING:
    from claims_judge import Judge

SOC2 = Holding(scheme="soc2", level="type1", valid_until=date(2027, 3, 31))
ISO = Holding(scheme="iso27001", edition="2022", valid_until=date(2028, 5, 31), scope="hosted platform")


def test_a_claim_names_its_scheme_its_place_and_an_honest_wording(judge: Judge) -> None:
    [mention] = judge("Our SOC 2 Type II report is out.")
    assert (mention.scheme, mention.level, mention.text) == ("soc2", "type2", "SOC 2 Type II")
    assert mention.unit.text[mention.start : mention.end] == "SOC 2 Type II"
    assert mention.rule is rules.UNHELD
    assert mention.message == "This text says that SOC 2 Type II is held; the record says that it is not held."
    assert mention.help == "Write “We do not hold a SOC 2 report.”, or record it with issuer, dates and evidence."


def test_an_honest_mention_names_its_frame(judge: Judge) -> None:
    [mention] = judge("We do not hold a SOC 2 report.")
    assert (mention.passed, mention.frame, mention.rule) == (True, "denial", None)


def test_a_held_report_passes_on_the_record(judge: Judge) -> None:
    [mention] = judge("A SOC 2 Type I report is available.", SOC2)
    assert (mention.passed, mention.fact) == (True, "soc2/type1")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Our SOC 2 Type II report is available.", rules.LEVEL),
        ("ISO/IEC 27001:2013 certified platform.", rules.EDITION),
        ("All our products are ISO 27001 certified.", rules.SCOPE),
        ("We are HIPAA certified.", rules.IMPOSSIBLE),
        ("We are certified by an independent body.", None),
    ],
)
def test_what_goes_beyond_the_record_is_named(judge: Judge, text: str, rule: object) -> None:
    assert [mention.rule for mention in judge(text, SOC2, ISO)] == [rule]


def test_a_holding_past_its_last_day_covers_nothing(judge: Judge) -> None:
    [mention] = judge("We are ISO 27001 certified.", Holding(scheme="iso27001", valid_until=date(2026, 11, 23)))
    assert mention.rule is rules.EXPIRED
    assert "2026-11-23" in mention.message


def test_a_holding_covers_its_last_day(judge: Judge) -> None:
    [mention] = judge("We are ISO 27001 certified.", Holding(scheme="iso27001", valid_until=date(2026, 11, 24)))
    assert mention.passed


def test_a_holding_that_has_not_begun_covers_nothing(judge: Judge) -> None:
    [mention] = judge("We are ISO 27001 certified.", Holding(scheme="iso27001", valid_from=date(2026, 11, 25)))
    assert mention.rule is rules.EXPIRED


def test_a_report_without_a_last_day_grows_old(judge: Judge) -> None:
    [mention] = judge("Our SOC 2 report is available.", Holding(scheme="soc2", issued=date(2025, 10, 1)))
    assert mention.rule is rules.EXPIRED


def test_the_wrong_word_for_a_held_report_is_a_warning(judge: Judge) -> None:
    [mention] = judge("We are SOC 2 certified.", SOC2)
    assert mention.warning
    assert mention.rule is not None
    assert mention.rule.code == rules.WORDING.code


def test_the_wrong_word_is_an_error_when_the_project_says_so(judge: Judge) -> None:
    [mention] = judge("We are SOC 2 certified.", SOC2, knobs=Knobs(wording=Choice.FAIL))
    assert not mention.warning
    assert mention.rule is not None
    assert mention.rule.severity is Severity.ERROR


def test_compliance_with_a_plain_law_is_a_warning_but_a_certificate_for_it_is_not(judge: Judge) -> None:
    [warned] = judge("We are GDPR compliant.")
    [failed] = judge("We are GDPR certified.")
    assert warned.warning
    assert failed.rule is rules.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "knobs"),
    [
        ("Our controls are aligned with ISO 27001.", Knobs(aligned=Choice.WARN)),
        ("Audit-ready for SOC 2.", Knobs(ready=Choice.WARN)),
        ("Hosted in ISO 27001 certified data centres.", Knobs(unnamed_host=Choice.WARN)),
        ("Fabrikam was certified to ISO 27001 in 2022.", Knobs(past_without_end=Choice.WARN)),
        ("We are HIPAA compliant.", Knobs(hipaa=Choice.WARN)),
    ],
)
def test_a_knob_turns_a_loose_wording_into_a_warning(judge: Judge, text: str, knobs: Knobs) -> None:
    assert [mention.warning for mention in judge(text)] == [False]
    assert [mention.warning for mention in judge(text, knobs=knobs)] == [True]


def test_a_knob_that_allows_lets_pass(judge: Judge) -> None:
    [mention] = judge("We are GDPR compliant.", knobs=Knobs(law=Choice.ALLOW))
    assert (mention.passed, mention.frame) == (True, "knob")


def test_a_formal_designation_fails_whatever_the_knob_says(judge: Judge) -> None:
    [mention] = judge("FedRAMP Ready.", knobs=Knobs(ready=Choice.WARN))
    assert not mention.warning


def test_nothing_beside_a_mark_excuses_it(judge: Judge) -> None:
    context = Context(headings=("What we do not hold",), lead="None of these is held:", after="We do not hold it.")
    [mention] = judge("SOC 2", surface=Surface.MARK, scope="attr.alt", context=context)
    assert mention.rule is rules.MARK


def test_a_denial_inside_a_mark_excuses_it(judge: Judge) -> None:
    [mention] = judge("No SOC 2 report", surface=Surface.MARK, scope="attr.alt")
    assert mention.passed


@pytest.mark.parametrize("path", ["soc2-badge.png", "img/ISO27001Certificate.svg", "soc2TypeII.pdf", "/iso_27001.html"])
def test_a_file_name_is_taken_apart(judge: Judge, path: str) -> None:
    assert any(not mention.passed for mention in judge(path, surface=Surface.MARK, scope="path"))


@pytest.mark.parametrize(
    "path", ["soc2-mapping.html", "mappings/iso27001.html", "#certifications", "control-mapping.html"]
)
def test_a_file_name_that_says_mapping_passes(judge: Judge, path: str) -> None:
    assert all(mention.passed for mention in judge(path, surface=Surface.MARK, scope="path"))


def test_what_travels_alone_is_not_excused_by_its_page(judge: Judge) -> None:
    context = Context(headings=("What we do not hold",))
    assert judge("SOC 2", surface=Surface.HEAD, scope="head.title", context=context)[0].rule is rules.UNHELD
    assert judge("No SOC 2 report", surface=Surface.HEAD, scope="head.title")[0].passed


def test_a_disguised_name_passes_on_the_record_alone(judge: Judge) -> None:
    [denied] = judge("We do not hold I S O 2 7 0 0 1.")
    assert (denied.rule, denied.obfuscated) == (rules.OBFUSCATED, True)
    [held] = judge("I S O 2 7 0 0 1", Holding(scheme="iso27001"))
    assert (held.passed, held.obfuscated) == (True, True)


def test_a_character_that_reverses_text_is_refused(judge: Judge) -> None:
    assert rules.REVERSED in {mention.rule for mention in judge("\u202edeifitrec 2 COS\u202c")}


def test_work_in_progress_needs_the_record_and_a_denial() -> None:
    unit = Unit(scope="text.body", surface=Surface.PROSE, text="Our SOC 2 examination is in progress.", tag="p")
    for knobs in (Knobs(), Knobs(progress_needs_denial=False)):
        engine = Engine(Facts(as_of=date(2026, 11, 24), in_progress=frozenset({"soc2"}), knobs=knobs))
        [mention] = engine.judge([unit])
        assert not mention.passed


def test_the_same_unit_is_judged_once_and_given_back_for_each() -> None:
    engine = Engine(Facts(as_of=date(2026, 11, 24)))
    units = [
        Unit(scope="text.body", surface=Surface.PROSE, text="SOC 2 certified", anchor=anchor) for anchor in ("a", "b")
    ]
    assert [mention.unit.anchor for mention in engine.judge(units)] == ["a", "b"]


def test_all_codes_are_in_the_family_and_stand_once() -> None:
    codes = [rule.code for rule in rules.RULES]
    assert len(set(codes)) == len(codes)
    assert all(101 <= int(code[2:]) <= 109 or 140 <= int(code[2:]) <= 159 for code in codes)


@pytest.mark.parametrize(
    "text", ["(\u202e", "(", "ISO 27001 (", "We passed. (", "And der Weg zu ISO 27001 dauerte elf Monate. Im"]
)
def test_a_text_that_breaks_off_is_judged(judge: Judge, text: str) -> None:
    assert all(mention.unit.text == text for mention in judge(text))
