"""Saying that it is not held: in the same clause, or in front of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import party
from trustgen.claims.frames.denied.described import described, withheld
from trustgen.claims.frames.denied.listed import could_continue, denied_as_listed, goes_on
from trustgen.claims.frames.denied.nobehind import no_behind
from trustgen.claims.frames.denied.nobodygave import nobody_gave
from trustgen.claims.frames.denied.noneof import none_of_several, none_of_those
from trustgen.claims.frames.denied.noteven import not_even_us
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.undone.presupposed import presupposed
from trustgen.claims.frames.undone.sidelong import sidelong
from trustgen.claims.frames.undone.undone import renewed, undone
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.case import Case
from trustgen.claims.scenes.reading import chain, possessed, said_yes
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.scenes.scene import Scene


def denied(case: Case) -> bool:
    """The mention's own segment denies, and the denial reaches it; or it continues a list that is denied."""
    scene, token = case.scene, case.token
    index, segment = scene.segment_of(token)
    stance = scene.stance(index)
    given = next((one for test in (nobody_gave, none_of_those) if (one := test(scene, token)) is not None), None)
    if given is not None:
        return given and not claimed_beside(scene, token)
    if stance.asserts or scene.passage.sentences[segment.sentence].question or said_yes(scene, token):
        return False
    if _untrue_as_said(scene, index):
        return not stance.flips % 2 and not possessed(scene, token)
    if _mistaken(scene, index) or (index and segment.opener == "," and _wrong_to(scene, index - 1)):
        return not stance.flips % 2 and not possessed(scene, token)
    if _apart_from_us(scene, index) or owed_but_not(scene, index):
        return False
    if no_behind(scene, index) or not_even_us(scene, index):
        # A status of ours is not a paper of ours: "Our CMMC status is: none."
        ours = possessed(scene, token) and scene.passage.words[segment.last - 2] not in _STATUS
        return not ours and not claimed_beside(scene, token)
    several = none_of_several(scene, token)
    if several is not None:
        return several and not claimed_beside(scene, token)
    if _not_without(scene, segment):
        return False
    if goes_on(scene, index, token):
        return not claimed_beside(scene, token, strict=True)
    if stance.denies:
        return _reached(scene, token)
    if _too(case, index) or (index and scene.passage.bits[segment.first] & c.LESS and scene.stance(index - 1).denies):
        return True
    if not could_continue(scene, index) or _its(scene, token) or _contrasted(scene, index):
        return False
    return denied_as_listed(scene, index) and not claimed_beside(scene, token, strict=True)


_STATUS: Final = word_set("denial.status")
_INCLUDED: Final = word_set("denial.included")
_WHOLE: Final = 4


def _too(case: Case, index: int) -> bool:
    """Whether a level is named in what is denied before it: "HITRUST has never assessed us, e1 included"."""
    scene, passage = case.scene, case.scene.passage
    segment, before = passage.segments[index], passage.segments[index - 1]
    if not index or segment.opener != "," or segment.last - segment.first > _WHOLE or case.scheme is None:
        return False
    if segment.sentence != before.sentence or passage.words[segment.last - 1] not in _INCLUDED:
        return False
    named = [at for at in passage.places(c.SCHEME, before.first, before.last) if passage.found[at] >= 0]
    same = any(scene.found[passage.found[at]].scheme == case.scheme.id for at in named)
    return same and all(denied(Case(scene, at, case.scheme)) for at in named)


def _not_without(scene: Scene, segment: Segment) -> bool:
    """Whether it is told what would not be so without them: "ohne A, B und C h\u00e4tten wir den Kunden nicht"."""
    passage = scene.passage
    sentence = passage.sentences[segment.sentence]
    if not passage.bits[sentence.first] & c.WITHOUT:
        return False
    words = passage.words[sentence.first : sentence.last]
    would = any(not _WOULD.isdisjoint(word.split()) or word.endswith(_RIONS) for word in words)
    return would and passage.any(c.NEG | c.NO | c.NOBODY, sentence.first + 1, sentence.last)


_WOULD: Final = word_set("denial.would")
_RIONS: Final = word_parts("denial.rions")


def _apart_from_us(scene: Scene, index: int) -> bool:
    """Whether the sentence begins by taking us out: "Apart from us, no vendor can produce a certificate"."""
    passage, segments = scene.passage, scene.passage.segments
    if not index or segments[index - 1].sentence != segments[index].sentence or segments[index].opener != ",":
        return False
    first, last = segments[index - 1].first, segments[index - 1].last
    return (
        last - first <= _SHORT
        and passage.any(c.EXCEPT, first, last)
        and (
            passage.any(_SELF, first, last) or any(word.rpartition(" ")[2] in _US for word in passage.words[first:last])
        )
    )


_US: Final = word_set("common.us")


def owed_but_not(scene: Scene, index: int) -> bool:
    """Whether what is lacked is contrasted with it: "wir bleiben ihn schuldig, ein Zertifikat hingegen nicht"."""
    passage, segments = scene.passage, scene.passage.segments
    if index + 1 >= len(segments) or not index:
        return False
    behind, before = segments[index + 1], segments[index - 1]
    contrast = behind.opener == "but" and behind.last - behind.first == 1 and passage.bits[behind.first] & c.NEG
    own = before.sentence == behind.sentence == segments[index].sentence
    return bool(contrast) and own and passage.any(c.LACK, before.first, before.last)


def _contrasted(scene: Scene, index: int) -> bool:
    """Whether a word of contrast stands behind it and what follows is no denial: "die ISO 9001 dagegen seit Jahren"."""
    passage = scene.passage
    segment = passage.segments[index]
    behind = index + 1
    if behind < len(passage.segments) and passage.segments[behind].opener == "(":
        # A level in brackets may stand between.
        behind += 1
    if behind >= len(passage.segments) or segment.last >= len(passage):
        return False
    following = passage.segments[behind]
    return (
        following.opener == "but"
        and following.sentence == segment.sentence
        and passage.any(c.BUT, segment.last, following.first)
        and not scene.stance(behind).denies
        and not (scene.bare(behind, but=True) and passage.any(c.SCHEME, following.first, following.last))
    )


def _reached(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment reaches it, and is ours and still stands."""
    index, segment = scene.segment_of(token)
    stance = scene.stance(index)
    if not stance.direct and (
        (possessed(scene, token) and not described(scene, token)) or _its(scene, token) or withheld(scene, token)
    ):
        return False
    if (stance.past and renewed(scene, index)) or undone(scene, token) or presupposed(scene, token):
        return False
    if sidelong(scene, token) or _neither_for_show(scene, token) or _without_one(scene, token, segment):
        return False
    if _elsewhere(scene, token, segment):
        return False
    return (
        token >= stance.cover
        and not _taken_back(scene, index)
        and not claimed_beside(scene, token, strict=stance.direct)
    )


def _neither_for_show(scene: Scene, token: int) -> bool:
    """Whether of two that are there it is denied how they came or what for: "neither X nor Y was given to us"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    named = passage.places(c.SCHEME, first, last)
    opens = passage.bits[first] & c.NEG and len(named) > 1 and not passage.any(c.WE | c.HOLD | c.BE, first, named[0])
    opens = opens and not _NOR.isdisjoint(passage.words[named[0] + 1 : named[-1]])
    return bool(opens) and passage.any(_SHOWN, named[-1] + 1, last)


_NOR: Final = word_set("common.nor")
_SHOWN: Final = c.EASE | c.MANNER | c.ONLY | c.PASTEND | c.QUIT | c.FAIL


def _without_one(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether ours is had without something else that was named before: "under an NDA, and our SOC 3 without one"."""
    passage = scene.passage
    at = segment.last - 2
    return (
        at > token and possessed(scene, token) and bool(passage.bits[at] & c.WITHOUT and passage.bits[at + 1] & c.ANAPH)
    )


def _its(scene: Scene, token: int) -> bool:
    """Whether a party is said to have it already: "gives no undertaking to renew its certification"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    while (
        start > segment.first
        and passage.bits[start - 1] & (c.ART | c.ADJ | c.PREP)
        and not passage.bits[start - 1] & c.THEIR
    ):
        start -= 1
    return start > segment.first and bool(passage.bits[start - 1] & c.THEIR) and party(scene, token)


_SELF: Final = c.WE | c.OUR | c.NAME
_SHORT: Final = 4
_AVAILABLE: Final = word_parts("denial.available")
_THE: Final = word_set("denial.the")


def _elsewhere(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether what exists is only not to be had here: "the certificate is not available on the website"."""
    definite = possessed(scene, token) or (token > segment.first and scene.passage.words[token - 1] in _THE)
    return definite and any(word.startswith(_AVAILABLE) for word in scene.passage.words[token : segment.last])


def _mistaken(scene: Scene, index: int) -> bool:
    """Whether the sentence ends in a segment that only says that this is wrong: "whoever says so, is mistaken"."""
    segments = scene.passage.segments
    for segment in segments[index + 1 :]:
        if (
            segment.sentence == segments[index].sentence
            and segment.opener in {",", "but"}
            and segment.first < segment.last
        ):
            bits = scene.passage.bits[segment.first : segment.last]
            mixed = bits[0] & c.META and any(b & c.WE for b in bits[1:2])
            if mixed and scene.passage.any(c.WHOEVER, segments[index].first, segments[index].last):
                # "Whoever says so mixes us up with our namesake."
                return True
            if segment.last - segment.first > _SHORT:
                continue
            # "If a reseller told you so, the reseller is mistaken."
            words = scene.passage.words
            known = {*words[scene.passage.sentences[segment.sentence].first : segments[index].last]}
            if any(b & c.META for b in bits) and all(
                b & (c.META | c.BE | c.AUX | c.ADV | c.WORD | c.ANAPH | c.DET)
                or (word in known and not b & ~(c.THIRD | c.GENERIC))
                for b, word in zip(bits, words[segment.first : segment.last], strict=True)
            ):
                return True
    return False


def _taken_back(scene: Scene, index: int) -> bool:
    """Whether the sentence goes on to limit the denial: "no certification except", "not until last year"."""
    segments = scene.passage.segments
    passage_words = scene.passage.words
    following = index + 1
    if following < len(segments) and segments[following].sentence == segments[index].sentence:
        segment = segments[following]
        first = scene.passage.bits[segment.first] if segment.first < segment.last else 0
        issued = segment.opener == "but" and scene.bare(following, but=True)
        # German "als wir" begins a clause of time as well: "…, als wir den Standort schlossen".
        clause = passage_words[segment.first].startswith("als ") and segment.last - segment.first > _SHORT
        return bool(first & c.EXCEPT and not clause) or (
            issued and scene.passage.any(c.ISSUED, segment.first, segment.last)
        )
    return False


def _untrue_as_said(scene: Scene, index: int) -> bool:
    """Whether the clause is what is untrue, behind who says so: "it isn't true, as a rival claims, that we …"."""
    passage = scene.passage
    segments = passage.segments
    if index < 2 or segments[index].opener != "," or not passage.bits[segments[index].first] & c.REL:  # noqa: PLR2004
        return False
    untrue, hearsay = segments[index - 2], segments[index - 1]
    return (
        untrue.sentence == segments[index].sentence
        and passage.any(c.SAY, hearsay.first, hearsay.last)
        and hearsay.opener == ","
        and untrue.last - untrue.first <= _SHORT + 1
        and (passage.any(c.META, untrue.first, untrue.last) or scene.stance(index - 2).denies)
        and not passage.any(c.SCHEME | c.ART | c.WE, untrue.first, untrue.last)
    )


def _wrong_to(scene: Scene, index: int) -> bool:
    """Whether a segment only says that something would be wrong: "Es wäre unredlich, hier ein Logo zu zeigen"."""
    passage = scene.passage
    segment = passage.segments[index]
    bits = passage.bits[segment.first : segment.last]
    plain = c.META | c.BE | c.AUX | c.ADV | c.WORD | c.ANAPH | c.DET
    return len(bits) <= 5 and any(b & c.META for b in bits) and all(b & plain and not b & (c.NEG | c.NO) for b in bits)  # noqa: PLR2004


DENIED = Frame("denial", denied, marks=True)
