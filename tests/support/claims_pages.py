"""Pages to judge, made from the cases and the corpora, and changes to them that readers do not see."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING

from claims_cases import CASES, FILES, engine, holdings

from trustgen.artifact import Artifact
from trustgen.claims.engine import Engine, Mention
from trustgen.claims.facts import Facts
from trustgen.scopes.reader import Sieve, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORPORA = FILES[0].parents[1]
_APART = re.compile(r"(?is)(<!--.*?-->|<(script|style|pre|code|textarea|title|template|svg)\b.*?</\2\s*>|<[^>]*>)")
_NAMED = {value: name for name, value in html5.items() if name.endswith(";") and len(value) == 1}


@dataclass(frozen=True)
class Page:
    """A fragment of a page, its language and the record that it is judged against."""

    html: str
    lang: str
    facts: Facts
    label: str = ""
    sentence: str = ""
    """The text, when the fragment is one paragraph without markup."""


@cache
def _engine(facts: Facts) -> Engine:
    return Engine(facts)


def judged(page: Page) -> tuple[Mention, ...]:
    """What the engine makes of a page."""
    judge = _engine(page.facts)
    data = f'<!doctype html><html lang="{page.lang}"><body>{page.html}</body></html>'.encode()
    artifact = Artifact(path="item.html", media="text/html", data=data)
    reader = reader_of(artifact)
    assert reader is not None
    return judge.judge(reader.read(artifact, Sieve(judge.may_mention)).units)


def fails(page: Page) -> bool:
    """Whether the gate would hold the build."""
    return any(not mention.passed and not mention.warning for mention in judged(page))


def paragraph(text: str, lang: str, facts: Facts, label: str = "") -> Page:
    """A page of one paragraph."""
    return Page(f"<p>{html.escape(text, quote=False)}</p>", lang, facts, label, text)


@cache
def case_pages() -> tuple[Page, ...]:
    """Every case as a page."""
    pages = []
    for case in CASES:
        facts = engine(case.file, case.record).facts
        if case.text.startswith("<"):
            pages.append(Page(case.text, case.language, facts, case.label))
        else:
            pages.append(paragraph(case.text, case.language, facts, case.label))
    return tuple(pages)


@cache
def corpus_pages() -> tuple[Page, ...]:
    """Every labelled item of the corpora as a page."""
    files: list[Path] = [*sorted(CORPORA.glob("*.jsonl")), *sorted((CORPORA / "corpora").glob("*.jsonl"))]
    items = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return tuple(
        Page(
            item["html"],
            item["lang"],
            Facts(
                as_of=date.fromisoformat(item["as_of"]),
                names=tuple(item.get("names", ())),
                holdings=holdings(item["held"]),
            ),
            item["label"],
        )
        for item in items
        if item["label"] in {"claim", "honest"}
    )


def texts(page: str, change: Callable[[str], str]) -> str:
    """The page with its visible texts changed; a change takes a text without entities and gives markup."""
    parts = _APART.split(page)
    # Groups come between the texts: the whole of what is left alone, and the name of its element.
    return "".join(
        change(html.unescape(part)) if part and index % 3 == 0 else (part or "") if index % 3 == 1 else ""
        for index, part in enumerate(parts)
    )


def _written(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: html.escape(change(text), quote=False)


def _gaps(gap: str) -> Callable[[str], str]:
    return _written(lambda text: re.sub(r"(?<=\S)[ ](?=\S)", gap, text))


def _named(text: str) -> str:
    return "".join(f"&{_NAMED[c]}" if c in _NAMED and not c.isspace() else html.escape(c) for c in text)


def inside(split: str) -> Callable[[str], str]:
    """A change that puts markup or a sign that is not seen into the middle of every word."""

    def word(match: re.Match[str]) -> str:
        half = (len(match[0]) + 1) // 2
        return f"{html.escape(match[0][:half], quote=False)}{split}{html.escape(match[0][half:], quote=False)}"

    return lambda text: re.sub(r"[^\W_]{2,}|[^\w\s]|_", lambda m: word(m) if len(m[0]) > 1 else html.escape(m[0]), text)


def around(name: str) -> Callable[[str], str]:
    """A change that puts every word into an inline element."""
    return lambda text: re.sub(r"\S+", lambda m: f"<{name}>{html.escape(m[0], quote=False)}</{name}>", text)


UNSEEN: dict[str, Callable[[str], str]] = {
    "decomposed accents": _written(lambda text: unicodedata.normalize("NFD", text)),
    "composed accents": _written(lambda text: unicodedata.normalize("NFC", text)),
    "named entities": _named,
    "decimal entities": lambda text: "".join(c if c.isspace() else f"&#{ord(c)};" for c in text),
    "hexadecimal entities": lambda text: "".join(c if c.isspace() else f"&#x{ord(c):X};" for c in text),
    "no-break spaces": _gaps("\u00a0"),
    "thin spaces": _gaps("\u2009"),
    "line breaks": _gaps("\n"),
    "tabs": _gaps("\t"),
    "several spaces": _gaps("   "),
    "words in bold": around("b"),
    "words in spans": around("span"),
    "bold inside words": inside("<b></b>"),
    "spans inside words": inside("<span></span>"),
    "breaks inside words": inside("<wbr>"),
    "comments inside words": inside("<!-- -->"),
    "soft hyphens inside words": inside("\u00ad"),
    "zero-width spaces inside words": inside("\u200b"),
    "word joiners inside words": inside("&#8288;"),
}
"""Changes to the texts of a page that change nothing that a reader sees."""

WRAPPERS = {
    "a section": "<section>{}</section>",
    "a div": "<div>{}</div>",
    "an aside": "<aside>{}</aside>",
    "details": "<details><summary>More</summary>{}</details>",
    "a quotation of nobody": "<blockquote>{}</blockquote>",
    "an article with a heading": "<article><h2>Security</h2>{}</article>",
}
