"""A mention without a name that is of examiners: their work, their writing, their seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.claims.unnamed.audits import by_examiner, in_writing
from trustgen.claims.unnamed.visits import on_the_wall, their_seal

if TYPE_CHECKING:
    from trustgen.claims.scenes.case import Case


def by_an_examiner(case: Case) -> bool:
    """Whether it tells of an examiner's work."""
    scene, token = case.scene, case.token
    return case.scheme is None and by_examiner(scene, token, *scene.sentence_of(token)[1:])


def put_in_writing(case: Case) -> bool:
    """Whether it was given in writing: "Lo ha puesto por escrito un auditor", where "puesto" is no job."""
    scene, token = case.scene, case.token
    return case.scheme is None and in_writing(scene.passage, token, *scene.sentence_of(token)[1:])


def seal_on_show(case: Case) -> bool:
    """Whether the seal of examiners who were here is on show, or a certain paper is."""
    return case.scheme is None and (their_seal(case.scene, case.token) or on_the_wall(case.scene, case.token))
