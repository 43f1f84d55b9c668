"""The gate over finished files: every mention is found, placed, traced; nothing unread passes."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from trustgen.artifact import Artifact
from trustgen.claims.facts import Facts, Holding
from trustgen.finding import Finding, Severity, Span
from trustgen.gate import Depiction, GateResult, run

NOTHING_HELD = Facts(as_of=date(2026, 11, 23), names=("Marlow",))
SOC2_HELD = Facts(
    as_of=date(2026, 11, 23),
    names=("Marlow",),
    holdings=(Holding(scheme="soc2", level="type2", valid_until=date(2027, 5, 1)),),
)
PIXELS = b"\x89PNG\r\n\x1a\n pixels"
DIGEST = hashlib.sha256(PIXELS).hexdigest()


def page(source: str, path: str = "index.html") -> Artifact:
    return Artifact(path=path, media="text/html", data=source.encode())


def gate(*artifacts: Artifact, facts: Facts = NOTHING_HELD, declared: dict[str, Depiction] | None = None) -> GateResult:
    return run(artifacts, facts, declared or {})


def errors(result: GateResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity is Severity.ERROR]


def test_a_claim_is_found_with_its_place_scheme_and_text() -> None:
    source = '<html><body>\n<section id="held">\n  <p>We are proud: <b>SOC</b> 2 Type II certified.</p></section>'
    found = errors(gate(page(source)))
    assert {finding.scheme for finding in found} == {"soc2"}
    span = found[0].span
    assert (span.path, span.line, span.column, span.scope, span.anchor) == ("index.html", 3, 23, "text.body", "held")
    assert span.text == "  <p>We are proud: <b>SOC</b> 2 Type II certified.</p></section>"
    assert found[0].mention == "SOC 2 Type II"
    assert span.text[span.column - 1 : (span.end_column or 0) - 1] == "SOC</b> 2 Type II"


def test_an_honest_page_passes_and_the_report_says_why() -> None:
    result = gate(page("<p>We hold no SOC 2 report.</p>"))
    assert not result.findings
    assert result.report.per_scheme == {"soc2": 1}
    assert sum(result.report.per_frame.values()) == 1
    assert [(file.path, file.reader, file.mentions) for file in result.report.files] == [("index.html", "html", 1)]


def test_what_is_held_passes_on_the_record() -> None:
    result = gate(page("<p>Marlow has a SOC 2 Type II report.</p>"), facts=SOC2_HELD)
    assert not errors(result)
    assert result.report.per_fact == {"soc2/type2": 1}


def test_structure_carries_a_denial_to_its_items() -> None:
    claim = "<h2>Certifications</h2><ul><li>SOC 2</li></ul>"
    denial = "<h2>Certifications that we do not hold</h2><ul><li>SOC 2</li></ul>"
    assert errors(gate(page(claim)))
    assert not errors(gate(page(denial)))


@pytest.mark.parametrize(
    "source",
    [
        '<img alt="SOC 2 certified" src="x.svg">',
        "<p hidden>We are SOC 2 certified.</p>",
        '<meta name="description" content="SOC 2 certified hosting">',
        '<script type="application/ld+json">{"hasCertification":[{"name":"SOC 2 Type II"}]}</script>',
        '<style>a::after{content:"SOC 2 certified"}</style>',
        "<svg><text>SOC 2</text><text>certified</text></svg>",
        "<template><p>We are SOC 2 certified.</p></template>",
        "<p>We are S<b>O</b>C&#8203; 2 certi<i>fied</i>.</p>",
        '<a href="/soc-2-type-2-report.pdf">x</a>',
    ],
)
def test_a_claim_is_found_on_every_surface(source: str) -> None:
    assert errors(gate(page(source)))


def test_a_file_name_is_a_mark() -> None:
    result = gate(Artifact(path="files/soc2-type2-report.txt", media="text/plain", data=b"x"))
    assert [finding.span.scope for finding in errors(result)] == ["path"]


def test_a_file_that_nobody_reads_holds_the_build() -> None:
    archive = Artifact(path="a.zip", media="application/zip", data=b"")
    assert [finding.code for finding in errors(gate(page("<p>x</p>"), archive))] == ["TG110"]


def test_images_are_known_by_digest_and_declaration() -> None:
    image = Artifact(path="img/a.png", media="image/png", data=PIXELS)
    text = page("<p>x</p>")

    def codes(facts: Facts, declared: Depiction | None) -> list[str]:
        known = {"img/a.png": declared} if declared else {}
        return [finding.code for finding in gate(text, image, facts=facts, declared=known).findings]

    assert codes(NOTHING_HELD, None) == ["TG111"]
    assert codes(NOTHING_HELD, Depiction(sha256=DIGEST)) == []
    assert codes(NOTHING_HELD, Depiction(sha256="0" * 64)) == ["TG112"]
    assert codes(NOTHING_HELD, Depiction(sha256=DIGEST, depicts=("soc2",))) == ["TG113"]
    assert codes(SOC2_HELD, Depiction(sha256=DIGEST, depicts=("soc2",))) == []


def test_an_image_published_under_a_name_with_its_digest_is_the_declared_one() -> None:
    image = Artifact(path="img/a.1f2e.png", media="image/png", data=PIXELS)
    assert not gate(page("<p>x</p>"), image, declared={"img/a.png": Depiction(sha256=DIGEST)}).findings


def test_an_image_inside_a_page_needs_a_declaration_too() -> None:
    source = page('<p>x</p>\n<img alt="" src="data:image/png;base64,iVBORw0KGgogcGl4ZWxz">')
    assert [(f.code, f.span.line) for f in gate(source).findings] == [("TG111", 2)]


def test_nothing_to_read_is_never_a_pass() -> None:
    assert [finding.code for finding in gate().findings] == ["TG118"]


def test_no_scheme_to_look_for_is_never_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trustgen.gate.walk.schemes", dict)
    assert "TG118" in [finding.code for finding in gate(page("<p>x</p>")).findings]


def test_what_a_reader_cannot_read_holds_the_build() -> None:
    assert [f.code for f in errors(gate(page('<script type="application/ld+json">{</script>')))] == ["TG116"]


def test_a_finding_says_where_its_text_was_written() -> None:
    asked: list[tuple[str, int]] = []

    def trace(path: str, offset: int) -> Span | None:
        asked.append((path, offset))
        return Span(path="content/pages/a.md", line=7, column=3)

    source = "<p>ä We are SOC 2 certified.</p>"
    result = run([page(source)], NOTHING_HELD, {}, trace=trace)
    related = errors(result)[0].related
    assert [(one.label, one.span.path, one.span.line) for one in related] == [("written here", "content/pages/a.md", 7)]
    assert ("index.html", source.index("SOC")) in asked


def test_a_finding_in_a_pdf_is_traced_through_the_page_it_was_made_from() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    claim = "<p>We are proudly SOC 2 Type II certified.</p>"
    source = f"<html lang=en><title>t</title><h1>Trust</h1><p>All good.</p>\n{claim}</html>"
    printed = Artifact(
        path="paper.pdf",
        media="application/pdf",
        data=weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/ua-1"),
    )
    companion = page(source, "paper.html")
    asked: list[tuple[str, int]] = []

    def trace(path: str, offset: int) -> Span | None:
        asked.append((path, offset))
        return Span(path="content/whitepaper/a.md")

    result = run([printed], NOTHING_HELD, {}, trace=trace, companions={"paper.pdf": companion})
    found = next(finding for finding in errors(result) if finding.scheme == "soc2")
    assert (found.span.path, found.span.route) == ("paper.pdf", "page.1")
    assert [one.span.path for one in found.related] == ["content/whitepaper/a.md"]
    assert ("paper.html", source.index("SOC 2")) in asked


def test_a_block_read_in_two_ways_is_judged_once() -> None:
    assert not errors(gate(page("<p>We are <b>n</b>ot SOC 2 certified.</p>")))
    found = errors(gate(page('<p><span class="a">SOC 2</span><span class="b">Certified</span></p>')))
    assert len([finding for finding in found if finding.scheme == "soc2"]) == 1


def test_a_claim_on_one_page_is_found_among_many() -> None:
    pages = [page(f"<p>Page {number} says nothing.</p>", f"p/{number}.html") for number in range(50)]
    found = errors(gate(*pages, page("<p>We are ISO 27001 certified.</p>", "p/x.html"), *pages))
    assert {(finding.span.path, finding.scheme) for finding in found} == {("p/x.html", "iso27001")}
