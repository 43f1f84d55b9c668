"""Which words of the scheme data something hangs on: each branch of each form, and each word of a list, by a text.

Nothing is known here about single schemes: the texts are made from the data, whatever it holds.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import re2
from form_samples import branches
from msgspec.structs import replace

from trustgen.claims.catalogue import mentions
from trustgen.claims.catalogue.levelwords import level_of, longest_first
from trustgen.claims.catalogue.mentions import find
from trustgen.claims.catalogue.periods import implied
from trustgen.claims.catalogue.schemes import pattern, schemes
from trustgen.claims.record.categories import named
from trustgen.claims.record.editions import behind
from trustgen.claims.spelling.normalise import fold
from trustgen.claims.words.cuefiles import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from trustgen.claims.catalogue.scheme import Scheme


class Word(NamedTuple):
    """A branch of a form or a word of a list, the key that it stands under, and whether something hangs on it."""

    key: str
    text: str
    decided: bool


class _Without:
    """The table of forms with one of them replaced, or left out."""

    def __init__(self, table: Any, scheme: Scheme, form: str, rest: str) -> None:
        self._table = table
        source = pattern(form)
        self._form = next(
            one
            for one, written in zip(table.forms, table._sources, strict=True)
            if one.scheme == scheme.id and written == source
        )
        self._rest = re2.compile(pattern(rest), longest_first()) if rest else None

    def matches(self, text: str) -> Iterator[tuple[Any, Any]]:
        yield from (pair for pair in self._table.matches(text) if pair[0] is not self._form)
        if self._rest is not None:
            for match in self._rest.finditer(text):
                yield self._form, match


def _always(table: _Without) -> Callable[..., _Without]:
    return lambda *_: table


@contextmanager
def _patched(name: str, value: object) -> Iterator[None]:
    known = getattr(mentions, name)
    setattr(mentions, name, value)
    try:
        yield
    finally:
        setattr(mentions, name, known)


def _spans(scheme: Scheme, text: str, home: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Where a text names a scheme."""
    found = find(fold(text), home=home, original=text)
    return [(one.start, one.end) for one in found if one.scheme == scheme.id]


def _companies(scheme: Scheme) -> list[str]:
    """Words one of which settles what a short form means."""
    return [branches(word)[0].sample for word in scheme.context]


def _strangers(scheme: Scheme) -> list[str]:
    """Words in whose company a short form means something else."""
    return [branches(word)[0].sample for word in scheme.homonyms]


def forms(scheme: Scheme) -> Iterator[Word]:
    """Every branch of every form, and whether the scheme is found by it alone."""
    table = mentions._table(False, ())
    for form, weak in [*((form, False) for form in scheme.forms), *((form, True) for form in scheme.weak)]:
        for branch in branches(form):
            missing = _Without(table, scheme, form, branch.rest)
            decided = False
            # A form stands in whatever company; a short one needs some, and none that gives it another meaning.
            for company in ["", *(_companies(scheme) if weak else _strangers(scheme))]:
                text = f"{branch.sample}, {company}" if company else branch.sample
                with_it = _spans(scheme, text)
                with _patched("_table", _always(missing)):
                    decided = bool(with_it) and _spans(scheme, text) != with_it
                if decided:
                    break
            yield Word("weak" if weak else "forms", branch.text, decided)


def _less(scheme: Scheme, **lists: tuple[str, ...]) -> Callable[..., Mapping[str, Scheme]]:
    """The schemes, as the finder asks for them, with other lists in one of them."""
    known = {**schemes(), scheme.id: replace(scheme, **lists)}
    return lambda *_: known


def _lists(scheme: Scheme, kind: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every branch of every word of a list, a sample of it, and the list without it."""
    listed = getattr(scheme, kind)
    for place, word in enumerate(listed):
        for branch in branches(word):
            rest = tuple(one for one in (*listed[:place], branch.rest, *listed[place + 1 :]) if one)
            yield branch.text, branch.sample, rest


def _shorts(scheme: Scheme) -> list[str]:
    return [branch.sample for form in scheme.weak for branch in branches(form)]


def companies(scheme: Scheme) -> Iterator[Word]:
    """Every word of company, and whether a short form counts by it alone."""
    for name, sample, rest in _lists(scheme, "context"):
        decided = False
        # A name that is a common word of a language needs company there as a short form does everywhere.
        strong = [branches(form)[0].sample for form in scheme.forms] if scheme.common else []
        for called, home in [
            *((one, frozenset[str]()) for one in _shorts(scheme)),
            *((one, frozenset(scheme.common)) for one in strong),
        ]:
            text = f"{called}, {sample}"
            with_it = _spans(scheme, text, home)
            with _patched("schemes", _less(scheme, context=rest)):
                decided = bool(with_it) and _spans(scheme, text, home) != with_it
            if decided:
                break
        yield Word("context", name, decided)


_MIXED = {"it": ("Il {name} si versa entro il 30 giugno: {word}.", frozenset({"it", "fr"}))}
"""Sentences of a language that has a word like the name, and the languages that they may be in by their words."""


def _a_word_like_others(scheme: Scheme, word: str, rest: tuple[str, ...]) -> bool:
    """Whether a name that is a word of a language, too, counts in a text of that language without another word."""
    name = branches(scheme.forms[0])[0].sample
    for language in scheme.common:
        text, home = _MIXED[language]
        written = text.format(name=name.upper(), word=word)
        with_it = _spans(scheme, written, home)
        with _patched("schemes", _less(scheme, homonyms=rest)):
            if _spans(scheme, written, home) != with_it:
                return True
    return False


def homonyms(scheme: Scheme) -> Iterator[Word]:
    """Every word of another meaning, and whether a short form counts without it."""
    for name, sample, rest in _lists(scheme, "homonyms"):
        decided = False
        for short in _shorts(scheme):
            for company in _companies(scheme):
                text = f"{short}, {company}, {sample}"
                with_it = _spans(scheme, text)
                with _patched("schemes", _less(scheme, homonyms=rest)):
                    decided = _spans(scheme, text) != with_it
                if decided:
                    break
            if decided:
                break
        yield Word("homonyms", name, decided or _a_word_like_others(scheme, sample, rest))


def homes(scheme: Scheme) -> Iterator[Word]:
    """Every language of a home, and whether a short form in capitals counts there alone."""
    for home in scheme.home:
        texts = [short.upper() for short in _shorts(scheme)]
        at_home = frozenset({home})
        yield Word("home", home, any(_spans(scheme, text, at_home) and not _spans(scheme, text) for text in texts))


def commons(scheme: Scheme) -> Iterator[Word]:
    """Every language that has a word like the name, and whether the name alone counts for nothing there."""
    for language in scheme.common:
        texts = [branches(form)[0].sample for form in scheme.forms]
        there = frozenset({language})
        yield Word("common", language, any(_spans(scheme, text) and not _spans(scheme, text, there) for text in texts))


def levels(scheme: Scheme) -> Iterator[Word]:
    """Every word of a level, and whether the level is read by it alone."""
    for level, words in scheme.levels.items():
        for place, word in enumerate(words):
            for branch in branches(word):
                kept = tuple(one for one in (*words[:place], branch.rest, *words[place + 1 :]) if one)
                rest = (
                    {**scheme.levels, level: kept} if kept else {k: v for k, v in scheme.levels.items() if k != level}
                )
                text = bare(branch.sample)
                with_it = level_of(scheme, text, 0)
                without = level_of(replace(scheme, levels=rest), text, 0)
                yield Word("levels", branch.text, with_it == level and without != level)


def presupposed(scheme: Scheme) -> Iterator[Word]:
    """Every word that presupposes a level, and whether it does so alone."""
    for level, words in scheme.implied.items():
        for place, word in enumerate(words):
            for branch in branches(word) if word != "{period}" else ():
                rest = tuple(one for one in (*words[:place], branch.rest, *words[place + 1 :]) if one)
                text = bare(branch.sample)
                with_it = level in implied(scheme, text)
                without = level in implied(replace(scheme, implied={**scheme.implied, level: rest}), text)
                yield Word("implied", branch.text, with_it and not without)


def editions(scheme: Scheme) -> Iterator[Word]:
    """Every word of an edition, and whether the edition is read by it alone."""
    for place, edition in enumerate(scheme.editions):
        for word in edition.words:
            text = f"x {branches(word)[0].sample} "
            rest = replace(edition, words=tuple(one for one in edition.words if one != word))
            less = replace(scheme, editions=(*scheme.editions[:place], rest, *scheme.editions[place + 1 :]))
            decided = behind(scheme, text, 0, len(text)) == edition.id != behind(less, text, 0, len(text))
            yield Word("editions", word, decided)


def categories(scheme: Scheme) -> Iterator[Word]:
    """Every word of a category, and whether the category is named by it alone."""
    for category, words in scheme.categories.items():
        for word in words:
            rest = tuple(one for one in words if one != word)
            less = replace(scheme, categories={**scheme.categories, category: rest})
            yield Word("categories", word, category in named(scheme, word) and category not in named(less, word))


def words(scheme: Scheme) -> Iterator[Word]:
    """Everything that the data of a scheme holds, and whether something hangs on it."""
    for part in (forms, companies, homonyms, homes, commons, levels, presupposed, editions, categories):
        yield from part(scheme)
