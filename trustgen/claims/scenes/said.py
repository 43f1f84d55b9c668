"""What a piece of structure (a heading, a cell, a lead, an answer) says about what depends on it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from trustgen.claims.catalogue.mentions import Found, find
from trustgen.claims.negation.again import denied_again
from trustgen.claims.negation.negated import TO
from trustgen.claims.negation.polarity import stance
from trustgen.claims.passages.passage import Passage, read
from trustgen.claims.scenes.elliptic import of_a_price
from trustgen.claims.scenes.replying import SMALL, easily, held_since, not_joined, programme, sorry
from trustgen.claims.scenes.untruths import all_untrue
from trustgen.claims.spelling.normalise import Folded, fold
from trustgen.claims.words import cues as c
from trustgen.claims.words.lexicon import TOKEN, lexicon
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Own
    from trustgen.claims.passages.clauses import Segment

_UNSURE: Final = (
    c.NEG | c.NO | c.NONE | c.PLAN | c.OPEN | c.SOON | c.COND | c.PROGRESS | c.THIRD | c.OTHER | c.PASTEND | c.LACK
)
_LEVELS: Final = (["plus"],)
"""A negation that is something else where it stands alone: the name of a level."""
_ABSENT: Final = c.NEG | c.NO | c.NONE | c.LACK
_DASHES: Final = frozenset({"\u2014", "\u2015", "\u2212", "-", "\u2013", "--", "\u2013\u2013", "/", ".", "x"})


class Said(Struct):
    """What a piece of structure says about what depends on it."""

    kind: str
    """`no`, `yes`, `plan`, `progress`, `ended`, `third`, `mapping`, `glossary`, `blank` or `other`."""
    text: str = ""


@lru_cache(maxsize=4096)
def piece(
    text: str, declared: str, names: tuple[str, ...], others: tuple[str, ...], own: Own = ()
) -> tuple[Folded, Passage, tuple[Found, ...]]:
    """A piece of structure, folded and read."""
    folded = fold(text)
    found = tuple(find(folded, home=homes(folded.bare, declared), original=text, own=own))
    return folded, read(folded, found, declared=declared, names=names, others=others), found


@lru_cache(maxsize=1000)
def homes(bare: str, declared: str) -> frozenset[str]:
    """The languages that a folded text, without accents, seems to be written in."""
    lex = lexicon()
    mask = lex.languages(TOKEN.findall(bare), declared)
    return frozenset(name for index, name in enumerate(lex.names) if mask >> index & 1)


_MORE: Final = re.compile(r",\s*plus\s*:\s*$")
_NUMBER: Final = re.compile(r"^No\. ?(?=[\w/-]*\d)")  # "No. 2291-4, valid to May 2028" is no answer.
_ANSWERS: Final = (["a"], ["r"], ["answer"], ["antwort"], ["reponse"], ["respuesta"], ["risposta"], ["antwoord"])
"""How the words of an answer are labelled."""


@lru_cache(maxsize=4096)
def said(text: str, declared: str, names: tuple[str, ...], others: tuple[str, ...], own: Own = ()) -> Said:
    """What a heading, a cell, a lead or an answer says: "Not held", "PCI DSS: not held"."""
    name, _, standing = text.strip().partition(": ")
    named = standing and piece(name, declared, names, others, own)[1]
    if named and (_names(named) or named.words in _ANSWERS):
        text = standing
    # "Tout le contenu de Pro, plus :" adds; only "ne … plus" denies.
    text = _NUMBER.sub("", _MORE.sub(":", text.strip()))
    return _standing(text, piece(text, declared, names, others, own)[1])


def _standing(text: str, passage: Passage) -> Said:
    """What a status says, by its first clause; later clauses can only worsen it."""
    if text.strip() in _DASHES:
        return Said("no", text)
    if not passage.segments or passage.words in _LEVELS:
        return Said("other" if text.strip() else "blank", text)
    lex = lexicon()
    opening = lex.answer(passage_words(passage), passage_words(passage), passage.languages)
    first = passage.bits[0] if passage.bits else 0
    stances = [stance(passage, segment) for segment in passage.segments if not denied_again(passage, segment)]
    head = passage.segments[0]
    small = head.last - head.first <= SMALL
    asserting = any(one.asserts for one in stances)
    denies = any(one.denies for one in stances) and not asserting
    later = _later_yes(passage)
    turned = _turned(passage, head, later=later)
    if turned:
        return Said(turned, text)
    if first & c.NONE and not asserting and not later and not _idle(passage):
        return Said("no", text)
    if _nays(passage, opening) and not later and not asserting:
        return Said("no", text)
    if denies and not later:
        return Said("ended" if any(one.past for one in stances) else "no", text)
    if small and passage.any(c.PASTEND, head.first, head.last) and not later:
        return Said("ended", text)
    if passage.any(c.OPEN) and not later and not (opening & c.YEA and small):
        return Said("plan", text)
    end = passage.sentences[0].last
    done = passage.any(c.GOT | c.SOON | c.YEA | c.DONE) or programme(passage)
    if small and passage.any(c.PLAN, 0, end) and not done:
        return Said("plan", text)
    if small and _told(passage, end) and not passage.any(_UNSURE, 0, end):
        return Said("yes", text)
    if opening & c.YEA or (first & c.YEA and small) or asserting or (small and _apart(passage, end)):
        return Said("yes", text)
    if small and passage.any(c.PROGRESS):
        return Said("progress", text)
    return Said("other", text)


def _told(passage: Passage, end: int) -> bool:
    """Whether a first sentence says that something was got, which is no offer, or since when: "We got three quotes"."""
    return any(not of_a_price(passage, at + 1, end) for at in passage.places(c.GOT | c.SINCE, 0, end))


def _turned(passage: Passage, head: Segment, *, later: bool) -> str:
    """What a status says whose words of denying do not deny it, or that lacks without denying; else nothing."""
    if _flawless(passage, head) or easily(passage):
        return "yes"
    if _kept_back(passage):
        return "other"
    if all_untrue(passage):
        return "no"
    return "no" if not later and (_wanting(passage) or sorry(passage, head) or not_joined(passage)) else ""


def _names(passage: Passage) -> bool:
    """Whether a text is the name of a scheme and nothing else, as in front of a colon."""
    return bool(passage.bits) and all(bits & c.SCHEME for bits in passage.bits)


_PUBLIC: Final = word_parts("said.public")


def _kept_back(passage: Passage) -> bool:
    """Whether it is only not shown, or nothing less: "Not public", "Nothing but the best"."""
    first = passage.bits[0]
    public = any(word.startswith(_PUBLIC) for word in passage.words[1:SMALL])
    return (bool(first & c.NEG) and public) or (bool(first & c.NONE) and passage.any(c.EXCEPT | c.BUT, 1, 2))


def _wanting(passage: Passage) -> bool:
    """Whether we are said to lack what is named below: "Please note that we are missing each of these"."""
    lacks = passage.places(c.LACK)
    if not lacks or passage.any(c.RIVAL | c.THIRD | c.OTHER | c.NONE | c.NOBODY | c.PSEUDO | c.WITHOUT):
        return False
    negated = [at for at in passage.places(c.NEG | c.NO) if not passage.bits[at] & c.LACK]
    if negated:
        # "Not available, as nobody wrote it": the reason is no second negation.
        reason = [at for at in range(negated[-1] + 1, lacks[0]) if passage.bits[at] & (c.REL | c.PREP)]
        return negated == [0] and bool(reason) and passage.any(c.EXIST | c.SHOW | c.HOLD, 1, reason[0])
    whose = c.WE | c.OUR | c.WITHUS
    return lacks[0] == 0 or passage.any(whose)


def _flawless(passage: Passage, head: Segment) -> bool:
    """Whether something bad is denied: "no findings", "not expired"."""
    if passage.any(c.FINDING, 0, head.last) and passage.any(c.NO | c.NEG | c.NONE, 0, head.last):
        return True
    if passage.any(c.FAIL, 0, head.last) and passage.any(c.NO | c.NEG | c.NONE | c.NOBODY, 0, head.last):
        # "Never failed"
        return True
    if _none_of_it(passage, head):
        return True
    if passage.any(c.RIVAL, 0, head.last) and not passage.any(c.WE | c.NAME) and passage.any(_ABSENT, 0, head.last):
        # "What competitors lack", "What you won't find elsewhere".
        return True
    ended = head.last - head.first <= SMALL and passage.any(c.PASTEND | c.FAIL, 1, head.last)
    return ended and bool(passage.bits[0] & c.NEG) and not passage.any(c.ART | c.SCHEME)


_OTHERS: Final = word_set("said.others")


def _none_of_it(passage: Passage, head: Segment) -> bool:
    """Whether none of what is listed was easy to get, has ended or is wanting, or it is others who have none of it."""
    few = min(head.last, SMALL)
    if passage.any(c.NONE | c.NOBODY | c.NO, 0, few):
        # "We fail none of these"
        begin = 0 if passage.bits[0] & c.WE else 1
        return passage.any(c.EASE | c.LACK | c.PASTEND | c.WITHOUT, begin, head.last) and not passage.any(
            c.THIRD | c.OTHER
        )
    relative = passage.any(c.REL, 0, 2) and head.last <= SMALL + 1
    return (
        relative
        and (passage.any(c.GENERIC, 1, head.last) or not _OTHERS.isdisjoint(passage.words[1 : head.last]))
        and not passage.any(c.WE | c.OUR | c.NAME)
        and passage.any(c.NEG, 1, head.last)
        and passage.any(c.HOLD, 1, head.last)
    )


def _nays(passage: Passage, opening: int) -> bool:
    """Whether a text begins with a negative answer."""
    head = passage.segments[0]
    first = passage.bits[0]
    if opening & c.NAY:
        return True
    if _of_something(passage, head) or first & c.YEA:
        return False
    small = head.last - head.first <= SMALL
    if first & c.NAY and not first & c.WE and not _idle(passage):
        return small or bool(first & (c.NEG | c.NONE | c.NO))
    return bool(first & c.NEG) and small and not passage.any(c.PSEUDO | c.ONLY)


def _apart(passage: Passage, end: int) -> bool:
    """Whether a yes stands behind a comma: "AL3, valid until 2028"."""
    bits = passage.bits
    if any(bits[i] & _UNSURE and not (bits[i] & c.COND and _dated(passage, i, end)) for i in range(end)):
        return False
    return any(bits[i] & c.YEA and bits[i - 1] & c.PUNCT for i in range(1, end))


def _dated(passage: Passage, at: int, end: int) -> bool:
    """Whether "until" is followed by a date, not by a condition."""
    return passage.any(c.NUMBER, at + 1, min(at + 4, end))


def _idle(passage: Passage) -> bool:
    """Whether "nothing" is followed by what there is none of: "Nothing to worry about"."""
    return len(passage) > 1 and bool(passage.bits[0] & c.NOBODY) and passage.words[1] in TO


def _of_something(passage: Passage, head: Segment) -> bool:
    """Whether "no" belongs to a noun that has nothing to do with certification: "No surprises"."""
    first = head.first
    if any(word.startswith("problem") for word in passage.words[first : head.last]):
        return True
    return (
        head.last - first > 1
        and bool(passage.bits[first] & (c.NO | c.NEG))
        and not passage.bits[first + 1]
        and not stance(passage, head).denies
    )


def _later_yes(passage: Passage) -> bool:
    """Whether something after the first clause takes the denial back."""
    for segment in passage.segments[1:]:
        if passage.bits[0] & c.NAY and segment.opener == "," and _we_are(passage, segment):
            return True
        if segment.first <= _FEW and segment.opener in {":", ","} and _have_it(passage, segment):
            return True
        had = passage.any(c.GOT | c.HOLD | c.CERT | c.YEA | c.SCHEME, segment.first, segment.last)
        taken = had and segment.opener == "but" and not _not_again(passage, segment)
        if (taken and not stance(passage, segment).denies) or (segment.sentence and held_since(passage, segment)):
            return True
    return False


def _we_are(passage: Passage, segment: Segment) -> bool:
    """Whether a no is no more than the answer to a question with a not in it: "No, we are."."""
    first, last = segment.first, segment.last
    return (
        last - first == 2  # noqa: PLR2004
        and bool(passage.bits[first] & c.WE)
        and bool(passage.bits[first + 1] & (c.BE | c.AUX))
        and last == passage.sentences[segment.sentence].last
    )


def _not_again(passage: Passage, segment: Segment) -> bool:
    """Whether what follows the no only says it again: "No. …, but we have not applied again."."""
    more = c.GOT | c.CERT | c.YEA | c.SCHEME
    return passage.any(c.OPEN, segment.first, segment.last) and not passage.any(more, segment.first, segment.last)


_FEW: Final = 2


def _have_it(passage: Passage, segment: Segment) -> bool:
    """Whether "nothing" is what is to be done, as we have it: "Nothing: we have the certificate."."""
    first, last = segment.first, segment.last
    return (
        bool(passage.bits[0] & c.NONE)
        and passage.any(c.WE | c.ANAPH | c.DET, first, last)
        and passage.any(c.HOLD, first, last)
        and all(
            b & (c.WE | c.HOLD | c.ANAPH | c.DET | c.ART | c.STRONG | c.ADV | c.AUX) for b in passage.bits[first:last]
        )
    )


def passage_words(passage: Passage) -> list[str]:
    """The words of a passage one by one, phrases taken apart."""
    return [word for words in passage.words[:8] for word in words.split()]
