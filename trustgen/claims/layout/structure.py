"""What the structure around a bare mention says about it: its row, its term, its list, its heading.

The nearest part that says anything decides: a cell's row before the list's lead, the lead before the headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.catalogue.scheme import kin
from trustgen.claims.layout.closing import none_of_these, tells_at_once
from trustgen.claims.layout.columns import beside_the_point
from trustgen.claims.negation.leftout import is_left_out
from trustgen.claims.scenes.reading import THE, THE_MANY
from trustgen.claims.scenes.said import Said
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.claims.scenes.scene import Scene

_HEADER: Final = 30
_LONG: Final = 24
"""Tokens: a longer part around is a statement of its own, not a status."""


def verdict(scene: Scene, scheme: str = "") -> Said | None:
    """The nearest part of the structure that says yes, no, planned, ended or whose of a mention of a scheme.

    `None` when none does.
    """
    for said in _parts(scene, scheme):
        if said.kind in {"no", "yes", "plan", "progress", "ended", "third", "mapping", "glossary"}:
            return said
    return None


def _parts(scene: Scene, scheme: str) -> Iterator[Said]:
    context = scene.unit.context
    if context.cell >= 0 and context.row:
        yield _row(scene)
        yield _columns(scene)
    if context.term:
        yield _pair(scene, context.term, term=True)
    for detail in context.details:
        yield _pair(scene, detail, term=False) if tells_at_once(scene, detail) else Said("other", detail)
    for sibling in context.siblings:
        if sibling != scene.unit.text:
            yield _status(scene, sibling)
    if context.answer:
        yield _status(scene, context.answer)
    above = (*reversed(context.parents), context.lead)
    yield from (_above(scene, text, scheme) for text in above if text)
    if none_of_these(scene):
        yield Said("no", context.closing)
    beyond = (context.caption, *reversed(context.headings))
    yield from (_above(scene, text, scheme) for text in beyond if text)


def _row(scene: Scene) -> Said:
    """What the other cells of the row say: any yes outweighs every no."""
    context = scene.unit.context
    kinds: list[Said] = []
    ours = {
        i
        for i, column in enumerate(context.columns)
        if i != context.cell
        and len(column) < _HEADER
        # "Our studio", "Notre agence"
        and (has(scene, column, c.WE | c.NAME) or (has(scene, column, c.OUR) and has(scene, column, c.SELFNOUN)))
    }
    others = _columns_of_others(scene)
    aside = beside_the_point(scene)
    for index, cell in enumerate(context.row):
        if index != context.cell and (not ours or index in ours) and index not in others:
            said = _status(scene, cell)
            column = context.columns[index] if index < len(context.columns) else ""
            if said.kind == "other" and has(scene, column, c.MAP | c.CLAUSE) and not has(scene, column, c.YEA):
                said = Said("mapping", cell)
            if cell.strip().lower() == "x" and _chosen(scene, index):
                said = Said("yes", cell)
            amiss = said.kind == "no" and _of_what_is_amiss(scene, column)
            if amiss or (said.kind == "plan" and has(scene, column, c.PRESUP)):
                said = Said("yes", cell)
            elif said.kind == "yes" and not any(map(str.isalnum, cell)) and _denying(scene, column):
                said = Said("no", column)
            said = _included(scene, said, cell, column)
            if said.kind in {"no", "third"} and index in aside:
                said = Said("other", cell)
            kinds.append(said)
    if any(said.kind == "no" and len(said.text.split()) == 1 for said in kinds):
        # Beside a plain no, a remark such as "asked for twice this year" is none that says yes.
        kinds = [
            Said("other", said.text) if said.kind == "yes" and _remark(scene, said.text) else said for said in kinds
        ]
    us = any(has(scene, cell, c.WE | c.NAME) for cell in context.row)
    for kind in ("yes", "no", "ended", "plan", "third", "mapping"):
        for said in kinds:
            if said.kind == kind and not (us and kind == "third"):
                return said
    if any(said.kind == "other" for said in kinds) and not _mapped(scene):
        return Said("other")
    return Said("blank")


def _included(scene: Scene, said: Said, cell: str, column: str) -> Said:
    """What a cell says, where "included" is a yes, and so is whom we have it from in a column of how we meet it."""
    included = said.kind == "other" and cell.strip().casefold() in _INCLUDED
    return Said("yes", cell) if included or (said.kind == "third" and _how_we_do(scene, column)) else said


_INCLUDED: Final = word_set("structure.included")
_HOW: Final = word_set("structure.how")


def _how_we_do(scene: Scene, column: str) -> bool:
    """Whether a column tells how we meet what the row names, be it through somebody else: "How we comply"."""
    heading = scene.read(column[:_STATED])
    begins = bool(heading.words) and heading.words[0].partition(" ")[0] in _HOW
    return begins and heading.any(c.WE) and not heading.any(c.NEG | c.NO | c.PLAN | c.COND)


def _of_what_is_amiss(scene: Scene, column: str) -> bool:
    """Whether a column is of what is left out, was found, lacks or has ended: "Exclusions", "Findings"."""
    heading = scene.read(column[:_STATED])
    return heading.any(c.PASTEND | c.LACK) or any(is_left_out(heading, at) for at in range(len(heading)))


def _columns_of_others(scene: Scene) -> set[int]:
    """The columns of others in a table that compares: beside one name, those that speak of many or begin with "the"."""
    columns = scene.unit.context.columns
    read = {at: scene.read(text[:_STATED]) for at, text in enumerate(columns) if text.strip()}
    many = {
        at
        for at, text in read.items()
        if 0 < len(text) <= _FEW
        and (text.words[0] in THE | THE_MANY or text.any(c.RIVAL | c.THIRD | c.OTHER | c.GENERIC))
    }
    names = {
        at
        for at, text in read.items()
        if at not in many and len(text) <= 2 and not any(bits & ~c.ADV for bits in text.bits)  # noqa: PLR2004
    }
    return many if len(names) == 1 and many | names == set(read) else set()


_STATED: Final = 600
_FEW: Final = 5


def _remark(scene: Scene, cell: str) -> bool:
    """Whether a cell is a phrase about something else than having, obtaining or a day."""
    telling = c.HOLD | c.GOT | c.DONE | c.CERT | c.STRONG | c.OURS | c.NUMBER | c.EXPIRY | c.GRANTED | c.YEA | c.PRESUP
    return len(cell.split()) > 2 and not has(scene, cell, telling)  # noqa: PLR2004


def _chosen(scene: Scene, index: int) -> bool:
    """Whether an "x" chooses between columns: one stands under "held", and another column says held or not as well."""
    kinds = [scene.said(column).kind if column else "" for column in scene.unit.context.columns]
    return index < len(kinds) and kinds[index] == "yes" and sum(kind in {"yes", "no"} for kind in kinds) > 1


def _denying(scene: Scene, column: str) -> bool:
    """Whether a tick in a column says no: "We don't have it", and not "No exceptions"."""
    if not column or has(scene, column, c.FINDING | c.PASTEND | c.NOBODY) or scene.said(column).kind != "no":
        return False
    passage = scene.read(column[:600])
    denials = passage.places(c.NEG | c.NO | c.NAY | c.OPEN | c.PROGRESS | c.LACK)
    return len(passage) <= _LONG and all(passage.bits) and len(denials) == 1


def _mapped(scene: Scene) -> bool:
    context = scene.unit.context
    if any(has(scene, column, c.FILLED) for column in context.columns):
        # A form's rows are answered.
        return False
    return any(
        has(scene, text, c.MAP) for text in (context.caption, context.column_header, *context.columns, context.lead)
    )


def _columns(scene: Scene) -> Said:
    context = scene.unit.context
    ours = any(has(scene, cell, c.WE | c.NAME) for i, cell in enumerate(context.row) if i != context.cell)
    for text in context.columns:
        # German makes one long word of many: "Nachweis des Unterauftragsverarbeiters".
        short = len(text) < _HEADER or len(text.split()) < _FEW
        if text != scene.unit.text and short and _theirs(scene, text) and not ours:
            return Said("third", text)
    for text in (context.column_header, context.row_header):
        if text and text != scene.unit.text:
            form = any(has(scene, column, c.FILLED) for column in context.columns)
            if has(scene, text, c.MAP | c.CLAUSE) and not form and not has(scene, text, c.YEA | c.GOT):
                return Said("mapping", text)
            said = _heading(scene, text)
            if said.kind != "other":
                return said
    return Said("other")


_BY: Final = word_set("structure.by")


_HELD: Final = c.HOLD | c.EXIST | c.ADJ


def _by_others(scene: Scene, text: str) -> bool:
    """Whether a heading names another party as the one who holds what is below: "Held by our printer"."""
    passage = scene.read(text[:_STATED])
    return not passage.any(c.WE | c.NAME | c.NEG | c.NO | c.INHERIT | c.RIVAL) and any(
        passage.words[at] in _BY
        and passage.any(c.THIRD | c.OTHER, at + 1, at + 3)
        and passage.any(c.HOLD | c.YEA | c.EXIST, 0, at)
        and not any(bits & (c.GOT | c.AUDIT) and not bits & _HELD for bits in passage.bits[:at])
        for at in range(1, len(passage) - 1)
    )


def _status(scene: Scene, text: str) -> Said:
    said = scene.said(text)
    if said.kind in {"yes", "other"} and _by_others(scene, text):
        return Said("third", text)
    if said.kind in {"other", "progress"} and _theirs(scene, text):
        return Said("third", text)
    return said


def _pair(scene: Scene, text: str, *, term: bool) -> Said:
    if term:
        return _heading(scene, text)
    return _status(scene, text)


def _heading(scene: Scene, text: str) -> Said:
    said = scene.said(text)
    if said.kind in {"yes", "other"} and _by_others(scene, text):
        return Said("third", text)
    if said.kind == "yes" and not has(scene, text, c.WE | c.OUR | c.GOT | c.STRONG):
        said = Said("other", text)
    if said.kind != "other":
        return said
    if _theirs(scene, text):
        return Said("third", text)
    if has(scene, text, c.MAP) and not has(scene, text, c.GOT | c.DONE):
        return Said("mapping", text)
    if has(scene, text, c.TERMS):
        return Said("glossary", text)
    return said


def _above(scene: Scene, text: str, scheme: str) -> Said:
    """What a text above says; a denial of another scheme, complete in itself, is not about this one."""
    said = _heading(scene, text)
    if text == scene.unit.context.lead and text.endswith("."):
        # "Version 2 of our processor is Common Criteria certified." leads over to nothing.
        whole = not has(scene, text, c.HOLD) if said.kind == "third" else has(scene, text, c.OUR)
        if said.kind in {"third", "no"} and whole and scene.named(text[:600]):
            return Said("other", text)
    if said.kind == "plan" and len(text.split()) <= _FEW and text.lower().rpartition(" ")[2] in _TIERS:
        # "Enterprise plan": what it costs, not what is planned.
        return Said("other", text)
    if said.kind in {"no", "ended", "plan"} and scheme and not text.rstrip().endswith(":"):
        found = scene.named(text[:600])
        if found and all(kin(one.scheme) != kin(scheme) for one in found):
            return Said("other", text)
    return said


_TIERS: Final = word_set("structure.tiers")


def _theirs(scene: Scene, text: str) -> bool:
    """Whether a heading or header is about another party's certificates."""
    passage = scene.read(text[:600])
    if len(passage) > _LONG:
        return False
    thirds = passage.places(c.THIRD | c.OTHER)
    return (
        bool(thirds)
        and not passage.any(c.WE | c.NAME)
        and (passage.any(c.ART | c.STRONG | c.HOLD | c.CERT | c.GOT) or passage.any(c.OTHER) or len(passage) <= 3)  # noqa: PLR2004
    )


def has(scene: Scene, text: str, mask: int) -> bool:
    """Whether a short piece of structure has a word of one of the classes."""
    if not text:
        return False
    passage = scene.read(text[:600])
    return len(passage) <= _LONG and passage.any(mask)


def certifications_above(scene: Scene) -> bool:
    """Whether the nearest heading announces certifications and does not deny them."""
    for heading in reversed(scene.unit.context.headings[-2:]):
        if has(scene, heading, c.STRONG) and scene.said(heading).kind not in {"no", "plan", "ended"}:
            return True
    return False
