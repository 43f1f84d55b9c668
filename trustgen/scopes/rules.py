"""The rules of the readers and of the gate: what keeps a published file from being read, and what was not declared.

Codes TG110 to TG139 belong here; what a text claims has rules of its own in `claims/`.
"""

from __future__ import annotations

from typing import Final

from trustgen.finding import Rule

UNREAD: Final = Rule(
    code="TG110",
    name="unread-format",
    summary="Nothing here can read a file of this kind, so nobody knows what it claims.",
    help="Publish it in a format that is read, or leave it out.",
)
UNDECLARED: Final = Rule(
    code="TG111",
    name="undeclared-asset",
    summary="An image or font is published of which nobody has declared what it depicts.",
    help="Declare it with its SHA-256 and what it depicts: `none`, or the ids of schemes.",
)
CHANGED: Final = Rule(
    code="TG112",
    name="changed-asset",
    summary="An image or font is not the one that was declared.",
    help="Look at the file again, and write its new SHA-256 with what it depicts into `content/assets.yml`.",
)
DEPICTED: Final = Rule(
    code="TG113",
    name="unheld-depiction",
    summary="An image or font depicts a certification that is not on record.",
    help="Remove the file, or record what is held with issuer, dates and evidence.",
)
DIRECTION: Final = Rule(
    code="TG114",
    name="direction-control",
    summary="A text holds an invisible character that changes the direction of reading.",
    help="Remove the character: what is shown must be what is written.",
)
UNDECODABLE: Final = Rule(
    code="TG115",
    name="undecodable-text",
    summary="A file is not text in the encoding that it declares.",
    help="Save the file as UTF-8.",
)
MALFORMED: Final = Rule(
    code="TG116",
    name="malformed-structure",
    summary="JSON, JSON-LD, XML, SVG, CSS or PDF can't be parsed, so what it says is not known.",
    help="Mend the syntax.",
)
EXCESSIVE: Final = Rule(
    code="TG117",
    name="excessive-structure",
    summary="A file is larger or deeper than readers are prepared for, so it was not read.",
    help="Publish a smaller or simpler file.",
)
NOTHING_READ: Final = Rule(
    code="TG118",
    name="nothing-read",
    summary="The gate had no file to read or no scheme to look for, so it has nothing to say.",
    help="Give it the finished site, and an installation with its scheme data.",
)
LOCKED: Final = Rule(
    code="TG119",
    name="locked-document",
    summary="A document is encrypted, so what it says is not known.",
    help="Publish it without encryption.",
)

RULES: Final = (
    UNREAD, UNDECLARED, CHANGED, DEPICTED, DIRECTION, UNDECODABLE, MALFORMED, EXCESSIVE, NOTHING_READ, LOCKED,
)  # fmt: skip
