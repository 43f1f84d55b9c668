"""Markdown to HTML, with places; the only importer of markdown-it.

`parser` renders, `directives` splits a chapter where it asks for a record block, `marking` says where each piece of
text was written.
"""

from trustgen.markup.directives import Part, parts
from trustgen.markup.marking import Marks
from trustgen.markup.parser import Heading, LinkWriter, Rendered, options, plain, refused_links, render, slug

__all__ = [
    "Heading",
    "LinkWriter",
    "Marks",
    "Part",
    "Rendered",
    "options",
    "parts",
    "plain",
    "refused_links",
    "render",
    "slug",
]
