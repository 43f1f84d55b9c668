"""Claims that name no scheme: "independently certified", "our certificates", "audited every year".

Unlike the name of a scheme, such a word counts as a claim only when it is said of us, or of nobody: "accredited
journalists" and "TLS certificates" are no mentions at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.scopes.unit import Surface

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN
_NEAR: Final = 4
_TITLES: Final = frozenset(
    {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "th",
        "dt",
        "caption",
        "a",
        "summary",
        "legend",
        "option",
        "label",
        "button",
        "td",
    }
)
_AUDIT: Final = (
    "audited",
    "assessed",
    "tested",
    "verified",
    "reviewed",
    "examined",
    "vetted",
    "inspected",
    "validated",
    "evaluated",
    "checked",
    "geprueft",
    "gepruft",
    "auditiert",
    "uberpruft",
    "begutachtet",
    "bewertet",
    "audite",
    "evalue",
    "verifie",
    "controle",
    "teste",
    "examine",
    "auditado",
    "auditada",
    "auditadas",
    "auditados",
    "evaluado",
    "evaluada",
    "revisado",
    "verificad",
    "auditat",
    "verificat",
    "valutat",
    "testat",
    "esaminat",
    "revisionat",
    "getoetst",
    "geaudit",
    "beoordeeld",
    "gecontroleerd",
    "gekeurd",
    "getest",
    "penetration tested",
    "confirmed",
    "bestatigt",
    "confirme",
    "confirmad",
    "confermat",
    "bevestigd",
)
_OUTSIDE: Final = frozenset(
    {
        "independent",
        "independently",
        "external",
        "externally",
        "third-party",
        "outside",
        "unabhangig",
        "unabhangigen",
        "extern",
        "externen",
        "externe",
        "independant",
        "independante",
        "tiers",
        "externes",
        "independiente",
        "independientes",
        "externo",
        "externos",
        "indipendente",
        "indipendenti",
        "esterno",
        "esterni",
        "onafhankelijk",
        "onafhankelijke",
        "third",
        "dritte",
        "dritten",
        "terceros",
        "terzi",
        "derden",
    },
)


def claims(scene: Scene) -> list[int]:
    """The tokens of a unit that speak of certification without naming it and could be claims, one per sentence."""
    passage = scene.passage
    found: list[int] = []
    for sentence in passage.sentences:
        if passage.any(c.SCHEME, sentence.first, sentence.last):
            continue
        for index in range(sentence.first, sentence.last):
            if _counts(scene, index, sentence.first, sentence.last):
                found.append(index)
                break
    return found


def _counts(scene: Scene, index: int, first: int, last: int) -> bool:
    passage = scene.passage
    bits = passage.bits[index]
    audit = passage.words[index].startswith(_AUDIT) and _outside(scene, index, first, last)
    if not bits & c.STRONG and not audit:
        return False
    if passage.any(c.HOMONYM, max(first, index - _NEAR), min(last, index + _NEAR + 1)):
        return False
    participle = bool(bits & c.CERT and not bits & c.ART) or audit
    if scene.unit.surface is Surface.MARK and scene.unit.scope in {"path", "link.href"}:
        return participle
    _, segment = scene.segment_of(index)
    mine = passage.any(_SELF, segment.first, segment.last)
    third = passage.any(
        c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.YOUR | c.THEIR, segment.first, segment.last
    ) or passage.any(c.YOU, segment.first, index)
    if passage.any(c.EXCEPT, index, segment.last):
        return True
    if mine and not (third and not passage.any(c.WE | c.OUR | c.NAME, segment.first, segment.last)):
        if participle:
            return True
        return passage.any(c.OUR, segment.first, index) or passage.any(c.WE | c.NAME, segment.first, segment.last)
    if third:
        return False
    return _fragment(scene, index, segment.first, segment.last, participle=participle)


def _outside(scene: Scene, index: int, first: int, last: int) -> bool:
    passage = scene.passage
    near = range(max(first, index - 2 * _NEAR), min(last, index + 2 * _NEAR + 1))
    return any(passage.words[i] in _OUTSIDE or (passage.bits[i] & c.ASSESSOR and i != index) for i in near)


def _fragment(scene: Scene, index: int, first: int, last: int, *, participle: bool) -> bool:
    """Whether a phrase without a subject claims: "Certified secure", "Recognised certifications, renewed yearly"."""
    passage = scene.passage
    if passage.any(c.BE | c.AUX, first, index) and not passage.any(c.WE, first, last):
        return False
    subject = any(not passage.bits[i] and passage.words[i].isalpha() for i in range(first, index))
    if participle:
        following = index + 1 < last and not passage.bits[index + 1] and passage.words[index + 1].isalpha()
        if following and passage.any(c.CTA, first, index):
            return True
        return not following and (not subject or _length(scene, index) <= 8)  # noqa: PLR2004
    if scene.unit.tag in _TITLES or _length(scene, index) <= 3:  # noqa: PLR2004
        return False
    if passage.any(c.GLOBAL, first, index):
        return not subject
    renewed = passage.any(
        c.GOT | c.SINCE | c.GLOBAL | c.DONE,
        first,
        passage.sentences[passage.segments[passage.segment_at(index)].sentence].last,
    )
    return not subject and renewed and index - first <= 3  # noqa: PLR2004


def _length(scene: Scene, index: int) -> int:
    _, first, last = scene.sentence_of(index)
    return last - first
