"""Controls under a title are those of that family, all of them, each with its title and its status.

Templates may be overridden by a project.  Whatever they do, no title stands above the controls of another family, and
where the pages show all controls none is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Finding, Span
from trustgen.scopes.html_groups import ShownGroup, shown_groups
from trustgen.scopes.html_refs import find
from trustgen.shown import OTHER_STATUS, STATUS_ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact
    from trustgen.model.center import GradedFamily, TrustCenter
    from trustgen.shown import EvidenceWords

_WANTED: Final = {"posture/index.html": "board", "controls/index.html": "list", "whitepaper.html": "strip"}
"""Where all controls are shown, and how."""
_HELP: Final = (
    "Print them with the components `board`, `strip` and `family` and the block `controls` alone, as they are."
)


def check_groups(artifacts: Iterable[Artifact], center: TrustCenter, words: EvidenceWords) -> Iterator[Finding]:
    """Compare every page, the whitepaper's HTML among them, with the families."""
    for artifact in artifacts:
        if artifact.media != "text/html":
            continue
        source = artifact.data.decode("utf-8", "replace")
        shown = shown_groups(source)
        for group in shown:
            if all(not _same(group, family, words) for family in center.families):
                ids = ", ".join(name for name, *_ in group.rows)[:80]
                message = f"The controls {ids} stand together under “{group.title[:80]}” as they were not checked."
                yield OTHER_STATUS.at(find(artifact.path, source, group.title), message, help=_HELP)
        kind = _WANTED.get(artifact.path)
        for family in center.families if kind is not None else ():
            if not any(one.kind == kind and not one.hidden and _same(one, family, words) for one in shown):
                message = f"`{artifact.path}` does not show every control of “{family.family.title}” with its status."
                yield STATUS_ABSENT.at(Span(path=artifact.path), message, help=_HELP)


def _same(group: ShownGroup, family: GradedFamily, words: EvidenceWords) -> bool:
    titled, named = group.kind != "list", group.kind != "strip"
    rows = tuple(
        (one.control.id, " ".join(one.control.title.split()) if named else "", words.outcomes[one.outcome.value])
        for one in family.controls
    )
    return group.rows == rows and group.title == (" ".join(family.family.title.split()) if titled else "")
