"""Finished PDF files: what their tags give must be what the page that they were made from gives."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pypdf import PdfReader, PdfWriter

from trustgen.artifact import Artifact
from trustgen.scopes import html, pdf
from trustgen.scopes.reader import everything
from trustgen.scopes.unit import Reading, Surface, Unit

PAGE = """<html lang="en"><head><title>White &amp; paper</title><meta name="description" content="About trust">
<style>p{hyphens:auto;width:5cm} h2{break-before:page} @page{size:A6;@bottom-center{content:"Page " counter(page)}}
dd{margin-left:1cm}</style></head><body><h1>Trust</h1>
<p>We hold no certification of any kind, neither a SOC 2 report nor an ISO&nbsp;27001 certificate, notwithstanding
interoperability considerations. <b>Bold</b>ness and <a href="https://x.example/soc2.pdf">a link</a>.</p>
<h2>Not held</h2><p>None of these:</p><ul><li>SOC 2<ul><li>nested item</li></ul></li><li>ISO 27001</li></ul>
<table><caption>Standing</caption><thead><tr><th>Framework</th><th>Status</th></tr></thead><tbody>
<tr><th scope="row">HITRUST</th><td>not started</td></tr>
<tr><td>PCI DSS</td><td>planned for a time that is rather far away from now</td></tr></tbody></table>
<dl><dt>BSI C5</dt><dd>none at all</dd></dl><blockquote>quoted words</blockquote>
<figure><svg width="80" height="30"><title>Chart of controls</title><text y="20">In a drawing</text></svg>
<figcaption>What the chart shows</figcaption></figure></body></html>"""


STRUCTURE = ("headings", "lead", "parents", "term", "details", "caption", "row", "columns", "cell", "row_header")


@cache
def made(variant: str | None = "pdf/ua-1") -> bytes:
    weasyprint = pytest.importorskip("weasyprint")
    return bytes(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant=variant))


def read(data: bytes) -> Reading:
    return pdf.READER.read(Artifact(path="paper.pdf", media="application/pdf", data=data), everything())


def visible(reading: Reading) -> dict[str, Unit]:
    return {unit.text: unit for unit in reading.units if unit.scope.startswith("text.") and unit.scope != "text.parts"}


def changed(**entries: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.add_metadata({f"/{key}": value for key, value in entries.items()})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_tags_give_the_same_texts_in_the_same_structure_as_the_page() -> None:
    page = html.READER.read(Artifact(path="p.html", media="text/html", data=PAGE.encode()), everything())
    printed = visible(read(made()))
    compared = 0
    for text, unit in visible(page).items():
        assert text in printed, f"{text!r} is not among {list(printed)}"
        for name in STRUCTURE:
            assert getattr(printed[text].context, name) == getattr(unit.context, name), (text, name)
            compared += 1
        assert printed[text].context.attribution == unit.context.attribution
        assert (printed[text].scope, printed[text].surface) == (unit.scope, unit.surface)
    assert compared > 150


def test_a_sentence_is_whole_though_it_was_wrapped_and_hyphenated() -> None:
    text = next(text for text in visible(read(made())) if text.startswith("We hold no"))
    assert text.endswith("notwithstanding interoperability considerations. Boldness and a link.")


def test_running_foots_and_drawings_are_read_too() -> None:
    reading = read(made())
    assert "Page 1" in visible(reading)
    drawn = [unit for unit in reading.units if unit.scope == "svg.text"]
    assert [unit.surface for unit in drawn] == [Surface.MARK]
    assert "".join(drawn[0].text.split()) == "Inadrawing"
    assert ("pdf.alt", "Chart of controls") in [(unit.scope, unit.text) for unit in reading.units]


def test_everything_beside_the_pages_is_read() -> None:
    found = {(unit.scope, unit.text) for unit in read(changed(Keywords="SOC 2 certified")).units}
    assert ("pdf.meta", "SOC 2 certified") in found
    assert ("pdf.meta", "White & paper") in found
    assert ("pdf.outline", "Not held") in found
    assert ("pdf.link", "https://x.example/soc2.pdf") in found


def test_an_entry_of_the_outline_means_what_its_heading_means() -> None:
    outline = next(unit for unit in read(made()).units if unit.scope == "pdf.outline" and unit.text == "Not held")
    assert outline.context.headings == ("Trust",)


def test_a_file_without_tags_is_read_line_by_line() -> None:
    texts = list(visible(read(made(None))))
    assert any(text.startswith("We hold no") and "neither a SOC 2 report nor" in text for text in texts)
    assert "Trust" in [unit.text for unit in read(made(None)).units if unit.scope == "text.heading"]


def test_a_place_in_a_pdf_is_its_page() -> None:
    reading = read(made())
    assert pdf.READER.route(visible(reading)["Trust"]) == "page.1"
    assert pdf.READER.route(visible(reading)["None of these:"]) == "page.2"


def test_attachments_are_read_like_any_file() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.add_attachment("soc2.html", b"<h2>Held</h2><p>SO<b>C</b> 2</p>")
    writer.add_attachment("seal.png", b"pixels")
    writer.add_attachment("secret.bin", b"?")
    buffer = io.BytesIO()
    writer.write(buffer)
    reading = read(buffer.getvalue())
    unit = next(unit for unit in reading.units if unit.text == "SOC 2" and unit.context.headings == ("Held",))
    assert pdf.READER.route(unit) == "attachment.soc2.html"
    assert ("pdf.attachment", "soc2.html") in {(unit.scope, unit.text) for unit in reading.units}
    assert [asset.media for asset in reading.assets] == ["image/png"]
    assert [problem.rule.code for problem in reading.problems] == ["TG110"]


def test_fields_and_annotations_are_read() -> None:
    from pypdf.annotations import FreeText

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.add_annotation(0, FreeText(text="SOC 2 attested", rect=(10, 10, 100, 40)))
    buffer = io.BytesIO()
    writer.write(buffer)
    assert ("pdf.annotation", "SOC 2 attested") in {(unit.scope, unit.text) for unit in read(buffer.getvalue()).units}


def test_an_encrypted_file_is_a_problem() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made())))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert [problem.rule.code for problem in read(buffer.getvalue()).problems] == ["TG119"]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_a_truncated_file_is_a_problem_or_is_read_whole(share: float) -> None:
    data = made()
    reading = read(data[: int(len(data) * share)])
    assert reading.problems or len(visible(reading)) == len(visible(read(data)))
