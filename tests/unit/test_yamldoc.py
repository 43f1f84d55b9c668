"""YAML with places."""

from __future__ import annotations

import pytest

from trustgen import limits
from trustgen.yamldoc import Map, parse

DOCUMENT = b"""# a comment
plain: some text
quoted: "x y"
literal: |
  one
    two

  three
folded: >
  folded
  text
list: [1, {inner: ~}, no]
z\xc3\xa9: 'it''s'
"""


@pytest.fixture
def tree() -> Map:
    found, findings = parse(DOCUMENT, "content/x.yml")
    assert findings == ()
    assert isinstance(found, Map)
    return found


def test_scalars_stay_what_the_author_typed(tree: Map) -> None:
    assert tree["list"] == ["1", {"inner": None}, "no"]
    assert tree["zé"] == "it's"
    assert tree["literal"] == "one\n  two\n\nthree\n"


@pytest.mark.parametrize(
    ("key", "needle", "line", "column"),
    [
        ("plain", "text", 2, 13),
        ("quoted", "y", 3, 12),
        ("literal", "one", 5, 3),
        ("literal", "two", 6, 5),
        ("literal", "three", 8, 3),
        ("folded", "folded", 10, 3),
        ("folded", "text", 11, 3),
        ("zé", "s", 13, 10),
    ],
)
def test_a_place_inside_a_scalar_is_where_the_text_stands(
    tree: Map, key: str, needle: str, line: int, column: int
) -> None:
    text = tree[key]
    start = text.index(needle)
    span = text.place.inside(text, start, start + len(needle))
    assert (span.line, span.column) == (line, column)
    assert span.text is not None
    assert span.text[span.column - 1 :].startswith(needle)


def test_keys_and_values_and_empty_values_have_places(tree: Map) -> None:
    assert tree.keys_at["quoted"].column == 1
    assert tree.places["quoted"].column == 10
    assert tree["list"][1].places["inner"].line == 12


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "TG016", 1, 1),
        (b"# only a comment\n", "TG016", 1, 1),
        (b"--- 1\n--- 2\n", "TG016", 2, 1),
        (b"a: 1\nb: 2\na: 3\n", "TG012", 3, 1),
        (b"a: &x 1\n", "TG013", 1, 4),
        (b"a: *x\n", "TG013", 1, 4),
        (b"a: !!python/object:os.system x\n", "TG014", 1, 4),
        (b"a: [1,\n", "TG011", 2, 1),
        (b"a:\n\t- b\n", "TG011", 2, 1),
        (b"? [a]\n: b\n", "TG017", 1, 3),
        (b"ok: 1\nbad: \xff\n", "TG002", 2, 6),
        (b"a: x\x07y\n", "TG005", 1, 5),
        ("a: x\u2028y\n".encode(), "TG005", 1, 5),
        (b"[" * 5000, "TG015", 1, limits.YAML_DEPTH + 1),
    ],
)
def test_a_fault_is_a_finding_at_its_place(data: bytes, code: str, line: int, column: int) -> None:
    found, findings = parse(data, "x.yml")
    assert found is None
    assert (findings[0].code, findings[0].span.line, findings[0].span.column) == (code, line, column)
    assert findings[0].help


def test_an_alias_bomb_is_refused_without_being_expanded() -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    _, findings = parse("\n".join(lines).encode(), "x.yml")
    assert {finding.code for finding in findings} == {"TG013"}
    assert len(findings) == 30 + 29 * 10


def test_a_file_of_nothing_but_faults_ends_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_FAULTS", 3)
    tree, findings = parse(b"a: [*b, *b, *b, *b, *b]\n", "x.yml")
    assert tree is None
    assert [finding.code for finding in findings] == ["TG013", "TG013", "TG013", "TG018"]
    assert "the first 3 are listed" in findings[-1].message


def test_all_faults_are_found_in_one_pass() -> None:
    _, findings = parse(b"a: 1\na: 2\nb: &x 1\nc: !t 3\n", "x.yml")
    assert [finding.code for finding in findings] == ["TG012", "TG013", "TG014"]


def test_a_file_with_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "YAML_NODES", 10)
    _, findings = parse(b"- [1, 2, 3, 4]\n- [1, 2, 3, 4]\n- [1]\n", "x.yml")
    assert [finding.code for finding in findings] == ["TG015"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    found, findings = parse(b"\xef\xbb\xbfa: 1\r\nb: two\r\n", "x.yml")
    assert findings == ()
    assert found == {"a": "1", "b": "two"}
    assert (found["b"].span.line, found["b"].span.text) == (2, "b: two")
