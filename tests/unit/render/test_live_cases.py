"""What the vectors leave open: the verifier and a page that looks for a newer snapshot agree on each of these too."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nodes import needs_node, node, page, text
from posture_simulator import (
    ALICE,
    CAROL,
    MALLORY,
    NOW,
    SCAN_END,
    Change,
    Key,
    Simulator,
    at,
    canonical,
    control,
    digest,
    envelope,
    excepted,
    exception,
    predicate,
)

from trustgen.attest.dsse import read_envelope
from trustgen.attest.format import MAX_FILE_BYTES

MOST = 2**53 - 1
HOUSE = dict[str, Any]


def ratio(numerator: Any, denominator: Any, **changes: Any) -> Change:
    return control(
        "MTLS-001",
        metrics=[{"id": "coverage", "unit": "workloads", "numerator": numerator, "denominator": denominator}],
        **changes,
    )


def days(value: Any, **changes: Any) -> Change:
    return control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "value": value} | changes])


def covering(*affected: int) -> Change:
    return excepted(
        *(exception(f"EXC-2026-{number:03}", "MTLS-001", affected=each) for number, each in enumerate(affected))
    )


def no_metrics(name: str, status: str, **changes: Any) -> Change:
    return control(name, metrics=[], status=status, **changes)


def twice(said: dict[str, Any]) -> None:
    metrics = next(one for one in said["predicate"]["controls"] if one["id"] == "MTLS-001")["metrics"]
    metrics.append(metrics[0])


BIG = 6252833009938933
CLOSE = 5940191359441986
"""CLOSE of BIG is below 95 % by less than a double can tell."""

JUDGED: dict[str, tuple[tuple[Change, ...], dict[str, Any], set[str] | None]] = {
    "nothing": ((), {}, None),
    "a ratio that is rounded up": ((ratio(CLOSE, BIG), covering(BIG - CLOSE)), {}, {"statuses"}),
    "a ratio just above": ((ratio(CLOSE + 1, BIG), covering(BIG - CLOSE)), {}, None),
    "the largest counts": ((ratio(MOST, MOST),), {}, None),
    "exceptions whose sum no number holds": (
        (ratio(BIG - 1, BIG, status="exception"), covering(MOST, MOST, MOST)),
        {},
        None,
    ),
    "a shortfall of one more": ((ratio(240, 250),), {}, {"statuses"}),
    "a shortfall that two cover": ((ratio(240, 250), covering(9, 1)), {}, None),
    "a failing shortfall": ((ratio(1, 250, status="fail"),), {}, None),
    "a failing impossible count": ((ratio(251, 250, status="fail"),), {}, {"metrics"}),
    "an error without metrics": ((no_metrics("MTLS-001", "error", errorCode="timeout"),), {"error": "show"}, None),
    "an error with a metric of another unit": (
        (days(34, unit="hours"), control("KEYS-001", status="error", errorCode="timeout")),
        {"error": "show"},
        {"metrics"},
    ),
    "an error, where nothing is said of it": (
        (control("ISOL-001", status="error", errorCode="timeout"),),
        {},
        {"gates"},
    ),
    "a quantity as a text": ((days("80"),), {}, {"damage"}),
    "no quantity": ((days(None),), {}, {"damage"}),
    "a quantity below nothing": ((days(-5),), {}, {"damage"}),
    "a quantity at its target": ((days(90),), {}, None),
    "a quantity past it": ((days(91),), {}, {"statuses"}),
    "a quantity in another unit": ((days(34, unit="hours"),), {}, {"metrics"}),
    "a ratio twice": ((twice,), {}, {"metrics"}),
    "a quantity as a ratio": (
        (control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "numerator": 1, "denominator": 2}]),),
        {},
        {"metrics"},
    ),
    "an excepted control without evidence": ((ratio(241, 250, status="exception", evidence=[]),), {}, None),
    "an excepted control off its target": ((ratio(200, 250, status="exception"), covering(50)), {}, None),
    "an excepted control without a record": ((control("K8S-001", status="exception"),), {}, {"statuses"}),
    "a loose control that does not apply": ((no_metrics("K8S-001", "not-applicable"),), {}, None),
    "a strict control that does not": ((no_metrics("ISOL-001", "not-applicable"),), {}, {"statuses"}),
}
"""Changes of a statement, gates, and what a page calls the fault; nothing where there is none."""


def simulated(folder: Path) -> Simulator:
    return Simulator(folder / str(len(list(folder.iterdir()))))


def shown_by(simulator: Simulator, *files: bytes, known: int = 41) -> dict[str, Any]:
    """The page of a simulator's project that shows this number, on a site with these envelopes."""
    request = simulator.request()
    return page(
        request.policy.read_bytes(), request.checklist.read_bytes(), list(files), (known, simulator.sha256(known)), NOW
    )


def sealed(payload: bytes, *keys: Key) -> bytes:
    return json.dumps(envelope(payload, *(keys or (ALICE,)))).encode()


@cache
def judged() -> tuple[list[str], list[dict[str, Any]]]:
    """For every case what the verifier says, and the page."""
    rules, pages = [], []
    with TemporaryDirectory() as folder:
        for changes, gates, _ in JUDGED.values():
            simulator = simulated(Path(folder))
            simulator.policy["gates"] |= gates
            simulator.put(42, *changes)
            rules.append(simulator.rule())
            pages.append(shown_by(simulator, sealed(simulator.payload(42, *changes))))
    return rules, pages


@needs_node
def test_what_a_status_rests_on_is_judged_as_the_verifier_does() -> None:
    rules, pages = judged()
    for name, rule, answer in zip(JUDGED, rules, node(pages=pages)["pages"], strict=True):
        why = JUDGED[name][2]
        assert (rule == "accept") == (why is None), (name, rule)
        assert (answer.get("shown") == 42) if why is None else (answer.get("thrown") in why), (name, rule, answer)


@cache
def walks() -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Ways from what a page shows, number 40, to number 42; what the verifier says, and the page."""
    names, pages = {}, []
    with TemporaryDirectory() as folder:

        def tried(
            name: str, between: bytes | None, *, chain: bool = True, linked: bool = True, step: int = 1000
        ) -> None:
            simulator = simulated(Path(folder))
            simulator.policy |= {"requireChain": chain, "maxSequenceStep": step}
            named = sha256(json_payload(between)).hexdigest() if between and linked else simulator.sha256(41)
            link = {"sequence": 41, "digest": {"sha256": named}}
            head = sealed(simulator.payload(42, predicate(previous=link)))
            files = [one for one in (between, head) if one]
            for number, data in enumerate(files):
                simulator.put_bytes(data, f"{number}.dsse.json")
            names[name] = simulator.rule(lock=simulator.anchor("lock.json", 40))
            shown = shown_by(simulator, head, known=40)
            if between:
                shown["files"]["history/0000000041.dsse.json"] = text(between)
            pages.append(shown)

        plain = simulated(Path(folder))
        plain.request()
        good = plain.payload(41)
        tried("whole", sealed(good))
        tried("whole, by a key that was the other's", sealed(good, CAROL, ALICE))
        tried("missing", None)
        tried("missing where gaps are allowed", None, chain=False)
        tried("whole, and the step is as long as may be", sealed(good), step=2)
        tried("whole, and the step is too long", sealed(good), step=1)
        tried("another than is named", sealed(plain.payload(41, control("ISOL-001", status="fail"))), linked=False)
        tried(
            "another than is named, with gaps allowed",
            sealed(plain.payload(41, control("ISOL-001", status="fail"))),
            linked=False,
            chain=False,
        )
        tried("a stranger's", sealed(good, MALLORY))
        tried("of another environment", sealed(plain.payload(41, predicate(environment="staging"))))
        tried(
            "of another type",
            sealed(canonical(plain.statement(41) | {"predicateType": "https://slsa.dev/provenance/v1"})),
        )
        tried("with a field too many", sealed(plain.payload(41, predicate(override=True))))
        tried("in another form", sealed(good.replace(b'"sequence":41', b'"sequence":41.0')))
        tried(
            "that links elsewhere",
            sealed(plain.payload(41, predicate(previous={"sequence": 40, "digest": {"sha256": digest("x")}}))),
        )
    return names, pages


def json_payload(data: bytes) -> bytes:
    return read_envelope(json.loads(data), "x").payload


@needs_node
def test_the_way_to_a_newer_snapshot_is_walked_as_the_verifier_does() -> None:
    names, pages = walks()
    for (name, rule), answer in zip(names.items(), node(pages=pages)["pages"], strict=True):
        assert (rule == "accept") == (answer.get("shown") == 42), (name, rule, answer)
        assert rule == "accept" or answer["thrown"] == ("jump" if rule == "sequence-jump" else "chain"), (
            name,
            rule,
            answer,
        )
    assert sum(rule == "accept" for rule in names.values()) == 4


@cache
def numbered() -> list[dict[str, Any]]:
    """A 43 that links to 42, and a 44 that links to the same as 43: the digests fit, the number does not."""
    with TemporaryDirectory() as folder:
        simulator = simulated(Path(folder))
        simulator.request()
        between = simulator.payload(
            42, predicate(previous={"sequence": 41, "digest": {"sha256": simulator.sha256(41)}})
        )
        link = {"sequence": 42, "digest": {"sha256": sha256(between).hexdigest()}}
        head = sealed(simulator.payload(42, predicate(sequence=43, previous=link)))
        good = shown_by(simulator, head)
        good["files"]["history/0000000042.dsse.json"] = text(sealed(between))
        skipped = copy.deepcopy(good)
        link = {"sequence": 43, "digest": {"sha256": sha256(between).hexdigest()}}
        skipped["files"]["latest"] = text(sealed(simulator.payload(42, predicate(sequence=44, previous=link))))
        skipped["files"]["history/0000000043.dsse.json"] = text(sealed(between))
        return [good, skipped]


@needs_node
def test_a_snapshot_between_has_the_number_by_which_it_is_named() -> None:
    good, skipped = node(pages=numbered())["pages"]
    assert good["shown"] == 43
    assert skipped == {"thrown": "chain"}


@cache
def policies() -> list[dict[str, Any]]:
    """Two keys of one curve whose names are exchanged; and keys whose time was not when the scan ended."""
    with TemporaryDirectory() as folder:
        pages = []
        for keys in (
            [ALICE.entry(), CAROL.entry()],
            [ALICE.entry(spki=CAROL.entry()["spki"]), CAROL.entry(spki=ALICE.entry()["spki"])],
            [ALICE.entry(notBefore="2026-11-23T11:20:00Z", notAfter="2026-11-23T11:20:00Z"), CAROL.entry()],
            [ALICE.entry(notBefore="2026-11-23T11:20:01Z"), CAROL.entry()],
            [ALICE.entry(notAfter="2026-11-23T11:19:59Z"), CAROL.entry()],
        ):
            simulator = simulated(Path(folder))
            simulator.policy["keys"] = keys
            simulator.put(42)
            pages.append((simulator.rule(), shown_by(simulator, sealed(simulator.payload(42)))))
    assert [rule for rule, _ in pages] == ["accept", "policy-error", "accept", "key-not-valid", "key-not-valid"]
    return [shown for _, shown in pages]


@needs_node
def test_a_key_counts_under_its_own_fingerprint_and_in_its_time() -> None:
    answers = node(pages=policies())["pages"]
    assert [answer.get("thrown") or answer["shown"] for answer in answers] == [
        42,
        "policy",
        42,
        "threshold",
        "threshold",
    ]
    cases = [{"sent": one["files"]["latest"], "rules": one["files"]["rules"], "now": one["now"]} for one in policies()]
    checked = node(cases=cases)["cases"]
    assert [answer.get("thrown") or answer["wrong"] for answer in checked] == [
        [],
        "policy",
        [],
        ["threshold"],
        ["threshold"],
    ]


@cache
def sizes() -> list[dict[str, Any]]:
    """A snapshot in a file of exactly as many bytes as are read, and in one of one byte more."""
    with TemporaryDirectory() as folder:
        simulator = simulated(Path(folder))
        simulator.request()
        data = sealed(simulator.payload(42))
        pages = []
        for extra, rule in ((0, "accept"), (1, "snapshot-too-large")):
            padded = data + b" " * (MAX_FILE_BYTES + extra - len(data))
            simulator.put_bytes(padded)
            assert simulator.rule() == rule
            pages.append(shown_by(simulator, padded))
        return pages


@needs_node
def test_a_file_is_read_up_to_the_largest_size() -> None:
    assert [answer.get("thrown") or answer["shown"] for answer in node(pages=sizes())["pages"]] == [42, "size"]


@cache
def floors() -> list[dict[str, Any]]:
    """The policy asks for number 42 or a later one, and for 43."""
    with TemporaryDirectory() as folder:
        pages = []
        for least, rule in ((42, "accept"), (43, "rollback-detected")):
            simulator = simulated(Path(folder))
            simulator.policy["minSequence"] = least
            simulator.put(42)
            assert simulator.rule() == rule
            pages.append(shown_by(simulator, sealed(simulator.payload(42))))
        return pages


@needs_node
def test_the_floor_of_the_policy_is_inside() -> None:
    assert [answer.get("thrown") or answer["shown"] for answer in node(pages=floors())["pages"]] == [42, "rollback"]


ROTATIONS = {"id": "rotations", "unit": "count", "value": 2}
OLDEST = {"id": "oldest-key", "unit": "days", "value": 34}
PATCHED = {"id": "patched", "unit": "nodes", "numerator": 1, "denominator": 1}
COVERAGE = {"id": "coverage", "unit": "workloads", "numerator": 241, "denominator": 250}
TWO_METRICS: dict[str, tuple[Change, str | None]] = {
    "both": (control("KEYS-001", metrics=[OLDEST, ROTATIONS]), None),
    "both, the other way round": (control("KEYS-001", metrics=[ROTATIONS, OLDEST]), None),
    "the second off its target": (control("KEYS-001", metrics=[OLDEST, ROTATIONS | {"value": 1}]), "statuses"),
    "the first off its target": (control("KEYS-001", metrics=[ROTATIONS, OLDEST | {"value": 91}]), "statuses"),
    "one twice, the other not": (control("KEYS-001", metrics=[OLDEST, OLDEST]), "metrics"),
    "one only": (control("KEYS-001", metrics=[OLDEST]), "metrics"),
    "units exchanged": (
        control("KEYS-001", metrics=[OLDEST | {"unit": "count"}, ROTATIONS | {"unit": "days"}]),
        "metrics",
    ),
    "an error with one": (
        control("KEYS-001", metrics=[OLDEST], status="error", errorCode="timeout"),
        None,
    ),
    "an error with one twice": (
        control("KEYS-001", metrics=[OLDEST, OLDEST], status="error", errorCode="timeout"),
        "metrics",
    ),
    "a shortfall behind a ratio without one": (
        control("MTLS-001", metrics=[PATCHED, COVERAGE | {"numerator": 240}]),
        "statuses",
    ),
}
"""Changes of a statement under a checklist that asks for two metrics, and what a page calls the fault."""


@cache
def two_metrics() -> list[dict[str, Any]]:
    pages = []
    with TemporaryDirectory() as folder:
        for change, why in TWO_METRICS.values():
            simulator = simulated(Path(folder))
            simulator.policy["gates"]["error"] = "show"
            lines = {one["id"]: one for one in simulator.checklist["controls"]}
            target = {"id": "rotations", "kind": "quantity", "unit": "count", "op": "ge", "target": 2}
            lines["KEYS-001"]["metrics"] = [*lines["KEYS-001"]["metrics"], target]
            ratio_target = {"id": "patched", "kind": "ratio", "unit": "nodes", "op": "ge", "target": 1}
            ratio_target["shortfallNeedsException"] = False
            lines["MTLS-001"]["metrics"] = [*lines["MTLS-001"]["metrics"], ratio_target]
            whole = (
                control("KEYS-001", metrics=[OLDEST, ROTATIONS]),
                control("MTLS-001", metrics=[COVERAGE, PATCHED]),
                change,
            )
            simulator.put(42, *whole)
            assert (simulator.rule() == "accept") == (why is None)
            pages.append(shown_by(simulator, sealed(simulator.payload(42, *whole))))
    return pages


@needs_node
def test_each_of_two_metrics_is_judged_by_its_own_target() -> None:
    answers = node(pages=two_metrics())["pages"]
    found = {name: answer.get("thrown") for name, answer in zip(TWO_METRICS, answers, strict=True)}
    assert found == {name: why for name, (_, why) in TWO_METRICS.items()}


@cache
def edges() -> list[dict[str, Any]]:
    """A policy that pins the file under another version; and ends around that of a scan ahead of the clock."""
    with TemporaryDirectory() as folder:
        simulator = simulated(Path(folder))
        simulator.request()
        simulator.pinned = False
        simulator.policy["checklists"] = [simulator.pin() | {"version": "2026.10.4"}]
        simulator.put(42)
        assert simulator.rule() == "wrong-checklist"
        pages = [shown_by(simulator, sealed(simulator.payload(42)))]
        now = SCAN_END - timedelta(seconds=200)
        for seconds, rule in ((1, "accept"), (0, "exception-violation"), (-100, "exception-violation")):
            simulator = simulated(Path(folder))
            until = at(SCAN_END + timedelta(seconds=seconds))
            change = excepted(exception("EXC-2026-014", "MTLS-001", affected=9, expiresAt=until))
            simulator.put(42, change)
            assert simulator.rule(now=now) == rule
            pages.append(shown_by(simulator, sealed(simulator.payload(42, change))) | {"now": now.timestamp() * 1000})
        for seconds, rule in ((1, "accept"), (0, "time-inconsistent"), (-100, "time-inconsistent")):
            simulator = simulated(Path(folder))
            change = predicate(expiresAt=at(SCAN_END + timedelta(seconds=seconds)))
            simulator.put(42, change)
            assert simulator.rule(now=now) == rule
            pages.append(shown_by(simulator, sealed(simulator.payload(42, change))) | {"now": now.timestamp() * 1000})
        return pages


@needs_node
def test_a_checklist_has_its_pinned_name_and_what_ends_outlasts_the_scan() -> None:
    answers = node(pages=edges())["pages"]
    found = [answer.get("thrown") or answer["shown"] for answer in answers]
    assert found == ["checklist", 42, "exceptions", "exceptions", 42, "times", "times"]


@cache
def origins() -> list[dict[str, Any]]:
    """Pages that were built as of the issue of their policy, with another policy, and with another checklist."""
    with TemporaryDirectory() as folder:
        simulator = simulated(Path(folder))
        simulator.put(42)
        simulator.policy["issuedAt"] = at(NOW)
        assert simulator.rule() == "accept"
        issued = shown_by(simulator, sealed(simulator.payload(42)))
        others = [issued | {"own": issued["own"] | {name: digest("another")}} for name in ("rules", "checklist")]
        return [issued, *others]


@needs_node
def test_a_page_keeps_to_the_policy_and_the_checklist_that_it_was_built_with() -> None:
    answers = node(pages=origins())["pages"]
    assert [answer.get("thrown") or answer["shown"] for answer in answers] == [42, "rules", "checklist"]
