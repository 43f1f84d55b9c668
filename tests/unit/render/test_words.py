"""The catalogue of the interface's words: it is whole, it is used, and nothing in it sounds like a claim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trustgen import yamldoc
from trustgen.claims.engine import Engine
from trustgen.claims.facts import Facts
from trustgen.files import Folder
from trustgen.render import commands, evidence
from trustgen.render.words import Words, read_words
from trustgen.resources import shipped

if TYPE_CHECKING:
    from trustgen.source import Text

TEMPLATES = shipped("templates")


def catalogue(folder: Path = TEMPLATES) -> Words | tuple[object, ...]:
    return read_words((Folder(folder, "templates"),), "en")


def routes(part: Words, prefix: str = "") -> dict[str, Text]:
    found: dict[str, Text] = {}
    for key in part:
        value = part[key]
        if isinstance(value, Words):
            found.update(routes(value, f"{prefix}{key}."))
        else:
            found[prefix + key] = value
    return found


@pytest.fixture(scope="module")
def words() -> dict[str, Text]:
    made = catalogue()
    assert isinstance(made, Words)
    return routes(made)


ALGORITHMS = ("ecdsa-p256-sha256", "ed25519")


def spoken_in_code(route: str) -> bool:
    """Whether the code that makes commands for readers or attachments asks for a word, by name or by its beginning."""
    code = "".join(Path(str(one.__file__)).read_text(encoding="utf-8") for one in (commands, evidence))
    if route.removeprefix("verify.commands.") in ALGORITHMS:
        return "self._command(signer.algorithm," in code
    names = {route, route.removeprefix("verify."), route.removeprefix("verify.commands.")}
    begun = [*re.findall(r'f"(verify\.[a-z_.]+\.)\{', code), *re.findall(r'_command\(f"([a-z_.]+)\{', code)]
    return any(f'"{name}"' in code for name in names) or any(
        name.startswith(stem) for name in names for stem in begun if stem != "verify.commands."
    )


def test_every_word_is_used(words: dict[str, Text]) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2"))
    dynamic = [re.sub(r"\[.*", "", found) for found in re.findall(r"words\.([a-z_.]+\[)", code)]
    unused = [
        route
        for route in words
        if f"words.{route}" not in code
        and not route.startswith("pages.")
        and not any(route.startswith(stem.rstrip("[")) for stem in dynamic)
        and not spoken_in_code(route)
    ]
    assert unused == []
    assert not spoken_in_code("verify.commands.nothing")
    assert not spoken_in_code("gate.lead")


def test_the_words_make_no_claim(words: dict[str, Text]) -> None:
    from datetime import date

    from trustgen.scopes.unit import Surface, Unit

    engine = Engine(Facts(holdings=(), as_of=date(2026, 11, 24)))
    units = tuple(Unit(scope="text.body", surface=Surface.PROSE, text=str(text)) for text in words.values())
    assert [mention.text for mention in engine.judge(units)] == []


def test_words_that_are_not_texts_are_findings(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.yml").write_text("frame:\n  skip: [a, b]\n", encoding="utf-8")
    made = catalogue(tmp_path)
    assert isinstance(made, tuple)
    assert {finding.code for finding in made} == {"TG041"}  # type: ignore[attr-defined]


def test_a_catalogue_that_is_missing_or_broken_is_a_finding(tmp_path: Path) -> None:
    made = catalogue(tmp_path)
    assert isinstance(made, tuple)
    assert [finding.code for finding in made] == ["TG001"]  # type: ignore[attr-defined]
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.yml").write_text("a: b\na: c\n", encoding="utf-8")
    made = catalogue(tmp_path)
    assert isinstance(made, tuple)
    assert made[0].code == yamldoc.DUPLICATE_KEY.code  # type: ignore[attr-defined]


def test_a_project_may_bring_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    text = (TEMPLATES / "words" / "en.yml").read_text(encoding="utf-8").replace("Skip to the text", "Skip")
    (tmp_path / "words" / "en.yml").write_text(text, encoding="utf-8")
    made = read_words((Folder(tmp_path, "templates"), Folder(TEMPLATES, "templates")), "en")
    assert isinstance(made, Words)
    frame = made["frame"]
    assert isinstance(frame, Words)
    assert str(frame["skip"]) == "Skip"
