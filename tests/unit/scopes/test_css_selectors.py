"""A selector matches whatever it might match: in any state, with any attribute; what can't be parsed matches all."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from cssselect2 import ElementWrapper, compile_selector_list
from hypothesis import given
from hypothesis import strategies as st

from trustgen.scopes.css_selectors import matchers, wrapped

PAGE = fromstring(
    '<html><body><main id="m" class="a"><p class="b">1</p><p class="b c">2</p><i class="d"/></main>'
    '<ul><li class="b">3</li></ul></body></html>',
)
ALL = 8


def found(selector: str) -> list[str]:
    """The matched elements: tag, and classes."""
    tests = matchers(selector)
    hit = [one.etree_element for one in wrapped(PAGE) if any(test(one) for test in tests)]
    return [" ".join([one.tag, one.get("class", "")]).strip() for one in hit]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".c", ["p b c"]),
        (".c:hover", ["p b c"]),
        (".c:unheard-of(2)", ["p b c"]),
        (".c[data-x='1' i]", ["p b c"]),
        (".c::before", ["p b c"]),
        ("p:not(.c)", ["p b"]),
        ("p:not(.c:hover)", ["p b", "p b c"]),
        ("p:not([hidden])", ["p b", "p b c"]),
        ("main:has(> .d)", ["main a"]),
        ("main:has(:hover)", ["main a"]),
        ("ul:has(> .d)", []),
        ("p:nth-child(2)", ["p b c"]),
        ("p:nth-child(2 of .b)", ["p b", "p b c"]),
        ("p:empty", ["p b", "p b c"]),
        (":is(.c, .d)", ["p b c", "i d"]),
        ("i:where(.b, .d:active)", ["i d"]),
        ("#m > .b + .c", ["p b c"]),
        (".\\63", ["p b c"]),
        ("MAIN", ["main a"]),
        (".nobody, ul", ["ul"]),
        (".nobody", []),
    ],
)
def test_a_selector_matches_what_it_might_match(selector: str, expected: list[str]) -> None:
    assert found(selector) == expected


@pytest.mark.parametrize(
    "selector",
    [
        "",
        ":::",
        "..a",
        "svg|a",
        "p::-webkit-x",
        ":is(> .c)",
        ":not(",
        "*|*",
        ".a,",
        "[*|lang]:nth-child(x)",
        "p >",
        "}",
    ],
)
def test_what_cannot_be_parsed_matches_everything(selector: str) -> None:
    assert len(found(selector)) == ALL


SIMPLE = st.sampled_from(
    [".a", ".b", ".c", "p", "li", "#m", "*", ":first-child", ":nth-child(odd)", "[class]", ":root"]
)
COMPOUND = st.lists(SIMPLE, min_size=1, max_size=2).map("".join).filter(lambda text: text[1:].isascii())
LISTED = st.lists(COMPOUND, min_size=1, max_size=2).map(", ".join)
PART = st.one_of(
    COMPOUND,
    st.builds("{}:not({})".format, COMPOUND, LISTED),
    st.builds("{}:has({})".format, COMPOUND, LISTED),
    st.builds(":is({})".format, LISTED),
    st.builds("{}:hover".format, COMPOUND),
)
SELECTOR = st.builds("{}{}{}".format, PART, st.sampled_from([" ", " > ", " + ", " ~ ", ", "]), PART)


@given(SELECTOR)
def test_nothing_that_is_matched_exactly_is_left_out(selector: str) -> None:
    """Closed: what a browser may match is matched."""
    try:
        exact = compile_selector_list(selector)
    except ValueError:
        return
    loose = matchers(selector)
    for one in ElementWrapper.from_html_root(PAGE).iter_subtree():
        if any(selector.test(one) for selector in exact):
            assert any(test(one) for test in loose)
