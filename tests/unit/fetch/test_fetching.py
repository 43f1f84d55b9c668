"""What a fetch does to the folder: everything or nothing, and nothing is lost."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from fetches import fetched, held, leftovers, refused, snapshots
from posture_simulator import ALICE, BOB, MALLORY, Simulator, canonical, control, envelope

from trustgen import exchange
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.fetch.fill import additions

if TYPE_CHECKING:
    from loopback import Loopback

NAME = "0000000042.dsse.json"


def test_a_folder_that_is_not_there_is_made(simulator: Simulator, server: Loopback) -> None:
    simulator.folder.rmdir()
    server.offer_files(snapshots(simulator, 42))
    assert fetched(simulator, server.url).findings == ()
    assert set(held(simulator) or {}) == {NAME}
    assert leftovers(simulator) == []


def test_a_folder_without_a_place_to_lie_in_is_not_made(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    request = simulator.request()
    found = fetched(simulator, server.url, folder=request.root / "no" / "such", verifying=False).findings[0]
    assert found.rule == "folder-not-filled"
    assert not (request.root / "no").exists()


def test_what_the_source_does_not_list_stays(simulator: Simulator, server: Loopback) -> None:
    simulator.put(41)
    (simulator.folder / "README.md").write_text("Why this is here.")
    before = held(simulator)
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    checked = fetched(simulator, server.url)
    assert checked.findings == ()
    assert held(simulator) == {**(before or {}), **offered}
    assert checked.extra["fetched"]["unlisted"] == ["0000000041.dsse.json"]
    assert checked.facts[1] == "1 snapshot file on record that the source does not list; kept."
    assert checked.extra["selected"]["sequence"] == 42


def test_fetching_again_changes_nothing(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 41, 42))
    fetched(simulator, server.url)
    before, folder = held(simulator), simulator.folder.stat().st_ino
    checked = fetched(simulator, server.url)
    assert checked.findings == ()
    assert checked.facts[0].endswith("0 new, 2 on record.")
    assert (held(simulator), simulator.folder.stat().st_ino) == (before, folder)


def test_the_same_bytes_under_another_name_are_not_kept_twice(simulator: Simulator, server: Loopback) -> None:
    path = simulator.put(42)
    server.offer_files({"latest.dsse.json": path.read_bytes()})
    checked = fetched(simulator, server.url)
    assert checked.extra["fetched"]["new"] == []
    assert set(held(simulator) or {}) == {NAME}


def test_other_bytes_under_a_name_that_is_taken_get_a_name_of_their_own(simulator: Simulator, server: Loopback) -> None:
    simulator.policy["threshold"] = 2
    one = simulator.put(42, keys=(ALICE,)).read_bytes()
    both = canonical(envelope(simulator.payload(42), BOB))
    server.offer_files({NAME: both})
    checked = fetched(simulator, server.url)
    # Neither file alone has two signatures; together they have.
    assert checked.findings == ()
    [new] = checked.extra["fetched"]["new"]
    assert new.startswith("0000000042-")
    assert held(simulator) == {NAME: one, new: both}
    assert fetched(simulator, server.url).extra["fetched"]["new"] == []


def test_a_long_name_that_is_taken_in_other_letters_still_gets_one() -> None:
    old = EvidenceFile(name="a" * 128 + ".sigstore.json", path="", data=b"1")
    new = EvidenceFile(name="A" * 128 + ".sigstore.json", path="", data=b"2")
    [added] = additions([old], [new], "")
    assert len(added.name) < 140
    assert added.name.endswith(".sigstore.json")


def test_a_folder_that_would_be_too_full_is_refused() -> None:
    files = [EvidenceFile(name=f"{number}.dsse.json", path="", data=b"%d" % number) for number in range(1001)]
    assert len(additions(files[:500], files[:1000], "x")) == 500
    with pytest.raises(Exception, match="1,001 snapshot files"):
        additions(files[:500], files, "x")


# What the policy refuses changes nothing.


def test_a_stranger_s_snapshot_never_reaches_the_folder(simulator: Simulator, server: Loopback) -> None:
    simulator.put(41)
    payload = simulator.payload(42)
    server.offer_files({NAME: canonical(envelope(payload, MALLORY))})
    found = refused(simulator, server.url)
    assert found.rule == "unknown-signer"
    assert found.span.path == f"{server.url}/{NAME}"


def test_one_bad_file_refuses_all_of_them(simulator: Simulator, server: Loopback) -> None:
    offered = snapshots(simulator, 40, 41, 42)
    offered["0000000041.dsse.json"] = offered["0000000041.dsse.json"][:-40]
    server.offer_files(offered)
    assert refused(simulator, server.url).rule == "malformed-envelope"


def test_a_fork_against_the_folder_is_refused(simulator: Simulator, server: Loopback) -> None:
    simulator.put(42)
    forked = canonical(envelope(simulator.payload(42, control("ISOL-001", status="fail")), ALICE))
    server.offer_files({"other.dsse.json": forked})
    assert refused(simulator, server.url).rule == "fork-detected"


def test_a_source_that_offers_only_what_is_old_is_refused(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 40))
    assert refused(simulator, server.url).rule == "stale-snapshot"
    server.offer_files(snapshots(simulator, 41))
    lock = simulator.anchor("lock.json", 42)
    assert refused(simulator, server.url, lock=lock).rule == "rollback-detected"


def test_a_gap_up_to_the_lock_is_refused(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    assert refused(simulator, server.url, lock=simulator.anchor("lock.json", 40)).rule == "chain-broken"


def test_bad_news_is_kept(simulator: Simulator, server: Loopback) -> None:
    simulator.policy["gates"]["fail"] = "stop"
    simulator.put(41)
    assert simulator.rule() == "accept"
    failing = canonical(envelope(simulator.payload(42, control("ISOL-001", status="fail")), ALICE))
    server.offer_files({NAME: failing})
    checked = fetched(simulator, server.url)
    assert [found.rule for found in checked.findings] == ["gate-failed"]
    assert checked.extra["selected"] is None
    assert (held(simulator) or {})[NAME] == failing
    # So the older and better one cannot be published any more.
    assert simulator.rule() == "gate-failed"


def test_a_policy_that_cannot_be_read_is_told_before_anything_is_asked_for(
    simulator: Simulator, server: Loopback
) -> None:
    server.offer_files(snapshots(simulator, 42))
    simulator.policy["treshold"] = 1
    assert refused(simulator, server.url).rule == "policy-error"
    del simulator.policy["treshold"]
    simulator.policy["issuedAt"] = "2027-01-01T00:00:00Z"
    assert refused(simulator, server.url).rule == "clock-error"
    assert server.asked == []


def test_a_folder_that_cannot_be_read_is_told_before_anything_is_asked_for(
    simulator: Simulator, server: Loopback
) -> None:
    (simulator.folder / NAME).mkdir()
    server.offer_files(snapshots(simulator, 42))
    found = fetched(simulator, server.url).findings[0]
    assert found.rule == "unsafe-source"
    assert server.asked == []


def test_without_verifying_the_folder_is_filled_and_the_verification_refuses_it(
    simulator: Simulator, server: Loopback
) -> None:
    server.offer_files({NAME: canonical(envelope(simulator.payload(42), MALLORY))})
    checked = fetched(simulator, server.url, verifying=False)
    assert checked.findings == ()
    assert checked.extra["selected"] is None
    assert "Nothing was verified" in checked.facts[-1]
    assert simulator.rule() == "unknown-signer"


# The folder is exchanged in one move.


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_cannot_be_carried_over_is_told_and_stays(simulator: Simulator, server: Loopback, kind: str) -> None:
    simulator.put(41)
    path = simulator.folder / "mine"
    {"folder": path.mkdir, "link": lambda: path.symlink_to("/etc"), "pipe": lambda: os.mkfifo(path)}[kind]()
    server.offer_files(snapshots(simulator, 42))
    found = fetched(simulator, server.url).findings[0]
    assert found.rule == "folder-not-filled"
    assert "`mine`" in found.message
    assert {entry.name for entry in simulator.folder.iterdir()} == {"mine", "0000000041.dsse.json"}
    assert leftovers(simulator) == []


@pytest.mark.parametrize("step", ["make_durable", "exchange"])
def test_a_failing_disk_leaves_the_folder_as_it_was(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    simulator.put(41)
    server.offer_files(snapshots(simulator, 42))
    monkeypatch.setattr(exchange, step, fail)
    found = refused(simulator, server.url)
    assert found.rule == "folder-not-filled"
    assert "No space left" in found.message


@pytest.mark.parametrize("step", ["make_durable", "exchange"])
def test_a_killed_fetch_leaves_the_folder_as_it_was_and_the_next_one_cleans_up(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    simulator.put(41)
    server.offer_files(snapshots(simulator, 42))
    before = held(simulator)
    pid = os.fork()
    if pid == 0:  # the child dies while it fills, without a chance to clean up
        monkeypatch.setattr(exchange, step, lambda *_: os._exit(9))
        fetched(simulator, server.url)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
    assert held(simulator) == before
    assert len(leftovers(simulator)) == 1
    assert fetched(simulator, server.url).findings == ()
    assert set(held(simulator) or {}) == {"0000000041.dsse.json", NAME}
    assert leftovers(simulator) == []


def test_a_run_that_died_between_two_renames_is_put_right(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator.put(41)
    simulator.folder.rename(exchange.old_place(simulator.folder))
    server.offer_files(snapshots(simulator, 42))
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    assert not simulator.folder.exists()
    assert fetched(simulator, server.url).findings == ()
    assert set(held(simulator) or {}) == {"0000000041.dsse.json", NAME}
    assert leftovers(simulator) == []


def test_two_fetches_do_not_write_at_once(simulator: Simulator, server: Loopback) -> None:
    server.offer_files(snapshots(simulator, 42))
    with exchange.alone(simulator.root) as alone:
        assert alone
        found = refused(simulator, server.url)
    assert found.rule == "folder-not-filled"
    assert "another run" in found.message


def test_files_that_stay_are_the_same_files(simulator: Simulator, server: Loopback) -> None:
    number = simulator.put(41).stat().st_ino
    server.offer_files(snapshots(simulator, 42))
    fetched(simulator, server.url)
    assert (simulator.folder / "0000000041.dsse.json").stat().st_ino == number


def test_a_file_system_without_links_gets_copies(
    simulator: Simulator, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    simulator.put(41)
    before = held(simulator) or {}
    monkeypatch.setattr(os, "link", no_links)
    offered = snapshots(simulator, 42)
    server.offer_files(offered)
    fetched(simulator, server.url)
    assert held(simulator) == {**before, **offered}
