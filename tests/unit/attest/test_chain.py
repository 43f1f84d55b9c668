"""Rollback, fork, jump and chain."""

from __future__ import annotations

import pytest
from posture_simulator import ALICE, Change, Simulator, at, digest, envelope, predicate
from posture_simulator import SCAN_END as END

from trustgen.finding import Finding


def late(sequence: int) -> tuple[Change, ...]:
    """A snapshot of a far number, as recent as 42."""
    return (
        predicate(sequence=sequence, previous={"sequence": sequence - 1, "digest": {"sha256": digest("far")}}),
        predicate(expiresAt=at(END.replace(day=24))),
    )


def test_the_newest_is_the_highest_signed_number_whatever_the_names_say(simulator: Simulator) -> None:
    simulator.put(40, name="z.dsse.json")
    simulator.put(41, name="9999999999.dsse.json")
    simulator.put(42, name="a.dsse.json")
    outcome = simulator.verify()
    assert not isinstance(outcome, Finding)
    assert outcome.head.sequence == 42
    assert [item.sequence for item in outcome.history] == [40, 41]


def test_a_number_below_the_policys_floor_is_a_rollback(simulator: Simulator) -> None:
    simulator.put(42)
    simulator.policy["minSequence"] = 42
    assert simulator.rule() == "accept"
    simulator.policy["minSequence"] = 43
    assert simulator.rule() == "rollback-detected"


@pytest.mark.parametrize("which", ["lock", "published"])
def test_a_number_below_an_anchor_is_a_rollback(simulator: Simulator, which: str) -> None:
    simulator.put(41)
    assert simulator.rule(**{which: simulator.anchor("anchor.json", 41)}) == "accept"
    assert simulator.rule(**{which: simulator.anchor("anchor.json", 42)}) == "rollback-detected"


def test_a_number_below_the_local_state_is_a_rollback(simulator: Simulator) -> None:
    simulator.put(41)
    assert simulator.rule(state=simulator.state(40, 41)) == "accept"
    assert simulator.rule(state=simulator.state(40, 41, 42)) == "rollback-detected"


def test_the_highest_anchor_counts(simulator: Simulator) -> None:
    simulator.put(41)
    lock, record = simulator.anchor("lock.json", 40), simulator.anchor("manifest.json", 42)
    assert simulator.rule(lock=lock, published=record) == "rollback-detected"
    assert simulator.rule(lock=record, published=lock) == "rollback-detected"


def test_another_snapshot_of_a_known_number_is_a_fork(simulator: Simulator) -> None:
    simulator.put(42)
    assert simulator.rule(lock=simulator.anchor("lock.json", 42)) == "accept"
    assert simulator.rule(lock=simulator.anchor("lock.json", 42, digest("another"))) == "fork-detected"


def test_a_fork_of_the_newest_is_told_before_the_chain_that_it_breaks(simulator: Simulator) -> None:
    simulator.put(41)
    simulator.put(42, predicate(previous={"sequence": 41, "digest": {"sha256": digest("another")}}))
    assert simulator.rule(lock=simulator.anchor("lock.json", 42)) == "fork-detected"


def test_two_snapshots_of_one_number_in_the_folder_are_a_fork(simulator: Simulator) -> None:
    simulator.put(42)
    simulator.put(42, predicate(deployment={"gitCommit": "a" * 40}), name="b.dsse.json")
    assert simulator.rule() == "fork-detected"


def test_a_fork_of_an_old_number_counts_too(simulator: Simulator) -> None:
    for sequence in (40, 41, 42):
        simulator.put(sequence)
    simulator.put(40, predicate(deployment={"gitCommit": "a" * 40}), name="b.dsse.json")
    assert simulator.rule() == "fork-detected"


def test_an_old_snapshot_that_is_not_the_known_one_is_a_fork(simulator: Simulator) -> None:
    simulator.put(39)
    simulator.put(41)
    simulator.put(42)
    assert simulator.rule(lock=simulator.anchor("lock.json", 39)) == "chain-broken"
    simulator.policy["requireChain"] = False
    assert simulator.rule(lock=simulator.anchor("lock.json", 39)) == "accept"
    assert simulator.rule(lock=simulator.anchor("lock.json", 39, digest("another"))) == "fork-detected"


def test_every_snapshot_after_the_anchor_has_to_be_there(simulator: Simulator) -> None:
    simulator.put(42)
    lock = simulator.anchor("lock.json", 39)
    outcome = simulator.verify(lock=lock)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "chain-broken"
    assert "Snapshot 41 is missing" in outcome.message
    simulator.put(41)
    assert simulator.rule(lock=lock) == "chain-broken"
    simulator.put(40)
    assert simulator.rule(lock=lock) == "accept"


def test_a_policy_may_allow_gaps_but_no_contradiction(simulator: Simulator) -> None:
    simulator.policy["requireChain"] = False
    simulator.put(42)
    assert simulator.rule(lock=simulator.anchor("lock.json", 40)) == "accept"
    assert simulator.rule(lock=simulator.anchor("lock.json", 41, digest("another"))) == "chain-broken"


def test_a_link_to_another_snapshot_than_the_known_one_breaks_the_chain(simulator: Simulator) -> None:
    simulator.put(42)
    assert simulator.rule(lock=simulator.anchor("lock.json", 41)) == "accept"
    assert simulator.rule(lock=simulator.anchor("lock.json", 41, digest("another"))) == "chain-broken"


def test_a_link_to_another_snapshot_than_the_one_that_is_there_breaks_the_chain(simulator: Simulator) -> None:
    simulator.put(41)
    simulator.put(42, predicate(previous={"sequence": 41, "digest": {"sha256": digest("another")}}))
    assert simulator.rule() == "chain-broken"


def test_a_broken_link_deep_in_the_history_counts(simulator: Simulator) -> None:
    simulator.put(39, predicate(deployment={"gitCommit": "a" * 40}))
    for sequence in (40, 41, 42):
        simulator.put(sequence)
    assert simulator.rule() == "chain-broken"
    assert simulator.rule(lock=simulator.anchor("lock.json", 42)) == "chain-broken"


def test_without_an_anchor_the_beginning_may_be_missing(simulator: Simulator) -> None:
    simulator.put(42)
    assert simulator.rule() == "accept"
    simulator.put(40)
    assert simulator.rule() == "accept"


def test_the_first_snapshot_links_to_nothing(simulator: Simulator) -> None:
    simulator.policy["minSequence"] = 1
    simulator.put(1, predicate(scan={"startedAt": at(END), "finishedAt": at(END)}), *fresh())
    assert simulator.rule() == "accept"


def fresh() -> tuple[Change, ...]:
    def change(statement: dict) -> None:  # type: ignore[type-arg]
        for result in statement["predicate"]["controls"]:
            result["checkedAt"] = at(END)

    return (change, predicate(expiresAt=at(END.replace(day=24))))


def test_a_jump_past_the_policys_step_is_refused(simulator: Simulator) -> None:
    simulator.policy["requireChain"] = False
    lock = simulator.anchor("lock.json", 41)
    simulator.put_json(envelope(simulator.payload(42, *late(1041)), ALICE))
    assert simulator.rule(lock=lock) == "accept"
    simulator.put_json(envelope(simulator.payload(42, *late(1042)), ALICE))
    assert simulator.rule(lock=lock) == "sequence-jump"
    simulator.put_json(envelope(simulator.payload(42, *late(2**53 - 1)), ALICE))
    assert simulator.rule(lock=lock) == "sequence-jump"


def test_without_an_anchor_the_jump_is_counted_from_the_policys_floor(simulator: Simulator) -> None:
    simulator.put_json(envelope(simulator.payload(42, *late(1040)), ALICE))
    assert simulator.rule() == "accept"
    simulator.put_json(envelope(simulator.payload(42, *late(1041)), ALICE))
    assert simulator.rule() == "sequence-jump"


def test_a_jump_is_told_before_the_gap_that_it_leaves(simulator: Simulator) -> None:
    simulator.put_json(envelope(simulator.payload(42, *late(5000)), ALICE))
    assert simulator.rule(lock=simulator.anchor("lock.json", 42)) == "sequence-jump"


def test_a_huge_gap_is_refused_without_counting_through_it(simulator: Simulator) -> None:
    simulator.policy["maxSequenceStep"] = 2**53 - 1
    simulator.put_json(envelope(simulator.payload(42, *late(2**53 - 1)), ALICE))
    assert simulator.rule(lock=simulator.anchor("lock.json", 42)) == "chain-broken"


def test_one_bad_file_stops_everything(simulator: Simulator) -> None:
    good = simulator.put(41)
    simulator.put(42)
    simulator.put_bytes(b"damaged", "0000000042.dsse.json")
    assert simulator.rule() == "malformed-envelope"
    simulator.put(42)
    good.write_bytes(good.read_bytes()[:-40])
    assert simulator.rule() == "malformed-envelope"


def test_a_snapshot_of_another_environment_stops_everything(simulator: Simulator) -> None:
    simulator.put(42)
    simulator.put(40, predicate(environment="staging-eu-1"))
    assert simulator.rule() == "wrong-environment"
