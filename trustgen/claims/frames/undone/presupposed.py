"""Denials whose words presuppose a holding: of a second one, of sending it out, of its loss, of everybody but us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import party
from trustgen.claims.frames.passedon.among import but_us
from trustgen.claims.scenes.reading import THE, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_ORDINALS: Final = word_parts("presupposed.ordinals")
"""Numbers of what has been there before, by how they begin."""
_NO_LONGER: Final = word_set("presupposed.no_longer")
_SENDING: Final = word_parts("presupposed.sending")
"""Verbs of handing out what is there, by how they begin."""
_ALL_THE_SAME: Final = word_set("presupposed.all_the_same")


_NOW: Final = word_set("presupposed.now")
_SCOPE: Final = word_set("presupposed.scope")
_WAS: Final = word_set("presupposed.was")
_EARLIER: Final = word_parts("presupposed.earlier")
_AFTER: Final = word_set("presupposed.after")
_VISIT: Final = word_parts("presupposed.visit")
_HAD: Final = word_set("presupposed.had")


def presupposed(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment presupposes that we have, or had, what is mentioned."""
    tests = (
        *(_another, _unlike_the_first, _sent_out, _withdrawn, but_us, _clean, _owed, _anyway),
        *(_period_ends, visited, _delivered, _never_taken),
    )
    return any(test(scene, token) for test in tests)


def _period_ends(scene: Scene, token: int) -> bool:
    """Whether what ends is a period that is observed for ours: "the observation period of our report ends in May"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    return (
        scene.stance(index).past
        and possessed(scene, token)
        and passage.any(c.PRESUP, segment.first, token)
        and not passage.any(c.NEG | c.NO | c.NONE, segment.first, segment.last)
    )


def _never_taken(scene: Scene, token: int) -> bool:
    """Whether it is denied that ours was ever taken away: "Never once has our registration been suspended"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    before = start > segment.first + 1 and passage.bits[start - 1] & c.OUR and passage.bits[start - 2] & c.AUX
    denied = before and passage.any(c.NEG, segment.first, start - 1)
    return bool(denied) and passage.any(c.BE, end, end + 2) and passage.any(c.PASTEND, end, segment.last)


_EXAMINERS: Final = c.EXAMINER | c.ASSESSOR | c.CERTIFIER


def _delivered(scene: Scene, token: int) -> bool:
    """Whether an examiner gave us ours, without a reservation or at all: "the QSA returned our ROC without remarks"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    # "QSA" names an examiner, and PCI DSS as well.
    by = passage.places(_EXAMINERS | c.SCHEME, segment.first, start - 1)
    if not by or passage.any(c.NEG | c.NO | c.NOBODY | c.WITHOUT | c.COND | c.PLAN, segment.first, start):
        return False
    if any(passage.words[at] not in _RETURNED for at in passage.places(c.PASTEND, segment.first, segment.last)):
        # "The certifier withdrew our certificate."
        return False
    certain = passage.bits[start - 1] & c.OUR or passage.words[start - 1].rpartition(" ")[2] in _OURS
    lacking = passage.places(c.WITHOUT, token, segment.last)
    behind = passage.any(c.SCHEME | c.ISSUED, lacking[0], segment.last) if lacking else False
    return bool(certain) and not behind and not passage.any(c.NEG | c.NO, start, segment.last)


_OURS: Final = word_set("presupposed.ours")
_RETURNED: Final = word_set("presupposed.returned")
"""What ends a holding where we do it, and begins one where an examiner does."""


def _unlike_the_first(scene: Scene, token: int) -> bool:
    """Whether the denial is of an earlier one alone: "what our second audit taught us and the first did not"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(
        place > token + 1 and any(word.startswith(_EARLIER) for word in passage.words[place - 2 : place])
        for place in passage.places(c.NEG | c.NO, segment.first, segment.last)
    )


def _anyway(scene: Scene, token: int) -> bool:
    """Whether there is no duty, and it is held all the same: "is niet verplicht tot ISO 27001, en heeft het toch"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    end = passage.sentences[min(number + 1, len(passage.sentences) - 1)].last
    behind = [at for at in range(token + 1, end) if passage.words[at] in _ALL_THE_SAME]
    return passage.any(c.DUTY, first, last) and any(
        passage.any(c.HOLD | c.AUX | c.GOT, max(token, at - 4), min(at + 4, end))
        and not passage.any(c.NEG | c.NO, max(token + 1, at - 4), min(at + 4, end))
        for at in behind
    )


def told_once(scene: Scene, token: int) -> bool:
    """Whether one certificate or audit is told of, not such things in general."""
    return any(test(scene, token) for test in (_confirmed, _scoped, _met, _anyway, visited))


def _met(scene: Scene, token: int) -> bool:
    """Whether what a reader asks for is said to be met: "your TISAX requirement is met"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return passage.any(c.YOUR, segment.first, token) and any(
        passage.bits[at] & c.BE and passage.bits[at + 1] & c.GOT for at in range(token, segment.last - 1)
    )


def _confirmed(scene: Scene, token: int) -> bool:
    """Whether an auditor is said to have done something: "an ISO 27001 auditor confirmed the controls"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if not passage.any(c.EXAMINER, token + 1, token + 4):
        return False
    known = token > segment.first and passage.words[token - 1] in THE
    if known and not _WAS.isdisjoint(passage.words[token + 1 : segment.last]):
        # "The ISO 27001 auditor's only complaint was …".
        return not passage.any(c.GENERIC | c.COND, segment.first, token)
    return any(
        passage.bits[at] & c.AUDIT and passage.any(c.SELFNOUN | c.OUR, at + 1, segment.last)
        for at in passage.places(c.HAPPEN, token + 1, segment.last)
    )


def _scoped(scene: Scene, token: int) -> bool:
    """Whether a scope is said to have changed: "the scope of the ISO 27001 certificate now covers the office"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return not _SCOPE.isdisjoint(passage.words[segment.first : token]) and not _NOW.isdisjoint(
        passage.words[token + 1 : segment.last]
    )


def visited(scene: Scene, token: int) -> bool:
    """Whether something is said to have been after the audit: "after the ISO 27001 visit we changed the locks"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    begin = max(token - 5, segment.first)
    near = any(word.startswith(_VISIT) for word in passage.words[begin : min(token + 3, segment.last)])
    known = any(word in THE for word in passage.words[begin:token])
    return near and known and not _AFTER.isdisjoint(passage.words[begin:token])


def _clean(scene: Scene, token: int) -> bool:
    """Whether it is only findings that ours is without: "what you won't find in our SOC 2: exceptions"."""
    _, first, last = scene.sentence_of(token)
    return possessed(scene, token) and scene.passage.any(c.FINDING, first, last)


def _owed(scene: Scene, token: int) -> bool:
    """Whether it is told what would not have come without it: "zonder NEN 7510 hadden we het nooit gewonnen"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    places = passage.places(c.WITHOUT, max(first, token - 3), token)
    if not places or not passage.any(c.NEG, places[0], last):
        return False
    return passage.any(c.WE, first, last) and not _HAD.isdisjoint(passage.words[first:last])


def _another(scene: Scene, token: int) -> bool:
    """Whether it is called our second: "what our second SOC 2 taught us that the first had not"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(
        passage.words[at].rpartition(" ")[2].startswith(_ORDINALS)
        # Italian "secondo" is "according to" as well: "i nostri controlli secondo ISAE 3402".
        and (
            passage.bits[at] & c.OURS
            or passage.any(c.OUR, max(at - (1 if passage.bits[at] & c.ALIGN else 2), segment.first), at)
        )
        for at in range(max(token - 2, segment.first), token)
    )


_COMING: Final = word_parts("presupposed.coming")


def in_a_row(scene: Scene, token: int) -> bool:
    """Whether it is called ours and the next or second of its kind: "our next report is still to be written"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    begin = max(token - 3, segment.first)
    return _another(scene, token) or any(
        passage.words[at].rpartition(" ")[2].startswith(_COMING) and passage.any(c.OUR, begin, at)
        for at in range(begin, token)
    )


def _sent_out(scene: Scene, token: int) -> bool:
    """Whether a certain one is no longer handed out, which says that it was: "we no longer send out the Type I"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    words = passage.words[segment.first : segment.last]
    definite = any(
        passage.words[at] in THE or passage.bits[at] & c.OUR for at in range(max(token - 2, segment.first), token)
    )
    return definite and not _NO_LONGER.isdisjoint(words) and any(word.startswith(_SENDING) for word in words)


def _withdrawn(scene: Scene, token: int) -> bool:
    """Whether a party of our contract has to tell of a withdrawal: "Supplier shall notify any loss of its …"."""
    index, _ = scene.segment_of(token)
    return scene.stance(index).past and party(scene, token)
