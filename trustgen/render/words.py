"""The interface's words: one catalogue per language, `templates/words/<language>.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trustgen import limits, yamldoc
from trustgen.finding import Finding, Rule, Span
from trustgen.model.history import Seen
from trustgen.model.posture import Outcome
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.files import Folder

PAGES = (
    *("controls", "control-mapping", "subprocessors", "posture"),
    *("verify-yourself", "verify", "gate", "documents", "404"),
)
"""The pages that every site has beside its first."""

FIXED_WORD = Rule(
    code="TG045",
    name="fixed-word",
    summary="A project's catalogue rewords what the evidence says: a status, a time, a measure, a standing, a notice.",
    help="Restore the shipped word: it says what was signed, or what is on record.",
)
BAD_WORDS = Rule(
    code="TG041",
    name="bad-words",
    summary="The catalogue of the interface's words holds something else than texts.",
    help="Write a text, or a mapping of texts.",
)

DURATIONS = ("hour", "hours", "day", "days")
"""The units of a stretch of time."""

NEEDED = (
    *(f"outcome.{outcome.value}" for outcome in Outcome),
    *(f"seen.{seen.value}" for seen in Seen if seen.value not in {outcome.value for outcome in Outcome}),
    *(f"span.{name}" for name in ("or_earlier", "still", "last_seen", "at_least")),
    *(f"duration.{unit}" for unit in DURATIONS),
    "demonstration.title",
    "demonstration.text",
    "stated",
    "whitepaper.attached",
    "not_on_record",
    *(f"pages.{page}.{key}" for page in PAGES for key in ("title", "description")),
    "pages.control.description",
)

FIXED = (
    "outcome",
    "seen",
    "span",
    "duration",
    "demonstration",
    "standing",
    "stated",
    "not_on_record",
    "stale",
    "until",
    "coverage",
    "evidence",
    "exception",
    "history",
    "metric",
    "frame.snapshot",
    "frame.sequence",
    "frame.scanned",
    "frame.valid_until",
    "frame.digest",
    "check",
    "picker",
    "verify",
    "live",
)
"""The words that say what the evidence and the record say; a project may not reword them."""


class Words:
    """A part of the catalogue; templates read it by attribute, and an absent word is an error of the template."""

    def __init__(self, part: yamldoc.Map) -> None:
        # Plain attributes: a page reads some fifty of them.
        for key, value in part.items():
            self.__dict__[key] = Words(value) if isinstance(value, yamldoc.Map) else value

    def __getitem__(self, name: str) -> Words | Text:
        found: Words | Text = self.__dict__[name]
        return found

    def text(self, route: str) -> str:
        """The word at a dotted route that is known to be there."""
        node: Any = self
        for key in route.split("."):
            node = node[key]
        return str(node)

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
    if not wrong and folder is not folders[-1]:
        wrong = tuple(_reworded(tree, folders[-1], name))
    return wrong or Words(tree)


def _reworded(tree: yamldoc.Map, shipped: Folder, name: str) -> Iterator[Finding]:
    """Words of a project that would say something else of the evidence than the shipped ones."""
    source = shipped.text(name, limits.CONTENT_FILE_BYTES)
    if isinstance(source, Finding):
        yield source
        return
    theirs, _ = yamldoc.parse_source(source)
    for part in FIXED:
        mine, right = _at(tree, part), _at(theirs, part)
        yield from _unlike(mine, right, Span(path=tree.place.source.path))


def _unlike(mine: Any, right: Any, where: Span) -> Iterator[Finding]:
    if isinstance(right, yamldoc.Map) and isinstance(mine, yamldoc.Map):
        for key, wanted in right.items():
            yield from _unlike(mine.get(key), wanted, where)
    elif mine != right:
        said = f"`{mine}`" if isinstance(mine, Text) else "Something else"
        wanted = f"`{right}`" if isinstance(right, Text) else "a mapping of words"
        yield FIXED_WORD.at(mine.span if isinstance(mine, Text) else where, f"{said} stands here in place of {wanted}.")


def _absent(tree: yamldoc.Map, path: str) -> Iterator[Finding]:
    """The words that the program itself needs; those that a template needs are missed when it is rendered."""
    for route in NEEDED:
        if not isinstance(_at(tree, route), Text):
            yield BAD_WORDS.at(Span(path=path), f"The catalogue lacks `{route}`.", help=f"Add `{route}`.")


def _at(node: Any, route: str) -> Any:
    """What stands at a dotted route, or `None`."""
    for key in route.split("."):
        node = node.get(key) if isinstance(node, yamldoc.Map) else None
    return node


def _wrong(tree: yamldoc.Map) -> Iterator[Finding]:
    value: Any
    for key, value in tree.items():
        if isinstance(value, yamldoc.Map):
            yield from _wrong(value)
        elif not isinstance(value, Text):
            yield BAD_WORDS.at(tree.places[key].span, f"The word `{key}` is not a text.")
