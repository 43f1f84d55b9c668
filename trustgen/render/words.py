"""The interface's words: one catalogue per language, `templates/words/<language>.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen import limits, yamldoc
from trustgen.finding import Finding, Rule, Span
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.files import Folder

PAGES = ("controls", "control-mapping", "subprocessors", "posture", "documents", "404")
"""The pages that every site has beside its first."""

BAD_WORDS = Rule(
    code="TG041",
    name="bad-words",
    summary="The catalogue of the interface's words holds something else than texts.",
    help="Write a text, or a mapping of texts.",
)

NEEDED = (
    *(f"pages.{page}.{key}" for page in PAGES for key in ("title", "description")),
    "pages.control.description",
)


class Words:
    """A part of the catalogue; templates read it by attribute, and an absent word is an error of the template."""

    def __init__(self, part: yamldoc.Map) -> None:
        # Plain attributes: a page reads some fifty of them.
        for key, value in part.items():
            self.__dict__[key] = Words(value) if isinstance(value, yamldoc.Map) else value

    def __getitem__(self, name: str) -> Words | Text:
        found: Words | Text = self.__dict__[name]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.__dict__

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)


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
    if not isinstance(tree, yamldoc.Map):
        return (BAD_WORDS.at(Span(path=source.path), f"`{source.path}` is not a mapping of words."),)
    wrong = (*_wrong(tree), *_absent(tree, source.path))
    return wrong or Words(tree)


def _absent(tree: yamldoc.Map, path: str) -> Iterator[Finding]:
    """The words that the program itself needs; those that a template needs are missed when it is rendered."""
    for route in NEEDED:
        node: Any = tree
        for key in route.split("."):
            node = node.get(key) if isinstance(node, yamldoc.Map) else None
        if not isinstance(node, Text):
            yield BAD_WORDS.at(Span(path=path), f"The catalogue lacks `{route}`.", help=f"Add `{route}`.")


def _wrong(tree: yamldoc.Map) -> Iterator[Finding]:
    value: Any
    for key, value in tree.items():
        if isinstance(value, yamldoc.Map):
            yield from _wrong(value)
        elif not isinstance(value, Text):
            yield BAD_WORDS.at(tree.places[key].span, f"The word `{key}` is not a text.")
