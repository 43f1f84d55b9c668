"""A file of the site before it is on disk."""

from __future__ import annotations

from msgspec import Struct


class Artifact(Struct, frozen=True, kw_only=True):
    """Bytes with a path.  Nothing here knows of a disk, a template or a rule."""

    path: str
    """POSIX path below the site, without a leading slash."""
    media: str
    """Media type without parameters, such as `text/html`."""
    data: bytes
    made_from: tuple[str, ...] = ()
    """The sources that it was made from (project-relative paths), for explanations."""
