"""`trustgen verify`: a whitepaper PDF, with nothing but the evidence that it carries and a fingerprint."""

from __future__ import annotations

import io
import json
import random
import time
from typing import TYPE_CHECKING, Any

import pytest
from keyless_fixtures import make_keyless, put
from msgspec.structs import replace
from posture_simulator import MALLORY, NOW, Simulator
from projects import AT, Run, copy_small, copy_small_with_history, made, trustgen
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from trustgen.attest.select import Selected
from trustgen.pipeline import Memory, set_pdf
from trustgen.render.evidence import carried, evidence_files
from trustgen.snapshots.paper import shipped_words, verify_paper
from trustgen.snapshots.printed import _seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from projects import Built

    from trustgen.render.printjob import PrintJob

pytestmark = pytest.mark.slow

HEAD = "latest.dsse.json"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> PrintJob:
    """What the small whitepaper is set from."""
    found = made(copy_small(tmp_path_factory.mktemp("paper") / "project")).print_job
    assert found is not None
    return found


@pytest.fixture
def paper(small: Built, tmp_path: Path) -> Path:
    path = tmp_path / "whitepaper.pdf"
    path.write_bytes((small.site / "whitepaper.pdf").read_bytes())
    return path


def verify(paper: Path, *arguments: str) -> Run:
    return trustgen(paper.parent, "verify", paper, "--format", "json", *(arguments or (AT,)))


def found(run: Run) -> list[tuple[str, str | None]]:
    return [(finding["rule"], finding["place"].get("route")) for finding in run.findings]


def messages(run: Run) -> str:
    return "\n".join(finding["message"] for finding in run.findings)


def carry(paper: Path, change: Callable[[dict[str, list[bytes]]], None]) -> None:
    """The same pages with other attachments."""
    reader = PdfReader(paper)
    files = {name: list(data) for name, data in reader.attachments.items()}
    change(files)
    writer = PdfWriter(clone_from=reader)
    del writer.root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[attr-defined]
    for name, every in files.items():
        for data in every:
            writer.add_attachment(name, data)
    writer.write(paper)


def printed(paper: Path, job: PrintJob, *changes: tuple[str, str], times: int | None = None) -> None:
    """The same evidence with other pages, set by the same program."""
    text = job.paper.data.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, times if times is not None else -1)
    memory = Memory()
    set_pdf(replace(job, paper=replace(job.paper, data=text.encode())), memory)
    assert memory.pdf[0] is not None, memory.pdf[1]
    paper.write_bytes(memory.pdf[0].data)


def test_a_whitepaper_is_verified_from_itself(paper: Path, small: Built) -> None:
    policy = json.loads((small.site / "posture" / "trust-policy.json").read_bytes())
    record = json.loads((small.site / "posture" / "manifest.json").read_bytes())
    keyid = policy["keys"][0]["keyid"]
    run = verify(paper, AT, "--fingerprint", keyid)
    assert (run.code, run.findings) == (0, [])
    assert run.report["selected"] == {"sequence": 1, "sha256": record["sha256"]}
    assert run.report["fingerprints"] == {"given": [keyid], "matched": [keyid], "needed": 1}
    assert run.report["paper"]["printedAsSigned"] is True
    assert run.report["paper"]["carried"] == ["checklist.json", HEAD, "trust-policy.json"]
    for name, data in PdfReader(paper).attachments.items():
        assert data == [(small.site / "posture" / name).read_bytes()]


def test_a_person_reads_what_was_compared_and_what_was_not(paper: Path) -> None:
    said = trustgen(paper.parent, "verify", paper, AT).out
    assert "Snapshot 1 of demonstration is what the trust policy in the PDF accepts." in said
    assert "The PDF prints what was signed: the statuses of 3 controls" in said
    assert "Not compared: the words of chapters" in said
    assert "the chain before this snapshot was not followed" in said
    assert "Not proven: whose keys they are." in said
    assert "Whoever can change the PDF" in said


def test_the_reference_with_its_history_is_verified(reference: Built) -> None:
    """It prints earlier statuses beside those of now, and longer tables."""
    run = verify(reference.site / "security-whitepaper.pdf")
    assert (run.code, run.findings) == (0, [])


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_every_format_names_the_pdf(paper: Path, form: str) -> None:
    run = trustgen(paper.parent, "verify", paper, AT, "--format", form, "--fingerprint", MALLORY.keyid)
    assert run.code == 3
    assert "TG345" in run.out


def test_a_whitepaper_that_has_gone_stale_is_told(paper: Path) -> None:
    run = verify(paper, "--as-of=2026-12-20T12:00:00Z")
    assert (run.code, found(run)) == (3, [("stale-snapshot", f"attachment.{HEAD}")])
    assert run.findings[0]["place"]["path"] == "whitepaper.pdf"
    assert "--as-of" in run.findings[0]["help"]


def alter(files: dict[str, list[bytes]]) -> None:
    value = json.loads(files[HEAD][0])
    first = value["payload"][40]
    value["payload"] = value["payload"][:40] + ("A" if first != "A" else "B") + value["payload"][41:]
    files[HEAD] = [json.dumps(value).encode()]


def change_the_policy(files: dict[str, list[bytes]]) -> None:
    files["trust-policy.json"] = [files["trust-policy.json"][0] + b"}"]


def change_the_checklist(files: dict[str, list[bytes]]) -> None:
    files["checklist.json"] = [files["checklist.json"][0] + b"\n"]


@pytest.mark.parametrize(
    ("change", "rule", "route"),
    [
        (alter, "bad-signature", f"attachment.{HEAD}"),
        (change_the_policy, "policy-error", "attachment.trust-policy.json"),
        (change_the_checklist, "wrong-checklist", "attachment.checklist.json"),
        (lambda files: files.pop(HEAD), "evidence-not-carried", None),
        (lambda files: files.pop("trust-policy.json"), "evidence-not-carried", None),
        (lambda files: files.clear(), "evidence-not-carried", None),
        (lambda files: files[HEAD].append(b"{}"), "evidence-not-carried", f"attachment.{HEAD}"),
        (lambda files: files.update({HEAD: [b" " * 1_100_000]}), "evidence-not-carried", f"attachment.{HEAD}"),
    ],
)
def test_evidence_that_was_changed_is_told(
    paper: Path, change: Callable[[dict[str, list[bytes]]], Any], rule: str, route: str | None
) -> None:
    carry(paper, change)
    run = verify(paper)
    assert (run.code, found(run)) == (3, [(rule, route)])


def test_the_evidence_of_another_snapshot_is_not_that_of_the_pages(paper: Path, tmp_path: Path) -> None:
    """Both were signed; the pages are of one of them."""
    walk = made(copy_small_with_history(tmp_path / "other"))
    assert walk.print_job is not None
    other = {one.name: [one.file.data] for one in walk.print_job.attached}
    carry(paper, lambda files: files.update(other))
    run = verify(paper)
    assert run.code == 3
    assert {rule for rule, _ in found(run)} == {"paper-contradicted", "paper-incomplete"}
    assert "Snapshot No. 14" in messages(run)
    assert run.report["paper"]["printedAsSigned"] is False


def test_other_files_in_it_do_not_matter(paper: Path) -> None:
    carry(paper, lambda files: files.update({"notes.txt": [b"mine"]}))
    assert verify(paper).code == 0


PASS, FAIL = '<span class="outcome__word">Pass</span>', '<span class="outcome__word">Fail</span>'


@pytest.mark.parametrize(
    ("changes", "times", "said"),
    [
        (((FAIL, PASS),), None, "The PDF prints “Pass” for AUTH-001; “Fail” is what was signed."),
        (((FAIL, PASS),), 2, "The PDF prints “Pass” for AUTH-001; “Fail” is what was signed."),
        (((PASS, FAIL),), 2, "The PDF prints “Fail” for KEYS-001; “Pass” is what was signed."),
        (
            (("until 5 January 2027", "until 5 January 2029"),),
            1,
            "“Exception until 5 January 2027” is what was signed.",
        ),
        ((("AUTH-001", "AUTH-009"),), None, "The PDF does not print the status of AUTH-001"),
        ((("AUTH-001", "AUTH-009"),), None, "The PDF prints “Fail” for AUTH-009; “Not scanned” is what was signed."),
        ((("<dt>Sequence</dt><dd>1</dd>", "<dt>Sequence</dt><dd>2</dd>"),), None, "“2” as “Sequence”"),
        ((("ae7a4fe9ec85", "be7a4fe9ec85"),), None, "as “SHA-256 of the payload”"),
        ((("<dt>SHA-256 of the payload</dt>", "<dt>SHA-256</dt>"),), None, "does not print these rows together"),
        ((("<dd>demonstration-anyone-can-sign</dd>", "<dd>security-team</dd>"),), None, "“security-team” as “Key”"),
        ((("20 November 2026, 11:30 UTC", "22 November 2026, 11:30 UTC"),), None, "as “Scan ended”"),
        ((("Snapshot No. 1 ", "Snapshot No. 2 "),), 1, "does not stand on page 2"),
        ((("It was signed with a key that everybody has.", "It was signed."),), None, "everybody has.” does not stand"),
    ],
)
def test_pages_that_say_something_else_are_told(
    paper: Path, job: PrintJob, changes: tuple[tuple[str, str], ...], times: int | None, said: str
) -> None:
    printed(paper, job, *changes, times=times)
    run = verify(paper)
    assert run.code == 3
    assert said in messages(run)
    assert "The PDF prints what was signed" not in trustgen(paper.parent, "verify", paper, AT).out


def test_a_row_of_the_table_alone_is_enough(paper: Path, job: PrintJob) -> None:
    """The status of a table's row stands apart from its control."""
    text = job.paper.data.decode()
    start = text.index("<caption", text.index("table__grid--controls"))
    place = text.index(PASS, start)
    changed = text[:place] + FAIL + text[place + len(PASS) :]
    printed(paper, replace(job, paper=replace(job.paper, data=changed.encode())))
    run = verify(paper)
    assert "The PDF prints “Fail” for KEYS-001" in messages(run)


def test_a_count_that_is_none_is_told(paper: Path, job: PrintJob) -> None:
    text = job.paper.data.decode()
    begin = text.index("plate__head")
    head, rest = text[:begin], text[begin:]
    place = rest.index(">1<")
    changed = head + rest[:place] + ">3<" + rest[place + 3 :]
    printed(paper, replace(job, paper=replace(job.paper, data=changed.encode())))
    assert "The PDF counts 3 times" in messages(verify(paper))


def test_without_its_tags_nothing_is_believed(paper: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    del writer.root_object["/StructTreeRoot"]
    writer.write(paper)
    run = verify(paper)
    assert run.code == 3
    assert "paper-incomplete" in {rule for rule, _ in found(run)}


def encrypted(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def looped(data: bytes) -> bytes:
    """A tree of names that holds itself, and tags that do."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    tree = writer.root_object["/StructTreeRoot"]
    tree[NameObject("/K")] = ArrayObject([tree.indirect_reference])  # type: ignore[index]
    names = writer.root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[index]
    names[NameObject("/Kids")] = ArrayObject([names.indirect_reference])
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        encrypted,
        lambda data: data[: len(data) // 2],
        lambda data: data[:9],
        lambda _: b"",
        lambda _: b"<!doctype html><title>Whitepaper</title>",
        lambda _: b"%PDF-1.7\n" + random.Random(7).randbytes(20_000),
        lambda _: random.Random(8).randbytes(20_000),
        lambda _: b"%PDF-1.7\n%%EOF\n",
    ],
)
def test_what_cannot_be_read_is_one_finding(paper: Path, damage: Callable[[bytes], bytes]) -> None:
    paper.write_bytes(damage(paper.read_bytes()))
    run = verify(paper)
    assert (run.code, found(run)) == (3, [("no-paper", None)])
    assert run.report["selected"] is None


def test_no_damage_crashes_or_passes_for_another_snapshot(paper: Path) -> None:
    """Bytes that were changed anywhere: a finding, or the same snapshot and nothing else."""
    data, dice = paper.read_bytes(), random.Random(20_261_120)
    right = verify_paper(paper, NOW).extra
    begun = time.monotonic()
    for _ in range(25):
        changed = bytearray(data)
        for _ in range(dice.choice((1, 5, 50))):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        paper.write_bytes(changed)
        checked = verify_paper(paper, NOW)
        assert checked.findings or checked.extra["selected"] == right["selected"]
    assert time.monotonic() - begun < 60


def test_tags_and_names_that_hold_themselves_end(paper: Path) -> None:
    paper.write_bytes(looped(paper.read_bytes()))
    assert verify(paper).code == 3


def test_a_file_that_is_too_large_or_none_is_told(paper: Path, tmp_path: Path) -> None:
    with paper.open("ab") as file:
        file.truncate(65 * 1024 * 1024)
    assert found(verify(paper)) == [("no-paper", None)]
    assert found(verify(tmp_path / "nowhere.pdf")) == [("no-paper", None)]
    (tmp_path / "link.pdf").symlink_to(paper)
    assert found(verify(tmp_path / "link.pdf")) == [("no-paper", None)]


def test_a_whitepaper_of_identities_carries_bundle_and_roots(tmp_path: Path, job: PrintJob) -> None:
    pytest.importorskip("sigstore")
    simulator = Simulator(tmp_path / "project")
    make_keyless(simulator)
    put(simulator)
    outcome = simulator.verify()
    assert isinstance(outcome, Selected), outcome
    evidence = evidence_files(outcome)
    assert isinstance(evidence, tuple)
    attached = carried(evidence, outcome, shipped_words("en"))
    memory = Memory()
    set_pdf(replace(job, attached=attached), memory)
    assert memory.pdf[0] is not None
    paper = tmp_path / "whitepaper.pdf"
    paper.write_bytes(memory.pdf[0].data)
    # The pages are of another company; its evidence is verified by certificate, log entry and root.
    checked = verify_paper(paper, NOW)
    assert checked.extra["selected"] == {"sequence": outcome.head.sequence, "sha256": outcome.head.sha256}
    assert {finding.code for finding in checked.findings} == {"TG348", "TG349"}
    assert checked.extra["verification"]["identities"]
    carry(paper, lambda files: files.pop("latest.sigstore.json"))
    assert [finding.rule for finding in verify_paper(paper, NOW).findings] == ["unknown-signer"]


def test_what_a_strangers_pdf_prints_steers_no_terminal() -> None:
    assert _seen("a\x1b[2Jb\u202ec\nd · é") == "a[2Jbcd · é"
    assert len(_seen("x" * 500)) == 160
