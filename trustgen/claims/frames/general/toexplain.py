"""What somebody explains, and readers of his own: why a scheme has parts; an organisation that is approved, any one.

"The patience to explain why IEC 62443 has several parts", "your certificate comes from Ecocert or another approved
body", "my honey is certified, is the software?": nobody in them is us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_MY: Final = word_set("voices.my")
_EXPLAIN: Final = word_parts("toexplain.explain")
_MISTAKE: Final = word_parts("toexplain.mistake")
_TOLD: Final = c.DONE | c.GOT | c.CERT | c.THEN | c.SINCE | c.PRESUP | c.INHERIT | c.OURS | c.COST & ~c.WORD
_NEAR: Final = 3
_STATED: Final = 600


def to_explain(case: Case) -> bool:
    """Something about the scheme that is to be explained, a body of those that there are, a thing of the reader's."""
    scene, token = case.scene, case.token
    if case.scheme is None:
        honest = _any_body(scene, token) or _of_the_reader(scene, token) or _called_a_mistake(scene, token)
    else:
        honest = _why(scene, token) or _demands_a_host(scene, token)
    return honest and not claimed_beside(scene, token)


def _why(scene: Scene, token: int) -> bool:
    """Whether it is explained why or how the scheme is as it is: "to explain why IEC 62443 consists of parts"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    asks = [at for at in passage.places(c.WHY, max(first, token - 2), token) if at > first]
    if not asks or not any(word.startswith(_EXPLAIN) for word in passage.words[first : asks[0]]):
        return False
    verb = token + 1 < last and passage.any(c.DEFINE | c.LAW, token + 1, last)
    return bool(verb) and not passage.any(_SELF, first, last) and not passage.any(_TOLD, token + 1, last)


def _demands_a_host(scene: Scene, token: int) -> bool:
    """Whether it is said what hosting such data takes, wherever: "l'hébergement de données de santé exigerait …"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if segment.first != first or token - first > _NEAR or not passage.bits[first] & c.DET or token + 2 >= segment.last:
        return False
    return (
        not passage.any(_SELF, first, segment.last)
        and not any(_so_ours(passage, one) for one in passage.segments if one.first >= segment.last)
        and bool(passage.bits[token - 1] & c.PREP and passage.bits[token + 1] & c.DEFINE)
        and passage.words[token + 2] in INDEFINITE
        and passage.any(c.THIRD, token + 3, min(token + 5, segment.last))
    )


def _so_ours(passage: Passage, one: Segment) -> bool:
    """Whether a clause goes on with something of ours that is so: "le service l'est"."""
    ours = passage.any(_SELF | c.SELFNOUN, one.first, one.last)
    return ours and not passage.any(c.NEG | c.NO | c.NONE, one.first, one.last)


def _any_body(scene: Scene, token: int) -> bool:
    """Whether it is said of any body that issues certificates: "d'un autre organisme agréé"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    at = token - 1
    if at - 1 < first or not passage.bits[at] & c.ASSESSOR or passage.any(_SELF, first, last):
        return False
    other = at - 1
    while other > segment.first and passage.bits[other] & c.DET and passage.words[other] not in INDEFINITE:
        other -= 1
    before = passage.bits[other - 1] if other > first else 0
    return passage.words[other] in INDEFINITE and bool(before & c.PREP)


def _of_the_reader(scene: Scene, token: int) -> bool:
    """Whether a reader asks in a heading about a thing of his own: "My honey is certified. Is the software, too?"."""
    passage, context = scene.passage, scene.unit.context
    _, first, last = scene.sentence_of(token)
    if not context.answer or passage.words[first] not in _MY or token == first or not passage.sentences[-1].question:
        return False
    thing = passage.bits[first + 1] & ~c.WORD
    return not thing and not passage.any(_SELF, first + 1, last) and scene.said(context.answer[:_STATED]).kind != "yes"


def _called_a_mistake(scene: Scene, token: int) -> bool:
    """Whether a heading asks about a phrase that the answer calls an error: "Why does it say “approved”?"."""
    passage, answer = scene.passage, scene.read(scene.unit.context.answer[:_STATED])
    number, first, last = scene.sentence_of(token)
    if not answer.segments or not passage.sentences[number].question or not quoted(scene, token):
        return False
    begin = answer.segments[0]
    return (
        answer.any(c.BE, begin.first, min(begin.first + _NEAR, begin.last))
        and begin.last - begin.first <= 2 * _NEAR + 2
        and any(word.rpartition(" ")[2].startswith(_MISTAKE) for word in answer.words[begin.first : begin.last])
        and not answer.any(c.NEG | c.NO | c.PSEUDO, begin.first, begin.last)
        and not passage.any(_SELF & ~c.OUR, first, last)
    )


TO_EXPLAIN = Frame("to-explain", to_explain)
