"""Who may import what, and who alone may do what."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "trustgen"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
LONGEST = 300
"""Lines of a module: what fits a reader's head at once."""

IMPORTERS = {
    "botocore": "fetch/sources/s3.py",
    "click": "cli/",
    "cryptography": "(attest/(keys|demokey)|signing/pemkey).py",
    "jinja2": "render/",
    "markdown_it": "markup/",
    "markupsafe": "render/(filters|security|blocks).py",
    "pypdf": "scopes/pdf",
    "pypdfium2": "scopes/pdf",
    "re2": "claims/",
    "rich": "cli/progress.py",
    "rjsmin": "render/scripts.py",
    "selectolax": "scopes/html",
    "sigstore": "attest/keyless.py",
    "starlette": "serve/server.py",
    "tinycss2": "scopes/css",
    "cssselect2": r"scopes/css_selectors",
    "urllib3": "fetch/",
    "uvicorn": "serve/server.py",
    "watchdog": "serve/watch.py",
    "weasyprint": "render/paged",
    "yaml": "(yamldoc|claims/words/datafiles).py",
}
"""For every library, the modules that may import it; whoever wants to replace one finds it in one place."""

HEAVY = (
    "cryptography",
    "jinja2",
    "pydantic",
    "pypdf",
    "re2",
    "rich",
    "sigstore",
    "starlette",
    "urllib3",
    "watchdog",
    "weasyprint",
    "yaml",
)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def test_the_layers_hold() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    assert program is not None
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    assert len(ast.get_docstring(parsed(name)) or "") > 10


def test_no_module_is_a_drawer() -> None:
    drawers = re.compile(r"(^|_)(utils?|helpers?|common|managers?|base|misc)(_|$)")
    assert [name for name in MODULES if any(drawers.search(part) for part in Path(name).with_suffix("").parts)] == []


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_is_imported_in_one_place(library: str) -> None:
    users = {name for name in MODULES if any(found.split(".")[0] == library for found in imported(parsed(name)))}
    assert users, f"nothing imports {library}: take it out of the dependencies"
    assert {name for name in users if not re.match(IMPORTERS[library], name)} == set()


def test_every_dependency_has_its_place() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    ]
    names = {re.split(r"[<>=\[ ]", item)[0] for item in declared}
    imports = {"google-re2": "re2", "markdown-it-py": "markdown_it", "pyyaml": "yaml"}
    assert {imports.get(name, name) for name in names} - set(IMPORTERS) == {"pydantic", "msgspec"}, (
        "they are the model and the values"
    )


def test_only_the_signature_check_makes_a_verified_payload() -> None:
    makers = {
        name
        for name in MODULES
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Verified"
    }
    assert makers == {"attest/dsse.py"}


def test_only_the_markdown_parser_and_the_guard_make_markup() -> None:
    makers = {
        name
        for name in MODULES
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Markup"
    }
    assert makers == {"render/blocks.py", "render/filters.py", "render/security.py"}


def test_nobody_but_the_command_line_prints_exits_or_reads_the_clock() -> None:
    wrong = []
    for name in MODULES:
        if name.startswith("cli/") or name == "__main__.py":
            continue
        for node in ast.walk(parsed(name)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in {"print", "exit", "sys.exit", "os._exit", "time.time", "date.today"} or re.fullmatch(
                    r"(datetime\.)*(now|utcnow|today)", called
                ):
                    wrong.append(f"{name}:{node.lineno} {called}")
    assert wrong == []


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from trustgen.cli import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == "[]\n"
    assert "Commands:" in done.stdout
