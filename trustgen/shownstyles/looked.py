"""The styles that a project brings, declaration by declaration, against what its pages have to show."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from trustgen.claims.catalogue.mentions import find as find_mentions
from trustgen.claims.catalogue.prefilter import may_mention
from trustgen.claims.spelling.normalise import fold
from trustgen.finding import Finding, Related, Rule, Span
from trustgen.ownschemes import own_schemes
from trustgen.render.assets import shipped_sheets
from trustgen.scopes.css_harmless import FACE, PAGED, limits, named, within
from trustgen.scopes.css_rules import Declared, declarations, inline
from trustgen.scopes.css_theme import faults
from trustgen.scopes.html_guarded import Guarded, Kind, Matched
from trustgen.scopes.html_refs import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trustgen.claims.catalogue.scheme import Own
    from trustgen.model.center import TrustCenter
    from trustgen.render.assets import Static

RULE = Rule(
    code="TG415",
    name="hiding-style",
    summary="A project's own style can hide, or draw over, what has to be seen.",
    help="Leave it out, or keep within what docs/styles.md lists; colours are set by the tokens on `:root`.",
)

_INDEX: Final = "index.html"
_DENIED: Final = "what is said of a certification"
_UNKNOWN: Final = "No value of it is known to be harmless there."
_SHOWN: Final = 160
_LINE: Final = re.compile(r"\r\n|[\n\r\f]")
_CLASS: Final = re.compile(r"\.([a-z_-]+)")
_TAKES: Final = frozenset(
    {"clip-path", "display", "height", "opacity", "overflow", "position", "transform", "visibility"}
)
_AT_HOME: Final = frozenset(
    """
    absent board__now citation citation__id cover cover__posture footer__snapshot gauge gauge__part gauge__target
    gauge__whole mark metric__value outcome outcome__mark outcome__word page paper__foot part__title stale standing
    strip__control strip__controls table__grid tally__item target
    """.split(),  # noqa: SIM905
)
"""The shipped classes whose styles the shipped templates use for what has to be seen."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A style sheet that is not as shipped."""

    path: str
    source: str
    """The file that it stands in."""
    before: str
    """What stands before it in the file."""
    added: tuple[Declared, ...]
    """The declarations that the shipped one of the same name does not have."""
    missing: tuple[Declared, ...] = ()
    """Those that only the shipped one has."""

    def span(self, one: Declared | None = None) -> Span:
        """Where a declaration stands; the file's beginning for one that is missing."""
        if one is None:
            return Span(path=self.path)
        line = self.before.count("\n") + one.line
        column = one.column + (len(self.before) - self.before.rfind("\n") - 1 if one.line == 1 else 0)
        text = next(islice(_LINE.split(self.source), line - 1, None), None)
        return Span(path=self.path, line=line, column=column, text=text)


class Brought(Struct, frozen=True, kw_only=True):
    """The finished pages, and the styles that a project brings."""

    pages: Mapping[str, str]
    """The source of every page, by its path."""
    styled: frozenset[str]
    """The pages that may carry styles themselves."""
    loose: Mapping[str, str]
    """Style sheets beside the joined ones, by their path."""
    notice: str
    """The sentence that marks a demonstration."""
    altered: bool
    """Whether the project has templates of its own."""


def look(brought: Brought, center: TrustCenter, static: Static) -> Iterator[Finding]:
    """Findings about every style that is not as shipped, and about a shipped one where no shipped template uses it."""
    theirs = {name: declarations(text) for name, text in shipped_sheets().items()}
    own = [
        _compared(f"static/css/{name}.css", text, theirs.get(name, ()))
        for name, text in static.sheets
        if name in static.own_sheets
    ]
    own += [_compared(f"static/{path}", text, ()) for path, text in brought.loose.items()]
    looked = _Looked(tuple(one for declared in theirs.values() for one in declared))
    yield from looked.at_tokens(own)
    schemes = own_schemes(center.content.schemes)
    also = {f'[id="{one.id}"]': _DENIED for one in center.site.sections if one.kind.value == "assurances"}
    for path, source in sorted(brought.pages.items(), key=lambda page: (page[0] != _INDEX, page[0])):
        if brought.altered or own or path in brought.styled:
            page = Guarded(source, also, lambda text: _said(text, brought.notice, schemes))
            inner = [_inner(path, source, text) for text in page.sheets if text != static.saved_css]
            yield from looked.at_tokens(inner)
            yield from looked.at_page(path, page, (*own, *inner))
            yield from looked.at_attributes(path, source, page)
            if brought.altered:
                yield from looked.at_shipped(path, source, page)


def _said(text: str, notice: str, own: Own) -> str:
    if text and notice in text:
        return "the notice of a demonstration"
    return _DENIED if text and may_mention(text, own) and find_mentions(fold(text), own=own) else ""


def _compared(path: str, text: str, theirs: tuple[Declared, ...]) -> Sheet:
    mine = declarations(text)
    blocks = SequenceMatcher(None, [one.key for one in mine], [one.key for one in theirs], autojunk=False)
    same = blocks.get_matching_blocks()
    kept = {i for block in same for i in range(block.a, block.a + block.size)}
    left = {i for block in same for i in range(block.b, block.b + block.size)}
    return Sheet(
        path=path,
        source=text,
        before="",
        added=tuple(one for i, one in enumerate(mine) if i not in kept),
        missing=tuple(one for i, one in enumerate(theirs) if i not in left),
    )


def _inner(path: str, source: str, text: str) -> Sheet:
    return Sheet(path=path, source=source, before=source.partition(text)[0], added=declarations(text))


class _Looked:
    """What was found; each declaration is told once."""

    def __init__(self, shipped: tuple[Declared, ...]) -> None:
        self._shipped = shipped
        self._told: set[tuple[str, object]] = set()
        self._shared: dict[str, tuple[list[Any], ...]] = {}
        for one in shipped:
            if one.name.startswith("--"):
                self._shared[one.name] = (*self._shared.get(one.name, ()), one.tokens)

    def at_tokens(self, sheets: Iterable[Sheet]) -> Iterator[Finding]:
        """The custom properties of the project."""
        sheets = tuple(sheets)
        added = {id(one): sheet for sheet in sheets for one in sheet.added}
        names = {one.name for sheet in sheets for one in sheet.added}
        for one, why in faults([one for sheet in sheets for one in sheet.added], self._shipped):
            yield RULE.at(added[id(one)].span(one), f"`{one.name}: {one.value}` can hide what is drawn with it: {why}.")
        for sheet in sheets:
            for name in dict.fromkeys(one.name for one in sheet.missing if one.name.startswith("--")):
                if name not in names:
                    yield RULE.at(sheet.span(), f"`{name}` is left out of this copy of a shipped style sheet.")

    def at_page(self, path: str, page: Guarded, sheets: Iterable[Sheet]) -> Iterator[Finding]:
        """The declarations of style sheets that apply to a page."""
        for sheet in sheets:
            for one in sheet.added:
                for matched in page.matched(one.selector) if self._open(sheet, one) else ():
                    if not self._harmless(one, matched.kind):
                        self._told.add((sheet.path, one))
                        yield self._hides(sheet.span(one), one, path, matched)
                        break
            for one in sheet.missing:
                for matched in page.matched(one.selector) if self._open(sheet, one) else ():
                    if matched.kind.drawn and not self._harmless(one, matched.kind):
                        self._told.add((sheet.path, one))
                        message = f"`{_shown(one)}`, which draws {matched.kind.what}, is left out of this copy."
                        yield RULE.at(sheet.span(), message)
                        break

    def at_attributes(self, path: str, source: str, page: Guarded) -> Iterator[Finding]:
        """The styles that elements carry themselves, and style sheets that are part of an address."""
        for address in page.carried:
            if ("", address) not in self._told:
                self._told.add(("", address))
                yield RULE.at(find(path, source, address), f"`{path}` carries a style sheet in an address of its own.")
        for matched, style in page.styled():
            for one in inline(style):
                bad = one.name.startswith("--") or not self._harmless(one, matched.kind)
                if bad and (matched.tag, one.key) not in self._told:
                    self._told.add((matched.tag, one.key))
                    yield self._hides(find(path, source, style), one, path, matched)

    def at_shipped(self, path: str, source: str, page: Guarded) -> Iterator[Finding]:
        """The shipped declarations that apply to something else than in the shipped templates."""
        for one in self._moved:
            for matched in page.matched(one.selector) if ("", one.selector) not in self._told else ():
                if matched.kind.what and not self._harmless(one, matched.kind):
                    self._told.add(("", one.selector))
                    yield self._hides(find(path, source, matched.tag), one, path, matched)
                    break

    @cached_property
    def _moved(self) -> tuple[Declared, ...]:
        """What of the shipped styles hides something, in the shipped templates nothing that has to be seen."""
        return tuple(
            one
            for one in self._shipped
            if one.name in _TAKES
            and not _AT_HOME.intersection(_CLASS.findall(one.selector))
            and not self._harmless(one, Kind(what="something"))
        )

    def _open(self, sheet: Sheet, one: Declared) -> bool:
        return not one.name.startswith("--") and (sheet.path, one) not in self._told

    def _harmless(self, one: Declared, kind: Kind) -> bool:
        known = limits(one.name, kind)
        if one.selector.startswith("@"):
            known = (FACE,) if one.selector == "@font-face" else (*known, PAGED)
        return any(within(one.tokens, limit, self._shared) for limit in known if named(one.name, limit))

    def _hides(self, span: Span, one: Declared, path: str, matched: Matched) -> Finding:
        kind = matched.kind
        does = f"hide, or draw over, {kind.what}" if kind.what else "be drawn over what has to be seen"
        limit = next(iter(limits(one.name, kind)), None)
        why = limit.why if limit is not None else _UNKNOWN
        related = (Related(label="applies here", span=Span(path=path)),)
        return RULE.at(span, f"`{_shown(one)}` can {does}: `{matched.tag}` of `{path}`. {why}", related=related)


def _shown(one: Declared) -> str:
    said = f"{one.name}: {one.value}" if one.name else one.value
    said = f"{one.selector} {{ {said} }}" if one.selector else said
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
