"""Which frames rest on whom: on companies in general, on readers, on others, on a word or a name alone."""

from __future__ import annotations

from typing import Final

from trustgen.claims.frames.asked import asking, below, demanded, unanswered, wanted
from trustgen.claims.frames.denied import aftermath, echoed, hypothetical, retracting
from trustgen.claims.frames.general import (
    advising,
    discussed,
    entry,
    explaining,
    headlines,
    mapping,
    market,
    norms,
    participating,
    readiness,
    topic,
)
from trustgen.claims.frames.planned import intent
from trustgen.claims.frames.readers import customers
from trustgen.claims.frames.shown import structured
from trustgen.claims.frames.thirdparty import acquaintance, elsewhere, others, strangers, voices

OF_MANY: Final = frozenset({explaining.DEFINED, market.GENERAL, others.THIRD_PARTY})
"""Frames about companies in general, which "one of the few providers with it" sets us apart from."""

NOT_OURS: Final = frozenset({explaining.DEFINED, market.GENERAL, customers.CUSTOMER, others.PERSON})
"""Frames that what readers are told to ask us for does not stand in."""

BY_A_WORD: Final = frozenset(
    {norms.TRADEMARK, participating.PARTICIPATION, others.PERSON, structured.GLOSSARY, entry.ENTRY},
)
"""Frames that one word makes, whatever else is said; none of them stands beside a certificate that is called ours."""


OF_THE_SCHEME: Final = (
    BY_A_WORD
    | NOT_OURS
    | {norms.LAW, norms.MECHANISM, structured.MAPPING, mapping.MAPPED, mapping.BORROWED, readiness.READY}
    | {hypothetical.HYPOTHETICAL, topic.TOPIC, discussed.DISCUSSED, discussed.OBLIGED, wanted.WANTED}
    | {advising.HOW_TO}
    | {demanded.DEMANDED, demanded.OPINED, headlines.HEADLINE, headlines.CHAPTER, retracting.RETRACTED}
    | {
        unanswered.WHY_NOT,
        unanswered.DOUBTED,
        asking.REPORTED,
        asking.ANSWERED_NO,
        intent.CONDITIONAL,
        echoed.ASKED_IN_VAIN,
    }
)
"""Frames about the scheme, the reader or the market, which do not stand where a certificate is said to be there."""


OF_OTHERS: Final = (
    OF_THE_SCHEME
    | {others.THIRD_PARTY, strangers.IN_OWN_WORDS, strangers.WHO_ARE}
    | {acquaintance.ACQUAINTANCE, elsewhere.EARLIER, elsewhere.KNOWN, elsewhere.WITH_ONE, voices.QUOTATION}
)
"""Frames that rest on somebody else, which do not stand where we are said to have it, too."""

NO_ANSWER: Final = OF_THE_SCHEME | {
    *(aftermath.ANSWERED, structured.NEGATIVE, below.ANSWERED_BELOW, others.THIRD_PARTY, intent.PLANNED),
}
"""Frames that do not stand where a question takes for granted that there is one."""

NAMES_ALONE: Final = frozenset({explaining.DEFINED, entry.ENTRY, structured.GLOSSARY})
"""Frames of a name that only has words about the scheme beside it."""
