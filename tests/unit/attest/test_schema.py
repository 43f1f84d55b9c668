"""The published JSON Schema and the reader agree, as far as a schema can say what the reader checks."""

from __future__ import annotations

import base64
import json
import random
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fuzz_mutate import mutated
from jsonschema import Draft202012Validator
from vectors import CASES, name_of, request_of

from trustgen.attest import format as names
from trustgen.attest.dsse import Verified
from trustgen.attest.errors import SnapshotError
from trustgen.attest.statementform import read_statement

SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "docs" / "posture-snapshot.schema.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)
ACCEPTED = [case for case in CASES if case["expect"] == "accept"]
# What a schema cannot say: a real date, the sequence before, and that a text ends where a pattern does.
BEYOND = re.compile(r"a real time|before sequence|\\n`")


def refusal(payload: bytes) -> str | None:
    """Why the reader refuses a payload, if it does."""
    try:
        read_statement(Verified(payload=payload, sha256=sha256(payload).hexdigest(), signatures=()), "x")
    except SnapshotError as error:
        return error.finding.message
    return None


def payloads(case: dict[str, Any], empty: Path) -> list[bytes]:
    files = [json.loads(path.read_bytes()) for path in request_of(case, empty).folder.iterdir()]
    texts = [file.get("dsseEnvelope", file)["payload"] for file in files]
    return [base64.b64decode(text.replace("-", "+").replace("_", "/")) for text in texts]


def test_the_schema_is_one_and_names_what_the_reader_reads() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["_type"]["const"] == names.STATEMENT_TYPE
    assert SCHEMA["properties"]["predicateType"]["const"] == names.PREDICATE_TYPE


@pytest.mark.parametrize("case", ACCEPTED, ids=name_of)
def test_the_schema_takes_every_accepted_vector(case: dict[str, Any], tmp_path: Path) -> None:
    for payload in payloads(case, tmp_path):
        assert list(VALIDATOR.iter_errors(json.loads(payload))) == []
        assert refusal(payload) is None


def test_a_changed_statement_is_refused_by_both_or_by_neither(tmp_path: Path) -> None:
    """What only the reader refuses is what a schema cannot say; nothing is refused by the schema alone."""
    chance = random.Random(20261123)
    known = [payload for case in ACCEPTED if case["root"].name == "attacks" for payload in payloads(case, tmp_path)]
    beyond = 0
    for _ in range(600):
        payload = mutated(chance.choice(known), chance)
        why, valid = refusal(payload), VALIDATOR.is_valid(json.loads(payload))
        assert valid or why is not None, payload
        if valid and why is not None:
            beyond += 1
            assert BEYOND.search(why), why
    assert beyond < 60
