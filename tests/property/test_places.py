"""A character of a YAML scalar is found where it was written, however the scalar was folded, quoted or escaped."""

from __future__ import annotations

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from trustgen.source import Source, Text
from trustgen.yamldoc import Map, parse_source

ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)")
TEXTS = st.text(st.sampled_from("ab'\"\\\u00e9 \n#:-\t\u00a0\U0001f600"), min_size=1, max_size=40)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["", "'", '"', ">", "|"]), st.integers(4, 30))
def test_every_character_has_its_place(value: str, style: str, width: int) -> None:
    written = yaml.dump({"k": {"v": value}}, default_style=style, width=width, allow_unicode=True)
    tree, findings = parse_source(Source("x.yml", written))
    assert findings == ()
    assert isinstance(tree, Map)
    text = tree["k"]["v"]
    assert isinstance(text, Text)
    places = []
    for at, character in enumerate(text):
        if character in " \t\n":
            continue
        span = text.place.inside(text, at, at + 1)
        assert span.text is not None
        shown = span.text[span.column - 1 :]
        escape = ESCAPE.match(shown)
        assert shown.startswith(character) or (escape and yaml.safe_load(f'"{escape[0]}"') == character)
        places.append((span.line, span.column))
    assert places == sorted(set(places))
