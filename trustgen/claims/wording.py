"""What a finding says: one sentence on what is wrong, one on what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims import rules

if TYPE_CHECKING:
    from trustgen.claims.catalogue.scheme import Scheme
    from trustgen.claims.facts import Holding
    from trustgen.finding import Rule

_LEVELS: Final = {"type1": "Type I", "type2": "Type II"}
_ARTEFACTS: Final = {
    "certificate": "a certificate",
    "report": "a report",
    "label": "a label",
    "qualification": "a qualification",
    "listing": "a listing",
    "seal": "a seal",
    "declaration": "a declaration",
    "status": "a status",
    "none": "nothing",
}


def named(scheme: Scheme | None, level: str | None = None, edition: str | None = None) -> str:
    """A scheme in the reader's words, with level and edition."""
    if scheme is None:
        return "a certification"
    name = scheme.name + (f":{edition}" if edition and edition.isdigit() else "")
    if not level or level == scheme.name.replace(" ", "").lower():
        # "SOC 3" is the level of its scheme, too.
        return name
    return f"{name} ({level})" if name.startswith(("a ", "an ")) else f"{name} {_LEVELS.get(level, level)}"


def held(scheme: Scheme, holding: Holding) -> str:
    """A holding in the reader's words."""
    return named(scheme, holding.level, holding.edition)


def recorded(scheme: Scheme, holding: Holding) -> str:
    """All that is on record of a holding: level and edition, its scope and its last day."""
    limits = [f"for {holding.scope}"] if holding.scope else []
    limits += [f"until {holding.valid_until}"] if holding.valid_until else []
    return f"{held(scheme, holding)} ({', '.join(limits)})" if limits else held(scheme, holding)


def message(
    rule: Rule,
    scheme: Scheme | None,
    level: str | None,
    edition: str | None,
    holding: Holding | None,
    text: str,
    near: str = "",
) -> str:
    """One whole sentence: what the text says, or may be taken to say beside an excuse, and what the record says."""
    claimed = named(scheme, level, edition)
    if scheme is None:
        return {
            rules.REVERSED: "This text or style reverses the direction of reading.",
            rules.OBFUSCATED: "This text speaks of certification in disguise.",
        }.get(rule, f"This text implies a certification (“{text}”); the record holds none.")
    name = held(scheme, holding) if holding else claimed
    record = recorded(scheme, holding) if holding else claimed
    dates = _dates(holding, scheme)
    ended = _ended(scheme, edition, holding)
    artefact = _ARTEFACTS[scheme.artefact]
    sentences: dict[str, str] = {
        rules.UNHELD.code: f"This text {'can be read as saying' if near else 'says'} that {claimed} is held; "
        "the record says that it is not held.",
        rules.LEVEL.code: f"This text says {claimed}; the record holds {record}.",
        rules.EDITION.code: f"This text speaks of {name} as current; it counted until {ended}."
        if ended
        else f"This text says {claimed}; the record holds {record}.",
        rules.SCOPE.code: f"This text claims {claimed} for more than the scope on record, which is {record}.",
        rules.EXPIRED.code: f"This text speaks of {claimed} as current; the record holds {name}, valid {dates}.",
        rules.LASTING.code: f"This text says that {claimed} lasts longer; the record holds {name}, valid {dates}.",
        rules.IMPOSSIBLE.code: f"This text implies a certificate for {claimed}; nobody can hold one.",
        rules.OBFUSCATED.code: f"This text names {claimed} in disguise.",
        rules.MARK.code: f"This mark names {claimed}; the record says that it is not held.",
        rules.WORDING.code: f"This text calls {claimed} by a word that does not fit: what is held is {artefact}.",
        rules.LAW.code: f"This text says that {claimed} is complied with, as if somebody had confirmed it.",
        rules.SHOWN.code: f"This text is that of a mark of {claimed}, which its owner does not let a holder show here.",
        rules.POLICY.code: f"This text comes close to saying that {claimed} is held.",
    }
    return sentences.get(rule.code, f"This text says more about {claimed} than the record.")


def _ended(scheme: Scheme, edition: str | None, holding: Holding | None) -> str:
    """The day on which what is held ceased to count, when that is what the text is refused for."""
    last = scheme.last_day(holding.level, holding.edition) if holding and edition in {None, holding.edition} else None
    return str(last or "")


def _dates(holding: Holding | None, scheme: Scheme) -> str:
    if holding is None:
        return "at no time"
    begins = holding.valid_from or holding.issued
    first = f"from {begins} " if begins else ""
    return f"{first}until {holding.valid_until}" if holding.valid_until else f"{first}for {scheme.stale_after} days"


def advice(rule: Rule, scheme: Scheme | None, holding: Holding | None, near: str = "") -> str:
    """An honest wording to use instead, in the imperative, and why the excuse that the text has was not enough."""
    told = _advice(rule, scheme, holding)
    if not near or rule not in {rules.UNHELD, rules.UNNAMED}:
        return told
    excuse = near.partition(", ")[0].capitalize()
    return f"{excuse} stands in the sentence, but not plainly over these words. {told}"


def _advice(rule: Rule, scheme: Scheme | None, holding: Holding | None) -> str:
    if rule is rules.REVERSED:
        return rule.help
    if scheme is None:
        return "Write “We hold no certification today.”, or name what is held and record it."
    base = rule.code
    if base == rules.EDITION.code and _ended(scheme, holding.edition if holding else None, holding):
        return "Say that it has ended, or record what has taken its place."
    if base == rules.SHOWN.code:
        return "Remove the mark, and say in words what is held."
    if holding and base in {rules.LEVEL.code, rules.EDITION.code}:
        return f"Write “{held(scheme, holding)}”, as it is on record."
    if holding and base == rules.SCOPE.code:
        return f"Name the scope: “{held(scheme, holding)} for {holding.scope}”."
    if holding and base == rules.EXPIRED.code:
        return f"Write “Our {scheme.name} {scheme.artefact} ended on {holding.valid_until}.”, or record its renewal."
    if holding and base == rules.LASTING.code:
        return f"Write “valid until {holding.valid_until}”, as it is on record, or record the renewal."
    if base == rules.MARK.code:
        return "Remove the mark or rename the file; text beside it cannot excuse it."
    if base == rules.WORDING.code:
        return f"Say that {scheme.issuer} issued {_ARTEFACTS[scheme.artefact]}."
    if scheme.artefact == "none":
        return f"Write what is done and for which requirement of {scheme.name}; leave out “certified” and “compliant”."
    return f"Write “We do not hold {_paper(scheme)}.”, or record it with issuer, dates and evidence."


_PAPERS: Final = frozenset(
    {"approval", "assessment", "badge", "certification", "clearance", "guideline", "mark", "marking", "proof"}
    | {"qualification", "registration", "seal", "status"}
)
"""Words of a scheme's name that say already what its holder has."""
_SPELLED: Final = ("NHS", "NTA", "HDS", "MTCS", "MLPS", "Up", "eI")
"""How names begin that are spoken with a vowel first, though they may not be written so."""


def _paper(scheme: Scheme) -> str:
    """What a scheme's holder has, with an indefinite article: "a SOC 2 report", "an ACN qualification"."""
    noun = _ARTEFACTS[scheme.artefact].split(" ", 1)[1]
    named = _article(scheme.name.removeprefix("the "))
    return named if not _PAPERS.isdisjoint(scheme.name.split()) else f"{named} {noun}"


def _article(name: str) -> str:
    """A scheme's name with an indefinite article, as it is spoken: "an ISO …", "a SOC 2"."""
    if name.startswith(("a ", "an ")):
        return name
    return f"{'an' if name[0] in 'AEIO' or name.startswith(_SPELLED) else 'a'} {name}"
