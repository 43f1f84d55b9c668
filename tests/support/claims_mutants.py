"""Mutants of pages: changes that turn a page's meaning round, and changes that leave it as it is.

An operator takes a page and gives its mutants, none where it does not apply.  `Want.FAILS` and `Want.PASSES` say what a
mutant has to do; `Want.SAME` that it does what the page does.  The operators of one kind are asked together.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from claims_pages import UNSEEN, Page, fails, judged, paragraph, texts
from claims_turned import ASSERTIONS, FILLERS, NEGATED, OURS, UNRELATED, turned, undenied

from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.facts import Holding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ELSEWHERE = "the archive in Reykjavik"
FOREIGN = "https://schema.org"
MARK = "ISO 27001 certified"


class Want(Enum):
    """What a mutant has to do."""

    FAILS = "fails"
    PASSES = "passes"
    SAME = "same"


@dataclass(frozen=True)
class Operator:
    """A way to change a page."""

    name: str
    want: Want
    make: Callable[[Page], Iterable[Page]]
    of: str
    """The pages that it takes: `claim`, `honest`, or `` for both; judged so by the engine before the change."""


def _html(make: Callable[[str], str]) -> Callable[[Page], Iterator[Page]]:
    def mutants(page: Page) -> Iterator[Page]:
        changed = make(page.html)
        if changed != page.html:
            yield replace(page, html=changed, sentence="")

    return mutants


def _sentence(make: Callable[[str], str]) -> Callable[[Page], Iterator[Page]]:
    """Mutants of a page of one paragraph, whose sentence goes elsewhere."""

    def mutants(page: Page) -> Iterator[Page]:
        if page.sentence and "\n" not in page.sentence:
            yield replace(page, html=make(page.sentence), sentence="")

    return mutants


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)


def _css(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")


def _covered(page: Page) -> bool:
    """Whether a page passes, and each of its mentions on the record alone."""
    mentions = judged(page)
    return bool(mentions) and all(mention.fact and mention.scheme != "any" for mention in mentions)


def _with(page: Page, **fields: object) -> Page:
    return replace(page, facts=msgspec.structs.replace(page.facts, **fields))


def _recorded(change: Callable[[Page, Holding], Holding | None]) -> Callable[[Page], Iterator[Page]]:
    """Mutants of a page that the record covers, whose holding is another."""

    def mutants(page: Page) -> Iterator[Page]:
        if page.facts.holdings and _covered(page):
            changed = [change(page, one) for one in page.facts.holdings]
            if all(one is not None for one in changed):
                yield _with(page, holdings=tuple(one for one in changed if one))

    return mutants


def _other_level(page: Page, held: Holding) -> Holding | None:
    named = {mention.level for mention in judged(page) if mention.scheme == held.scheme}
    scheme = schemes()[held.scheme]
    worse = [one for one in scheme.levels if all(n is not None and not scheme.supports(one, n) for n in named)]
    return msgspec.structs.replace(held, level=worse[0]) if named and worse else None


def _other_edition(page: Page, held: Holding) -> Holding | None:
    named = {mention.edition for mention in judged(page) if mention.scheme == held.scheme}
    others = [one.id for one in schemes()[held.scheme].editions if one.id not in named]
    return msgspec.structs.replace(held, edition=others[0]) if named and None not in named and others else None


def _elsewhere(page: Page, held: Holding) -> Holding | None:
    """The holding with a scope in another town, where the text names the town of its own."""
    text = html.unescape(page.html)
    towns = re.findall(
        r"(?:\b(?:in|en|à|a|te|site|Werk|office|plant|de|di|sede|vestiging),? |, )([A-ZÀ-Ü][a-zà-ü]{2,})",
        held.scope or "",
    )
    named = any(
        re.search(rf"(?:\b(?:in|en|à|a|te|Werk|site de|office|plant|sede|vestiging),? |, ){town}\b", text)
        for town in towns
    )
    return msgspec.structs.replace(held, scope=ELSEWHERE) if named else None


def _unrecorded(_page: Page, held: Holding) -> Holding:
    return msgspec.structs.replace(held, scheme="acme")


def _ended(page: Page) -> Iterator[Page]:
    ends = [one.valid_until for one in page.facts.holdings if one.valid_until]
    if len(ends) == len(page.facts.holdings) > 0 and _covered(page):
        yield _with(page, as_of=max(ends) + timedelta(days=1))


def _begins_tomorrow(page: Page, held: Holding) -> Holding:
    return msgspec.structs.replace(held, valid_from=page.facts.as_of + timedelta(days=1))


def _held(page: Page) -> Iterator[Page]:
    """The page with what it claims on record."""
    missed = [mention for mention in judged(page) if not mention.passed and not mention.warning]
    if page.facts.holdings or any(m.rule is None or m.rule.code != "TG101" or m.obfuscated for m in missed):
        return
    ends = page.facts.as_of + timedelta(days=300)
    kinds = {(one.scheme, one.level, one.edition) for one in missed}
    if len({kind[0] for kind in kinds}) == len(kinds):
        found = (Holding(scheme=s, level=level, edition=e, valid_until=ends) for s, level, e in sorted(kinds, key=str))
        yield _with(page, holdings=tuple(found))


def _negated(page: Page) -> Iterator[Page]:
    if len(page.sentence) < 90 and len(re.findall(r"[.!?;:,]", page.sentence)) == 1:
        for pattern, replacement in NEGATED[page.lang].items():
            text, count = re.subn(pattern, replacement, page.sentence)
            if count == 1:
                yield paragraph(text, page.lang, page.facts)


def _undenied(page: Page) -> Iterator[Page]:
    if page.sentence and len(page.sentence) < 300 and {mention.frame for mention in judged(page)} == {"denial"}:
        text = undenied(page.sentence, page.lang)
        if text is not None:
            yield paragraph(text, page.lang, page.facts)


def _added(markup: str) -> Callable[[Page], Iterator[Page]]:
    """Mutants of a page without a holding of ISO 27001, with a claim beside it."""

    def mutants(page: Page) -> Iterator[Page]:
        if not page.facts.holdings:
            said = ASSERTIONS[page.lang]
            yield replace(page, html=page.html + markup.format(said=_quoted(said), mark=MARK), sentence="")

    return mutants


def _beside(page: Page) -> Iterator[Page]:
    if page.sentence and not page.facts.holdings:
        yield paragraph(f"{page.sentence} {ASSERTIONS[page.lang]}", page.lang, page.facts)


def _surrounded(page: Page) -> Iterator[Page]:
    for lang, filler in FILLERS.items():
        if lang != page.lang:
            yield replace(page, html=f'<div lang="{lang}">{filler}</div>{page.html}<div lang="{lang}">{filler}</div>')


def _words(table: dict[str, str]) -> Callable[[Page], Iterator[Page]]:
    def swap(text: str) -> str:
        for old, new in table.items():
            text = re.sub(old, new, text)
        return html.escape(text, quote=False)

    return _html(lambda page: texts(page, swap) if texts(page, swap) != texts(page, html.escape) else page)


def _made_ours(page: Page) -> Iterable[Page]:
    """The page with "their" turned into "our", where a third party's is all that lets its mentions pass."""
    theirs = {mention.frame for mention in judged(page)} == {"third-party"}
    return _words(OURS)(page) if page.lang == "en" and theirs else ()


def _another_scheme(page: Page) -> Iterable[Page]:
    """The page with another scheme of the same kind, where neither the record nor the page knows of both."""
    return () if page.facts.holdings or NAMESAKES.search(page.html) else _words(SIBLINGS)(page)


def _json(text: str) -> str:
    data = {"@context": FOREIGN, "@type": "Organization", "description": text}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'.replace("</p", "<\\/p")


ALIASES = {r"SOC 2\b": "SOC2", r"\bISO 27001": "ISO/IEC 27001", r"PCI DSS": "PCI-DSS"}
ALIASES |= {r"\bTISAX(?![\w®-])": "Trusted Information Security Assessment Exchange", r"\bFedRAMP\b": "FedRamp"}
ALIASES |= {r"\bHIPAA\b": "Hipaa", r"\bCyber Essentials\b": "CyberEssentials", r"\bSecNumCloud\b": "Sec Num Cloud"}
SIBLINGS = {
    r"\bISO(?:[ /]IEC)?[ -]27001(?![:\d/-])": "ISO 22301",
    r"\bISO 9001(?![:\d/-])": "ISO 14001",
    r"\bSOC[ -]2\b(?! ?\+)": "SOC 1",
    r"\bISO(?:/IEC)? 42001(?![:\d/-])": "ISO 20000-1",
}
"""Schemes of one kind: what is said of the one could be said of the other."""
NAMESAKES = re.compile("22301|14001|SOC.1|20000|SOC.?[12].{1,3}[12]|27017|Norma|2700[^1]|TSC|Trust Services")
HOMOGLYPHS = {
    r"\bISO\b": "IS\u041e",
    r"\bSOC\b": "S\u041eC",
    r"\bHIPAA\b": "HIP\u0410\u0410",
    r"\bTISAX\b": "TIS\u0410X",
}
SLIPS = {r"\bcertified\b": "certifed", r"\bcertificate\b": "certifcate", r"\bcompliant\b": "complient"}
SLIPS |= {r"\bzertifiziert\b": "zertifziert", r"\bcertifié": "certfié", r"\bcertificad": "certifcad"}

OPERATORS: tuple[Operator, ...] = (
    Operator("denial removed", Want.FAILS, _undenied, "honest"),
    Operator("claim behind", Want.FAILS, _beside, "honest"),
    Operator("claim in a paragraph behind", Want.FAILS, _added("<p>{said}</p>"), "honest"),
    Operator("picture added", Want.FAILS, _added('<img src="a.png" alt="{mark}">'), "honest"),
    Operator("file name added", Want.FAILS, _added('<img src="iso-27001-certified.png" alt="">'), "honest"),
    Operator("JSON-LD added", Want.FAILS, _added(_json("MARK").replace("{", "{{").replace("}", "}}").replace("MARK", "{mark}")), "honest"),
    Operator("CSS content added", Want.FAILS, _added('<style>p::after{{content:"{mark}"}}</style>'), "honest"),
    Operator("description added", Want.FAILS, _added('<meta name="description" content="{said}">'), "honest"),
    Operator("answer turned round", Want.FAILS, _html(turned), "honest"),
    Operator("theirs made ours", Want.FAILS, _made_ours, "honest"),
    Operator("record emptied", Want.FAILS, _recorded(_unrecorded), "honest"),
    Operator("day after the last", Want.FAILS, _ended, "honest"),
    Operator("day before the first", Want.FAILS, _recorded(_begins_tomorrow), "honest"),
    Operator("level on record changed", Want.FAILS, _recorded(_other_level), "honest"),
    Operator("edition on record changed", Want.FAILS, _recorded(_other_edition), "honest"),
    Operator("scope on record changed", Want.FAILS, _recorded(_elsewhere), "honest"),
    Operator("denial put in", Want.PASSES, _negated, "claim"),
    Operator("record filled", Want.PASSES, _held, "claim"),
    *(Operator(name, Want.SAME, _html(lambda page, change=change: texts(page, change)), "") for name, change in UNSEEN.items()),
    Operator("unrelated denials around", Want.SAME, lambda page: [replace(page, html=UNRELATED[0] + page.html + UNRELATED[1])], ""),
    Operator("surroundings in another language", Want.SAME, _surrounded, ""),
    Operator("alias", Want.SAME, _words(ALIASES), ""),
    Operator("another scheme", Want.SAME, _another_scheme, ""),
    Operator("level notation", Want.SAME, _words({r"\bType II\b": "Type 2", r"\bTyp II\b": "Typ 2", r"\btype II\b": "type 2"}), ""),
    Operator("curly quotes", Want.SAME, _words({"'": "\u2019"}), ""),
    Operator("upper case", Want.FAILS, _html(lambda page: texts(page, lambda text: html.escape(text.upper()))), "claim"),
    Operator("look-alike letters", Want.FAILS, _words(HOMOGLYPHS), "claim"),
    Operator("slip in a word of certification", Want.FAILS, _words(SLIPS), "claim"),
    Operator("as a heading", Want.SAME, _sentence(lambda text: f"<h2>{html.escape(text)}</h2>"), ""),
    Operator("as an item", Want.SAME, _sentence(lambda text: f"<ul><li>{html.escape(text)}</li><li>Lunch</li></ul>"), ""),
    Operator("as a cell", Want.SAME, _sentence(lambda text: f"<table><tr><th>A</th></tr><tr><td>{html.escape(text)}</td></tr></table>"), ""),
    Operator("as an alternative text", Want.FAILS, _sentence(lambda text: f'<img src="a.png" alt="{_quoted(text)}">'), "claim"),
    Operator("as a title attribute", Want.FAILS, _sentence(lambda text: f'<p title="{_quoted(text)}">More</p>'), "claim"),
    Operator("as a label", Want.FAILS, _sentence(lambda text: f'<a href="#" aria-label="{_quoted(text)}">i</a>'), "claim"),
    Operator("as CSS content", Want.FAILS, _sentence(lambda text: f'<style>p::after{{content:"{_css(text)}"}}</style>'), "claim"),
    Operator("as JSON-LD", Want.FAILS, _sentence(_json), "claim"),
    Operator("as a description", Want.FAILS, _sentence(lambda text: f'<meta name="description" content="{_quoted(text)}">'), "claim"),
)  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """What came of the mutants of one operator."""

    mutants: int
    survivors: tuple[str, ...]
    """Mutants that were not judged as they had to be."""

    @property
    def rate(self) -> float:
        """The share of mutants that were judged as they had to be."""
        return 1 - len(self.survivors) / self.mutants if self.mutants else 1.0


@cache
def _failed(page: Page) -> bool:
    return fails(page)


def tally(operator: Operator, pages: Iterable[Page]) -> Tally:
    """Judge every mutant that an operator makes of the pages that are judged as they are labelled."""
    made = 0
    survivors = []
    for page in pages:
        mutants = list(operator.make(page)) if operator.of in {"", page.label} else []
        if not mutants:
            continue
        before = _failed(page)
        if before != (page.label == "claim"):
            continue
        made += len(mutants)
        for mutant in mutants:
            wanted = before if operator.want is Want.SAME else operator.want is Want.FAILS
            if fails(mutant) != wanted:
                survivors.append(mutant.html)
    return Tally(made, tuple(survivors))
