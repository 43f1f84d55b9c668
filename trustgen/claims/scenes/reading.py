"""Questions about one mention in a scene that several frames ask: is it called ours, does its clause affirm it.

Every answer leans towards suspicion: where the words leave it open, the mention counts as possessed or affirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_BETWEEN: Final = c.ADJ | c.DET | c.ART | c.NUMBER | c.PUNCT | c.SCHEME | c.AND | c.CERT | c.ADV | c.SELFNOUN
THE: Final = word_set("reading.the")
"""Definite articles."""
THE_MANY: Final = word_set("reading.the_many")
"""Definite articles of more than one, where they differ."""
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


def asked_what(scene: Scene, token: int) -> bool:
    """Whether it is asked what such a thing is or means: "What is a bridge letter?", "Was bedeutet C5?"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if not passage.sentences[number].question or not first < token:
        return False
    if passage.bits[first] & c.COST and token == last - 1 and token <= first + 2:
        # Romance languages have the article before any name: "Qu'est-ce que l'ISO 42001 ?"
        article = passage.words[token - 1] in _ARTICLES
        return token == first + 1 or passage.words[token - 1].rpartition(" ")[2] in _A or article
    rest = [at for at in range(first + 1, last) if at != token]
    means = [at for at in rest if passage.bits[at] & c.MEAN]
    return (
        passage.words[first] in _WHAT
        and bool(means)
        and len(rest) <= _ASKED
        and all(passage.bits[at] & (c.AUX | c.MEAN | c.PREP | c.DEFINE | c.PUNCT) for at in rest)
        and not passage.any(c.WE | c.OUR | c.NAME | c.YOU | c.YOUR, first, last)
    )


_ASKED: Final = 3
_WHAT: Final = word_set("reading.what")
_A: Final = word_set("common.a")
_ARTICLES: Final = word_set("reading.articles")


def presumed(scene: Scene, token: int) -> bool:
    """Whether the sentence speaks of a certificate or report of ours: "controls that our certificate covers"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    return any(
        passage.any(c.ISSUED, place + 1, min(place + 3, last))
        and not passage.any(c.THIRD | c.OTHER | c.PERSON, place + 1, min(place + 3, last))
        and not scene.stance(passage.segment_at(place)).denies
        for place in passage.places(c.OUR, first, last)
    )


_HERE: Final = word_set("reading.here")
"""Words that point at something of ours: "here", "this"."""


def points_here(passage: Passage, first: int, last: int) -> bool:
    """Whether a word of a region points at where readers are: "in this building", "downloaded below"."""
    return any(word.rpartition(" ")[2] in _HERE for word in passage.words[first:last])


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
    if passage.any(c.DONE, segment.first, segment.last):
        return True
    if passage.any(c.PRESUP, segment.first, segment.last) and not _in_general(passage, segment.first, token):
        return True
    _, end = chain(passage, token, segment.first, segment.last)
    closes = end >= segment.last or bool(passage.bits[end] & (c.ADV | c.PREP | c.PUNCT | c.AND))
    if token > segment.first and passage.bits[token - 1] & c.BE and closes and not scene.stance(number).denies:
        # "Cartwright is PCI DSS Level 1 too".
        return True
    mine = any(not _our_rivals(passage, at, segment.last) for at in passage.places(_SELF, segment.first, segment.last))
    if mine and any(
        not _auxiliary(passage, place, segment.last)
        for place in passage.places(c.HOLD | c.GOT | c.CERT, segment.first, segment.last)
    ):
        return True
    return attributed(scene, token)


def _in_general(passage: Passage, first: int, token: int) -> bool:
    """Whether such papers are told of in general: "bridge letters follow a Type II report"."""
    begin = first + (passage.words[first] in _A)
    follows = passage.bits[begin] & c.PRESUP and passage.any(c.ALIGN, begin + 1, begin + 2)
    return bool(follows) and token == begin + 3 and passage.words[token - 1] in _A


def _our_rivals(passage: Passage, at: int, last: int) -> bool:
    """Whether "our" stands before rivals: "our larger rivals have one"."""
    near = min(at + 4, last)
    return bool(passage.bits[at] & c.OUR and not passage.bits[at] & c.WE) and passage.any(c.RIVAL, at + 1, near)


WEL: Final = word_set("reading.wel")


def said_yes(scene: Scene, token: int) -> bool:
    """Whether the name has a yes behind it: "SOC 2 no, la 27001 sí"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, end = chain(passage, token, segment.first, segment.last)
    sentence = passage.sentences[segment.sentence]
    if _marked_yes(passage, end, sentence.last):
        # "SOC 2 \u2013 yes, PCI DSS \u2013 not applicable"
        return not passage.any(c.NEG | c.COND | c.THIRD | c.OTHER | c.THEIR, sentence.first, token)
    if end == segment.last and end + 1 < sentence.last and passage.words[end] == ",":
        # A comma may stand before the yes, as in "HDS, si".
        short = end + 2 == sentence.last or bool(passage.bits[end + 2] & c.PUNCT)
        return short and passage.words[end + 1] in WEL and not passage.any(c.SCHEME, end, sentence.last)
    return (
        end < segment.last
        and passage.words[end] in WEL
        and (end + 1 == segment.last or bool(passage.bits[end + 1] & c.PUNCT))
        and not passage.any(c.NEG | c.NO | c.NONE | c.COND, segment.first, token)
    )


def _marked_yes(passage: Passage, end: int, last: int) -> bool:
    """Whether a dash or colon and a yes of its own stand behind a name, and no choice of answers."""
    if end + 1 >= last or passage.words[end] not in _DASHES or passage.words[end + 1] not in WEL:
        return False
    behind = end + 2
    if behind < last and passage.words[behind] not in {",", ";", "."}:
        return False
    return behind >= last or not passage.any(c.NAY | c.NO, behind + 1, behind + 2)


_DASHES: Final = frozenset({"-", "\u2013", "\u2014", ":", "="})


def called_ours(passage: Passage, token: int, last: int) -> bool:
    """Whether the clause ends in saying whose it is, and that is us: "whose report is ours"."""
    ours = last - 1 > token and passage.bits[last - 1] & (c.OUR | c.OURS)
    ends = ours and passage.any(c.BE, max(token, last - 4), last - 1)
    # "Is ours" may be one cue.
    ends = ends or (last - 1 > token and passage.words[last - 1] == "is ours")
    return bool(ends) and not passage.any(c.NEG | c.NO, token, last)


def _auxiliary(passage: Passage, place: int, last: int) -> bool:
    """Whether a verb of having only helps another verb that is none of obtaining: "we have read ISO 27001"."""
    bits = passage.bits[place]
    if place and passage.bits[place - 1] & (c.CLAUSE | c.THEIR) and not bits & (c.AUX | c.CERT | c.GOT):
        # "Its chapter order": a noun.
        return True
    if not (bits & c.AUX and bits & c.HOLD) or place + 1 >= last:
        return False
    following = passage.bits[place + 1]
    return bool(following & (c.SAY | c.ASK)) and not following & (c.GOT | c.HOLD | c.CERT | c.DET | c.ADJ | c.ART)


def quoted(scene: Scene, token: int) -> bool:
    """Whether the mention stands between quotation marks, or in a quotation that says whose it is."""
    marks = sum(1 for word in scene.passage.words[:token] if word == '"')
    return bool(scene.unit.context.attribution) or (marks % 2 == 1 and '"' in scene.passage.words[token:])
