"""The record's assurances as the facts that the claims engine judges by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from trustgen.claims.facts import Choice, Facts, Holding, Knobs
from trustgen.model.assurances import Assurance, Assurances, Standing
from trustgen.ownschemes import own_schemes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from trustgen.model.content import Content
    from trustgen.model.schemes import OwnScheme
    from trustgen.model.site import ClaimsChoices


def facts_of(
    assurances: Assurances,
    as_of: date,
    names: Iterable[str] = (),
    others: Iterable[str] = (),
    own: Iterable[OwnScheme] = (),
) -> Facts:
    """Facts from an `assurances.yml`.

    `names` mean the company itself, `others` are other parties on record, `own` the schemes that the project adds.
    """
    return Facts(
        as_of=as_of,
        holdings=tuple(_holding(a) for a in assurances.assurances if a.standing is Standing.HELD),
        names=tuple(str(name) for name in names),
        others=tuple(str(name) for name in others),
        in_progress=_standing(assurances, Standing.IN_PROGRESS),
        planned=_standing(assurances, Standing.PLANNED),
        own=own_schemes(own),
    )


def facts_of_content(content: Content, as_of: date) -> Facts:
    """Facts from a whole record."""
    organization = content.site.organization
    names = [organization.name, *([organization.product] if organization.product else [])]
    others = [processor.name for processor in content.subprocessors.subprocessors]
    return replace(
        facts_of(content.assurances, as_of, names, others, content.schemes), knobs=_knobs(content.site.claims)
    )


def _knobs(chosen: ClaimsChoices) -> Knobs:
    return Knobs(
        aligned=Choice(chosen.aligned_wording),
        ready=Choice(chosen.ready_wording),
        progress_needs_denial=chosen.in_progress == "fact-and-denial",
        law=Choice(chosen.law_compliance),
        hipaa=Choice(chosen.hipaa_compliant),
        unnamed_host=Choice(chosen.unnamed_host),
        past_without_end=Choice(chosen.past_without_end),
        wording=Choice(chosen.improper_wording),
    )


def _standing(assurances: Assurances, standing: Standing) -> frozenset[str]:
    return frozenset(str(a.scheme) for a in assurances.assurances if a.standing is standing)


def _holding(assurance: Assurance) -> Holding:
    return Holding(
        scheme=str(assurance.scheme),
        level=_plain(assurance.level),
        edition=_plain(assurance.edition),
        scope=_plain(assurance.scope),
        issued=assurance.issued,
        valid_from=assurance.issued,
        valid_until=assurance.expires,
        issuer=_plain(assurance.issuer),
    )


def _plain(text: str | None) -> str | None:
    return None if text is None else str(text)
