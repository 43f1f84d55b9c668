"""Demands and phrases in quotation marks, and what is said behind them: we cannot confirm it, there is no such thing.

"“Confirm that the product is PSN accredited.” We cannot confirm this.": the words are somebody else's, and the reply
takes them away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.hadtopass import had_to_pass
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.market import INSTEAD
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed, quoted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.OURS
_CAN: Final = word_parts("quotedback.can")
_CONFIRM: Final = word_parts("quotedback.confirm")
"""How verbs begin of saying yes to a demand."""
_CARDS: Final = word_parts("quotedback.cards")
"""How nouns begin for what a scheme is about."""
_TAKES: Final = word_parts("quotedback.takes")
"""How verbs begin of having to do with that."""
_FIRMS: Final = word_set("apposed.firms")
_OFFERED: Final = word_parts("quotedback.offered")
_MEANT: Final = word_set("quotedback.meant")
_PUT: Final = word_set("quotedback.put")
_WHAT: Final = word_set("quotedback.what")
_MERELY: Final = word_set("quotedback.merely")
_NOT: Final = c.NEG | c.NO | c.NONE | c.DECLINE
_SHORT: Final = 5
_LITTLE: Final = c.WE | c.NEG | c.ANAPH | c.AUX | c.DET | c.ADV | c.PREP | c.WORD | c.AND


def quoted_back(case: Case) -> bool:
    """A phrase in quotation marks whose reply does not leave it standing."""
    scene, token = case.scene, case.token
    words = scene.passage.words
    if not quoted(scene, token) or possessed(scene, token) or '"' not in words[:token] or '"' not in words[token:]:
        return False
    if _they_wrote(scene, token) and scene.following(token) is None:
        return True
    replied = any(
        test(scene, token)
        for test in (_not_confirmed, _is_not, _of_our_host, _offered, _supplier_meant, _they_wrote, _of_another)
    ) or _not_concerned(case)
    replied = replied or had_to_pass(scene, token)
    return (replied or _write_instead(scene, token)) and not claimed_beside(scene, token)


def _reply(scene: Scene, token: int) -> tuple[int, int]:
    """The first and last token of the sentence behind the quotation; none where it goes on."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    closed = next(at for at in range(token, len(passage)) if passage.words[at] == '"')
    if closed > last + 1 or number + 1 >= len(passage.sentences):
        return 0, 0
    following = passage.sentences[number + 1]
    first = following.first
    while first < following.last and passage.bits[first] & c.PUNCT:
        first += 1
    return first, following.last


def _not_confirmed(scene: Scene, token: int) -> bool:
    """Whether we cannot confirm it, or no company can: "We cannot confirm this.", "No company can answer yes"."""
    passage = scene.passage
    first, last = _reply(scene, token)
    if first >= last or passage.any(c.PSEUDO | c.RIVAL | c.EXCEPT | c.ONLY | c.COND | c.BUT | c.SCHEME, first, last):
        return False
    if not any(word.startswith(_CONFIRM) for word in passage.words[first:last]):
        return False
    if passage.any(c.NO | c.NOBODY, first, first + 1) and (
        passage.any(c.GENERIC | c.NOBODY, first, first + 2)
        or not _FIRMS.isdisjoint(passage.words[first + 1 : first + 2])
    ):
        return _can(passage, first, last) and not passage.any(_SELF, first, last)
    end = min((one.last for one in passage.segments if one.first <= first < one.last), default=last)
    return (
        len(passage.places(c.NEG, first, end)) == 1
        and _can(passage, first, end)
        and all(bits & _LITTLE or word.startswith(_CONFIRM + _CAN) for word, bits in _words(passage, first, end))
    )


def _words(passage: Passage, first: int, last: int) -> list[tuple[str, int]]:
    return list(zip(passage.words[first:last], passage.bits[first:last], strict=True))


def _can(passage: Passage, first: int, last: int) -> bool:
    return any(word.startswith(_CAN) for word in passage.words[first:last])


def _is_not(scene: Scene, token: int) -> bool:
    """Whether a phrase is called something, and what follows is a no: "“SOC 2 certified” is a thing. It isn't."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    closed = next(at for at in range(token, len(passage)) if passage.words[at] == '"')
    if passage.words[first] != '"' or not closed < last - 1 or passage.sentences[number].question:
        return False
    if number + 1 >= len(passage.sentences) or passage.any(_SELF | c.NEG | c.NO | c.META | c.ONLY, first, last):
        return False
    if not passage.bits[closed + 1] & (c.BE | c.EXIST) or not _MERELY.isdisjoint(passage.words[closed:last]):
        return False
    following = passage.sentences[number + 1]
    segment = passage.segments[passage.segment_at(following.first)]
    return (
        following.last - following.first <= _SHORT
        and bool(passage.bits[following.first] & c.ANAPH)
        and scene.stance(passage.segment_at(following.first)).denies
        and segment.last == following.last
        and not passage.any(_SELF, following.first, following.last)
    )


def _not_concerned(case: Case) -> bool:
    """Whether it is asked, and the product has nothing to do with it: "“Is it PCI?” It takes no cards."."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    if case.scheme is None or not passage.sentences[number].question:
        return False
    first, last = _reply(scene, token)
    end = min((one.last for one in passage.segments if one.first <= first < one.last), default=first)
    if first >= end or passage.any(c.YEA | c.CERT | c.BUT | c.EXCEPT | c.PSEUDO | c.SCHEME | c.DONE, first, last):
        return False
    no = passage.places(c.NO | c.NONE, first, end)
    return (
        len(no) == 1
        and any(word.startswith(_CARDS) for word in passage.words[no[0] + 1 : end])
        and end - no[0] <= _SHORT
        and any(word.startswith(_TAKES) for word in passage.words[first:end])
    )


def _of_our_host(scene: Scene, token: int) -> bool:
    """Whether it is asked of our host, and we say nothing of us: "“Is your host accredited?” It is Krystal."."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    begin, end = _reply(scene, token)
    return (
        begin < end
        and passage.sentences[number].question
        and any(passage.any(c.THIRD, at + 1, min(at + 4, token)) for at in passage.places(c.YOUR, first, token))
        and not passage.any(_SELF | c.YEA | c.CERT | c.DONE | c.INHERIT, begin, end)
    )


def _offered(scene: Scene, token: int) -> bool:
    """Whether a seal was offered to us at a price: "we were offered a “HIPAA Verified” badge for $499"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    closed = passage.words.index('"', token)
    offer = any(word.startswith(_OFFERED) for word in passage.words[first:token])
    return (
        offer
        and passage.any(c.SEAL | c.ART, closed + 1, closed + 2)
        and passage.any(c.NUMBER | c.COST, closed + 2, last)
        and not passage.any(c.GOT | c.DONE | c.YEA, closed + 1)
        and not any(
            passage.any(c.WE, one.first, one.last) and not passage.any(_NOT, one.first, one.last)
            for one in passage.segments
            if one.first > closed
        )
    )


def _supplier_meant(scene: Scene, token: int) -> bool:
    """Whether it is said that a word in quotation marks means somebody else: "…, it is the supplier that is meant"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    closed = passage.words.index('"', token)
    meant = any(word.rpartition(" ")[2] in _MEANT for word in passage.words[closed:last])
    return meant and passage.any(c.THIRD | c.OTHER, closed, last) and not passage.any(_SELF | c.NEG, closed, last)


def _they_wrote(scene: Scene, token: int) -> bool:
    """Whether somebody put the word on what is his: "that partner had put “certified” on his home page"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    closed = passage.words.index('"', token)
    opened = max(at for at in range(token) if passage.words[at] == '"')
    return (
        closed - opened <= _SHORT
        and passage.any(c.THIRD, first, min(first + 3, opened))
        and any(word in _PUT for word in passage.words[first:opened])
        and passage.any(c.THEIR, closed, last)
        and not passage.any(_SELF | c.NEG, first, last)
        and all(passage.bits[at] & c.DET for at in passage.places(c.TRUTH, first, last))
    )


def _of_another(scene: Scene, token: int) -> bool:
    """Whether a story tells of something, and then whose it is: "“a SOC 2 audited cloud”. It is Google's"."""
    passage, following = scene.passage, scene.following(token)
    _, first, _ = scene.sentence_of(token)
    if following is None or not passage.any(c.SAY, first, token) or passage.any(_SELF, first, token):
        return False
    end = min(following.first + _SHORT, following.last)
    be = next(iter(passage.places(c.BE, following.first, end)), following.last)
    return (
        be + 2 < len(passage)
        and bool(passage.bits[be + 1] & c.OTHER)
        and passage.words[be + 2] == "'s"
        and not passage.any(_SELF, following.first, be)
    )


def _write_instead(scene: Scene, token: int) -> bool:
    """Whether somebody was told to get it and learns what to do instead: "told to “get their SOC 2”, and needs …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    closed = next(at for at in range(token, len(passage)) if passage.words[at] == '"')
    what = next((at for at in range(closed + 1, last) if passage.words[at] in _WHAT), last)
    return (
        passage.any(c.SAY | c.ASK, first, token)
        and any(word in INSTEAD for word in passage.words[what:last])
        and not passage.any(_SELF | c.NEG | c.NO, first, last)
    )


QUOTED_BACK = Frame("quoted-back", quoted_back)
