"""Schemes that a project adds: they add mentions, and change nothing that is said of any other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from trustgen.artifact import Artifact
from trustgen.claims.catalogue.scheme import Scheme
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding
from trustgen.scopes.reader import Sieve, reader_of
from trustgen.scopes.unit import Context, Surface, Unit

AS_OF = date(2026, 11, 24)
DEV = Path(__file__).parents[2] / "claims" / "dev.jsonl"
SEAL = Scheme(
    id="borealis-seal",
    name="Borealis Trust Seal",
    artefact="seal",
    issuer="Borealis Assurance",
    forms=("borealis trust seal",),
    weak=("bts",),
    context=("borealis", "seal"),
    homonyms=("bts scanner",),
    levels={"silver": ("silver",), "gold": ("gold",)},
    levels_source="terms",
    chains=(("silver", "gold"),),
    improper=("certified",),
    stale_after=365,
    sources={"terms": "Borealis, terms of the seal"},
)
HELD = Holding(scheme="borealis-seal", level="silver", valid_until=date(2027, 5, 31))


def facts(*held: Holding, own: tuple[Scheme, ...] = (SEAL,)) -> Facts:
    return Facts(as_of=AS_OF, names=("Fabrikam",), holdings=held, own=own)


def judged(text: str, record: Facts, scope: str = "text.body") -> tuple[Mention, ...]:
    surface = Surface.PROSE if scope == "text.body" else Surface.MARK
    return Engine(record).judge([Unit(scope=scope, surface=surface, text=text, context=Context(lang="en"))])


def broken(text: str, record: Facts, scope: str = "text.body") -> list[tuple[str, str]]:
    return [(one.scheme, one.rule.code) for one in judged(text, record, scope) if one.rule]


@pytest.mark.parametrize(
    "text",
    [
        "We hold the Borealis Trust Seal.",
        "Fabrikam is certified to the Borealis Trust Seal.",
        "Borealis-Trust-Seal",
        "BOREALIS TRUST SEAL",
        "Our seal from Borealis is the BTS.",
        "We have been awarded the Borealis Trust Seal.",
        "B o r e a l i s  T r u s t  S e a l",
        "Воrealis Trust Seal",
    ],
)
def test_a_mention_of_an_own_scheme_that_is_not_held_fails(text: str) -> None:
    assert "borealis-seal" in {scheme for scheme, _ in broken(text, facts())}
    assert "borealis-seal" not in {one.scheme for one in judged(text, facts(own=()))}


@pytest.mark.parametrize("scope", ["attr.alt", "path", "link.href"])
def test_a_mark_of_an_own_scheme_that_is_not_held_fails(scope: str) -> None:
    assert broken("borealis-trust-seal.png", facts(), scope) == [("borealis-seal", "TG109")]
    assert broken("borealis-trust-seal.png", facts(HELD), scope) == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not hold the Borealis Trust Seal.",
        "We are not certified to the Borealis Trust Seal.",
        "The BTS scanner of Borealis reads tickets.",
        "A BTS reads job applications.",
    ],
)
def test_an_honest_text_about_an_own_scheme_passes(text: str) -> None:
    assert broken(text, facts()) == []


@pytest.mark.parametrize(
    "text",
    [
        "We hold the Borealis Trust Seal.",
        "We have been awarded the Borealis Trust Seal in silver.",
        "Fabrikam holds the Borealis Trust Seal (silver).",
        "Fabrikam is certified to the Borealis Trust Seal.",
        "We were audited for the Borealis Trust Seal.",
        "Borealis Trust Seal",
    ],
)
def test_what_is_held_of_an_own_scheme_passes(text: str) -> None:
    assert broken(text, facts(HELD)) == []
    assert [one.fact for one in judged(text, facts(HELD)) if one.scheme == "borealis-seal"] == ["borealis-seal/silver"]
    assert broken(text, facts(HELD, own=(replace(SEAL, id="beta-seal"),)))


def test_a_short_name_accounts_for_no_word_of_certification() -> None:
    assert ("any", "TG107") in broken("We are certified to the BTS of Borealis.", facts(HELD))
    assert ("any", "TG107") not in broken("We are certified to the Borealis Trust Seal.", facts(HELD))


@pytest.mark.parametrize(
    "text", ["Our Borealis Trust Seal is certified by an outside body.", "We are certified. Borealis Trust Seal"]
)
def test_a_word_of_certification_that_is_not_about_the_name_counts_by_itself(text: str) -> None:
    assert ("any", "TG107") in broken(text, facts(HELD))


def test_an_own_scheme_is_found_even_where_its_name_is_that_of_a_shipped_one() -> None:
    named = [one.scheme for one in judged("Our SOC 2 report is available.", facts(own=HOSTILE))]
    assert named == ["soc2", "isolation-1"]
    crossing = replace(SEAL, forms=("gold iso",))
    named = [one.scheme for one in judged("We hold gold ISO 27001 certificates.", facts(own=(crossing,)))]
    assert named == ["iso27001", "borealis-seal"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We hold the Borealis Trust Seal in gold.", "TG102"),
        ("Fabrikam is Borealis Trust Seal certified.", "TG140"),
    ],
)
def test_more_than_is_held_of_an_own_scheme_is_told(text: str, code: str) -> None:
    assert broken(text, facts(HELD)) == [("borealis-seal", code)]


def test_an_own_holding_grows_old_and_ends() -> None:
    text = "We hold the Borealis Trust Seal."
    assert broken(text, facts(Holding(scheme="borealis-seal", issued=date(2025, 1, 1)))) == [("borealis-seal", "TG105")]
    assert broken(text, facts(replace(HELD, valid_until=date(2026, 1, 1)))) == [("borealis-seal", "TG105")]


HOSTILE = tuple(
    Scheme(
        id=f"isolation-{number}",
        name="a lie",
        artefact="certificate",
        issuer="nobody",
        forms=(form,),
        context=("a", "the", "we"),
        homonyms=("soc", "iso", "certified", "report"),
        sources={"lie": "a lie"},
    )
    for number, form in enumerate(
        [
            "soc 2 type ii report",
            "soc 2",
            "our soc 2 type ii",
            "iso 27001 certified",
            "iso iec 27001 2022",
            "hipaa compliant",
            "we are soc 2 certified",
            "we are not",
            "not yet",
            "iso certified",
            "type ii",
            "secure cloud",
            "fabrikam platform",
        ]
    )
)
LIES = tuple(Holding(scheme=one.id, valid_until=date(2030, 1, 1)) for one in HOSTILE)


@pytest.mark.parametrize(
    "text",
    [
        "Our SOC 2 Type II report is available.",
        "We are SOC 2 certified.",
        "We are ISO 27001 certified.",
        "We are certified to ISO/IEC 27001:2022.",
        "We are HIPAA compliant.",
        "We are an ISO certified company.",
        "Our Secure Cloud is certified.",
        "Secure Cloud: certified by an accredited body.",
        "We run our certified Secure Cloud in two regions.",
        "The Fabrikam platform is independently certified.",
        "We are certified and run Secure Cloud.",
        "We are certified.",
        "S O C 2 certified",
    ],
)
def test_an_own_scheme_that_is_held_makes_no_other_claim_pass(text: str) -> None:
    without = [(one.scheme, one.start, one.rule) for one in judged(text, facts(own=()))]
    assert any(rule is not None for _, _, rule in without)
    kept = [one for one in judged(text, facts(*LIES, own=HOSTILE)) if one.scheme in schemes() or one.scheme == "any"]
    assert [(one.scheme, one.start, one.rule) for one in kept] == without


def test_whatever_a_project_adds_the_shipped_schemes_are_judged_as_before() -> None:
    plain, hostile = Engine(facts(own=())), Engine(facts(*LIES, own=HOSTILE))
    seen = 0
    for line in DEV.read_text("utf-8").splitlines():
        artifact = Artifact(path="item.html", media="text/html", data=json.loads(line)["html"].encode())
        reader = reader_of(artifact)
        assert reader is not None
        before = plain.judge(reader.read(artifact, Sieve(plain.may_mention)).units)
        after = hostile.judge(reader.read(artifact, Sieve(hostile.may_mention)).units)
        added = [one for one in after if one.scheme.startswith("isolation-")]
        seen += len(added)
        assert _verdicts(after, "isolation-") == _verdicts(before, "isolation-"), line
    assert seen > 50


def _verdicts(found: tuple[Mention, ...], own: str) -> list[tuple[object, ...]]:
    """What was found of shipped schemes, without the structure that more reading may have brought along."""
    return [
        (one.unit.scope, one.unit.text, one.scheme, one.start, one.end, one.frame, one.fact, one.message)
        for one in found
        if not one.scheme.startswith(own)
    ]


def test_an_id_that_begins_like_the_iso_family_is_none_of_it() -> None:
    holding = Holding(scheme="isolation-0", valid_until=date(2030, 1, 1))
    assert broken("We are an ISO certified company.", facts(holding, own=HOSTILE[:1]))
    assert broken("We are an ISO certified company.", facts(holding, own=()))


def test_a_shipped_scheme_stays_what_it_is_whatever_a_project_calls_its_own() -> None:
    mine = replace(SEAL, id="soc2")
    assert schemes((mine,))["soc2"] is schemes()["soc2"]
    assert schemes((SEAL,))["borealis-seal"] is SEAL
    assert "borealis-seal" not in schemes()


def test_the_schemes_of_one_project_are_not_those_of_the_next() -> None:
    text = "We hold the Borealis Trust Seal."
    assert broken(text, facts()) == [("borealis-seal", "TG101")]
    assert broken(text, facts(own=())) == []
    other = replace(SEAL, forms=("beta trust seal",))
    assert broken(text, facts(own=(other,))) == []
    assert broken(text, facts()) == [("borealis-seal", "TG101")]
