"""A place in a page's source is found through every reference before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trustgen.scopes.html_place import _Index

PIECES = st.sampled_from(
    [("a", "a"), ("bc", "bc"), ("&amp;", "&"), ("&#65;", "A"), (" ", " "), ("\n", "\n"), ("é", "é")]
)


@given(st.lists(PIECES, min_size=1))
def test_each_visible_character_is_found_where_it_is_written(pieces: list[tuple[str, str]]) -> None:
    source = "<!doctype html><title>x</title><p>"
    expected = []
    for written, shown in pieces:
        for at, character in enumerate(shown):
            if not character.isspace():
                expected.append(len(source) + (at if written == shown else 0))
        source += written
    index = _Index(source + "</p>")
    # The title is the first run.
    assert [index.character(1, count) for count in range(len(expected))] == expected
