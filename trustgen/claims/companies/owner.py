"""Who has a certification, by the words before it: the nearest party that could.

Where the words leave it open, it is us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_AGENT: Final = word_set("common.by")
_VERBS: Final = word_set("owner.verbs")
_AS: Final = word_set("owner.as")


def owner(scene: Scene, token: int) -> int:
    """Who has the mention, by the words before it: the mask of the nearest possible owner, or 0."""
    passage = scene.passage
    number, segment = scene.segment_of(token)
    nearest = _nearest(passage, token, segment.first, near=True)
    # A segment without a subject ("…, which is", "…, is certified") takes the one of the segment before.
    while not nearest and number and passage.segments[number - 1].sentence == segment.sentence:
        opening = passage.bits[passage.segments[number].first]
        before = passage.bits[passage.segments[number - 1].last - 1]
        if passage.segments[number].opener == "," and opening & c.CERT and before & c.OTHER:
            # "at Stripe, certified to PCI DSS".
            return before
        if not opening & (c.REL | c.BE | c.AUX | c.HOLD | c.GOT | c.PREP | c.PUNCT | c.AND) or opening & c.SCHEME:
            break
        number -= 2 if number > 1 and _apposition(passage, number - 1) else 1
        relative = bool(opening & c.REL)
        nearest = _nearest(passage, passage.segments[number].last, passage.segments[number].first, relative=relative)
    return nearest


def _apposition(passage: Passage, number: int) -> bool:
    """Whether a segment is a short phrase between commas without a verb: "our host, Northwind, holds …"."""
    segment = passage.segments[number]
    return (
        segment.opener == ","
        and segment.last - segment.first <= 4  # noqa: PLR2004
        and not passage.any(c.BE | c.HOLD | c.AUX | c.WE | c.OUR | c.NAME | c.SCHEME, segment.first, segment.last)
        and passage.segments[number - 1].sentence == segment.sentence
    )


def _part_of_ours(passage: Passage, at: int, token: int) -> bool:
    """Whether a word for another party only describes a thing of ours: "our courier network", and no verb follows."""
    noun = at + 1
    if passage.words[at - 1] not in _OUR or noun + 1 >= token or passage.bits[noun] & ~c.SELFNOUN:
        return False
    if not passage.bits[noun + 1] & (c.BE | c.HOLD | c.AUX | c.CERT | c.UNDER):
        return False
    word = passage.text[passage.starts[noun] : passage.ends[noun]]
    return word.isalpha() and word.islower() and not word.endswith(_VERBAL)


_OUR: Final = word_set("owner.our")
"""Possessives of a language in which nouns describe nouns."""
_VERBAL: Final = word_parts("owner.verbal")
"""How words end that may be a verb."""


def _nearest(passage: Passage, token: int, first: int, *, near: bool = False, relative: bool = False) -> int:
    at = token - 1
    while at >= first:
        bits = passage.bits[at]
        if (
            bits & (c.THIRD | c.OTHER | c.PERSON | c.YOUR | c.NAME)
            or (bits & c.THEIR and not bits & c.ADJ)
            or bits & c.OUR
        ):
            if bits & (c.THIRD | c.OTHER) and (_verb(passage, at, first) or _employs(passage, at, token)):
                at -= 1
                continue
            if bits & c.THIRD and at > first and _part_of_ours(passage, at, token):
                return passage.bits[at - 1]
            if bits & c.THIRD and not bits & c.OTHER and _described(passage, at, token):
                return 0
            if near and bits & c.OTHER and _beneath(passage, at, first):
                at -= 1
                continue
            if bits & (c.THIRD | c.OTHER) and (
                (_agent(passage, at, first) and not relative and not _told_of(passage, at))
                or (not bits & c.OTHER and _ourselves(passage, at, first))
            ):
                return c.WE
            if (
                bits & c.OUR
                and not bits & c.ADJ
                and passage.any(c.THIRD | c.OTHER | c.PERSON, at + 1, min(token, at + 5))
            ):
                at -= 1
                continue
            return bits
        if bits & c.YOU and passage.any(c.SHOW, max(at - 1, first), at) and passage.any(c.THIRD | c.OTHER, first, at):
            # "Our host can show you its report": the reader is shown it.
            at -= 1
            continue
        if bits & (c.WE | c.YOU | c.GENERIC | c.SELFNOUN) and not bits & c.DET:
            if bits & c.SELFNOUN and not bits & c.WE and _of_the_named(passage, at, first):
                return passage.bits[first]
            if (
                bits & c.SELFNOUN
                and not bits & c.WE
                and (_part_of_other(passage, at, first) or (at > first and passage.bits[at - 1] & (c.THEIR | c.YOUR)))
            ):
                at -= 1
                continue
            return bits
        at -= 1
    return 0


def _verb(passage: Passage, at: int, first: int) -> bool:
    """Whether a word for a party is a verb of ours: "the team hosts the assessor"."""
    return (
        passage.words[at] in _VERBS
        and at > first
        and bool(passage.bits[at - 1] & (c.SELFNOUN | c.WE | c.NAME))
        and at + 1 < len(passage)
        and bool(passage.bits[at + 1] & (c.DET | c.OUR))
    )


def _described(passage: Passage, at: int, last: int) -> bool:
    """Whether a clause between belongs to a thing with an article: "the gateway comes out of a process that holds"."""
    return any(
        not passage.bits[place - 1]
        and passage.words[place - 1].isalpha()
        and passage.any(c.DET, max(at + 2, place - 3), place - 1)
        for place in passage.places(c.REL, at + 3, last)
    )


def _employs(passage: Passage, at: int, last: int) -> bool:
    """Whether the party is only whose assessor it is: "the TÜV auditor", "an auditor of our partner"."""
    return at + 1 < last and bool(passage.bits[at + 1] & c.EXAMINER)


def _beneath(passage: Passage, at: int, first: int) -> bool:
    """Whether a name hangs on a preposition ("hosted on AWS") and owns nothing itself ("AWS's certificate")."""
    if _told_of(passage, at):
        return False
    possessive = at + 1 < len(passage) and passage.words[at + 1] in {"'s", "'"}
    return at > first and bool(passage.bits[at - 1] & c.PREP) and not possessive


def _told_of(passage: Passage, at: int) -> bool:
    """Whether a clause behind a name is about it: "at TransIP, which has …"."""
    return at + 2 < len(passage) and passage.words[at + 1] == "," and bool(passage.bits[at + 2] & c.REL)


def _part_of_other(passage: Passage, at: int, first: int) -> bool:
    """Whether a noun belongs to another party before it: "the operator of the data centre"."""
    index = at - 1
    while index >= first and passage.bits[index] & (c.PREP | c.DET) and not passage.bits[index] & c.OUR:
        index -= 1
    return index >= first and index < at - 1 and bool(passage.bits[index] & (c.THIRD | c.OTHER))


def _of_the_named(passage: Passage, at: int, first: int) -> bool:
    """Whether the sentence begins with another party that is something, and the noun hangs on a preposition behind it.

    "Hetzner ist für den Betrieb der Rechenzentren zertifiziert": the centres are no party of their own.
    """
    between = range(first + 2, at)
    return (
        at > first + 1
        and bool(passage.bits[first] & c.OTHER and passage.bits[first + 1] & (c.BE | c.HOLD | c.SHOW))
        and any(passage.bits[i] & c.PREP for i in between)
        and not passage.any(c.WE | c.OUR | c.NAME | c.YOUR | c.YOU, first, at)
    )


def _agent(passage: Passage, at: int, first: int) -> bool:
    """Whether the party is the one by whom something is done ("audited by our partner"), not the one who has it."""
    index = at - 1
    while index >= first and passage.bits[index] & (c.DET | c.OUR | c.ADJ | c.ASSESSOR):
        index -= 1
    return index >= first and passage.words[index] in _AGENT


def _before_trade(passage: Passage, at: int, first: int) -> int:
    """Where our word for it stands in front of what a supplier supplies, whatever that be: "our payroll provider"."""
    index = at
    while index > first and at - index < _TRADE and not passage.bits[index] & ~c.CLAUSE:
        index -= 1
    ours = passage.bits[index] & c.OUR and not passage.bits[index] & c.WE and passage.words[index - 1] != '"'
    # "Our checkout gateway" is what we sell; “Our payroll provider …” is what a customer says of us.
    return index if ours and passage.words[at + 1].rpartition(" ")[2] in _ROLES else at


_TRADE: Final = 2
_ROLES: Final = word_set("parties.roles")


def _ourselves(passage: Passage, at: int, first: int) -> bool:
    """Whether the noun describes the speaker: "certified hosting provider", "as a supplier we", "we are a provider"."""
    index = _before_trade(passage, at - 1, first)
    articles = 0
    while index >= first and passage.bits[index] & (
        c.DET | c.OUR | c.ADJ | c.NUMBER | c.THEIR | c.SELFNOUN | c.THIRD | c.YOUR | c.PREP
    ):
        if (
            passage.bits[index] & c.PREP
            and not passage.bits[index] & (c.DET | c.OUR)
            and not (index > first and passage.bits[index - 1] & c.THIRD)
        ):
            break
        articles += bool(passage.bits[index] & (c.DET | c.OUR | c.THEIR | c.YOUR | c.NUMBER))
        index -= 1
    if not articles:
        return True
    if passage.any(c.WE, first, index):
        # "We are not a provider that …".
        while index > first and passage.bits[index] & (c.NEG | c.NO | c.ADV) and not passage.bits[index] & c.BE:
            index -= 1
    # "Im Landkreis sind wir der einzige Hoster": the verb before its subject.
    be = passage.bits[index - 1] & c.BE and not passage.bits[index - 1] & c.UNREAL if index > first else False
    turned = be and passage.bits[index] & c.WE and passage.any(c.RANK | c.RIVAL, index + 1, at)
    return index >= first and (bool(turned or passage.bits[index] & c.BE) or passage.words[index] in _AS)
