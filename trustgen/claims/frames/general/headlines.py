"""Titles and headings about a scheme: what it is and costs, who needs it, why we stopped preparing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON, INDEFINITE
from trustgen.claims.layout.structure import has
from trustgen.claims.negation.polarity import stance
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, possessed
from trustgen.claims.scenes.said import piece
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "summary", "dt", "caption"})
_SITE: Final = frozenset({"|", "\u2013", "\u2014", "\u00b7", "\u00bb", "\u00ab", "-", "\u2022"})
_SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN | c.OURS | c.WITHUS
_READER: Final = c.YOU | c.YOUR
_REACHED: Final = c.GOT | c.DONE | c.SINCE | c.PRESUP | c.CERT | c.GLOBAL | c.CTA | c.RARE
_OPENING: Final = word_set("headlines.opening")
_WORKS: Final = word_parts("headlines.works")
_IS: Final = word_set("headlines.is")
_NEEDS: Final = word_parts("headlines.needs")
_STOP: Final = word_parts("headlines.stop")
_EFFORT: Final = word_parts("headlines.effort")


def _part(scene: Scene, token: int) -> tuple[int, int]:
    """The part of a title that the mention is in, between the marks that set off the site's name."""
    passage = scene.passage
    first, last = token, token
    while first and not _apart(scene, first - 1):
        first -= 1
    while last < len(passage) and not _apart(scene, last):
        last += 1
    return first, last


def _apart(scene: Scene, at: int) -> bool:
    passage = scene.passage
    if passage.words[at] not in _SITE:
        return passage.words[at] == "\n"
    return passage.spaced[at] and at + 1 < len(passage) and passage.spaced[at + 1]


_WOULD: Final = word_set("headlines.would")
_ASKED_BY_ON: Final = word_set("headlines.asked_by_on")


def _forms(words: list[str]) -> set[str]:
    """The words, and the parts of those with a hyphen."""
    return {part for word in words for part in (word, *word.split("-"))}


def chapter(case: Case) -> bool:
    """A heading that is a scheme's name, in a guide, with a text below that is about the scheme."""
    scene = case.scene
    passage, context = scene.passage, scene.unit.context
    if scene.unit.tag not in _TAGS or not all(bits & (c.SCHEME | c.PUNCT | c.DET | c.AND) for bits in passage.bits):
        return False
    guide = any(has(scene, one, c.COST) and not has(scene, one, c.WE | c.OUR | c.NAME) for one in context.headings)
    if not guide or not context.after:
        return False
    _, below, _ = piece(context.after[:600], context.lang, scene.facts.names, scene.facts.others)
    told = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.DONE | c.HAPPEN | c.PRESUP | c.CTA & ~c.ASK & ~c.DEFINE
    dated = any(len(word) == 4 and word.isdigit() for word in below.words)  # noqa: PLR2004
    return len(below) >= _TEXT and not below.any(told) and not dated and not _one_of_ours(below)


def _one_of_ours(below: Passage) -> bool:
    """Whether a text under a name begins with a certificate of which one speaks: "The report covers …"."""
    return below.words[0] in THE or bool(below.bits[0] & (c.CERT | c.GOT | c.YEA | c.SINCE | c.ISSUED))


_TEXT: Final = 12


def _title(scene: Scene) -> bool:
    return scene.unit.tag in _TAGS or scene.unit.scope in {"head.title", "meta.og:title", "meta.twitter:title"}


def headline(case: Case) -> bool:
    """A title whose subject is the scheme, its market or our giving up on it."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if not _title(scene) or possessed(scene, token) or case.scheme is None:
        return False
    first, last = _part(scene, token)
    if passage.any(c.NEG | c.PSEUDO | c.EXCEPT | c.RIVAL, first, token) and passage.words[first] not in _OPENING:
        return False
    if _denied_below(scene, first, token, last) or _road(scene, first, token, last):
        return True
    if _stopped(scene, first, token, last):
        return not claimed_beside(scene, token)
    if _introduced(scene, first, token, last):
        return not claimed_beside(scene, token)
    question = "?" in passage.words[token:]
    us = any(passage.words[at].endswith(FIRST_PERSON) for at in range(first, last))
    if us or passage.any(_READER, first, last) or _ours(scene, first, last) or _answered_yes(scene):
        return False
    if question and not _WOULD.isdisjoint(_forms(passage.words[first:last])):
        return not claimed_beside(scene, token)
    if question and _needs(scene, first, token, last):
        return not claimed_beside(scene, token)
    if passage.any(_REACHED, first, token) or passage.any(_REACHED & ~c.CERT, token, last):
        return False
    opens = passage.words[first] in _OPENING or " ".join(passage.words[first : first + 2]) in _OPENING
    named = passage.words[token - 1] in THE and passage.any(c.ISSUED, first, last)
    # "Wie steht es um ISO 27001?" asks how it stands with us.
    stands = passage.words[first + 1 : first + 2] in (["steht"], ["sieht"])
    about = not stands and (passage.any(c.ABOUT, first, first + 1) or (opens and _works(scene, first, last)))
    return about and not named and not claimed_beside(scene, token)


def _denied_below(scene: Scene, first: int, token: int, last: int) -> bool:
    """Whether it is a topic, and the text below says that we have none: "Three myths about ISO 27001"."""
    passage, context = scene.passage, scene.unit.context
    at = token - 1
    while at > first and passage.bits[at] & (c.DET | c.ART | c.ALIGN) and not passage.bits[at] & c.PREP:
        at -= 1
    about = at > first and bool(passage.bits[at] & c.PREP)
    if not about or passage.any(_SELF | _READER | _REACHED, first, last) or not context.after:
        return False
    _, below, named = piece(context.after[:_BELOW], context.lang, scene.facts.names, scene.facts.others)
    own = scene.found[passage.found[token]].scheme
    if any(one.scheme != own for one in named):
        return False
    ours = [(one, stance(below, one)) for one in below.segments if below.any(c.WE | c.NAME, one.first, one.last)]
    told = c.HOLD & ~c.AUX | c.GOT | c.DONE | c.CERT | c.OUR
    return any(found.denies for _, found in ours) and not any(
        found.asserts or (not found.denies and below.any(told, one.first, one.last)) for one, found in ours
    )


_BELOW: Final = 1200
_ROADS: Final = word_set("headlines.roads")
"""How titles begin of what is done on the way to a certificate."""


def _road(scene: Scene, first: int, token: int, last: int) -> bool:
    """Whether it is the road to a certificate, and its first step has not been begun: "Camino hacia la ISO 27001"."""
    passage = scene.passage
    begins = f"{' '.join(passage.words[first:token])} "
    if not any(begins.startswith(f"{road} ") for road in _ROADS) or passage.any(_SELF | _REACHED, first, last):
        return False
    step = scene.read(scene.unit.context.after[:_BELOW])
    return (
        len(step.sentences) == 1
        and len(step) <= _TEXT
        and step.segments[-1].opener == ":"
        and step.any(c.OPEN, step.segments[-1].first, len(step))
        and not step.any(_SELF | c.SCHEME | c.GOT & ~c.ART | c.DONE | c.PRESUP)
    )


def _ours(scene: Scene, first: int, last: int) -> bool:
    """Whether a title speaks of us; "a small company" is any."""
    passage = scene.passage
    return any(
        passage.bits[at] & _SELF & ~c.SELFNOUN or INDEFINITE.isdisjoint(passage.words[max(at - 3, first) : at])
        for at in passage.places(_SELF, first, last)
        if not _anybody(scene, at)
    )


def _anybody(scene: Scene, at: int) -> bool:
    """Whether French "on" is anybody: "Faut-il passer la certification quand on est dix ?"."""
    words = scene.passage.words
    return words[at] == "on" and words[0] in _ASKED_BY_ON


def _stopped(scene: Scene, first: int, token: int, last: int) -> bool:
    """Whether it says that we stopped preparing for it: "Why we stopped preparing for SOC 2"."""
    passage = scene.passage
    stops = [at for at in range(first, last) if passage.words[at].startswith(_STOP)]
    effort = any(passage.words[at].startswith(_EFFORT) for at in range(first, token))
    return bool(
        stops
        and effort
        and not passage.any(c.NEG | c.OUR | c.PSEUDO | c.DONE | c.SINCE, first, last)
        and not any(passage.bits[at] & c.GOT for at in range(first, last) if at not in stops)
    )


def _needs(scene: Scene, first: int, token: int, last: int) -> bool:
    """Whether it is asked if companies in general need it: "Does a small company need a SOC 2 report?"."""
    passage = scene.passage
    need = any(passage.words[at].startswith(_NEEDS) or passage.bits[at] & c.COST for at in range(first, last))
    somebody = passage.any(c.GENERIC, first, token) or any(_anybody(scene, at) for at in range(first, last))
    somebody = somebody or any(not passage.bits[at] and passage.words[at].isalpha() for at in range(first, token))
    return need and (somebody or passage.any(c.COST, first, last)) and not passage.any(c.GOT | c.DONE, first, token)


def _introduced(scene: Scene, first: int, token: int, last: int) -> bool:
    """Whether a colon and what it is for others follow: "HDS: an obligation for some"."""
    passage = scene.passage
    plain = token - first <= 1 and passage.words[token + 1 : token + 2] == [":"]
    behind = passage.words[token + 2 : token + 3]
    return (
        plain
        and bool(behind)
        and behind[0] in INDEFINITE
        and not passage.any(_SELF | _READER | _REACHED | c.YEA | c.ART, token + 2, last)
    )


def _works(scene: Scene, first: int, last: int) -> bool:
    """Whether the title's verb says what the scheme is, how it goes, or that others want it."""
    passage = scene.passage
    return any(passage.words[at].startswith(_WORKS) or passage.words[at] in _IS for at in range(first, last))


def _answered_yes(scene: Scene) -> bool:
    """Whether what stands below says yes and speaks of us."""
    context = scene.unit.context
    return any(scene.said(text).kind == "yes" for text in (context.answer, *context.details[:1]) if text)


CHAPTER = Frame("chapter", chapter)
HEADLINE = Frame("headline", headline)
