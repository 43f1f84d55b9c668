"""What an entry of data says with a key and a value: `"vorhanden": false`, `"certified": "no"`, `{"soc2": false}`.

Whoever reads data reads keys as words: what is false under a word for having, getting or being certified is not held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_HELD: Final = word_set("notinforce.held")
_AMISS: Final = c.NEG | c.NO | c.NONE | c.LACK | c.PASTEND | c.FINDING | c.OPEN
_HAVING: Final = c.STRONG | c.CERT | c.ART | c.GOT | c.HOLD | c.DEFNOUN | c.SCHEME | c.SEAL | c.PUNCT | c.WORD
_SIBLINGS: Final = 24
_STATED: Final = 300


def entered_as_not_held(scene: Scene) -> bool:
    """Whether an entry beside a name says that it is not held, and none says yes: `not vorhanden`, `certified: no`."""
    entries = [one[:_STATED] for one in scene.unit.context.siblings[:_SIBLINGS]]
    others = [one for one in entries if not _not_held(scene, one)]
    return len(others) < len(entries) and all(scene.said(one).kind != "yes" for one in others)


def _not_held(scene: Scene, entry: str) -> bool:
    words = bare(entry)
    key, _, value = words.partition(": ")
    if not value:
        return words.startswith("not ") and words[4:] in _HELD
    return key in _HELD and scene.said(value).kind == "no"


def key_of_false(scene: Scene) -> bool:
    """Whether the mention is a key whose value is false or no, under keys that tell nothing else: `"soc2": false`.

    Under "hide" or "expired", or a key that nobody knows, false may say that it is shown or in force.
    """
    context = scene.unit.context
    if scene.unit.scope != "data.key" or not context.details:
        return False
    value = context.details[0]
    no = value == "false" or (value.isalpha() and scene.said(value).kind == "no") or _all_not_held(scene)
    passage = scene.passage
    named = all(passage.bits[at] & c.SCHEME or word in _HELD for at, word in enumerate(passage.words))
    above = (*context.parents, context.term)
    return no and named and all(_of_having(scene.read(key[:_STATED])) for key in above if key)


def _all_not_held(scene: Scene) -> bool:
    """Whether the object under the key says that it is not held, and nothing else but a remark: `"held": false`."""
    entries = [one[:_STATED] for one in scene.unit.context.details]
    others = [one for one in entries if not _not_held(scene, one)]
    return len(others) < len(entries) and all(
        one.partition(": ")[0] in _REMARKS and not scene.named(one) and not scene.read(one).any(_TOLD) for one in others
    )


_REMARKS: Final = word_set("notinforce.remarks")
"""Keys under which a remark stands."""
_TOLD: Final = c.STRONG | c.CERT | c.GOT | c.WE | c.OUR | c.YEA | c.SINCE | c.ISSUED


def _of_having(key: Passage) -> bool:
    return not key.any(_AMISS) and all(
        bits & _HAVING or word in _HELD for bits, word in zip(key.bits, key.words, strict=True)
    )
