"""What has to be seen stays in sight, whatever styles a project brings: its own styles against the finished pages.

The shipped style sheets are trusted byte for byte, and in a project's copy of one, what was not changed.  Of everything
else each declaration is taken by itself, as if nothing overrode it and every condition held: where it may apply to
something that has to be seen, or draw over it, it is on the list of what is harmless, or it is a finding.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from trustgen.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trustgen.artifact import Artifact
    from trustgen.files import Folder
    from trustgen.finding import Finding
    from trustgen.model.center import TrustCenter
    from trustgen.render.assets import Static
    from trustgen.render.words import Words

_STYLED: Final = re.compile(r"style(?:\s*=|(?<=<style))|data:\s*text/css")
_PRINT: Final = "css/print.css"


def check_styles(
    artifacts: Iterable[Artifact],
    center: TrustCenter,
    static: Static,
    words: Words,
    *,
    altered: bool,
) -> Iterator[Finding]:
    """Findings about styles; nothing is looked at where all of them are as shipped.

    `altered` says that the project has templates that are not the shipped ones.
    """
    files = {one.path: one for one in artifacts if one.path not in (static.screen_css, _PRINT)}
    texts = {
        path: (one.media, one.data.decode("utf-8", "replace")) for path, one in files.items() if one.media in _READ
    }
    pages = {path: text for path, (media, text) in texts.items() if media == "text/html"}
    loose = {path: text for path, (media, text) in texts.items() if media == "text/css"}
    saved = f"<style>{static.saved_css}</style>"
    styled = frozenset(path for path, text in pages.items() if _STYLED.search(text.replace(saved, "").lower()))
    if altered or static.own_sheets or loose or styled:
        from trustgen.shownstyles.looked import Brought, look

        notice = words.text("demonstration.text")
        brought = Brought(pages=pages, styled=styled, loose=loose, notice=notice, altered=altered)
        yield from look(brought, center, static)


def altered(templates: Folder) -> bool:
    """Whether one of the templates that were read from a project's folder is not, byte for byte, a shipped one."""
    folder = shipped("templates")
    return any(
        not (folder / name).is_file() or sha256((folder / name).read_bytes()).hexdigest() != digest
        for name, digest in ((path.removeprefix("templates/"), found) for path, found in templates.digests.items())
    )


_READ: Final = frozenset({"text/html", "text/css"})
