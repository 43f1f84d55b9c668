"""What the next sentence takes up from words about the scheme or the market, and tells of us.

"TISAX has three levels." is honest and so is "Banks ask for a report."; "We are at the highest." and "They get it every
January." behind them are claims.  They name nothing: a level, an "ours", an "it" stands for what was told before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.frames.passedon.inkind import at_the_most
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.NAME
_UNSURE: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.UNREAL | c.OPEN | c.PROGRESS | c.QUIT
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.RIVAL | c.YOUR | c.HELP
_LONG: Final = 14
_SHORT: Final = 8
_NEAR: Final = 3
_NOUN: Final = 5
_MEETS_IT: Final = 3
"""A name, a verb and "it"."""
_LEVELS: Final = word_parts("bynature.levels")
_TOP: Final = word_set("takenup.top")
_TALK: Final = word_parts("takenup.talk")
"""How verbs begin by which we only speak of something."""
_PLUS: Final = word_set("takenup.plus")
"""The French word for "most", which with "ne" means "no longer"."""
_NE: Final = word_set("takenup.ne")


def following(scene: Scene, token: int) -> tuple[int, int]:
    """What stands behind a mention's statement: the rest behind a semicolon, or the next sentence; else nothing.

    A sentence that names a scheme, or asks, says for itself what it is about.
    """
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    if passage.sentences[number].question:
        return 0, 0
    mark = next((at for at in range(token + 1, last) if passage.words[at] == ";"), last)
    behind = scene.following(token)
    if mark < last:
        first, stop = mark + 1, last
    elif behind is None or behind.question:
        return 0, 0
    else:
        first, stop = behind.first, behind.last
    while first < stop and passage.bits[first] & (c.PUNCT | c.AND):
        first += 1
    if not 0 < stop - first <= _LONG or passage.any(c.SCHEME, first, stop):
        return 0, 0
    return first, stop


def clear(passage: Passage, first: int, last: int, unsure: int = _UNSURE) -> bool:
    """Whether nothing in a region denies, plans or doubts; "au plus haut niveau" denies nothing."""
    doubts = [at for at in passage.places(unsure, first, last) if passage.words[at] not in _PLUS]
    return not doubts and _NE.isdisjoint(passage.words[first:last])


def taken_up(scene: Scene, token: int) -> bool:
    """Whether what stands behind a statement on the scheme or the market tells of ours by taking up a part of it."""
    passage = scene.passage
    first, last = following(scene, token)
    if first == last:
        return False
    if not clear(passage, first, last):
        return _no_less(passage, first, last)
    if any(word.startswith(_TALK) for word in passage.words[first:last]):
        return False
    if passage.any(_ELSE, first, last):
        return _on_the_list(scene, token, first, last)
    return any(test(scene, token, first, last) for test in _TESTS)


def _no_less(passage: Passage, first: int, last: int) -> bool:
    """Whether we deny to take less, or our examiner to have objected: "We wouldn't settle for less."."""
    doubts = passage.places(_UNSURE, first, last)
    if any(not passage.bits[at] & (c.NEG | c.UNREAL) for at in doubts):
        return False
    less = (
        passage.any(c.WE, first, first + 1) and passage.words[last - 1] in _LESS and passage.any(c.PREP, last - 2, last)
    )
    return less or _of_our_examiner(passage, first, last)


_LESS: Final = word_set("takenup.less")


def _of_our_examiner(passage: Passage, first: int, last: int) -> bool:
    """Whether an examiner of the trade is called ours: "Our 3PAO has never had a complaint."."""
    return any(passage.any(c.OUR, at - 1, at) for at in range(first + 1, last) if passage.words[at] in _EXAMINERS)


def _at_a_level(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether levels or parts were told of, and we are at one of them: "There are three. We are at the highest."."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    counted = any(word.startswith(_LEVELS) for word in passage.words[begin:first])
    number = passage.any(c.NUMBER | c.CLAUSE, token, first)
    us = passage.any(_US | c.OURS, first, first + 2)
    if not us and not (passage.bits[first] & c.ANAPH and passage.any(_US | c.OUR, first, last)):
        return False
    if last - first > _SHORT:
        return False
    end = last - 1
    level = passage.words[end] in _TOP or bool(passage.bits[end] & c.RANK) or passage.words[end].startswith(_SECOND)
    if counted and (level or at_the_most(passage, first, end) or names_level(scene, token, first, last)):
        return True
    if counted and passage.bits[first] & c.ANAPH and passage.words[first + 2 : first + 3] != []:
        # "That is where we play.", "That is the one on our wall."
        return not _WHERE.isdisjoint(passage.words[first + 1 : first + 4])
    return number and us and (_all_of_them(passage, first, last) or _numbered(passage, token, first, last))


_SECOND: Final = word_parts("meanwhile.second")
_WHERE: Final = word_set("takenup.where")


def names_level(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a region ends in a level of the scheme: "Fabrikam is at Moderate"."""
    passage = scene.passage
    found = passage.found[token]
    scheme = schemes(scene.facts.own).get(scene.found[found].scheme) if found >= 0 else None
    if scheme is None:
        return False
    text = scene.folded.bare[passage.starts[first] : passage.ends[last - 1]]
    return bool(levels_in(scheme, bare(text)))


def _all_of_them(passage: Passage, first: int, last: int) -> bool:
    """Whether all of what was counted is meant: "We cover all of them.", "Nous les remplissons toutes."."""
    every = [at for at in passage.places(c.GLOBAL, first, last) if passage.words[at] in _ALL]
    # "We cover all of them in our course." speaks of a course.
    return bool(every) and (passage.any(c.ANAPH, last - 1, last) or every[-1] >= last - 2)


_ALL: Final = word_set("takenup.all")


def _numbered(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether a noun of the statement comes back with numbers: "Nous couvrons les activités 1 à 6"."""
    nouns = {word for word in passage.words[token:first] if len(word) > _NOUN}
    return any(passage.words[at] in nouns and passage.bits[at + 1] & c.NUMBER for at in range(first, last - 1))


def _ours(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether an audit or a report was told of, and how ours was: "It usually takes six months. Ours took three."."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    audits = passage.places(c.EXAM | c.ISSUED, begin, first)
    at = first + (1 if passage.bits[first] & c.DET else 0)
    ours = passage.any(c.OUR | c.OURS, at, at + 1) and not passage.bits[at] & c.THEIR
    noun = at + 1 < last and not passage.bits[at + 1] and passage.words[at + 1] not in _PAST
    ours = ours and not (noun and not passage.bits[at] & c.OURS)
    if not audits:
        return False
    if passage.bits[first] & c.WE and not ours and passage.any(c.COST, begin, first):
        # "An assessment takes a year on average. We needed seven months."
        return last - first <= _NOUN and passage.any(c.NUMBER, first, last) and bool(passage.bits[last - 1] & c.COST)
    if ours and passage.any(c.ANAPH, at + 2, at + 3):
        return True
    if not (ours or not _LATEST.isdisjoint(passage.words[first : at + 2])):
        return False
    if passage.bits[at] & c.OURS and at + 1 < last and not passage.bits[at + 1]:
        # Any verb will do: "Ours wrapped up last week."
        return True
    return passage.any(c.NUMBER | c.HAPPEN | c.THEN, at, last) or not _PAST.isdisjoint(passage.words[at:last])


_LATEST: Final = word_set("takenup.latest")
_PAST: Final = word_set("takenup.past")


def _our_result(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a score or result of ours is told of, as only who was assessed has one: "Our lowest score was 4"."""
    passage = scene.passage
    return token < first and any(
        passage.words[near] in _RESULTS
        for at in passage.places(c.OUR, first, last)
        for near in range(at + 1, min(at + 1 + _NEAR, last))
    )


_RESULTS: Final = word_set("takenup.results")


def _we_meet_it(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether we are said to meet or live it: "Fabrikam meets it.", "We live it every day."."""
    passage = scene.passage
    if not (passage.any(_US, first, first + 1) or (token < first and scene.maybe_proper(first))):
        return False
    verb = passage.bits[first + 1] if first + 1 < last else 0
    meets = bool(verb & (c.CERT | c.YEA | c.GOT | c.DONE)) and not verb & (c.AUX | c.ART)
    if not passage.any(_US, first, first + 1):
        return meets and last - first <= _MEETS_IT and bool(verb & c.CERT)
    it = first + 2 < last and bool(passage.bits[first + 2] & c.ANAPH)
    woke = not _WOKE.isdisjoint(passage.words[first + 1 : first + 2]) and passage.any(c.ANAPH, last - 1, last)
    return (meets and it) or woke


_WOKE: Final = word_set("takenup.woke")


def _to_us(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is one thing to many and an everyday one to us: "For some it is a logo. For us it's a habit."."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    many = passage.bits[begin] & c.PREP and passage.any(c.GENERIC, begin, begin + 3)
    us = passage.bits[first] & c.PREP and passage.any(_US | c.OUR, first, first + 2)
    daily = passage.any(c.SINCE, first, last) or not _DAILY.isdisjoint(passage.words[first:last])
    return bool(many and us and daily) and passage.any(c.ANAPH | c.BE, first, last)


_DAILY: Final = word_set("takenup.daily")


def _they_get_it(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether who asks for it is said to get it: "Banks expect a report. They receive it every January."."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    asked = passage.any(c.ASK, begin, first) or any(word.startswith(_WANT) for word in passage.words[begin:token])
    if not (asked or passage.any(c.GENERIC | c.YOU, begin, token)) or last - first > _SHORT + 2:
        return False
    words = passage.words[first:last]
    gets = (asked or passage.any(c.WITHUS, first, last)) and not _IT.isdisjoint(words) and not _GET.isdisjoint(words)
    we = passage.any(c.WE, first, first + 1)
    handed = any(
        passage.words[at] in _IT
        for show in passage.places(c.SHOW, first, last)
        for at in (first + 1, show + 1)
        if at < last
    )
    # "Buyers want ISO 27001. We have what they want."
    wish = passage.any(c.HOLD & ~c.AUX, first + 1, first + 2) and passage.any(c.REL, first + 2, first + 3)
    return bool(gets) or (we and (handed or wish))


_WANT: Final = word_parts("boasts.want")
_IT: Final = word_set("takenup.it")
_GET: Final = word_set("takenup.get")


def _examined_us(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether somebody of the trade examined us or found nothing amiss: "…, and the auditor accepted every one"."""
    passage = scene.passage
    if _of_our_examiner(passage, first, last):
        return True
    accepted = any(
        any(word.startswith(_ACCEPTED) for word in passage.words[at + 1 : at + 1 + _NEAR])
        for at in passage.places(c.EXAMINER | c.ASSESSOR, first, last)
    )
    at = next(iter(passage.places(c.AUDIT, first, last)), last)
    us = token < first and at + 1 < last and bool(passage.bits[at + 1] & c.WE) and scene.maybe_proper(at - 1)
    return (accepted and passage.any(c.WE, first, last)) or us


_EXAMINERS: Final = word_set("takenup.examiners")
_ACCEPTED: Final = word_parts("takenup.accepted")


def _on_the_list(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether we are listed, or the first or third to make use of it: "Fabrikam has been listed since 2023"."""
    passage = scene.passage
    if token > first or not passage.any(_US, first, first + 1):
        return False
    listed = any(word in _LISTED for word in passage.words[first + 1 : first + 1 + _NEAR])
    rank = passage.any(c.BE, first + 1, first + 2) and (
        passage.any(c.RANK, first + 2, first + 5)
        or any(word in _THIRD for word in passage.words[first + 2 : first + 5])
    )
    return listed or (rank and passage.any(c.ANAPH, first + 4, last))


_LISTED: Final = word_set("takenup.listed")
_THIRD: Final = word_set("takenup.third")

_TESTS: Final = (
    *(_at_a_level, _ours, _our_result, _we_meet_it, _to_us),
    *(_they_get_it, _examined_us, _on_the_list),
)
