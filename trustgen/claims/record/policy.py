"""What a project's knobs make of a claim that neither a frame nor the record covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from trustgen.claims import rules
from trustgen.claims.facts import Choice
from trustgen.claims.scenes.reading import attributed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set
from trustgen.finding import Rule, Severity
from trustgen.scopes.unit import Surface

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.scenes.scene import Scene

_FORMAL: Final = frozenset({"fedramp", "govramp"})
_PAST: Final = word_set("policy.past")
_ROOTS: Final = {
    "certified": ("certif", "zertif", "gecertif"),
    "certificate": ("certif", "zertif", "gecertif"),
    "accredited": ("accredit", "akkredit", "acredit", "geaccredit"),
    "compliant": ("compliant", "konform", "conforme"),
}
_APPROVAL: Final = word_parts("norms.approval")
_APPROVING: Final = 3
"""Tokens between a law and the word for its approval: "notre homologation au titre de NIS 2"."""
_BADGE: Final = 3
"""Tokens of an alternative text that is nothing but a badge."""
_BADGES: Final = word_parts("policy.badges")
_PRODUCTS: Final = word_parts("policy.products")
_PICTURES: Final = ("attr.alt", "pdf.alt", "svg.")


def weighed(rule: Rule, choice: Choice) -> Rule | None:
    """The rule with the severity that a knob gives it; `None` when the knob allows the wording."""
    match choice:
        case Choice.ALLOW:
            return None
        case Choice.WARN:
            return replace(rule, severity=Severity.WARNING)
        case Choice.FAIL:
            return replace(rule, severity=Severity.ERROR)


def softened(scene: Scene, token: int, scheme: Scheme, rule: Rule) -> Rule | None:
    """The rule that a claim breaks after the knobs have been asked."""
    knobs = scene.facts.knobs
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    if rule is rules.IMPOSSIBLE:
        if passage.any(c.STRONG, first, last) or not scheme.law or _approved(scene, token):
            return rule
        if scheme.id == "hipaa":
            return rule if knobs.hipaa is Choice.FAIL else weighed(rules.LAW, knobs.hipaa)
        return rule if scheme.strict else weighed(rules.LAW, knobs.law)
    if rule is not rules.UNHELD:
        return rule
    if scene.unit.surface is Surface.MARK:
        return rules.MARK
    if "comment" in scene.unit.scope:
        return rules.POLICY
    loose = (
        (knobs.aligned, _aligned),
        (knobs.ready, _ready),
        (knobs.unnamed_host, _hosted),
        (knobs.past_without_end, _past),
    )
    for choice, applies in loose:
        if choice is not Choice.FAIL and applies(scene, token, scheme):
            return weighed(rules.POLICY, choice)
    return rule


def _approved(scene: Scene, token: int) -> bool:
    """Whether a word for an approval stands beside a law; "approved our GDPR policy" approves something else."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return any(
        passage.words[at].startswith(_APPROVAL) and not passage.any(c.OUR | c.DET, at + 1, token)
        for at in range(max(token - _APPROVING, first), min(token + _APPROVING + 1, last))
    )


def improper(scene: Scene, token: int, scheme: Scheme) -> Rule | None:
    """The wording rule, when a word beside a held scheme is one that its owner does not allow."""
    if not scheme.improper:
        return None
    words = scene.passage.words[max(0, token - 2) : token + 4]
    stems = tuple(stem for word in scheme.improper for stem in _ROOTS[word])
    return weighed(rules.WORDING, scene.facts.knobs.wording) if any(word.startswith(stems) for word in words) else None


def shown(scene: Scene, scheme: Scheme) -> Rule | None:
    """The rule about marks, when the text of a picture says that it is one which the owner does not let holders show.

    A warning: a text says what a picture is for, not what it shows.  What is declared to depict a mark is refused.
    """
    if scheme.mark is None or not scene.unit.scope.startswith(_PICTURES):
        return None
    words = scene.passage.words
    badge = len(words) <= _BADGE or any(word.startswith(_BADGES) for word in words)
    product = any(word.startswith(_PRODUCTS) for word in words)
    wrong = (scheme.mark.shown == "never" and badge) or (scheme.mark.shown == "organization" and product)
    return weighed(rules.SHOWN, Choice.WARN) if wrong else None


def _said(scene: Scene, token: int) -> bool:
    _, first, last = scene.sentence_of(token)
    return scene.passage.any(c.CERT | c.GOT | c.DONE, first, last)


def _aligned(scene: Scene, token: int, _scheme: Scheme) -> bool:
    _, first, last = scene.sentence_of(token)
    return scene.passage.any(c.ALIGN, first, last) and not _said(scene, token)


def _ready(scene: Scene, token: int, scheme: Scheme) -> bool:
    _, first, last = scene.sentence_of(token)
    return scheme.id not in _FORMAL and scene.passage.any(c.READY, first, last) and not _said(scene, token)


def _hosted(scene: Scene, token: int, _scheme: Scheme) -> bool:
    _, first, last = scene.sentence_of(token)
    return scene.passage.any(c.SELFNOUN, token, last) and not scene.passage.any(c.WE | c.OUR | c.NAME, first, last)


def _past(scene: Scene, token: int, _scheme: Scheme) -> bool:
    _, first, last = scene.sentence_of(token)
    return attributed(scene, token) and not _PAST.isdisjoint(scene.passage.words[first:last])
