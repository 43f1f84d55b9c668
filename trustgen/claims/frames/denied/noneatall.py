"""Clauses that say in plain words that we are not certified or have none: "the company has no status", "we are not".

Every word of such a clause is known, so that nothing in it turns the denial: no comparison, no limit, no other thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.topics import of_another, same
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_COMPANY: Final = word_set("noneatall.company")
"""Words for all that we are, for which no "our" is needed: "the company", "nous-mêmes"."""
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.LACK
_LIMITS: Final = c.ELSE | c.ONLY | c.MANNER | c.EXCEPT | c.PSEUDO | c.RIVAL | c.RANK
_TURNS: Final = _LIMITS | c.PLAN | c.THEN | c.UNREAL | c.FAIL
_VERBS: Final = c.BE | c.AUX | c.HOLD | c.NEG | c.NAY | c.NO | c.NONE | c.LACK | c.EXIST | c.BELONG
_PLAIN: Final = (
    _VERBS | c.WE | c.ADV | c.ANAPH | c.DET | c.ART | c.CERT | c.DEFNOUN | c.AND | c.LISTING | c.SCHEME
) | (c.PREP | c.PUNCT | c.OURS | c.REST | c.OUTSIDE | c.SELFNOUN | c.NOBODY | c.REL)
_THINGS: Final = c.CERT | c.ART | c.LISTING
_WORDS: Final = word_parts("noneatall.words")
"""Further words that such a clause may have: "in the name of", "issued to"."""
_NOUNS: Final = word_parts("noneatall.nouns")
"""Further nouns for what one has: "qualification"."""
_REST: Final = c.REST | c.OUTSIDE | c.LACK
_OUT: Final = word_set("noneatall.out")
_IS_OURS: Final = word_set("noneatall.is_ours")
_FEW: Final = 2


def none_at_all(scene: Scene, token: int, index: int) -> bool:
    """Whether a clause says of us, or of the company, that there is none: "noi non abbiamo tale qualifica"."""
    passage = scene.passage
    one = passage.segments[index]
    if of_another(scene, token, one) or not same(scene, token, one.first, one.last):
        return False
    if any(
        other.sentence == one.sentence and passage.any(c.SCHEME, other.first, other.last)
        for other in passage.segments[index + 1 :]
    ):
        # "We are not certified, for a SOC 2 is no certificate."
        return False
    first, last = _begin(passage, one), _end(passage, one)
    if passage.any(_TURNS, first, last) or not all(_plain(passage, at) for at in range(first, last)):
        return False
    if _outside(passage, first, last):
        return True
    if not _once(passage, first, last):
        return False
    if _unexamined(passage, index):
        return True
    return _of_us(passage, index) and (_thing(passage, first, last) or _brief(passage, first, last))


def _begin(passage: Passage, one: Segment) -> int:
    """Where a denial begins that goes on with the subject of the clause: "nous transmettons et n'avons pas"."""
    no = next(iter(passage.places(_NO, one.first, one.last)), one.last)
    joined = [at for at in passage.places(c.AND, one.first + 1, no) if passage.any(c.WE, one.first, at)]
    return joined[-1] + 1 if joined and passage.any(c.HOLD | c.BE | c.NEG, joined[-1] + 1, no + 1) else one.first


def _end(passage: Passage, one: Segment) -> int:
    """Where a denial ends behind which another stands: "wir sind es nicht und leiten daraus auch nichts ab"."""
    no = next(iter(passage.places(_NO, one.first, one.last)), one.last)
    joined = next(iter(passage.places(c.AND, no + 1, one.last)), one.last)
    again = passage.any(_NO, joined, one.last) and not passage.any(_THINGS | c.GOT, joined, one.last)
    return joined if again else one.last


def _once(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause is denied once; Romance languages say it twice: "no tiene ninguno"."""
    told = passage.places(_NO, first, last)
    twice = len(told) == _FEW and bool(passage.bits[told[0]] & c.NEG and passage.bits[told[1]] & (c.NO | c.NONE))
    return len(told) == 1 or (twice and not passage.any(c.LACK | c.WITHOUT, first, last))


def _of_us(passage: Passage, index: int) -> bool:
    """Whether a clause speaks of us or the company, or goes on about us: "wir leiten sie weiter und haben keine"."""
    one = passage.segments[index]
    if _us(passage, one) or _ours(passage, one):
        return True
    before = passage.segments[index - 1] if index else one
    if before.sentence != one.sentence:
        return False
    verb = passage.any(c.HOLD | c.BE | c.NEG, one.first, one.first + 1)
    if one.opener == "and" and verb:
        return passage.any(c.WE, before.first, before.last)
    # "L'entreprise, elle, n'en a pas."
    named = [at for at in range(max(index - 2, 0), index) if passage.segments[at].sentence == one.sentence]
    return (
        one.opener == ","
        and any(_us(passage, passage.segments[at]) for at in named)
        and all(passage.segments[at].last - passage.segments[at].first <= _FEW for at in named)
    )


def _us(passage: Passage, one: Segment) -> bool:
    """Whether a clause names us, ours, or the company."""
    names = passage.any(c.WE | c.OURS, one.first, one.last)
    return names or not _COMPANY.isdisjoint(passage.words[one.first : one.last])


def _ours(passage: Passage, one: Segment) -> bool:
    """Whether nothing of ours is the subject: "nada nuestro figura en las listas"."""
    none = passage.places(c.NONE | c.NOBODY, one.first, one.first + 1)
    return bool(none) and passage.any(c.OUR, one.first + 1, one.first + _FEW + 1)


def _unexamined(passage: Passage, index: int) -> bool:
    """Whether nobody examined what the clause before calls ours: "the board is ours, and nobody has evaluated it"."""
    one = passage.segments[index]
    before = passage.segments[index - 1] if index else one
    named = passage.any(c.OUR | c.OURS, before.first, before.last) or passage.words[before.last - 1] in _IS_OURS
    ours = before.sentence == one.sentence and named
    return (
        ours
        and passage.any(c.NOBODY, one.first, one.last)
        and passage.any(c.AUDIT | c.CERT, one.first, one.last)
        and not passage.any(c.CERT | c.ART | c.GOT, before.first, before.last)
    )


def _outside(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause is only that something of ours stays outside: "our software stays outside of it"."""
    begin = first + bool(passage.bits[first] & (c.DET | c.AND) and not passage.bits[first] & c.OUR)
    out = [at for at in range(begin + 2, last) if passage.bits[at] & _REST or passage.words[at] in _OUT]
    ours = passage.any(c.OUR, begin, begin + 1) and passage.any(c.SELFNOUN, begin + 1, begin + 2)
    return ours and bool(out) and not passage.any(_NO & ~c.LACK, first, last)


def _plain(passage: Passage, at: int) -> bool:
    """Whether a word turns no denial: it is known, or describes a list ("on the council's lists")."""
    bits, word = passage.bits[at], passage.words[at]
    if bits & c.OUR and not bits & c.WE:
        # "No approval of our own", "nothing of ours", "our company", "our software stays outside".
        near = passage.any(c.PREP | c.NONE, at - 1, at) or passage.any(c.SELFNOUN, at + 1, at + 2)
        return near or bool(bits & c.OURS)
    known = bits & _PLAIN or word in _COMPANY or word.startswith(_WORDS + _NOUNS) or word in _OUT
    return bool(known) or passage.word(at + 1) == "'s"


def _thing(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause names what there is none of: a paper, a status, a list on which one stands."""
    return any(
        (passage.bits[at] & _THINGS and not passage.bits[at] & (c.BE | c.AUX)) or passage.words[at].startswith(_NOUNS)
        for at in range(first, last)
    )


def _brief(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause is nothing but that we are not, or have none: "we ourselves are not", "the company has none"."""
    return all(
        passage.bits[at] & (c.WE | c.OUR | c.ADV | c.ANAPH | c.DET | _VERBS) or passage.words[at] in _COMPANY
        for at in range(first, last)
    )
