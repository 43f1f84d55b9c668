"""Somebody else speaks of himself: a quotation in running text with its speaker, a reader who asks above an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.below import have_it
from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.reading import attributed
from trustgen.claims.scenes.said import piece
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_TELLS: Final = word_parts("voices.tells")
_TO_US: Final = word_set("voices.to_us")
_NEAR: Final = 16
"""Tokens in front of a quotation, or behind it, in which its speaker is named."""
_MY: Final = word_set("voices.my")
_POLICY: Final = word_parts("voices.policy")


def quotation(case: Case) -> bool:
    """In a quotation of which a named person or another company's is the speaker, "we" are that company."""
    scene, token = case.scene, case.token
    passage = scene.passage
    first = _opening(scene, token)
    if first < 0:
        return False
    last = passage.words.index('"', token) if '"' in passage.words[token:] else -1
    if last < 0 or not passage.any(c.WE | c.OUR | c.OURS, first, last) or passage.any(c.NAME | c.YOUR, first, last):
        return False
    if passage.any(c.THEIR | c.THIRD | c.OTHER, first, token) or not _TO_US.isdisjoint(passage.words[first:last]):
        return False
    begin = max(first - 1 - _NEAR, scene.sentence_of(first - 1)[1])
    if (
        _of_a_supplier(passage, token, first, last)
        or _of_a_find(passage, token, first, last)
        or _chose_them(scene, first, token)
    ):
        return False
    return _speaker(scene, begin, first - 1) or _speaker(scene, last + 1, min(last + 1 + _NEAR, len(passage)))


def _of_a_supplier(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is a supplier whom the speaker has, who is us: "having a FedRAMP authorized partner saved a year"."""
    at = token + 1
    while at < last and passage.bits[at] & (c.CERT | c.SCHEME) and not passage.bits[at] & c.THIRD:
        at += 1
    supplier = token + 1 < at < last and passage.bits[at] & (c.THIRD | c.GENERIC)
    return bool(supplier) and not passage.any(c.ASK | c.DUTY | c.PLAN | c.COND | c.NEG | c.NO, first, last)


def _of_a_find(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it begins with a thing of ours that the speaker likes: "Finally a certified app my team uses"."""
    if passage.bits[first] & c.RARE and token - first <= _SOON:
        # "Enfin un agenda certifié HDS que mon secrétariat aime"
        beside = passage.bits[max(first, token - 4) : token] + passage.bits[token + 1 : token + 3]
        return any(bits & c.CERT and not bits & c.ART for bits in beside) and not (
            passage.any(_VERBS, first, token) or passage.any(_UNMET, first, last)
        )
    at = token + 1
    while at < last and passage.bits[at] & c.CERT and not passage.bits[at] & c.ART:
        at += 1
    return (
        token + 1 < at < last - 1
        and not passage.bits[at] & ~c.SELFNOUN
        and passage.words[at].isalpha()
        and bool(passage.bits[at + 1] & (c.WE | c.OUR))
        and all(bits & (c.DET | c.ADJ | c.ADV | c.RARE | c.RANK | c.PREP) for bits in passage.bits[first:token])
        and not passage.any(_UNMET, at, last)
    )


_SOON: Final = 5
_VERBS: Final = c.WE | c.BE | c.AUX | c.HOLD
_UNMET: Final = c.ASK | c.DUTY | c.PLAN | c.COND | c.NEG | c.NO | c.UNREAL | c.LACK
_THEM: Final = word_set("voices.them")
_CHOSE: Final = word_parts("voices.chose")


def _chose_them(scene: Scene, first: int, token: int) -> bool:
    """Whether a supplier is whom the speaker chose: "Li abbiamo scelti", "We chose Acme because it is certified"."""
    passage = scene.passage
    for at in range(first, token):
        if passage.words[at] in _THEM and any(word.startswith(_CHOSE) for word in passage.words[at + 1 : at + 4]):
            return True
        chosen = passage.words[at].startswith(_CHOSE) and passage.any(c.WE, max(at - 2, first), at)
        if chosen and scene.maybe_proper(at + 1) and attributed(scene, token):
            # Nothing about the speaker follows: it is the one who was chosen that is certified.
            return passage.any(c.BE, at + 2, token) and not passage.any(c.WE | c.OUR, at + 1, token)
    return False


def _opening(scene: Scene, token: int) -> int:
    """The token behind the quotation mark that opens the quotation of the mention; -1 outside of one."""
    words = scene.passage.words
    marks = [at for at in range(token) if words[at] == '"']
    return marks[-1] + 1 if len(marks) % 2 else -1


def _speaker(scene: Scene, first: int, last: int) -> bool:
    """Whether a region names who speaks: a name that is not ours, with a verb of telling or a colon."""
    passage = scene.passage
    staff = any(not passage.bits[at] & c.WE for at in passage.places(c.OUR, first, last))
    if first >= last or staff or passage.any(c.NAME, first, last):
        return False
    words = passage.words[first:last]
    if '"' in words:
        # The quotation before has a speaker of its own.
        first += len(words) - words[::-1].index('"')
        words = passage.words[first:last]
    told = [at for at in range(first, last) if passage.words[at].startswith(_TELLS)]
    if words[-1:] == [":"]:
        told.append(last - 1)
    for at in told:
        # "…, says the head of IT. The team meets every Tuesday." names nobody who speaks.
        _, begin, end = scene.sentence_of(at)
        if any(_proper(scene, near) for near in range(max(first, begin), min(last, end + 1))):
            return True
    return False


def _proper(scene: Scene, at: int) -> bool:
    common = at > 0 and bool(scene.passage.bits[at - 1] & (c.DET | c.OUR | c.ADJ) & ~c.ADV)
    return not scene.passage.bits[at] and scene.capital(at) and not common


def reader(case: Case) -> bool:
    """A question in a heading in which a reader speaks of his own rules: "Our policy requires ISO 27001. What now?"."""
    scene, token = case.scene, case.token
    passage, context = scene.passage, scene.unit.context
    _, first, last = scene.sentence_of(token)
    mine = [at for at in range(first, token) if passage.bits[at] & c.OUR or passage.words[at] in _MY]
    if not context.answer or not mine or passage.any(c.GOT | c.DONE | c.SINCE, first, last):
        return False
    rules = any(
        passage.words[at + 1].startswith(_POLICY) or passage.words[at + 2].startswith(_POLICY)
        for at in mine
        if at + 2 < len(passage)
    )
    asks = passage.any(c.ASK | c.DEFINE | c.DUTY, first, token)
    return rules and asks and not _handed(scene)


def _handed(scene: Scene) -> bool:
    """Whether the answer says yes, or that we have it."""
    context = scene.unit.context
    _, answer, _ = piece(context.answer[:600], context.lang, scene.facts.names, scene.facts.others)
    if scene.said(context.answer).kind == "yes" or not answer.sentences:
        return True
    return have_it(answer)


QUOTATION = Frame("somebody-speaks", quotation)
READER = Frame("reader-asks", reader)
