"""Schemes that a project adds: from its `schemes.yml` to what the claims engine knows, and what they may not be.

An own scheme can only add: whatever it is called, the engine judges every text first as though it were not there.
What is refused here is what would mislead a reader of the report: a shipped scheme's name, or an everyday word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.mentions import candidates
from trustgen.claims.catalogue.scheme import Edition, Mark, Own, Scheme
from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.spelling.normalise import fold
from trustgen.claims.words import cues
from trustgen.claims.words.lexicon import TOKEN, lexicon
from trustgen.finding import Findings, Rule
from trustgen.references import index, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trustgen.model.schemes import OwnScheme, SchemeSource
    from trustgen.source import Text

TAKEN = Rule(
    code="TG125",
    name="scheme-taken",
    summary="A scheme of the project's own has the id or a name of one that is shipped, or of another of its own.",
    help="Use the shipped scheme: its id goes into assurances.yml as it is.",
)
NO_NAME = Rule(
    code="TG126",
    name="scheme-not-a-name",
    summary="A scheme of the project's own is called by words that mean other things, or by the company's own name.",
    help="Write the whole name under `forms`, and a short one under `weak` with words of its `context`.",
)
NO_CONTEXT = Rule(
    code="TG127",
    name="scheme-without-context",
    summary="A scheme of the project's own has a short name, and no word that settles what it means.",
    help="Add `context`: words beside which the short name means this scheme.",
)

_NUMERALS: Final = {
    **dict.fromkeys(("1", "i", "one"), "(1|i|one|un|eins|uno|een)"),
    **dict.fromkeys(("2", "ii", "two"), "(2|ii|two|deux|zwei|dos|due|twee)"),
    **dict.fromkeys(("3", "iii", "three"), "(3|iii|three|trois|drei|tres|tre|drie)"),
}
_NUMBERED: Final = frozenset({"iso", "iec", "soc", "pci"})
"""Families whose names are numbers, which can be written in words: "ISO Twentyseven Thousand One"."""
_TWICE: Final = re.compile(r"(.)\1+")
_RESERVED: Final = frozenset({"any", "none"})
_MUTE: Final = cues.HOMONYM | cues.OTHER | cues.THIRD
"""Classes of words that say of themselves that they are about something or somebody else: names, for the most part."""
_TELLING: Final = 3
"""Letters of a word that can tell a name from other words."""


def own_schemes(listed: Iterable[OwnScheme]) -> Own:
    """What the engine knows of a project's own schemes, in the order in which they are written."""
    return tuple(_scheme(one) for one in listed)


def _scheme(one: OwnScheme) -> Scheme:
    levels = {str(level.id): _forms(level.words) for level in one.levels}
    return Scheme(
        id=str(one.id),
        name=str(one.name),
        artefact=one.artefact,
        issuer=str(one.issuer),
        forms=_forms(one.forms),
        weak=_forms(one.weak),
        context=_words(one.context),
        homonyms=_words(one.homonyms),
        home=one.home,
        levels=levels,
        levels_source=next((str(level.source) for level in one.levels), None),
        chains=tuple(tuple(str(level) for level in chain) for chain in one.chains),
        implied={str(level.id): _words(level.implied) for level in one.levels if level.implied},
        independent=None if one.independent is None else str(one.independent),
        categories={str(part.id): _words(part.words) for part in one.categories},
        editions=tuple(
            Edition(id=str(it.id), words=_words(it.words), withdrawn=it.withdrawn, source=str(it.source))
            for it in one.editions
        ),
        improper=one.improper,
        stale_after=one.stale_after,
        mark=None if one.mark is None else Mark(shown=one.mark.shown, source=str(one.mark.source)),
        sources={str(source.id): _cited(source) for source in one.sources},
    )


def _cited(source: SchemeSource) -> str:
    return str(source.title) if source.address is None else f"{source.title}, {source.address}"


def _parts(words: str) -> list[str]:
    """Plain words one by one, as a folded text has them."""
    return [token for token in TOKEN.findall(fold(words).bare) if token.isalnum()]


def _forms(listed: Iterable[Text]) -> tuple[str, ...]:
    """Names as forms: any separator between their words, and numbers in any spelling."""
    return tuple(" ".join(_NUMERALS.get(part, part) for part in _parts(str(words))) for words in listed)


def _words(listed: Iterable[Text]) -> tuple[str, ...]:
    return tuple(" ".join(_parts(str(words))) for words in listed)


def check_schemes(listed: Sequence[OwnScheme], company: Iterable[str], findings: Findings) -> None:
    """Check that each own scheme is a new one, is called by a name, and refers to what it has."""
    first: dict[str, Text] = {}
    names = {" ".join(_parts(name)) for name in company}
    for one in index(listed, lambda scheme: scheme.id, "scheme", findings).values():
        shipped = schemes().get(str(one.id))
        if shipped is not None:
            findings.add(TAKEN.at(one.id.span, f"`{one.id}` is the shipped scheme {shipped.name}."))
        elif str(one.id) in _RESERVED:
            findings.add(TAKEN.at(one.id.span, f"`{one.id}` stands for no scheme, or for any."))
        if " ".join(_parts(one.issuer)) in names:
            message = f"`{one.id}` is issued by the company itself, so that it says nothing of what others confirm."
            findings.add(NO_NAME.at(one.issuer.span, message, help="Leave the scheme out: say what is done instead."))
        for form in (*one.forms, *one.weak):
            _check_form(form, names, findings)
            same = first.setdefault(" ".join(_parts(str(form))), form)
            if same is not form:
                findings.add(TAKEN.at(form.span, f"“{form}” is a name of two schemes, or stands twice."))
        for form in one.forms:
            _check_telling(form, findings)
        if one.weak and not one.context:
            message = f"`{one.id}` has the short name “{one.weak[0]}” and no word of `context`."
            findings.add(NO_CONTEXT.at(one.weak[0].span, message))
        _check_references(one, findings)


def _check_form(form: Text, company: set[str], findings: Findings) -> None:
    parts = _parts(str(form))
    if " ".join(parts) in company:
        findings.add(NO_NAME.at(form.span, f"“{form}” is a name of the company itself."))
    text = " ".join(parts)
    for found in candidates(text):
        if not found.weak or (found.start, found.end) == (0, len(text)):
            message = f"“{form}” holds a name of the shipped scheme {schemes()[found.scheme].name} (`{found.scheme}`)."
            findings.add(TAKEN.at(form.span, message))
            return
    family = _family(parts)
    if family is not None:
        findings.add(
            TAKEN.at(
                form.span, f"“{form}” reads like one of {family.upper()}, whose names have numbers: write its number."
            )
        )


def _family(parts: Sequence[str]) -> str | None:
    """The family of numbered standards that a name counts itself to without a number, a letter doubled or not."""
    if any(part.isdigit() and len(part) >= _TELLING for part in parts):
        return None
    return next((short for part in parts if (short := _TWICE.sub(r"\1", part)) in _NUMBERED), None)


def _check_telling(form: Text, findings: Findings) -> None:
    """A name that always counts has two words, and one of them means nothing else to the engine."""
    parts = _parts(str(form))
    if len(parts) < 2:  # noqa: PLR2004
        message = f"“{form}” is a single word, which is too likely to mean something else."
        findings.add(NO_NAME.at(form.span, message))
    elif not any(_tells(part) for part in parts):
        findings.add(NO_NAME.at(form.span, f"“{form}” has no word that is not an everyday one."))


def _tells(word: str) -> bool:
    """Whether a word is nothing that the engine reads a text by."""
    lex = lexicon()
    classes = [entry.classes for entry in lex.entries(word) if len(entry.words) == 1]
    return len(word) >= _TELLING and not lex.is_function(word, lex.all) and not any(one & ~_MUTE for one in classes)


def _check_references(one: OwnScheme, findings: Findings) -> None:
    sources = index(one.sources, lambda source: source.id, f"source of `{one.id}`", findings)
    levels = index(one.levels, lambda level: level.id, f"level of `{one.id}`", findings)
    index(one.editions, lambda edition: edition.id, f"edition of `{one.id}`", findings)
    index(one.categories, lambda part: part.id, f"category of `{one.id}`", findings)
    for name in _sources(one):
        known(name, sources, f"source of `{one.id}` called", findings)
    named = [level for chain in one.chains for level in chain]
    for level in (*named, *([one.independent] if one.independent is not None else [])):
        known(level, levels, f"level of `{one.id}` called", findings)


def _sources(one: OwnScheme) -> Iterator[Text]:
    yield from (level.source for level in one.levels)
    yield from (edition.source for edition in one.editions)
    if one.mark is not None:
        yield one.mark.source
