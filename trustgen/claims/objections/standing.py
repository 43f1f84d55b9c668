"""Beside what no frame stands: what says that we have it, and which frames do not excuse that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.chosen import certainly
from trustgen.claims.companies.ours import asked_for
from trustgen.claims.frames.asked import asking, replies, wanted
from trustgen.claims.frames.denied import aftermath, denial, echoed, ended
from trustgen.claims.frames.denied.butus import none_but_us
from trustgen.claims.frames.denied.onnolist import listed_there
from trustgen.claims.frames.general import discussed, explaining, headlines, mapping, market, norms
from trustgen.claims.frames.harmless import told_of_us
from trustgen.claims.frames.passedon.among import buyers_get_it, one_of_them
from trustgen.claims.frames.passedon.handedon import meets_all
from trustgen.claims.frames.passedon.inheriting import handed_down
from trustgen.claims.frames.passedon.measured import goes_beyond, meets_them
from trustgen.claims.frames.passedon.selfstanding import self_standing
from trustgen.claims.frames.passedon.theformer import of_the_former
from trustgen.claims.frames.planned import intent
from trustgen.claims.frames.readers import customers, readerready
from trustgen.claims.frames.shown import structured
from trustgen.claims.frames.thirdparty import others, voices
from trustgen.claims.frames.undone.asone import as_one
from trustgen.claims.frames.undone.nested import nested
from trustgen.claims.frames.undone.overnight import not_in_a_day
from trustgen.claims.frames.undone.presupposed import told_once, visited
from trustgen.claims.frames.undone.sidelong import nothing_left_out
from trustgen.claims.frames.undone.undenied import undenied
from trustgen.claims.frames.undone.unthinkable import unthinkable
from trustgen.claims.objections import suspect
from trustgen.claims.objections.offered.adopted import (
    checked_by,
    found_clean,
    had,
    told_beside,
    told_in_full,
    was_left,
    we_too,
)
from trustgen.claims.objections.offered.buildingon import builds_on
from trustgen.claims.objections.offered.fronted import fronted
from trustgen.claims.objections.offered.granted import asked_when, feared_no_more, taken_for_granted
from trustgen.claims.objections.offered.met import demand_met
from trustgen.claims.objections.offered.obtained import given_to_them, had_soon
from trustgen.claims.objections.offered.ofthereader import for_the_reader, of_what_there_is
from trustgen.claims.objections.offered.onthespot import on_the_spot
from trustgen.claims.objections.offered.sentthere import never_chased, sent_there
from trustgen.claims.objections.offered.singled import entered, name_holds, singled
from trustgen.claims.objections.offered.sothat import not_until, one_like_them, others_say_so, so_they_need_not
from trustgen.claims.objections.offered.tagline import of_the_place, tagline
from trustgen.claims.objections.offered.tariffs import on_a_tariff
from trustgen.claims.objections.ofwhom import (
    BY_A_WORD,
    NAMES_ALONE,
    NO_ANSWER,
    NOT_OURS,
    OF_MANY,
    OF_OTHERS,
    OF_THE_SCHEME,
)
from trustgen.claims.objections.shown.athand import at_hand
from trustgen.claims.objections.shown.attached import we_attach
from trustgen.claims.objections.shown.byexaminers import by_an_examiner, put_in_writing, seal_on_show
from trustgen.claims.objections.shown.examinedit import examined_by, examined_it, nothing_found
from trustgen.claims.objections.shown.handled import only_handled
from trustgen.claims.objections.shown.inportal import in_the_portal
from trustgen.claims.objections.shown.leftoutside import left_outside
from trustgen.claims.objections.shown.marksheld import mark_of_holders
from trustgen.claims.objections.shown.outnow import it_is_out
from trustgen.claims.objections.shown.rows import held_in_a_row, our_row, shown_in_a_row
from trustgen.claims.objections.shown.useruled import use_ruled
from trustgen.claims.objections.told.aboutus import about_us, all_the_way
from trustgen.claims.objections.told.cameabout import came_about
from trustgen.claims.objections.told.entrylevel import of_one
from trustgen.claims.objections.told.foundthere import found_there, named_there, vouches_for_us
from trustgen.claims.objections.told.fulfilled import is_so, no_different, no_fault, not_hard, paid, to_plan
from trustgen.claims.objections.told.gapped import gapped
from trustgen.claims.objections.told.gotusthrough import got_us_through
from trustgen.claims.objections.told.keptother import kept_other
from trustgen.claims.objections.told.keptsince import kept_since
from trustgen.claims.objections.told.meanwhile import stretched, told_in_general, told_of_ours, went_on
from trustgen.claims.objections.told.ofathing import handed_to_the_asker, of_a_thing, ours_beside, shares_it
from trustgen.claims.objections.told.ofours import of_ours
from trustgen.claims.objections.told.papercame import paper_came, signed_with_us
from trustgen.claims.objections.told.satforit import told_next
from trustgen.claims.objections.told.succeeded import succeeded
from trustgen.claims.objections.told.thenhad import then_had
from trustgen.claims.objections.told.thenus import in_our_press, then_us
from trustgen.claims.objections.told.theysaw import they_saw
from trustgen.claims.objections.told.theysent import they_sent
from trustgen.claims.objections.told.wasplanned import came_of_it
from trustgen.claims.objections.turned.asweare import nobody_as_we
from trustgen.claims.objections.turned.corrected import (
    more_than_one,
    none_amiss,
    none_lost,
    not_wrong,
    only_unpublished,
)
from trustgen.claims.objections.turned.likethem import like_them
from trustgen.claims.objections.turned.myths import a_myth
from trustgen.claims.objections.turned.nolack import lacks_no_more
from trustgen.claims.objections.turned.noneunmet import none_unmet
from trustgen.claims.objections.turned.othersfail import better_than_they
from trustgen.claims.objections.turned.outdone import no_better, no_second, nothing_like_it, outdone, rivals_lack
from trustgen.claims.objections.turned.overturned import overturned
from trustgen.claims.objections.turned.pending import no_plan, pending_no_more
from trustgen.claims.objections.turned.unmoved import unmoved
from trustgen.claims.objections.turned.werelost import were_lost
from trustgen.claims.record.levels import level_had
from trustgen.claims.scenes.reading import said_yes
from trustgen.claims.unnamed.boasts import boasted
from trustgen.claims.unnamed.certifyus import vouched
from trustgen.claims.unnamed.epithet import epithet
from trustgen.claims.unnamed.generic import we_have_that

if TYPE_CHECKING:
    from trustgen.claims.frames.frame import Frame
    from trustgen.claims.scenes.case import Case

_ANSWERS: Final = (
    nothing_left_out,
    suspect.clean,
    suspect.praised,
    asking.rhetorical,
    replies.replied_yes,
    replies.row_confirmed,
)
_TOLD: Final = (
    *(had, overturned, came_about, outdone, nobody_as_we, nothing_like_it, none_unmet, more_than_one, none_amiss),
    *(none_lost, not_wrong, rivals_lack, found_clean, was_left, said_yes, demand_met, better_than_they, then_had),
    *(gapped, a_myth, like_them, succeeded, unthinkable, no_plan, no_better, unmoved, only_handled, lacks_no_more),
    *(undenied, no_second, none_but_us, pending_no_more),
)


def claimed(case: Case) -> bool:
    """Whether something in the scene says that we have it, so that no frame can stand."""
    if case.scheme is None and (
        certainly(case.scene, case.token)
        or boasted(case.scene, case.token)
        or vouched(case.scene, case.token)
        or we_have_that(case.scene, case.token, case.scene.sentence_of(case.token)[1])
    ):
        return True
    return any(test(case) for test in _ANSWERS) or any(test(case.scene, case.token) for test in _TOLD)


_BESIDE: Final = (
    (one_of_them, OF_MANY),
    (of_the_former, OF_MANY | {norms.LAW, aftermath.ANSWERED}),
    (listed_there, OF_THE_SCHEME | {others.THIRD_PARTY}),
    (epithet, OF_MANY),
    (fronted, OF_MANY),
    (it_is_out, NOT_OURS),
    (as_one, {explaining.DEFINED, mapping.MAPPED, mapping.BORROWED}),
    (level_had, OF_THE_SCHEME),
    (examined_it, OF_THE_SCHEME | {structured.NEGATIVE}),
    (examined_by, OF_THE_SCHEME | {others.THIRD_PARTY}),
    (nothing_found, OF_THE_SCHEME | {intent.PLANNED}),
    (goes_beyond, OF_THE_SCHEME | {intent.PLANNED}),
    (meets_them, OF_THE_SCHEME | {intent.PLANNED}),
    (not_until, {denial.DENIED}),
    (others_say_so, {denial.DENIED, norms.LAW}),
    (so_they_need_not, {denial.DENIED, customers.CUSTOMER, aftermath.ANSWERED}),
    (one_like_them, OF_OTHERS | {intent.PLANNED}),
    (buyers_get_it, OF_MANY),
    (visited, {intent.PLANNED, asking.ANSWERED_NO, aftermath.ANSWERED}),
    (told_of_us, NOT_OURS),
    (asked_for, NOT_OURS),
    (told_once, NOT_OURS),
    (name_holds, {customers.CUSTOMER, market.GENERAL, explaining.DEFINED}),
    (singled, NOT_OURS | {others.THIRD_PARTY, wanted.WANTED}),
    (handed_down, NOT_OURS | {others.THIRD_PARTY, wanted.WANTED}),
    (entered, OF_THE_SCHEME | {others.THIRD_PARTY}),
    (told_beside, OF_THE_SCHEME),
    (told_of_ours, OF_THE_SCHEME | {aftermath.ANSWERED}),
    (told_in_general, {denial.DENIED}),
    (to_plan, {intent.PLANNED}),
    (not_in_a_day, {intent.PLANNED}),
    (on_a_tariff, {intent.PLANNED}),
    (of_what_there_is, {intent.PLANNED}),
    (for_the_reader, {customers.CUSTOMER}),
    (came_of_it, {intent.PLANNED}),
    (feared_no_more, {asking.ANSWERED_NO, asking.REPORTED}),
    (builds_on, {intent.PLANNED, intent.UNDER_WAY, wanted.WANTED, discussed.OBLIGED}),
    (had_soon, {wanted.WANTED, market.GENERAL, intent.PLANNED, customers.CUSTOMER}),
    (given_to_them, {others.THIRD_PARTY}),
    (tagline, {others.THIRD_PARTY, customers.CUSTOMER}),
    (of_the_place, {others.THIRD_PARTY}),
    (not_hard, {asking.ANSWERED_NO, aftermath.ANSWERED, others.THIRD_PARTY}),
    (paid, OF_THE_SCHEME),
    (no_fault, OF_THE_SCHEME | {aftermath.ANSWERED, others.THIRD_PARTY}),
    (no_different, {others.THIRD_PARTY}),
    (is_so, OF_MANY | {others.THIRD_PARTY}),
    (went_on, OF_THE_SCHEME | {aftermath.ANSWERED, intent.PLANNED}),
    (stretched, OF_THE_SCHEME | {aftermath.ANSWERED}),
    (we_too, OF_OTHERS),
    (then_us, OF_OTHERS),
    (in_our_press, {others.THIRD_PARTY, market.GENERAL, intent.CONDITIONAL}),
    (checked_by, {mapping.MAPPED, mapping.BORROWED, structured.MAPPING}),
    (told_in_full, BY_A_WORD),
    (suspect.told_of_yours, OF_THE_SCHEME | {others.THIRD_PARTY}),
    (told_next, NO_ANSWER - {others.THIRD_PARTY}),
    (all_the_way, OF_THE_SCHEME),
    (about_us, OF_THE_SCHEME | {intent.PLANNED}),
    (on_the_spot, OF_THE_SCHEME),
    (in_the_portal, OF_THE_SCHEME),
    (held_in_a_row, {structured.NEGATIVE, structured.INTENDED}),
    (shown_in_a_row, {structured.MAPPING}),
    (our_row, {structured.THEIRS}),
    (mark_of_holders, OF_THE_SCHEME),
    (sent_there, OF_THE_SCHEME),
    (of_ours, OF_THE_SCHEME),
    (at_hand, OF_THE_SCHEME),
    (of_a_thing, OF_THE_SCHEME | {readerready.READER_READY, intent.PLANNED}),
    (shares_it, OF_OTHERS | {aftermath.ANSWERED}),
    (ours_beside, {others.THIRD_PARTY}),
    (handed_to_the_asker, OF_THE_SCHEME | {readerready.READER_READY, aftermath.ANSWERED, denial.DENIED}),
    (meets_all, OF_THE_SCHEME | {others.THIRD_PARTY}),
    (never_chased, {voices.QUOTATION, denial.DENIED}),
    (self_standing, OF_THE_SCHEME | {intent.PLANNED, aftermath.ANSWERED}),
    (use_ruled, {denial.DENIED, customers.CUSTOMER}),
    (left_outside, {denial.DENIED, ended.ENDED, explaining.DEFINED}),
    (got_us_through, {others.PERSON, intent.CONDITIONAL, others.THIRD_PARTY}),
    (paper_came, {intent.PLANNED, echoed.NO_PART, market.GENERAL}),
    (signed_with_us, OF_OTHERS | {intent.PLANNED}),
    (kept_other, {denial.DENIED}),
    (only_unpublished, {aftermath.ANSWERED, market.GENERAL}),
    (they_saw, OF_OTHERS | {asking.REPORTED, customers.CUSTOMER, intent.CONDITIONAL, denial.DENIED}),
    (they_sent, {wanted.WANTED, voices.QUOTATION, market.GENERAL, others.THIRD_PARTY}),
    (we_attach, OF_THE_SCHEME | {customers.CUSTOMER, wanted.WANTED}),
    (kept_since, {denial.DENIED, aftermath.ANSWERED}),
    (nested, OF_THE_SCHEME | {intent.UNREAL}),
    (found_there, OF_THE_SCHEME),
    (named_there, OF_OTHERS),
    (vouches_for_us, {explaining.DEFINED}),
    (were_lost, {denial.DENIED, intent.CONDITIONAL, asking.ANSWERED_NO}),
)
"""Questions about a mention in a scene, and the frames that do not stand where the answer is yes."""


def _answered_otherwise(case: Case) -> bool:
    """Whether the answer below a question is about something else."""
    return bool(case.scene.unit.context.answer) and asking.answered_otherwise(case)


_IN_CASE: Final = (
    (seal_on_show, {market.GENERAL}),
    (suspect.set_apart, OF_MANY),
    (by_an_examiner, {market.GENERAL, explaining.DEFINED}),
    (put_in_writing, NOT_OURS),
    (_answered_otherwise, {asking.ANSWERED_NO, structured.STRUCK, structured.NEGATIVE}),
    (taken_for_granted, NO_ANSWER),
    (asked_when, NO_ANSWER),
    (suspect.ticked, NAMES_ALONE),
    (of_one, NAMES_ALONE),
    (suspect.in_our_scope, {explaining.DEFINED}),
    (suspect.answered_of_us, {explaining.DEFINED, market.GENERAL, headlines.HEADLINE}),
)
"""The same questions about the mention as a case."""


def stands(case: Case, frame: Frame) -> bool:
    """Whether a frame that a mention stands in is left to it by what else is said.

    Only the questions that could take this frame away are asked.
    """
    scene, token = case.scene, case.token
    return not any(frame in frames and test(scene, token) for test, frames in _BESIDE) and not any(
        frame in frames and test(case) for test, frames in _IN_CASE
    )
