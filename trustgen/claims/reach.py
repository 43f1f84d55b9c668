"""Whether a text claims more than the scope on record: everything, another place, another product, another category.

A scope is free text in the issuer's words, so nothing here asks whether a text says all that the scope says; it looks
for what goes beyond: words for everything, places and products in the plural, names that stand beside the ones in
scope, and categories that were left out of an examination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import cues as c
from trustgen.claims.lexicon import TOKEN, bare
from trustgen.claims.said import piece
from trustgen.claims.vocabulary import STEM, concepts, same, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.frames.frame import Case
    from trustgen.claims.passage import Passage
    from trustgen.claims.scene import Scene
    from trustgen.claims.schemes import Scheme

_COMPANY: Final = frozenset(
    {
        "company",
        "organisation",
        "organization",
        "business",
        "team",
        "unternehmen",
        "firma",
        "betrieb",
        "entreprise",
        "societe",
        "empresa",
        "compania",
        "azienda",
        "societa",
        "bedrijf",
        "organisatie",
        "isms",
        "managementsystem",
    },
)
_SHORT: Final = 6
_APART: Final = 2
"""Tokens between a word for all and what it counts."""
_READERS: Final = c.YOU | c.YOUR | c.PERSON | c.ASK | c.SINCE | c.CTA | c.ART | c.CLAUSE | c.COST
_PRONOUNS: Final = frozenset({"you", "sie", "ihr", "vous", "usted", "voi", "u", "je"})
_PHRASE: Final = c.OUR | c.NUMBER | c.GLOBAL | c.CERT | c.WE | c.NAME
_LIST: Final = frozenset(
    {",", "/", "&", "\u00b7", "+", *("and", "und", "et", "y", "e", "en"), *("or", "oder", "ou", "o", "of")}
)


def wider(case: Case, scope: str) -> bool:
    """Whether the text around a mention claims more than a scope."""
    scene = case.scene
    folded = bare(scope)
    words = TOKEN.findall(folded)
    if case.scheme is not None and case.scheme.categories and _categories(case.scheme, folded):
        if _other_category(scene, case.scheme, case.token, folded):
            return True
    elif _other_thing(scene, case.token, words):
        return True
    broad = _broad(words, scene)
    for passage, first, last, text in _regions(scene, case.token):
        if not broad and _everything(passage, first, last):
            return True
        if _several(passage, first, last, folded) or _others_named(passage, first, last, words, text):
            return True
    return _in_table(scene, words)


def _broad(words: list[str], scene: Scene) -> bool:
    """Whether the scope itself speaks of everything."""
    _, passage, _ = piece(" ".join(words), scene.unit.context.lang, scene.facts.names, scene.facts.others)
    return passage.any(c.GLOBAL)


def _regions(scene: Scene, token: int) -> Iterator[tuple[Passage, int, int, str]]:
    """The stretches that speak of a mention's scope, each with the text as it was written.

    They are the segments of its sentence that deny nothing, and the cells, details or lines beside a short text.
    """
    _, first, last = scene.sentence_of(token)
    for index, segment in enumerate(scene.passage.segments):
        if first <= segment.first and segment.last <= last and not scene.stance(index).denies:
            yield scene.passage, segment.first, segment.last, scene.unit.text
    for text in _beside(scene):
        if scene.said(text).kind not in {"no", "ended"}:
            _, passage, _ = piece(text, scene.unit.context.lang, scene.facts.names, scene.facts.others)
            if passage.any(c.SCHEME):
                continue
            yield passage, 0, len(passage), text


def _beside(scene: Scene) -> Iterator[str]:
    context = scene.unit.context
    if len(scene.passage) > _SHORT:
        return
    if context.cell >= 0:
        for index, column in enumerate(context.columns[: len(context.row)]):
            if index != context.cell and vocabulary().header(bare(column)):
                yield context.row[index]
        return
    yield from context.details[:4]


def _everything(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch speaks of everything, and not of every reader, every year or every question."""
    for index in range(first, last):
        bits = passage.bits[index]
        if bits & c.GLOBAL and not bits & (c.NEG | c.NO):
            following = [at for at in range(index + 1, min(last, index + 1 + _APART)) if not passage.bits[at] & c.DET]
            if any(passage.bits[at] & _READERS and passage.words[at] not in _PRONOUNS for at in following) and not any(
                passage.bits[at] & (c.SELFNOUN | c.OUR) for at in following
            ):
                continue
            if index > first and passage.bits[index - 1] & (c.NEG | c.NO):
                continue
            return True
    return vocabulary().everything(passage.words[first:last]) and not passage.any(c.THIRD | c.OTHER, first, last)


def _several(passage: Passage, first: int, last: int, scope: str) -> bool:
    """Whether several places or products of ours are meant where the scope names none in the plural."""
    for index in range(first, last):
        plural = vocabulary().plural(passage.words[index])
        if plural and not any(word in scope for word in plural) and not passage.bits[index] & (c.THIRD & ~c.SELFNOUN):
            begin = max(first, index - 3)
            if passage.any(c.NEG | c.NO, begin, index):
                continue
            if passage.any(_PHRASE, begin, index) and not passage.any(c.THIRD | c.OTHER | c.THEIR, begin, index):
                return True
    return False


def _others_named(passage: Passage, first: int, last: int, scope: list[str], text: str) -> bool:
    """Whether names are listed with one that the scope has, or a place goes by a name that the scope does not have."""
    for index in range(first, last):
        if not _name(passage, index, text) or _in_scope(passage.words[index], scope):
            continue
        # A list runs over the commas at which segments end.
        listed = (at for at in (index - 2, index + 2) if 0 <= at < len(passage))
        if any(passage.words[(at + index) // 2] in _LIST and _in_scope(passage.words[at], scope) for at in listed):
            return True
        beside = [at for at in (index - 2, index - 1, index + 1) if first <= at < last]
        if any(vocabulary().place(passage.words[at]) for at in beside) and not passage.any(
            c.THIRD | c.OTHER, max(first, index - 3), index + 2
        ):
            return True
    return False


def _name(passage: Passage, index: int, text: str) -> bool:
    """Whether a token is a proper name, as far as its capital tells."""
    word = passage.words[index]
    if passage.bits[index] & ~(c.WORD | c.DET) or not word.isalpha() or len(word) < 3:  # noqa: PLR2004
        return False
    if vocabulary().place(word) or vocabulary().plural(word) or vocabulary().common(word):
        return False
    return word.capitalize() in text


def _in_scope(word: str, scope: list[str]) -> bool:
    return any(same(word, other) for other in scope)


def _in_table(scene: Scene, scope: list[str]) -> bool:
    """Whether the row belongs to a place or a product that the scope does not name."""
    context = scene.unit.context
    if context.cell < 0:
        return False
    for index, column in enumerate(context.columns[: len(context.row)]):
        words = TOKEN.findall(bare(column))
        if index == context.cell or len(words) > 2 or not any(concepts(word) for word in words):  # noqa: PLR2004
            continue
        cell = TOKEN.findall(bare(context.row[index]))
        if cell and cell[0].isalpha() and not any(_in_scope(word, scope) for word in cell):
            return True
    return False


def _other_thing(scene: Scene, token: int, scope: list[str]) -> bool:
    """Whether something of ours is said to be certified that the scope does not name: "our mobile app is …"."""
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    covered = {name for word in scope for name in concepts(word)}
    text = {word[:STEM] for word in TOKEN.findall(scene.folded.bare)}
    kinds = vocabulary().kinds - set(scope)
    things = [
        index
        for index in range(first, last)
        if passage.bits[index] & c.SELFNOUN
        and passage.words[index] not in _COMPANY
        and not passage.bits[index] & (c.ADJ | c.ART)
        and (index < token or passage.any(c.OUR, max(first, index - _APART), index))
        and not scene.stance(passage.segment_at(index)).denies
    ]
    if any(passage.words[at] in kinds for index in things for at in range(max(first, index - 1), index)):
        return True
    things = [index for index in things if index < token]
    if not things or {word[:STEM] for word in scope if len(word) > 2} <= text:  # noqa: PLR2004
        return False
    if covered and any(concepts(passage.words[index]) & covered for index in things):
        return False
    named = [
        word
        for index in range(first, token)
        for word in TOKEN.findall(passage.words[index])
        if not passage.bits[index] or passage.bits[index] & c.SELFNOUN
    ]
    return not any(_in_scope(word, scope) for word in named)


def _other_category(scene: Scene, scheme: Scheme, token: int, scope: str) -> bool:
    """Whether a category is claimed that the scope leaves out: availability, where it says security."""
    held = _categories(scheme, scope)
    _, first, last = scene.sentence_of(token)
    passage = scene.passage
    claimed: set[str] = set()
    listed = passage.any(c.CLAUSE, first, last)
    for index, segment in enumerate(passage.segments):
        if first <= segment.first and segment.last <= last and not scene.stance(index).denies:
            text = scene.folded.bare[passage.starts[segment.first] : passage.ends[segment.last - 1]]
            claimed |= _categories(scheme, text)
            listed = listed or passage.any(c.MEAN, segment.first, segment.last)
    beside = [text for text in (*_cells(scene), *_beside(scene)) if scene.said(text).kind != "no"]
    for text in beside:
        claimed |= _categories(scheme, bare(text))
    listed = listed or bool(beside) or len(claimed) > 1
    return listed and not claimed <= held


def _cells(scene: Scene) -> Iterator[str]:
    context = scene.unit.context
    if context.cell >= 0:
        yield from (cell for index, cell in enumerate(context.row) if index != context.cell)


def _categories(scheme: Scheme, text: str) -> set[str]:
    return {name for name, words in scheme.categories.items() if any(word in text for word in words)}
