"""What the scheme data says of editions, ends, marks and age reaches the verdict."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from trustgen.artifact import Artifact
from trustgen.claims.catalogue.scheme import Mark, Scheme
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts, Holding
from trustgen.finding import Severity
from trustgen.gate import Depiction, run
from trustgen.scopes.unit import Surface, Unit

PIXELS = b"\x89PNG\r\n\x1a\n pixels"
AS_OF = date(2026, 11, 24)


def judged(text: str, *held: Holding, as_of: date = AS_OF, scope: str = "text.body") -> tuple[Mention, ...]:
    surface = Surface.PROSE if scope == "text.body" else Surface.MARK
    engine = Engine(Facts(as_of=as_of, names=("Fabrikam",), holdings=held))
    return engine.judge([Unit(scope=scope, surface=surface, text=text)])


def codes(text: str, *held: Holding, as_of: date = AS_OF, scope: str = "text.body") -> list[str]:
    return [one.rule.code for one in judged(text, *held, as_of=as_of, scope=scope) if one.rule]


ISO = Holding(scheme="iso27001", edition="2022", valid_until=date(2028, 5, 31))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("We are certified to ISO/IEC 27001:2022.", []),
        ("We are certified to EN ISO/IEC 27001:2023.", []),
        ("We are certified to BS EN ISO/IEC 27001:2023.", []),
        ("Wir sind nach DIN EN ISO/IEC 27001:2024 zertifiziert.", []),
        ("Estamos certificados según UNE-EN ISO/IEC 27001:2023.", []),
        ("Wij zijn gecertificeerd volgens NEN-EN-ISO/IEC 27001:2023.", []),
        ("We are certified to ISO/IEC 27001:2023.", ["TG103"]),
        ("We are certified to EN ISO/IEC 27001:2017.", ["TG103"]),
        ("We are certified to ISO/IEC 27001:2013.", ["TG103"]),
        ("We are certified to DIN EN ISO/IEC 27001:2019.", ["TG103"]),
    ],
)
def test_the_year_of_an_adoption_means_its_edition_behind_the_prefix_alone(text: str, broken: list[str]) -> None:
    assert codes(text, ISO) == broken


@pytest.mark.parametrize(
    ("scheme", "edition", "last"),
    [
        (scheme.id, edition.id, edition.withdrawn)
        for scheme in schemes().values()
        for edition in scheme.editions
        if edition.withdrawn and scheme.id not in {"pci-dss", "hds", "bsi-c5"}
    ],
)
def test_a_withdrawn_edition_counts_until_its_last_day(scheme: str, edition: str, last: date) -> None:
    held = Holding(scheme=scheme, edition=edition)
    text = f"We are certified to {schemes()[scheme].name}:{edition}."
    assert codes(text, held, as_of=last) == []
    after = judged(text, held, as_of=date.fromordinal(last.toordinal() + 1))
    assert [one.rule.code for one in after if one.rule] == ["TG103"]
    assert f"it counted until {last}" in after[0].message
    assert after[0].help == "Say that it has ended, or record what has taken its place."


def test_a_level_that_has_ended_supports_nothing() -> None:
    held = Holding(scheme="fips-140", level="140-2-level1")
    text = "Our module has been validated to FIPS 140-2."
    assert codes(text, held, as_of=date(2026, 9, 21)) == []
    assert codes(text, held, as_of=date(2026, 9, 22)) == ["TG103"]


def test_a_certificate_without_a_last_day_grows_old() -> None:
    text = "We are certified to ISO 9001."
    assert codes(text, Holding(scheme="iso9001", issued=date(2024, 3, 1))) == []
    old = judged(text, Holding(scheme="iso9001", issued=date(2021, 3, 1)))
    assert [one.rule.code for one in old if one.rule] == ["TG105"]
    assert "from 2021-03-01 for 1096 days" in old[0].message


PCI = Holding(scheme="pci-dss", level="roc", valid_until=date(2027, 3, 31))
QMS = Holding(scheme="iso9001", valid_until=date(2028, 3, 31))
TYPE2 = Holding(scheme="soc2", level="type2", valid_until=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("text", "held", "broken"),
    [
        ("PCI DSS compliant", PCI, True),
        ("Logo of the PCI DSS", PCI, True),
        ("First page of our PCI DSS attestation of compliance of 2026", PCI, False),
        ("ISO 9001 mark on our product", QMS, True),
        ("ISO 9001-Siegel auf dem Produkt", QMS, True),
        ("ISO 9001 certificate", QMS, False),
        ("SOC 2 logo", TYPE2, False),
    ],
)
def test_the_text_of_a_picture_warns_of_a_mark_that_no_holder_may_show(text: str, held: Holding, broken: bool) -> None:
    found = judged(text, held, scope="attr.alt")
    assert [one.rule.code for one in found if one.rule] == (["TG144"] if broken else [])
    assert all(one.warning for one in found if one.rule)
    assert "TG144" not in codes(text, held)


OWN = Scheme(
    id="acme-seal",
    name="Acme Trust Seal",
    artefact="seal",
    issuer="Acme Assurance",
    forms=("acme trust seal",),
    mark=Mark(shown="never", source="terms"),
    sources={"terms": "Acme, terms of the seal"},
)
MINE = Holding(scheme="acme-seal", valid_until=date(2027, 3, 31))
NOBODYS = Holding(scheme="nobodys-seal", valid_until=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("held", "broken"), [(PCI, ["TG144"]), (QMS, []), (TYPE2, []), (MINE, ["TG144"]), (NOBODYS, [])]
)
def test_a_picture_that_is_declared_to_show_such_a_mark_is_refused(held: Holding, broken: list[str]) -> None:
    declared = {"seal.png": Depiction(sha256=sha256(PIXELS).hexdigest(), depicts=(held.scheme,))}
    found = run(
        [Artifact(path="seal.png", media="image/png", data=PIXELS)],
        Facts(as_of=AS_OF, holdings=(held,), own=(OWN,)),
        declared,
    )
    assert [one.code for one in found.findings if one.severity is Severity.ERROR and one.code != "TG119"] == broken
