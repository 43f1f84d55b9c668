"""Hostile files of any size, by what is hostile about them; each one claims something at its end."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIM = "We are SOC 2 Type II certified."


def _page(inside: str) -> bytes:
    return f'<!doctype html><html lang="en"><title>t</title><body>{inside}<p>{CLAIM}</p></body></html>'.encode()


def _filled(piece: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    return lambda size: _page(before + piece * (size // len(piece)) + after)


def _numbered(size: int, piece: str) -> str:
    """Pieces that are all different: nothing of them can be remembered."""
    return "".join(piece.format(number) for number in range(size // len(piece)))


def _workbook(size: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        row = '<row r="1"><c r="A1" t="inlineStr"><is><t>SOC 2 certified</t></is></c></row>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{row * (size // len(row))}</worksheet>")
    return held.getvalue()


def _bomb(size: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(8):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(size))
    return held.getvalue()


def _svg(size: int) -> bytes:
    shapes = _numbered(size, '<text x="{}">not a word</text>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}<text>{CLAIM}</text></svg>'.encode()


SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    # structure
    "elements in one another": ("a.html", _filled("<div>")),
    "inline elements in one another": ("a.html", _filled("<b>")),
    "end tags without an element": ("a.html", _filled("</p></b></table>")),
    "tables in one another": ("a.html", _filled("<table><tr><td>")),
    "formatting that is never closed": ("a.html", _filled("<p><b><i>x")),
    "lists in one another": ("a.html", _filled("<ul><li>x")),
    "quotations in one another": ("a.html", _filled("<blockquote>")),
    "attributes of one element": ("a.html", lambda n: _page("<p" + _numbered(n, " a{}=x") + ">")),
    "elements with attributes": ("a.html", lambda n: _page(_numbered(n, '<p id="{}" title="SOC 2 report">x</p>'))),
    "cells that span a thousand": ("a.html", _filled("<td rowspan=1000 colspan=1000>", "<table><tr>")),
    "rows of cells that span": ("a.html", _filled("<tr><td rowspan=1000 colspan=1000>SOC 2", "<table>")),
    "rows of a table": ("a.html", _filled("<tr><td>SOC 2<td>no", "<table>")),
    "a table of one row": ("a.html", lambda n: _page("<table><tr>" + _numbered(n, "<td>SOC 2 {}"))),
    "items of one list": ("a.html", lambda n: _page("<ul>" + _numbered(n, "<li>SOC 2 {}</li>"))),
    "terms without end": ("a.html", lambda n: _page("<dl>" + _numbered(n, "<dt>SOC 2<dd>{}"))),
    "headings": ("a.html", lambda n: _page(_numbered(n, "<h2>SOC 2 {}</h2>"))),
    "comments": ("a.html", _filled("<!-- SOC 2 -->")),
    "entities": ("a.html", _filled("&amp;&#83;&eacute;", "<p>")),
    "an attribute without end": ("a.html", _filled("not a word ", '<p title="', '">')),
    # text
    "one text": ("a.html", _filled("a plain word or two, and a third. ", "<p>")),
    "one word": ("a.html", _filled("x", "<p>")),
    "mentions": ("a.html", _filled("SOC 2 ", "<p>")),
    "mentions in paragraphs": ("a.html", lambda n: _page(_numbered(n, "<p>SOC 2 certified {}</p>"))),
    "denied mentions": ("a.html", _filled("We hold no SOC 2 report. ", "<p>")),
    "denials": ("a.html", _filled("not ", "<p>", "SOC 2")),
    "parts of a name": ("a.html", _filled("iso iso iso 2 7 0 0 1 ", "<p>")),
    "spaced letters": ("a.html", _filled("S O C 2 - ", "<p>")),
    "single letters": ("a.html", _filled("s ", "<p>")),
    "hyphens": ("a.html", _filled("S-O-C-", "<p>")),
    "soft hyphens": ("a.html", _filled("S\u00ad", "<p>")),
    "spaces": ("a.html", _filled(" ", "<p>x", "x")),
    "quotation marks": ("a.html", _filled("\u201cSOC 2 ", "<p>")),
    "brackets": ("a.html", _filled("(", "<p>SOC 2 ")),
    "reversals": ("a.html", _filled("\u202e2 COS ", "<p>")),
    "look-alike letters": ("a.html", _filled("\u0405\u041e\u0421 2 ", "<p>")),
    "accents": ("a.html", _filled("S\u0301\u0301\u0301", "<p>")),
    "digits": ("a.html", _filled("27001", "<p>")),
    "questions": ("a.html", _filled("SOC 2? No. ", "<p>")),
    "commas": ("a.html", _filled("SOC 2, ISO 27001 and ", "<p>We hold no ")),
    # other formats
    "a style sheet": ("a.css", lambda n: (_numbered(n, 'p{}::after {{ content: "SOC 2" }}\n')).encode()),
    "a style sheet of brackets": ("a.css", lambda n: ("{(" * (n // 2)).encode()),
    "a script": ("a.js", lambda n: (_numbered(n, 'f{}("SOC 2" + "certified");\n')).encode()),
    "a script of quotes": ("a.js", lambda n: ("'\\'`${" * (n // 5)).encode()),
    "a script of one addition": ("a.js", lambda n: ("a=" + '"SOC "+' * (n // 7) + '"2"').encode()),
    "a script of slashes": ("a.js", lambda n: ("/[" * (n // 2)).encode()),
    "JSON": ("a.json", lambda n: json.dumps([{"name": f"SOC 2 {i}", "held": False} for i in range(n // 40)]).encode()),
    "JSON of one object": ("a.json", lambda n: json.dumps({f"SOC 2 {i}": "x" for i in range(n // 20)}).encode()),
    "JSON of brackets": ("a.json", lambda n: ("[" * n).encode()),
    "a drawing": ("a.svg", _svg),
    "a drawing of groups": ("a.svg", lambda n: b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * (n // 3)),
    "a feed of entities": (
        "a.xml",
        lambda n: b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">]><a>' + b"&b;" * (n // 3) + b"</a>",
    ),
    "comma-separated values": ("a.csv", lambda n: ("SOC 2,no,x\n" * (n // 11)).encode()),
    "one line of values": ("a.csv", lambda n: ("SOC 2," * (n // 6)).encode()),
    "Markdown": ("a.md", lambda n: ("*_`[" * (n // 4)).encode()),
    "plain text": ("a.txt", lambda n: ("SOC 2 is not held.\n" * (n // 19)).encode()),
    "a workbook": ("a.xlsx", _workbook),
    "a workbook that unpacks without end": ("a.xlsx", _bomb),
    "a packed page": ("a.html.gz", lambda n: gzip.compress(_page("<p>SOC 2 " * (n // 9)))),
    "a packed page that unpacks without end": ("a.html.gz", lambda n: gzip.compress(bytes(n * 8))),
    "zeros": ("a.html", bytes),
    "no text at all": ("a.html", lambda n: b"\xff\xfe\xfd" * (n // 3)),
}
