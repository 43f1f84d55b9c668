"""What a company calls itself to its readers: "your TISAX-labelled supplier for prototypes" is none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_VERBS: Final = c.BE | c.AUX | c.HOLD | c.NEG | c.NO | c.NONE | c.COND | c.ASK | c.DUTY | c.WE | c.OUR
_PHRASE: Final = c.SCHEME | c.CERT | c.ART | c.THIRD | c.ADJ | c.ADV | c.NUMBER | c.SHOW
_PARTICIPLES: Final = word_parts("tagline.participles")
_WITH: Final = word_set("common.with")
_CLOUDS: Final = word_set("tagline.clouds")
_LONG: Final = 8


def tagline(scene: Scene, token: int) -> bool:
    """Whether a sentence without a verb calls somebody the reader's certified supplier: that is us."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    begin = first + bool(passage.bits[first] & c.DET and not passage.bits[first] & c.YOUR)
    yours = passage.bits[begin] & c.YOUR or passage.words[begin] == "su"
    if not yours or token - begin > _LONG or passage.sentences[number].question:
        return False
    if any(bits & _VERBS and not bits & (c.ART | c.CERT | c.DET) for bits in passage.bits[begin + 1 : last]):
        return False
    end = _phrase(passage, begin + 1, last)
    who = [at for at in passage.places(c.THIRD, begin + 1, end) if not passage.words[at].endswith("s")]
    if _provider(passage, token, who, last):
        return True
    certified = (
        passage.any(c.CERT | c.SEAL, begin + 1, end)
        or passage.words[token - 1] in _WITH
        or (passage.words[token + 1 : token + 2] == ["-"] and bool(who) and token + 2 < who[0])
        # "Your SOC 2 vendor in Ulm"
        or (token + 1 in who and not passage.bits[token + 1] & (c.PERSON | c.ASSESSOR))
    )
    over = end == last or bool(passage.bits[end] & (c.PREP | c.PUNCT))
    return token < end and bool(who) and certified and over


def _provider(passage: Passage, token: int, who: list[int], last: int) -> bool:
    """Whether nothing but the name says which host or supplier: "Ihr TISAX-Lieferant", "Votre h\u00e9bergeur HDS"."""
    joined = passage.words[token + 1 : token + 2] == ["-"]
    noun = token + 2 if joined else token - 1
    party = noun in who and not passage.bits[noun] & (c.PERSON | c.ASSESSOR | c.EXAMINER)
    place = noun if joined or token + 1 == last else token + 1
    cloud = passage.words[place] in _CLOUDS and max(place, token) + 1 == last
    over = max(noun, token) + 1
    return (party and (over == last or bool(passage.bits[over] & c.PREP))) or cloud


def _phrase(passage: Passage, first: int, last: int) -> int:
    """Where the noun phrase ends that begins there: participles behind a hyphen are part of it."""
    at = first
    while at < last and (
        passage.bits[at] & _PHRASE
        or passage.words[at] == "-"
        or (passage.words[at - 1] == "-" and passage.words[at].endswith(_PARTICIPLES))
        or (passage.bits[at] & c.PREP and passage.any(c.SEAL | c.SCHEME, at + 1, min(at + 2, last)))
    ):
        at += 1
    return at


_LOCAL: Final = c.PREP | c.DET | c.ADJ


def of_the_place(scene: Scene, token: int) -> bool:
    """Whether a sentence without a verb calls somebody a place's own: "l'imprimeur certifi\u00e9 de la r\u00e9gion"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    who = passage.places(c.THIRD, first + 1, token)
    if passage.words[first] not in THE or len(who) != 1 or passage.sentences[number].question:
        return False
    end = _phrase(passage, who[0] + 1, last)
    rank = all(passage.bits[at] & (c.RANK | c.ADJ | c.EXCEPT | c.ONLY) for at in range(first + 1, who[0]))
    if (
        not rank
        or end <= token
        or end >= last - 1
        or not (passage.any(c.CERT, who[0] + 1, end) or passage.words[who[0] + 1] in _WITH)
    ):
        return False
    names = [at for at in range(end, last) if not passage.bits[at] & _LOCAL]
    return bool(passage.bits[end] & c.PREP and names) and all(
        not passage.bits[at] and (at == names[0] or scene.capital(at)) for at in names
    )
