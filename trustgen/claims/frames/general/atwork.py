"""Who does what with a scheme: what auditors do in any audit, who grants it, on whom a law lays it.

"In an ISO 27001 audit, the auditor samples records", "an agency grants a FedRAMP authorization", "it falls to the maker
to affix the CE marking": nobody in them is us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.general.defining import statement
from trustgen.claims.frames.harmless import INDEFINITE, harmless
from trustgen.claims.scenes.reading import THE, chain, points_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.YOUR | c.YOU
_TOLD: Final = _US | c.DONE | c.SINCE | c.RARE | c.PRESUP | c.INHERIT | c.CARRY | c.OTHER | c.FINDING | c.THEN
_OPENING: Final = c.SCHEME | c.ART | c.EXAM | c.ADJ | c.CERT | c.PREP | c.PUNCT | c.RANK
_WHO: Final = c.ASSESSOR | c.EXAMINER
_YEAR: Final = 4
_NEAR: Final = 3
_FAR: Final = 5


def at_work(case: Case) -> bool:
    """Whether a sentence says what auditors, issuers or those whom a law binds do, and nobody in it is us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if case.scheme is None or not scene.prose or passage.sentences[number].question:
        return False
    first, last = statement(scene, token, first, last)
    if passage.any(_TOLD, first, last) or points_here(passage, first, last) or a_thing(scene, first, last):
        return False
    if not (harmless(scene, 0, first) and harmless(scene, last, len(passage))):
        return False
    return any(test(scene, token, first, last) for test in (_goes_on, _laid_on, _grants, _grants_none, _body_does))


_COMPANY: Final = word_parts("atwork.company")
"""How words begin for whoever is audited."""
_KNOWN: Final = THE | word_set("atwork.of_the")


def a_thing(scene: Scene, first: int, last: int) -> bool:
    """Whether a region has one certain thing, year or every such thing: "the platform", "in 2024", "each release"."""
    passage = scene.passage
    things = any(
        passage.words[at - 1].rpartition(" ")[2] in _KNOWN and not passage.words[at].startswith(_COMPANY)
        for at in passage.places(c.SELFNOUN & ~c.DEFNOUN, first + 1, last)
    )
    years = any(passage.words[at].isdigit() and len(passage.words[at]) == _YEAR for at in range(first, last))
    every = any(not passage.any(c.CLAUSE, at + 1, at + 2) for at in passage.places(c.GLOBAL, first, last))
    return things or years or every


_DOES: Final = word_set("atwork.does")
"""What auditors do in any audit, or take for it."""


def _goes_on(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether the sentence begins with any audit and says what auditors do in it: "For a first one, …"."""
    passage = scene.passage
    opening = range(first + 1, min(first + _NEAR, token))
    article = next((at for at in opening if passage.words[at] in INDEFINITE), 0)
    if not passage.bits[first] & c.PREP or not article:
        return False
    if any(not bits & _OPENING for bits in passage.bits[article + 1 : token]):
        return False
    end = token + 1
    while end < last and passage.bits[end] & (c.SCHEME | c.ART | c.EXAM | c.CERT | c.PUNCT) & ~c.EXAMINER:
        end += 1
    audit = passage.any(c.EXAM | c.ART, article + 1, end) or passage.any(c.NUMBER, end, last)
    who = next(iter(passage.places(_WHO, end, min(end + 2 * _FAR, last - 1))), 0)
    if not audit or not who or passage.any(c.AUX | c.HOLD | c.NEG | c.NO | c.NONE, end, who + 2):
        return False
    # "Bei einem Audit zieht der Auditor …": the verb before its subject.
    turned = who - 1 - bool(passage.bits[who - 1] & c.DET)
    return not _DOES.isdisjoint({passage.words[max(turned, end)], passage.words[who + 1].split(" ")[0]})


_LAID: Final = word_parts("atwork.laid")
"""How it is said whose task something is."""
_CHARGED: Final = word_parts("atwork.charged")
"""How it is said behind something who has to see to it."""
_BINDS: Final = c.THIRD | c.GENERIC


def _laid_on(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is said whose task it is, whoever that may be: "It falls to the maker to affix the CE marking"."""
    passage = scene.passage
    return any(
        (" ".join(passage.words[at : at + _FAR]) + " ").startswith(_LAID if at < token else _CHARGED)
        and any(passage.bits[i] & _BINDS or not passage.bits[i] for i in range(at + 2, min(at + _FAR, last)))
        and not passage.any(c.SELFNOUN & ~c.DEFNOUN, at + 2, at + _FAR)
        for at in range(first, last)
    )


_GRANTS: Final = word_set("atwork.grants")
"""What bodies do that give it to somebody."""


def _any_one(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether any such paper is meant: "a FedRAMP authorization"."""
    start, _ = chain(passage, token, first, last)
    return start > first and passage.words[start - 1].rpartition(" ")[2] in INDEFINITE


def _grants(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether any body is said to give any such paper: "An agency grants a FedRAMP authorization"."""
    passage = scene.passage
    verb = next((at for at in range(first + 2, min(first + _FAR, token)) if passage.words[at] in _GRANTS), 0)
    return bool(verb) and passage.words[first] in INDEFINITE and _any_one(passage, token, verb, last)


def _grants_none(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether no body is said to give such a paper: "Aucune autorité ne délivre de certificat HIPAA"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    verb = next((at for at in range(first + 1, token) if passage.words[at] in _GRANTS), 0)
    if not verb or not passage.any(c.NOBODY | c.NO, first, first + 2) or passage.any(c.NEG, first, last):
        return False
    _, end = chain(passage, token, first, last)
    return segment.first == first and end == segment.last == last


_PLACED: Final = word_set("atwork.placed")
"""What stands before a town: "in"."""
_ORGANS: Final = word_parts("atwork.organs")
"""How words begin for what keeps a scheme."""


def _body_does(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether it is the body that keeps the scheme, and gives it at large: "The Uptime Institute certifies …"."""
    passage = scene.passage
    verb = token + 1
    if verb < last and passage.words[verb].startswith(_ORGANS):
        verb += 1
    elif not any(part.startswith(_ORGANS) for part in passage.words[token].split()):
        return False
    if token - first > 1 or verb + 1 >= last or passage.words[verb] not in _GRANTS:
        return False
    placed = any(
        (scene.maybe_proper(at) and scene.capital(at)) or (not passage.bits[at] and passage.words[at - 1] in _PLACED)
        for at in range(verb + 1, last)
    )
    return not placed and not passage.bits[verb + 1] & c.DET
