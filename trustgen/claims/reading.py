"""Questions about one mention in a scene that several frames ask: who has it, does the text affirm it, what follows.

Every answer leans towards suspicion: where the words leave it open, the mention counts as possessed or affirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene

_BETWEEN: Final = c.ADJ | c.DET | c.ART | c.NUMBER | c.PUNCT | c.SCHEME | c.AND | c.CERT | c.ADV | c.SELFNOUN
_AGENT: Final = frozenset({"by", "von", "durch", "par", "por", "da", "dal", "dalla", "dall'", "door", "vom"})
_AS: Final = frozenset({"as", "als", "comme", "que", "como", "come"})
_SELF: Final = c.WE | c.NAME | c.OUR


def possessed(scene: Scene, token: int) -> bool:
    """Whether the mention is called ours ("our SOC 2 report"), which presupposes that it exists."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    at = token - 1
    while at >= segment.first and token - at <= 6:  # noqa: PLR2004
        bits = passage.bits[at]
        if bits & c.OUR and not (bits & (c.ADJ | c.THEIR)):
            return not passage.any(c.THIRD | c.OTHER | c.PERSON, at, token)
        if passage.words[at] == "'s" and at > segment.first:
            return bool(passage.bits[at - 1] & c.NAME)
        if bits & c.PREP and not bits & _BETWEEN:
            if not passage.bits[at - 1] & (c.ART | c.STRONG | c.CERT) or at == segment.first:
                return False
        elif not bits & _BETWEEN:
            return False
        at -= 1
    return False


def chain(passage: Passage, token: int, first: int, last: int) -> tuple[int, int]:
    """The noun phrase around a mention: names, artefacts and certification words that touch it."""
    mask = c.SCHEME | c.ART | c.CERT | c.PRESUP | c.STRONG
    start = token
    while start > first and (passage.bits[start - 1] & mask or passage.words[start - 1] in {"-", "/", "and", "&"}):
        start -= 1
    end = token + 1
    while end < last and (passage.bits[end] & mask or passage.words[end] in {"-", "/"}):
        end += 1
    return start, end


def attributed(scene: Scene, token: int) -> bool:
    """Whether a certification word is attached to the mention ("SOC 2 certified", "zertifiziert nach ISO 27001")."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    if any(passage.bits[i] & c.CERT and not passage.bits[i] & (c.ART | c.SCHEME) for i in range(start, end)):
        return True
    at = token - 1
    while at >= segment.first and passage.bits[at] & (
        c.PREP | c.DET | c.SCHEME | c.ALIGN | c.AND | c.PUNCT | c.DEFNOUN | c.ART
    ):
        if passage.bits[at] & c.CERT and not passage.bits[at] & c.ART:
            return True
        at -= 1
    if at >= segment.first and passage.bits[at] & c.CERT and not passage.bits[at] & c.ART:
        return True
    at = token + 1
    while at < segment.last and passage.bits[at] & (c.ADV | c.BE | c.AUX | c.ART | c.DET | c.SCHEME | c.AND | c.PUNCT):
        at += 1
    return at < segment.last and bool(passage.bits[at] & c.CERT and not passage.bits[at] & (c.ART | c.DEFINE))


def affirmed(scene: Scene, token: int) -> bool:
    """Whether the mention's own segment says that it is had: possessed, attributed, or had by us."""
    passage = scene.passage
    number, segment = scene.segment_of(token)
    if possessed(scene, token) or scene.stance(number).asserts:
        return True
    if passage.any(c.DONE | c.PRESUP, segment.first, segment.last):
        return True
    mine = passage.any(_SELF, segment.first, segment.last)
    if mine and passage.any(c.HOLD | c.GOT | c.CERT, segment.first, segment.last):
        return True
    return attributed(scene, token)


def denied_beside(scene: Scene, token: int, *, after: bool = False) -> bool:
    """Whether another segment of the unit denies this mention, or all, and none asserts."""
    own, here = scene.segment_of(token)
    found = False
    for index, segment in enumerate(scene.passage.segments):
        if index == own or (after and index < own and segment.sentence != here.sentence):
            continue
        stance = scene.stance(index)
        if stance.denies and _same(scene, token, segment.first, segment.last):
            found = True
    return found and not claimed_beside(scene, token)


def _same(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a region names no other scheme than the mention's."""
    passage = scene.passage
    # A short answer speaks of what the question before it names.
    number = passage.segments[passage.segment_at(first)].sentence
    if number and passage.sentences[number - 1].question:
        first = passage.sentences[number - 1].first
    named = {scene.found[passage.found[i]].scheme for i in range(first, last) if passage.found[i] >= 0}
    own = scene.found[passage.found[token]].scheme if passage.found[token] >= 0 else "any"
    return named <= {own}


def claimed_beside(scene: Scene, token: int, *, strict: bool = False) -> bool:
    """Whether another segment of the unit says that we have it, without naming it ("We got there in June.").

    `strict` asks for a verb of having said of us: enough to doubt even a denial.
    """
    own, _ = scene.segment_of(token)
    passage = scene.passage
    for index, segment in enumerate(passage.segments):
        if index == own or passage.any(c.SCHEME, segment.first, segment.last):
            continue
        sentence = passage.sentences[segment.sentence]
        if segment.sentence != passage.segments[own].sentence and passage.any(c.SCHEME, sentence.first, sentence.last):
            # It speaks of the other scheme that its sentence names.
            continue
        stance = scene.stance(index)
        if stance.denies:
            continue
        first, last = segment.first, segment.last
        if passage.any(_SELF, first, last) and _elliptic_yes(passage, first, last):
            return True
        if strict:
            continue
        if any(scene.stance(i).denies for i, s in enumerate(passage.segments) if s.sentence == segment.sentence):
            continue
        done = passage.any(c.DONE, first, last) and not passage.any(c.COND | c.PLAN, first, last)
        if done and (passage.any(_SELF | c.ANAPH, first, last) or last - first <= 4):  # noqa: PLR2004
            return True
        if passage.any(c.INHERIT, first, last) and passage.any(_SELF, first, last):
            return True
        opening = passage.bits[first] if first < last else 0
        if opening & c.YEA and not opening & (c.ART | c.AND | c.HOLD) and last - first <= 4:  # noqa: PLR2004
            return True
    return False


def _elliptic_yes(passage: Passage, first: int, last: int) -> bool:
    """Whether a verb of having has nothing, or only a pronoun, behind it: "we do", "ours does", "we got it"."""
    for index in range(first, last):
        if passage.bits[index] & (_SELF | c.ANAPH):
            at = index + 1
            # In Spanish and Italian the verb is its own subject.
            verb = passage.bits[index] & (c.AUX | c.BE | c.HOLD | c.GOT) if passage.bits[index] & c.WE else 0
            while (
                at < last
                and passage.bits[at]
                & (c.AUX | c.BE | c.HOLD | c.GOT | c.ANAPH | c.ADV | c.SINCE | c.NUMBER | c.PREP | c.WE)
                and not passage.bits[at] & (c.NEG | c.NO)
            ):
                verb |= passage.bits[at] & (c.AUX | c.BE | c.HOLD | c.GOT)
                at += 1
            if verb and (at == last or passage.bits[at] & (c.PUNCT | c.DONE) or verb & c.GOT):
                return True
    return False


def owner(scene: Scene, token: int) -> int:
    """Who has the mention, by the words before it: the mask of the nearest possible owner, or 0."""
    passage = scene.passage
    number, segment = scene.segment_of(token)
    nearest = _nearest(passage, token, segment.first, near=True)
    # A segment without a subject ("…, which is", "…, is certified") takes the one of the segment before.
    while not nearest and number and passage.segments[number - 1].sentence == segment.sentence:
        opening = passage.bits[passage.segments[number].first]
        if not opening & (c.REL | c.BE | c.AUX | c.HOLD | c.GOT | c.PREP | c.PUNCT | c.AND) or opening & c.SCHEME:
            break
        number -= 1
        nearest = _nearest(passage, passage.segments[number].last, passage.segments[number].first)
    return nearest


def _nearest(passage: Passage, token: int, first: int, *, near: bool = False) -> int:
    at = token - 1
    while at >= first:
        bits = passage.bits[at]
        if (
            bits & (c.THIRD | c.OTHER | c.PERSON | c.YOUR | c.NAME)
            or (bits & c.THEIR and not bits & c.ADJ)
            or bits & c.OUR
        ):
            if near and bits & c.OTHER and _beneath(passage, at, first):
                at -= 1
                continue
            if bits & (c.THIRD | c.OTHER) and (
                _agent(passage, at, first) or (not bits & c.OTHER and _ourselves(passage, at, first))
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
        if bits & (c.WE | c.YOU | c.GENERIC | c.SELFNOUN) and not bits & c.DET:
            if bits & c.SELFNOUN and not bits & c.WE and _part_of_other(passage, at, first):
                at -= 1
                continue
            return bits
        at -= 1
    return 0


def _beneath(passage: Passage, at: int, first: int) -> bool:
    """Whether a name hangs on a preposition ("hosted on AWS") and owns nothing itself ("AWS's certificate")."""
    possessive = at + 1 < len(passage) and passage.words[at + 1] in {"'s", "'"}
    return at > first and bool(passage.bits[at - 1] & c.PREP) and not possessive


def _part_of_other(passage: Passage, at: int, first: int) -> bool:
    """Whether a noun belongs to another party before it: "the operator of the data centre"."""
    index = at - 1
    while index >= first and passage.bits[index] & (c.PREP | c.DET) and not passage.bits[index] & c.OUR:
        index -= 1
    return index >= first and index < at - 1 and bool(passage.bits[index] & (c.THIRD | c.OTHER))


def _agent(passage: Passage, at: int, first: int) -> bool:
    """Whether the party is the one by whom something is done ("audited by our partner"), not the one who has it."""
    index = at - 1
    while index >= first and passage.bits[index] & (c.DET | c.OUR | c.ADJ | c.ASSESSOR):
        index -= 1
    return index >= first and passage.words[index] in _AGENT


def _ourselves(passage: Passage, at: int, first: int) -> bool:
    """Whether the noun describes the speaker: "certified hosting provider", "as a supplier we", "we are a provider"."""
    index = at - 1
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
    return index >= first and (bool(passage.bits[index] & c.BE) or passage.words[index] in _AS)


def quoted(scene: Scene, token: int) -> bool:
    """Whether the mention stands between quotation marks, or in a quotation."""
    marks = sum(1 for word in scene.passage.words[:token] if word == '"')
    return scene.unit.context.quoted or (marks % 2 == 1 and '"' in scene.passage.words[token:])
