"""Markdown to HTML, with places; the only importer of markdown-it.

`parser` renders, `directives` splits a chapter where it asks for a record block, `marking` says where each piece of
text was written, `leftover` finds marks that do nothing.
"""

from trustgen.markup.directives import Part, parts
from trustgen.markup.leftover import Leftover, leftovers
from trustgen.markup.marking import Marks
from trustgen.markup.parser import Heading, LinkWriter, Rendered, options, plain, refused_links, render, slug

__all__ = [
    "Heading",
    "Leftover",
    "LinkWriter",
    "Marks",
    "Part",
    "Rendered",
    "leftovers",
    "options",
    "parts",
    "plain",
    "refused_links",
    "render",
    "slug",
]
