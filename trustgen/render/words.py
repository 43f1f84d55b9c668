"""The interface's words: one catalogue per language, `templates/words/<language>.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen import limits, yamldoc
from trustgen.finding import Finding, Rule
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.files import Folder

BAD_WORDS = Rule(
    code="TG041",
    name="bad-words",
    summary="The catalogue of the interface's words holds something else than texts.",
    help="Write a text, or a mapping of texts.",
)


class Words:
    """A part of the catalogue; templates read it by attribute, and an absent word is an error of the template."""

    __slots__ = ("_part",)

    def __init__(self, part: yamldoc.Map) -> None:
        self._part = part

    def __getitem__(self, name: str) -> Words | Text:
        found = self._part[name]
        return Words(found) if isinstance(found, yamldoc.Map) else found

    def __contains__(self, name: object) -> bool:
        return name in self._part

    def __iter__(self) -> Iterator[str]:
        return iter(self._part)


def read_words(folders: tuple[Folder, ...], language: str) -> Words | tuple[Finding, ...]:
    """The catalogue of a language, from the first folder that has it."""
    name = f"words/{language}.yml"
    folder = next((f for f in folders if (f.root / name).exists()), folders[-1])
    source = folder.text(name, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        return (source,)
    tree, findings = yamldoc.parse_source(source)
    if findings:
        return findings
    wrong = tuple(_wrong(tree)) if isinstance(tree, yamldoc.Map) else ()
    if wrong or not isinstance(tree, yamldoc.Map):
        return wrong
    return Words(tree)


def _wrong(tree: yamldoc.Map) -> Iterator[Finding]:
    value: Any
    for key, value in tree.items():
        if isinstance(value, yamldoc.Map):
            yield from _wrong(value)
        elif not isinstance(value, Text):
            yield BAD_WORDS.at(tree.places[key].span, f"The word `{key}` is not a text.")
