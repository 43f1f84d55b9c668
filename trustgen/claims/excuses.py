"""The honest frames, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked import (
    askedfor,
    asking,
    below,
    demanded,
    quotedback,
    replies,
    unanswered,
    wanted,
    whoasks,
)
from trustgen.claims.frames.denied import (
    aftermath,
    apart,
    butus,
    denial,
    echoed,
    ended,
    hypothetical,
    notagain,
    onnolist,
    retracting,
    struckout,
    takenoff,
    turnedaway,
    turnedout,
    unbegun,
    weourselves,
)
from trustgen.claims.frames.general import (
    advising,
    discussed,
    entry,
    explaining,
    forbidden,
    headlines,
    mapping,
    market,
    norms,
    participating,
    readiness,
    toexplain,
    topic,
)
from trustgen.claims.frames.planned import intent
from trustgen.claims.frames.readers import command, customers, readerready
from trustgen.claims.frames.shown import pointer, structured
from trustgen.claims.frames.thirdparty import (
    acquaintance,
    bystanders,
    elsewhere,
    namednotus,
    others,
    strangers,
    theirname,
    voices,
)
from trustgen.claims.frames.undone import inferred
from trustgen.claims.objections.standing import claimed, stands
from trustgen.scopes.tooltip import TOOLTIPS

if TYPE_CHECKING:
    from trustgen.claims.frames.frame import Frame
    from trustgen.claims.scenes.case import Case

FRAMES: Final[tuple[Frame, ...]] = (
    denial.DENIED,
    asking.ANSWERED_NO,
    structured.STRUCK,
    structured.NEGATIVE,
    structured.INTENDED,
    intent.PLANNED,
    intent.UNDER_WAY,
    intent.CONDITIONAL,
    intent.UNREAL,
    asking.REPORTED,
    replies.REPLIED,
    below.REFUTED,
    below.ANSWERED_BELOW,
    below.LAW_ASKED,
    explaining.DEFINED,
    mapping.MAPPED,
    mapping.SLUG,
    pointer.POINTER,
    norms.TRADEMARK,
    others.THIRD_PARTY,
    customers.CUSTOMER,
    others.PERSON,
    participating.PARTICIPATION,
    command.COMMAND,
    norms.LAW,
    structured.THEIRS,
    structured.MAPPING,
    structured.GLOSSARY,
    structured.RECORDED,
    aftermath.ANSWERED,
    retracting.RETRACTED,
    asking.DENIED_IN_ANSWER,
    market.GENERAL,
    hypothetical.HYPOTHETICAL,
    forbidden.FORBIDDEN,
    theirname.THEIR_NAME,
    apart.LISTED_BELOW,
    apart.BRACKETED,
    topic.TOPIC,
    elsewhere.WE_READ,
    apart.NEITHER,
    strangers.IN_OWN_WORDS,
    strangers.WHOSE,
    strangers.WHO_ARE,
    strangers.COMMENTER,
    acquaintance.ACQUAINTANCE,
    takenoff.TAKEN_OFF,
    elsewhere.EARLIER,
    elsewhere.KNOWN,
    elsewhere.WITH_ONE,
    norms.MECHANISM,
    headlines.HEADLINE,
    headlines.CHAPTER,
    unanswered.WHY_NOT,
    unanswered.DOUBTED,
    voices.QUOTATION,
    voices.READER,
    discussed.DISCUSSED,
    discussed.OBLIGED,
    wanted.WANTED,
    readerready.READER_READY,
    whoasks.WHO_ASKS,
    whoasks.COMPARED,
    advising.ADVISED,
    advising.WARNED,
    advising.ISSUERS,
    advising.HOW_TO,
    demanded.DEMANDED,
    demanded.COUNTED,
    demanded.OPINED,
    echoed.SAME_AGAIN,
    echoed.NO_PART,
    echoed.KNOWN_FROM_AFAR,
    echoed.ASKED_IN_VAIN,
    turnedaway.TURNED_AWAY,
    ended.ENDED,
    notagain.NOT_AGAIN,
    turnedout.TURNED_OUT,
    unbegun.UNBEGUN,
    entry.ENTRY,
    mapping.BORROWED,
    readiness.READY,
    quotedback.QUOTED_BACK,
    struckout.STRUCK_OUT,
    weourselves.WE_ARE_NOT,
    namednotus.NAMED_NOT_US,
    toexplain.TO_EXPLAIN,
    askedfor.ASKED_FOR,
    bystanders.BYSTANDER,
    inferred.INFERRED,
    onnolist.ON_NO_LIST,
    butus.ALL_BUT_US,
)


_SPOKEN: Final = frozenset(
    {"attr.alt", "attr.aria-label", "svg.desc", "svg.title", *(f"attr.{one}" for one in TOOLTIPS)}
)


def _told_in_words(case: Case) -> bool:
    """Whether a picture's text is read out in sentences one of which denies: "A chart of requests. We have none."."""
    scene = case.scene
    number = len(scene.passage.segments)
    return scene.unit.scope in _SPOKEN and number > 1 and any(scene.stance(index).denies for index in range(number))


def recognise(case: Case, *, mark: bool) -> str | None:
    """The name of the first frame that a mention stands in, or `None`."""
    if claimed(case):
        return None
    mark = mark and not _told_in_words(case)
    for frame in FRAMES:
        if (frame.marks or not mark) and frame.test(case) and stands(case, frame):
            return frame.name
    return None
