"""The scheme data is whole, and bad data is refused."""

from __future__ import annotations

import pytest
import re2

from trustgen.claims import schemes as module
from trustgen.claims.schemes import pattern, schemes


def test_every_scheme_has_a_form_that_finds_its_own_name_or_is_generic() -> None:
    for scheme in schemes().values():
        assert scheme.generic or scheme.forms, scheme.id
        assert scheme.name, scheme.id
        assert scheme.issuer, scheme.id


def test_every_weak_form_has_a_context() -> None:
    assert [scheme.id for scheme in schemes().values() if scheme.weak and not scheme.context] == []


def test_every_form_compiles_with_one_group() -> None:
    for scheme in schemes().values():
        for form in (*scheme.forms, *scheme.weak):
            for alike in (False, True):
                assert re2.compile(pattern(form, alike=alike)).groups == 1, form


def test_a_level_supports_itself_and_what_stands_before_it_in_its_chain() -> None:
    soc2 = schemes()["soc2"]
    assert soc2.supports("type2", "type1")
    assert not soc2.supports("type1", "type2")
    pci = schemes()["pci-dss"]
    assert not pci.supports("roc", "saq-a")


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "x", "name": "X", "artefact": "report", "issuer": "y", "forms": [], "colour": "red"},
        {"id": "x", "name": "X", "artefact": "diploma", "issuer": "y", "forms": []},
        {"id": "x", "name": "X", "artefact": "report", "issuer": "y", "forms": "x"},
        {"id": "x", "name": "X", "artefact": "report", "issuer": "y", "forms": [], "chains": [["a"]]},
        {"id": "x", "name": "X", "artefact": "report", "issuer": "y", "forms": [], "implied": {"a": ["b"]}},
        {"id": "x", "name": "X", "artefact": "report", "issuer": "y", "forms": [], "independent": "a"},
    ],
)
def test_bad_data_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="x: "):
        module._decode(entry, "x.yml")
