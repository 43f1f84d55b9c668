"""What was shown or said and is gone, because it was never true: a logo taken off, words deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.beside import claimed_beside
from trustgen.claims.frames.frame import Case, Frame
from trustgen.claims.frames.undone import NEW
from trustgen.claims.polarity import RENEWED
from trustgen.claims.reading import possessed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trustgen.claims.clauses import Segment
    from trustgen.claims.scene import Scene

_SHOWN: Final = (
    *("logo", "badge", "seal", "flag", "box", "banner", "poster", "brochure", "leaflet", "slide", "word", "sentence"),
    *("line", "page", "site", "picture", "icon", "label", "footer", "claim", "phrase", "siegel", "kasten", "plakat"),
    *("messeplakat", "prospekt", "folie", "wort", "satz", "zeile", "seite", "bild", "fusszeile", "hinweis", "encadre"),
    *(
        "mention",
        "brochure",
        "affiche",
        "diapositiv",
        "phrase",
        "bandeau",
        "pastille",
        "macaron",
        "recuadro",
        "folleto",
    ),
    *("cartel", "diapositiv", "palabra", "frase", "sello", "logotipo", "pie", "riquadro", "opuscolo", "manifesto"),
    *("parole", "scritta", "sigillo", "bollino", "sito", "web", "vak", "affiche", "folder", "dia", "woord", "zin"),
    *("zegel", "keurmerk", "voettekst", "plaatje", "scritto", "schild", "aufkleber", "sticker", "pegatina", "adesivo"),
)
_GONE: Final = (
    *("removed", "deleted", "took", "taken", "pulped", "withdrew", "dropped", "came", "scrapped", "struck", "painted"),
    *("entfernt", "abgehangt", "genommen", "eingestampft", "geloscht", "gestrichen", "uberklebt", "retire", "enleve"),
    *("supprime", "pilon", "efface", "decroche", "quitamos", "quitado", "retiramos", "eliminado", "eliminamos"),
    *(
        "destruimos",
        "borramos",
        "borrado",
        "tolto",
        "tolta",
        "rimosso",
        "rimossa",
        "eliminato",
        "macerato",
        "cancellato",
    ),
    *(
        "weggehaald",
        "gehaald",
        "verwijderd",
        "vernietigd",
        "geschrapt",
        "weggelaten",
        "staccato",
        "ritirato",
        "retiree",
    ),
)
_UNTRUE: Final = (
    *("nothing", "nichts", "rien", "nada", "niente", "nulla", "nergens", "nobody", "niemand", "personne", "nadie"),
    *("nessuno", "never", "nie", "jamais", "nunca", "mai", "nooit"),
)
_MISREAD: Final = (
    *(
        "misread",
        "misunder",
        "misled",
        "believed",
        "thought",
        "dachte",
        "verstand",
        "glaubte",
        "missver",
        "cru",
        "compris",
    ),
    *("croire", "entendio", "creyo", "penso", "capito", "creduto", "pensato", "creder", "dacht", "begreep", "misleid"),
)
"""What a reader did who took it for ours."""
_STALE: Final = (
    " no longer ",
    " any more ",
    " nicht mehr ",
    " n'etait plus ",
    " ya no ",
    " piu ",
    " niet meer ",
    " plus ",
)
_NEAR: Final = 2


def taken_off(case: Case) -> bool:
    """Something that showed or said it was taken away, and it is said that there was never anything behind it."""
    scene, token = case.scene, case.token
    passage = scene.passage
    number, _, _ = scene.sentence_of(token)
    if possessed(scene, token):
        return False
    near = [(i, one) for i, one in enumerate(passage.segments) if -_NEAR <= one.sentence - number <= _NEAR]
    first, last = near[0][1].first, near[-1][1].last
    words = passage.words[first:last]
    if not any(word.startswith(_SHOWN) for word in words) or not any(word.startswith(_GONE) for word in words):
        return False
    text = f" {' '.join(words)} "
    if any(word in text for word in _STALE) or any(word.startswith((*RENEWED, *NEW)) for word in words):
        return False
    if passage.any(c.PROGRESS | c.PLAN | c.READY | c.SINCE | c.SOON, *_quotation(scene, token)):
        return False
    return (
        _never_true(scene, token, [i for i, _ in near])
        and not _affirmed(scene, token)
        and (_taken_for_ours(scene, near) or not claimed_beside(scene, token))
    )


def _quotation(scene: Scene, token: int) -> tuple[int, int]:
    """The tokens between the quotation marks around the mention; none when there are none."""
    words = scene.passage.words
    if not quoted(scene, token) or '"' not in words[:token] or '"' not in words[token:]:
        return token, token
    first = token
    while words[first - 1] != '"':
        first -= 1
    return first, words.index('"', token)


def _never_true(scene: Scene, token: int, near: list[int]) -> bool:
    """Whether a clause apart from the mention says that it was wrong, referred to nothing, or that nobody examined."""
    passage = scene.passage
    own, _ = scene.segment_of(token)
    for index in near:
        segment = passage.segments[index]
        stance = scene.stance(index)
        if index == own or stance.asserts:
            continue
        if stance.denies and not stance.past:
            return True
        if passage.any(c.META, segment.first, segment.last) and not passage.any(c.NEG, segment.first, segment.last):
            return True
        if any(word.startswith(_MISREAD) for word in passage.words[segment.first : segment.last]) and not passage.any(
            c.WE | c.NEG | c.NO, segment.first, segment.last
        ):
            return True
        if any(word in _UNTRUE for word in passage.words[segment.first : segment.last]) and not passage.any(
            c.LACK | c.WITHOUT | c.PASTEND | c.FINDING, segment.first, segment.last
        ):
            return True
    return False


def _taken_for_ours(scene: Scene, near: Sequence[tuple[int, Segment]]) -> bool:
    """Whether a reader is said to have taken it for ours: what he believed is no claim."""
    return any(word.startswith(_MISREAD) for _, one in near for word in scene.passage.words[one.first : one.last])


def _affirmed(scene: Scene, token: int) -> bool:
    """Whether the sentence of the mention says after all that it is so: "… is validated with or without it"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if quoted(scene, token):
        return False
    shown = any(
        word.startswith((*_SHOWN, *_GONE)) or bits & (c.SAY | c.RETRACT)
        for word, bits in zip(passage.words[first:last], passage.bits[first:last], strict=True)
    )
    return not shown


TAKEN_OFF = Frame("taken-off", taken_off)
