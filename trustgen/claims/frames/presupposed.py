"""Denials whose words presuppose a holding: of a second one, of sending it out, of its loss, of everybody but us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.ours import party
from trustgen.claims.reading import THE

if TYPE_CHECKING:
    from trustgen.claims.scene import Scene

_ORDINALS: Final = (
    *("second", "third", "fourth", "fifth", "sixth", "zweite", "dritte", "vierte", "funfte", "deuxieme", "troisieme"),
    *("quatrieme", "segund", "tercer", "cuart", "quint", "terzo", "terza", "quarto", "quarta", "tweede", "derde"),
    *("vierde", "vijfde"),
)
"""Numbers of what has been there before, by how they begin."""
_NO_LONGER: Final = frozenset(
    {"no longer", "not any more", "n't any more", "nicht mehr", "plus", "ya no", "piu", "niet meer", "niet langer"}
)
_SENDING: Final = (
    *(
        "send",
        "hand out",
        "handing",
        "hand over",
        "mail",
        "email",
        "ship",
        "attach",
        "distribut",
        "verschick",
        "versend",
    ),
    *("senden", "schicken", "verteilen", "mailen", "envoy", "joign", "distribuons", "transmett", "enviamos", "envia"),
    *("mandamos", "adjunta", "repart", "entrega", "inviamo", "spediamo", "alleghiamo", "consegn", "mandiamo"),
    *("sturen", "versturen", "stuurt", "verstuurt", "toezenden", "uitdelen", "delen", "mee"),
)
"""Verbs of handing out what is there, by how they begin."""
_EXCEPTION: Final = ("exception", "ausnahme", "excepcion", "eccezion", "uitzondering")
_SHORT: Final = 5


def presupposed(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment presupposes that we have, or had, what is mentioned."""
    return any(test(scene, token) for test in (_another, _sent_out, _withdrawn, _all_but_us))


def _another(scene: Scene, token: int) -> bool:
    """Whether it is called our second: "what our second SOC 2 taught us that the first had not"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    return any(
        passage.words[at].startswith(_ORDINALS) and passage.any(c.OUR, max(at - 2, segment.first), at)
        for at in range(max(token - 2, segment.first), token)
    )


def _sent_out(scene: Scene, token: int) -> bool:
    """Whether a certain one is no longer handed out, which says that it was: "we no longer send out the Type I"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    words = passage.words[segment.first : segment.last]
    definite = any(
        passage.words[at] in THE or passage.bits[at] & c.OUR for at in range(max(token - 2, segment.first), token)
    )
    return definite and not _NO_LONGER.isdisjoint(words) and any(word.startswith(_SENDING) for word in words)


def _withdrawn(scene: Scene, token: int) -> bool:
    """Whether a party of our contract has to tell of a withdrawal: "Supplier shall notify any loss of its …"."""
    index, _ = scene.segment_of(token)
    return scene.stance(index).past and party(scene, token)


def _all_but_us(scene: Scene, token: int) -> bool:
    """Whether the next sentence takes us out: "Nobody in this trade is certified. Except us."."""
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    if number + 1 >= len(passage.sentences):
        return False
    first, last = passage.sentences[number + 1].first, passage.sentences[number + 1].last
    apart = passage.any(c.EXCEPT | c.ONLY, first, first + 2) or any(
        word.startswith(_EXCEPTION) for word in passage.words[first:last]
    )
    return (
        last - first <= _SHORT
        and apart
        and passage.any(c.WE | c.OUR | c.NAME | c.EXCEPT, first, last)
        and passage.any(c.NOBODY | c.NO | c.NEG | c.RIVAL, *scene.sentence_of(token)[1:])
    )
