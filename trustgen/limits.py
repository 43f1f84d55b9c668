"""Every limit of the program, each with its unit and its reason.  A limit that is met becomes a finding."""

from __future__ import annotations

CONTENT_FILE_BYTES = 8 * 1024 * 1024
"""Bytes of one content file: ten thousand long controls fit, an accident does not."""

STATIC_FILE_BYTES = 32 * 1024 * 1024
"""Bytes of one static file: a poster fits, a disk image does not."""

LINT_FILE_BYTES = 64 * 1024 * 1024
"""Bytes of one file given to `lint`: sites made elsewhere hold large search indexes."""

SCAN_REPORT_BYTES = 256 * 1024 * 1024
"""Bytes of one report given to `snapshot new`: thirty thousand findings of a cloud scanner fit; more can be split."""

SCAN_VALUES = 8_000_000
"""Values in one such report, counted before it is parsed: bounds memory where the values are small."""

SCAN_REPORTS = 1_000
"""Reports given to one `snapshot new`: one for each node of a large cluster."""

SCAN_DEPTH = 64
"""Levels of nesting in a report: resources in it are nested deeply, reports themselves are not."""

YAML_DEPTH = 24
"""Levels of nesting in YAML: the deepest record needs six."""

YAML_NODES = 500_000
"""Scalars, lists and mappings in one YAML file: bounds time and memory per file."""

FILES = 50_000
"""Files in one folder tree that is read: bounds a walk that went astray."""

LINE_SHOWN = 160
"""Characters of a source line that a report shows."""

MARKUP_DEPTH = 1024
"""Elements inside one another in HTML, SVG or XML: parsers take time with the square of it; pages have thirty."""

MARKUP_ATTRIBUTES = 1024
"""Attributes of one element: parsers take time with the square of it; elements have ten."""

PDF_PAGES = 5_000
"""Pages of one PDF: a whitepaper has fifty."""

PDF_OBJECTS = 2_000_000
"""Objects on the pages of one PDF: bounds time and memory for a drawing that went astray."""

PDF_SECONDS = 900
"""Seconds in which the whitepaper has to be set: four hundred chapters take a hundred."""
