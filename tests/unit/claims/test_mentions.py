"""Spellings of scheme names, near misses, levels and editions."""

from __future__ import annotations

import pytest

from trustgen.claims.catalogue.levelwords import level_of
from trustgen.claims.catalogue.mentions import find, find_alike
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.record.editions import behind
from trustgen.claims.spelling.normalise import fold


def named(text: str, *, slug: bool = False) -> list[str]:
    return [found.scheme for found in find(fold(text, slug=slug), original=text)]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("SOC 2", "soc2"),
        ("SOC2", "soc2"),
        ("SOC-2", "soc2"),
        ("S.O.C. 2", ""),
        ("SOC II", "soc2"),
        ("SOC two", "soc2"),
        ("System and Organization Controls 2", "soc2"),
        ("ISO 27001", "iso27001"),
        ("ISO/IEC 27001:2022", "iso27001"),
        ("DIN EN ISO/IEC 27001", "iso27001"),
        ("UNE-EN ISO/IEC 27001:2023", "iso27001"),
        ("ISO 27 001", "iso27001"),
        ("ISO27001", "iso27001"),
        ("ISO_27001", "iso27001"),
        ("ISO/IEC 27017", "iso27017"),
        ("ISO 27701", "iso27701"),
        ("PCI DSS", "pci-dss"),
        ("PCI-DSS", "pci-dss"),
        ("HIPAA", "hipaa"),
        ("HIPPA", "hipaa"),
        ("FedRAMP", "fedramp"),
        ("Fed RAMP", "fedramp"),
        ("TISAX", "tisax"),
        ("BSI C5", "bsi-c5"),
        ("C5-Testat", "bsi-c5"),
        ("SecNumCloud", "secnumcloud"),
        ("certification HDS", "hds"),
        ("Esquema Nacional de Seguridad", "ens"),
        ("NEN 7510", "nen7510"),
        ("Cyber Essentials", "cyber-essentials"),
        ("CSA STAR", "csa-star"),
        ("Common Criteria", "common-criteria"),
        ("EAL4+", "common-criteria"),
        ("FIPS 140-3", "fips-140"),
        ("NIS2", "nis2"),
        ("GDPR", "gdpr"),
        ("DSGVO", "gdpr"),
        ("RGPD", "gdpr"),
        ("IT-Grundschutz", "bsi-grundschutz"),
        ("ISO 27001 auf der Basis von IT-Grundschutz", "bsi-grundschutz"),
        ("ISAE 3402", "isae3402"),
        ("HITRUST CSF", "hitrust"),
        ("B Corp", "b-corp"),
        ("IRAP", "irap"),
        ("CMMC 2.0", "cmmc"),
        ("ISO-zertifiziert", "iso-family"),
    ],
)
def test_a_spelling_is_known(text: str, scheme: str) -> None:
    assert named(text) == ([scheme] if scheme else [])


@pytest.mark.parametrize(
    "text",
    [
        "ISO 8601",
        "ISO 3166",
        "isolation",
        "social 2",
        "disassociate 2",
        "soccer",
        "PCI slots",
        "paper size C5",
        "c5.large",
        "star rating",
        "TLS 1.3",
        "SOC analyst",
        "École normale supérieure",
        "Mario the plumber",
        "27001 tickets were closed",
        "an ENS name",
        "DORA metrics",
        "email cc",
    ],
)
def test_a_near_miss_is_no_mention(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("La base imponibile IRAP è calcolata ogni anno.", False),
        ("La Coppa Italia si gioca in primavera.", False),
        ("Siamo valutati IRAP per il governo australiano.", True),
        ("Il servizio è certificato IRAP.", True),
    ],
)
def test_a_name_that_is_a_word_of_a_language_needs_company_there(text: str, known: bool) -> None:
    assert bool(find(fold(text), home=frozenset({"it"}), original=text)) is known
    assert find(fold(text), home=frozenset({"en", "it"}), original=text)


@pytest.mark.parametrize(
    "text", ["soc2TypeIIReport.pdf", "iso-27001-certificate", "Iso27001Badge", "pci_dss_aoc", "tisaxLabel"]
)
def test_a_slug_is_taken_apart(text: str) -> None:
    assert len(named(text, slug=True)) >= 1


@pytest.mark.parametrize("text", ["IS0 27001", "S0C 2", "ISО 27001", "Ѕ0C 2", "HlPAA"])
def test_look_alikes_are_found_apart(text: str) -> None:
    assert len(find_alike(fold(text))) == 1


@pytest.mark.parametrize("text", ["50C 2 hours", "150 27001", "1500 soccer fans", "a 5.0 c 2"])
def test_quantities_are_no_look_alikes(text: str) -> None:
    assert find_alike(fold(text)) == []


@pytest.mark.parametrize(
    ("scheme", "text", "level"),
    [
        ("soc2", "soc 2 type ii report", "type2"),
        ("soc2", "soc 2 type 1", "type1"),
        ("soc2", "soc 2 report", None),
        ("tisax", "tisax al3", "al3"),
        ("hitrust", "hitrust i1 (not r2)", "i1"),
        ("cyber-essentials", "cyber essentials plus", "plus"),
        ("ens", "ens categoria media", "media"),
        ("fedramp", "fedramp moderate authorized", "moderate"),
        ("csa-star", "csa star level 2", "level2"),
    ],
)
def test_a_level_is_read_near_the_name(scheme: str, text: str, level: str | None) -> None:
    assert level_of(schemes()[scheme], text, 0) == level


def test_an_edition_is_read_behind_the_name() -> None:
    text = "iso/iec 27001:2013"
    assert behind(schemes()["iso27001"], text, 12, len(text)) == "2013"
    assert behind(schemes()["iso27001"], "iso 27001", 8, 9) is None
    assert behind(schemes()["iso27001"], "iso 27001:1999", 8, 14) == "1999"
