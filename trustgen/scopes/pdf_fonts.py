"""Which fonts a finished PDF carries, by the names that the file gives them."""

from __future__ import annotations

from pypdf.errors import PyPdfError

from trustgen.scopes.pdf_file import opened, quiet


def pdf_fonts(data: bytes) -> tuple[str, ...]:
    """The base names of all fonts, without the tags of subsets; empty for a file that cannot be read."""
    names: set[str] = set()
    try:
        with quiet():
            for page in opened(data).pages:
                resources = page.get("/Resources")
                fonts = resources.get_object().get("/Font") if resources is not None else None
                for font in fonts.get_object().values() if fonts is not None else ():
                    name = str(font.get_object().get("/BaseFont", "")).removeprefix("/")
                    names.add(name.partition("+")[2] or name)
    except (PyPdfError, AttributeError, ValueError, TypeError, RecursionError):
        return ()
    return tuple(sorted(names))
