"""Take pictures of a built site: the one in the README, or all of them to look at.

    scripts/screenshots.py                 # docs/images/trust-center.png, from site/
    scripts/screenshots.py --all FOLDER    # every page at three widths in both modes, and every page of the PDF

The pages are opened as files, as a reader without a server would; only the page for addresses that lead nowhere is
served, because its links begin at the root.  Chromium is Debian's.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = (360, 768, 1440)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOT_FOUND = "404.html"
PAGES = (
    "index.html",
    "controls/index.html",
    "controls/mtls-001.html",
    "control-mapping.html",
    "subprocessors.html",
    "posture/index.html",
    "posture/verify-yourself.html",
    "posture/verify.html",
    "documents.html",
    NOT_FOUND,
)


class Silent(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Leave the terminal to the person who took the pictures."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """The site at the root of a loopback address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def shoot(browser: Browser, page: str, picture: Path, width: int, scheme: str, *, height: int | None = None) -> None:
    """One picture of one page; the whole page unless a height is given."""
    context = browser.new_context(
        viewport={"width": width, "height": height or 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        device_scale_factor=1 if height is None else 2,
    )
    tab = context.new_page()
    tab.goto(page)
    tab.screenshot(path=picture, full_page=height is None)
    context.close()


def main() -> int:
    """Take the pictures; 1 when there is no built site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        print(f"{options.site} holds no built site; run `make site` first.", file=sys.stderr)
        return 1
    with served(options.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))

        def address(name: str) -> str:
            return f"{root}/{name}" if name == NOT_FOUND else (options.site / name).resolve().as_uri()

        if options.all is None:
            target = ROOT / "docs" / "images" / "trust-center.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            shoot(browser, address("index.html"), target, 1280, "light", height=860)
        else:
            options.all.mkdir(parents=True, exist_ok=True)
            free = sorted(p.relative_to(options.site).as_posix() for p in options.site.glob("*.html"))
            for name in dict.fromkeys([*PAGES, *free]):
                for width in WIDTHS:
                    for scheme in ("light", "dark"):
                        picture = options.all / f"{name.replace('/', '-').removesuffix('.html')}-{width}-{scheme}.png"
                        if (options.site / name).is_file():
                            shoot(browser, address(name), picture, width, scheme)
        browser.close()
    if options.all is not None:
        for document in options.site.glob("*.pdf"):
            command = ["pdftoppm", "-r", "60", "-png", str(document), str(options.all / document.stem)]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
