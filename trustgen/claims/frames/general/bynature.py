"""What is so with a scheme whoever takes part: its levels, how long it lasts, what it is kin to, what it depends on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.frames.harmless import INDEFINITE, ours
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_TOLD: Final = c.DONE | c.SINCE | c.PRESUP | c.GLOBAL | c.RARE | c.RANK | c.YOUR | c.FINDING
_MANY: Final = 3
_NEAR: Final = 5
_YEAR: Final = 4


def by_nature(case: Case) -> bool:
    """Whether the sentence says what is so with the scheme, with nobody in it who could be us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if case.scheme is None or not scene.prose:
        return False
    if passage.sentences[number].question:
        return _depends(scene, token)
    if ours(scene, first, last) or passage.any(c.CARRY | c.OURS | c.INHERIT, first, last):
        return False
    if _lasts(scene, token, first, last) or _recurs(scene, first, last):
        return True
    if passage.any(_TOLD, first, last):
        return False
    if (case.scheme.law or case.scheme.artefact == "none") and _by_whom(scene, token, first, last):
        return True
    return _kin(scene, first, last) or _has_levels(scene, token, first, last) or _all_levels(case, first, last)


_IT_IS: Final = word_set("bynature.it_is")


def _by_whom(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a law is said to ask it of others: "Under Sarbanes-Oxley, it is the issuer's officers who certify"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    begin = segment.last + 1
    if segment.first != first or not passage.bits[first] & c.PREP or begin + 3 >= last:
        return False
    cleft = passage.words[begin] in _IT_IS and passage.any(c.BE, begin, begin + 2)
    return cleft and passage.any(c.REL, begin + 3, last) and not passage.any(c.SELFNOUN | c.PERSON | c.GOT, begin, last)


_KIN: Final = word_parts("bynature.kin")
"""What one scheme is to another, by how the words begin."""


def _kin(scene: Scene, first: int, last: int) -> bool:
    """Whether one scheme is said to be kin to another: "ISAE 3402 is the international cousin of SOC 1"."""
    passage = scene.passage
    named = passage.places(c.SCHEME, first, last)
    if len(named) != 2 or passage.any(c.GOT | c.NUMBER, first, last):  # noqa: PLR2004 - the one and the other
        return False
    verb = next(iter(passage.places(c.BE, named[0], named[1])), 0)
    kin = any(word.startswith(_KIN) for word in passage.words[verb + 1 : named[1]])
    start, end = chain(passage, named[0], first, last)
    certain = start > first and passage.words[start - 1] in THE and passage.any(c.ISSUED, start, end)
    return bool(verb) and kin and end == verb and not certain


_LEVELS: Final = word_parts("bynature.levels")
_ENDS: Final = word_parts("bynature.ends")
_BETWEEN: Final = 3


def counts_levels(words: list[str]) -> bool:
    """Whether one of the words behind a number is one for levels or kinds."""
    return any(word.startswith(_LEVELS) or word.endswith(_ENDS) for word in words)


def _has_levels(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether so many levels are said to be in a scheme: "under the EUCC there are two assurance levels"."""
    passage = scene.passage
    if token - first > _MANY or passage.any(c.GOT | c.CERT & ~c.ART | c.WITHUS, first, last):
        return False
    named = [
        one
        for one in passage.segments
        if first <= one.first < last and passage.any(c.BE | c.HOLD | c.EXIST, one.first, one.last)
    ]
    if len(named) > 1:
        # "There are three levels, and Level 2 is in the house."
        return False
    return any(
        passage.any(c.NUMBER, at + 1, at + 3) and counts_levels(passage.words[at + 2 : at + 2 + _BETWEEN])
        for at in (*passage.places(c.EXIST | c.DEFINE, first, last), *_any_verb(scene, token, first))
    )


def _any_verb(scene: Scene, token: int, first: int) -> tuple[int, ...]:
    """The word behind a scheme that begins its sentence, which is its verb whatever it is: "FedRAMP conosce tre …"."""
    passage = scene.passage
    begins = token == first or (token == first + 1 and passage.any(c.DET, first, token))
    verb = token + 1
    unknown = verb < len(passage) and not passage.bits[verb] & ~c.HELP and not scene.maybe_proper(verb)
    return (verb,) if begins and unknown else ()


def _all_levels(case: Case, first: int, last: int) -> bool:
    """Whether three levels of the scheme are told together, of which nobody has all: "Bronze, Silber oder Gold"."""
    scene, passage = case.scene, case.scene.passage
    if case.scheme is None or passage.any(c.BE | c.CERT | c.NUMBER, first, last) or case.token - first > 1:
        return False
    text = scene.folded.bare[passage.starts[first] : passage.ends[last - 1]]
    verb = case.token + 1 < last and not passage.bits[case.token + 1] & (c.PUNCT | c.ART | c.PREP)
    return verb and passage.any(c.AND, first, last) and len({name for name, _ in levels_in(case.scheme, text)}) >= _MANY


_LASTS: Final = word_parts("bynature.lasts")
_UNITS: Final = word_parts("bynature.units")


def _lasts(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether any such certificate is said to last so long: "A Cyber Essentials certificate lasts twelve months"."""
    passage = scene.passage
    start, end = chain(passage, token, first, last)
    any_one = start == first + 1 and passage.words[first] in INDEFINITE
    many = start == first and passage.any(c.ART, token + 1, end) and passage.words[end - 1].endswith("s")
    if not (any_one or many) or not passage.any(c.ART, first, end) or (many and passage.any(c.DEFNOUN, token, end)):
        return False
    be = end < last and bool(passage.bits[end] & c.BE)
    at = end + be
    while at < last and passage.bits[at] & c.ADV:
        # "Normally runs for three years"
        at += 1
    if at >= last or not passage.words[at].startswith(_LASTS) or passage.any(c.GOT, first, last):
        return False
    if not be and passage.words[at].startswith(_VALID):
        return False
    unit = next((i for i in range(at + 1, min(at + _NEAR, last)) if passage.words[i].startswith(_UNITS)), 0)
    if not unit or any(passage.words[i].isdigit() and len(passage.words[i]) == _YEAR for i in range(first, last)):
        return False
    rest = unit + 1
    while rest < last and passage.bits[rest] & (c.PUNCT | c.AND):
        rest += 1
    return rest == last or passage.words[rest] in _THEN or _with_each(passage, rest, last)


def _with_each(passage: Passage, at: int, last: int) -> bool:
    """Whether it goes on that such an audit is held in each of the years: ", with a surveillance audit every year"."""
    audits = passage.words[at] in _WITH and passage.words[at + 1 : at + 2] and passage.words[at + 1] in INDEFINITE
    words = {part for word in passage.words[at + 2 : last] for part in word.split()}
    return (
        bool(audits)
        and passage.any(c.EXAM | c.PRESUP, at + 2, at + 4)
        and not _EACH.isdisjoint(words)
        and not passage.any(c.NUMBER | c.THEN | c.BE | c.HOLD | c.SELFNOUN, at, last)
    )


_WITH: Final = word_set("common.with")
_EACH: Final = word_set("bynature.each")


_HELD: Final = word_set("bynature.held")
"""What an audit does that is held, and what such a verb has behind it."""
_RULE: Final = c.SINCE | c.PUNCT | c.DET | c.AND | c.PREP | c.NUMBER | c.PRESUP | c.SCHEME | c.ADV


def _recurs(scene: Scene, first: int, last: int) -> bool:
    """Whether it is said how often any such audit is held: "A surveillance audit takes place once a year"."""
    passage = scene.passage
    if passage.words[first] not in INDEFINITE or not passage.any(c.PRESUP | c.EXAM, first + 1, first + 2):
        return False
    verb = next((at for at in range(first + 2, last) if passage.words[at] in _HELD), 0)
    return (
        bool(verb)
        and passage.any(c.SINCE, verb + 1, last)
        and not passage.any(c.GLOBAL & ~c.SINCE, first, last)
        and all(
            passage.bits[at] & _RULE
            or passage.bits[at] == c.WORD
            or passage.words[at] in _HELD
            or passage.words[at].startswith(_UNITS)
            for at in range(first, last)
        )
    )


_VALID: Final = word_parts("bynature.valid")
_THEN: Final = word_set("bynature.then")


_DEPENDS: Final = re.compile(
    r"^\W*(?:(?:it|that) (?:all )?depends|das (?:hangt davon ab|kommt darauf an)|es (?:hangt davon ab|kommt darauf an)|"
    r"(?:ca|cela|tout) depend|depende|dipende|(?:dat|het) (?:hangt ervan af|ligt eraan))\b"
)


def _depends(scene: Scene, token: int) -> bool:
    """Whether it is asked which of them applies, and the answer is that it depends, and not on us."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    context = scene.unit.context
    rest = (
        scene.unit.text[scene.folded.back(passage.starts[last], passage.ends[-1])[0] :] if last < len(passage) else ""
    )
    answer = rest.strip(" ?\u00a0") or context.answer or context.after
    told = scene.read(answer[:600]).any(c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS)
    asked = passage.any(
        c.WE | c.OUR | c.NAME | c.YOUR | c.PRESUP | c.LACK | c.PASTEND | c.FINDING | c.WITHOUT, first, last
    )
    asked = asked or passage.any(c.YOU | c.SHOW | c.ISSUED, first, last)
    asked = asked or (token > first and passage.words[token - 1] in THE)
    return bool(_DEPENDS.match(" ".join(bare(answer).split()))) and not told and not asked
