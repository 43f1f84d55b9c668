"""What a definition may hold: a term as a scheme defines it, what recurs by its rules, a part between semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.schemes import schemes
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.scenes.reading import THE, points_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.vocabulary import vocabulary
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_RECURRING: Final = word_parts("defining.recurring")


def lasting(scene: Scene, first: int, last: int) -> bool:
    """Whether something is said to have gone on since a day; what a scheme asks for every year is its rule."""
    words = scene.passage.words
    # "gibt das Urteil wieder": a part of the verb.
    gives = any(word in _GIVES for word in words[first:last])
    return any(
        not words[at].startswith(_RECURRING) and not (gives and words[at] in _AGAIN)
        for at in scene.passage.places(c.SINCE, first, last)
    )


_GIVES: Final = word_set("defining.gives")
_AGAIN: Final = word_set("defining.again")


def statement(scene: Scene, token: int, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that the mention is in."""
    marks = [at for at in range(first, last) if scene.passage.words[at] == ";"]
    return max([first, *(at + 1 for at in marks if at < token)]), min([last, *(at for at in marks if at > token)])


_IDS: Final = word_set("defining.ids")


def numbered(passage: Passage, first: int, last: int) -> bool:
    """Whether a number is given that one holder has: "TISAX Scope ID S7K2MP", "under no. A4411"."""
    for at in range(first, last - 1):
        if passage.words[at].rpartition(" ")[2] in _IDS:
            code = passage.words[at + 1]
            if code in {":", ".", "#"} and at + 2 < last:
                code = passage.words[at + 2]
            if len(code) >= _CODE and code.isalnum() and any(char.isdigit() for char in code):
                return True
    return False


_CODE: Final = 5
_AS: Final = word_set("defining.as")
"""What stands in front of where something can be looked up."""


def as_listed(scene: Scene, index: int) -> bool:
    """Whether a word stands where it is only said where to look it up: "…, as shown on the program's list"."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    return passage.words[segment.first] in _AS and bool(passage.bits[segment.last - 1] & (c.LISTING | c.SHOW))


_CITED: Final = re.compile(
    r"\b(?:as defined (?:in|by|under)|within the meaning of|au sens d[eu]|telles? que definies? (?:dans|par)|"
    r"im sinne (?:von|der|des)|en el sentido de(?: la)?|segun se define en|ai sensi del(?:la|lo)?|"
    r"come definit[aeio] (?:nel|da)(?:la|lo|l)?|zoals gedefinieerd in|zoals bedoeld in|in de zin van)"
    r"(?: the| la| le| l'| de| el| il)?(?: regulation| reglement| verordnung| reglamento| regolamento| verordening)? ?$"
)


def cited(scene: Scene, token: int) -> bool:
    """Whether a term is used as the scheme defines it: "cardholder data as defined in the PCI DSS"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    before = scene.folded.bare[passage.starts[segment.first] : passage.starts[token]].split()
    return bool(_CITED.search(" ".join(before))) and not passage.any(
        c.WE | c.OUR | c.NAME | c.CERT | c.GOT | c.DONE, segment.first, segment.last
    )


_TOLD: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS | c.DONE | c.SINCE | c.PRESUP
_CLOSE: Final = 4


def provided(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a law is said to speak of it: "Article 28 GDPR mentions certifications under Article 42"."""
    passage = scene.passage
    if passage.any(_TOLD | c.YOU | c.YOUR, first, last):
        return False
    return any(
        _is_law(scene, at)
        and passage.any(c.CLAUSE, max(first, at - _CLOSE), at)
        and passage.any(c.DEFINE, at + 1, min(at + 2, token))
        for at in range(first, token + 1)
    )


def _is_law(scene: Scene, at: int) -> bool:
    found = scene.passage.found[at]
    known = schemes(scene.facts.own).get(scene.found[found].scheme) if found >= 0 else None
    return known is not None and known.law


def worded(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is what a word means: "the word "approval" long stood for HDS hosting"."""
    if passage.any(_TOLD, first, last):
        return False
    for at in passage.places(c.TERM, first, token):
        marks = [place for place in range(at + 1, token) if passage.words[place] == '"']
        if len(marks) >= 2 and marks[0] == at + 1 and passage.any(c.DEFINE, marks[1] + 1, token):  # noqa: PLR2004
            return True
    return False


_PRODUCT: Final = word_set("defining.product")
_COVERS: Final = word_parts("defining.covers")
_OBJECT: Final = 6


def particular(scene: Scene, at: int, last: int) -> bool:
    """Whether a covering verb has one place or product for its object: "ISO 27001 covers the plant in Ulm".

    What a standard is about is any company or a subject; what it covers here is what it was given to.
    """
    passage = scene.passage
    stop = min(last, scene.segment_of(at)[1].last)
    covers = passage.bits[at] & c.MEAN or passage.words[at].startswith(_COVERS)
    # German articles may be relative pronouns as well.
    loose = (
        bits & (c.NEG | c.NO | c.COND) or (bits & c.REL and not bits & c.DET) for bits in passage.bits[at + 1 : last]
    )
    if _one_named(scene, at, stop):
        return True
    if not covers or any(loose):
        return False
    for index in range(at + 1, min(stop, at + _OBJECT)):
        word = passage.words[index]
        known = any(one in THE for one in passage.words[max(at + 1, index - 3) : index])
        named = any(scene.maybe_proper(near) for near in (index - 1, index + 1, index + 2) if at < near < stop)
        if known and vocabulary().place(word) and named:
            return True
        if (
            passage.words[index - 1] in THE
            and word in _PRODUCT
            and (index + 1 == stop or passage.bits[index + 1] & c.AND)
        ):
            return True
    return False


def _one_named(scene: Scene, at: int, stop: int) -> bool:
    """Whether the object is a product by its name, and certified: "lists the Obelisk S2 as an approved device"."""
    passage = scene.passage
    if at + 2 >= stop or passage.words[at + 1] not in THE or not (scene.proper(at + 2) or not passage.bits[at + 2]):
        return False
    return passage.any(c.CERT | c.YEA, at + 3, stop) and not passage.any(c.SCHEME, at + 1, at + 4)


_ADDRESSED: Final = word_parts("defining.addressed")


def addressed(passage: Passage, token: int, first: int, last: int) -> bool:
    """Whether it is said which auditors a report is for: "the SOC 1 report is aimed at financial auditors"."""
    at = token + 1
    while at < last and (passage.words[at] == "-" or passage.bits[at] & c.ISSUED):
        at += 1
    said = " ".join(passage.words[at : at + 4]).startswith(_ADDRESSED)
    return said and passage.any(c.ASSESSOR | c.EXAMINER, at, at + 6) and not passage.any(_TOLD | c.YOUR, first, last)


_KIND: Final = c.DEFNOUN | c.SELFNOUN


def of_a_kind(scene: Scene, token: int) -> bool:
    """Whether it is said what kind of thing a scheme certifies: "SecNumCloud qualifies a service, never a company"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.any(_TOLD | c.YOU | c.YOUR | c.RARE | c.GLOBAL | c.NUMBER, first, last):
        return False
    kinds = [
        at
        for at in range(first + 1, last)
        if passage.words[at - 1].rpartition(" ")[2] in INDEFINITE and passage.bits[at] & (_KIND | c.ADJ)
    ]
    apart = any(passage.any(c.NEG | c.NO, at - 2, at) and passage.words[at - 3] == "," for at in kinds[1:])
    if token - first <= int(bool(passage.bits[first] & c.DET)) and kinds and kinds[0] == token + 3:
        return not passage.bits[token + 1] & (c.BE | c.HOLD | c.AUX) and apart
    modal = any(bits & c.AUX and not bits & (c.BE | c.HOLD) for bits in passage.bits[first:last])
    alone = any(passage.bits[at - 2] & c.ONLY for at in kinds if at >= first + 2)
    return alone and passage.any(c.CERT, first, last) and (modal or apart)


def rather_is(passage: Passage, segment: Segment, first: int) -> bool:
    """Whether it is said to be no thing of one kind but of another: "is no certification but a qualification of …"."""
    return (
        passage.words[segment.first] in INDEFINITE
        and passage.any(c.DEFNOUN, segment.first + 1, segment.first + 3)
        and passage.any(c.BE, first, segment.first)
        and passage.any(c.NEG | c.NO, first, segment.first)
        and passage.any(c.SCHEME, first, min(first + 2, segment.first))
    )


def noun(passage: Passage, at: int) -> bool:
    """Whether a word that may be a verb is a noun: "the SOC 2 tests", "TISAX results shared through ENX"."""
    told = passage.any(c.SHOW, at + 1, at + 2) and passage.words[at] == "results"
    nouns = {"report", "reports", "test", "tests", "attestation"}
    return told or passage.words[at] in nouns or passage.words[at - 1] in {"the", "a"}


_VERSIONS: Final = word_set("defining.versions")
_OF: Final = word_set("singled.of")


def version_of(scene: Scene, token: int) -> bool:
    """Whether one scheme's paper is said to be a form of another's: "a SOC 3 is a version of a SOC 2"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    subject = first + bool(passage.words[first] in INDEFINITE)
    subject += bool(subject + 1 < last and passage.found[subject] < 0 and passage.any(c.ISSUED, subject, subject + 1))
    verb = next((at for at in range(subject + 1, last) if not passage.bits[at] & _KIND_OF_PAPER), last)
    if passage.found[subject] < 0 or verb >= last or not passage.bits[verb] & c.BE:
        return False
    kind = next((at for at in range(verb + 2, min(verb + _OBJECT + 2, last)) if passage.words[at] in _VERSIONS), 0)
    if not kind:
        return False
    # "La versione sintetica e pubblica di …"
    of = _OF | INDEFINITE
    kind = next((at for at in range(kind, min(kind + _ADJECTIVES, last - 1)) if passage.words[at + 1] in of), last)
    if kind >= last:
        return False
    kind -= int(passage.words[kind + 1] in INDEFINITE)
    told = passage.any(_TOLD | c.YOU | c.YOUR | c.NEG | c.NO | c.THIRD | c.OTHER | c.CERT | c.REL, first, last)
    # "… and may be shared freely."
    ends = next(
        (at for at in passage.places(c.AND | c.HOLD, kind + 2, last - 1) if _new_clause(passage, at, last)), last
    )
    rest = passage.bits[kind + 2 : ends]
    another = passage.words[kind + 2 : kind + 3] and passage.words[kind + 2] not in THE
    told = told or points_here(passage, ends, last)
    return not told and bool(another) and not any(bits & ~(_KIND_OF_PAPER | c.DET | c.WORD) for bits in rest)


def _new_clause(passage: Passage, at: int, last: int) -> bool:
    """Whether it goes on that it may be shared, or that some auditor signs it: "e lo firma una società …"."""
    signs = passage.bits[last - 1] & c.ASSESSOR or passage.bits[last - 2] & c.ASSESSOR
    who = next(iter(passage.places(c.ASSESSOR, at + 1, last)), last)
    return passage.any(c.AUX, at + 1, at + 2) or bool(signs and not INDEFINITE.isdisjoint(passage.words[at + 1 : who]))


_ADJECTIVES: Final = 4
_KIND_OF_PAPER: Final = c.SCHEME | c.ART | c.EXAM | c.DEFINE | c.DEFNOUN | c.ISSUED | c.SHOW | c.PUNCT
_REQUESTS: Final = word_set("defining.requests")
_UPON: Final = word_set("defining.upon")


def at_request(passage: Passage, index: int) -> bool:
    """Whether the word is a noun, and tells how readers get it: "is handed over at a simple request"."""
    at = index - 1
    if not passage.bits[at] & (c.PREP | c.DET | c.BE | c.SCHEME):
        at -= 1
    if passage.bits[at] & c.DET and not passage.bits[at] & c.PREP:
        at -= 1
    return passage.words[index] in _REQUESTS and passage.words[at] in _UPON


_FOR: Final = word_set("common.for")
_VERB: Final = c.BE | c.HOLD | c.AUX | c.DEFINE | c.SHOW | c.MEAN


def unspoken(passage: Passage, token: int, index: int) -> bool:
    """Whether a word of the law behind a name says nothing of it: "FedRAMP High, made for legal teams", "as law wants".

    In "ISO 27701 adds controls for processors" the word behind the name is the verb; behind a comma it is a participle.
    """
    if passage.bits[index] & c.DEFINE:
        theirs = passage.bits[index - 1] & c.LAW and passage.bits[index - 2] & c.DET and index - 2 > token
        return passage.words[index - 1] in _FOR or bool(theirs)
    verb = not passage.bits[token + 1] and not passage.bits[min(token + 2, index)] & c.PREP
    said = any(passage.words[at - 1] != "," for at in passage.places(_VERB, token + 1, index))
    return index > token + 1 and not verb and not said
