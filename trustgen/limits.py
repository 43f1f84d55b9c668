"""Every limit of the program, each with its unit and its reason.  A limit that is met becomes a finding."""

from __future__ import annotations

CONTENT_FILE_BYTES = 8 * 1024 * 1024
"""Bytes of one content file: ten thousand long controls fit, an accident does not."""

STATIC_FILE_BYTES = 32 * 1024 * 1024
"""Bytes of one static file: a poster fits, a disk image does not."""

LINT_FILE_BYTES = 64 * 1024 * 1024
"""Bytes of one file given to `lint`: sites made elsewhere hold large search indexes."""

TEXT_BYTES = 8 * 1024 * 1024
"""Bytes of one file of text that is no JSON: the largest script of a site has five million, and taking text apart costs
up to seven seconds for each million that means no good."""

JSON_BYTES = 16 * 1024 * 1024
"""Bytes of one file of JSON: the search index of a large manual has ten million, and a value takes forty times its
length in memory."""

MENTIONS = 5_000
"""Texts of one file that may mention a certification, and mentions that are judged in it: the longest questionnaire has
some hundred, and each costs a millisecond."""

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

LABEL_CHARACTERS = 500
"""Characters of one line of text, such as a questionnaire's question: the long ones have four hundred."""

TITLE_CHARACTERS = 200
"""Characters of a title or a name: a control's title is a sentence of a hundred."""

LINK_CHARACTERS = 80
"""Characters of a link's label or a short fact's: what stands in a row with others on every page."""

ID_CHARACTERS = 100
"""Characters of an id: it becomes an anchor or a file name, and file systems end at 255 bytes."""

ADDRESS_CHARACTERS = 2_000
"""Characters of an address or a path: what browsers and servers take without a question."""

OWN_SCHEMES = 50
"""Schemes that a project may add: each makes every text of the site be looked at for its names."""

SCHEME_WORDS = 50
"""Names or words of one kind that a scheme may have: the shipped one with the most has forty."""

SCHEME_NAME_CHARACTERS = 100
"""Characters of a scheme's name in one spelling: the longest shipped one has fifty-six."""

FILE_FAULTS = 20_000
"""Faults of one content file that are listed: as many as a file of ten thousand wrong rows has, and no terminal full of
half a million."""

FILES = 50_000
"""Files in one folder tree that is read: bounds a walk that went astray."""

LINE_SHOWN = 160
"""Characters of a source line that a report shows."""

PLACES_SHOWN = 3
"""Further files that a report names where one finding stands in many: enough to see which kind of page it is."""

MARKUP_DEPTH = 1024
"""Elements inside one another in HTML, SVG or XML: parsers take time with the square of it; pages have thirty."""

MARKUP_ATTRIBUTES = 1024
"""Attributes of one element: parsers take time with the square of it; elements have ten."""

DRAWING_FAULTS = 20
"""Active parts of one drawing that are told: enough to see what it is."""

PDF_PAGES = 5_000
"""Pages of one PDF: a whitepaper has fifty."""

PDF_OBJECTS = 2_000_000
"""Objects on the pages of one PDF: bounds time and memory for a drawing that went astray."""

PDF_SECONDS = 900
"""Seconds in which the whitepaper has to be set: four hundred chapters take a hundred."""

FETCH_BYTES = 64 * 1024 * 1024
"""Bytes that one `snapshot fetch` takes in all: a thousand snapshots of the usual size are a fifth of it."""

FETCH_SECONDS = 120
"""Seconds of one `snapshot fetch` in all: a runner is paid by the minute."""

FETCH_FILE_SECONDS = 20
"""Seconds of one request to a server, from the name look-up to the last byte: a mebibyte takes one."""

FETCH_HOPS = 3
"""Redirects of one request that are followed: a server that adds a slash needs one."""

SITE_FILES = 5_000
"""Files of a site that `verify` gets from its address: one for each of 512 controls, and as many documents again."""

SITE_BYTES = 512 * 1024 * 1024
"""Bytes that `verify` takes from an address in all: the reference has two million, downloads some hundred."""

SITE_SECONDS = 900
"""Seconds in which `verify` has to have a site from its address: five thousand files, six in a second."""

FETCH_PAGES = 20
"""Pages of one listing that `snapshot fetch` reads: ten thousand objects under one prefix."""
