"""Companies in general: what the market asks for, what a certificate costs, how others come by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import has_yours, party
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.crew import crew, whatever
from trustgen.claims.frames.general.explaining import self_in
from trustgen.claims.frames.general.firstones import among_the_first
from trustgen.claims.frames.general.fortaking import for_taking
from trustgen.claims.frames.general.forwhom import counted, goods_with, only_for, sold_to, we_make
from trustgen.claims.frames.general.givenus import given_to_us
from trustgen.claims.frames.general.worth import reckoned, worth_asked
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.passedon.handedon import us_all
from trustgen.claims.frames.undone.undone import seen_off
from trustgen.claims.scenes.beside import claimed_beside, denied_beside, only_refutes
from trustgen.claims.scenes.elliptic import accomplished
from trustgen.claims.scenes.reading import THE, attributed, chain, possessed, presumed
from trustgen.claims.unnamed.audits import agent
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


def general(case: Case) -> bool:
    """Companies in general, buyers, auditors, costs: the market, with nothing said of us but a denial."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token) or accomplished(passage, c.DONE | c.PRESUP, first, last):
        return False
    _, segment = scene.segment_of(token)
    if _priced(scene, token, segment.first if segment.opener == ":" else first):
        return not claimed_beside(scene, token)
    if worth_asked(scene, token):
        return not claimed_beside(scene, token)
    if (self_in(scene, first, last) and not _only_asked(scene, first, last)) or _of_one(scene, token, first, last):
        return False
    first = _list_start(scene, token, first)
    if _boasts(scene, token, first):
        return False
    # "Vérifiées par un organisme agréé": who assessed it is nobody of whom it is said.
    parties = [
        at
        for at in passage.places(c.GENERIC, first, last)
        if (at < token or not agent(passage, at)) and not crew(scene, at, token) and not counted(passage, at)
        if not _inserted(passage, at, token) and not goods_with(passage, at, token)
    ]
    subject = any(at < token for at in parties) and any(not bits for bits in passage.bits[first:token])
    subject = subject or (
        bool(parties)
        and (
            passage.any(_VERB, first, last) or (passage.any(c.CERT, first, last) and not only_for(passage, token, last))
        )
    )
    subject = subject and not (sold_to(passage, first, token, last) or we_make(passage, first, token))
    subject = subject or (passage.any(c.RIVAL, first, token) and _instead(scene, token))
    price = passage.any(c.COST, first, last) and not attributed(scene, token) and _question_like(scene, token, last)
    price = price and not _goods(scene, token)
    price = price or reckoned(scene, token, first)
    asked = _asked(passage, first, token) and not passage.any(c.GLOBAL, first, token)
    if not (subject or price or asked):
        return False
    if passage.any(c.SELFNOUN, first, token) and not passage.any(c.GENERIC, first, token):
        return False
    if given_to_us(scene, token) or _stands_there(scene, token) or whatever(scene, token) or for_taking(scene, token):
        return False
    return not claimed_beside(scene, token)


def _stands_there(scene: Scene, token: int) -> bool:
    """Whether one with a name stands where holders do: "Norrvik steht auf der Vertrauensliste nach eIDAS"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    return scene.maybe_proper(first) and not passage.bits[first] and passage.any(c.LISTING, first + 1, token)


def _inserted(passage: Passage, at: int, token: int) -> bool:
    """Whether a word only says between commas what the subject does: "Nimbral, which serves clinics, has passed …"."""
    one, own = passage.segments[passage.segment_at(at)], passage.segments[passage.segment_at(token)]
    if one.last <= own.first and passage.bits[at] & c.ASSESSOR and passage.words[at - 1] in THE and at > one.first:
        # "The assessors packed up on Friday, and Kestrel is a CMMC company."
        return True
    opens = bool(passage.bits[one.first] & c.REL) and not passage.any(c.GENERIC, one.first, one.first + 1)
    return opens and one.last < own.first and bool(passage.bits[own.first] & (c.AUX | c.HOLD | c.GOT))


_VERB: Final = c.HOLD | c.ASK | c.DEFINE | c.AUX | c.BE | c.GOT | c.SHOW | c.COST


def _only_asked(scene: Scene, first: int, last: int) -> bool:
    """Whether we are no more than who asked them: "three of the nine start-ups we called could produce a report"."""
    passage = scene.passage
    for at in passage.places(c.WE | c.OUR | c.NAME, first, last):
        if passage.bits[at] & (c.OUR | c.NAME | c.HOLD | c.BE) and not passage.bits[at] & c.WE:
            return False
        before = at - 1
        while before > first and passage.bits[before] & (c.REL | c.PUNCT | c.PREP):
            before -= 1
        said = any(word.startswith(_ASKED) for word in passage.words[at + 1 : at + 4])
        if not (passage.bits[before] & c.GENERIC and said):
            return False
    return True


_ASKED: Final = word_parts("market.asked")


def _of_one(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether the sentence speaks of one party or certificate, by what it says or denies, and that may be ours."""
    passage = scene.passage
    stance = scene.stance(passage.segment_at(token))
    if stance.asserts or stance.denies or us_all(passage, first, last) or passage.any(c.EXCEPT, first, last):
        # A denial that was not taken for one is somebody else's, or was taken back.
        return True
    if any(word in _ONE for word in passage.words) or presumed(scene, token) or among_the_first(scene, token):
        return True
    if _the_same(passage, token) or party(scene, token) or seen_off(scene, token):
        return True
    if _just_one(scene, token) or has_yours(scene, token) or _is_one(scene, first, token):
        return True
    number, segment = scene.segment_of(token)
    if number + 1 < len(passage.segments) and only_refutes(scene, number + 1, segment):
        return True
    denied = denied_beside(scene, token, after=True) or _instead(scene, token)
    if passage.any(c.RIVAL, first, last) and not denied:
        return True
    generic = passage.any(c.GENERIC, first, token) and passage.any(_VERBS, first, last)
    return attributed(scene, token) and not generic


def _is_one(scene: Scene, first: int, token: int) -> bool:
    """Whether it is what somebody with a name is said to be: "Acme is a certified supplier", "… one of the few"."""
    passage = scene.passage
    for place in passage.places(c.GENERIC, first + 2, token):
        verb = place - 1
        while verb > first and passage.bits[verb] & (c.DET | c.PREP | c.NUMBER) and not passage.bits[verb] & c.BE:
            verb -= 1
        if passage.bits[verb] & c.BE:
            told = c.DET | c.ASK | c.REL | c.HOLD | c.AUX | c.COND | c.NEG
            return verb > first and scene.maybe_proper(first) and not passage.any(told, first, verb)
    return False


_SINGLE: Final = word_set("market.single")
_PEOPLE: Final = word_set("market.people")


def _just_one(scene: Scene, token: int) -> bool:
    """Whether one is meant, who is us: "How many have it? One.", or those who come to us: "the ISO 27001 people"."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    if passage.sentences[number].question and not _SINGLE.isdisjoint(passage.words[last + 1 : last + 2]):
        return True
    guests = not _PEOPLE.isdisjoint(passage.words[token + 1 : token + 2])
    return guests and token > 0 and passage.words[token - 1] in THE


INSTEAD: Final = word_set("market.instead")


def _instead(scene: Scene, token: int) -> bool:
    """Whether we then say what one gets from us in its place: "What you get from us instead is a phone number"."""
    passage = scene.passage
    _, _, last = scene.sentence_of(token)
    following = scene.following(token)
    if following is None:
        return False
    text = " ".join(passage.words[following.first : following.last])
    return (
        any(f" {word} " in f" {text} " for word in INSTEAD)
        and passage.any(c.WE, following.first, following.last)
        and not passage.any(c.SCHEME | c.ISSUED | c.STRONG | c.CERT | c.PRESUP, following.first, len(passage))
        and last <= following.first
    )


def _boasts(scene: Scene, token: int, first: int) -> bool:
    """Whether the mention's segment has no subject but what was reached, is known, or is for the taking."""
    passage = scene.passage
    start = scene.segment_of(token)[1].first
    opening, begin = passage.bits[start], passage.bits[first]
    if passage.any(c.SINCE, *_bounds(scene, token)):
        return True
    if token > first and passage.bits[token - 1] & c.GOT and not passage.any(c.GENERIC, first, token):
        # "What passing HITRUST meant for a company this small."
        return True
    if opening & (c.CERT | c.GOT) and not opening & (c.ART | c.GENERIC) and not _met(scene, start):
        return True
    return _certain(scene, token, start) or bool(begin & c.CTA and not begin & (c.ASK | c.ART))


def _met(scene: Scene, start: int) -> bool:
    """Whether the verb is of meeting somebody who says so: "Met a vendor that says it's certified?"."""
    passage = scene.passage
    met = passage.any(c.GENERIC, start + 1, start + 2) and passage.any(c.SAY, start + 2, start + 5)
    return met and passage.any(c.ASK, scene.sentence_of(start)[2])


def _certain(scene: Scene, token: int, start: int) -> bool:
    """Whether one certificate is spoken of as known: "so the certificate now reads ISO/IEC 27001:2022"."""
    passage = scene.passage
    return any(
        passage.words[place - 1] in THE
        and not passage.any(c.GENERIC | c.THIRD | c.OTHER | c.YOUR | c.COND, start, token)
        for place in passage.places(c.ISSUED, start + 1, token)
    )


def _asked(passage: Passage, first: int, token: int) -> bool:
    """Whether somebody other than us asks for it; an imperative at the start is our call to action."""
    return any(
        passage.any(c.GENERIC | c.ASK | c.THIRD | c.RIVAL, first, index)
        or any(not passage.bits[i] for i in range(first, index))
        for index in passage.places(c.ASK, first + 1, token)
    )


def _question_like(scene: Scene, token: int, last: int) -> bool:
    """Whether the sentence asks, is a heading, or says of the scheme itself what it costs or takes."""
    number = scene.passage.segments[scene.passage.segment_at(token)].sentence
    headed = scene.unit.tag in {"h1", "h2", "h3", "h4", "title"}
    return (
        scene.passage.sentences[number].question or headed or scene.passage.any(c.COST, token + 1, min(last, token + 4))
    )


def _goods(scene: Scene, token: int) -> bool:
    """Whether the scheme only describes goods with a price of their own: "ISO 9001 repairs, quotes on the spot"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    following = passage.segments[index + 1] if index + 1 < len(passage.segments) else segment
    if following.opener not in _MARKS or following.sentence != segment.sentence:
        return False
    _, end = chain(passage, token, segment.first, segment.last)
    described = end < segment.last and _thing(passage, end)
    whose = any(_thing(passage, at) for at in range(segment.first, token))
    return (described or whose) and not passage.any(c.COST, segment.first, segment.last)


_MARKS: Final = frozenset({",", ";", "\u2013", "\u2014", "-", "\u00b7", "|"})


def _thing(passage: Passage, at: int) -> bool:
    """Whether a token is a noun of which no cue knows, or a thing that companies sell."""
    bits = passage.bits[at]
    return passage.words[at].isalpha() and (not bits or bool(bits & c.SELFNOUN))


def _priced(scene: Scene, token: int, first: int) -> bool:
    """Whether the sentence begins with the scheme, or any report on it, and says what it costs."""
    passage = scene.passage
    article = passage.words[first] in INDEFINITE
    if token > first and not (article and all(bits & c.ART for bits in passage.bits[first + 1 : token])):
        return False
    at = token + 1
    while (
        at < len(passage)
        and passage.bits[at] & (c.ART | c.AUX | c.ADV | c.PUNCT | c.WE)
        and not passage.bits[at] & c.COST
    ):
        at += 1
    return at < len(passage) and bool(passage.bits[at] & c.COST)


def _bounds(scene: Scene, token: int) -> tuple[int, int]:
    _, segment = scene.segment_of(token)
    return segment.first, segment.last


def _list_start(scene: Scene, token: int, first: int) -> int:
    """Where the statement begins that the mention is in: behind a colon, what stood before it is no subject."""
    segments = scene.passage.segments
    index, segment = scene.segment_of(token)
    while index and segments[index].opener == "," and segments[index - 1].sentence == segment.sentence:
        index -= 1
    return segments[index].first if segments[index].opener in {":", ";"} else first


def _the_same(passage: Passage, token: int) -> bool:
    """Whether a certain certificate is meant: "rely on the same r2 certification"."""
    definite = not THE.isdisjoint(passage.words[max(token - 2, 0) : token])
    same = not _SAME.isdisjoint(passage.words[max(token - 1, 0) : token])
    return definite and same and token + 1 < len(passage) and bool(passage.bits[token + 1] & c.ART)


_SAME: Final = word_set("market.same")
_ONE: Final = word_set("market.one")
"""What is said of one is said of the speaker."""
_VERBS: Final = c.BE | c.HOLD | c.AUX | c.ASK | c.DEFINE | c.SHOW | c.SAY | c.COST

GENERAL = Frame("market", general)
