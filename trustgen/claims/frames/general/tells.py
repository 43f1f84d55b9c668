"""What a scheme tells and into what it sorts: "an EAL tells you how thorough it was", "at one of three levels"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.general.bynature import counts_levels
from trustgen.claims.frames.harmless import INDEFINITE, harmless, ours
from trustgen.claims.negation.negated import TYPES
from trustgen.claims.scenes.reading import THE, chain, points_here
from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOUR
_TOLD: Final = _US | c.DONE | c.SINCE | c.PRESUP | c.RARE | c.RANK | c.CARRY | c.INHERIT | c.FINDING | c.OTHER
_AT_HAND: Final = c.WE | c.CTA | c.ISSUED | c.CERT | c.SELFNOUN | c.GOT | c.HOLD | c.OURS
"""What would tell in another sentence that one is there."""
_HOW: Final = word_set("tells.how")
_OF: Final = word_set("singled.of")
_ONE: Final = word_set("tells.one")
_INTO: Final = word_set("tells.into")
_MANY: Final = 3
_NEAR: Final = 4
_FAR: Final = 8
_YEAR: Final = 4


def tells(case: Case) -> bool:
    """Whether a sentence without us says how to read a scheme, or how many kinds it has."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if case.scheme is None or not scene.prose or passage.sentences[number].question:
        return False
    if passage.any(_TOLD, first, last) or _definite(scene, token):
        return False
    if any(
        not harmless(scene, one.first, one.last) or passage.any(_AT_HAND, one.first, one.last)
        for one in passage.sentences
        if one.first != first
    ):
        return False
    if points_here(passage, first, last):
        return False
    tests = (_says_how(scene, first, last), _sorts(scene, first, last), _adds(scene, token, first, last))
    listed = _looked_up(scene, token, first, last) or _on_a_list(scene, token, first, last)
    return any(tests) or listed or _both_types(scene, first, last)


def _definite(scene: Scene, token: int) -> bool:
    """Whether one paper is meant: "the SOC 2 report tells you …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    return start > first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)


def _says_how(scene: Scene, first: int, last: int) -> bool:
    """Whether the scheme or a term of it is what says how, what or whether: "EAL2 indica cuánto se ha examinado"."""
    passage = scene.passage
    named = next(iter(passage.places(c.SCHEME, first, last)), last)
    how = next((at for at in range(named + 1, last - 1) if passage.words[at] in _HOW), last)
    if how == last or passage.any(c.PUNCT | c.AND | c.BE | c.PREP, how - 1, how) or ours(scene, first, how):
        return False
    stop = next((at for at in range(how, last) if passage.bits[at] & c.PUNCT), last)
    thing = any(passage.words[at - 1] in THE for at in passage.places(c.SELFNOUN, how, stop))
    # "The SOC 2 of March tells …", "the logo reminds us …": one is meant.
    loose = sum(not passage.bits[at] and passage.words[at].isalpha() for at in range(first, how)) > 1
    loose = loose or any(map(is_month, passage.words[first:how]))
    thing = thing or loose or passage.any(c.SEAL | c.NUMBER, first, how)
    opens = named - first
    return not thing and opens <= _MANY and not passage.any(c.GOT | c.HOLD | c.CTA & ~c.SHOW | c.THEIR, first, how)


def _sorts(scene: Scene, first: int, last: int) -> bool:
    """Whether there is said to be a number of levels, of which one is meant or into which all fall."""
    passage = scene.passage
    named = next(iter(passage.places(c.SCHEME, first, last)), last)
    if passage.any(c.HOLD | c.GOT & ~c.ART, named + 1, last):
        return False
    certified = [at for at in passage.places(c.CERT, first, last) if not passage.bits[at] & c.ART]
    numbers = [
        at for at in passage.places(c.NUMBER, first + 2, last - 1) if counts_levels(passage.words[at + 1 : at + _NEAR])
    ]
    if numbers and passage.words[numbers[0] - 1] in _OF and passage.words[numbers[0] - 2] in _ONE:
        # "Certified at one of three levels" leaves out who is.
        return all(passage.bits[at - 1] & c.BE for at in certified)
    return any(
        passage.words[at - 1] in _INTO and at - named > _MANY and not certified and not passage.any(c.GOT, first, at)
        for at in numbers
    )


def _adds(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether what the scheme does is told of a test, a question or an auditor: "Plus adds a technical test to …"."""
    passage = scene.passage
    verb = token + 1
    begins = token == first or (token == first + 1 and bool(passage.bits[first] & c.DET))
    if not begins or verb + 1 >= last or passage.bits[verb] or not passage.words[verb].isalpha():
        return False
    if scene.maybe_proper(verb) or ours(scene, first, last) or passage.any(c.NUMBER | c.GLOBAL, first, last):
        return False
    some = passage.words[verb + 1] in INDEFINITE or passage.any(c.ASK, verb + 1, verb + 3)
    return some and passage.any(c.EXAM | c.ASK | c.CLAUSE | c.DEFNOUN & ~c.ISSUED, verb + 2, verb + _FAR)


def _both_types(scene: Scene, first: int, last: int) -> bool:
    """Whether a sentence tells the first type of report from the second: "Typ 1 betrachtet …, einer vom Typ 2 …"."""
    passage = scene.passage
    named = {
        passage.words[at + 1]
        for at in range(first, last - 1)
        if passage.words[at] in TYPES and passage.words[at + 1] in _ONE_AND_TWO
    }
    any_one = not INDEFINITE.isdisjoint(passage.words[first:last])
    event = c.GOT | c.HOLD | c.SHOW & ~c.ART | c.EXIST | c.PLAN | c.THEN | c.HAPPEN | c.SOON | c.CTA
    year = any(len(passage.words[at]) == _YEAR for at in passage.places(c.NUMBER, first, last))
    return (
        len(named) > 1 and any_one and not year and not ours(scene, first, last) and not passage.any(event, first, last)
    )


_ONE_AND_TWO: Final = frozenset({"1", "2", "i", "ii"})


def _looked_up(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is said where any such services are listed: "Qualified trust services stand on the trusted list"."""
    passage = scene.passage
    lists = passage.places(c.LISTING, token + 1, last)
    many = passage.found[token] >= 0 and passage.words[token].endswith("s") and " " in passage.words[token]
    named = token > first and passage.words[token - 1] in THE
    verb = lists and (passage.any(c.YOU, first, token) or (token == first and passage.any(c.BE, first, lists[0])))
    return bool(verb) and many and not named and not ours(scene, first, last) and not passage.any(c.CTA, first, token)


def _on_a_list(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether any such provider is said to be on some list: "A qualified provider appears in a national list"."""
    passage = scene.passage
    lists = passage.places(c.LISTING, token + 2, last)
    some = bool(lists) and not INDEFINITE.isdisjoint(passage.words[max(lists[0] - _NEAR, token + 2) : lists[0]])
    any_one = passage.words[first] in INDEFINITE and token == first + 1
    told = passage.any(c.PUNCT | c.AND | c.GOT | c.NUMBER | c.CERT, token, last) or ours(scene, first, last)
    return some and any_one and lists[0] - token <= _FAR and not told
