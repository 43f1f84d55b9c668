"""What was shown or said and is gone, because it was never true: a logo taken off, words deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.undone.undone import NEW
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SHOWN: Final = word_parts("takenoff.shown")
_GONE: Final = word_parts("takenoff.gone")
_UNTRUE: Final = word_set("takenoff.untrue")
_NEVER: Final = word_set("takenoff.never")
_EXAMINED: Final = word_parts("takenoff.examined")
_ELSEWHERE: Final = word_set("takenoff.elsewhere")
_MISREAD: Final = word_parts("takenoff.misread")
"""What a reader did who took it for ours."""
_REQUEST: Final = word_parts("takenoff.request")
"""At whose request it was taken away, which was not we who said it."""
_BASELESS: Final = word_set("takenoff.baseless")
_STALE: Final = word_parts("takenoff.stale")
_STEM: Final = 2
_NEAR: Final = 2


def taken_off(case: Case) -> bool:
    """Something that showed or said it was taken away, and it is said that there was never anything behind it."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if possessed(scene, token):
        return False
    reach = scene.around(token, _NEAR, _NEAR)
    near = [(i, one) for i, one in enumerate(passage.segments) if one.sentence in reach]
    first, last = near[0][1].first, near[-1][1].last
    words = passage.words[first:last]
    gone = [at for at in range(first, last) if passage.words[at].startswith(_GONE) and not _accepted(passage, at)]
    if not gone or not any(shown in word for word in words for shown in _SHOWN if len(shown) > _STEM):
        return False
    text = f" {' '.join(words)} "
    if any(f" {word} " in text for word in _STALE) or any(word.startswith((*RENEWED, *NEW)) for word in words):
        return False
    if passage.any(c.PROGRESS | c.PLAN | c.READY | c.SINCE | c.SOON, *_said_with_it(scene, token)):
        return False
    if any(one.opener == ":" and passage.any(c.DONE, one.first, one.last) for _, one in near):
        # A sentence was taken off for having come true, "it is done".
        return False
    if any(
        not _ELSEWHERE.isdisjoint(passage.words[one.first : one.last]) and _still_there(scene, i) for i, one in near
    ):
        return False
    return (
        _never_true(scene, token, [i for i, _ in near])
        and not _affirmed(scene, token)
        and (_taken_for_ours(scene, near) or not claimed_beside(scene, token))
    )


def _accepted(passage: Passage, at: int) -> bool:
    """Whether it is what auditors accept, and no picture that is taken down: "begutachtet und abgenommen"."""
    sentence = passage.sentences[passage.segments[passage.segment_at(at)].sentence]
    by = c.EXAMINER | c.ASSESSOR | c.CERTIFIER
    audited = passage.bits[at] & (c.AUDIT | c.CERT) and passage.any(c.AUDIT, sentence.first, at)
    return bool(audited) and passage.any(by, sentence.first, at)


def _quotation(scene: Scene, token: int) -> tuple[int, int]:
    """The tokens between the quotation marks around the mention; none when there are none."""
    words = scene.passage.words
    if not quoted(scene, token) or '"' not in words[:token] or '"' not in words[token:]:
        return token, token
    first = token
    while words[first - 1] != '"':
        first -= 1
    return first, words.index('"', token)


def _said_with_it(scene: Scene, token: int) -> tuple[int, int]:
    """The tokens of the mention's own clause in its quotation: "“Prepared with Brindle, certified management”"."""
    first, last = _quotation(scene, token)
    _, segment = scene.segment_of(token)
    return max(first, segment.first), min(last, segment.last)


def _never_true(scene: Scene, token: int, near: list[int]) -> bool:
    """Whether a clause apart from the mention says that it was wrong, referred to nothing, or that nobody examined."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    if _baseless(scene, token):
        return True
    for index in near:
        segment = passage.segments[index]
        stance = scene.stance(index)
        if index == own or stance.asserts:
            continue
        if stance.denies and stance.direct and not stance.past:
            return True
        if passage.any(c.META, segment.first, segment.last) and not passage.any(c.NEG, segment.first, segment.last):
            return True
        if any(word.startswith(_MISREAD) for word in passage.words[segment.first : segment.last]) and not passage.any(
            c.WE | c.NEG | c.NO, segment.first, segment.last
        ):
            return True
        words = passage.words[segment.first : segment.last]
        examined = any(word.startswith(_EXAMINED) for word in words)
        if any(word in _UNTRUE or (word in _NEVER and examined) for word in words) and not passage.any(
            c.LACK | c.WITHOUT | c.PASTEND | c.FINDING, segment.first, segment.last
        ):
            return True
    return False


def _baseless(scene: Scene, token: int) -> bool:
    """Whether the sentence goes on behind the quotation that there was nothing in it: "…, che non aveva fondamento"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    end = _quotation(scene, token)[1]
    if token < end and any(f" {phrase} " in f" {' '.join(passage.words[end:])} " for phrase in _REQUEST):
        return True
    return token < end < last and any(word in _BASELESS for word in passage.words[end:last])


def _still_there(scene: Scene, index: int) -> bool:
    """Whether it is said to be somewhere else now: "It hangs in the trust centre now."."""
    segment = scene.passage.segments[index]
    return (
        bool(scene.passage.bits[segment.first] & c.ANAPH)
        and not scene.stance(index).denies
        and not scene.passage.any(c.SAY, segment.first, segment.last)
    )


def _taken_for_ours(scene: Scene, near: Sequence[tuple[int, Segment]]) -> bool:
    """Whether a reader is said to have taken it for ours: what he believed is no claim."""
    return any(word.startswith(_MISREAD) for _, one in near for word in scene.passage.words[one.first : one.last])


def _affirmed(scene: Scene, token: int) -> bool:
    """Whether the sentence of the mention says after all that it is so: "… is validated with or without it"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if quoted(scene, token):
        return False
    shown = any(
        word.startswith((*_SHOWN, *_GONE)) or bits & (c.SAY | c.RETRACT)
        for word, bits in zip(passage.words[first:last], passage.bits[first:last], strict=True)
    )
    return not shown


TAKEN_OFF = Frame("taken-off", taken_off)
