"""What has to hold for every input of the verifier.

Each class quotes the rule that it tests.
"""

from __future__ import annotations

import copy
import json
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posture_simulator import ALICE, BOB, CAROL, NOW, Simulator, bundle, canonical, envelope

from trustgen.attest import base64text
from trustgen.attest.checklist import Target
from trustgen.attest.dsse import pae
from trustgen.attest.graded import on_target
from trustgen.attest.quoting import escaped
from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.attest.statement import Measured
from trustgen.attest.strictjson import JsonError, parse_object
from trustgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.model.posture import Outcome

quick = settings(max_examples=40, deadline=None, database=None)
more = settings(max_examples=150, deadline=None, database=None)

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
BYTES = st.binary(max_size=200) | TREES.map(lambda tree: json.dumps(tree).encode())


@pytest.fixture(scope="module")
def project() -> Iterator[Simulator]:
    """A correct project with snapshots 40 to 42, whose files tests copy or overwrite."""
    with tempfile.TemporaryDirectory() as folder:
        simulator = Simulator(Path(folder))
        simulator.policy["keys"].append(CAROL.entry())
        for sequence in (40, 41, 42):
            simulator.put(sequence)
        simulator.request()
        yield simulator


def verified(project: Simulator, files: dict[str, bytes], **changes: Any) -> Selected | Finding:
    """The outcome for these files under the project's policy."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        fields = {"policy": project.root / "trust-policy.json", "checklist": project.root / "checklist.json"} | changes
        return verify_folder(Request(folder=Path(folder), now=NOW, root=project.root, **fields))


def good(project: Simulator) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.folder.iterdir()}


class TestNothingButAFinding:
    """Whatever a file holds, the door gives a finding or a selection; nothing is raised (format, attack X29)."""

    @quick
    @given(data=BYTES)
    def test_for_any_snapshot(self, project: Simulator, data: bytes) -> None:
        for suffix in (".dsse.json", ".sigstore.json"):
            outcome = verified(project, good(project) | {f"x{suffix}": data})
            assert isinstance(outcome, Finding)
            assert outcome.message.isprintable()

    @quick
    @given(payload=BYTES)
    def test_for_any_signed_payload(self, project: Simulator, payload: bytes) -> None:
        assert isinstance(verified(project, {"x.dsse.json": canonical(envelope(payload, ALICE))}), Finding)

    @quick
    @given(data=BYTES, which=st.sampled_from(["policy", "checklist", "lock", "state", "published"]))
    def test_for_any_other_file(self, project: Simulator, data: bytes, which: str) -> None:
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            outcome = verified(project, good(project), **{which: Path(file.name)})
        assert isinstance(outcome, Finding)
        assert outcome.rule in {"policy-error", "wrong-checklist", "state-corrupt"}

    @more
    @given(place=st.data(), value=TREES)
    def test_for_any_value_anywhere_in_a_signed_statement(
        self, project: Simulator, place: st.DataObject, value: object,
    ) -> None:  # fmt: skip
        statement = project.statement(42)
        path = place.draw(st.sampled_from(list(paths(statement))))
        put(statement, path, value)
        outcome = verified(project, {"x.dsse.json": canonical(envelope(canonical(statement), ALICE))})
        if isinstance(outcome, Selected):
            assert json.loads(outcome.snapshots[-1].verified.payload) == json.loads(canonical(statement))

    @more
    @given(place=st.data(), value=TREES)
    def test_for_any_value_anywhere_in_a_policy(
        self, project: Simulator, place: st.DataObject, value: object,
    ) -> None:  # fmt: skip
        policy = json.loads((project.root / "trust-policy.json").read_bytes())
        put(policy, place.draw(st.sampled_from(list(paths(policy)))), value)
        with tempfile.NamedTemporaryFile() as file:
            file.write(canonical(policy))
            file.flush()
            verified(project, good(project), policy=Path(file.name))


def paths(tree: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place below the outermost object."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from paths(value, (*before, key))


def parent(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        tree = tree[step]
    return tree


def put(tree: Any, path: tuple[Any, ...], value: object) -> None:
    parent(tree, path)[path[-1]] = value


RETYPED: dict[type, list[object]] = {
    str: [None, 0, True, [], {}, ["x"]],
    int: [None, "1", 1.0, [], True],
    bool: [None, 0, "true"],
    dict: [None, [], "x", 0],
    list: [None, {}, "x", 0],
    type(None): ["x", 0, {}],
}


class TestOneEditSignedAgain:
    """Delete, duplicate or retype any field: never accepted, or equal in meaning (format, attack X31)."""

    def outcome(self, project: Simulator, statement: object) -> Selected | Finding:
        return verified(project, {"x.dsse.json": json.dumps(envelope(json.dumps(statement).encode(), ALICE)).encode()})

    def test_nothing_can_be_left_out(self, project: Simulator) -> None:
        statement = project.statement(42)
        for path in paths(statement):
            changed = copy.deepcopy(statement)
            del parent(changed, path)[path[-1]]
            assert isinstance(self.outcome(project, changed), Finding), path

    def test_nothing_can_be_of_another_type(self, project: Simulator) -> None:
        statement = project.statement(42)
        for path in paths(statement):
            kind = type(parent(statement, path)[path[-1]])
            for value in RETYPED[kind]:
                changed = copy.deepcopy(statement)
                put(changed, path, value)
                assert isinstance(self.outcome(project, changed), Finding), (path, value)

    def test_a_row_that_is_there_twice_is_refused_or_says_the_same(self, project: Simulator) -> None:
        statement = project.statement(42)
        before = self.outcome(project, statement)
        assert isinstance(before, Selected)
        for path in paths(statement):
            if isinstance(path[-1], int):
                changed = copy.deepcopy(statement)
                parent(changed, path).append(parent(changed, path)[path[-1]])
                after = self.outcome(project, changed)
                if isinstance(after, Selected):
                    assert statuses(after) == statuses(before)
                    assert path[-2] == "evidence"

    def test_a_key_that_is_there_twice_is_refused(self, project: Simulator) -> None:
        text = canonical(project.statement(42)).decode()
        for key in {step for path in paths(project.statement(42)) for step in path if isinstance(step, str)}:
            twice = text.replace(f'"{key}":', f'"{key}":0,"{key}":', 1).encode()
            outcome = verified(project, {"x.dsse.json": canonical(envelope(twice, ALICE))})
            assert isinstance(outcome, Finding)
            assert outcome.rule == "malformed-statement"


def statuses(selected: Selected) -> dict[str, Outcome]:
    return {name: result.outcome for name, result in selected.head.results.items()}


class TestOneByte:
    """A changed byte is never accepted with another meaning (format, attack X30)."""

    @more
    @given(position=st.integers(0, 10**6), value=st.integers(1, 255))
    def test_of_an_envelope(self, project: Simulator, position: int, value: int) -> None:
        files = good(project)
        before = verified(project, files)
        data = bytearray(files["0000000042.dsse.json"])
        data[position % len(data)] ^= value
        after = verified(project, files | {"0000000042.dsse.json": bytes(data)})
        if isinstance(after, Selected):
            assert isinstance(before, Selected)
            assert after.head == before.head
            assert after.head_envelope == before.head_envelope

    @more
    @given(position=st.integers(0, 10**6), value=st.integers(1, 255))
    def test_of_a_payload_under_its_old_signature(self, project: Simulator, position: int, value: int) -> None:
        payload = bytearray(project.payload(42))
        payload[position % len(payload)] ^= value
        made = envelope(project.payload(42), ALICE) | {"payload": base64text.encode(bytes(payload))}
        outcome = verified(project, {"x.dsse.json": canonical(made)})
        assert isinstance(outcome, Finding)
        assert outcome.rule == "bad-signature"

    @more
    @given(position=st.integers(0, 10**6), value=st.integers(1, 255))
    def test_of_a_lock(self, project: Simulator, position: int, value: int) -> None:
        data = bytearray(project.anchor("lock.json", 42).read_bytes())
        data[position % len(data)] ^= value
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            outcome = verified(project, good(project), lock=Path(file.name))
        if isinstance(outcome, Selected):
            # A lock may be lowered by whoever can write it; then the chain still has to reach it.
            assert outcome.head.sequence == 42


class TestMonotone:
    """Removing a signature, a result or a snapshot never makes anything look better."""

    @quick
    @given(present=st.sets(st.sampled_from([0, 1, 2])), threshold=st.integers(1, 3))
    def test_fewer_signatures_are_never_enough_where_more_were_not(
        self, project: Simulator, present: set[int], threshold: int,
    ) -> None:  # fmt: skip
        policy = json.loads((project.root / "trust-policy.json").read_bytes()) | {"threshold": threshold}
        signers = (ALICE, BOB, CAROL)
        with tempfile.NamedTemporaryFile() as file:
            file.write(canonical(policy))
            file.flush()
            keys = [signers[number] for number in sorted(present)]
            data = canonical(envelope(project.payload(42), *keys))
            outcome = verified(project, {"x.dsse.json": data}, policy=Path(file.name))
        assert isinstance(outcome, Selected) == (len(present) >= threshold)

    def test_a_result_cannot_be_left_out(self, project: Simulator) -> None:
        for number in range(4):
            statement = project.statement(42)
            del statement["predicate"]["controls"][number]
            outcome = verified(project, {"x.dsse.json": canonical(envelope(canonical(statement), ALICE))})
            assert isinstance(outcome, Finding)
            assert outcome.rule == "control-set-mismatch"

    @quick
    @given(kept=st.sets(st.sampled_from([40, 41, 42]), min_size=1))
    def test_with_a_lock_no_snapshot_can_be_held_back(self, project: Simulator, kept: set[int]) -> None:
        files = {f"{number}.dsse.json": canonical(envelope(project.payload(number), ALICE)) for number in kept}
        outcome = verified(project, files, lock=project.anchor("lock-42.json", 42))
        if isinstance(outcome, Selected):
            assert outcome.head.sequence == 42
        else:
            assert 42 not in kept
            assert outcome.rule in {"rollback-detected", "stale-snapshot"}

    @quick
    @given(affected=st.integers(0, 20), numerator=st.integers(0, 250))
    def test_fewer_exceptions_never_turn_a_refusal_into_a_pass(
        self, project: Simulator, affected: int, numerator: int,
    ) -> None:  # fmt: skip
        statement = project.statement(42)
        statement["predicate"]["controls"][1]["metrics"][0]["numerator"] = numerator
        statement["predicate"]["exceptions"][0]["affected"] = affected
        outcome = verified(project, {"x.dsse.json": canonical(envelope(canonical(statement), ALICE))})
        met = Fraction(numerator, 250) >= Fraction(95, 100) and 250 - numerator <= affected
        assert isinstance(outcome, Selected) == met


class TestOrderDoesNotMatter:
    """Names and order of files say nothing (format section 6, step 5)."""

    @quick
    @given(names=st.permutations(["a", "b", "c", "9999999999"]), wrapped=st.booleans())
    def test_of_names(self, project: Simulator, names: list[str], wrapped: bool) -> None:
        files = {
            f"{name}.dsse.json": canonical(envelope(project.payload(number), ALICE))
            for name, number in zip(names, (40, 41, 42), strict=False)
        }
        if wrapped:
            files[f"{names[3]}.sigstore.json"] = canonical(bundle(project.payload(42), BOB))
        outcome = verified(project, files)
        assert isinstance(outcome, Selected)
        assert outcome.head.sha256 == project.sha256(42)
        assert [item.sequence for item in outcome.history] == [40, 41]
        assert [signer.name for signer in outcome.signers] == (["alice", "bob"] if wrapped else ["alice"])


class TestEncodings:
    """What is read in one way is written in one way."""

    @more
    @given(data=st.binary(max_size=100))
    def test_base64_gives_back_its_bytes(self, data: bytes) -> None:
        text = base64text.encode(data)
        assert base64text.decode(text) == data
        assert base64text.decode(text.replace("+", "-").replace("/", "_")) == data

    @more
    @given(text=st.text("AQgw+/-_=", max_size=12))
    def test_a_base64_text_that_is_read_is_the_only_one_for_its_bytes(self, text: str) -> None:
        try:
            data = base64text.decode(text)
        except base64text.Base64Error:
            return
        assert text.replace("-", "+").replace("_", "/") == base64text.encode(data)

    @more
    @given(tree=st.dictionaries(st.text(max_size=5), TREES, max_size=5))
    def test_json_that_is_read_is_read_as_python_reads_it(self, tree: dict[str, Any]) -> None:
        text = json.dumps(tree)
        try:
            assert parse_object(text.encode()) == tree
        except JsonError as error:
            said = str(error)
            assert "integer" in said or "surrogate" in said or "levels" in said or "-0" in said

    @more
    @given(
        one=st.tuples(st.text(max_size=8), st.binary(max_size=8)),
        other=st.tuples(st.text(max_size=8), st.binary(max_size=8)),
    )
    def test_two_pairs_of_type_and_payload_are_never_signed_alike(
        self, one: tuple[str, bytes], other: tuple[str, bytes],
    ) -> None:  # fmt: skip
        assert (pae(*one) == pae(*other)) == (one == other)

    @more
    @given(text=st.text(max_size=300))
    def test_a_message_shows_nothing_but_printable_ascii(self, text: str) -> None:
        found = escaped(text)
        assert found.isascii()
        assert found.isprintable() or not found
        assert len(found) <= 83


class TestArithmetic:
    """Comparison is exact: no rounding anywhere (format section 4.3)."""

    @more
    @given(
        target=st.integers(0, 10_000),
        denominator=st.integers(1, 2**53 - 1),
        offset=st.integers(-2, 2),
        op=st.sampled_from(["ge", "le"]),
    )
    def test_of_ratios_near_their_target(self, target: int, denominator: int, offset: int, op: str) -> None:
        numerator = min(max(target * denominator // 10_000 + offset, 0), denominator)
        wanted = Target(id="m", kind="ratio", unit="u", op=op, target=target)
        measured = Measured(id="m", unit="u", numerator=numerator, denominator=denominator)
        exact = Fraction(numerator, denominator)
        bar = Fraction(target, 10_000)
        assert on_target(measured, wanted) == (exact >= bar if op == "ge" else exact <= bar)
