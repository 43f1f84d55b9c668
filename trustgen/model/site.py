"""`site.yml`: who publishes, where, and how the trust center opens and closes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from trustgen.model.record import (
    Address,
    BaseUrl,
    Body,
    Label,
    LinkLabel,
    Mailbox,
    PdfPath,
    Record,
    RelativePath,
    Slug,
    Title,
)


class SectionKind(StrEnum):
    """The parts that a trust center is made of; each takes its facts from the content file of that name."""

    ARCHITECTURE = "architecture"
    SUBPROCESSORS = "subprocessors"
    DISCLOSURE = "disclosure"
    ASSURANCES = "assurances"
    DOCUMENTS = "documents"
    ANSWERS = "answers"


class Organization(Record):
    """The company that speaks."""

    name: Title
    """The name as the pages use it."""
    product: Title | None = None
    """The name of what it sells, where that differs."""
    about: Body
    """One or two sentences on what the company does."""


class Contact(Record):
    """How a reader reaches the company."""

    security: Mailbox
    """The security e-mail address."""


class Opening(Record):
    """The first screen of the trust center."""

    title: Title
    """The message of the opening."""
    lead: Body


class Section(Record):
    """One numbered section of the trust center; the number is its position."""

    kind: SectionKind
    id: Slug
    """The section's anchor."""
    title: Title
    lead: Body | None = None
    """What the section holds, above its rows."""
    note: Body | None = None
    """What has to be said after its rows."""


class Link(Record):
    """A link: to a page of the site or to an address."""

    label: LinkLabel
    page: RelativePath | None = None
    """A page of this site, such as `control-mapping.html`."""
    address: Address | None = None
    """An address elsewhere."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.page is None) == (self.address is None):
            raise PydanticCustomError(
                "link",
                "a link names a `page` or an `address`, and not both",
                {"help": "Keep one of them: `page` for a page of this site, `address` for anything else."},
            )
        return self


class Fact(Record):
    """A short fact with its name."""

    label: LinkLabel
    value: Label


class CallToAction(Record):
    """The closing call."""

    title: Title
    text: Body
    facts: tuple[Fact, ...] = ()
    link: Link | None = None


class Whitepaper(Record):
    """The downloadable PDF, made from the chapters in `whitepaper/` and from the same record as the pages."""

    title: Title
    subtitle: Title | None = None
    description: Label
    """One sentence for the document's metadata."""
    file: PdfPath
    """Its path on the site, such as `security-whitepaper.pdf`."""


class PostureChoices(Record):
    """How the pages treat the evidence; what is trusted is decided by `posture/trust-policy.json` alone."""

    require_every_line: bool = False
    """Whether a line of the architecture that no control backs stops the build."""
    live: bool = False
    """Whether the pages look for a newer signed snapshot on their own site, and show one that a build would accept."""


class Wording(StrEnum):
    """What becomes of a wording that is neither a plain claim nor plainly honest."""

    FAIL = "fail"
    WARN = "warn"
    ALLOW = "allow"


class ClaimsChoices(Record):
    """How strict the claims gate is about wordings on which careful lawyers differ; the defaults are the strictest."""

    aligned_wording: Wording = Wording.FAIL
    """“Aligned with”, “based on”, without a denial beside it."""
    ready_wording: Literal["fail", "warn"] = "fail"
    """“Audit-ready”; a formal designation such as FedRAMP Ready fails whatever is chosen here."""
    in_progress: Literal["fact-and-denial", "fact"] = "fact-and-denial"
    """What “in progress” needs: the standing in `assurances.yml`, and with `fact-and-denial` a denial beside it."""
    law_compliance: Wording = Wording.WARN
    """“GDPR compliant”, of a law that binds everybody and that nobody certifies."""
    hipaa_compliant: Literal["fail", "warn"] = "fail"
    unnamed_host: Literal["fail", "warn"] = "fail"
    """“Hosted in certified data centres”, without saying whose."""
    past_without_end: Literal["fail", "warn"] = "fail"
    """“Was certified in 2022”, without saying that it has ended."""
    improper_wording: Literal["fail", "warn"] = "warn"
    """The wrong word for something that is held, such as “SOC 2 certified”."""
    exceptions: Annotated[int, Field(ge=0, le=20)] = 3
    """How many reviewed exceptions `exceptions.yml` may hold."""


class Site(Record):
    """The whole of `site.yml`."""

    organization: Organization
    title: Title
    """The name of the trust center."""
    description: Label
    """One sentence for search results and previews."""
    base_url: BaseUrl
    """Where the site will stand, with a final slash."""
    language: Literal["en"] = "en"
    contact: Contact
    opening: Opening
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    navigation: tuple[Link, ...] = ()
    call_to_action: CallToAction
    whitepaper: Whitepaper
    posture: PostureChoices = PostureChoices()
    claims: ClaimsChoices = ClaimsChoices()
