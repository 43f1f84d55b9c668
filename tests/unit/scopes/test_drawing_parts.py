"""What of a drawing runs or is loaded: found once each, with its place, and never by raising."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustgen import limits
from trustgen.artifact import Artifact
from trustgen.rules import check_output
from trustgen.rules.site import built_site
from trustgen.scopes.drawing_parts import active_parts

HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'


def test_a_place_counts_characters() -> None:
    source = f"{HEAD}<title>Schlüssel für später</title><script/></svg>"
    (part,) = active_parts(source)
    assert source[part.at :].startswith("<script/>")


def test_a_drawing_that_cannot_be_parsed_has_no_parts() -> None:
    assert list(active_parts("<svg><script></svg>")) == []


def test_only_the_first_parts_are_told() -> None:
    data = (HEAD + "<script/>\n" * 1000 + "</svg>").encode()
    drawing = Artifact(path="img/a.svg", media="image/svg+xml", data=data)
    found = [one for one in check_output(built_site([drawing], "https://quill.test/")) if one.code == "TG412"]
    assert len(found) == limits.DRAWING_FAULTS


@pytest.mark.parametrize("value", ["url(", "url(((((", "\\", "image-set(", "@import"])
def test_a_broken_value_is_read(value: str) -> None:
    assert isinstance(list(active_parts(f'{HEAD}<g style="{value}"/></svg>')), list)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40))
def test_no_value_of_an_attribute_makes_it_raise(value: str) -> None:
    from xml.sax.saxutils import quoteattr

    list(active_parts(f"{HEAD}<g style={quoteattr(value)} href={quoteattr(value)}/></svg>"))
