"""Whether a text claims more than the scope on record: everything, another place, another product, another category.

A scope is free text in the issuer's words, so nothing here asks whether a text says all that the scope says; it looks
for what goes beyond: words for everything, places and products in the plural, names that stand beside the ones in
scope, and categories that were left out of an examination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.places import (
    elsewhere,
    entry_of_another,
    in_scope,
    in_table,
    others_named,
    stretched,
)
from trustgen.claims.record.categories import named, other_category
from trustgen.claims.record.excluded import covered_to, none_left_out, not_covered
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.lexicon import TOKEN
from trustgen.claims.words.vocabulary import STEM, concepts, vocabulary
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_COMPANY: Final = word_set("reach.company")
_SHORT: Final = 6
_APART: Final = 2
"""Tokens between a word for all and what it counts."""
_READERS: Final = c.YOU | c.YOUR | c.PERSON | c.ASK | c.SINCE | c.CTA | c.ART | c.CLAUSE | c.COST
_PRONOUNS: Final = word_set("reach.pronouns")
_PHRASE: Final = c.OUR | c.NUMBER | c.GLOBAL | c.CERT | c.WE | c.NAME


def wider(case: Case, scope: str) -> bool:
    """Whether the text around a mention claims more than a scope."""
    scene = case.scene
    folded = bare(scope)
    words = TOKEN.findall(folded)
    if case.scheme is not None and named(case.scheme, folded):
        if other_category(scene, case.scheme, case.token, folded, list(beside(scene))):
            return True
    elif _other_thing(scene, case.token, words):
        return True
    broad = _broad(words, scene)
    term = scene.unit.context.term
    if term and len(scene.passage) <= _SHORT:
        passage = scene.read(term)
        if others_named(passage, 0, len(passage), words, term):
            return True
    if entry_of_another(scene, words):
        return True
    for passage, first, last, text in _regions(scene, case.token):
        if not broad and _everything(passage, first, last):
            return True
        if _extended(passage, first, last, words):
            return True
        if _several(passage, first, last, folded) or others_named(passage, first, last, words, text):
            return True
        if elsewhere(passage, first, last, scope, text) or stretched(passage, first, last, words):
            return True
    return in_table(scene, words) or _run_by_readers(scene, case.token, words)


def _run_by_readers(scene: Scene, token: int, scope: list[str]) -> bool:
    """Whether it is said of what readers run by themselves, too: "self-hosted or hosted by us, it is covered by …"."""
    if _self_run(scope):
        return False
    passage = scene.passage
    own, segment = scene.segment_of(token)
    named = any(in_scope(word, scope) for word in passage.words[segment.first : segment.last])
    for index, one in enumerate(passage.segments):
        words = passage.words[one.first : one.last]
        if one.sentence != segment.sentence or scene.stance(index).denies or passage.any(c.NEG, one.first, one.last):
            continue
        if (index == own or not named) and _self_run(words):
            return True
    return False


def _self_run(words: list[str]) -> bool:
    """Whether words are about what readers run by themselves: "the self-hosted edition"."""
    text = f" {' '.join(word for word in words if word != '-')} "
    return any(f" {phrase}" in text for phrase in vocabulary().self_run)


_PIECE: Final = word_parts("reach.piece")
_EACH: Final = word_set("reach.each")
_PRODUCTS: Final = word_parts("reach.products")
_GOODS: Final = word_set("reach.goods")
"""What is made in pieces and sold, which no certificate of a management system is given to."""


def of_a_product(case: Case) -> bool:
    """Whether a certificate of an organisation is said of what it makes: "every valve is individually certified"."""
    scheme, passage = case.scheme, case.scene.passage
    if scheme is None or scheme.mark is None or scheme.mark.shown != "organization":
        return False
    _, segment = case.scene.segment_of(case.token)
    words = passage.words[segment.first : segment.last]
    if case.scene.stance(case.scene.segment_of(case.token)[0]).denies:
        return False
    pieces = any(word.startswith(_PIECE) for word in words) and any(word.partition(" ")[0] in _EACH for word in words)
    behind = passage.words[case.token + 2 : min(case.token + 3, segment.last)]
    certified = bool(passage.any(c.CERT, case.token + 1, min(case.token + 2, segment.last)))
    return pieces or (certified and any(word.startswith(_PRODUCTS) for word in behind)) or _goods(case)


def _goods(case: Case) -> bool:
    """Whether goods are called certified: "ISO 9001 certified headphones", "des casques certifiés ISO 9001"."""
    passage, token = case.scene.passage, case.token
    _, segment = case.scene.segment_of(token)
    at = token + 1
    while at < segment.last and (passage.words[at] == "-" or passage.bits[at] & (c.CERT | c.ART) == c.CERT):
        at += 1
    if token + 1 < at < segment.last and passage.words[at] in _GOODS:
        return True
    at = token - 1
    while at > segment.first and passage.bits[at] & (c.PREP | c.ALIGN):
        at -= 1
    return at > segment.first and bool(passage.bits[at] & c.CERT) and passage.words[at - 1] in _GOODS


def _broad(words: list[str], scene: Scene) -> bool:
    """Whether the scope itself speaks of everything."""
    passage = scene.read(" ".join(words))
    return passage.any(c.GLOBAL)


def _regions(scene: Scene, token: int) -> Iterator[tuple[Passage, int, int, str]]:
    """The stretches that speak of a mention's scope, each with the text as it was written.

    They are the segments of its sentence that deny nothing, and the cells, details or lines beside a short text.
    """
    _, first, last = scene.sentence_of(token)
    for index, segment in enumerate(scene.passage.segments):
        start = scene.passage.sentences[segment.sentence].first
        # Another line of a short text, as in an address: "ISO/IEC 27001:2022", "All sites".
        lines = (
            len(scene.passage) <= 2 * _SHORT
            and "\n" in scene.passage.words[max(0, start - 1) : start]
            and not scene.passage.any(c.SCHEME, segment.first, segment.last)
        )
        inside = (first <= segment.first and segment.last <= last) or (start >= last and _of_ours(scene, segment))
        if (inside or lines) and not scene.stance(index).denies and not not_covered(scene.passage, segment):
            yield scene.passage, segment.first, covered_to(scene.passage, token, segment), scene.unit.text
    for text in beside(scene):
        if scene.said(text).kind not in {"no", "ended"}:
            passage = scene.read(text)
            if passage.any(c.SCHEME):
                continue
            yield passage, 0, len(passage), text


def _of_ours(scene: Scene, segment: Segment) -> bool:
    """Whether a later sentence begins with ours, and names no scheme: "Ours takes in all three offices."."""
    passage = scene.passage
    one = passage.sentences[segment.sentence]
    paper = passage.any(c.OUR, one.first, one.first + 1) and passage.any(c.ISSUED, one.first + 1, one.first + 2)
    return not passage.any(c.SCHEME, one.first, one.last) and (
        bool(passage.bits[one.first] & c.OURS) or paper or passage.words[one.first].startswith(_OURS)
    )


_OURS: Final = ("ours", "unseres ", "unserer ")


def beside(scene: Scene) -> Iterator[str]:
    """The cells, details or lines beside a short text that may name a scope."""
    context = scene.unit.context
    if scene.passage.sentences and scene.passage.sentences[-1].question:
        # "Are you certified? Yes, and for all six activities."
        yield from (text for text in (context.answer, *context.details[:1]) if text)
        return
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
        if bits & c.GLOBAL and not bits & (c.NEG | c.NO | c.ONLY):
            following = [at for at in range(index + 1, min(last, index + 1 + _APART)) if not passage.bits[at] & c.DET]
            if any(passage.bits[at] & _READERS and passage.words[at] not in _PRONOUNS for at in following) and not any(
                passage.bits[at] & (c.SELFNOUN | c.OUR) for at in following
            ):
                continue
            if index > first and passage.bits[index - 1] & (c.NEG | c.NO):
                continue
            if following and vocabulary().counted(passage.words[following[0]]):
                continue
            return True
    whole = vocabulary().everything(passage.words[first:last]) and not passage.any(c.THIRD | c.OTHER, first, last)
    return whole or none_left_out(passage, first, last)


def _extended(passage: Passage, first: int, last: int, scope: list[str]) -> bool:
    """Whether something more is said to be covered: "now extends to sales", "also our laboratory"."""
    stretch = " ".join(passage.words[first:last]).split()
    if any(in_scope(word, scope) for word in stretch):
        return False
    if not vocabulary().extending.isdisjoint(stretch):
        return True
    return any(
        passage.words[at] in vocabulary().also and passage.bits[at + 1] & c.OUR and not passage.bits[at + 2]
        for at in range(first, last - 2)
    )


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
    ours = (
        at for at in range(first, last) if passage.words[at] in kinds and passage.any(c.OUR, max(first, at - 1), at)
    )
    if any(not scene.stance(passage.segment_at(at)).denies for at in ours):
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
    return not any(in_scope(word, scope) for word in named)
