"""What the verifier loads, and what it must not."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import trustgen.attest

ATTEST = Path(trustgen.attest.__file__).parent
SOURCES = sorted(ATTEST.rglob("*.py"))


def test_the_verifier_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys, trustgen.attest.select; "
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in "
        "{'sigstore', 'pydantic', 'click', 'yaml', 'jinja2', 'importlib_metadata', 'requests', 'ssl', 'asyncio'} "
        "or name in {'importlib.metadata', 'cryptography.x509', 'socket', 'urllib.request', 'http.client'} "
        "or name.startswith('cryptography.hazmat.primitives.serialization.')))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []


def imported(path: Path) -> set[str]:
    return names(path.read_text())


def names(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_the_crypto_library_is_imported_in_two_places() -> None:
    found = {path.name for path in SOURCES if any(name.startswith("cryptography") for name in imported(path))}
    assert found == {"keys.py", "demokey.py"}


def test_nothing_here_opens_a_connection_or_reads_a_clock() -> None:
    for path in SOURCES:
        text = path.read_text()
        if path.name == "keyless.py":
            # It keeps a library from opening one, and does nothing else with it.
            assert set(re.findall(r"\bsocket\.\w+", text)) == {"socket.has_ipv6"}
            text = text.replace("import socket\n", "")
        assert not names(text) & {"socket", "ssl", "http.client", "urllib.request", "time", "random"}, path.name
        assert ".now(" not in text, path.name
        assert "utcnow" not in text, path.name
        assert "environ" not in text.replace("environment", ""), path.name


def test_a_verified_payload_is_made_in_one_place() -> None:
    found = {path.name for path in SOURCES if " Verified(" in path.read_text()}
    assert found == {"dsse.py"}
    package = ATTEST.parent
    others = {path for path in package.rglob("*.py") if "Verified(" in path.read_text()} - set(SOURCES)
    assert others == set()


def test_files_are_written_in_one_place() -> None:
    for path in SOURCES:
        names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        if path.name != "placing.py":
            assert not names & {"write_bytes", "write_text", "mkdir", "unlink", "rename", "replace_file", "link"}, path


def test_modules_are_short() -> None:
    for path in SOURCES:
        assert len(path.read_text().splitlines()) <= 300, path.name


def test_an_unsigned_statement_is_parsed_by_producers_alone() -> None:
    package = ATTEST.parent
    texts = {path.relative_to(package).as_posix(): path.read_text() for path in package.rglob("*.py")}
    parsing = {name for name, text in texts.items() if "parse_unsigned" in text}
    assert parsing == {"attest/statementform.py", "attest/unsigned.py"}
    checking = {name for name, text in texts.items() if "check_unsigned" in text}
    assert checking == {"attest/unsigned.py", "snapshots/new.py", "snapshots/sign.py"}
