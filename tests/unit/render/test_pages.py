"""Every page: that it is there, what its frame says, and that nothing of the record is left out or made prettier."""

from __future__ import annotations

import html
import itertools
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from factory import NOW, OUTCOMES, make_center, make_content, make_renderer, rendered
from selectolax.lexbor import LexborHTMLParser

from trustgen.artifact import Artifact
from trustgen.attest.format import PREDICATE_TYPE
from trustgen.model.posture import Outcome
from trustgen.render.assets import MEDIA_TYPES
from trustgen.render.scripts import page_scripts
from trustgen.rules import check_output
from trustgen.rules.site import built_site

if TYPE_CHECKING:
    from trustgen.model.center import TrustCenter

EXPECTED = {
    "404.html",
    "control-mapping.html",
    "controls/auth-001.html",
    "controls/auth-002.html",
    "controls/auth-003.html",
    "controls/index.html",
    "controls/keys-001.html",
    "controls/keys-002.html",
    "controls/keys-003.html",
    "documents.html",
    "gate.html",
    "index.html",
    "posture/index.html",
    "posture/verify-yourself.html",
    "posture/verify.html",
    "posture/verify.js",
    "reading.html",
    "robots.txt",
    "sitemap.xml",
    "subprocessors.html",
    "_headers",
    page_scripts().stale.path,
    page_scripts().verify.path,
}
OTHERS = (
    "css/site-00000000.css",
    "posture/checklist.json",
    "posture/keys/evidence-a.pub",
    "posture/keys/evidence-b.pub",
    "posture/latest.dsse.json",
    "posture/latest-a1a1a1a1a1a1.sigstore.json",
    "posture/latest-b2b2b2b2b2b2.sigstore.json",
    "posture/manifest.json",
    "posture/status.json",
    "posture/trust-policy.json",
    "whitepaper.pdf",
)
"""What other parts of the program publish beside the pages."""


def words(page: str) -> str:
    """What a reader sees, in one line."""
    body = LexborHTMLParser(page).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def htmls(pages: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in pages.items() if path.endswith(".html")}


def test_every_page_is_there(pages: dict[str, str]) -> None:
    assert set(pages) == EXPECTED


def test_every_link_leads_somewhere_and_every_anchor_is_there_once(pages: dict[str, str], center: TrustCenter) -> None:
    artifacts = [
        Artifact(path=path, media=MEDIA_TYPES.get(PurePosixPath(path).suffix, "text/plain"), data=text.encode())
        for path, text in pages.items()
    ]
    site = built_site(artifacts, center.site.base_url, OTHERS)
    assert [finding.message for finding in check_output(site)] == []


def test_links_hold_without_a_server(pages: dict[str, str]) -> None:
    for path, text in htmls(pages).items():
        if path == "404.html":
            continue
        for target in re.findall(r'(?:href|src)="([^"]*)"', text):
            assert not target.startswith("/"), (path, target)
            assert not target.endswith("/") or target.startswith("https://"), (path, target)


def test_the_page_for_what_is_not_found_works_at_any_address(pages: dict[str, str]) -> None:
    targets = re.findall(r'<(?:a|link)[^>]* href="([^"]*)"', pages["404.html"])
    assert targets
    assert all(re.match(r"/|https://|mailto:|#|data:", target) for target in targets), targets


FRAMED = sorted(path for path in EXPECTED - {"posture/verify.html"} if path.endswith(".html"))


@pytest.mark.parametrize("path", FRAMED)
def test_every_page_has_the_whole_frame(pages: dict[str, str], path: str) -> None:
    text = pages[path]
    tree = LexborHTMLParser(text)
    assert tree.css_first("html").attributes["lang"] == "en"
    assert len(tree.css("h1")) == 1
    assert len(tree.css("main")) == 1
    assert tree.css_first("title").text().strip()
    assert tree.css_first("meta[name=description]").attributes["content"]
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://trust.quill.example/" + re.sub(
        r"(^|/)index\.html$", r"\1", path
    )
    assert not tree.css("style, iframe, object, embed")
    assert bool(tree.css("form")) == (path == "posture/index.html")
    for script in tree.css("script"):
        digest = script.attributes["integrity"]
        assert script.attributes.keys() == {"src", "integrity", "crossorigin", "defer"}
        assert script.text() == ""
        assert f"'{digest}'" in policy
    assert not tree.css("[style]")
    skip = tree.css_first("body a")
    assert skip.attributes["href"] == "#" + tree.css_first("main").attributes["id"]  # type: ignore[operator]
    seen = words(text)
    assert "23 November 2026, 11:20 UTC" in seen
    assert "24 November 2026, 13:20 UTC" in seen
    assert "42" in tree.css_first("footer.footer").text()
    assert "abcdef012345" in seen


def test_headings_go_down_one_level_at_a_time(pages: dict[str, str]) -> None:
    for path, text in htmls(pages).items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels[0] == 1, path
        for above, below in itertools.pairwise(levels):
            assert below <= above + 1, (path, levels)


def test_a_demonstration_is_called_so_on_every_page() -> None:
    for path, text in htmls(rendered(make_renderer(make_center(demonstration=True)))).items():
        assert "demonstration" in words(text).lower(), path
    for path, text in htmls(rendered(make_renderer(make_center(demonstration=False)))).items():
        assert "demonstration" not in words(text).lower(), path


def test_a_time_that_was_given_by_hand_is_shown_on_every_page() -> None:
    at = f"{NOW:%H:%M} UTC"
    for path, text in htmls(rendered(make_renderer(make_center(fixed_clock=True)))).items():
        assert at in words(text), path
    # The time that an exception has left is counted from some moment, and the gate judged at one: these pages say it.
    counted = {"posture/index.html", "controls/keys-002.html", "gate.html"}
    for path, text in htmls(rendered(make_renderer(make_center()))).items():
        assert (at in words(text)) == (path in counted), path


def test_the_sections_stand_in_the_order_of_the_site(pages: dict[str, str]) -> None:
    tree = LexborHTMLParser(pages["index.html"])
    ids = [node.attributes.get("id") for node in tree.css("main section[id]")]
    wanted = ["architecture", "subprocessors", "disclosure", "assurances", "documents", "answers"]
    assert [name for name in ids if name in wanted] == wanted
    seen = words(pages["index.html"])
    assert all(f"{number:02d}" in seen for number in range(1, 7))


def test_records_have_their_own_anchors(pages: dict[str, str]) -> None:
    found = set(re.findall(r' id="([^"]*)"', pages["index.html"]))
    assert {"storage", "access", "backups", "whitepaper", "agreement", "encryption", "review", "club"} <= found
    assert {"mailer", "archive"} <= set(re.findall(r' id="([^"]*)"', pages["subprocessors.html"]))
    assert {"keys-001", "auth-003"} <= set(re.findall(r' id="([^"]*)"', pages["controls/index.html"]))


SHOWN = {
    Outcome.PASS: "Pass",
    Outcome.FAIL: "Fail",
    Outcome.EXCEPTION: "Exception",
    Outcome.ERROR: "Error",
    Outcome.NOT_APPLICABLE: "Not applicable",
    Outcome.NOT_SCANNED: "Not scanned",
}


@pytest.mark.parametrize("name", [*OUTCOMES, "AUTH-003"])
def test_every_outcome_is_a_word_and_a_shape(pages: dict[str, str], name: str) -> None:
    outcome = OUTCOMES.get(name, Outcome.NOT_SCANNED)
    tree = LexborHTMLParser(pages[f"controls/{name.lower()}.html"])
    mark = tree.css_first(f".outcome--{outcome.value}")
    assert mark is not None
    assert SHOWN[outcome] in mark.text()
    assert mark.css_first(".outcome__mark") is not None


def test_an_exception_shows_when_it_ends(pages: dict[str, str]) -> None:
    for path in ("controls/keys-002.html", "controls/index.html", "posture/index.html"):
        assert "13 December 2026" in words(pages[path]), path


def test_a_failing_control_is_printed_like_a_passing_one() -> None:
    def shape(outcome: Outcome) -> str:
        outcomes = {**OUTCOMES, "KEYS-001": outcome}
        text = rendered(make_renderer(make_center(outcomes=outcomes)))["controls/index.html"]
        row = LexborHTMLParser(text).css_first("#keys-001")
        assert row is not None
        return re.sub(rf"\b({outcome.value}|{SHOWN[outcome]})\b", "…", row.html or "")

    assert shape(Outcome.FAIL) == shape(Outcome.PASS)


def test_a_line_without_controls_is_called_stated(pages: dict[str, str]) -> None:
    tree = LexborHTMLParser(pages["index.html"])
    assert "Stated, not scanned" in " ".join(tree.css_first("#backups").text().split())
    assert "Stated, not scanned" not in " ".join(tree.css_first("#storage").text().split())


def test_what_is_not_on_record_is_said(pages: dict[str, str]) -> None:
    seen = words(pages["subprocessors.html"])
    # Data, location, legal entity, both dates and the notice period of the one processor that gives none of them.
    assert seen.count("Not on record") >= 5
    for fact in ("Encrypted notebooks", "Iceland", "Archive ehf.", "2 January 2025", "4 March 2027", "30 days"):
        assert fact in seen


def test_a_measurement_stands_beside_its_target(pages: dict[str, str]) -> None:
    seen = words(pages["controls/keys-001.html"])
    for fact in ("193", "200", "96.5 %", "95 %"):
        assert fact in seen, fact
    seen = words(pages["controls/keys-003.html"])
    for fact in ("120", "90", "days"):
        assert fact in seen, fact


def test_a_control_page_says_who_cites_it(pages: dict[str, str]) -> None:
    seen = words(pages["controls/keys-001.html"])
    for fact in ("Storage", "Encryption at rest", "OWN-1", "The scanner reads"):
        assert fact in seen, fact


def test_the_posture_page_lets_a_reader_check(pages: dict[str, str]) -> None:
    text = pages["posture/index.html"]
    seen = words(text)
    for fact in ("abcdef0123456789" * 4, "a1" * 32, "b2" * 32, "c" * 64, "f" * 64, "evidence-a"):
        assert fact in seen, fact
    for target in (
        "latest.dsse.json",
        "checklist.json",
        "trust-policy.json",
        "manifest.json",
        "keys/evidence-a.pub",
        "status.json",
        "verify.html",
        "verify-yourself.html",
    ):
        assert f'href="{target}"' in text, target


def test_a_keyless_signer_is_named_by_identity_and_issuer() -> None:
    pages = rendered(make_renderer(make_center(keyless=True)))
    text = pages["posture/index.html"]
    seen = words(text)
    subject = "https://github.com/quill/scanner/.github/workflows/posture.yml@refs/heads/main"
    issuer = "https://token.actions.githubusercontent.com"
    for fact in (
        f"Identity {subject}",
        f"Vouched for by {issuer}",
        "7" * 64,
    ):
        assert fact in seen, fact
    commands = words(pages["posture/verify-yourself.html"])
    for fact in (
        f"--certificate-identity '{subject}'",
        f"--certificate-oidc-issuer '{issuer}'",
        "--bundle latest.sigstore.json",
        f"--type {PREDICATE_TYPE}",
    ):
        assert fact in commands, fact
    for target in ("latest.dsse.json", "latest.sigstore.json", "roots/777777777777.json"):
        assert f'href="{target}"' in text, target
    assert "Key id" not in seen
    assert ".pub" not in text
    # No browser can check it: there is no button that could not say anything else.
    assert "No browser can check those; cosign can." in seen
    assert "<form" not in text
    assert 'href="verify-yourself.html#cosign"' in text
    assert "insecure-ignore-tlog" not in commands
    assert 'id="python"' not in pages["posture/verify-yourself.html"]


def test_a_key_is_shown_without_a_word_about_identities(pages: dict[str, str]) -> None:
    seen = words(pages["posture/index.html"])
    assert "Key id" in seen
    assert "Identity" not in seen
    assert "Vouched" not in seen
    assert "Check now" in seen
    commands = words(pages["posture/verify-yourself.html"])
    assert "Vouched" not in commands
    assert "--insecure-ignore-tlog sounds worse" in commands


def test_an_assurance_shows_its_standing_and_its_facts(pages: dict[str, str]) -> None:
    seen = words(pages["index.html"])
    for fact in (
        "Held",
        "Not held",
        "Planned",
        "Notebook Registrars",
        "2 January 2026",
        "1 January 2029",
        "3 February 2027",
    ):
        assert fact in seen, fact


def test_texts_of_the_record_cannot_become_markup() -> None:
    evil = '<img src=x onerror="1">'
    content = make_content(
        {"assets.yml": "assets: []\n"}, pages={"x": (f"title: '{evil}'\ndescription: '{evil}'\n", evil)}
    )
    text = rendered(make_renderer(make_center(content)))["x.html"]
    assert evil not in text
    assert html.escape(evil) in text or "&lt;img" in text
    assert not LexborHTMLParser(text).css("[onerror]")


def test_the_sitemap_lists_what_can_be_read(pages: dict[str, str]) -> None:
    listed = re.findall("<loc>([^<]*)</loc>", pages["sitemap.xml"])
    assert len(listed) == len(set(listed)) == len([path for path in EXPECTED if path.endswith(".html")]) - 1
    assert "https://trust.quill.example/" in listed
    assert "https://trust.quill.example/controls/" in listed
    assert not any("404" in address for address in listed)
    assert "Sitemap: https://trust.quill.example/sitemap.xml" in pages["robots.txt"]


def test_pages_are_the_same_bytes_every_time(pages: dict[str, str], center: TrustCenter) -> None:
    assert rendered(make_renderer(center)) == pages
