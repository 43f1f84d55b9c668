"""What was held went, in whatever words, and the next clause closes it: not renewed, not asked for again, none since.

The closing clause is read word by word, so the end itself may be told with weak verbs: "the certificate went with the
press when we sold it, and there has been none since".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.scenes.shortly import given_up
from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_AGAIN: Final = word_parts("notagain.again")
"""How words begin of what is not done a second time: "again", "another", "extension", "vuelto a"."""
_GONE: Final = word_set("notagain.gone")
"""Verbs that may tell of an end: "went", "died", "weggefallen"."""
_MOVED: Final = word_set("notagain.moved")
"""Verbs that say nothing by themselves: "did not go back", "ist nichts gekommen", "no right to"."""
_HELD: Final = word_set("ended.held")
_VALID: Final = word_parts("ended.valid")
_NEW: Final = word_set("ended.new")
_IT: Final = word_set("ended.it")
_UNTIL: Final = word_set("ended.until")
_YEARS: Final = word_set("ended.years")
_CERTIFIED: Final = word_parts("notagain.certified")
_SHOWS: Final = word_parts("notagain.shows")
_NO_LONGER: Final = word_set("presupposed.no_longer")
_FAR: Final = 2
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_PAPER: Final = c.ISSUED | c.STRONG | c.SEAL | c.PRESUP | c.DEFNOUN
_HAVING: Final = c.DONE | c.ASK | c.AUX | c.BE | c.HOLD | c.GOT | c.CERT | c.AUDIT | c.EXIST | c.SHOW | c.PASTEND
_CLOSING: Final = (_NO | _HAVING | c.WE | c.OUR | c.ANAPH | c.DET | c.PREP | c.ADV | c.NUMBER | c.SINCE) | (
    c.ART | c.PRESUP | c.AND | c.STRONG | c.WORD | c.PUNCT
)
_OTHERWISE: Final = (
    c.FINDING | c.COND | c.PLAN | c.SCHEME | c.OTHER | c.THIRD | c.RIVAL | c.EXAMINER | c.ASSESSOR | c.META | c.ONLY
) | (c.PSEUDO | c.EXCEPT | c.LACK | c.WITHOUT | c.QUIT | c.OPEN | c.YOUR | c.PERSON | c.READY | c.PROGRESS | c.SELFNOUN)


def not_again(case: Case) -> bool:
    """A holding that went, and of which a clause behind says that there was no other."""
    scene, token = case.scene, case.token
    passage = scene.passage
    index, own = scene.segment_of(token)
    if passage.sentences[own.sentence].question or scene.stance(index).asserts:
        return False
    reach = scene.around(token, 0, _FAR)
    behind = [at for at, one in enumerate(passage.segments) if at > index and one.sentence in reach]
    closing = next((at for at in behind if _closed_by(passage, passage.segments[at])), -1)
    if closing < 0 or _anew(scene, index, closing):
        return False
    over = (
        _skips(passage, own)
        or _went(passage, own, *chain(passage, token, own.first, own.last))
        or (_had(scene, token) and not _only_unseen(passage, passage.segments[closing]))
        or (_shown(scene, token) and any(_it_went(passage, passage.segments[at]) for at in behind if at <= closing))
    )
    return over and not claimed_beside(scene, token, strict=True)


def _closed_by(passage: Passage, one: Segment) -> bool:
    """Whether a clause closes it, or its second half: "poi abbiamo lasciato perdere e oggi non ne abbiamo"."""
    begins = [at + 1 for at in passage.places(c.AND, one.first, one.last) if not passage.bits[at] & _NO]
    return any(_closes(passage, first, one.last) for first in (one.first, *begins))


def _closes(passage: Passage, first: int, last: int) -> bool:
    """Whether words say no more than that there is none since, or that it was not renewed."""
    if passage.any(_OTHERWISE, first, last) or not _UNTIL.isdisjoint(passage.words[first:last]):
        return False
    denials = passage.places(_NO, first, last)
    ended = passage.places(c.PASTEND, first, last)
    if not all(_unrenewed(passage, at) for at in ended) or not (denials or ended):
        return False
    if any(not passage.bits[at] & _PAPER for at in passage.places(c.ART, first, last)):
        # "There has been no complaint since."
        return False
    if any(passage.any(c.PASTEND, at + 1, last) for at in denials if not passage.bits[at] & c.PASTEND):
        # "It has not lapsed since."
        return False
    return any(_again(passage, at) for at in range(first, last)) and all(
        passage.bits[at] & _CLOSING or _again(passage, at) or _empty(passage.words[at]) for at in range(first, last)
    )


def _unrenewed(passage: Passage, at: int) -> bool:
    """Whether a cue of ending is one of not being renewed, or of being no longer: "no se renovó"."""
    return passage.words[at] in _NO_LONGER or any(part.startswith(RENEWED) for part in passage.words[at].split())


def _again(passage: Passage, at: int) -> bool:
    """Whether a word is of a second time, or of the time since: "again", "renewal", "no longer"."""
    word = passage.words[at]
    return (
        bool(passage.bits[at] & (c.SINCE | c.PRESUP))
        or word in _NO_LONGER
        or any(part.startswith((*_AGAIN, *RENEWED)) for part in word.split())
    )


def _empty(word: str) -> bool:
    """Whether a word only says when, or moves nothing: a month, "year", "go"."""
    return word in _YEARS or word in _MOVED or is_month(word)


def _only_unseen(passage: Passage, one: Segment) -> bool:
    """Whether a clause only says that nobody has looked at it again, which leaves a paper in force."""
    looked = passage.places(c.AUDIT | c.CERT | c.EXAM, one.first, one.last)
    return any(not any(stem in passage.words[at] for stem in _CERTIFIED) for at in looked)


def _skips(passage: Passage, one: Segment) -> bool:
    """Whether a renewal was done without: "die Rezertifizierung haben wir uns gespart"."""
    renewal = any(word.startswith(RENEWED) for word in passage.words[one.first : one.last])
    return renewal and given_up(passage, one.first, one.last) and not passage.any(_OTHERWISE, one.first, one.last)


def _shown(scene: Scene, token: int) -> bool:
    """Whether a clause has the thing for its subject, or for what a page shows: "the old page showed the seal"."""
    passage = scene.passage
    _, one = scene.segment_of(token)
    start, _ = chain(passage, token, one.first, one.last)
    at = start - 1
    while at >= one.first and passage.bits[at] & (c.DET | c.OUR | c.PUNCT | c.ADJ):
        at -= 1
    if at < one.first or passage.bits[at] & (c.SAY | c.SHOW | c.DEFINE) or passage.words[at].startswith(_SHOWS):
        return True
    return _had(scene, token)


_BEFORE: Final = c.WE | c.OUR | c.AUX | c.DET | c.ADJ | c.ART | c.ADV | c.PREP | c.NUMBER | c.BE | c.PASTEND | c.PUNCT


def _went(passage: Passage, one: Segment, start: int, end: int) -> bool:
    """Whether the clause of a name says nothing of it but that it went: "the certificate went with the press"."""
    ends = [at for at in range(one.first, one.last) if _end(passage, at, one.last) and not start <= at < end]
    return (
        bool(ends)
        and not passage.any(_NO & ~c.PREP, one.first, min(ends[0], one.last))
        and all(
            bits & _BEFORE or passage.words[at] in _GONE or _empty(passage.words[at])
            for at, bits in enumerate(passage.bits[one.first : start], one.first)
        )
    )


def _end(passage: Passage, at: int, last: int) -> bool:
    """Whether a word tells of an end, and of no other: not "ran out of space", "went to us", "went live"."""
    weak = passage.words[at] in _GONE
    if not (weak or passage.bits[at] & c.PASTEND) or (weak and passage.any(c.YEA, at + 1, min(at + 2, last))):
        return False
    ours = any(passage.any(c.WE | c.OUR, place + 1, place + 2) for place in passage.places(c.PREP, at + 1, last))
    return not ours and passage.word(at + 1) != "of"


def _it_went(passage: Passage, one: Segment) -> bool:
    """Whether a clause behind tells that it went: "it ran out a year later", "ist erloschen"."""
    first, last = one.first, one.last
    ends = next((at for at in range(first, last) if _end(passage, at, last)), last)
    if ends >= last or passage.any(_NO & ~c.PREP, first, ends) or passage.any(c.SCHEME, first, last):
        return False
    named = passage.words[first] in THE and passage.any(c.ART, first + 1, first + 2)
    begins = passage.bits[first] & (c.ANAPH | c.BE | c.AUX | c.PASTEND | c.HOLD) or passage.words[first] in _IT | _GONE
    return bool(named or begins) and ends - first <= 4  # noqa: PLR2004


_BETWEEN: Final = c.DET | c.ADJ | c.ART | c.CERT | c.ALIGN | c.NUMBER | c.SCHEME | c.PREP & ~c.AUX | c.WE | c.ADV


def _had(scene: Scene, token: int) -> bool:
    """Whether we had it then, and nothing was done with it: "we once had ISO 13485"."""
    passage = scene.passage
    _, one = scene.segment_of(token)
    start, end = chain(passage, token, one.first, one.last)
    held = [at for at in range(one.first, start) if not _HELD.isdisjoint(passage.words[at].split())]
    if not held or passage.any(_NO, one.first, one.last):
        return False
    plain = all(bits & _BETWEEN for bits in passage.bits[held[-1] + 1 : start])
    until = next((at for at in range(end, one.last) if passage.words[at] in _UNTIL), one.last)
    return plain and all(
        bits & (c.PREP | c.NUMBER | c.PUNCT | c.ADV | c.DET | c.CERT) or _empty(passage.words[at])
        for at, bits in enumerate(passage.bits[end:until], end)
    )


def _anew(scene: Scene, index: int, closing: int) -> bool:
    """Whether it was renewed, is valid, or there is a new one: "it lapsed; the new one runs to 2028"."""
    passage, segments = scene.passage, scene.passage.segments
    if closing + 1 < len(segments) and segments[closing + 1].opener == "but":
        # "Nothing has come since but praise."
        return True
    for at, one in enumerate(segments):
        denied = passage.any(_NO | c.PASTEND, one.first, one.last)
        if at < index or denied or _skips(passage, one):
            continue
        fresh = any(word.startswith(RENEWED) or word in _NEW for word in passage.words[one.first : one.last])
        valid = any(word.startswith(_VALID) for word in passage.words[one.first : one.last])
        renewed = fresh or (valid and not passage.any(c.THEN, one.first, one.last))
        if renewed or passage.any(c.OURS, one.first, one.last):
            return True
    return False


NOT_AGAIN = Frame("not-again", not_again)
