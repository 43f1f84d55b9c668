"""Every format but pages: what is read, where it stands, and what cannot be read."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from trustgen import limits
from trustgen.artifact import Artifact
from trustgen.scopes.reader import Reader, everything, reader_of, readers
from trustgen.scopes.unit import Reading, Surface, Unit

SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def packed(data: bytes) -> bytes:
    """The same bytes every time: they are part of the names of tests."""
    return gzip.compress(data, mtime=0)


def read(path: str, data: str | bytes) -> tuple[Artifact, Reader, Reading]:
    raw = data if isinstance(data, bytes) else data.encode()
    artifact = Artifact(path=path, media="application/octet-stream", data=raw)
    reader = reader_of(artifact)
    assert reader is not None
    return artifact, reader, reader.read(artifact, everything())


def said(path: str, data: str | bytes) -> list[tuple[str, str]]:
    return [(unit.scope, unit.text) for unit in read(path, data)[2].units]


def unit_with(reading: Reading, text: str) -> Unit:
    return next(unit for unit in reading.units if text in unit.text)


def test_no_suffix_and_no_media_type_has_two_readers() -> None:
    names = [reader.name for reader in readers()]
    assert len(names) == len(set(names)) >= 10


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/index.html", "html"), ("app.js", "script"), ("site.webmanifest", "json"), ("feed.atom", "xml"),
        ("a.csv", "csv"), ("paper.PDF", "pdf"), ("x.xlsx", "workbook"),
    ],
)  # fmt: skip
def test_a_file_is_read_by_the_reader_of_its_suffix(path: str, name: str) -> None:
    reader = reader_of(Artifact(path=path, media="application/octet-stream", data=b""))
    assert reader is not None
    assert reader.name == name


def test_nobody_reads_an_archive() -> None:
    assert reader_of(Artifact(path="a.zip", media="application/zip", data=b"PK")) is None


def test_markdown_has_the_structure_of_the_page_that_it_becomes() -> None:
    table = "| Scheme | State |\n|---|---|\n| C5 | none |\n"
    source = f"## Not held\n\nNone of these:\n\n- **SOC 2**\n  - Type II\n\n{table}"
    reading = read("a.md", source)[2]
    assert unit_with(reading, "SOC 2").context.headings == ("Not held",)
    assert unit_with(reading, "SOC 2").context.lead == "None of these:"
    assert unit_with(reading, "Type II").context.parents == ("SOC 2",)
    assert unit_with(reading, "C5").context.row == ("C5", "none")
    assert unit_with(reading, "C5").context.columns == ("Scheme", "State")


def test_a_sentence_of_markdown_over_two_lines_is_one_text() -> None:
    assert ("text.body", "We hold no SOC 2 report.") in said("a.md", "We hold *no*\nSOC&#32;2 report.\n")


def test_lines_of_keys_stay_apart() -> None:
    assert said("security.txt", "Contact: a@b.example\nExpires: 2027")[0][1] == "Contact: a@b.example\nExpires: 2027"


def test_links_and_pictures_of_markdown_are_marks() -> None:
    found = said("a.md", "[a](/soc2.pdf) ![SOC 2](b.png)\n")
    assert {("link.href", "/soc2.pdf"), ("attr.alt", "SOC 2"), ("link.src", "b.png")} <= set(found)


def test_a_cell_of_a_csv_file_knows_its_row_and_header() -> None:
    context = unit_with(read("a.csv", 'Scheme;Held\n"SOC ""2""";no\n')[2], "SOC").context
    assert (context.row, context.columns, context.column_header) == (('SOC "2"', "no"), ("Scheme", "Held"), "Scheme")


def test_a_page_in_a_feed_is_read_as_a_page() -> None:
    content = "&lt;p&gt;SO&lt;b&gt;C&lt;/b&gt; 2&lt;/p&gt;"
    feed = f"<feed><entry><title>T</title><content type='html'>{content}</content></entry></feed>"
    assert ("text.body", "SOC 2") in said("feed.xml", feed)
    assert ("xml.title", "T") in said("feed.xml", feed)


def test_a_drawing_tells_its_words_names_styles_and_links() -> None:
    style = "<style>a::after{content:'x'}</style>"
    source = f"{SVG}{style}<title>t</title><text>SO<tspan>C</tspan></text><text>2</text></svg>"
    assert {("svg.text", "SOC 2"), ("svg.title", "t"), ("css.content", "x")} <= set(said("a.svg", source))


def test_a_drawing_is_a_mark() -> None:
    assert unit_with(read("a.svg", f"{SVG}<text>SOC 2</text></svg>")[2], "SOC").surface is Surface.MARK


def test_a_workbook_is_a_table_with_properties() -> None:
    buffer = io.BytesIO()
    sheet = '<c r="A{0}" t="s"><v>{1}</v></c><c r="C{0}" t="inlineStr"><is><t>{2}</t></is></c>'
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="Claims"/></sheets></workbook>')
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Scheme</t></si><si><t>SOC 2</t></si></sst>")
        rows = f"<row>{sheet.format(1, 0, 'Held')}</row><row>{sheet.format(2, 1, 'no')}</row>"
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        archive.writestr("docProps/core.xml", "<p><title>Certified</title></p>")
    reading = read("a.xlsx", buffer.getvalue())[2]
    assert unit_with(reading, "SOC 2").context.row == ("SOC 2", "", "no")
    assert unit_with(reading, "SOC 2").context.columns == ("Scheme", "", "Held")
    assert {("xlsx.name", "Claims"), ("xlsx.text", "Certified")} <= {(unit.scope, unit.text) for unit in reading.units}


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("a.json", '{"a": }', "TG116"),
        ("a.json", "[" * 100_000, "TG117"),
        ("a.svg", "<svg><text>", "TG116"),
        ("a.svg", "<svg>" * 5000, "TG116"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "SOC 2">]><a>&b;</a>', "TG116"),
        ("a.css", "{" * 5000, "TG117"),
        ("a.css", "a { content: 'x\n }", "TG116"),
        ("a.xlsx", "not an archive", "TG116"),
        ("a.pdf", "%PDF-1.7 not really", "TG116"),
        ("a.html", b"<p>\xff\xfe\x00x</p>", "TG115"),
        ("a.html", '<meta charset="klingon"><p>x</p>', "TG115"),
        ("a.html", '<script type="application/ld+json">{"a":</script>', "TG116"),
        ("a.html", "<style>a{content:'x\n}</style>", "TG116"),
        ("a.html", "<div>" * 3000, "TG117"),
        ("a.html", "<p " + " ".join(f"a{n}=1" for n in range(3000)) + ">", "TG117"),
        ("a.html", "<p>left \u202e right</p>", "TG114"),
        ("a.html", "<p>left &#x202E; right</p>", "TG114"),
        ("a.html", "<p>left &#8297; right</p>", "TG114"),
        ("a.json", r'["a\u202eb"]', "TG114"),
        ("a.html", '<img src="data:image/svg+xml,<svg>">', "TG116"),
        ("a.html", '<a href="data:application/zip,abc">x</a>', "TG116"),
        ("a.json.gz", "not packed", "TG116"),
        ("a.json.gz", packed(b'["whole"]')[:-9], "TG116"),
        ("a.txt.gz", packed(b"one") + packed(b"two"), "TG116"),
        ("a.json.gz", packed(b'{"a": }'), "TG116"),
        ("a.txt.gz", packed(bytes(limits.LINT_FILE_BYTES + 1)), "TG117"),
        ("a.txt.gz.gz", packed(packed(b"one")), "TG110"),
        ("a.bin.gz", packed(b"one"), "TG110"),
        ("a.gz", packed(b"one"), "TG110"),
    ],
)
def test_what_cannot_be_read_is_a_problem(path: str, data: str | bytes, code: str) -> None:
    reading = read(path, data)[2]
    assert code in {problem.rule.code for problem in reading.problems}
    assert all(problem.span.path == path and problem.message.endswith(".") for problem in reading.problems)


def test_a_packed_file_is_read_as_what_it_holds() -> None:
    page = "<p>one</p>\n<p>We hold SOC 2.</p>"
    artifact, reader, reading = read("a.html.gz", packed(page.encode()))
    assert [(unit.scope, unit.text) for unit in reading.units] == said("a.html", page)
    region = reader.locate(artifact, unit_with(reading, "SOC 2"), 8, 13)
    assert region is not None
    assert region.text[region.start : region.end] == "SOC 2"
    assert region.text == page


def test_a_source_map_is_read_but_for_its_positions() -> None:
    text = '{"version":3,"sources":["soc-2.js"],"names":["certified"],"mappings":"AACA,OSOC2,EAACC"}'
    assert [word for _, word in said("a.js.map", text)] == [
        "version",
        "sources",
        "soc-2.js",
        "names",
        "certified",
        "mappings",
    ]
    for other in (
        text.replace("AACA,", "We have "),
        text.replace('"version":3,', ""),
        text.replace("sources", "source"),
    ):
        assert any("SOC2" in word for _, word in said("a.js.map", other))


def test_a_page_in_another_declared_encoding_is_read() -> None:
    data = '<meta charset="iso-8859-1"><p>geprüft</p>'.encode("latin-1")
    assert ("text.body", "geprüft") in said("a.html", data)


def test_a_byte_order_mark_is_no_text() -> None:
    assert ("text.body", "x") in said("a.html", b"\xef\xbb\xbf<p>x</p>")


def test_a_picture_inside_a_page_is_handed_on_with_its_digest() -> None:
    reading = read("a.html", '<img alt="" src="data:image/png;base64,AAAA">')[2]
    assert [asset.media for asset in reading.assets] == ["image/png"]
    assert len(reading.assets[0].sha256) == 64


@pytest.mark.parametrize(
    ("path", "source", "needle"),
    [
        ("a.html", "<html>\n<p>ä <b>We</b> hold\n <i>SO</i>C&nbsp;2 &amp; more</p>", "SO</i>C&nbsp;2"),
        ("a.html", "<p>x</p><p>x SOC&#32;2 y</p><p>SOC 2</p>", "SOC&#32;2"),
        ("a.html", "<script>let a = 1;\nlet b = 'SOC 2';</script>", "SOC 2"),
        ("a.html", '<a href="/a">SOC</a><img alt="the SOC 2 seal">', "SOC 2"),
        ("a.html", "<style>a{}\nb::after{content:'SOC 2'}</style>", "SOC 2"),
        ("a.html", "<!-- a --><!-- SOC 2 -->", "SOC 2"),
        ("a.html", "<title>a SOC 2 b</title>", "SOC 2"),
        ("a.html", '<script type="application/ld+json">{"a":"SOC 2"}</script>', "SOC 2"),
        ("a.html", "<svg><text>SOC</text><text>2</text></svg>", "SOC</text><text>2"),
        ("a.svg", f"{SVG}\n<!-- é --><text>é SOC 2</text></svg>", "SOC 2"),
        ("a.svg", f'{SVG}<g aria-label="SOC 2"/></svg>', "SOC 2"),
        ("a.json", '{"a": ["x",\n "my SOC 2"]}', "SOC 2"),
        ("a.js", "x('a');\ny('SOC 2')", "SOC 2"),
        ("a.css", "a{content:'b'}\nc{content:'SOC 2'}", "SOC 2"),
        ("a.md", "# a\n\nb **SOC** 2", "SOC** 2"),
        ("a.csv", "a,b\nc,SOC 2\n", "SOC 2"),
        ("a.xml", "<a>\n<b>ü SOC 2</b></a>", "SOC 2"),
    ],
)
def test_a_mention_is_found_where_it_is_written(path: str, source: str, needle: str) -> None:
    artifact, reader, reading = read(path, source)
    unit = next(unit for unit in reading.units if "SOC2" in "".join(unit.text.split()) and unit.scope != "text.parts")
    start, end = unit.text.index("SOC"), unit.text.index("2") + 1
    region = reader.locate(artifact, unit, start, end)
    assert region is not None
    assert region.text[region.start : region.end] == needle
