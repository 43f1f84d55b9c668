"""A text asks for a record block where none can stand.

What it checks: every Markdown text of the record but chapters and free pages, for a line that begins with `::`.
Why: such a text stands in a table, a card or a sentence, so the line would be printed as it is.
Example: `answer: "::controls"` in answers.yml.
How to fix: ask for the block in a chapter of the whitepaper or on a page in `pages/`, and link to it from the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen import markup
from trustgen.finding import Finding, Rule
from trustgen.model.record import prose_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter

RULE = Rule(
    code="TG234",
    name="misplaced-block",
    summary="A text asks for a record block where none can stand.",
    help="Ask for the block in a chapter in `whitepaper/` or on a page in `pages/`, and link to it from here.",
)

_MAY_HOLD_BLOCKS = frozenset({"pages", "chapters"})


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a finding for every line that asks for a block outside of chapters and free pages."""
    content = center.content
    for name in sorted(set(content.__struct_fields__) - _MAY_HOLD_BLOCKS):
        for text in prose_in(getattr(content, name)):
            for part in markup.parts(text) if "::" in text else ():
                if part.directive is not None:
                    message = f"No record block can stand in this text, so `::{part.directive}` would be printed."
                    yield RULE.at(part.directive.span, message)
