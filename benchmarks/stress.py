"""Makes a project of N pages from N controls, for measuring; its status is a demonstration.

    benchmarks/stress.py N FOLDER [--bodies B]

Every control has some 500 characters of Markdown; with `--bodies B` there are only B different ones.  The first 500
controls are on the checklist (a snapshot holds at most 512), the others are stated, not scanned.
"""

from __future__ import annotations

import argparse
import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from peers import Text

from trustgen.attest.demokey import KEYID, NAME, SPKI

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "sites" / "small" / "content"
SCANNED = 500
PER_FAMILY = 900
SENTENCE = (
    "scanner reads every namespace and compares what it finds with what is declared in version control so that a "
    "workload which nobody declared is seen within minutes and a setting which somebody changed by hand is reported "
    "with its name its place and the time at which it was first observed"
)
WORDS = SENTENCE.split()


def identifier(number: int) -> str:
    """The id of control `number`, from 0."""
    return f"F{number // PER_FAMILY:02d}-{number % PER_FAMILY + 1:03d}"


def body(number: int) -> str:
    """A Markdown text of some 500 characters that is different for every number."""
    turned = WORDS[number % len(WORDS) :] + WORDS[: number % len(WORDS)]
    first, second = " ".join(turned[:24]), " ".join(turned[24:])
    return (
        f"The {first}.\n\nIt fails, in case **{number}**, when one of these is seen:\n\n"
        f"- a `setting-{number}` that differs\n- a name that is unknown\n\nThen the {second}.\n"
    )


def block(text: str, indent: str) -> str:
    """A text as a literal block of YAML."""
    return "|\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in text.splitlines())


def controls(count: int, bodies: int) -> str:
    """The whole `controls.yml`."""
    families = sorted({identifier(number)[:3] for number in range(count)})
    lines = ["checklist: {id: stress, version: 2026.1}", "families:"]
    lines += [f"  - {{id: {name}, title: Family {name}, about: Controls of the family {name}.}}" for name in families]
    lines.append("controls:")
    for number in range(count):
        name = identifier(number)
        lines += [f"  - id: {name}", f"    title: Control number {number} is met", f"    family: {name[:3]}"]
        lines.append("    checks: " + block(body(number % bodies), "      ").rstrip("\n"))
    return "\n".join(lines) + "\n"


def evidence(folder: Path, count: int) -> None:
    """Checklist and demonstration policy."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = [
        {
            "id": identifier(number),
            "title": f"Control number {number}",
            "exceptionsAllowed": False,
            "notApplicableAllowed": False,
            "metrics": [],
        }
        for number in range(min(count, SCANNED))
    ]
    checklist = json.dumps({"id": "stress", "version": "2026.1", "controls": listed}, indent=1).encode()
    (folder / "checklist.json").write_bytes(checklist)
    policy = json.loads((ROOT / "content" / "posture" / "trust-policy.json").read_bytes())
    policy["checklists"] = [{"id": "stress", "version": "2026.1", "sha256": sha256(checklist).hexdigest()}]
    policy["keys"] = [{**policy["keys"][0], "name": NAME, "keyid": KEYID, "spki": SPKI}]
    (folder / "trust-policy.json").write_text(json.dumps(policy, indent=1))


def project(folder: Path, count: int, bodies: int) -> None:
    """Write the project."""
    content = folder / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SMALL, content, ignore=shutil.ignore_patterns("posture"))
    (content / "controls.yml").write_text(controls(count, bodies))
    lines = [
        f"  - {{id: line-{number}, title: Line {number}, prose: Stated here., controls: [{identifier(number)}]}}"
        for number in range(min(count, 10))
    ]
    (content / "architecture.yml").write_text("lines:\n" + "\n".join(lines) + "\n")
    for name, key in (("answers.yml", "answers"),):
        (content / name).write_text(f"{key}: []\n")
    shutil.rmtree(content / "mappings")
    evidence(content / "posture", count)


def texts(count: int, bodies: int) -> Iterator[Text]:
    """As many pages of the same text for another program, and an index."""
    yield Text(name="index", title="Stress", body="An index.\n")
    for number in range(count):
        title = f"Control number {number} is met"
        yield Text(name=identifier(number).lower(), title=title, body=body(number % bodies))


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int)
    options = parser.parse_args()
    project(options.folder, options.count, options.bodies or options.count)


if __name__ == "__main__":
    main()
