"""The vectors that the project makes itself: what they are made with is right, and their keys are nobody's."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from attacks import ATTACKS, ed25519ph
from attacks.case import ACCEPT
from posture_simulator import ALICE, BOB, CAROL, MALLORY

from trustgen.attest import demokey, errors
from trustgen.finding import Rule

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests" / "vectors" / "attacks"
NAMES = {value.name for value in vars(errors).values() if isinstance(value, Rule)}
# What the format counts up to in each family; it lists a part of them.
FAMILIES = {"V": 29, "E": 25, "B": 5, "T": 8, "S": 23, "P": 49, "C": 31, "F": 8, "R": 20, "K": 23}


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def test_ids_are_used_once_and_leave_no_gap() -> None:
    assert [name for name, times in Counter(attack.id for attack in ATTACKS).items() if times > 1] == []
    for letter, least in FAMILIES.items():
        numbers = sorted(int(attack.id[1:]) for attack in ATTACKS if attack.id[0] == letter)
        assert numbers == list(range(1, len(numbers) + 1)), letter
        assert len(numbers) >= least


def test_every_error_has_a_vector_and_every_vector_an_error() -> None:
    expected = {kebab(attack.expect) for attack in ATTACKS} - {ACCEPT}
    assert expected == NAMES


def test_every_vector_says_what_it_is_and_why() -> None:
    for attack in ATTACKS:
        text = (VECTORS / attack.id / "README.md").read_text("utf-8")
        assert text.startswith(f"# {attack.id}: ")
        assert (f"Refused as `{attack.expect}`: " if attack.expect != ACCEPT else "Has to be accepted: ") in text
        assert attack.title in text
        assert attack.how in text
        assert len(attack.why.split()) > 1


@pytest.mark.parametrize("folder", ["attacks", "posture"])
def test_test_keys_are_marked_and_no_policy_outside_tests_lists_one(folder: str) -> None:
    assert "test keys" in (ROOT / "tests" / "vectors" / folder / "README.md").read_text("utf-8")
    known = {key.keyid for key in (ALICE, BOB, CAROL, MALLORY)}
    for path in (ROOT / "tests" / "vectors" / folder).rglob("*.json"):
        if path.is_file() and b'"policyVersion"' in path.read_bytes():
            known |= set(re.findall(r'"keyid": "([0-9a-f]{64})"', path.read_text("utf-8", "replace")))
    policy = json.loads((ROOT / "content" / "posture" / "trust-policy.json").read_bytes())
    listed = {key["keyid"] for key in policy["keys"]}
    assert listed
    # The demonstration key stands in one vector; there it is refused.
    assert not (known - {demokey.KEYID}) & listed


def test_every_key_of_a_vectors_policy_says_that_it_is_a_test_key() -> None:
    for path in VECTORS.glob("*/trust-policy.json"):
        for name in re.findall(r'^   "name": "(.*)"', path.read_text("utf-8"), re.MULTILINE):
            assert name.startswith("test-only-") or name == demokey.NAME, path


def test_the_prehashed_signature_is_that_of_the_rfc() -> None:
    # RFC 8032, section 7.3.
    seed = bytes.fromhex("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
    expected = (
        "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
        "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406"
    )
    assert ed25519ph.sign(seed, b"abc").hex() == expected
