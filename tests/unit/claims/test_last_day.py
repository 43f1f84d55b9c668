"""A last day in a text that is later than the one on record says more than the record."""

from __future__ import annotations

import json

import pytest
from cue_coverage import Text, engine_for

ENDS = "2028-03-01"
RECORD = json.dumps([{"id": "iso27001", "edition": "2022", "until": ENDS}])
LATER = (
    ("en", "Our ISO 27001 certificate is valid until June 2030."),
    ("en", "Our ISO 27001 certificate is valid until 2 March 2028."),
    ("en", "Our ISO 27001 certificate expires March 2, 2028."),
    ("en", "Our ISO 27001 certificate runs to October 2028."),
    ("en", "Our ISO 27001 certificate is valid until 13/03/2028."),
    ("en", "ISO 27001 certificate, expires 2029-01-01"),
    ("en", "<table><tr><th>Scheme</th><th>Valid until</th></tr><tr><td>ISO 27001</td><td>2030-01-01</td></tr></table>"),
    ("en", "<dl><dt>ISO 27001 certificate</dt><dd>valid until January 2030</dd></dl>"),
    ("de", "ISO 27001, g\u00fcltig bis 30.06.2029"),
    ("de", "Unser ISO-27001-Zertifikat ist g\u00fcltig bis 2. M\u00e4rz 2028."),
    ("fr", "Notre certificat ISO 27001 est valable jusqu'au 30 avril 2028."),
    ("es", "Certificado ISO 27001 v\u00e1lido hasta el 30 de abril de 2028."),
    ("it", "Certificato ISO 27001 valido fino al 30 aprile 2028."),
    ("nl", "ISO 27001-certificaat, geldig tot 30 april 2028."),
)
WITHIN = (
    ("en", "Our ISO 27001 certificate is valid until 1 March 2028."),
    ("en", "Our ISO 27001 certificate is valid until March 2028."),
    ("en", "Our ISO 27001 certificate is valid until 2028."),
    ("en", "Our ISO 27001 certificate is valid until 01/03/2028."),
    ("en", "Our ISO 27001 certificate is valid until 02/03/2028."),
    ("en", "Our ISO 27001 certificate is valid until 31 February 2030."),
    ("en", "Our ISO 27001 certificate is valid until March 2028; the lease runs to 2031."),
    ("en", "The offer is valid until June 2030. We are ISO 27001 certified."),
    ("en", "<table><tr><th>Scheme</th><th>Valid until</th></tr><tr><td>ISO 27001</td><td>2028-03-01</td></tr></table>"),
    ("de", "ISO 27001, g\u00fcltig bis 01.03.2028"),
    ("es", "Certificado ISO 27001 v\u00e1lido hasta marzo de 2028."),
)


def codes(language: str, text: str, record: str = RECORD) -> list[str]:
    judged = Text(language, claim=True, text=text, engine=engine_for(record))
    mentions = judged.engine.judge(judged.units)
    return [one.rule.code for one in mentions if one.rule and not one.passed]


@pytest.mark.parametrize(("language", "text"), LATER)
def test_a_later_last_day_is_told(language: str, text: str) -> None:
    assert codes(language, text) == ["TG145"]


@pytest.mark.parametrize(("language", "text"), WITHIN)
def test_a_last_day_on_record_or_none_at_all_passes(language: str, text: str) -> None:
    assert codes(language, text) == []


def test_without_a_last_day_on_record_there_is_nothing_to_compare() -> None:
    held = json.dumps([{"id": "iso27001", "edition": "2022"}])
    assert codes("en", LATER[0][1], held) == []


def test_what_is_told_names_the_day_on_record() -> None:
    judged = Text("en", claim=True, text=LATER[0][1], engine=engine_for(RECORD))
    (mention,) = judged.engine.judge(judged.units)
    assert "lasts longer" in mention.message
    assert ENDS in mention.message
    assert ENDS in mention.help
