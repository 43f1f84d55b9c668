"""Write the attack vectors of the posture format to tests/vectors/attacks/; `--check` only compares them.

Each attack is a folder with what is different in it; what is not there stands in `base/`.  `manifest.json` says of each
what to verify it by and what the right answer is.  Seeds, nonces (RFC 6979) and clock are fixed: the same bytes come
out everywhere.  The keys are test keys: their private halves can be computed from the source.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "vectors" / "attacks"
sys.path.insert(0, str(ROOT / "tests" / "support"))

from attacks import ATTACKS  # noqa: E402
from attacks.case import ACCEPT, Attack, Case, tidy  # noqa: E402
from posture_simulator import at  # noqa: E402

KEPT = ("trust-policy.json", "checklist.json")
README = """# Attacks on posture snapshots

<!-- Written by scripts/make_attack_vectors.py from tests/support/attacks/; edit those. -->

**The keys are test keys, never to be accepted outside tests**: their private halves are hashes of their names, and
anybody can sign with them.

A folder holds what is different in its case; `manifest.json` names the policy, the checklist, the anchors and the time
to verify it by, and the answer of a correct verifier: `accept` with the snapshot that has to be selected, or the name
of one error.  {number} cases: the ids of the format's attack table, and more of the same kind.

| case | attack | how it is made | answer |
|---|---|---|---|
"""


def entry(case: Case, row: Attack) -> dict[str, Any]:
    """The row of the manifest; removes from the case's folder what the base has too."""
    folder, base = case.root, case.root.parent / "base"
    case.finish()
    for name in KEPT:
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.read_bytes() == (base / name).read_bytes():
            path.unlink()

    def kept(name: str | None) -> str | None:
        if name is None:
            return None
        home = base if name in KEPT and not os.path.lexists(folder / name) else folder
        return f"{home.name}/{name}"

    return {
        "id": row.id,
        "attack": row.title,
        "how": row.how,
        "why": row.why,
        "source": f"{row.id}/{case.source}",
        "policy": kept(case.policy_file),
        "checklist": kept(case.checklist_file),
        "lock": kept(case.lock),
        "state": kept(case.state_file),
        "site": kept(case.site),
        "asOf": at(case.now),
        "expect": row.expect,
        "selected": selected(case) if row.expect == ACCEPT else None,
    }


def selected(case: Case) -> dict[str, Any]:
    """The highest snapshot of an accepted case, as this script reads it without the verifier."""
    import base64
    import json

    found: dict[int, bytes] = {}
    for path in case.folder.iterdir():
        value = json.loads(path.read_bytes())
        text = value.get("dsseEnvelope", value)["payload"].replace("-", "+").replace("_", "/")
        payload = base64.b64decode(text)
        found[json.loads(payload)["predicate"]["sequence"]] = payload
    return {"sequence": max(found), "sha256": sha256(found[max(found)]).hexdigest()}


def write(target: Path) -> None:
    """Write every vector into a folder that does not exist."""
    base = Case(target / "base")
    base.folder.rmdir()
    base.finish()
    rows = []
    for row in ATTACKS:
        case = Case(target / row.id)
        row.make(case)
        rows.append(entry(case, row))
        answer = "Has to be accepted" if row.expect == ACCEPT else f"Refused as `{row.expect}`"
        text = f"# {row.id}: {row.title}\n\nHow: {row.how}.\n\n{answer}: {row.why}.\n"
        (case.root / "README.md").write_text(text.replace("?.", "?"), "utf-8")
    manifest = {
        "format": "posture-snapshot-vectors/1",
        "note": "test keys, never to be accepted outside tests",
        "asOf": at(datetime.fromisoformat("2026-11-23T12:00:00Z")),
        "vectors": rows,
    }
    (target / "manifest.json").write_bytes(tidy(manifest))
    table = (f"| [{row.id}]({row.id}/README.md) | {row.title} | {row.how} | `{row.expect}` |\n" for row in ATTACKS)
    (target / "README.md").write_text(README.format(number=len(ATTACKS)) + "".join(table), "utf-8")
    (target / ".gitattributes").write_bytes(b"# The bytes are the point.\n* -text\n")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and link below a folder, by its path; empty folders count too."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def main() -> int:
    """Write the vectors, or with `--check` compare them; 1 when they differ."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "attacks"
        write(made)
        if "--check" in sys.argv[1:]:
            new, kept = tree(made), tree(TARGET)
            stale = sorted(name for name in new.keys() | kept.keys() if new.get(name) != kept.get(name))
            print(f"{len(ATTACKS)} vectors are fresh" if not stale else f"stale: {', '.join(stale[:10])}")
            return 1 if stale else 0
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(made, TARGET, symlinks=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
