"""A text shows a mark that was meant to do something.

What it checks: every Markdown text of the record for raw HTML, placeholders of other tools, links, emphasis and code
that are not complete, headings without their blank, tables whose rows do not fit, and code that never ends.
Why: nothing of it is read, so a reader sees the mark itself; code that never ends swallows the rest of the text.
Example: `<b>never</b>`, `{{ company }}`, `[the mapping](control-mapping.html`.
How to fix: write it in Markdown; what is meant to be read as it is belongs in backquotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen import markup
from trustgen.finding import Finding, Rule, Severity
from trustgen.model.record import prose_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter

RULE = Rule(
    code="TG237",
    name="leftover-mark",
    summary="A text shows a mark that was meant to do something.",
    help="Write it in Markdown, complete; what is meant to be read as it is belongs in backquotes.",
    severity=Severity.WARNING,
)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a warning for every mark that would be shown as it is."""
    content = center.content
    for name in content.__struct_fields__:
        for text in prose_in(getattr(content, name)):
            for left in markup.leftovers(text):
                span = text.place.inside(text, left.offset, left.offset + len(left.mark))
                yield RULE.at(span, left.message)
