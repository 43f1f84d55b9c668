"""What is called the reader's and is ours: "Your FedRAMP Moderate platform", and the scope or audit that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.takenup import names_level
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_OWN: Final = word_parts("ofthereader.own")
"""How nouns begin of what a reader has to do with a scheme: an audit, a journey, a checklist."""
_TOOLS: Final = word_set("ofthereader.tools")
"""What is sold to prepare for a scheme as well as being certified under it."""
_SCOPE: Final = word_set("leftoutside.scope")
_DEFINE: Final = word_parts("ofthereader.define")
"""How verbs begin of what is done with a scope before there is a certificate."""
_NEXT: Final = word_set("ofthereader.next")
_INSIDE: Final = word_parts("ofthereader.inside")
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.COND | c.UNREAL | c.WITHOUT
_NEAR: Final = 3


def for_the_reader(scene: Scene, token: int) -> bool:
    """Whether a title says what we are to the reader: "Your TISAX AL3 shop for prototypes"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    if token != first + 1 or start != token or not passage.any(c.YOUR, first, start) or end >= last:
        return False
    if end + 1 < last and not passage.any(c.PREP, end + 1, end + 2):
        return False
    noun = passage.words[end]
    if noun in _TOOLS and not names_level(scene, token, token, end):
        # "Your SOC 2 platform" may be one to prepare with, "your FedRAMP Moderate platform" is at that level.
        return False
    thing = not passage.bits[end] or passage.bits[end] & (c.SELFNOUN | c.THIRD | c.GENERIC)
    return (
        bool(thing)
        and not noun.startswith(_OWN)
        and not passage.any(c.BE | c.HOLD | c.AUX | c.ASK | c.HELP | c.DUTY, end + 1, last)
        and not passage.any(_DENIED, first, last)
    )


def of_what_there_is(scene: Scene, token: int) -> bool:
    """Whether a plan is for the scope or the round that there is: "we want to stretch the scope to our lab"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if passage.any(_DENIED, first, last):
        return False
    start, end = chain(passage, token, first, last)
    scope = next((at for at in (end - 1, end) if token < at < last - 1 and passage.words[at] in _SCOPE), -1)
    if scope > 0 and passage.any(c.PREP, scope + 1, scope + 2) and start > first and passage.words[start - 1] in THE:
        return not any(word.startswith(_DEFINE) for word in passage.words[first:start])
    _, begin, stop = scene.sentence_of(token)
    return any(
        passage.words[at + 1] in _NEXT
        and passage.any(c.EXAM, at + 2, at + 2 + _NEAR)
        and not any(word.startswith(_INSIDE) for word in passage.words[at + 1 : at + 2 + _NEAR])
        for at in passage.places(c.OUR, begin, stop - 2)
    )
