"""What somebody did in an earlier job, or a candidate has seen at another company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.reading import possessed

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_WHERE: Final = frozenset({"where", "wo", "ou", "donde", "dove", "waar"})
_SHE: Final = frozenset({"she", "he", "they", "sie", "er", "elle", "il", "ze", "zij", "hij", "you", "du", "tu", "vous"})
_PLACE: Final = (
    *("bank", "hospital", "company", "employer", "agency", "consultancy", "insurer", "krankenhaus", "arbeitgeber"),
    *("versicherung", "banque", "hopital", "employeur", "cabinet", "banco", "hospital", "empresa", "consultora"),
    *(
        "banca",
        "ospedale",
        "azienda",
        "ziekenhuis",
        "werkgever",
        "verzekeraar",
        "somewhere",
        "unternehmen",
        "entreprise",
    ),
)


def earlier(case: Case) -> bool:
    """A clause with "where" behind another employer, in which a person, not we, is the one who acts."""
    scene, token = case.scene, case.token
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    at = next((i for i in range(token - 1, first, -1) if passage.words[i] in _WHERE), -1)
    if at < 0 or possessed(scene, token) or passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN, at, last):
        return False
    place = at - 1
    while place > first and passage.words[place] == ",":
        place -= 1
    other = passage.bits[place] & (c.OTHER | c.THIRD | c.GENERIC) or passage.words[place].startswith(_PLACE)
    acts = passage.any(c.PERSON, first, token) or any(word in _SHE for word in passage.words[first:token])
    if not other or passage.any(c.OUR, max(place - 3, first), place):
        return False
    return acts or _named(scene, first)


def _named(scene: Scene, at: int) -> bool:
    """Whether a sentence begins with a name that no cue knows."""
    start, _ = scene.folded.back(scene.passage.starts[at], scene.passage.ends[at])
    return not scene.passage.bits[at] and scene.unit.text[start].isupper()


EARLIER = Frame("earlier-job", earlier)
