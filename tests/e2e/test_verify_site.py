"""`trustgen verify`: a published site, or a copy of it, with nothing but its files and a fingerprint."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from keyless_fixtures import BEFORE, make_keyless, put
from posture_simulator import ALICE, BOB, MALLORY, NOW, Simulator, envelope
from projects import AT, Run, copy_small_with_history, made_site, trustgen

from trustgen.attest.select import Selected
from trustgen.finding import Finding
from trustgen.render.evidence import evidence_files
from trustgen.snapshots.site import verify_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trustgen.snapshots import Checked


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with two weeks of snapshots, without its PDF."""
    folder = tmp_path_factory.mktemp("verify")
    return made_site(copy_small_with_history(folder / "project"), folder / "site")


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "site")


def verify(site: Path, *arguments: str) -> Run:
    return trustgen(site.parent, "verify", site, "--format", "json", *(arguments or (AT,)))


def found(run: Run) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["place"]["path"]) for finding in run.findings]


def listed_anew(site: Path, **changes: Any) -> None:
    """What somebody does who can change the site: the manifest lists what is there."""
    path = site / "posture" / "manifest.json"
    record = json.loads(path.read_bytes())
    files = {item.relative_to(site).as_posix(): item for item in site.rglob("*") if item.is_file() and item != path}
    listed = {name: sha256(item.read_bytes()).hexdigest() for name, item in files.items()}
    path.write_text(json.dumps(record | {"files": listed} | changes))


def test_a_site_is_verified_from_its_files_alone(site: Path) -> None:
    policy = json.loads((site / "posture" / "trust-policy.json").read_bytes())
    keyid = policy["keys"][0]["keyid"]
    run = verify(site)
    assert (run.code, run.findings) == (0, [])
    record = json.loads((site / "posture" / "manifest.json").read_bytes())
    assert run.report["selected"] == {"sequence": 14, "sha256": record["sha256"]}
    assert run.report["site"] == {"files": len(record["files"]), "whole": True}
    assert run.report["fingerprints"] == {"given": [], "matched": [], "needed": 1}
    assert [one["sequence"] for one in run.report["verification"]["snapshots"]] == list(range(1, 15))
    colons = ":".join(keyid[place : place + 2] for place in range(0, 64, 2)).upper()
    run = verify(site, AT, "--fingerprint", colons)
    assert (run.code, run.report["fingerprints"]) == (0, {"given": [keyid], "matched": [keyid], "needed": 1})


def test_the_site_names_the_command(site: Path) -> None:
    assert "<code>trustgen verify</code>" in (site / "posture" / "verify-yourself.html").read_text("utf-8")


def test_a_person_reads_what_is_not_proven(site: Path) -> None:
    keyid = json.loads((site / "posture" / "trust-policy.json").read_bytes())["keys"][0]["keyid"]
    said = trustgen(site.parent, "verify", site, AT).out
    assert said.startswith("Snapshot 14 of demonstration is what the site's own trust policy accepts.\n")
    assert "Not proven: whose keys they are. Fingerprints given for 0 of the 1 keys needed." in said
    assert "13 links between the snapshots here" in said
    said = trustgen(site.parent, "verify", site, AT, "--fingerprint", keyid).out
    assert "Not proven" not in said
    assert "Signed by keys whose fingerprints were given: 1 of 1 needed." in said


def test_the_fingerprint_of_another_key_is_told(site: Path) -> None:
    run = verify(site, AT, "--fingerprint", MALLORY.keyid)
    assert (run.code, found(run)) == (3, [("fingerprint-differs", "--fingerprint")])
    for wrong in ("", "ab", MALLORY.keyid + "0", "g" * 64):
        assert verify(site, AT, "--fingerprint", wrong).code == 2


def test_every_file_that_differs_is_told(site: Path) -> None:
    (site / "index.html").write_bytes((site / "index.html").read_bytes() + b"\n")
    (site / "404.html").unlink()
    (site / ".well-known").mkdir(exist_ok=True)
    (site / ".well-known" / "added.txt").write_text("added")
    (site / "robots.txt").rename(site.parent / "robots.txt")
    (site / "robots.txt").symlink_to(site.parent / "robots.txt")
    run = verify(site)
    assert run.code == 3
    assert sorted(found(run)) == [
        ("site-altered", ".well-known/added.txt"),
        ("site-altered", "404.html"),
        ("site-altered", "index.html"),
        ("site-altered", "robots.txt"),
    ]
    assert run.report["site"]["whole"] is False
    assert "Every file is" not in trustgen(site.parent, "verify", site, AT).out


def test_a_folder_that_is_no_site_is_told(tmp_path: Path) -> None:
    for text in (None, "", "{}", '{"files": []}', '{"files": {"index.html": 1}}'):
        (tmp_path / "site" / "posture").mkdir(parents=True, exist_ok=True)
        if text is not None:
            (tmp_path / "site" / "posture" / "manifest.json").write_text(text)
        run = verify(tmp_path / "site")
        assert (run.code, found(run)) == (3, [("no-site", "posture/manifest.json")])


def test_a_site_that_has_gone_stale_is_told(site: Path) -> None:
    run = verify(site, "--as-of=2026-12-20T12:00:00Z")
    assert (run.code, found(run)) == (3, [("stale-snapshot", "posture/latest.dsse.json")])
    assert "--as-of" in run.findings[0]["help"]


def test_a_time_before_the_policy_is_none_to_judge_by(site: Path) -> None:
    run = verify(site, "--as-of=2020-01-01T00:00:00Z")
    assert (run.code, found(run)) == (3, [("clock-error", "posture/trust-policy.json")])


def say_all_pass(site: Path) -> None:
    path = site / "posture" / "status.json"
    value = json.loads(path.read_bytes())
    for row in value["controls"]:
        row["outcome"] = "pass"
    path.write_text(json.dumps(value))


def say_nothing_of_a_control(site: Path) -> None:
    path = site / "posture" / "status.json"
    value = json.loads(path.read_bytes())
    path.write_text(json.dumps(value | {"controls": value["controls"][1:]}))


def say_both_of_a_control(site: Path) -> None:
    path = site / "posture" / "status.json"
    value = json.loads(path.read_bytes())
    failing = next(row for row in value["controls"] if row["outcome"] == "fail")
    path.write_text(json.dumps(value | {"controls": [failing | {"outcome": "pass"}, *value["controls"]]}))


def swap_a_key(site: Path) -> None:
    (path,) = (site / "posture" / "keys").iterdir()
    path.write_text("-----BEGIN PUBLIC KEY-----\n")


def leave_out(number: int) -> Callable[[Path], None]:
    return lambda site: (site / "posture" / "history" / f"{number:010d}.dsse.json").unlink()


def hold_back_the_newest(site: Path) -> None:
    posture = site / "posture"
    (posture / "latest.sigstore.json").unlink()
    (posture / "latest.dsse.json").rename(posture / "history" / "0000000014.dsse.json")
    (posture / "history" / "0000000013.dsse.json").rename(posture / "latest.dsse.json")


def take_the_newest_away(site: Path) -> None:
    (site / "posture" / "latest.dsse.json").unlink()


def damage_the_history(site: Path) -> None:
    path = site / "posture" / "history" / "0000000003.dsse.json"
    value = json.loads(path.read_bytes())
    path.write_text(
        json.dumps(value | {"payload": json.loads((path.parent / "0000000004.dsse.json").read_bytes())["payload"]})
    )


def change_the_checklist(site: Path) -> None:
    path = site / "posture" / "checklist.json"
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.mark.parametrize(
    ("change", "rule", "path"),
    [
        (say_all_pass, "record-contradicted", "posture/status.json"),
        (say_nothing_of_a_control, "record-contradicted", "posture/status.json"),
        (say_both_of_a_control, "record-contradicted", "posture/status.json"),
        (swap_a_key, "record-contradicted", "posture/keys/demonstration-anyone-can-sign.pub"),
        (leave_out(7), "chain-broken", "posture/history"),
        (hold_back_the_newest, "chain-broken", "posture/history/0000000014.dsse.json"),
        (take_the_newest_away, "missing-snapshot", "posture/latest.dsse.json"),
        (damage_the_history, "bad-signature", "posture/history/0000000003.dsse.json"),
        (change_the_checklist, "wrong-checklist", "posture/checklist.json"),
    ],
)
def test_a_manifest_that_was_made_to_fit_hides_nothing_of_the_evidence(
    site: Path, change: Callable[[Path], None], rule: str, path: str
) -> None:
    change(site)
    listed_anew(site)
    run = verify(site)
    assert run.code == 3
    assert set(found(run)) == {(rule, path)}
    if change is say_all_pass:
        assert "what was signed: fail" in run.out


@pytest.mark.parametrize("field", ["environment", "sequence", "sha256", "policySha256", "checklistSha256"])
def test_a_manifest_that_says_something_else_is_told(site: Path, field: str) -> None:
    listed_anew(site, **{field: "another"})
    run = verify(site)
    assert (run.code, found(run)) == (3, [("record-contradicted", "posture/manifest.json")])
    assert f"`{field}`" in run.findings[0]["message"]


def laid(simulator: Simulator, site: Path) -> Path:
    """A site with the simulator's evidence and nothing else."""
    outcome = simulator.verify()
    assert isinstance(outcome, Selected), outcome
    evidence = evidence_files(outcome)
    assert not isinstance(evidence, Finding)
    for artifact in evidence:
        (site / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (site / artifact.path).write_bytes(artifact.data)
    head = outcome.head
    rows = [{"id": name, "outcome": result.outcome.value} for name, result in head.results.items()]
    (site / "posture" / "status.json").write_text(json.dumps({"controls": rows}))
    (site / "posture" / "manifest.json").write_text("{}")
    signed = {"environment": head.environment, "sequence": head.sequence, "sha256": head.sha256}
    digests = {"policySha256": outcome.policy.sha256, "checklistSha256": outcome.checklist.sha256}
    listed_anew(site, **signed, **digests)
    return site


def rules(checked: Checked) -> list[str]:
    return [finding.rule for finding in checked.findings]


def test_a_threshold_of_two_needs_two_fingerprints(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "project")
    simulator.policy["threshold"] = 2
    simulator.put(41, keys=(ALICE,))
    simulator.put(42, keys=(ALICE, BOB))
    site = laid(simulator, tmp_path / "site")
    for given, proven in (((), False), ((ALICE.keyid,), False), ((BOB.keyid, ALICE.keyid), True)):
        checked = verify_site(site, NOW, given)
        assert rules(checked) == []
        assert checked.extra["fingerprints"]["matched"] == [key.keyid for key in (ALICE, BOB) if key.keyid in given]
        assert any(fact.startswith("Not proven") for fact in checked.facts) is not proven


def test_a_policy_that_allows_gaps_allows_them_in_the_history(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path / "project")
    simulator.policy["requireChain"] = False
    simulator.put(40)
    simulator.put(42)
    assert rules(verify_site(laid(simulator, tmp_path / "site"), NOW)) == []


def test_a_keyless_site_is_verified_by_its_bundles(tmp_path: Path) -> None:
    pytest.importorskip("sigstore")
    simulator = Simulator(tmp_path / "project")
    make_keyless(simulator)
    put(simulator, BEFORE)
    put(simulator)
    site = laid(simulator, tmp_path / "site")
    checked = verify_site(site, NOW)
    assert rules(checked) == []
    assert any(fact.startswith("Not proven") for fact in checked.facts)
    # The envelope beside a bundle is about what the bundle proves, or nobody vouches for it.
    stranger = envelope(simulator.payload(43), MALLORY)
    (site / "posture" / "latest.dsse.json").write_text(json.dumps(stranger))
    assert "unknown-signer" in rules(verify_site(site, NOW))
