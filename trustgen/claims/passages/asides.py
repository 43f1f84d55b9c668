"""What stands inside of a clause without a part in it: asides, and words of contrast that open the clause around them.

"We do not, to be clear, have a SOC 2 report" is read as the same sentence without what stands in commas.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage

INSIDE: Final = word_set("asides.inside")
"""Words of contrast that may stand behind the verb of the clause that they open."""


def inside(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a word of contrast begins no clause, because it stands within one."""
    return _behind_its_verb(passage, index, first) or _before_its_no(passage, index, first, last)


def _behind_its_verb(passage: Passage, index: int, first: int) -> bool:
    """Whether a word of contrast stands between a verb that is denied or ours and its object: "non abbiamo invece"."""
    # "…; non abbiamo però …": the clause begins behind the semicolon.
    near = range(max(first, index - _CLAUSE), index)
    first = next((at + 1 for at in reversed(near) if passage.words[at] in {";", ":"}), first)
    return (
        passage.words[index] in INSIDE
        and bool(passage.bits[index - 1] & (cues.HOLD | cues.BE | cues.AUX))
        # A subject, a negation and a verb; or something that is called ours, and a verb.
        and (index - first <= 3 or passage.any(cues.OUR, first, first + 2))  # noqa: PLR2004
        and passage.any(cues.WE | cues.NAME | cues.NEG | cues.OUR, first, index)
        and not passage.any(cues.SCHEME | cues.ART, first, index)
    )


_CLAUSE: Final = 4
_OBJECT_AND_VERB: Final = 2


def _before_its_no(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether it stands between verb and no of a clause that begins with its object: "C5 haben wir dagegen nicht"."""
    if passage.words[index] not in INSIDE or index - first < _OBJECT_AND_VERB or index + 1 >= last:
        return False
    before = passage.bits[index - 1]
    at = index - 1 if before & cues.EXIST else index - 2
    verb = before & cues.EXIST or (before & cues.WE and passage.bits[at] & (cues.HOLD | cues.BE | cues.AUX))
    # "Wir hätten darauf verzichten können, haben wir aber nicht": there is no object in front.
    if at <= first or passage.bits[at - 1] & cues.PUNCT:
        return False
    return bool(verb and passage.bits[index + 1] & (cues.NEG | cues.NO | cues.NONE))


CAUSES: Final = word_set("asides.causes")
"""What begins a reason; of "since", "as" and the like only behind a comma."""
REASONS: Final = word_set("asides.reasons")
"""Those that are nothing else."""


def gives_reason(passage: Passage, index: int, first: int) -> bool:
    """Whether a reason begins behind a statement that denies nothing: "We have one because nobody else has"."""
    return (
        passage.words[index] in REASONS
        and passage.any(cues.SCHEME | cues.ART | cues.CERT, first, index)
        and not passage.any(_DENYING, first, index)
    )


def hush_asides(passage: Passage, first: int, last: int) -> None:
    """Let what a sentence says in commas of an object that stands in front of its verb count as one adverb."""
    commas = [at for at in range(first + 1, last) if passage.words[at] == "," and passage.bits[at] & cues.PUNCT]
    for begin, end in itertools.pairwise(commas):
        if _tells_of_the_object(passage, begin, end, first, last) or _by_the_way(passage, begin, end):
            passage.bits[begin : end + 1] = [cues.ADV] * (end + 1 - begin)


def _by_the_way(passage: Passage, begin: int, end: int) -> bool:
    """Whether a few words stand between a conjunction and what it joins: "nor, for that matter, anything else"."""
    nor = passage.bits[begin - 1] & cues.AND and passage.bits[begin - 1] & (cues.NEG | cues.NO)
    verb = passage.any(cues.BE | cues.AUX | cues.HOLD, end + 1, end + 2)
    return bool(nor and end - begin <= _CLAUSE and not verb) and not any(
        bits & ~(cues.PREP | cues.DET | cues.REL | cues.ANAPH | cues.TRUTH | cues.ADV | cues.WORD)
        for bits in passage.bits[begin + 1 : end]
    )


def _tells_of_the_object(passage: Passage, begin: int, end: int, first: int, last: int) -> bool:
    """Whether a clause describes what we then say we do, or do not: "A label, as Bitkom sells it, we never had"."""
    marks = (at for at in passage.places(cues.PUNCT, first, begin) if passage.words[at] != "-")
    start = max((at + 1 for at in marks), default=first)
    relative = passage.bits[begin + 1] & cues.REL or passage.words[begin + 1] in _LIKE
    if not relative or end - begin > _CLAUSES or passage.any(_OURS | cues.SCHEME | cues.CERT, begin + 1, end):
        return False
    if not passage.any(cues.SCHEME | cues.ART, start, begin) or passage.any(_OURS | cues.BE | cues.HOLD, start, begin):
        return False
    behind = passage.bits[end + 1 : min(end + 3, last)]
    verb = cues.HOLD | cues.BE | cues.AUX | cues.NEG
    return len(behind) > 1 and any(one & cues.WE and other & verb for one, other in (behind, reversed(behind)))


_DENYING: Final = (
    cues.NEG | cues.NO | cues.NOBODY | cues.NONE | cues.WITHOUT | cues.LACK | cues.PASTEND | cues.COND | cues.META
)
_CLAUSES: Final = 16
_LIKE: Final = word_set("asides.like")
"""What begins a clause that tells what something is like."""
_OURS: Final = cues.WE | cues.NAME | cues.OUR | cues.SELFNOUN


def is_tag(passage: Passage, segment: Segment) -> bool:
    """Whether a question only ends in a segment: "Vous êtes certifiés, non ?"."""
    sentence = passage.sentences[segment.sentence]
    bits = passage.bits[segment.first : segment.last]
    return sentence.question and segment.last == sentence.last and len(bits) <= _TAG and all(b & _ASIDE for b in bits)


_TAG: Final = 5
_ASIDE: Final = cues.NEG | cues.NAY | cues.TRUTH | cues.WORD | cues.BE
