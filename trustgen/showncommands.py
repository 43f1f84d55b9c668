"""The commands on the page for readers are those that were made for them: nobody is told to run another one.

Templates may be overridden by a project.  Whatever they do, each step of the page is one of the shipped ways to verify,
with its whole text and what it has to print; all of them are there, in their order, and no other command is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Finding, Span
from trustgen.render.commands import verifying_steps
from trustgen.scopes.html_refs import find
from trustgen.scopes.html_steps import shown_steps
from trustgen.shownfacts import EVIDENCE_ABSENT, OTHER_EVIDENCE, VERIFY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact
    from trustgen.model.center import TrustCenter
    from trustgen.render.commands import Step
    from trustgen.render.words import Words

_HELP: Final = "Print every step with the component `command`, from `steps`, as the shipped page does."


def check_commands(artifacts: Iterable[Artifact], center: TrustCenter, words: Words) -> Iterator[Finding]:
    """Compare the steps of every page with the commands that were made, and look for all of them on their page."""
    made = [_parts(step, words) for steps in verifying_steps(center, words).values() for step in steps]
    for artifact in artifacts:
        source = artifact.data.decode("utf-8", "replace") if artifact.media == "text/html" else ""
        if artifact.path != VERIFY and "step" not in source:
            continue
        shown, outside = shown_steps(source)
        for step in shown:
            if step.parts not in made:
                yield _other(artifact.path, source, step.parts)
        if artifact.path != VERIFY:
            continue
        for text in outside:
            yield _other(artifact.path, source, (text,))
        seen = [step.parts for step in shown if not step.hidden]
        for parts in made:
            if seen.count(parts) < made.count(parts):
                message = f"`{VERIFY}` leaves out how to verify: “{' '.join(' '.join(parts).split())[:120]}”."
                yield EVIDENCE_ABSENT.at(Span(path=VERIFY), message, help=_HELP)
        if seen != made and sorted(seen) == sorted(made):
            message = f"`{VERIFY}` gives the commands in another order; each takes what those before it made."
            yield OTHER_EVIDENCE.at(Span(path=VERIFY), message, help=_HELP)


def _other(path: str, source: str, parts: tuple[str, ...]) -> Finding:
    said = " ".join(" ".join(parts).split())[:120]
    message = f"This page gives its readers another command, or another answer to it, than was made: “{said}”."
    return OTHER_EVIDENCE.at(find(path, source, parts[0][:20] if parts else ""), message, help=_HELP)


def _parts(step: Step, words: Words) -> tuple[str, ...]:
    expected = f"{words.text('verify.expected')} {step.expected}" if step.expected else ""
    texts = (" ".join(step.title.split()), "".join(step.lines), " ".join(expected.split()))
    return tuple(text for text in texts if text)
