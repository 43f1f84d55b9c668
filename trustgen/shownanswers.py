"""What the scripts of a page may answer is what the shipped pages let them: no check says more than it found.

Templates may be overridden by a project.  Whatever they do, nothing says that a check went well before it ran, and what
failed is called so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Finding, Span
from trustgen.render.security import POSTURE, SAVED
from trustgen.scopes.html_answers import ShownAnswers, shown_answers
from trustgen.scopes.html_refs import find
from trustgen.shownfacts import EVIDENCE_ABSENT, OTHER_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact
    from trustgen.model.center import TrustCenter
    from trustgen.render.words import Words

_HELP: Final = "Print it with the components `check`, `lines` and `live` alone, or the page `verify`, as they are."


def check_answers(artifacts: Iterable[Artifact], center: TrustCenter, words: Words) -> Iterator[Finding]:
    """Compare every page of the site with what its scripts may say."""
    live = ShownAnswers(live=True, before=(), ready=_said(words, "live.lines"))
    for artifact in artifacts:
        if artifact.media != "text/html":
            continue
        source = artifact.data.decode("utf-8", "replace")
        part = "picker" if artifact.path == SAVED else "check"
        ready = (*_said(words, f"{part}.states"), *_said(words, f"{part}.said"), *_said(words, "check.wrong"))
        check = ShownAnswers(live=False, before=(words.text(f"{part}.none"),), ready=ready)
        shown = shown_answers(source)
        for one in shown:
            if one != (live if one.live else check):
                other = next((text for text in (*one.before, *(text for _, text in one.ready)) if text), "")
                message = f"What the scripts of `{artifact.path}` may answer is not what the shipped pages let them."
                yield OTHER_EVIDENCE.at(find(artifact.path, source, other[:20]), message, help=_HELP)
        counts = len(center.evidence.signers) >= center.evidence.threshold
        if (artifact.path == SAVED or (artifact.path == POSTURE and counts)) and not any(not one.live for one in shown):
            message = f"`{artifact.path}` leaves out the check in the reader's browser."
            yield EVIDENCE_ABSENT.at(Span(path=artifact.path), message, help=_HELP)


def _said(words: Words, route: str) -> tuple[tuple[str, str], ...]:
    """The texts of a part of the catalogue by their names, each with the name that stands before it."""
    node: Words = words
    for key in route.split("."):
        node = node[key]  # type: ignore[assignment]
    names = tuple(node)
    texts = ((name, f"{route}.{name}") for name in names)
    return tuple(
        (
            name,
            words.text(at) if isinstance(node[name], str) else f"{words.text(f'{at}.name')} {words.text(f'{at}.text')}",
        )
        for name, at in texts
    )
