"""Holders are listed somewhere, and a later clause says that we are not: "Our name does not appear there.".

The clause must say nothing else: one word that no question here knows ("is not hard to find there") and it is none.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import possessed
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_NEGATION: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_SELF: Final = c.WE | c.OUR | c.NAME
_TELLS: Final = (
    c.CERT | c.SCHEME | c.ISSUED | c.ONLY | c.EXCEPT | c.RIVAL | c.RANK | c.GLOBAL | c.PSEUDO | c.LACK | c.WITHOUT
)
_PLAIN: Final = c.PREP | c.DET | c.PUNCT | c.BE | c.AUX | c.WORD | c.AND | c.REL | c.ANAPH | c.LISTING | c.YOU
_VAIN: Final = word_set("lacking.vain")
_STANDS: Final = word_parts("unlisted.stands")
_SEEK: Final = word_parts("onnolist.seek")
"""Verbs of looking somebody up, by how they begin."""
_ENTRY: Final = word_set("onnolist.entry")
"""What of us would stand in a list."""
_THERE: Final = word_set("onnolist.there")
_OUR_VERBS: Final = word_parts("unlisted.our_verbs")
_LISTS: Final = word_set("onnolist.lists")
"""Where holders are listed."""
_HALF: Final = word_set("onnolist.half")
"""The first of two words that are one negation: "non … nessuno"."""
_LONG: Final = 14
_SOON: Final = 2


def on_no_list(case: Case) -> bool:
    """Whether the names, or those who are listed, are told of, and the next clauses say that we are on no such list."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, own = scene.segment_of(token)
    if case.scheme is None or possessed(scene, token) or passage.any(_SELF | c.NEG | c.NO, own.first, own.last):
        return False
    sentence = passage.sentences[own.sentence]
    listed = _lists(passage, sentence.first, sentence.last)
    behind = takewhile(lambda one: one.sentence <= own.sentence + _SOON, passage.segments[index + 1 :])
    absent = any(_absent(scene, one, listed=listed) and not of_another(scene, token, one) for one in behind)
    return absent and not claimed_beside(scene, token)


def _absent(scene: Scene, segment: Segment, *, listed: bool) -> bool:
    """Whether a clause says that we are not in the list, and no more."""
    passage, first, last = scene.passage, segment.first, segment.last
    if last - first > _LONG or passage.any(_TELLS, first, last):
        return False
    places = range(first, last)
    words = passage.words
    none = [at for at in places if passage.bits[at] & _NEGATION or words[at] in _VAIN]
    stands = any(words[at].startswith(_STANDS + _SEEK) for at in places) or (passage.any(c.BE, first, last))
    here = _lists(passage, first, last)
    there = here or _entry(passage, first, last) or any(not _THERE.isdisjoint(words[at].split(" ")) for at in places)
    if len(none) > 1 and here and words[none[0]] in _HALF and passage.bits[none[1]] & c.NO:
        del none[0]
    if len(none) != 1 or not stands or not (there if listed else here):
        return False
    return _us(passage, first, last) and all(_known(passage, at) for at in places)


def listed_there(scene: Scene, token: int) -> bool:
    """Whether the next sentence says that we are in the list: "Holders are listed at ENX. You will find us there."."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None or not _lists(passage, first, last):
        return False
    low, high = following.first, following.last
    places = range(low, high)
    verb = any(passage.words[at].startswith(_STANDS + _SEEK) for at in places) or passage.any(c.BE, low, high)
    there = any(not _THERE.isdisjoint(passage.words[at].split(" ")) for at in places)
    denied = passage.any(_NEGATION | c.LACK | c.COND, low, high) or any(passage.words[at] in _VAIN for at in places)
    known = all(_known(passage, at) or passage.bits[at] & c.WITHOUT for at in places)
    return high - low <= _LONG and verb and there and known and not denied and _us(passage, low, high)


def _us(passage: Passage, first: int, last: int) -> bool:
    """Whether it is us or our name that the clause is about."""
    verb = any(passage.words[at].endswith(_OUR_VERBS) for at in range(first, last))
    return verb or _entry(passage, first, last) or passage.any(c.WE | c.NAME, first, last)


def _entry(passage: Passage, first: int, last: int) -> bool:
    """Whether our name or the like is what would stand there."""
    return any(passage.words[at + 1] in _ENTRY for at in passage.places(c.OUR, first, last - 1))


def _known(passage: Passage, at: int) -> bool:
    """Whether a word only tells who stands where."""
    word = passage.words[at]
    return bool(
        passage.bits[at] & (_PLAIN | _NEGATION | _SELF)
        or word in _VAIN
        or word in _ENTRY
        or not _THERE.isdisjoint(word.split(" "))
        or word in _LISTS
        or word.startswith(_STANDS + _SEEK)
    )


def _lists(passage: Passage, first: int, last: int) -> bool:
    """Whether a list of holders is spoken of."""
    return passage.any(c.LISTING, first, last) or not _LISTS.isdisjoint(passage.words[first:last])


ON_NO_LIST: Final = Frame("on-no-list", on_no_list)
