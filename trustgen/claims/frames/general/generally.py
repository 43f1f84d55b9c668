"""What is said of any such paper: what a term means, what a letter beside it covers, what a label attests to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.inserted import CUSTOMERS
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOUR
_TOLD: Final = _US | c.DONE | c.SINCE | c.RARE | c.GLOBAL | c.CTA & ~(c.ASK | c.DEFINE | c.SHOW)
_PAPER: Final = c.ART | c.DEFNOUN | c.EXAM | c.PRESUP | c.ISSUED
_MEANT: Final = re.compile(
    r"\bunter (?:einem|einer|dem|der)? ?\W*@\W*[\w-]* ?(?:versteht man|wird|verstehen)\b"
    r"|\bon entend par\b.{0,20}@|\bpar\b.{0,20}@.{0,20}\bon entend\b"
    r"|\bpor\b.{0,40}@.{0,20}\bse entiende\b|\bse entiende por\b.{0,20}@"
    r"|\b(?:per|con)\b.{0,40}@.{0,20}\bsi intende\b|\bsi intende per\b.{0,20}@"
    r"|\bonder\b.{0,20}@.{0,20}\b(?:verstaat men|verstaan we|wordt verstaan)\b"
    r"|\bby\b.{0,20}@.{0,20}\bis meant\b"
)
"""How it is said what a term means; `@` stands for the name."""
_ONE: Final = word_set("generally.one")
_BEFORE: Final = 60
_HEAD: Final = 6
_OPENING: Final = 2
"""An article and what kind of paper it is, in front of the name."""


def meant(scene: Scene, token: int) -> bool:
    """Whether it is said what is meant by the term: "Unter einem C5-Testat versteht man den Bericht eines …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    told = (at for at in passage.places(_TOLD | c.GOT & ~c.ART, first, last) if passage.words[at] not in _ONE)
    if next(told, None) is not None or any(
        passage.words[at - 1] in THE for at in passage.places(c.SELFNOUN, first + 1, last)
    ):
        return False
    bare = scene.folded.bare
    low, high = passage.starts[first], passage.ends[last - 1]
    start, end = passage.starts[token], passage.ends[token]
    around = f"{bare[max(low, start - _BEFORE) : start]}@{bare[end : min(high, end + _BEFORE)]}"
    return bool(_MEANT.search(re.sub(r"\s+", " ", around)))


def of_any(scene: Scene, token: int) -> bool:
    """Whether a paper of one kind is explained by any of another: "a bridge letter covers … a SOC 1 period"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.words[first] not in INDEFINITE or passage.any(_TOLD | c.YOU | c.SELFNOUN, first, last):
        return False
    verb = next((at for at in range(first + 1, min(first + _HEAD, token)) if passage.bits[at] & _SAYS), 0)
    if not verb or passage.bits[verb] & (c.HOLD | c.GOT | c.AUX) or _year(passage, first, last):
        return False
    return passage.any(_PAPER, first + 1, verb) and token > verb + 1 and passage.words[token - 1] in INDEFINITE


_SAYS: Final = c.DEFINE & ~c.ART


def _year(passage: Passage, first: int, last: int) -> bool:
    return any(passage.words[at].startswith(("19", "20")) for at in passage.places(c.NUMBER, first, last))


_ATTESTS: Final = word_parts("generally.attests")
"""How verbs begin of what a label does for whoever has it."""


def attests(scene: Scene, token: int) -> bool:
    """Whether it is said what a label tells of any holder: "a TISAX label attests, for a supplier, …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.any(_TOLD | c.SELFNOUN | c.YOU, first, last) or _year(passage, first, last):
        return False
    at = token + 1
    while at < last and passage.bits[at] & (c.ART | c.SCHEME) and not passage.words[at].startswith(_ATTESTS):
        at += 1
    if at >= last or not passage.words[at].startswith(_ATTESTS) or token - first > _OPENING:
        return False
    anybody = any(
        passage.words[place].split(" ")[0] in INDEFINITE or passage.words[place - 1] in INDEFINITE
        for place in passage.places(c.GENERIC | c.THIRD, at + 1, last)
    )
    any_such = passage.words[first] in INDEFINITE and any(
        passage.words[place - 1] in INDEFINITE for place in passage.places(c.EXAM, at + 1, last)
    )
    return anybody or any_such


_FORMS: Final = word_set("generally.forms")
"""What those fill in, write or get who are assessed."""


def form_of(scene: Scene, token: int) -> bool:
    """Whether it is said to be what anybody fills in: "an AOC is the form that a merchant completes at the end"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    # What is said of the first name in a sentence is said of the scheme that stands behind it.
    token = first + 1 if first + 1 < token and passage.found[first + 1] >= 0 else token
    for at in range(token + 1, min(token + _HEAD, last - 3)):
        if passage.bits[at] & c.BE and passage.bits[at + 1] & c.DET:
            form = next((n for n in range(at + 2, min(at + _HEAD, last - 3)) if passage.words[n] in _FORMS), 0)
            who = form + 1 + (passage.words[form + 1] == ",")
            rest = passage.bits[who] & c.REL and passage.words[who + 1].split(" ")[0] in INDEFINITE
            things = (passage.words[n - 1] in THE for n in passage.places(c.SELFNOUN, form, last))
            told = passage.any(_TOLD | c.GOT | c.EXPIRY, form, last) or passage.any(_TOLD, first, form)
            return bool(form and rest) and not told and not any(things)
    return False


def any_is_a(scene: Scene, token: int, last: int) -> bool:
    """Whether any such thing is said to be something: "a SOC 3 is a short report with the auditor's opinion"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    is_a = token == first + 1 and passage.words[first] in INDEFINITE and passage.any(c.BE, token + 1, token + 2)
    return is_a and passage.word(token + 2) in INDEFINITE and not passage.any(c.SELFNOUN | c.YOU | c.GOT, token, last)


_INTERESTS: Final = word_parts("generally.interests")
"""How verbs begin of whom or what a paper is for."""
_ACCOUNTS: Final = word_parts("generally.accounts")
"""How words begin for what a company's auditors look at."""
_END: Final = 5


def of_interest(scene: Scene, token: int) -> bool:
    """Whether it is said whom any such paper interests, or that it is about any customer's accounts.

    "A SOC 1 report interests those who audit a company", "the SOC 1 report deals with what bears on the customer's
    accounts": it is the nature of that paper, whoever has it.
    """
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    told = [at for at in passage.places(_TOLD & ~c.GLOBAL, first, last) if not passage.words[at].startswith(CUSTOMERS)]
    if told or token - first > _OPENING or passage.any(c.GOT & ~c.HOLD, first, last) or _year(passage, first, last):
        return False
    verb = next((at for at in range(token + 1, min(token + _HEAD + _OPENING, last)) if _interest(passage.words[at])), 0)
    if not verb or passage.any(c.SCHEME, verb, last) or passage.any(c.BUT | c.COND, token, last):
        return False
    anybody = passage.words[first] in INDEFINITE and not passage.any(c.AND | c.YOU, verb + 1, last)
    behind = next((at for at in range(max(verb, last - _END), last) if passage.words[at].startswith(_ACCOUNTS)), 0)
    return anybody or (behind > 0 and passage.any(c.YOU | c.YOUR, behind - _OPENING, last))


def _interest(word: str) -> bool:
    return any(part.startswith(_INTERESTS) for part in word.split())
