"""Companies that the record does not name: what they say of themselves, whose certificate it is, who comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import ours_too, party, passed_on
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.scenes.reading import called_ours, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.lexicon import TOKEN
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN | c.OURS | c.WITHUS
_OWN_WORDS: Final = word_parts("strangers.own_words")
_OWN_PAGE: Final = re.compile(
    r" (?:on|auf|sur|en|op|su|sul|nel) (?:its|their|seiner|ihrer|son|leur|su|suo|proprio|zijn|hun|haar) (?:own )?"
    r"(?:\w+ ){0,2}(?:page|site|website|web|portal|seite|webseite|pagina|sito|portaal) "
)
_VERB: Final = c.BE | c.HOLD | c.SAY | c.SHOW | c.CERT | c.AUX
_WHOSE: Final = word_set("strangers.whose")
_BEFORE_CUI: Final = word_set("strangers.before_cui")
_COMMENTS: Final = word_parts("strangers.comments")
_STAFF: Final = word_set("strangers.staff")
_PREFIX: Final = 14


def _text(scene: Scene, first: int, last: int) -> str:
    passage = scene.passage
    words = TOKEN.findall(scene.folded.bare[passage.starts[first] : passage.ends[last - 1]])
    return f" {' '.join(words).replace(chr(39) + ' ', chr(39))} "


def _somebody(scene: Scene, first: int, token: int) -> bool:
    """Whether a sentence begins with somebody or something that is not us: a name, or a noun with an article."""
    passage = scene.passage
    while first + 1 < token and (passage.bits[first] & c.NUMBER or passage.words[first] == "."):
        # The number of the clause.
        first += 1
    if passage.bits[first] & (c.OTHER | c.THIRD):
        return True
    if not passage.bits[first] and scene.capital(first):
        return True
    article = bool(passage.bits[first] & c.DET) and not passage.bits[first] & (c.OUR | c.YOUR)
    return article and first + 1 < token and (not passage.bits[first + 1] or bool(passage.bits[first + 1] & c.THIRD))


def in_own_words(case: Case) -> bool:
    """Somebody says it of himself, or has it in his own right."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.any(c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.DONE | c.INHERIT | c.EXCEPT, first, last):
        return False
    verb = next((at for at in range(first, last) if passage.bits[at] & _VERB), last)
    if passage.any(c.SELFNOUN, first, verb) or scene.stance(scene.segment_of(token)[0]).asserts:
        return False
    if not _somebody(scene, first, token) and not _goes_on(scene, token):
        return False
    if passed_on(scene, token) or party(scene, token) or not _US.isdisjoint(passage.words[first:last]):
        return False
    text = _text(scene, first, last)
    own = any(f" {phrase} " in text for phrase in _OWN_WORDS) or bool(_OWN_PAGE.search(text))
    return own and not _claimed(scene, token)


def _goes_on(scene: Scene, token: int) -> bool:
    """Whether a sentence goes on about whoever the one before began with."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    if not number:
        return False
    before = passage.sentences[number - 1]
    return _somebody(scene, before.first, before.last) and not passage.any(
        c.WE | c.OUR | c.NAME, before.first, before.last
    )


def _claimed(scene: Scene, token: int) -> bool:
    """Whether another sentence puts us beside it: "… So do we.", "That goes for us as well."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    for index, segment in enumerate(passage.segments):
        if segment.sentence <= number or scene.stance(index).denies:
            continue
        us = passage.any(c.WE | c.OURS | c.NAME | c.WITHUS, segment.first, segment.last) or not _US.isdisjoint(
            passage.words[segment.first : segment.last]
        )
        if us and passage.any(c.INHERIT | c.MEAN | c.DONE | c.GOT | c.CERT | c.YEA, segment.first, segment.last):
            return not passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last)
    return ours_too(scene, token)


_US: Final = word_set("common.us")


def whose(case: Case) -> bool:
    """The certificate of a name before it, by a relative pronoun: "Nordlager, whose certificate we have read"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if possessed(scene, token) or inherited(scene) or passed_on(scene, token):
        return False
    if called_ours(passage, token, segment.last):
        return False
    if passage.any(c.RARE | c.RIVAL, *scene.sentence_of(token)[1:]) or passage.any(c.NAME):
        return False
    at = next((i for i in range(segment.first, token) if relative(scene, i)), -1)
    if at < 2 or passage.words[at - 1] != "," or passage.any(_SELF & ~c.WE, at, token):  # noqa: PLR2004
        return False
    before = passage.bits[at - 2]
    known = before & (c.OTHER | c.THIRD) and not before & _SELF
    named = not before and scene.capital(at - 2) and scene.unit.text != scene.unit.text.upper()
    return bool(known or named) and not _claimed(scene, token)


def relative(scene: Scene, at: int) -> bool:
    """Whether a word begins a clause about what belongs to the noun before."""
    words = scene.passage.words
    return words[at] in _WHOSE or (words[at] == "cui" and words[at - 1] in _BEFORE_CUI)


def commenter(case: Case) -> bool:
    """A reader speaks for himself under a heading of comments, by name."""
    scene, token = case.scene, case.token
    passage = scene.passage
    headings = scene.unit.context.headings
    if not headings or not any(bare(word).startswith(_COMMENTS) for word in headings[-1].split()[:3]):
        return False
    colon = next((at for at in range(min(token, _PREFIX)) if passage.words[at] == ":"), -1)
    if colon < 1 or not scene.capital(0) or passage.any(_SELF, 0, colon):
        return False
    if not _STAFF.isdisjoint(passage.words[:colon]) or passage.any(c.NAME | c.YOUR | c.YOU, colon):
        return False
    return not inherited(scene)


def who_are(case: Case) -> bool:
    """A relative clause behind another party: "sub-processors, which are certified"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if not index or segment.opener != "," or passage.any(_SELF, segment.first, token):
        return False
    relative = passage.bits[segment.first] & c.REL
    first, last = scene.sentence_of(token)[1:]
    conditional = passage.any(c.COND, first, segment.first) or passage.bits[first] & c.HOLD or _inverted(scene, first)
    before = passage.segments[index - 1]
    others = passage.places(c.THIRD | c.OTHER, before.first, before.last)
    near = bool(others) and before.last - others[-1] <= 2  # noqa: PLR2004
    return bool(relative and near and conditional) and not passage.any(c.WE | c.NAME | c.INHERIT, first, last)


def _inverted(scene: Scene, first: int) -> bool:
    """Whether a German or Dutch sentence begins with its verb, which makes a condition of it."""
    passage = scene.passage
    at = first
    while at < len(passage) and passage.bits[at] & (c.NUMBER | c.PUNCT):
        at += 1
    return at + 1 < len(passage) and not passage.bits[at] and bool(passage.bits[at + 1] & c.DET)


WHO_ARE = Frame("others-that-are", who_are)
IN_OWN_WORDS = Frame("in-own-words", in_own_words)
WHOSE = Frame("whose-certificate", whose)
COMMENTER = Frame("commenter", commenter)
