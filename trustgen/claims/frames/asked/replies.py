"""What others ask or demand, and what we say or do about it: we answer no, or do not bid; or we hand it over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.unable import is_a_question, our_entry, says_who_asked, unable
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.general.market import INSTEAD
from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.layout.forms import choice_offered
from trustgen.claims.layout.structure import verdict
from trustgen.claims.scenes.reading import THE, attributed, possessed, quoted
from trustgen.claims.scenes.said import piece
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_BID: Final = word_parts("replies.bid")
_LEAVE: Final = word_parts("replies.leave")
_USES: Final = word_parts("replies.uses")
_OFF: Final = word_parts("replies.off")
_GIVE: Final = word_parts("replies.give")
_SMALL: Final = c.WE | c.PREP | c.DET | c.ADV | c.AUX | c.WORD
_FLAWS: Final = word_parts("replies.flaws")


def is_asked(scene: Scene, token: int) -> bool:
    """Whether somebody else asks for it: quoted, under a condition, or with a verb or noun of asking before it."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if possessed(scene, token):
        return False
    if quoted(scene, token) and '"' in passage.words[token:]:
        return (
            passage.any(c.ASK | c.SAY | c.DEFINE | c.COND | c.REL, 0, token)
            or passage.sentences[scene.sentence_of(token)[0]].question
            or bool(choice_offered(passage, token))
            or says_who_asked(scene, token + 1, last)
        )
    _, segment = scene.segment_of(token)
    if passage.any(c.WE | c.OUR | c.NAME, segment.first, token):
        return False
    return passage.any(c.ASK | c.COND | c.DEFINE | c.GENERIC, first, last) or any(
        word.startswith(_CONDITION) for word in passage.words[first:last]
    )


_CONDITION: Final = word_parts("replies.condition")


def reply_to(scene: Scene, token: int) -> tuple[int, int]:
    """The tokens of what is said next: behind the quotation, the rest of the sentence, or the next one."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    at = token + 1
    if quoted(scene, token):
        while at < len(passage) and passage.words[at] != '"':
            at += 1
        at += 1
    else:
        at = scene.segment_of(token)[1].last
    while at < len(passage) and passage.words[at] in {",", ".", ":", ";", '"', "\n", "-", "\u2013"}:
        at += 1
    for sentence in passage.sentences[number:]:
        if at < sentence.last and quoted(scene, token):
            begin = max(at, sentence.first)
            if is_a_question(scene, begin, sentence.last) or says_who_asked(scene, begin, sentence.last):
                at = sentence.last + 1
        if sentence.first <= at < sentence.last:
            return at, sentence.last
    return (at, last) if at < last else (0, 0)


def _shall_not_use(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether whoever needs it is then told not to use what we offer: "…, it shall not use the Service"."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    uses = any(word.startswith(_USES) for word in passage.words[first:last])
    return uses and passage.any(c.COND, begin, token) and len(passage.places(c.NEG, first, last)) == 1


def _answer(scene: Scene, token: int, first: int, last: int) -> int:
    """Where the only answer stands that is one word, quoted or the whole of what is said; -1 when there is none."""
    passage = scene.passage
    if (
        quoted(scene, token)
        and last - first == 2  # noqa: PLR2004
        and passage.bits[first] & c.BE
        and passage.bits[first + 1] & (c.YEA | c.NAY)
    ):
        return first + 1
    said = _said(scene, first, last)
    if said >= 0:
        return said
    if our_entry(scene, first) and last - first <= _BRIEF and passage.words[last - 1] in _N | _Y:
        # "Our entry is N."
        return last - 1
    entered = our_entry(scene, first)
    if not quoted(scene, token) and not entered and not passage.any(c.WE | c.NAME, first, last):
        return -1
    answers = [
        at
        for at in range(first, min(last, len(passage) - 1))
        if passage.words[at - 1] == '"' == passage.words[at + 1] and passage.bits[at] & (c.YEA | c.NAY | c.LACK)
    ]
    return answers[0] if len(answers) == 1 else -1


_ANSWERS: Final = word_parts("replies.answers")
_BRIEF: Final = 4
_N: Final = word_set("replies.n")
_Y: Final = word_set("replies.y")


def _said(scene: Scene, first: int, last: int) -> int:
    """Where we say no, or yes, in plain words: "Rispondiamo di no", "we answer no"; -1 when we do not."""
    passage = scene.passage
    verb = _does(scene, first, last, _ANSWERS)
    if verb < 0:
        return -1
    for at in range(verb + 1, min(verb + 5, last)):
        ends = at + 1 == last or passage.bits[at + 1] & (c.AND | c.PUNCT)
        if passage.bits[at] & (c.NAY | c.YEA) and ends and passage.words[at] != '"':
            return at
    return -1


def _does(scene: Scene, first: int, last: int, verbs: tuple[str, ...]) -> int:
    """The first of our verbs in the region that begins as one of those; -1 when there is none."""
    passage = scene.passage
    us = passage.any(c.WE | c.NAME, first, last)
    return next(
        (
            at
            for at in range(first, last)
            if passage.words[at].startswith(verbs) and (us or passage.words[at].endswith(FIRST_PERSON))
        ),
        -1,
    )


def _negated(scene: Scene, first: int, last: int) -> bool:
    return scene.passage.any(c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK, first, last)


def _leaves(scene: Scene, first: int, last: int) -> bool:
    words = scene.passage.words[first:last]
    for pair in _OFF:
        verb, particle = pair.split(" ~ ")
        if verb in words and particle in words[words.index(verb) :]:
            return True
    return _does(scene, first, last, _LEAVE) >= 0


def replied_no(case: Case) -> bool:
    """Others ask for it, and we write "no", do not bid or withdraw."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if no_below(scene, token):
        return True
    if not is_asked(scene, token):
        return False
    first, last = reply_to(scene, token)
    done = any(not passage.words[at].startswith(_ANSWERS) for at in passage.places(c.DONE, first, last))
    if first >= last or done or passage.any(c.COND | c.PSEUDO | c.SCHEME, first, last):
        return False
    at = _answer(scene, token, first, last)
    if at >= 0:
        return not passage.bits[at] & c.YEA and not _negated(scene, first, at)
    if passage.any(c.BUT | c.EXCEPT, first, last) or any(w.startswith(_FLAWS) for w in passage.words[first:last]):
        return False
    if _shall_not_use(scene, token, first, last):
        return True
    if unable(scene, first, last):
        return True
    bids = _does(scene, first, last, _BID) >= 0
    spans = [(max(one.first, first), min(one.last, last)) for one in passage.segments]
    left = any(_leaves(scene, low, high) and not _negated(scene, low, high) for low, high in spans if low < high)
    return (bids and _negated(scene, first, last)) or left


_AMISS: Final = c.PASTEND | c.LACK | c.WITHOUT | c.QUIT | c.FINDING


def no_below(scene: Scene, token: int) -> bool:
    """Whether a line of a form is quoted as a block, and below it we say that we chose no: "We ticked no."."""
    context = scene.unit.context
    if not (context.quoted and context.after and choice_offered(scene.passage, token)):
        return False
    if scene.passage.any(_AMISS):
        # "Certificate expired (yes / no)": no says that it is there.
        return False
    _, answer, _ = piece(context.after[:600], context.lang, scene.facts.names, scene.facts.others)
    if not answer.sentences or not answer.any(c.WE, 0, answer.sentences[0].last):
        return False
    last = answer.sentences[0].last
    chose = [at for at in range(last) if answer.words[at].startswith(_ANSWERS)]
    said = answer.places(c.YEA | c.NAY, chose[0] + 1, last) if chose else []
    yes = answer.any(c.YEA & ~c.SAY, last) or answer.any(c.BUT | c.EXCEPT | c.SCHEME)
    return bool(said) and said[0] <= chose[0] + _NEAR and not answer.bits[said[0]] & c.YEA and not yes


_NEAR: Final = 3


def replied_yes(case: Case) -> bool:
    """Others ask for it, and we write "yes", bid, win or hand it over: no frame excuses that."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if not is_asked(scene, token):
        return False
    first, last = reply_to(scene, token)
    if first >= last or passage.any(c.SCHEME | c.COND | c.LESS | c.UNREAL, first, last):
        return False
    at = _answer(scene, token, first, last)
    if at >= 0:
        return bool(passage.bits[at] & c.YEA or passage.words[at] in _Y) != _negated(scene, first, at)
    if _negated(scene, first, last) or passage.any(c.PLAN | c.OPEN | c.META | c.OTHER | c.THIRD, first, last):
        return False
    if _have_it(scene, first, last):
        return True
    if any(f" {word} " in f" {' '.join(passage.words[first:last])} " for word in INSTEAD):
        return False
    if _from_us(scene, first, last):
        return True
    given = _does(scene, first, last, _GIVE)
    if given >= 0:
        return passage.any(c.ANAPH | c.ART | c.NUMBER, first, last) or last - first <= 4  # noqa: PLR2004
    return _does(scene, first, last, _BID) >= 0 and all(
        passage.words[at].startswith(_BID) or passage.bits[at] & _SMALL for at in range(first, last)
    )


_RECEIVE: Final = word_parts("replies.receive")
_US: Final = word_set("common.us")


def _from_us(scene: Scene, first: int, last: int) -> bool:
    """Whether those who asked are said to have got it from us: "All eleven received it from us."."""
    us = scene.passage.any(c.WE | c.WITHUS, first, last) or not _US.isdisjoint(scene.passage.words[first:last])
    return us and received(scene, first, last)


def received(scene: Scene, first: int, last: int) -> bool:
    """Whether somebody is said to have got something."""
    words = scene.passage.words
    # Who would have to get it has not: "we would first have to get certified".
    got = any(words[at].startswith(_RECEIVE) and not words[at - 1].endswith(" to") for at in range(first, last))
    return got and not _negated(scene, first, last)


def _have_it(scene: Scene, first: int, last: int) -> bool:
    """Whether it is only said that we have it: "Den haben wir.", "Ce l'abbiamo."."""
    passage = scene.passage
    return (
        last - first <= 4  # noqa: PLR2004
        and passage.any(c.WE, first, last)
        and passage.any(c.HOLD, first, last)
        and passage.any(c.ANAPH | c.DET, first, last)
        and all(bits & (c.WE | c.HOLD | c.ANAPH | c.DET | c.AUX) for bits in passage.bits[first:last])
    )


def row_confirmed(case: Case) -> bool:
    """A row of a form that is filled in with a yes or a day: whoever fills it in, is us."""
    scene = case.scene
    passage, context = scene.passage, scene.unit.context
    number, first, last = scene.sentence_of(case.token)
    if (context.cell < 0 and not context.details) or passage.any(_OF_OTHERS, first, last):
        return False
    said = verdict(scene)
    if passage.sentences[number].question:
        # "Does the bidder hold a valid certificate?"
        asked = any(passage.words[at] in THE and passage.bits[at + 1] & _BIDDER for at in range(first, last - 1))
        return asked and said is not None and said.kind == "yes"
    if said is not None and said.kind == "yes" and passage.any(c.GENERIC | c.THIRD, first, first + 2):
        # "Bidder is certified | yes, annex 2", "The supplier holds a certificate | yes"
        return attributed(scene, case.token) or passage.any(c.HOLD, first + 1, case.token)
    if said is not None and said.kind in {"no", "plan", "ended", "mapping", "third"}:
        return False
    requests = passage.any(c.CTA | c.SHOW | c.SAY, first, first + 1)
    filled = (*context.row[: max(context.cell, 0)], *context.row[context.cell + 1 :], *context.details[:1])
    return requests and any(_YEAR.search(cell) for cell in filled)


_OF_OTHERS: Final = c.OTHER | c.NEG | c.NO
_BIDDER: Final = c.GENERIC | c.THIRD | c.YOU | c.PERSON
_YEAR: Final = re.compile(r"\b20\d\d\b")


REPLIED = Frame("answered-no", replied_no)
