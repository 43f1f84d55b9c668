"""Words of certification whose subject or object is somebody else: who certifies others, a body that one has called.

"MCS certifies installers", "we phoned a certification body, no more", "only what an independent body has examined":
the words are about the trade, and nothing in them is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS
_CERTIFIES: Final = word_set("bystanders.certifies")
"""Verbs of certifying in the present, which are no participles."""
_ACCREDITS: Final = word_parts("bystanders.accredits")
_WENT: Final = word_parts("bystanders.went")
_CALLED: Final = word_parts("bystanders.called")
_WHAT: Final = word_set("bystanders.what")
_MAKES: Final = word_set("bystanders.makes")
_FIRMS: Final = word_set("apposed.firms") | word_set("inownright.firms")
_US: Final = word_set("common.us")
_ABSENT: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_STATED: Final = 600


def bystander(case: Case) -> bool:
    """A word of certification, or a scheme, of which the sentence says whose it is, or that it is but spoken of."""
    scene, token = case.scene, case.token
    if possessed(scene, token):
        return False
    tests = (
        (_makes_for_us, _went_to)
        if case.scheme is not None
        else (_certifies, _phoned, _only_what, _not_accredited, _not_ours)
    )
    return any(test(scene, token) for test in tests) and not claimed_beside(scene, token)


def _certifies(scene: Scene, token: int) -> bool:
    """Whether somebody certifies others, or nobody does: "MCS certifies installers", "zertifiziert niemand"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, _, last = scene.sentence_of(token)
    if token + 1 < last and passage.any(c.NOBODY, token + 1, token + 2):
        return not passage.any(c.EXCEPT | c.BUT | c.RARE | _SELF, token + 1, last)
    if passage.words[token] not in _CERTIFIES or token == segment.first or passage.any(_SELF, segment.first, token):
        return False
    person = [at for at in passage.places(c.PERSON, token + 1, last) if passage.any(c.REL, token + 1, at)]
    if person:
        return not passage.any(c.SELFNOUN | c.OUR | c.NAME, token + 1, last)
    whom = token + 1 < last and not passage.bits[token + 1] & (c.REL | c.ANAPH | c.PREP)
    things = any(passage.bits[at - 1] & c.DET for at in passage.places(c.SELFNOUN, token + 2, last))
    return whom and not things and not passage.any(_SELF | c.YOUR, token + 1, last)


def _phoned(scene: Scene, token: int) -> bool:
    """Whether we only talked to some body that certifies: "mit einer Zertifizierungsstelle telefoniert"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    talked = any(word.startswith(_CALLED) for word in passage.words[segment.first : segment.last])
    more = passage.any(c.GOT | c.DONE | c.CERT & ~c.ART, first, token) or passage.any(c.GOT | c.DONE, token + 1, last)
    return (
        talked
        and bool(passage.bits[token] & c.ASSESSOR)
        and token - 2 >= first
        and passage.words[token - 1] in INDEFINITE
        and bool(passage.bits[token - 2] & c.PREP)
        and not more
    )


def _only_what(scene: Scene, token: int) -> bool:
    """Whether it is said what alone would count: "gleichwertig wäre nur, was eine unabhängige Stelle geprüft hat"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    only = next((at for at in passage.places(c.ONLY, first, token)), token)
    what = next((at for at in range(only + 1, token) if passage.words[at] in _WHAT), token)
    return what < token and passage.words[what + 1] in INDEFINITE and not passage.any(_SELF, only, last)


def _not_accredited(scene: Scene, token: int) -> bool:
    """Whether it is asked if somebody accredits it, and the answer is that he does not: "It accredits no software"."""
    passage, context = scene.passage, scene.unit.context
    number, _, last = scene.sentence_of(token)
    asked = passage.sentences[number].question
    by = token + 1 < last and passage.bits[token + 1] & c.PREP
    reply = scene.read((context.answer or "".join(context.details[:1]))[:_STATED])
    if not (asked and by and reply.sentences):
        return False
    begin = reply.segments[0]
    does = [
        at
        for at in range(1, begin.last)
        if reply.words[at].startswith(_ACCREDITS) and reply.any(c.NEG | c.NO, max(at - 2, 0), at + 2)
    ]
    return bool(does) and not reply.any(_SELF | c.ONLY | c.EXCEPT | c.SCHEME, 0, begin.last)


def _not_ours(scene: Scene, token: int) -> bool:
    """Whether it is asked for in a heading, and the answer says that it is not ours."""
    passage, context = scene.passage, scene.unit.context
    number, _, _ = scene.sentence_of(token)
    if not context.answer or not passage.sentences[number].question or not passage.bits[token] & c.ISSUED:
        return False
    reply = scene.read(context.answer[:_STATED])
    told = [one for one in reply.segments if reply.any(c.OURS, one.first, one.last)]
    return (
        bool(told)
        and all(len(reply.places(_ABSENT, one.first, one.last)) == 1 for one in told)
        and not any(reply.any(c.ONLY | c.PSEUDO | c.EXCEPT, one.first, one.last) for one in told)
    )


def _makes_for_us(scene: Scene, token: int) -> bool:
    """Whether the subject is a maker of things that we buy: "the firm that makes our scanners is certified"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    firm = token > first + 1 and passage.words[first + 1] in _FIRMS
    if segment.first != first or not passage.bits[first] & c.DET or not firm:
        return False
    ours = next((at for at in passage.places(c.OUR, first + 2, min(first + 5, token))), token)
    be = next((at for at in passage.places(c.BE | c.HOLD, ours + 1, token)), token)
    makes = any(word.rpartition(" ")[2] in _MAKES for word in passage.words[first + 2 : ours])
    behind = passage.any(_SELF, be, last) or any(word in _US for word in passage.words[be:last])
    return makes and be - ours in {2, 3} and not passage.any(c.ISSUED | c.SELFNOUN, ours, be) and not behind


def _went_to(scene: Scene, token: int) -> bool:
    """Whether somebody left us for a vendor that has one: "one of them went to a vendor that has a Type II report"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, _ = scene.sentence_of(token)
    vendor = next((at for at in passage.places(c.GENERIC | c.THIRD | c.RIVAL, first + 1, token)), token)
    return (
        segment.first == first
        and vendor + 2 < token
        and any(word.startswith(_WENT) for word in passage.words[first + 1 : vendor])
        and bool(passage.bits[vendor + 1] & c.REL and passage.bits[vendor + 2] & c.HOLD)
        and not passage.any(_SELF | c.NEG | c.NO | c.COND, first, token)
    )


BYSTANDER = Frame("bystander", bystander)
