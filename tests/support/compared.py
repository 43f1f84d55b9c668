"""The check over whole sites, many at once: its script runs in one tab of a browser, over pages that are only parsed.

`tests/browser/test_check.py` presses the button of a page that a server sends, which is slow; this asks the same script
about as many sites as one likes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from projects import AS_OF
from reader import POSTURE

from trustgen.render.scripts import page_scripts

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from playwright.sync_api import Page

RUNNER = """
async ({ script, base, cases }) => {
  const answers = [];
  for (const { files, now, key, alone } of cases) {
    const site = { ...base, ...files };
    const page = new DOMParser().parseFromString(site["posture/index.html"], "text/html");
    const fetch = async url => {
      const text = site[new URL(url, "https://x/posture/").pathname.slice(1)];
      return new Response(text, { status: text ? 200 : 404 });
    };
    const clock = { now: () => now, parse: Date.parse };
    const source = script + (alone ? ";only = 2" : "") + ";return check";
    const check = new Function("document", "fetch", "Date", source)(page, fetch, clock);
    page.querySelector("#key").value = key;
    await check();
    const said = [...page.querySelectorAll("output > *")];
    answers.push({ said: said.map(line => line.dataset.say.split(" ")[0]), words: said.map(line => line.textContent) });
  }
  return answers;
}
"""


class Site(Struct, frozen=True, kw_only=True):
    """A site to check: what differs from the one that was built, and who looks at it when."""

    files: dict[str, str | None] = {}
    """By path; nothing where a file is gone."""
    now: datetime = AS_OF
    key: str = ""
    """The fingerprint that is given."""
    alone: bool = False
    """Whether the page shows a newer snapshot than it was built with."""


def texts(site: Path) -> dict[str, str]:
    """Every page and every file of the evidence."""
    paths = (path for path in site.rglob("*") if path.suffix in {".html", ".json"})
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}


def checked(page: Page, base: dict[str, str], sites: list[Site], script: str = "") -> list[dict[str, Any]]:
    """What the check says of each: the names of its lines, the state first, and their words."""
    cases = [
        {"files": one.files, "now": one.now.timestamp() * 1000, "key": one.key, "alone": one.alone} for one in sites
    ]
    given = {"script": script or page_scripts().verify.data.decode(), "base": base, "cases": cases}
    assert POSTURE in base
    found: list[dict[str, Any]] = page.evaluate(RUNNER, given)
    return found
