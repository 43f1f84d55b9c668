"""What a whitepaper PDF prints of a snapshot, against what was signed.

Statuses beside the names of their controls, in lists, tables and text; their counts; the rows on the snapshot and its
signers; the line at the foot of every page.  Words of chapters, drawings and notes over the pages are not compared.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from trustgen.finding import Finding, Rule, Span
from trustgen.model.posture import Outcome
from trustgen.render.filters import day, fill
from trustgen.resolve import evidence_shown
from trustgen.scopes.pdf_printed import text_of
from trustgen.scopes.tree import Element
from trustgen.shownfacts import paper_facts, signer_facts, snapshot_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trustgen.attest.select import Selected
    from trustgen.model.posture import PostureSnapshot
    from trustgen.render.words import Words
    from trustgen.scopes.pdf_printed import Printed

PAPER_CONTRADICTED = Rule(
    code="TG348",
    name="paper-contradicted",
    summary="A whitepaper PDF prints something else of its snapshot than what was signed.",
    help="Believe what was signed, and ask whose file it is: no build of trustgen made it.",
)
PAPER_INCOMPLETE = Rule(
    code="TG349",
    name="paper-incomplete",
    summary="A whitepaper PDF does not print a status, or a fact of its snapshot, that a build prints.",
    help="Read the status from the snapshot itself, or get the file again.",
)

_BLOCKS: Final = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "blockquote"}
    | {"a", "div"}
)
_CONTROL: Final = r"[A-Z][A-Z0-9]*-[0-9]+"
_SEEN: Final = 160
"""Characters of what a PDF prints that a message shows."""
_NAMED: Final = 8
"""How many pages a finding names."""


def compare(path: str, printed: Printed, selected: Selected, words: Words) -> Iterator[Finding]:
    """A finding for each contradiction, and for whatever is missing."""
    span = Span(path=path)
    yield from _statuses(span, printed, selected.head, words)
    yield from _facts(span, printed, selected, words)
    yield from _lines(span, printed, selected, words)


def _statuses(span: Span, printed: Printed, head: PostureSnapshot, words: Words) -> Iterator[Finding]:
    signed = {name: _signed(head, name, words) for name in head.results}
    spoken = {words.text(f"outcome.{outcome.value}") for outcome in Outcome}
    shown = {pair for tree in printed.trees for pair in _shown(tree, signed, spoken, words)}
    absent = words.text(f"outcome.{Outcome.NOT_SCANNED.value}")
    for name, said in sorted(shown):
        if said != signed.get(name, absent):
            message = f"The PDF prints “{said}” for {name}; “{signed.get(name, absent)}” is what was signed."
            yield PAPER_CONTRADICTED.at(span, message)
    for name in sorted(signed.keys() - {name for name, _ in shown}):
        yield PAPER_INCOMPLETE.at(span, f"The PDF does not print the status of {name}, which is “{signed[name]}”.")
    unscanned = {name for name, said in shown if name not in signed and said == absent}
    right = Counter(words.text(f"outcome.{result.outcome.value}") for result in head.results.values())
    right[absent] += len(unscanned)
    for count, said in sorted({pair for tree in printed.trees for pair in _counted(tree, spoken)}):
        if right[said] != count:
            message = f"The PDF counts {count} times “{said}”; {right[said]} times is what was signed."
            yield PAPER_CONTRADICTED.at(span, message)


def _signed(head: PostureSnapshot, name: str, words: Words) -> str:
    """What has to stand beside a control: the word of its outcome, and the end of an exception."""
    outcome = head.results[name].outcome
    said = words.text(f"outcome.{outcome.value}")
    until = min((record.expires_at for record in head.exceptions if record.control == name), default=None)
    if outcome is not Outcome.EXCEPTION or until is None:
        return said
    return f"{said} {fill(words.text('until'), day=day(until))}"


def _shown(
    tree: Element, names: Sequence[str] | dict[str, str], spoken: set[str], words: Words
) -> set[tuple[str, str]]:
    """Each control with what is printed beside it: in one text, or under the heading of statuses in its row."""
    status = _status(spoken, words)
    ids = "|".join([*sorted(map(re.escape, names), key=len, reverse=True), _CONTROL])
    # A small letter after the word goes on in a sentence: “AUTH-001 Error handling” is no status.
    beside = re.compile(rf"(?<![\w-])({ids})(?![\w-])[\s:·–—-]*({status})(?![\w-])(?!\s+[a-z])")
    found = set()
    for element in _elements(tree):
        if element.tag in _BLOCKS and not any(element.descendants("tr")):
            found |= {(name, said) for name, said in beside.findall(text_of(element))}
        if element.tag == "table":
            found |= set(_rows(element, re.compile(ids), re.compile(status), words))
    return found


def _status(spoken: set[str], words: Words) -> str:
    until = re.escape(fill(words.text("until"), day="\0")).replace("\0", r"\d{1,2} \w+ \d{4}")
    return rf"(?:{'|'.join(map(re.escape, sorted(spoken)))})(?: {until})?"


def _rows(table: Element, ids: re.Pattern[str], status: re.Pattern[str], words: Words) -> Iterator[tuple[str, str]]:
    """The statuses of a table's rows; one that gives the numbers of snapshots is of earlier ones."""
    rows = [[text_of(cell) for cell in row.elements()] for row in table.descendants("tr")]
    title, earlier = words.text("outcome.title"), words.text("history.numbers")
    column = next((row.index(title) for row in rows if title in row and earlier not in row), None)
    for row in rows:
        if column is not None and column < len(row) and ids.fullmatch(row[0]) and status.fullmatch(row[column]):
            yield row[0], row[column]


def _counted(tree: Element, spoken: set[str]) -> Iterator[tuple[int, str]]:
    number = re.compile(rf"(\d{{1,4}}) ({'|'.join(map(re.escape, sorted(spoken)))})")
    for element in _elements(tree):
        if element.tag in _BLOCKS and (found := number.fullmatch(text_of(element))):
            yield int(found[1]), found[2]


def _facts(span: Span, printed: Printed, selected: Selected, words: Words) -> Iterator[Finding]:
    evidence = evidence_shown(selected)
    _, said = snapshot_fact(evidence, words)
    # How many snapshots are on file is not said by the newest.
    rows = [pair for pair in _pairs(said) if pair[0] != words.text("evidence.snapshots")]
    wanted = [rows, *(_pairs(said) for _, said in signer_facts(evidence, words))]
    allowed = {(term, _plain(value)) for fact in wanted for term, value in fact}
    terms = {term for term, _ in allowed}
    lists = [list(_listed(one)) for tree in printed.trees for one in tree.descendants("ul", "dl")]
    listed = [pair for pairs in lists for pair in pairs if pair[0] in terms]
    for fact in wanted:
        if not _within([(term, _plain(value)) for term, value in fact], listed):
            shown = ", ".join(f"{term} {value}" for term, value in fact)
            yield PAPER_INCOMPLETE.at(span, f"The PDF does not print these rows together: {shown}.")
    for pairs in lists:
        known = [pair for pair in pairs if pair[0] in terms]
        for term, value in known if len(known) > 1 else ():
            if (term, value) not in allowed:
                message = f"The PDF prints “{_seen(value)}” as “{term}”, which was not signed."
                yield PAPER_CONTRADICTED.at(span, message)


def _lines(span: Span, printed: Printed, selected: Selected, words: Words) -> Iterator[Finding]:
    """The foot of every page: the snapshot, and that it is a demonstration."""
    texts = [_plain(page) for page in printed.pages]
    parts = next(iter(paper_facts(evidence_shown(selected), words)))[1]
    for part in parts:
        without = [str(number) for number, text in enumerate(texts, 1) if _plain(part) not in text]
        if without:
            more = " and more" if len(without) > _NAMED else ""
            message = f"“{part}” does not stand on page {', '.join(without[:_NAMED])}{more}."
            yield PAPER_INCOMPLETE.at(span, message)
    begun = _plain(f"{words.text('frame.snapshot')} {fill(words.text('frame.sequence'), sequence='')}")
    middle = [_plain(f"· {words.text(f'frame.{name}')}") for name in ("scanned", "valid_until")]
    line = re.compile(rf"{re.escape(begun)}\d+{re.escape(middle[0])}.{{1,40}}?UTC{re.escape(middle[1])}.{{1,40}}?UTC")
    for other in sorted({found for text in texts for found in line.findall(text)} - {_plain(parts[-1])}):
        yield PAPER_CONTRADICTED.at(
            span, f"The PDF prints “{_seen(other)}”, which is not what was signed: “{parts[-1]}”."
        )


def _elements(tree: Element) -> Iterator[Element]:
    return (node for node in tree.walk() if isinstance(node, Element))


def _pairs(said: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(said[::2], said[1::2], strict=True))


def _listed(one: Element) -> Iterator[tuple[str, str]]:
    """The terms of an innermost list, each with what it stands for, without the blanks that a line's end leaves."""
    if any(one.descendants("ul", "dl")):
        return
    texts = [text_of(item) for item in one.descendants("li", "dt", "dd")]
    yield from ((term, _plain(value)) for term, value in list(pairwise(texts))[::2])


def _plain(text: str) -> str:
    return "".join(text.split())


def _seen(text: str) -> str:
    """What a stranger's PDF prints as a message may show it: nothing that steers a terminal, and not all of a page."""
    return "".join(letter for letter in text[:_SEEN] if letter.isprintable())


def _within(fact: list[tuple[str, str]], listed: list[tuple[str, str]]) -> bool:
    """Whether the rows stand one after the other."""
    return any(listed[start : start + len(fact)] == fact for start in range(len(listed)))
