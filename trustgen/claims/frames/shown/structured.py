"""What the structure says for a bare mention: a row's no, a list's lead, a heading, a correction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.levelwords import levels_in
from trustgen.claims.frames.asked.asking import rest, took_us_out
from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.selfstanding import about_else, stands_alone, tells
from trustgen.claims.frames.shown.glossed import glossed
from trustgen.claims.frames.shown.notinforce import entered_as_not_held, key_of_false
from trustgen.claims.layout.structure import has, verdict
from trustgen.claims.negation.polarity import RENEWED
from trustgen.claims.record.levels import graded
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import affirmed, possessed
from trustgen.claims.scenes.untruths import all_untrue
from trustgen.claims.words import cues as c
from trustgen.claims.words.cuefiles import bare
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene


def _open(scene: Scene, token: int) -> bool:
    """Whether the mention's segment says nothing by itself, so that the structure may speak."""
    index, segment = scene.segment_of(token)
    if _repeated(scene) or _called_untrue(scene) or _all_denied(scene):
        return True
    if _stated(scene, index):
        return False
    if scene.passage.sentences[segment.sentence].question:
        # What is answered in the same text is answered there, whatever the heading says.
        answer = rest(scene, token, scene.passage.sentences[segment.sentence].last).strip()
        return not answer or answer.endswith("?") or scene.said(answer).kind in {"no", "plan", "ended"}
    return (
        scene.bare(index) or not affirmed(scene, token) or _row_of_a_form(scene, token) or _answered_row(scene, token)
    )


def _all_denied(scene: Scene) -> bool:
    """Whether it is the header of a column each of whose cells says no or later: "Certified | No | No"."""
    details = scene.unit.context.details
    few = scene.unit.scope == "text.header" and 0 < len(details) <= _ROWS and len(scene.passage) <= _FEW
    amiss = c.WE | c.OUR | c.NAME | c.NEG | c.NO | c.LACK | c.PASTEND | c.FINDING | c.SINCE | c.GOT
    return (
        few
        and not scene.passage.any(amiss)
        and all(len(cell) <= _REPLACED and scene.said(cell).kind in {"no", "plan"} for cell in details)
    )


_ROWS: Final = 60
_FEW: Final = 4


def _called_untrue(scene: Scene) -> bool:
    """Whether the lead calls all of its list untrue, whatever the item says: "None of it is true: certified …"."""
    lead = scene.unit.context.lead
    true = any(bits & (c.TRUTH | c.YEA) and not bits & (c.CERT | c.AUDIT | c.REL) for bits in scene.passage.bits)
    return bool(lead) and not true and all_untrue(scene.read(lead[:_REPLACED]))


def _repeated(scene: Scene) -> bool:
    """Whether a cell only repeats, in quotation marks, what others say of us: "They are SOC 2 certified as well"."""
    passage = scene.passage
    marked = len(passage) > 2 and passage.words[0] == '"' and passage.words[-1] == '"'  # noqa: PLR2004
    return scene.unit.context.cell >= 0 and marked and not passage.any(c.WE | c.OUR | c.NAME)


def _row_of_a_form(scene: Scene, token: int) -> bool:
    """Whether it is a form's row for the report that one would like to see: "Last SOC 2 report", "Attach the …"."""
    _, segment = scene.segment_of(token)
    passage = scene.passage
    # "In force" is what a form asks for.
    asked = any(has(scene, column, c.FILLED) for column in scene.unit.context.columns)
    told = c.WE | c.OUR | c.NAME | (0 if asked else c.DONE) | c.GOT | c.CERT & ~c.ART
    return (
        scene.unit.context.cell >= 0
        and not possessed(scene, token)
        and not passage.any(told, segment.first, segment.last)
    )


def _answered_row(scene: Scene, token: int) -> bool:
    """Whether the row answers what the cell states with a plain no: "Certified to ISO 9001 | no"."""
    context = scene.unit.context
    return (
        context.cell >= 0
        and not possessed(scene, token)
        and not scene.passage.any(c.WE | c.NAME)
        and any(
            at > context.cell and len(cell.split()) <= _PLAIN and scene.said(cell).kind == "no" and _asks(scene, at)
            for at, cell in enumerate(context.row)
        )
    )


_PLAIN: Final = 2
"""Words of a plain no: "not certified"."""
_ANSWERS: Final = word_set("structured.answers")
"""What the column of answers is called, where it does not say "yes / no"."""


def _asks(scene: Scene, at: int) -> bool:
    """Whether a column has no header, or that of answers: "Answer", "Status", "yes / no"."""
    columns = scene.unit.context.columns
    header = scene.read(columns[at]) if at < len(columns) and columns[at] else None
    return header is None or not header.words or header.any(c.FILLED | c.YEA) or not _ANSWERS.isdisjoint(header.words)


def _stated(scene: Scene, own: int) -> bool:
    """Whether the item states a standing of its own: "SOC 2 Type II, since 2024" under "Not held"."""
    passage = scene.passage
    asked = any(has(scene, column, c.FILLED) for column in scene.unit.context.columns)
    for index, segment in enumerate(passage.segments):
        if scene.stance(index).denies or (index == own and scene.bare(index)):
            continue
        if index != own and passage.any(c.SCHEME | c.OPEN | c.PLAN | c.COND | c.PASTEND, segment.first, segment.last):
            continue
        # In a row of a form "in force" is what is asked for.
        mask = (
            c.SINCE | c.GOT | (0 if asked else c.DONE | c.EXIST) if index == own else c.DONE | c.SINCE | c.GOT | c.YEA
        )
        if any(
            passage.bits[i] & mask and not passage.bits[i] & (c.ART | c.AND | c.HOLD | c.NAY)
            for i in range(segment.first, segment.last)
        ):
            return True
    return False


def _named(case: Case, *kinds: str) -> bool:
    scene = case.scene
    if not scene.prose or not _open(scene, case.token):
        return False
    said = verdict(scene, case.scheme.id if case.scheme is not None else "")
    if said is not None and {"no", "ended"} & set(kinds) and stands_alone(scene, case.token, said.text):
        return False
    if said is not None and tells(scene, case.token):
        around = scene.read(said.text)
        if about_else(around, 0, len(around)):
            # A heading about something else excuses no sentence that stands for itself.
            return False
    found = scene.passage.any(c.FINDING | c.REST) or ("glossary" in kinds and _ours(scene))
    return said is not None and said.kind in kinds and not found and not claimed_beside(scene, case.token)


def _ours(scene: Scene) -> bool:
    """Whether an entry of a glossary speaks of us: "the report that we received in May"."""
    _self = c.WE | c.OUR | c.NAME
    lines = scene.unit.context.details or (scene.unit.text,)
    return any(has(scene, text, _self) and scene.said(text).kind not in {"no", "plan", "ended"} for text in lines)


def negative(case: Case) -> bool:
    """The row, the term, the lead or the heading says no."""
    scene, token = case.scene, case.token
    if _asked_of_one(case):
        return False
    return _marked_no(case) or (_named(case, "no", "ended") and not took_us_out(scene, token))


def _asked_of_one(case: Case) -> bool:
    """Whether the question is about one that there is: "Is our SOC 2 report confidential?", and a no below."""
    scene, token = case.scene, case.token
    number, first, _ = scene.sentence_of(token)
    if not scene.passage.sentences[number].question or not possessed(scene, token):
        return False
    ours = scene.passage.places(c.OUR, first, token)
    return bool(ours) and not scene.passage.any(c.SELFNOUN, ours[-1], token)


def _marked_no(case: Case) -> bool:
    """Whether an item is a no, a colon and bare names, as one that is read aloud: "No: \u2717 PCI DSS"."""
    scene = case.scene
    passage = scene.passage
    if not scene.prose or scene.unit.scope != "text.item" or passage.words[1:2] != [":"] or len(passage.sentences) > 1:
        return False
    named = c.SCHEME | c.ART | c.DET | c.PUNCT | c.NUMBER | c.PRESUP | c.AND
    bare = all(
        bits & named and not bits & (c.OUR | c.DONE | c.EXCEPT)
        for at, bits in enumerate(passage.bits)
        if at > 1 and passage.words[at].isalnum()
    )
    return bool(passage.bits[0] & c.NAY and not passage.bits[0] & c.YEA) and bare


def intended(case: Case) -> bool:
    """The row, the lead or the heading says planned, and it is no audit of holders alone: a surveillance audit."""
    if any(word.startswith(_OF_A_HOLDER) for word in case.scene.passage.words) or _ticked_below(case.scene):
        return False
    return _named(case, "plan")


def _ticked_below(scene: Scene) -> bool:
    """Whether it heads a column with a yes in it, in a table of tariffs: "Plan | ISO 27001", "Pro | \u2713"."""
    return scene.unit.scope == "text.header" and any(
        scene.said(cell).kind == "yes" for cell in scene.unit.context.details
    )


_OF_A_HOLDER: Final = RENEWED + word_parts("structured.of_a_holder")


def theirs(case: Case) -> bool:
    """The table or list is about other parties' certificates, and the row is not ours."""
    scene = case.scene
    row = (*scene.unit.context.row, scene.unit.context.row_header, scene.unit.text)
    if any(has(scene, cell, c.NAME) for cell in row) or _in_a_role(case):
        return False
    return _named(case, "third")


def _in_a_role(case: Case) -> bool:
    """Whether what stands beside the name is a level and as what one has it: "Level 1 service provider"."""
    said = verdict(case.scene, case.scheme.id) if case.scheme is not None else None
    if case.scheme is None or said is None or not levels_in(case.scheme, bare(said.text)):
        return False
    passage = case.scene.read(said.text)
    who = passage.places(c.THIRD)
    return (
        len(who) == 1
        and not passage.words[who[0]].endswith("s")
        and not passage.any(c.OUR | c.OTHER)
        and not passage.any(c.DET, max(who[0] - 2, 0), who[0])
        and _MARKS.isdisjoint(passage.words)
    )


_MARKS: Final = frozenset({":", "(", "\u2013", "-"})


def mapping(case: Case) -> bool:
    """The table or section is a mapping."""
    if case.scheme is not None and graded(case.scene, case.scheme, case.token):
        return False
    return _named(case, "mapping")


def glossary(case: Case) -> bool:
    """The list is a glossary."""
    return _named(case, "glossary") or glossed(case)


def struck(case: Case) -> bool:
    """Struck out, with the denial inserted in its place."""
    context = case.scene.unit.context
    return (
        context.struck
        and bool(context.replacement)
        and case.scene.said(context.replacement).kind in {"no", "plan", "ended"}
    )


_REPLACED: Final = 300


_DESCRIBED: Final = re.compile(r"(?:description|disambiguatingDescription|text|note): ")


def recorded(case: Case) -> bool:
    """A name alone, as a value of data whose object says that it is not held and nothing that says yes, or false."""
    scene = case.scene
    if key_of_false(scene):
        return True
    if scene.unit.scope not in {"data.json", "data.jsonld"} or len(scene.passage.segments) != 1 or not scene.bare(0):
        return False
    siblings = scene.unit.context.siblings
    said = [scene.said(_DESCRIBED.sub("", one)).kind for one in siblings]
    # What consumes JSON-LD knows no property "held".
    denied = ("no longer held" if scene.unit.scope == "data.jsonld" else "not held") in siblings or any(
        kind in {"no", "ended"} for kind, one in zip(said, siblings, strict=True) if _DESCRIBED.match(one)
    )
    return (denied and "yes" not in said) or (scene.unit.scope == "data.json" and entered_as_not_held(scene))


NEGATIVE = Frame("structure-denies", negative)
INTENDED = Frame("structure-plans", intended)
THEIRS = Frame("structure-of-third-party", theirs)
MAPPING = Frame("structure-of-mapping", mapping)
GLOSSARY = Frame("glossary", glossary)
RECORDED = Frame("data-denies", recorded)
STRUCK = Frame("correction", struck)
