"""Questions, and what is said about them: answered no, quoted from a questionnaire, asked about the market."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.ours import of_yours
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.selfstanding import about_else, tells
from trustgen.claims.negation.polarity import stance
from trustgen.claims.scenes.beside import claimed_beside, denied_beside
from trustgen.claims.scenes.reading import possessed, quoted
from trustgen.claims.scenes.shortly import hung_up
from trustgen.claims.scenes.topics import names_another
from trustgen.claims.unnamed.visits import examined
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


_WHEN: Final = word_set("asking.when")
_SELF = c.WE | c.OUR | c.NAME
_STATED: Final = 600
_FEW: Final = 3


def answered_no(case: Case) -> bool:
    """A question whose answer, behind it or in the next block, is no."""
    scene, token = case.scene, case.token
    number, _, last = scene.sentence_of(token)
    sentence = scene.passage.sentences[number]
    context = scene.unit.context
    asked = sentence.question or context.answer or scene.unit.tag in {"dt", "summary"}
    if not asked or scene.passage.any(c.FINDING):
        return False
    if possessed(scene, token):
        # "Is our SOC 2 report public? No." says that there is one.
        return False
    if of_a_flaw(scene, token) or of_yours(scene, token) or _all_but_us(scene):
        return False
    if _reply_is_not_us(scene, number):
        return _name_alone(scene, number) and not claimed_beside(scene, token)
    if _entered_no(scene, token, last):
        return not claimed_beside(scene, token)
    following = rest(scene, token, last)
    if not sentence.question and tells(scene, token):
        told = scene.read(following if following.strip() else context.answer or "".join(context.details[:1]))
        if about_else(told, 0, len(told)):
            # A term that says that we have it, and what stands beside it is about something else.
            return False
    if told_behind(scene, last) or _said_yes_first(scene, last):
        return False
    if following.strip() and not (context.answer and following.rstrip().endswith("?")):
        return scene.said(following).kind in {"no", "plan", "ended"}
    if context.answer:
        return scene.said(context.answer).kind in {"no", "plan", "ended"}
    if context.details:
        return scene.said(context.details[0]).kind in {"no", "plan", "ended"}
    return bool(
        sentence.question and context.after and scene.prose and scene.said(context.after).kind in {"no", "ended"}
    )


_NOT_US: Final = re.compile(r"(?:no(?:pe)?\W+)?not us(?:\W+(?:not )?(?:now|yet|ever|today|here|either))?\W*")


def _reply_is_not_us(scene: Scene, number: int) -> bool:
    """Whether all that is answered to a question is that it is not us: "ISO 22301? Not us."."""
    passage, asked, context = scene.passage, scene.passage.sentences[number], scene.unit.context
    own = asked.last + 1 < len(passage)
    reply = context.answer or "".join(context.details[:1]) or context.after
    if own:
        reply = passage.text[passage.starts[asked.last + 1] :]
    following = [passage.words[one.first] for one in passage.sentences[number + 1 : number + 2]]
    return asked.question and (following == ["not us"] or bool(_NOT_US.fullmatch(" ".join(reply.lower().split()))))


def _name_alone(scene: Scene, number: int) -> bool:
    """Whether a question is nothing but names; "Never audited?" and "Afraid of the audit?" ask something else."""
    passage, asked = scene.passage, scene.passage.sentences[number]
    named = passage.any(c.SCHEME, asked.first, asked.last)
    denied = passage.any(c.NEG | c.NO | c.NONE | c.WITHOUT | c.LACK | c.PASTEND, asked.first, asked.last)
    bare = all(scene.bare(at) for at, one in enumerate(passage.segments) if one.sentence == number)
    more = len(passage.sentences) > number + _FEW
    return named and bare and not denied and not more


def took_us_out(scene: Scene, token: int) -> bool:
    """Whether others are asked for, and it is not us: "Which vendor has no FedRAMP? Not us."."""
    number, _, _ = scene.sentence_of(token)
    return (_reply_is_not_us(scene, number) and not _name_alone(scene, number)) or _all_but_us(scene)


def _all_but_us(scene: Scene) -> bool:
    """Whether what answers takes us out of those who have none: "None, apart from Fabrikam"."""
    context = scene.unit.context
    reply = scene.read((context.answer or "".join(context.details[:1]))[:_STATED])
    return any(reply.any(c.WE | c.NAME, at + 1, at + 2) for at in reply.places(c.EXCEPT))


def answered_otherwise(case: Case) -> bool:
    """Whether the answer denies another scheme alone, or tells who examined us: "The firm that reviewed us found …"."""
    scene = case.scene
    text = scene.unit.context.answer[:_STATED]
    answer, found = scene.read(text), scene.named(text)
    if not answer.sentences or case.scheme is None:
        return False
    begins = answer.sentences[0]
    if answer.any(c.NAY, 0, begins.last) and not answer.any(c.SCHEME, 0, begins.last):
        return False
    if any(examined(answer, one) for one in answer.sentences):
        return True
    denying = [one for one in answer.segments if stance(answer, one).denies]
    named = [
        {found[answer.found[at]].scheme for at in range(one.first, one.last) if answer.found[at] >= 0}
        for one in denying
    ]
    return bool(denying) and all(names and case.scheme.id not in names for names in named)


def _said_yes_first(scene: Scene, last: int) -> bool:
    """Whether the sentence behind the question is a yes, whatever others say then: "Of course. We have no SOC 2."."""
    passage = scene.passage
    answer = next((one for one in passage.sentences if one.first > last), None)
    if answer is None or _and_we(passage, answer.last):
        return False
    start, _ = scene.folded.back(passage.starts[answer.first], passage.starts[answer.first])
    _, end = scene.folded.back(passage.starts[answer.last - 1], passage.ends[answer.last - 1])
    return scene.said(scene.unit.text[start:end]).kind == "yes"


def _and_we(passage: Passage, first: int) -> bool:
    """Whether it is then asked of us, too: "Does our bank have it? Yes. Do we? No."."""
    return any(
        one.question and passage.any(c.WE, one.first, one.last) and not passage.any(c.SCHEME, one.first, one.last)
        for one in passage.sentences
        if one.first >= first
    )


def told_behind(scene: Scene, last: int) -> bool:
    """Whether a later sentence has a certain certificate in place since a day, whatever was said before."""
    passage = scene.passage
    return any(hung_up(passage, one.first, one.last) for one in passage.sentences if one.first >= last)


_FLAWS: Final = word_parts("asking.flaws")


def of_a_flaw(scene: Scene, token: int) -> bool:
    """Whether it is asked if it failed, ended or is limited: "no" says that we have it, and that nothing is amiss."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    flawed = (word for word in passage.words[first:last] if word.startswith(_FLAWS) and not word.startswith("person"))
    if any(flawed) or passage.any(c.QUIT, first, last):
        return True
    if passage.any(c.TRUTH, first, first + _FEW + 1) and passage.any(
        c.NEG | c.NO | c.WITHOUT | c.LACK, first + 2, last
    ):
        # "Is it true that you have none?"
        return True
    if any(passage.any(c.NEG, at + 1, last) for at in passage.places(c.REL, first + 1, last)):
        # "Is there a site that it does not cover?"
        return True
    return passage.any(c.LACK | c.PASTEND | c.WITHOUT | c.ONLY | c.REST, first, last) and not passage.any(
        c.ADV, first, first + 1
    )


_BRIEF: Final = 4


def feared(scene: Scene, token: int) -> bool:
    """Whether the next sentence only says that we did not do what we feared: "We thought we would fail. We didn't."."""
    passage = scene.passage
    index, own = scene.segment_of(token)
    fails = [at for at in range(own.first + 1, token) if passage.words[at].startswith(_FLAWS)]
    if not any(passage.bits[at - 1] & c.AUX for at in fails) or index + 1 >= len(passage.segments):
        return False
    behind = passage.segments[index + 1]
    first, last = behind.first, behind.last
    return (
        last - first <= _BRIEF
        and all(bits & (c.WE | c.AUX | c.NEG | c.AND | c.BUT | c.PUNCT) for bits in passage.bits[first:last])
        and passage.any(c.NEG, first, last)
    )


_DENIES: Final = c.NEG | c.NO | c.NOBODY | c.LACK | c.WITHOUT
_WHO: Final = word_set("asking.who")


def rhetorical(case: Case) -> bool:
    """Whether it is asked who says that we have none ("Who says a small company can't?"), or who has it but us."""
    passage = case.scene.passage
    sentence = passage.sentences[case.scene.sentence_of(case.token)[0]]
    if _all_but_us(case.scene) and not passage.any(_DENIES, sentence.first, sentence.last):
        return True
    return (
        sentence.question
        and not _WHO.isdisjoint(passage.words[sentence.first : sentence.first + 3])
        and passage.any(c.SAY, sentence.first, sentence.first + 5)
        and passage.any(_DENIES, sentence.first, sentence.last)
    )


def _entered_no(scene: Scene, token: int, last: int) -> bool:
    """Whether the question is quoted and so is the answer: "To “Are you certified?” we answer “no”."."""
    passage = scene.passage
    if not quoted(scene, token):
        return False
    answers = [
        passage.bits[at]
        for at in range(last + 1, len(passage) - 1)
        if passage.words[at - 1] == '"' and passage.words[at + 1] == '"'
    ]
    return len(answers) == 1 and bool(answers[0] & c.NAY and not answers[0] & c.YEA)


def rest(scene: Scene, token: int, last: int) -> str:
    """What is said behind the question, up to a second sentence that only names other schemes."""
    passage = scene.passage
    if last + 1 >= len(passage):
        return ""
    behind = last + 1
    if passage.words[behind] == '"' and behind + 1 < len(passage) and not passage.bits[behind + 1] & c.PUNCT:
        # The mark closes the quotation of the question.
        behind += 1
    if all(bits & c.PUNCT for bits in passage.bits[behind:]):
        # What is quoted ends with the question.
        return ""
    start, _ = scene.folded.back(passage.starts[behind], passage.starts[behind])
    answers = [at for at, one in enumerate(passage.sentences) if one.first > last]
    other = next((at for at in answers[1:] if scene.of_another(token, at)), None)
    if other is None:
        return scene.unit.text[start:]
    end, _ = scene.folded.back(passage.starts[passage.sentences[other].first], passage.ends[-1])
    return scene.unit.text[start:end]


def denied_in_answer(case: Case) -> bool:
    """The answer to a question, when the answer begins with no and goes on to explain."""
    scene = case.scene
    passage = scene.passage
    if not passage.bits or possessed(scene, case.token):
        return False
    number, first, _ = scene.sentence_of(case.token)
    if number > 0 or not passage.bits[0] & c.NAY or not scene.unit.context.question:
        return False
    index, _ = scene.segment_of(case.token)
    return (
        not scene.stance(index).asserts
        and not claimed_beside(scene, case.token)
        and not passage.any(c.GOT | c.CERT | c.HOLD, first + 1)
    )


def reported(case: Case) -> bool:
    """What others ask or write, in quotation marks, with our denial beside it."""
    scene, token = case.scene, case.token
    if not quoted(scene, token):
        return False
    passage = scene.passage
    if scene.stance(scene.segment_of(token)[0]).denies and passage.any(c.META):
        return False
    denies = denied_beside(scene, token, after=True) or _called_wrong(scene, token)
    asks = passage.any(c.ASK | c.SAY)
    your = passage.any(c.YOUR | c.YOU)
    _, first, last = scene.sentence_of(token)
    if passage.any(c.FINDING, first, last):
        return False
    behind = [i for i in range(token, last) if passage.bits[i] & c.COND or passage.words[i] in _WHEN]
    if passage.any(c.SAY, first, token) and behind and passage.any(c.WE, first, token):
        # "We'll write "certified" when somebody has certified us."
        return not claimed_beside(scene, token)
    if claimed_beside(scene, token) or passage.any(c.DONE | c.YEA & ~c.NAY & ~c.SAY, last):
        return False
    if denies and passage.any(c.RIVAL | c.GENERIC | c.THIRD, first, last) and not passage.any(_SELF, first, last):
        return True
    return asks and (
        denies or (your and passage.any(c.ASK, first, last) and not passage.any(c.CTA | c.WE, first, last))
    )


def _called_wrong(scene: Scene, token: int) -> bool:
    """Whether something is called wrong, and not by a sentence about another scheme."""
    passage = scene.passage
    own, _, _ = scene.sentence_of(token)
    said = [passage.segments[passage.segment_at(at)] for at in passage.places(c.META)]
    return any(one.sentence == own or not names_another(scene, token, one) for one in said)


ANSWERED_NO = Frame("question-answered-no", answered_no)
DENIED_IN_ANSWER = Frame("negative-answer", denied_in_answer)
REPORTED = Frame("quotation", reported)
