"""Whose a certificate is said to be, when that is somebody who is not us, or that it does not reach us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


def _us(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch begins with us; in "our acquirer" it is the acquirer."""
    return any(
        not (passage.bits[at] & c.OUR and passage.any(c.THIRD | c.OTHER, at + 1, min(at + 4, last)))
        for at in passage.places(c.WE | c.NAME | c.OUR, first, last)
        if passage.segment_at(at) == passage.segment_at(first)
    )


def belongs(scene: Scene, token: int) -> bool:
    """Whether it is said to belong to somebody who is not us."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    if _and_not_ours(scene, token):
        return True
    if passage.any(c.WE, token + 1, token + 2) and passage.any(c.HOLD, token + 2, token + 3):
        # "Every certificate we hold is for the whole company."
        return False
    return _is_theirs(scene, token, last) or any(
        not _us(passage, place + 1, min(place + 5, last))
        and (
            not passage.bits[place] & (c.MEAN | c.DEFINE | c.LAW | c.MAP)
            or passage.any(c.THIRD | c.OTHER, place + 1, min(place + 5, last))
        )
        and (passage.words[place] not in _IN_NAME or passage.any(c.OTHER, place + 1, place + 3))
        for place in passage.places(c.BELONG, token + 1, last)
    )


def passed_to_us(scene: Scene, token: int) -> bool:
    """Whether some of a number of others gave us theirs: "Two of three couriers have passed us their certificate"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = segment.first
    start, _ = chain(passage, token, first, segment.last)
    us = [at for at in range(first + 1, start) if passage.words[at] in _TO_US]
    return (
        start > first
        and bool(us and passage.bits[start - 1] & c.THEIR)
        and passage.any(c.NUMBER, first, us[0])
        and not passage.any(c.WE | c.OUR | c.NAME, first, us[0])
        and not passage.any(c.ASSESSOR | c.CERTIFIER | c.EXAMINER | c.NEG | c.NO, first, segment.last)
    )


_TO_US: Final = word_set("whose.to_us")
_IN_NAME: Final = word_set("whose.in_name")
"""Said of a paper and the company that is named in it: "staat op naam van Equinix", not "de la empresa"."""
_WHOSE: Final = word_set("whose.whose")


_OF: Final = word_set("whose.of")
_ONE: Final = word_set("whose.one")


def _and_not_ours(scene: Scene, token: int) -> bool:
    """Whether it is said to be of somebody, and then not ours: "is van het ziekenhuis, niet van ons"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index + 1 >= len(passage.segments) or passage.any(c.NEG | c.NO | c.WE | c.NAME, segment.first, segment.last):
        return False
    behind = passage.segments[index + 1]
    first, last = behind.first, behind.last
    plain = c.NEG | c.PREP | c.DET | c.OUR | c.WE | c.OURS | c.ADV
    if behind.sentence != segment.sentence or last != passage.sentences[behind.sentence].last or last - first > _REACH:
        return False
    if not passage.bits[last - 1] & (c.OUR | c.OURS | c.WE) or not all(one & plain for one in passage.bits[first:last]):
        return False
    _, end = chain(passage, token, segment.first, segment.last)
    at = end + 1
    if end >= segment.last or not passage.bits[end] & c.BE or not passage.any(c.NEG, first, first + 2):
        return False
    at += at < segment.last and passage.words[at] in _ONE
    owned = passage.words[segment.last - 1] == "'s" or (at < segment.last and passage.words[at] in _OF)
    # "… is theirs, not ours."
    owned = owned or (at + 1 == segment.last and passage.words[at] in _THEIRS)
    return owned and not passage.any(c.ONLY | c.PSEUDO, first, last) and not possessed(scene, token)


def _its_maker(scene: Scene, token: int) -> bool:
    """Whether it is that of a thing whose maker is named, and says nothing of ours: "its certificate says …"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    whose = start > segment.first and bool(passage.bits[start - 1] & c.THEIR) and start <= segment.first + 2
    if not index or not (whose or (end < segment.last and passage.words[end] in _THEREOF)):
        return False
    before = passage.segments[index - 1]
    named = any(scene.maybe_proper(at) or passage.bits[at] & c.OTHER for at in range(before.first + 1, before.last))
    if not named and not scene.cased:
        named = any(not passage.bits[at] for at in range(before.first + 1, before.last))
    ours = passage.any(c.WE | c.NAME | c.OUR, before.first, before.last)
    _, _, last = scene.sentence_of(token)
    return named and not ours and any(_reaches_not_us(passage, end, stop) for stop in (segment.last, last))


_THEREOF: Final = word_set("whose.thereof")


def its_own(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a name before the verb is named again behind it: "Paddle's assessment is Paddle's own"."""
    passage = scene.passage
    for place in passage.places(c.BE | c.MEAN | c.EXIST | c.BELONG, token + 1, last):
        behind = min(place + _REACH, last)
        for at in range(place + 1, behind):
            known = passage.bits[at] & (c.OTHER | c.THIRD)
            if passage.bits[at] & ~(c.OTHER | c.THIRD) or not (known or (scene.cased and scene.proper(at))):
                continue
            before = passage.words[at - 1]
            belongs = passage.bits[place] & c.BELONG or (before in _OF and not passage.bits[at - 1] & c.DET)
            if not known and passage.bits[at - 1] & c.PREP and not belongs:
                # A place or a month is named twice, too: "the audit was in May, the certificate is dated in May".
                continue
            if passage.words[at] in passage.words[first:place] and not (passage.bits[at - 1] & c.DET & ~c.PREP):
                return before not in _BY
    return False


_REACH: Final = 6


_BY: Final = word_set("whose.by")


def _is_theirs(scene: Scene, token: int, last: int) -> bool:
    """Whether the clause ends by naming whose it is: "the attestation you may have read is Adyen's"."""
    passage = scene.passage
    for place in passage.places(c.BE, token + 1, last):
        segment = passage.segments[passage.segment_at(place)]
        at = place + 1
        while at < segment.last and passage.words[at] in _WHOSE:
            at += 1
        if at + 1 == segment.last and passage.words[at] in _THEIRS and _spoken_of(scene, token):
            return True
        if at < segment.last and passage.bits[at] & c.OTHER:
            return all(word == "'s" for word in passage.words[at + 1 : segment.last])
    return False


_THEIRS: Final = word_set("whose.theirs")


def _spoken_of(scene: Scene, token: int) -> bool:
    """Whether another party was named before: "The building is Digital Realty's. The certificate is theirs"."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    begin = passage.sentences[number - 1].first if number else first
    before = passage.any(c.THIRD | c.OTHER, begin, token) or any(scene.proper(at) for at in range(begin + 1, first))
    return before and not possessed(scene, token)


def not_covered(scene: Scene, token: int) -> bool:
    """Whether somebody has it, and what follows says that it does not reach us: "That says nothing about us."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    here = scene.segment_of(token)[0]
    if scene.stance(here).denies or passage.any(c.WE | c.NAME | c.OURS, passage.segments[here].first, token):
        return False
    if _its_maker(scene, token):
        return True
    name = _named_owner(scene, token)
    if not (scene.proper(first) or passage.any(c.THIRD | c.OTHER, first, token) or name):
        return False
    own = passage.segments[here]
    later = passage.segments[here + 1 :]
    behind = [(one.first, one.last) for one in later if one.first < last and one.opener in {";", ":"}]
    if passage.any(c.OTHER, own.first, token):
        # "Microsoft's assessment stops at its services and says nothing about ours."
        behind.append((token + 1, own.last))
    if name:
        behind.append((name + 1, passage.segments[here].last))
    if number + 1 < len(passage.sentences):
        following = passage.sentences[number + 1]
        behind.append((following.first, following.last))
    return any(_reaches_not_us(passage, low, high) for low, high in behind) or _not_inherited(passage, own.last, last)


def _named_owner(scene: Scene, token: int) -> int:
    """Where an unknown company is named behind it whose it is: "the certificate of Previder"; or 0."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    at = chain(passage, token, token, last)[1]
    begin = at
    while at + 1 < last and (passage.bits[at] & (c.PREP | c.BE | c.DET) or passage.words[at] in _WHOSE):
        at += 1
    entitled = [
        i + 2 for i in range(begin, last - 2) if passage.words[i] in _ENTITLED and passage.words[i + 1] in _WHOSE
    ]
    if entitled and not passage.any(c.OTHER, begin, entitled[0]):
        # "The certificate of our data centre is in the name of Previder."
        at = entitled[0]
    return at if begin < at < last and (scene.proper(at) or passage.bits[at] & c.OTHER) else 0


_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_ENTITLED: Final = word_set("whose.entitled")


def _reaches_not_us(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause says of what was named before, and of nothing else, that it is not about us."""
    us = [at for at in passage.places(c.WE | c.NAME | c.OUR, first, last) if not _only_our(passage, at, last)]
    if not us or last - first > _CLAUSE or passage.any(_MORE, first, last):
        return False
    # "ne vaut pas" is one.
    negations = [at for at in passage.places(_NOT, first, last) if not passage.words[at].startswith(("ne ", "n'"))]
    verb = passage.any(c.MEAN | c.BELONG | c.SAY, first, last) or any(
        word.rpartition(" ")[2].startswith(_COVERS) for word in passage.words[first:last]
    )
    # "It says nothing about our own certificate": there is one.
    another = passage.any(c.ISSUED | c.STRONG | c.CERT, us[-1] + 1, last)
    if len(negations) != 1 or not verb or another:
        return False
    # "It says nothing bad about us": that is praise.
    at = negations[0]
    return at + 1 >= last or not passage.bits[at] & c.NONE or bool(passage.bits[at + 1] & c.PREP)


def _not_inherited(passage: Passage, first: int, last: int) -> bool:
    """Whether the rest of a sentence says of us that we do not inherit it, and nothing else with a not in it."""
    first = next((at for at in range(first, last) if passage.words[at] in {";", ":"}), last)
    denied = passage.places(_NOT | c.WITHOUT | c.LACK, first, last)
    loose = c.ONLY | c.PSEUDO | c.EXCEPT | c.SCHEME | c.COND | c.ISSUED | c.STRONG | c.CERT | c.GOT
    return (
        any(passage.any(_NOT, max(at - 3, first), at + 2) for at in passage.places(c.INHERIT, first, last))
        and len([at for at in denied if not passage.words[at].startswith(("ne ", "n'"))]) == 1
        and passage.any(c.WE, first, last)
        and not passage.any(loose, first, last)
    )


def _only_our(passage: Passage, at: int, last: int) -> bool:
    """Whether "our" stands before something that is only a part of what we do: "our warehouse", not "our service"."""
    if passage.bits[at] & (c.WE | c.NAME):
        return False
    return at + 1 >= last or not passage.words[at + 1].startswith(_WHOLE)


_MORE: Final = (
    c.ONLY
    | c.PSEUDO
    | c.EXCEPT
    | c.SCHEME
    | c.INHERIT
    | c.GLOBAL
    | c.COND
    | c.FINDING
    | c.REST
    | c.GOT
    | c.HOLD & ~c.AUX
)
"""What makes another statement of it: "it says nothing bad about us", "it does not cover all of our services"."""
_COVERS: Final = word_parts("whose.covers")
_WHOLE: Final = word_parts("whose.whole")
_CLAUSE: Final = 16


def is_report(case: Case) -> bool:
    """Whether it is a report, which those who pass it on may have written."""
    return case.scheme is None or case.scheme.artefact == "report"


def as_a_host(passage: Passage, token: int, first: int) -> bool:
    """Whether a trade is what the certificate is for: "un certificat d'hébergeur de données de santé"."""
    at = token - 2
    return (
        at - 2 >= first
        and bool(passage.bits[at] & c.THIRD and passage.bits[at + 1] & c.PREP and passage.bits[at - 1] & c.PREP)
        and bool(passage.bits[at - 2] & c.ISSUED)
        and not passage.any(c.CTA | c.ASK, first, at)
    )
