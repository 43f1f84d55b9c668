"""What a sentence says in passing that we are: "As a qualified trust service provider we issue seals"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_AS: Final = word_set("asone.as")
_ROLES: Final = word_parts("asone.roles")
"""How words begin, within the name of a status, of who has it: "Qualified trust service provider under eIDAS, we …"."""
_WOULD: Final = word_set("intent.unreal")
_PLURAL: Final = word_parts("asone.plural")
_VERB: Final = c.BE | c.AUX | c.HOLD | c.CERT
_OTHERWISE: Final = c.ASK | c.COND | c.REL | c.YOU | c.SHOW
_US: Final = c.WE | c.NAME
_CLAUSE: Final = c.BE | c.AUX | c.HOLD | c.ASK | c.COND | c.REL | c.YOU | c.OUR | _US
_PHRASE: Final = c.SCHEME | c.ART | c.CERT | c.PREP | c.DET | c.ADJ | c.PUNCT
_FAR: Final = 9


def as_one(scene: Scene, token: int) -> bool:
    """Whether the sentence begins with what we are, and goes on with us, behind a comma or a verb.

    Dutch "als" is "if" as well: "Als ISO 27001-gecertificeerd bedrijf leveren wij aan ziekenhuizen" has no verb before
    the one that stands in front of us, where "Als een klant ISO 27001 eist, leveren wij niet" has.
    """
    passage = scene.passage
    number, segment = scene.segment_of(token)
    role = token == segment.first and any(word.startswith(_ROLES) for word in passage.words[token].split())
    if (passage.words[segment.first] not in _AS and not role) or token - segment.first > _FAR:
        return False
    behind = passage.segments[number + 1] if number + 1 < len(passage.segments) else segment
    if behind.sentence == segment.sentence and passage.any(_US, behind.first, min(behind.first + 2, behind.last)):
        return not passage.bits[segment.first] & c.COND
    return _inverted(scene, token, segment)


def _inverted(scene: Scene, token: int, segment: Segment) -> bool:
    """Whether we stand behind the phrase, with no verb in it and one at most in between."""
    passage = scene.passage
    who = passage.places(_US, token + 1, min(token + _FAR, segment.last))
    if not who or any(bits & _CLAUSE & ~c.DET for bits in passage.bits[segment.first + 1 : who[0] - 1]):
        return False
    verb = who[0] - 1
    if passage.words[verb] in _WOULD or passage.any(c.OTHER, who[0] + 1, who[0] + 2):
        # "Als gecertificeerde leverancier gebruiken wij Hetzner."
        return False
    return _noun_phrase(passage, token, verb)


def _noun_phrase(passage: Passage, token: int, verb: int) -> bool:
    """Whether one word at most stands between the name and the verb that the phrase of a name has no place for."""
    rest = [at for at in range(token + 1, verb) if not passage.bits[at] & _PHRASE]
    return len(rest) <= 1


def in_what_role(scene: Scene, token: int, place: int) -> bool:
    """Whether a word that may be "if" says what we are: Dutch "als leverancier aan de zorg zijn we gecertificeerd".

    The verb stands in front of us, where "als wij gecertificeerd zijn" has it behind, or in front of the word itself:
    "wij zijn als leverancier gecertificeerd", where "wij leveren niet als een klant ISO 27001 eist" ends with one.
    """
    passage = scene.passage
    _, segment = scene.segment_of(token)
    if passage.words[place] not in _AS or not segment.first <= place < token:
        return False
    who = passage.places(_US, segment.first, token)
    if not who:
        return False
    if who[0] > place:
        verb = who[0] - 1
        said = passage.bits[verb] & _VERB or passage.words[verb].endswith(_PLURAL)
        return bool(said) and verb > place + 1 and not passage.any(_OTHERWISE | c.BE | c.AUX | c.HOLD, place + 1, verb)
    last = segment.last - 1
    ends = passage.bits[last] & (c.SCHEME | c.ART) or (
        passage.bits[last] & c.CERT and passage.bits[last] & (c.YEA | c.AUDIT)
    )
    return (
        bool(ends)
        and passage.any(_VERB, who[0] + 1, place)
        and not passage.any(_OTHERWISE | c.BE | c.AUX | c.HOLD | c.GOT | _US, place + 1, last)
    )
