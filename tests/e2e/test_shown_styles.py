"""Whatever a project's styles do, what has to be seen stays in sight, and nothing is drawn over it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_reference, copy_small, edit, made, override, style

from trustgen.pipeline import Memory

if TYPE_CHECKING:
    from trustgen.finding import Finding

SHIPPED = Path(__file__).parents[2] / "static" / "css"
MEMORY = Memory()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def findings(project: Path) -> list[Finding]:
    return [finding for finding in made(project, MEMORY).findings if finding.code == "TG415"]


def test_the_repository_is_a_project_itself(tmp_path: Path) -> None:
    """Its `templates/` and `static/` are the shipped ones, and `make site` builds from them."""
    project = copy_reference(tmp_path / "project")
    for name in ("templates", "static/css"):
        shutil.copytree(ROOT / name, project / name)
    walk = made(project)
    assert [finding.code for finding in walk.findings if finding.severity.word == "error"] == []
    assert walk.artifacts is not None


def test_a_harmless_template_beside_everything_that_the_reference_shows_is_clean(tmp_path: Path) -> None:
    project = copy_reference(tmp_path / "project")
    own = project / "templates" / "components" / "absent.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{# ours #}" + (ROOT / "templates" / "components" / own.name).read_text("utf-8"), "utf-8")
    assert findings(project) == []


def test_a_status_in_a_caption_is_guarded_like_any_other(project: Path) -> None:
    override(project, "components/exceptions.html.j2", "</caption>", '<span class="outcome">Pass</span></caption>')
    assert any("a status" in finding.message and "caption" in finding.message for finding in findings(project))


def test_an_unchanged_copy_of_every_stylesheet_is_clean(project: Path) -> None:
    shutil.copytree(SHIPPED, project / "static" / "css")
    assert findings(project) == []


CLEAN = """
* { box-sizing: border-box; margin: 0 }
.outcome { font-size: 1.1em; letter-spacing: 0.02em }
.outcome__word { text-transform: uppercase; font-weight: 700 }
.headline { margin-block: 2rem; border-top: 2px solid #345 }
.footer__made { padding: 2px; display: inline-block }
body { font-family: Georgia, serif; line-height: 1.7; background: var(--ground); color: var(--ink-soft) }
.prose h2::before { content: counter(part) '. ' }
.footer__made { display: none }
.masthead__name { color: #a2003f; letter-spacing: 0.02em }
.tally { display: inline-flex; gap: 2rem; background-color: var(--surface) }
@media (min-width: 90rem) { .strip { grid-template-columns: repeat(3, minmax(0, 1fr)) } }
.opening { max-width: 90rem; padding: var(--space-4) }
.citation:hover { text-decoration: underline }
:root { --space-4: 1.25rem; --serif: Georgia, serif; --link: #0b4f8a; --brand: #a2003f }
@media (prefers-color-scheme: dark) { :root { --link: #9fd0ff } }
@font-face { font-family: Brand; src: url('../fonts/newsreader-latin.woff2'); font-display: swap }
.nobody-has-this { position: fixed; inset: 0 }
""".strip().splitlines()


def test_a_style_of_its_own_is_a_projects_business(project: Path) -> None:
    style(project, "\n".join(line for line in CLEAN if "--link: #0b4f8a" not in line))
    assert findings(project) == []


def test_a_token_of_its_own_is_legible_in_both_schemes(project: Path) -> None:
    style(project, "\n".join(CLEAN))
    assert findings(project) == []
    style(project, next(line for line in CLEAN if "--link: #0b4f8a" in line))
    (found,) = findings(project)
    assert found.message == (
        "`--link: #0b4f8a` can hide what is drawn with it: `--link` has to be legible on `--ground` in the dark scheme."
    )
    assert (found.span.path, found.span.line, found.span.column) == ("static/css/components/own.css", 1, 54)


def test_a_changed_copy_of_a_shipped_sheet_is_clean(project: Path) -> None:
    text = (SHIPPED / "components" / "strip.css").read_text("utf-8")
    style(project, text.replace("row-gap: var(--space-4)", "row-gap: 3rem"), "components/strip")
    assert findings(project) == []


STATUS = """
.outcome { display: none }
.outcome__word { visibility: hidden }
.outcome--fail { opacity: 0.4 }
.outcome--fail .outcome__word { font-size: 0 }
.outcome--fail { font-size: 5px }
.outcome { font-size: 0.5em }
html { font-size: 10px }
.citations { position: absolute; }
.citations { margin-left: -9999px }
.outcome { text-indent: -999em }
.strip__controls { max-height: 0 }
.strip__controls { overflow: hidden }
.outcome__word { width: 0 }
.controls__item:has(.outcome--fail) { display: none }
@media (max-width: 40rem) { .outcome__word { clip-path: inset(50%) } }
@media print { .verdict { display: none } }
@supports (display: grid) { @layer late { .outcome { transform: scale(0) } } }
.strip { & .outcome--fail { scale: 0 } }
.outcome--fail { color: var(--ground) }
.outcome__word { color: transparent }
.outcome__word { background: #a3221b }
.outcome__word { -webkit-text-fill-color: transparent }
.outcome { -webkit-text-security: disc }
.outcome { filter: opacity(0) }
.outcome { mask: linear-gradient(transparent, transparent) }
.outcome { mix-blend-mode: difference }
.outcome--fail { content: 'Pass' }
.outcome--fail::before { content: 'Pass' }
main { content-visibility: hidden }
main { translate: -200vw }
li:hover .outcome { zoom: 0.01 }
.outcome { text-shadow: 0 0 9px red }
.outcome { line-height: 0 }
.outcome { letter-spacing: -1em }
.outcome { white-space: nowrap }
.outcome { animation: gone 1s forwards }
.outcome__mark { display: none }
.outcome__mark { border: 0 }
.outcome__mark { background: none }
.outcome { opacity: var(--o) }
.outcome { font-size: calc(1px * 0) }
.outcome { all: unset }
.outcome { some-new-property: 1 }
.outcome { padding: 1rem }
main { display: inline }
main { flex-direction: row-reverse }
[data-any]:is(.outcome) { display: none }
.outcome:unheard-of { display: none }
::-webkit-whatever { display: none }
@container (width > 1px) { .outcome { direction: rtl; } }
""".strip().splitlines()


def test_every_style_that_can_hide_a_status_is_refused(project: Path) -> None:
    style(project, "p { margin: 0 }\n" + "\n".join(STATUS))
    found = findings(project)
    assert [finding.span.text for finding in found] == STATUS
    assert [finding.span.line for finding in found] == [at + 2 for at in range(len(STATUS))]
    assert {finding.span.path for finding in found} == {"static/css/components/own.css"}
    assert all("can hide, or draw over, " in finding.message for finding in found)
    assert all(finding.related[0].span.path.endswith(".html") for finding in found)


OVER = """
.footer__made { position: fixed }
.footer__made { margin-top: -40rem }
.masthead { transform: translateY(20rem) }
.masthead__name { outline: 90rem solid white }
.masthead { box-shadow: 0 0 0 90rem white }
.rail::after { position: absolute; }
.masthead { height: 0 }
.masthead { grid-area: 1 / 1 }
.masthead { z-index: 9 }
.footer__made { display: inline }
.masthead__name { padding: 3rem }
.masthead__name { border: 1rem solid white }
""".strip().splitlines()


def test_every_style_that_can_draw_over_something_is_refused(project: Path) -> None:
    style(project, "\n".join(OVER))
    found = findings(project)
    assert [finding.span.text for finding in found] == OVER
    assert all("can be drawn over what has to be seen: `<" in finding.message for finding in found)


ELSE = {
    ".tally__count { display: none }": "a status",
    ".metric__value { visibility: hidden }": "a measurement",
    ".gauge__part { width: 100% }": "a measurement",
    ".footer { display: none }": "the snapshot",
    ".footer__snapshot time { opacity: 0 }": "the snapshot",
    ".demonstration__text { font-size: 1px }": "the notice of a demonstration",
    ".paper__demonstration { opacity: 0 }": "the notice of a demonstration",
    ".stale { background: var(--ground) }": "the notice that a snapshot is out of date",
    ".stale { display: none }": "the notice that a snapshot is out of date",
    ".standing { color: white }": "whether a certification is held",
    ".entry__text em { display: none }": "whether a certification is held",
    "@keyframes gone { to { opacity: 0 } }": "a status",
    "@page { size: 1px }": "a status",
    "@font-face { font-family: Tiny; size-adjust: 1% }": "a status",
    "@import 'other.css';": "a status",
}


def test_every_style_that_can_hide_anything_else_is_refused(project: Path) -> None:
    denial = "Quill does not hold a SOC 2 report."
    edit(project / "content" / "assurances.yml", denial, denial.replace("not", "*not*"))
    style(project, "\n".join(ELSE))
    found = findings(project)
    assert [finding.span.text for finding in found] == list(ELSE)
    assert [what for finding, what in zip(found, ELSE.values(), strict=True) if what not in finding.message] == []


def test_a_denial_is_guarded_wherever_it_stands(project: Path) -> None:
    denial = "We are *not* SOC 2 certified."
    edit(project / "content" / "pages" / "reading.md", "*Scanned* means", f"{denial}\n\n*Scanned* means")
    style(project, ".prose em { opacity: 0 }")
    (found,) = findings(project)
    assert "what is said of a certification: `<em>` of `reading.html`" in found.message


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("components/outcome", "border: 0.1em solid var(--outcome)", "", "which draws a status, is left out"),
        ("components/outcome", "transform: rotate(-45deg)", "", "which draws a status, is left out"),
        ("components/gauge", "fill: var(--ink)", "fill: red", "can hide, or draw over, a measurement"),
        ("tokens", "--fail: var(--red-40);", "", ""),
        ("tokens", "--fail: var(--red-40)", "--fail: #fbfaf7", "`--fail` has to be legible on `--ground`"),
        ("tokens", "--text-micro: 0.75rem", "--text-micro: 1px", "keeps its kind"),
        ("tokens", "--space-1: 0.25rem", "--space-1: -90rem", "keeps its kind"),
        ("tokens", "--band: var(--blue-15);", "", ""),
        ("tokens", "--measure: 38rem;", "", "`--measure` is left out of this copy"),
        ("layers", "reset, tokens, base", "base, tokens, reset", "`@layer base, tokens, reset"),
    ],
)
def test_a_copy_that_takes_something_away_is_refused(project: Path, name: str, old: str, new: str, said: str) -> None:
    text = (SHIPPED / f"{name}.css").read_text("utf-8")
    assert old in text
    style(project, text.replace(old, new), name)
    found = findings(project)
    if said:
        assert [finding for finding in found if said in finding.message]
    else:
        # The value of the dark scheme is still there: it is the only one then.
        assert found


@pytest.mark.parametrize("name", ["skip", "masthead__nav"])
def test_a_shipped_class_that_hides_does_not_hide_a_status(project: Path, name: str) -> None:
    word = '<span class="outcome__word">'
    override(project, "components/outcome.html.j2", word, f'<span class="{name} outcome__word">')
    found = findings(project)
    assert found
    assert f"`.{name}" in found[0].message


def test_a_style_attribute_is_the_projects_own(project: Path) -> None:
    override(project, "components/outcome.html.j2", '<span class="outcome ', '<span style="opacity: 0" class="outcome ')
    found = findings(project)
    assert len({finding.message.split(" of `")[0] for finding in found}) == len(found)
    assert found[0].message.startswith("`opacity: 0` can hide, or draw over, a status: `<span class=")
    assert "opacity: 0" in (found[0].span.text or "")


def test_a_stylesheet_inside_of_the_whitepaper_is_the_projects_own(project: Path) -> None:
    paper = '<link rel="stylesheet" href="css/print.css">'
    sheet = [".outcome__word { display: none }", ":root { --fail: #fbfaf7 }"]
    override(project, "whitepaper.html.j2", paper, f"{paper}\n  <style>\n{sheet[0]}\n{sheet[1]}\n  </style>")
    found = findings(project)
    assert {finding.span.path for finding in found} == {"whitepaper.html"}
    assert [finding.span.text for finding in found] == sheet


def test_a_stylesheet_in_an_address_is_refused(project: Path) -> None:
    link = '<link rel="StyleSheet" href="data:text/css,.outcome{opacity:0}">'
    override(project, "layouts/base.html.j2", '<link rel="stylesheet"', f'{link}<link rel="stylesheet"')
    (found,) = findings(project)
    assert found.message.endswith("carries a style sheet in an address of its own.")


def test_a_stylesheet_beside_the_others_is_looked_at(project: Path) -> None:
    (project / "static" / "extra").mkdir(parents=True)
    (project / "static" / "extra" / "more.css").write_text("p { margin: 0 }\n.outcome { opacity: 0 }")
    (found,) = findings(project)
    assert (found.span.path, found.span.line, found.span.column) == ("static/extra/more.css", 2, 12)
