"""Findings have one identity each, and say what to do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from trustgen.catalog import rules
from trustgen.rules import all_rules

if TYPE_CHECKING:
    from trustgen.finding import Rule

RULES = rules()
SENTENCE = re.compile(r"[A-Z“`][^\n]*[.?]")


def test_codes_are_used_once() -> None:
    assert [code for code, times in Counter(rule.code for rule in RULES).items() if times > 1] == []


def test_names_are_used_once() -> None:
    assert [name for name, times in Counter(rule.name for rule in RULES).items() if times > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    assert re.fullmatch(r"TG[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert SENTENCE.fullmatch(rule.summary)
    assert SENTENCE.fullmatch(rule.help)
    assert rule.summary != rule.help


def test_every_rule_of_the_package_is_in_the_catalogue_and_in_the_file_of_its_code() -> None:
    import pkgutil

    import trustgen.rules

    files = {module.name for module in pkgutil.iter_modules(trustgen.rules.__path__) if module.name.startswith("tg")}
    assert {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in all_rules()} == files
    assert set(all_rules()) <= set(RULES)
