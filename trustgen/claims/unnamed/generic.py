"""Claims that name no scheme: "independently certified", "our certificates", "audited every year".

Unlike the name of a scheme, such a word counts as a claim only when it is said of us, or of nobody: "accredited
journalists" and "TLS certificates" are no mentions at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.chosen import CERTIFY, certainly
from trustgen.claims.companies.ours import for_you
from trustgen.claims.scenes.beside import claimed_beside, mistaken
from trustgen.claims.scenes.elliptic import elliptic_yes
from trustgen.claims.scenes.reading import THE, THE_MANY, asked_what
from trustgen.claims.scenes.topics import goes_on_from
from trustgen.claims.unnamed import audits, papers
from trustgen.claims.unnamed.allasked import all_asked
from trustgen.claims.unnamed.askedabout import asked_in_a_word, asked_of_us
from trustgen.claims.unnamed.backed import backed, headed
from trustgen.claims.unnamed.boasts import boasted, none_uncertified
from trustgen.claims.unnamed.certifyus import vouched
from trustgen.claims.unnamed.coveted import coveted
from trustgen.claims.unnamed.epithet import epithet
from trustgen.claims.unnamed.pentests import letter_offered
from trustgen.claims.unnamed.senttous import each_is, sent_to_us
from trustgen.claims.unnamed.visits import their_seal
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set
from trustgen.scopes.unit import Surface

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

WORDS: Final = c.STRONG | c.AUDIT | c.CERTIFIER | c.EXAM | c.EXAMINER | c.ISSUED
_PAPERS: Final = c.PRESUP | c.EXPIRY | c.SEAL | c.ASSESSOR
_SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN
_NEAR: Final = 4
_BADGE: Final = 4
_COMPOUND: Final = c.ADJ | c.DEFNOUN | c.PERSON | c.ASSESSOR | c.SELFNOUN
_VIRTUES: Final = word_set("generic.virtues")
"""What a product without a name is praised for: "certified security"."""
_TITLES: Final = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "caption", "a", "summary", "legend", "option", "label"}
    | {"button", "td"}
)


def claims(scene: Scene) -> list[int]:
    """The tokens of a unit that speak of certification without naming it and could be claims, one per sentence."""
    passage = scene.passage
    found: list[int] = []
    if not passage.segments:
        # Marks alone are a sentence without a clause.
        return found
    for sentence in passage.sentences:
        if passage.any(c.SCHEME, sentence.first, sentence.last):
            continue
        for index in range(sentence.first, sentence.last):
            if _counts(scene, index, sentence.first, sentence.last):
                found.append(index)
                break
    return found


def _counts(scene: Scene, index: int, first: int, last: int) -> bool:
    passage = scene.passage
    bits = passage.bits[index]
    if letter_offered(scene, index, first, last) or headed(scene, index, first, last) or vouched(scene, index):
        return True
    if not bits & (WORDS | _PAPERS):
        none = none_uncertified(scene, index) or all_asked(scene, index)
        return none or backed(scene, index) or coveted(scene, index)
    if asked_what(scene, index) and claimed_beside(scene, index):
        # "What is a bridge letter? … Ours is in the portal."
        return True
    if papers.on_paper(scene, index, first, last) or (bits & c.SEAL and their_seal(scene, index)):
        return True
    if certainly(scene, index) or boasted(scene, index) or all_asked(scene, index):
        return True
    if passage.words[index] in CERTIFY:
        return False
    if _audited(scene, index, first, last) or asked_of_us(scene, index) or _of_rivals(scene, index, first):
        return True
    if (
        asked_in_a_word(scene, index)
        or _speaks(scene, index, last)
        or (bits & c.AUDIT and audits.in_writing(passage, index, first, last))
    ):
        return True
    audit = bool(bits & c.AUDIT) and (audits.sealed(passage, index, last) or audits.outside(scene, index, first, last))
    if not bits & c.STRONG and not audit:
        return False
    another = any(
        # "A copy of our certificates"
        not (at < index and passage.words[at] in _COPIES and passage.any(c.OUR, at + 1, index))
        # "Nuestras certificaciones se renuevan": certificates of machines go by another word.
        and not (at == index + 1 and passage.words[index].startswith(_OF_US) and passage.any(c.OUR, index - 1, index))
        for at in passage.places(c.HOMONYM, max(first, index - _NEAR), min(last, index + _NEAR + 1))
    )
    if (another and not papers.scoped(passage, index, first)) or _of_a_host(passage, index):
        return False
    if bits & c.PRESUP and (
        papers.definite(scene, index, first, last) or scene.stance(scene.segment_of(index)[0]).asserts
    ):
        return True
    if audit and audits.passed(passage, first, last):
        return True
    return _said_of_us(scene, index, first, last, audit=audit)


_OF_US: Final = word_parts("generic.of_us")
_COPIES: Final = word_set("generic.copies")


def _of_a_host(passage: Passage, index: int) -> bool:
    """Whether it is the certificate of a machine on a network: "das Zertifikat für api.talvane.example"."""
    at = index + 3
    return (
        passage.any(c.PREP, index + 1, index + 2)
        and passage.words[at : at + 1] == ["."]
        and at + 1 < len(passage)
        and not passage.spaced[at]
        and not passage.spaced[at + 1]
        and passage.words[at + 1].isalnum()
    )


def _said_of_us(scene: Scene, index: int, first: int, last: int, *, audit: bool) -> bool:
    """Whether a word of certification is said of us, or of nobody else."""
    passage = scene.passage
    bits = passage.bits[index]
    if we_have_that(scene, index, first):
        return True
    if sent_to_us(passage, index, last) or each_is(passage, index, first, last):
        return False
    participle = bool(bits & c.CERT and not bits & c.ART) or audit or audits.by_them(passage, index)
    if scene.unit.surface is Surface.MARK and scene.unit.scope in {"path", "link.href"}:
        return participle
    if passage.any(c.RARE, first, index) and not _of_few(scene, index, first):
        return True
    _, segment = scene.segment_of(index)
    if audit and passage.any(c.YOU, segment.last, last) and passage.any(c.NEG, index, segment.last):
        # "Where answers in writing are not enough, Customer may inspect …": nothing has taken place.
        return False
    if mistaken(passage, segment.first, segment.last) and passage.any(c.THIRD | c.OTHER, segment.first, segment.last):
        # "The certificate of our host, so that one could take it for ours."
        return False
    mine = passage.any(_SELF, segment.first, segment.last) or papers.dangling(passage, index)
    # Behind an audit, "their" may be what the auditors left: "and put their signature under it".
    end = audits.signature(passage, index, segment.last) if audit else segment.last
    others = passage.places(c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.YOUR | c.THEIR, segment.first, end)
    third = any(
        not (participle and (audits.agent(passage, place) or for_you(passage, index, place))) for place in others
    ) or passage.any(c.YOU, segment.first, index)
    if audit and not third and audits.of_the_whole(passage, index, first, last):
        return True
    if passage.any(c.EXCEPT, index, segment.last):
        return True
    if mine and not (third and not passage.any(c.WE | c.OUR | c.NAME, segment.first, segment.last)):
        if participle:
            return True
        return passage.any(c.OUR, segment.first, index) or passage.any(c.WE | c.NAME, segment.first, segment.last)
    if epithet(scene, index):
        return True
    if third:
        # Somebody else's, unless it is passed on to us or to the reader's data.
        passed_on = passage.any(_SELF | c.YOU | c.YOUR, first, last) or passage.any(c.INHERIT, first, segment.first)
        return (passage.any(c.INHERIT, first, last) and passed_on) or claimed_beside(scene, index, strict=True)
    return _fragment(scene, index, segment.first, segment.last, participle=participle)


def we_have_that(scene: Scene, index: int, first: int) -> bool:
    """Whether every certificate is what the sentence begins with, and goes on that we have it: "…, we already hold"."""
    passage = scene.passage
    number, segment = scene.segment_of(index)
    if not passage.any(c.GLOBAL | c.WHOEVER, first, index + 1) or segment.first != first:
        return False
    return any(
        passage.segments[at].sentence == segment.sentence
        and passage.any(c.WE, passage.segments[at].first, passage.segments[at].first + 2)
        and (
            elliptic_yes(passage, passage.segments[at].first, passage.segments[at].last)
            # "…, hebben wij al": the verb before its subject.
            or bool(passage.bits[passage.segments[at].first] & c.HOLD)
        )
        and not scene.stance(at).denies
        for at in range(number + 1, min(number + 3, len(passage.segments)))
    )


def _audited(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether the token stands for an audit that took place, who made it, or what came of it."""
    bits = scene.passage.bits[index]
    if bits & c.CERTIFIER and _alone(scene, first, last):
        return True
    if bits & c.EXAM and not bits & c.PRESUP and audits.held(scene, index, first, last):
        return True
    if bits & c.EXAMINER and audits.by_examiner(scene, index, first, last):
        return True
    return bool(bits & c.ISSUED) and papers.one_of_ours(scene, index, first, last)


def _of_rivals(scene: Scene, index: int, first: int) -> bool:
    """Whether rivals are said never to have been audited, which says that we were."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    return (
        (bool(passage.bits[index] & c.STRONG) or passage.words[index].startswith("audit"))
        and any(
            passage.any(c.NEG | c.NO | c.NOBODY, place, segment.last) for place in passage.places(c.RIVAL, first, index)
        )
        and not passage.any(c.HOMONYM, segment.first, segment.last)
        and not any(
            passage.any(c.WE | c.NAME, one.first, one.last)
            and passage.any(c.NEG | c.NO, one.first, one.last)
            and goes_on_from(scene, one, segment.sentence) < 0
            for one in passage.segments
        )
    )


_SPEAKING: Final = word_parts("generic.speaking")


def _speaks(scene: Scene, index: int, last: int) -> bool:
    """Whether certificates are said to speak for themselves, which are ours where nobody else is named."""
    passage = scene.passage
    if not passage.bits[index] & c.STRONG or not index:
        return False
    known = passage.words[index - 1] in THE | THE_MANY or bool(passage.bits[index - 1] & c.OUR)
    words = " ".join(passage.words[index + 1 : last]).split()
    behind = " ".join(words).replace("' ", "'").replace(" - ", "-")
    return known and behind.startswith(_SPEAKING)


def _of_few(scene: Scene, index: int, first: int) -> bool:
    """Whether it is a certificate that is one of few, not a company."""
    passage = scene.passage
    return any(place == index - 1 for place in passage.places(c.RARE, first, index))


def _alone(scene: Scene, first: int, last: int) -> bool:
    """Whether a certification body's name stands by itself, as a badge does."""
    return last - first <= _BADGE and not scene.passage.any(
        c.BE | c.AUX | c.HOLD | c.DEFINE | c.THIRD | c.OTHER | c.MEMBER | c.NEG | c.NO, first, last
    )


def _fragment(scene: Scene, index: int, first: int, last: int, *, participle: bool) -> bool:
    """Whether a phrase without a subject claims: "Certified secure", "Recognised certifications, renewed yearly"."""
    passage = scene.passage
    if passage.any(c.BE | c.AUX, first, index) and not passage.any(c.WE, first, last):
        return False
    if first > passage.sentences[passage.segments[passage.segment_at(index)].sentence].first and passage.any(
        c.ASSESSOR | c.GENERIC | c.THIRD | c.OTHER, first - 2, first
    ):
        # "certification bodies, accredited by …": it is said of the noun before.
        return False
    subject = any(
        not passage.bits[i] & ~c.TERM and passage.words[i].isalpha() and passage.words[i] not in _VIRTUES
        for i in range(first, index)
    )
    if participle:
        behind = passage.words[index + 1] if index + 1 < last else ""
        if index == first + 1 and passage.bits[first] & c.OUTSIDE and not passage.any(_TELLS, index + 1, last):
            # "Independently accredited payments"
            return True
        if behind == "data":  # "Certified data protection"
            index, behind = index + 1, passage.words[index + 2] if index + 2 < last else ""
        following = behind.isalpha() and not passage.bits[index + 1] and behind not in _VIRTUES
        # "Certified quality management systems" are anybody's.
        compound = behind in _VIRTUES and not any(bits & ~_COMPOUND for bits in passage.bits[index + 2 : index + 3])
        following = following or (compound and "".join(passage.words[index + 2 : index + 3]).isalpha())
        if following and passage.any(c.CTA, first, index):
            return True
        return not following and (not subject or _length(scene, index) <= 8)  # noqa: PLR2004
    if scene.unit.tag in _TITLES or _length(scene, index) <= 3:  # noqa: PLR2004
        return False
    if passage.any(c.GLOBAL, first, index):
        return not subject
    renewed = passage.any(
        c.GOT | c.SINCE | c.GLOBAL | c.DONE,
        first,
        passage.sentences[passage.segments[passage.segment_at(index)].sentence].last,
    )
    return not subject and renewed and index - first <= 3  # noqa: PLR2004


_TELLS: Final = c.BE | c.AUX | c.HOLD | c.DEFINE | c.ASK | c.COST | c.GENERIC | c.THIRD | c.NEG | c.NO
"""What makes a statement of a phrase, or speaks of others."""


def _length(scene: Scene, index: int) -> int:
    return scene.sentence_of(index)[2] - scene.sentence_of(index)[1]
