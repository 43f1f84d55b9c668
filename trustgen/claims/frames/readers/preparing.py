"""Others prepare for it, and something of ours is of use to them: "suppliers preparing for it use our checklists"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_TOLD: Final = c.WE | c.NAME | c.OURS | c.WITHUS | c.GOT & ~c.HOLD | c.DONE | c.SINCE | c.PRESUP | c.INHERIT
_PAPERS: Final = c.SELFNOUN | c.SCHEME | c.ISSUED | c.STRONG | c.CERT | c.AUDIT | c.SEAL | c.ART
_AFTER: Final = word_parts("preparing.after")
"""How verbs begin of preparing; what one seeks or pursues may be a host that has it."""
_GOODS: Final = word_parts("preparing.goods")
"""What helps because we have it."""
_NEAR: Final = 5
_CLOSE: Final = 2
"""Tokens from a party to its participle, with a relative pronoun; from the name to a verb that no cue knows."""


def preparing(scene: Scene, token: int) -> bool:
    """Whether a sentence tells of parties in the plural that are after it, and of a use of ours for them."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.any(_TOLD, first, last) or scene.stance(passage.segment_at(token)).denies:
        return False
    after = [at for at in range(max(first, token - _NEAR), token) if passage.words[at].startswith(_AFTER)]
    # Dutch and German put the verb behind: "die zich op HITRUST voorbereiden".
    behind = [token] if any(word.startswith(_AFTER) for word in passage.words[token + 1 : token + 2]) else []
    if any(can_take(scene, token, at) for at in (after + behind)[:1]):
        return True
    ours = [at for at in passage.places(c.OUR, first, last) if not passage.bits[at] & c.WE]
    if not after or len(ours) != 1:
        return False
    useful = not passage.any(_PAPERS, ours[0] + 1, min(ours[0] + _NEAR, last if ours[0] > token else after[0]))
    useful = useful and not passage.word(ours[0] + 1).startswith(_GOODS)
    if ours[0] > token:
        # "Suppliers preparing for it use our checklists."
        parties = after[0] - first <= _CLOSE and _many(scene, first)
        verb = passage.any(c.CHOOSE | c.SHOW | c.HELP, token + 1, ours[0]) or ours[0] - token > _CLOSE
        return useful and parties and verb
    # "Our checklists help suppliers prepare for it."
    helped = passage.places(c.HELP, ours[0], after[0])
    return useful and ours[0] == first and bool(helped) and any(_many(scene, at) for at in range(helped[0], after[0]))


def can_take(scene: Scene, token: int, after: int) -> bool:
    """Whether those who prepare can take something out of the product: "clinics preparing for it can export …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    parties = after - first <= 2 * _CLOSE and (_many(scene, first) or passage.any(c.DET | c.REL, first, first + 1))
    takes = [at for at in range(token + 1, last) if passage.words[at].startswith(_TAKES)]
    told = passage.any(c.ISSUED | c.CERT | c.OUR | c.YOUR | c.COND | c.NEG | c.NO, first, last)
    told = told or (bool(takes) and passage.any(c.STRONG | c.SEAL | c.PRESUP, takes[0] + 1, last))
    return bool(parties and takes) and passage.any(c.AUX, token + 1, takes[0]) and not told


_TAKES: Final = word_parts("preparing.takes")
"""How verbs begin of getting files out of a product."""


def polite(scene: Scene, at: int) -> bool:
    """Whether a word for "their" is the reader's, who is told to do something: "Exporte … de su SOC 2"."""
    passage = scene.passage
    first = scene.segment_of(at)[1].first
    told = passage.bits[first] & (c.HELP | c.CTA) and passage.any(c.PREP, at - 1, at)
    return bool(passage.bits[at] & c.THEIR and told) and passage.words[at] in _POLITE


_POLITE: Final = word_set("preparing.polite")


def with_ours(scene: Scene, token: int) -> bool:
    """Whether others use something of ours for an audit of theirs: "clinics use our app to prepare for their audit"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    use = next((at for at in range(first + 1, min(first + _NEAR, token)) if passage.words[at].startswith(_USES)), 0)
    ours = passage.places(c.OUR, use + 1, min(use + _NEAR - 1, token)) if use else []
    if not ours or passage.any(c.OUR | c.YOUR, first, use) or passage.any(_TOLD & ~c.PRESUP, first, last):
        return False
    aim = next((at for at in range(ours[0] + 2, token) if passage.words[at].startswith(_AIMS)), 0)
    papers = passage.any(_PAPERS & ~c.SELFNOUN, ours[0] + 1, aim) or passage.word(ours[0] + 1).startswith(_GOODS)
    theirs = passage.any(c.THEIR, aim + 1, token) or any(
        passage.words[at - 1] in _THEY for at in passage.places(c.DUTY, aim + 1, token)
    )
    return bool(aim) and not papers and theirs and len(passage.places(c.OUR, first, last)) == 1


_USES: Final = word_parts("preparing.uses")
_AIMS: Final = (*_AFTER, *word_parts("preparing.aims"))
_THEY: Final = word_set("preparing.they")


def _many(scene: Scene, at: int) -> bool:
    """Whether a token is other parties: suppliers, customers, or a noun without an article at the beginning."""
    passage = scene.passage
    bits = passage.bits[at]
    return bool(bits & (c.THIRD | c.GENERIC | c.YOU) and not bits & (c.OTHER | c.DET)) or (
        not bits and passage.words[at].endswith(("s", "en")) and at == 0
    )
