"""What the pages say of the evidence is what was verified: the snapshot, who signed it, and when it runs out.

Templates may be overridden by a project.  Whatever they do, the facts of the snapshot and its signers are on the pages
where a reader looks for them, each run of earlier snapshots names who signed it, and every page can say that it has
run out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.finding import Rule
from trustgen.render.filters import fill, iso, minute
from trustgen.render.scripts import page_scripts
from trustgen.render.security import SAVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.center import TrustCenter
    from trustgen.render.words import Words

OTHER_EVIDENCE = Rule(
    code="TG417",
    name="other-evidence",
    summary="A page says something else of the snapshot, its signers or its end than what was verified.",
    help="Print them with the components `evidence`, `signer`, `identity`, `signings` and `stale` alone, as they are.",
)
EVIDENCE_ABSENT = Rule(
    code="TG418",
    name="evidence-absent",
    summary="A page leaves out the snapshot, who signed it, or that it can run out, where that belongs.",
    help="Print it in the template, in sight, and leave the notice that a page is out of date in the layout.",
)

Fact = tuple[str, tuple[str, ...]]
KINDS: Final = frozenset({"snapshot", "key", "identity", "signing", "stale", "script"})
"""What is judged here."""
_WHITEPAPER: Final = "whitepaper.html"
_POSTURE: Final = "posture/index.html"
_VERIFY: Final = "posture/verify-yourself.html"


def facts(center: TrustCenter, words: Words) -> Iterator[Fact]:
    """Everything that any page may say of the evidence."""
    yield _snapshot(center)
    yield from _signers(center)
    yield from _signings(center, words)
    yield _stale(center, words)


def wanted_facts(path: str, center: TrustCenter, words: Words) -> Iterator[Fact]:
    """What a page has to say of the evidence."""
    if path in (_POSTURE, _WHITEPAPER):
        yield _snapshot(center)
    if path in (_POSTURE, _WHITEPAPER, _VERIFY):
        yield from _signers(center)
    if path == _POSTURE and len(center.history.snapshots) > 1:
        yield from _signings(center, words)
    if path not in (_WHITEPAPER, SAVED):
        yield _stale(center, words)
        yield "script", (page_scripts().stale.path.rpartition("/")[2],)


def _snapshot(center: TrustCenter) -> Fact:
    one = center.evidence
    return "snapshot", (
        one.environment,
        str(one.sequence),
        *(minute(time) for time in (one.started_at, one.scanned_at, one.valid_until)),
        f"{one.scanner} {one.scanner_version}",
        f"{one.checklist_id} {one.checklist_version}",
        str(one.snapshots),
        str(one.threshold),
        one.sha256,
        one.checklist_sha256,
        one.policy_sha256,
    )


def _signers(center: TrustCenter) -> Iterator[Fact]:
    for key in center.evidence.signers:
        yield "key", (key.name, key.algorithm, key.keyid, minute(key.not_before), minute(key.not_after))
    for identity in center.evidence.identities:
        yield "identity", (identity.subject, identity.issuer, identity.root_sha256)


def _signings(center: TrustCenter, words: Words) -> Iterator[Fact]:
    for run in center.history.signings:
        many = fill(words.text("history.range"), first=run.first, last=run.last)
        numbers = fill(words.text("history.number"), number=run.first) if run.first == run.last else many
        for signer in run.signers:
            yield "signing", (numbers, signer.name, signer.id)


def _stale(center: TrustCenter, words: Words) -> Fact:
    until = center.evidence.valid_until
    said = f"{words.text('stale.title')} {words.text('stale.text')} {minute(until)} ."
    return "stale", (iso(until), said)
