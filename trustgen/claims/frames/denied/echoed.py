"""The second of two denials, and what others ask of us in vain: "the same goes for SOC 2", "there isn't one"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.frames.undone.undone import past_planning
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, possessed, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

SAME: Final = word_parts("echoed.same")
HOLDS_FOR: Final = word_parts("echoed.holds_for")
ANSWERS: Final = word_parts("echoed.answers")
"""What says, beside one of those words, that it is so here too; whole words, or how nouns begin."""
_PART: Final = word_parts("echoed.part")
"""What something that we do not have is no part of, by how the words begin."""
_KNOW: Final = word_parts("echoed.know")
_EMPTY: Final = word_set("echoed.empty")
_EMPTIED: Final = _EMPTY | word_set("echoed.emptied")
_ASKS: Final = word_parts("echoed.asks")
_LOOSE: Final = c.THIRD | c.OTHER | c.PERSON | c.FINDING | c.SCHEME | c.COND | c.EXCEPT | c.DONE | c.GOT
_SHORT: Final = 9
_NEAR: Final = 5


def _fit(scene: Scene, token: int) -> Segment | None:
    """The mention's segment, where it is prose that is not affirmed by itself."""
    index, segment = scene.segment_of(token)
    passage = scene.passage
    open_ = not scene.stance(index).asserts and not passage.any(
        c.DONE | c.PRESUP | c.EXCEPT | c.PSEUDO, segment.first, segment.last
    )
    return segment if scene.prose and open_ else None


def denials_before(scene: Scene, number: int) -> Iterator[bool]:
    """For the segments of the two sentences in front, whether each denies what can be had."""
    passage = scene.passage
    for index, segment in enumerate(passage.segments):
        if number - 2 <= segment.sentence < number:
            yield passage.any(c.DECLINE, segment.first, segment.last) or _plainly_denied(scene, index)


def _plainly_denied(scene: Scene, index: int) -> bool:
    segment, stance = scene.passage.segments[index], scene.stance(index)
    return stance.denies and stance.direct and not scene.passage.any(c.FINDING | c.EXAM, segment.first, segment.last)


def _holds(scene: Scene, index: int) -> bool:
    """Whether a clause says of another scheme that we have it: "We have ISO 27001, and the same goes for HDS."."""
    passage, one = scene.passage, scene.passage.segments[index]
    named = passage.any(c.SCHEME, one.first, one.last) and passage.any(c.HOLD, one.first, one.last)
    return named and not passage.any(c.NEG | c.NO | c.NONE | c.LACK | c.WITHOUT, one.first, one.last)


def same_again(case: Case) -> bool:
    """A sentence behind a denial says that the same holds for this: "And SOC 2? The answer is the same."."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if _fit(scene, token) is None or possessed(scene, token):
        return False
    number, first, last = scene.sentence_of(token)
    if passage.sentences[number].question and number + 1 < len(passage.sentences):
        last = passage.sentences[number + 1].last
    index, segment = scene.segment_of(token)
    denied = any(denials_before(scene, number))
    before = passage.segments[index - 1]
    if index and before.sentence == segment.sentence and (not denied or _holds(scene, index - 1)):
        # "We don't have ISO 27001, and the same goes for SOC 2.": what is the same stands right before.
        denied, first = _plainly_denied(scene, index - 1), segment.first
    if passage.any(c.GOT | c.DONE | c.CERT & ~c.ART, first, last) or _we_hold(passage, first, last):
        return False
    words = [word for phrase in passage.words[first:last] for word in phrase.split()]
    same = any(word.startswith(SAME) for word in words)
    holds = any(word in HOLDS_FOR or word.startswith(ANSWERS) for word in words)
    return same and holds and denied and not claimed_beside(scene, token, strict=True)


def _we_hold(passage: Passage, first: int, last: int) -> bool:
    """Whether it is we who hold what is the same: "Postmark has a report; we hold the same"."""
    return any(
        passage.bits[at] & (c.WE | c.NAME)
        and passage.bits[at + 1] & c.HOLD
        and passage.word(at + 2 + (passage.word(at + 2) in THE)).startswith(SAME)
        for at in range(first, last - 2)
    )


def no_part(case: Case) -> bool:
    """It is on no list of ours and has no part here: "SOC 2 plays no part", "non rientra nei nostri progetti"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    segment = _fit(scene, token)
    if segment is None or possessed(scene, token) or passage.any(c.WE | c.OUR | c.NAME, segment.first, token):
        return False
    if past_planning(scene, token):
        return False
    following = scene.segment_of(segment.last)[1] if segment.last < len(passage) else None
    if following is not None and following.sentence == segment.sentence and following.opener == "but":
        return False
    for place in passage.places(c.NEG | c.NO | c.RIVAL, token + 1, segment.last):
        # In "kaum eine Rolle", it counts no companies.
        near = 2 if passage.bits[place] & c.RIVAL else _NEAR
        for at in range(place + 1, min(place + near, segment.last)):
            if not passage.words[at].startswith(_PART) and passage.words[at : at + 2] != _INTO:
                continue
            # "ISO 27001 is not a project" may say that it is done.
            named = passage.any(c.BE, token, place) and not passage.any(c.PREP, place, at)
            return not named and not claimed_beside(scene, token, strict=True)
    return False


def known_from_afar(case: Case) -> bool:
    """We know it from what others ask alone: "SOC 2 kennen wir nur aus Fragebögen"."""
    scene, token = case.scene, case.token
    passage = scene.passage
    segment = _fit(scene, token)
    if segment is None or possessed(scene, token):
        return False
    _, first, last = scene.sentence_of(token)
    known = [at for at in range(token, last) if passage.words[at].startswith(_KNOW)]
    if not known or passage.any(c.HOLD | c.GOT | c.CERT, first, known[0]):
        return False
    if any(passage.any(c.ONLY, at + 1, at + 5) for at in passage.places(c.NEG, token, last)):
        # "… kennen wir nicht nur aus Fragebögen": from elsewhere as well.
        return False
    words = passage.words
    if any(words[at] == "que" and passage.bits[at - 1] & c.NEG for at in range(token + 1, last)):
        return False
    alone = passage.any(c.ONLY, token, last) or "que" in passage.words[known[0] : last]
    return alone and passage.any(c.ASK, known[0], last) and not claimed_beside(scene, token, strict=True)


def asked_in_vain(case: Case) -> bool:
    """Others ask for what they take for ours, and there is none: "A buyer asked for our report. There isn't one."."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if _fit(scene, token) is None:
        return False
    number, first, last = scene.sentence_of(token)
    asks = [at for at in range(first + 1, token) if passage.words[at].startswith(_ASKS)]
    if passage.sentences[number].question and quoted(scene, token):
        # A row is quoted, and the next sentence says that a no stands there, too.
        return _ends_in_no(scene, number + 1) and not claimed_beside(scene, token, strict=True)
    if not asks or passage.any(c.WE | c.NAME | c.OUR | c.COND, first, asks[0]):
        return False
    verb = passage.words[asks[0]]
    if verb.endswith(FIRST_PERSON) or passage.any(c.GOT | c.DONE | c.YEA & ~c.ART, asks[0], last):
        return False
    return _in_vain(scene, number + 1) and not claimed_beside(scene, token, strict=True)


def _ends_in_no(scene: Scene, number: int) -> bool:
    """Whether a short sentence says that the answer, there too, is a no."""
    passage = scene.passage
    if number >= len(passage.sentences):
        return False
    first, last = passage.sentences[number].first, passage.sentences[number].last
    if first < last and passage.words[first] == '"':
        first += 1
    if not 2 < last - first <= _SHORT or passage.any(c.SCHEME | c.FINDING | c.YEA, first, last):  # noqa: PLR2004
        return False
    answer = any(word.startswith((*_THERE, *ANSWERS)) for word in passage.words[first:last])
    return answer and bool(passage.bits[last - 1] & c.NAY) and len(passage.places(c.NAY, first, last)) == 1


_THERE: Final = word_parts("echoed.there")


def _in_vain(scene: Scene, number: int) -> bool:
    """Whether a short sentence says that there is none, or that we left it empty, and nothing else."""
    passage = scene.passage
    parts = [i for i, one in enumerate(passage.segments) if one.sentence == number]
    if not parts:
        return False
    sentence = passage.sentences[number]
    first, last = sentence.first, sentence.last
    if passage.any(c.SILENT, first, last) and not sentence.question and last - first <= _SHORT:
        # "I had to look the word up."
        return not passage.any(c.NEG | c.NO | c.YEA | c.ISSUED, first, last)
    if last - first > _SHORT or sentence.question:
        return False
    if passage.any(c.WE, first, last) and not _EMPTIED.isdisjoint(passage.words[first:last]):
        return not passage.any(c.NEG | c.NO, first, last)
    stance = scene.stance(parts[0])
    return (
        stance.denies
        and not stance.unknown
        and passage.any(c.EXIST | c.BE | c.HOLD, first, last)
        and not passage.any(_LOOSE | c.ASK, first, last)
    )


SAME_AGAIN = Frame("same-again", same_again)
_INTO: Final = ["come", "into"]


NO_PART = Frame("no-part", no_part)
KNOWN_FROM_AFAR = Frame("known-from-afar", known_from_afar)
ASKED_IN_VAIN = Frame("asked-in-vain", asked_in_vain)
