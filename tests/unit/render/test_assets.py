"""Static files: which are published, in which order styles are joined, and that the shipped ones are declared."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from trustgen.render.assets import Static, static_files
from trustgen.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

STATIC = shipped("static")
SHEETS = sorted((STATIC / "css").rglob("*.css"))
COMPONENTS = sorted((STATIC / "css" / "components").glob("*.css"))


def made(root: Path) -> Static:
    found = static_files(root)
    assert isinstance(found, Static), found
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "static" / "css" / "components").mkdir(parents=True)
    (tmp_path / "static" / "img").mkdir()
    return tmp_path


def codes(root: Path) -> list[str]:
    found = static_files(root)
    return [] if isinstance(found, Static) else [finding.code for finding in found]


def test_every_site_gets_the_shipped_styles_and_fonts(tmp_path: Path) -> None:
    paths = {artifact.path for artifact in made(tmp_path).artifacts}
    assert {path.relative_to(STATIC).as_posix() for path in (STATIC / "fonts").iterdir()} <= paths
    assert [path for path in paths if path.endswith(".css")] == [made(tmp_path).screen_css]
    assert not any(path.startswith("img/") for path in paths)


def test_the_stylesheet_carries_its_digest_in_its_name(tmp_path: Path) -> None:
    static = made(tmp_path)
    sheet = next(artifact for artifact in static.artifacts if artifact.path == static.screen_css)
    assert static.screen_css == f"css/site-{hashlib.sha256(sheet.data).hexdigest()[:8]}.css"


def test_styles_are_joined_in_the_order_of_the_layers(project: Path) -> None:
    (project / "static" / "css" / "components" / "aaa.css").write_text("@layer components { .aaa { color: red } }")
    names = [name for name, _ in made(project).sheets]
    assert names[:5] == ["layers", "tokens", "reset", "base", "layout"]
    assert names[-1] == "paged"
    assert "components/aaa" in names
    screen = next(a for a in made(project).artifacts if a.path == made(project).screen_css)
    assert b"@page" not in screen.data


def test_a_project_replaces_a_file_and_adds_others(project: Path) -> None:
    (project / "static" / "css" / "tokens.css").write_text("@layer tokens { :root { --mine: 1 } }")
    (project / "static" / "img" / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    static = made(project)
    sheets = dict(static.sheets)
    assert "--mine" in sheets["tokens"]
    assert len(sheets["base"]) > 100
    assert "img/a.svg" in {artifact.path for artifact in static.artifacts}


def test_print_gets_the_components_that_the_document_uses(tmp_path: Path) -> None:
    static = made(tmp_path)
    names = [path.stem for path in COMPONENTS]
    one = static.print_css(f'<p class="{names[0]}__title {names[1]}--big">')
    text = one.data.decode()
    used = [name for name in names if dict(static.sheets)[f"components/{name}"] in text]
    assert used == sorted({names[0], names[1]})
    assert "@page" in text


def test_a_file_of_an_unknown_kind_is_refused(project: Path) -> None:
    (project / "static" / "tool.exe").write_bytes(b"MZ")
    assert codes(project) == ["TG051"]


def test_a_link_out_of_the_folder_is_refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (project / "static" / "secret.txt").symlink_to(outside)
    assert codes(project) == ["TG003"]


def test_a_linked_folder_is_refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    (project / "static" / "more").symlink_to(outside)
    assert codes(project) == ["TG003"]


def test_a_stylesheet_that_is_not_text_is_refused(project: Path) -> None:
    (project / "static" / "css" / "components" / "x.css").write_bytes(b"\xff\xfe")
    assert codes(project) == ["TG002"]


def test_the_shipped_fonts_are_declared_as_they_are() -> None:
    declared = {asset["path"]: asset for asset in yaml.safe_load((STATIC / "declared.yml").read_text())["assets"]}
    fonts = {path.relative_to(STATIC).as_posix(): path for path in (STATIC / "fonts").glob("*.woff2")}
    assert set(declared) == set(fonts)
    for name, path in fonts.items():
        assert declared[name] == {
            "path": name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "depicts": "none",
        }


def test_every_font_has_its_licence_beside_it_and_all_are_small() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    licences = [path.name for path in (STATIC / "fonts").glob("*licence*")]
    for font in fonts:
        assert any(font.name.startswith(name.split("-licence")[0]) for name in licences), font.name
    assert sum(font.stat().st_size for font in fonts) < 160_000


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_styles_keep_to_the_house(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "!important" not in text
    assert not re.search(r"@import|https?://(?!www\.w3\.org)|expression\(", text)
    assert not re.search(r"(^|[\s,}])#[A-Za-z][\w-]*\s*[,{]", text), "an id as a selector"
    if path.stem not in ("tokens", "paged"):  # the margins of a page know no custom property
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\boklch\(|\brgba?\(|\bhsla?\(", text), "a raw colour"


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_styles_its_own_block_and_what_stands_in_it(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [part for found in re.findall(r"([^{};]+)\{", text) for part in re.split(r",(?![^()]*\))", found)]
    own = re.compile(rf"\.{path.stem}(?![a-z0-9])(?!-[a-z0-9])")
    blocks = [part.strip() for part in selectors if not part.strip().startswith(("@", "&", "from", "to"))]
    assert blocks
    assert [part for part in blocks if not own.search(part) and not part[0].isdigit()] == []


def test_every_component_that_is_styled_is_used() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in shipped("templates").rglob("*.j2"))
    for path in COMPONENTS:
        assert re.search(rf'class="[^"]*\b{path.stem}\b', templates) or path.stem == "prose", path.stem


def test_dark_mode_changes_meanings_alone() -> None:
    for path in SHEETS:
        if path.stem != "tokens":
            assert "prefers-color-scheme" not in path.read_text(encoding="utf-8"), path.name
