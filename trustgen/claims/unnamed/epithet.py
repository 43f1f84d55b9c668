"""A text that is nothing but what a company is called: "A provider recognised and certified by independent bodies."."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_ONE: Final = word_set("harmless.indefinite")
_WHO: Final = c.GENERIC | c.THIRD | c.SELFNOUN
_VERBS: Final = c.BE | c.AUX | c.HOLD | c.GOT | c.SHOW | c.EXIST | c.SAY | c.MEAN | c.ASK | c.DEFINE | c.CTA
_SHADES: Final = c.NEG | c.NO | c.NONE | c.WITHOUT | c.COND | c.DUTY | c.COST | c.RIVAL | c.UNREAL | c.WHY | c.REL
_CHECKS: Final = c.CLAUSE | c.EXAM | c.AUDIT
_PHRASE: Final = c.CERT | c.ADJ | c.ADV | c.AND | c.PUNCT | c.PREP | c.DET | c.OUTSIDE | c.ASSESSOR | _CHECKS
_ASKED: Final = c.ASK | c.ADVICE | c.GENERIC | c.COND | c.DEFINE
_LONG: Final = 24
_BLOCKS: Final = frozenset({"p", "div", "section", "main", "header", "strong", "span"})
_AGENT: Final = c.ASSESSOR | c.CERTIFIER | c.EXAMINER


def epithet(scene: Scene, token: int) -> bool:
    """Whether a sentence is nothing but a name for one company, certified by somebody outside: that is the site's own.

    A sentence that goes on is about any such company ("A provider certified by independent bodies costs more."), and so
    is one that answers a question, stands in a list of what to look for, or beside what companies or readers want.
    """
    passage, context = scene.passage, scene.unit.context
    if scene.unit.tag not in _BLOCKS or not scene.prose:
        return False
    if context.quoted and scene.read(context.after).any(c.RIVAL | c.OTHER | c.THIRD):
        return False
    if context.question or context.lead or context.term or context.cell >= 0:
        return False
    number, first, last = scene.sentence_of(token)
    if last - first > _LONG:
        return False
    sentence = passage.sentences[number]
    beside = [passage.sentences[at] for at in (number - 1, number + 1) if 0 <= at < len(passage.sentences)]
    if any(near.question or passage.any(_ASKED, near.first, near.last) for near in beside):
        return False
    # "Fornitore certificato da enti terzi" needs no article.
    one = passage.words[first].partition(" ")[0] in _ONE or (passage.any(_WHO, first, first + 1) and first + 1 == token)
    if not one or sentence.question or any(scene.read(text).any(c.ADVICE) for text in context.headings[-1:]):
        return False
    # Anybody may try a thing out: "tested by independent users".
    agent = _AGENT | (c.OUTSIDE if passage.bits[token] & c.STRONG else 0)
    certified = passage.bits[token] & (c.CERT | c.AUDIT)
    return bool(certified) and passage.any(agent, first + 1, last) and _one_phrase(passage, token, first, last)


def _one_phrase(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether nothing but a noun for a company and what is said of it stands there, up to the participle and behind."""
    who = [at for at in passage.places(_WHO, first, last) if not _who_assessed(passage, at)]
    if len(who) != 1:
        return False
    for at in range(first, last):
        bits = passage.bits[at]
        if at == who[0] or _who_assessed(passage, at):
            continue
        if bits & (_VERBS | _SHADES) and not bits & (c.CERT | c.DET | c.AUDIT | c.ADJ | c.PREP):
            return False
        # Words that nobody knows may stand in front of the noun ("a quiet little provider"), or tell of the checks that
        # somebody outside makes: "con controlli annuali di enti terzi".
        told = at < min(who[0], token) or passage.any(_CHECKS, at - 1, at)
        if not bits & _PHRASE and not (not bits and told):
            return False
    return True


def _who_assessed(passage: Passage, at: int) -> bool:
    """Whether a token is who assesses, by itself or by the word beside it: "independent bodies"."""
    bits = passage.bits[at]
    if bits & (c.ASSESSOR | c.OUTSIDE):
        return True
    if bits & (_VERBS | _SHADES) and not bits & c.GENERIC:
        return False
    # Behind "organismos independientes" comes no noun any more.
    before = passage.any(c.OUTSIDE, max(at - 1, 0), at) and not passage.any(c.ASSESSOR, max(at - 2, 0), at - 1)
    return before or passage.any(c.OUTSIDE, at + 1, at + 2)
