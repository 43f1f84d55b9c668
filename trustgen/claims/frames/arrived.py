"""Those who look for it are told that they need look no further: they have found it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c

if TYPE_CHECKING:
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_SEEK: Final = (
    *("look", "search", "go", "turn", "shop", "such", "umseh", "umschau", "wenden", "geh", "cherch", "aller", "tourn"),
    *("adress", "frapper", "regard", "busc", "acud", "ir", "dirig", "mir", "cerc", "rivolg", "andar", "guard", "zoek"),
    *("wend", "gaan", "kijk"),
)
"""How verbs of looking for something begin."""
_FURTHER: Final = (
    *("elsewhere", "further", "anymore", "any longer", "any more", "longer", "anybody else", "anyone else", "far"),
    *("someone else", "somebody else", "weiter", "woanders", "anderswo", "langer", "lange", "jemand", "anderen"),
    *(
        "ailleurs",
        "plus loin",
        "loin",
        "longtemps",
        "autre",
        "mas",
        "otro",
        "otra",
        "lejos",
        "oltre",
        "altr",
        "lontano",
    ),
    *("lontano", "ancora", "verder", "elders", "lang", "ander", "else", "keep", "seguir", "continu", "blijven"),
)

_AT_ONCE: Final = ("weitersuch", "weiterzusuch", "verderzoek", "doorzoek", "zoekt u niet")
_NEAR: Final = 7


def arrived(scene: Scene, token: int) -> bool:
    """Whether whoever looks for it is told to look no further: "if it matters to you, you are in the right place"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    end = passage.sentences[min(number + 1, len(passage.sentences) - 1)].last
    if any(
        not passage.any(_NO | c.UNREAL, max(passage.segments[passage.segment_at(at)].first, first), at)
        for at in passage.places(c.ARRIVED, first, end)
    ):
        return True
    needed = passage.any(c.ASK | c.COND | c.WHOEVER | c.GENERIC | c.HOLD | c.YOU, first, token)
    return needed and any(
        _no_further(passage, at, one.last)
        for one in passage.sentences[number : number + 2]
        for at in passage.places(_NO, max(one.first, token + 1), one.last)
        if one.first <= last or not passage.any(c.SCHEME, one.first, one.last)
    )


def _no_further(passage: Passage, negation: int, last: int) -> bool:
    """Whether a negation takes away the looking further: "has no reason to go elsewhere"."""
    stop = min(negation + _NEAR, last)
    if passage.any(c.WE | c.OUR | c.NAME | c.COND | c.BUT, negation, stop):
        return False
    words = passage.words
    for at in range(negation + 1, stop):
        if words[at].startswith(_AT_ONCE):
            return True
        if words[at].split()[-1].startswith(_SEEK):
            around = [*words[max(at - 2, negation + 1) : at], *words[at + 1 : min(at + 4, last)]]
            if any(word.split()[-1].startswith(_FURTHER) or word in _FURTHER for word in around):
                return True
    return False
