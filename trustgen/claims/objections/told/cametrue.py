"""Plans, demands and comparisons behind or in which it is said that we have come by it.

"Many put it off. We tackled it.", "Our plan to be certified has come true.", "After ISO 27001 we plan for SOC 2.",
"Tenders require it. No problem for us.", "Are they the same? No. But we have both."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import clear
from trustgen.claims.scenes.beside import denied_beside
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.NAME
_LONG: Final = 14
_SHORT: Final = 7
_NEAR: Final = 4
_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.UNREAL | c.LACK | c.QUIT
_DID_IT: Final = word_parts("cametrue.did_it")
_AFTER: Final = word_set("cametrue.after")
_ON: Final = word_parts("cametrue.on")
_COME: Final = word_set("cametrue.come")
_BOTH: Final = word_set("cametrue.both")
_EASY: Final = word_parts("cametrue.easy")
_TIMES: Final = word_set("satforit.time")


def came_true(scene: Scene, token: int) -> bool:
    """Whether a plan or demand is said to have become a holding of ours."""
    return any(test(scene, token) for test in _TESTS)


def _cost_us(scene: Scene, token: int) -> bool:
    """Whether it is told what it cost us: "SOC 2 cost us 40,000 dollars", and no customer or deal."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    words = passage.words
    behind = words[token + 1 : last]
    return (
        len(behind) > _NEAR - 1
        and behind[0] in _COST
        and passage.any(c.WE, token + 2, token + 3)
        and passage.any(c.NUMBER, token + 3, token + 6)
        and not _UNITS.isdisjoint(behind[2 : _SHORT + 1])
        and clear(passage, token + 1, last)
    )


def _best_of_all(scene: Scene, token: int) -> bool:
    """Whether having come by it is praised: "Getting SOC 2 was the best decision we made."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    was = next(iter(passage.places(c.THEN, token + 1, min(token + _NEAR, last))), 0)
    return (
        passage.words[first] in _GETTING
        and was > 0
        and token - first < _NEAR
        and (not _PRAISE.isdisjoint(passage.words[was:last]) or _superlative(passage, was, last))
        and clear(passage, was, last, _NOT)
    )


def _superlative(passage: Passage, first: int, last: int) -> bool:
    """Whether something is the most of its kind: "the wisest decision"."""
    return any(
        passage.words[at].endswith(_MOST) and passage.words[at - 1] in THE and not passage.bits[at]
        for at in range(first + 1, last)
    )


def _report_answers(scene: Scene, token: int) -> bool:
    """Whether the next sentence tells what our report does: "Buyers expect SOC 2. Our report answers them."."""
    passage = scene.passage
    first, last = _behind(scene, token)
    return (
        last - first >= _NEAR
        and passage.any(c.OUR, first, first + 1)
        and passage.any(c.ISSUED, first + 1, first + 2)
        and passage.words[first + 2] in _ANSWERS
        and clear(passage, first, last)
        and _INSTEAD.isdisjoint(passage.words[first:last])
    )


_COST: Final = word_set("cametrue.cost")
_UNITS: Final = word_set("cametrue.units")
_MOST: Final = word_parts("cametrue.most")
"""How superlatives end."""
_GETTING: Final = word_set("cametrue.getting")
_PRAISE: Final = word_set("cametrue.praise")
_ANSWERS: Final = word_set("cametrue.answers")
_INSTEAD: Final = word_set("cametrue.instead")


def _behind(scene: Scene, token: int) -> tuple[int, int]:
    """The next sentence, where it is short, names no scheme and asks nothing."""
    passage = scene.passage
    behind = scene.following(token)
    if behind is None or behind.question or behind.last - behind.first > _LONG:
        return 0, 0
    if passage.any(c.SCHEME, behind.first, behind.last):
        return 0, 0
    return behind.first, behind.last


def _we_did_it(scene: Scene, token: int) -> bool:
    """Whether the next sentence ends in our having done it: "We are twelve people and did it in our first year."."""
    passage = scene.passage
    first, last = _behind(scene, token)
    if first == last or not clear(passage, first, last) or not passage.any(_US, first, min(first + _NEAR, last)):
        return False
    if passage.any(c.THIRD | c.OTHER | c.YOU | c.YOUR | c.UNREAL | c.SOON, first, last):
        return False
    text = f" {' '.join(passage.words[first:last])} "
    verb = next((phrase for phrase in _DID_IT if f" {phrase} " in text), "")
    rest = text.partition(f" {verb} ")[2].split() if verb else ["-"]
    # "We did it by hand", "we did it with a spreadsheet" may be anything.
    return all(word in _TIMES or word.isdigit() or word in _OURSELVES for word in rest)


_OURSELVES: Final = word_set("cametrue.ourselves")


def _plan_came_true(scene: Scene, token: int) -> bool:
    """Whether the sentence that plans says that the plan came true: "our plan to become certified has come true"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return passage.any(c.OUR, first, token) and any(
        passage.any(c.TRUTH, at + 1, at + 2) and clear(passage, at - 1, last)
        for at in range(token + 1, last - 1)
        if passage.words[at].rpartition(" ")[2] in _COME
    )


def _after_those(scene: Scene, token: int) -> bool:
    """Whether the sentence begins with what came before the next one: "After ISO 27001 we are planning for SOC 2."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    before = passage.any(c.PLAN, 0, first)
    if before or passage.words[first] not in _AFTER or passage.any(c.COND | c.ONCE | c.NEG | c.NO, first, last):
        return False
    us = next(iter(passage.places(_US, token, last)), 0)
    between = all(bits & (c.SCHEME | c.AND | c.PUNCT | c.ART | c.CERT | c.DET) for bits in passage.bits[first + 1 : us])
    return bool(us) and between and passage.any(c.SCHEME, us, last) and not denied_beside(scene, token)


def _on_ours(scene: Scene, token: int) -> bool:
    """Whether the plan is said to stand on a paper of ours: "FedRAMP High, building on our Moderate authorization"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    for at in passage.places(c.OUR, token + 2, last):
        near = passage.words[max(token, at - 2) : at]
        paper = passage.any(c.ART | c.ISSUED, at + 1, min(at + _NEAR, last))
        if paper and " ".join(near).endswith(_ON) and not passage.any(c.PLAN | c.NEG | c.NO, at, last):
            return not denied_beside(scene, token)
    return False


def _easy(scene: Scene, token: int) -> bool:
    """Whether a demand is said to be no trouble to us: "Tenders require ISO 9001. No problem for us."."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(token)
    first, last = _behind(scene, token)
    if first == last or last - first > _SHORT or not passage.any(c.ASK | c.DUTY | c.DEFINE, begin, end):
        return False
    text = " ".join(passage.words[first:last])
    return text.startswith(_EASY) and passage.any(_US, first, last)


def _both(scene: Scene, token: int) -> bool:
    """Whether an answer or a comparison goes on that we have both, or all: "No. But we have both."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    if any(_has_both(passage, one) for one in passage.segments if one.sentence > number):
        return True
    if not passage.sentences[number].question or not scene.unit.context.answer:
        return False
    told = scene.read(scene.unit.context.answer[:_ANSWER])
    return any(_has_both(told, one) for one in told.segments)


_ANSWER: Final = 600


def _has_both(passage: Passage, one: Segment) -> bool:
    """Whether a short clause says that we have both, or give readers one."""
    first, last = one.first, one.last
    if last - first > _SHORT or not clear(passage, first, last) or passage.words[last - 1] not in _BOTH:
        return False
    if passage.any(c.SCHEME | c.THIRD | c.OTHER | c.YOUR, first, last) or not passage.any(_US, first, last - 1):
        return False
    at = last - 2
    at -= bool(passage.bits[at] & c.YOU)
    return at > first and passage.any(c.HOLD | c.GOT | c.SHOW, at, at + 1) and not passage.bits[at - 1] & c.AUX


_TESTS: Final = (
    *(_we_did_it, _plan_came_true, _after_those, _on_ours, _easy, _both),
    *(_cost_us, _best_of_all, _report_answers),
)
