"""Names of other companies that a text itself introduces: "our host, Hexa Cloud", "Larsen is certified, we are not".

The record names the subprocessors and `data/others.yml` the companies that everybody knows; everybody else is told only
by what the text says of them.  A name counts as another party's wherever it stands in the text when one place sets it
apart from us.  A name alone never does: it may be ours, under a name that nobody has put on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.companies.partynames import LEGAL, names, spellings
from trustgen.claims.scenes.reading import quoted
from trustgen.claims.scenes.topics import of_another
from trustgen.claims.words import cues as c
from trustgen.claims.words.vocabulary import vocabulary
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_ROLES: Final = word_set("parties.roles")
"""What another company is to us, beside the nouns for a party that every sentence knows."""
_RENT: Final = word_parts("parties.rent")
"""How verbs begin of having something done by another company."""
_FROM: Final = word_set("parties.from")
_AT: Final = word_set("parties.at")
_AS: Final = word_set("parties.as")
_HOSTS: Final = word_set("parties.hosts")
"""What a supplier does with things of ours."""
_OWN: Final = word_set("parties.own")
_STAYS: Final = word_parts("parties.stays")
"""How verbs begin of belonging to somebody: "the certificate stays with Hexa Cloud"."""
_REACH: Final = word_parts("parties.reach")
"""How verbs begin of what a paper covers, or of what it says something about."""
_ROLE: Final = 5
_SHORT: Final = 6
_US: Final = c.WE | c.OUR | c.OURS | c.NAME
_OBJECT: Final = word_set("common.us")
_PAPER: Final = c.SCHEME | c.CERT | c.ART
_ELLIPTIC: Final = (
    _US | _PAPER | c.NEG | c.NAY | c.NONE | c.BE | c.HOLD | c.AUX | c.ADV | c.ANAPH | c.WORD | c.PUNCT | c.THIRD
)
"""What a short denial is made of: "we ourselves are not"."""
_ASIDE: Final = c.EXCEPT | c.PSEUDO | c.RIVAL | c.YOU | c.YOUR | c.HIDE | c.SAY | c.SHOW | c.GOT | c.DONE
_NOT: Final = c.NEG | c.NO | c.NONE | c.NOBODY


def introduced(scene: Scene) -> tuple[str, ...]:
    """The names of other parties that a text introduces, folded, in words parted by spaces; empty for most texts."""
    if not scene.cased or scene.unit.context.quoted or scene.unit.context.attribution:
        # "Our host Fernhill is certified" is what a customer says of us.
        return ()
    found: dict[str, None] = {}
    us = bool(_us(scene, 0, len(scene.passage)))
    for first, last in names(scene):
        if quoted(scene, first):
            continue
        apart = us and _set_apart(scene, first, last)
        if apart or any(test(scene, first, last) for test in (_only_theirs, _what_it_is, _theirs_behind)):
            found.update(dict.fromkeys(spellings(scene, first, last)))
    return tuple(found)


def _us(scene: Scene, first: int, last: int) -> list[int]:
    """The words of a region that are us or ours, be it as an object."""
    passage = scene.passage
    return [
        at
        for at in range(first, min(last, len(passage)))
        if passage.bits[at] & _US or not _OBJECT.isdisjoint(passage.words[at].split(" "))
    ]


def _set_apart(scene: Scene, first: int, last: int) -> bool:
    """Whether a place sets a name apart from us."""
    return (
        _behind_a_role(scene, first)
        or _before_a_role(scene, last)
        or _rented_from(scene, first)
        or _does_for_us(scene, last)
        or _is_and_we_are_not(scene, first, last)
    )


def _role(scene: Scene, at: int) -> bool:
    """Whether a word is a noun for what another company is to us."""
    passage = scene.passage
    if passage.words[at] in _ROLES:
        return True
    bits = passage.bits[at]
    return bool(bits & c.THIRD) and not bits & (c.OTHER | c.WORD | c.YOU | c.WE | c.ANAPH)


def _of_ours(scene: Scene, at: int) -> bool:
    """Whether a noun is one of ours: "our text message provider", "il nostro fornitore di pagamenti"."""
    passage = scene.passage
    for place in range(at, max(at - _ROLE, -1), -1):
        bits = passage.bits[place]
        if bits & c.OUR:
            # "As our host Fernhill …", "our own host"
            own = not _OWN.isdisjoint(" ".join(passage.words[place : place + 2]).split(" "))
            return not own and (place == 0 or passage.words[place - 1] not in _AS)
        if place < at and (bits & c.PUNCT or bits & (c.WE | c.YOUR | c.THEIR | c.BE | c.HOLD)):
            return False
    return False


def _behind_a_role(scene: Scene, first: int) -> bool:
    """Whether what somebody is to us stands before the name: "our host Hexa Cloud", "our bank in Ulm, Larsen"."""
    passage = scene.passage
    at = first - 1
    if at > 0 and passage.words[at] in {",", "(", ":"}:
        at -= 1
    if (
        at > 1
        and passage.bits[at - 1] & c.PREP
        and not passage.bits[at] & (c.PUNCT | c.WE | c.OUR)
        and not _role(scene, at)
    ):
        # "our host in Ulm", "il nostro fornitore di pagamenti"
        at -= 2
    return at > 0 and _role(scene, at) and _of_ours(scene, at)


def _before_a_role(scene: Scene, last: int) -> bool:
    """Whether it stands behind the name: "Hexa Cloud, our host,", "Hexa Cloud is our host", "we are its merchant"."""
    passage = scene.passage
    if last + 1 >= len(passage) or not (passage.words[last] in {",", "("} or passage.bits[last] & c.BE):
        return False
    if not passage.bits[last + 1] & c.OUR:
        return False
    for at in range(last + 2, min(last + 2 + _ROLE, len(passage))):
        if passage.bits[at] & c.PUNCT or passage.bits[at] & c.SELFNOUN & ~c.THIRD:
            return False
        if _role(scene, at):
            return True
    return False


def _rented_from(scene: Scene, first: int) -> bool:
    """Whether something is done for us by who is named: "we rent from Hexa Cloud", "our servers are at Hexa Cloud".

    Where nobody says whose it is, as in "card payments go to Hexa Cloud", the text has to say what is not ours.
    """
    passage = scene.passage
    _, segment = scene.segment_of(first)
    near = first - 1 - (passage.bits[first - 1] & c.DET > 0) if first else 0
    if near <= segment.first or passage.any(_PAPER, segment.first, first):
        return False
    before = range(segment.first, near)
    at = passage.words[near] in _AT
    done = passage.words[near] in _FROM and any(passage.words[place].startswith(_RENT) for place in before)
    if not (at or done):
        return False
    if any(passage.bits[place] & (c.OUR if at and not done else c.WE | c.OUR) for place in before):
        return True
    return any(
        _without_us(scene, later) or _short_of_us(scene, one.first, one.last)
        for later, one in enumerate(passage.segments)
        if one.first > first
    )


def _does_for_us(scene: Scene, last: int) -> bool:
    """Whether a clause tells what who is named does for us: "Hexa Cloud, which hosts our servers"."""
    passage = scene.passage
    at = last + 1 if passage.words[last : last + 1] in ([","], ["("]) else last
    if at == last and not (last < len(passage) and passage.words[last] in _HOSTS):
        return False
    behind = range(at, min(at + _SHORT, len(passage)))
    if at > last and not (at < len(passage) and passage.bits[at] & c.REL):
        return False
    verb = next((place for place in behind if passage.words[place] in _HOSTS), 0)
    if not verb:
        return False
    # "Fernhill handles our customers' payroll" is what we may say of ourselves.
    near = range(verb + 1, min(verb + 4, len(passage) - 1))
    return any(passage.bits[place] & c.OUR and not passage.bits[place + 1] & c.YOU for place in near)


def _is_and_we_are_not(scene: Scene, first: int, last: int) -> bool:
    """Whether it is said what the named one has, and that we have it not, or that it does not reach what is ours."""
    passage = scene.passage
    number, begin, end = scene.sentence_of(first)
    index, segment = scene.segment_of(first)
    if not _subject(scene, first, last) or not passage.any(_PAPER, begin, end):
        return False
    if _short_of_us(scene, last, segment.last):
        return True
    named = passage.places(c.SCHEME, begin, end)
    return any(
        _without_us(scene, later) or _short_of_us(scene, one.first, one.last)
        for later, one in enumerate(passage.segments)
        if later > index
        and one.sentence <= number + 1
        # "Larsen is a B Corp. We do not hold FedRAMP.": each may be us.
        and not (named and all(of_another(scene, at, one) for at in named))
    )


def _subject(scene: Scene, first: int, last: int) -> bool:
    """Whether a name begins its sentence and a verb follows, or a clause tells more of it: "…, which is certified"."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(first)
    near = [passage.bits[at] if at < end else 0 for at in (last, last + 1)]
    mark = passage.words[last : last + 1]
    if mark == [","] and near[1] & (c.REL | c.OUR):
        return True
    article = passage.bits[begin] & c.DET and not passage.bits[begin] & c.OUR and passage.words[last - 1] in LEGAL
    opened = first == begin or (first == begin + 1 and (article or passage.bits[begin] & c.PUNCT))
    if not opened or near[1] & _US:
        return False
    verb = near[0] & (c.BE | c.HOLD | c.AUX | c.SHOW) or (mark and mark[0] in _HOSTS | {"'s"})
    return last - first > 1 or bool(verb) or (mark == [","] and bool(near[1] & c.NEG))


def _without_us(scene: Scene, index: int) -> bool:
    """Whether a clause says in so many words that we have it not: "we ourselves are not", "we are not certified"."""
    passage = scene.passage
    segment, stance = passage.segments[index], scene.stance(index)
    first, last = segment.first, segment.last
    denies = stance.denies or passage.bits[last - 1] & c.NEG
    if not _us(scene, first, last) or not denies or passage.any(_ASIDE, first, last):
        return False
    short = last - first <= _SHORT and all(
        passage.bits[at] & _ELLIPTIC or _role(scene, at) for at in range(first, last)
    )
    held = stance.direct and passage.any(_PAPER, first, last) and not passage.any(c.OUR, first, last)
    return (short or held) and not passage.any(c.NUMBER, first, last)


def _short_of_us(scene: Scene, first: int, last: int) -> bool:
    """Whether a clause says that it does not reach us or what we make: "it says nothing about our software"."""
    passage = scene.passage
    us = _us(scene, first, last)
    if not us or passage.bits[first] & c.WE or not passage.any(_NOT, first, us[-1]):
        return False
    thing = passage.bits[first] & c.NO and not passage.any(c.SCHEME | c.CERT | c.ISSUED, first + 1, us[0])
    if thing or passage.any(c.EXCEPT | c.PSEUDO | c.RIVAL | c.EXPIRY, first, last):
        # "No card number reaches our servers": that is no paper.
        return False
    reach = [at for at in range(first, us[-1]) if passage.words[at].startswith(_REACH)]
    # "It says nothing bad about our service", "it does not yet cover our Hull depot"
    bad = any(not passage.bits[at + 1] & c.PREP for at in passage.places(c.NONE, first, last - 1))
    placed = any(vocabulary().place(passage.words[at]) or scene.proper(at) for at in range(us[-1], last))
    return bool(reach) and not bad and not placed


def _only_theirs(scene: Scene, first: int, last: int) -> bool:
    """Whether it is said to be the named one's and nobody else's: "is Hexa Cloud's own", "Hexa Cloud, not us, is …"."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(first)
    if not passage.any(_PAPER, begin, end):
        return False
    for at in range(last, min(end, last + 4 * _SHORT)):
        # "…, not us", "pas nous", "non noi"
        stop = at + 1 + (passage.bits[at] & c.NEG > 0)
        denied = passage.bits[at] & (c.NEG | c.PSEUDO) and passage.bits[at - 1] & c.PUNCT and _us(scene, at, stop)
        if denied and (stop >= end or passage.bits[stop] & c.PUNCT):
            return True
    if _us(scene, begin, end):
        return False
    shows = _subject(scene, first, last) and passage.bits[last] & c.SHOW
    if shows and not _OWN.isdisjoint(passage.words[last:end]):
        return not passage.any(c.SINCE | c.GLOBAL | c.GOT | c.DONE | c.YOU | c.YOUR, last, end)
    name = passage.words[first:last]
    again = any(passage.words[at : at + len(name)] == name for at in range(begin, first))
    stays = any(passage.words[at].startswith(_STAYS) for at in range(begin, first))
    ends = last >= end or bool(passage.bits[last] & c.PUNCT) or passage.words[last] in _OWN | {"'s"}
    return again and stays and ends


def _what_it_is(scene: Scene, first: int, last: int) -> bool:
    """Whether a clause tells what who does it is: "handled by Hexa Cloud, a certified host", "prestataire PCI DSS"."""
    passage = scene.passage
    _, begin, end = scene.sentence_of(first)
    near = first - 1 - (passage.bits[first - 1] & c.DET > 0) if first else 0
    if near <= begin or passage.words[near] not in _AT | _FROM or passage.words[last : last + 1] != [","]:
        return False
    stop = next((at for at in range(last + 1, end) if passage.bits[at] & c.PUNCT and passage.words[at] != "-"), end)
    role = any(_role(scene, at) for at in range(last + 1, stop))
    return role and not passage.any(c.REL | c.BE | c.HOLD | c.AND, last + 1, stop) and not _us(scene, begin, stop)


def _theirs_behind(scene: Scene, first: int, last: int) -> bool:
    """Whether the next sentence tells what they have: "The servers are at Hexa Cloud. Their certificate …"."""
    passage = scene.passage
    _, _, end = scene.sentence_of(first)
    following = scene.following(first)
    if following is None or last != end or first == 0 or passage.words[first - 1] not in _AT | _FROM:
        return False
    return bool(passage.bits[following.first] & c.THEIR) and not _us(scene, following.first, following.last)
