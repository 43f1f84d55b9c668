"""The whole record, as it was decoded: one value per content file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from trustgen.model.architecture import Architecture
    from trustgen.model.assurances import Assurances
    from trustgen.model.controls import Controls, Framework
    from trustgen.model.disclosure import Disclosure
    from trustgen.model.documents import Answers, Assets, Documents
    from trustgen.model.exceptions import ReviewedException
    from trustgen.model.pages import Chapter, Page
    from trustgen.model.processors import Subprocessors
    from trustgen.model.schemes import OwnScheme
    from trustgen.model.site import Site


class Content(Struct, frozen=True, kw_only=True):
    """What `content/` holds.  References between the files are still ids; `resolve` joins them."""

    site: Site
    architecture: Architecture
    controls: Controls
    frameworks: tuple[Framework, ...]
    subprocessors: Subprocessors
    disclosure: Disclosure
    assurances: Assurances
    documents: Documents
    answers: Answers
    assets: Assets
    pages: tuple[Page, ...]
    chapters: tuple[Chapter, ...]
    exceptions: tuple[ReviewedException, ...] = ()
    schemes: tuple[OwnScheme, ...] = ()
