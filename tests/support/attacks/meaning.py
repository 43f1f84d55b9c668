"""C and F: environment, checklist, controls, metrics, exceptions; and time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from posture_simulator import NOW, SCAN_END, at, control, digest, excepted, exception, predicate

from attacks.case import Attack, Case, over, policy, signed, without
from attacks.pieces import later

CHECKLIST = "WrongChecklist"
CONTROLS = "ControlSetMismatch"
METRICS = "MetricMismatch"
STATUS = "StatusInconsistent"
EXCEPTIONS = "ExceptionViolation"
TIME = "TimeInconsistent"
STALE = "StaleSnapshot"
MESH = exception("EXC-2026-014", "MTLS-001", affected=9)


def other_file(case: Case) -> None:
    """The checklist on file is not the pinned one."""
    case.put()
    case.pinned = False
    case.policy["checklists"] = [case.pin()]
    case.checklist["controls"][1]["metrics"][0]["target"] = 100


def absent(case: Case) -> None:
    case.put()
    case.checklist_file = "missing.json"


def twice_listed(case: Case) -> None:
    case.checklist["controls"].append(case.checklist["controls"][0])
    case.put()


def repinned(case: Case) -> None:
    case.put()
    case.pinned = False
    case.policy["checklists"] = [case.pin() | {"sha256": digest("another")}]


def graded(**changes: Any) -> Any:
    """Graded against another checklist than the one on file."""
    return signed(over("predicate", "checklist", **changes))


def ratio(numerator: int, denominator: int, affected: int = 9, **changes: Any) -> Any:
    """The mesh with these counts."""
    made = {"id": "coverage", "unit": "workloads", "numerator": numerator, "denominator": denominator} | changes
    return signed(control("MTLS-001", metrics=[made]), excepted(MESH | {"affected": affected}))


def mesh(*metrics: dict[str, Any]) -> Any:
    """The mesh with these metrics."""
    return signed(control("MTLS-001", metrics=list(metrics)))


def days(value: int) -> Any:
    return signed(control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "value": value}]))


def record(**changes: Any) -> Any:
    """The mesh's exception with other fields."""
    return signed(excepted(MESH | changes))


def also(control_id: str, name: str = "EXC-2026-015", **changes: Any) -> Any:
    """A second exception."""
    return signed(excepted(MESH, exception(name, control_id, **changes)))


def gate(status: str, *changes: Any) -> Any:
    """A status at which the policy stops."""

    def make(case: Case) -> None:
        case.policy["gates"][status] = "stop"
        case.put(42, *changes)

    return make


def added(statement: dict[str, Any]) -> None:
    rows = statement["predicate"]["controls"]
    rows.append(rows[0] | {"id": "ISOL-099"})


def doubled(statement: dict[str, Any]) -> None:
    rows = statement["predicate"]["controls"]
    rows.insert(0, rows[0] | {"status": "fail"})


def judged(now: datetime) -> Any:
    """A good head at another time."""

    def make(case: Case) -> None:
        case.put()
        case.now = now

    return make


def scan(**changes: str) -> Any:
    """A scan of other times; all controls were checked at its end."""
    return signed(over("predicate", "scan", **changes))


RATIO = {"id": "coverage", "unit": "workloads", "numerator": 241, "denominator": 250}
LONG_AGO = datetime(2026, 10, 31, 23, 59, 59, tzinfo=timezone.utc)

# fmt: off
ATTACKS = (
    Attack("C01", "snapshot of another environment", "staging-eu-1", "WrongEnvironment", "staging is no production", signed(predicate(environment="staging-eu-1"))),
    Attack("C02", "older checklist", "its version is 2026.10.4", CHECKLIST, "an older bar may be lower", graded(version="2026.10.4")),
    Attack("C03", "lowered bar", "the checklist on file has another target than the pinned one", CHECKLIST, "a digest is pinned, not a name", other_file),
    Attack("C04", "another checklist", "another checklist id", CHECKLIST, "graded against something else", graded(id="other-controls")),
    Attack("C05", "subject and predicate disagree", "the subject is another file", CHECKLIST, "other tools check the subject alone", signed(over("subject", 0, "digest", sha256=digest("another")))),
    Attack("C06", "control left out", "ISOL-001 is not there", CONTROLS, "what is not scanned does not pass", signed(without("predicate", "controls", 0))),
    Attack("C07", "control added", "ISOL-099, which the checklist does not have", CONTROLS, "nobody said what it means", signed(added)),
    Attack("C08", "control twice", "ISOL-001 fails and passes", CONTROLS, "which one counts?", signed(doubled)),
    Attack("C09", "pass below the target", "235 of 250 is 94 %", STATUS, "targets are the checklist's", ratio(235, 250, 15)),
    Attack("C10", "rounded up to the target", "9,499 of 10,000, which looks like 95 %", STATUS, "nothing is rounded", ratio(9499, 10_000, 501)),
    Attack("C11", "metric left out", "MTLS-001 without its coverage", METRICS, "what is not measured does not pass", mesh()),
    Attack("C12", "another unit", "namespaces in place of workloads", METRICS, "98 % of something else", mesh(RATIO | {"unit": "namespaces"})),
    Attack("C13", "nothing measured", "0 of 0", METRICS, "every target is met by nothing", ratio(0, 0)),
    Attack("C14", "more than everything", "260 of 250", METRICS, "it would make up for others", ratio(260, 250)),
    Attack("C15", "exception that has run out since", "it ended a minute before the build", EXCEPTIONS, "every deviation is bounded in time", record(expiresAt=at(NOW - timedelta(minutes=1)))),
    Attack("C16", "exception without an end in practice", "longer than `maxExceptionDays`", EXCEPTIONS, "ten years are no bound", record(expiresAt="2036-10-01T00:00:00Z")),
    Attack("C17", "exception for no control", "it names ISOL-099", EXCEPTIONS, "nobody said what it excuses", also("ISOL-099")),
    Attack("C18", "exception without a record", "status `exception`, no record for it", STATUS, "who approved it?", signed(control("K8S-001", status="exception"))),
    Attack("C19", "exception where none is allowed", "a record for ISOL-001", EXCEPTIONS, "the checklist says which may be excepted", also("ISOL-001")),
    Attack("C20", "shortfall that nobody excepted", "nine workloads are out, three are excepted", STATUS, "every unit needs its exception", ratio(241, 250, 3)),
    Attack("C21", "exception after the fact", "granted a second after the scan ended", EXCEPTIONS, "the scanner could not know of it", record(grantedAt=later(1))),
    Attack("C22", "one exception twice", "two records of one id", EXCEPTIONS, "it would excuse twice as much", also("K8S-001", "EXC-2026-014")),
    Attack("C23", "not applicable where not allowed", "ISOL-001", STATUS, "a way to leave a control out", signed(control("ISOL-001", status="not-applicable"))),
    Attack("C24", "control that was not evaluated", "status `error`, gate `stop`", "GateFailed", "by default it stops the build", signed(control("ISOL-001", status="error", errorCode="timeout"))),
    Attack("C25", "failing control, strict gate", "status `fail`, gate `stop`", "GateFailed", "the policy's choice", gate("fail", control("ISOL-001", status="fail"))),
    Attack("C26", "another scanner", "its id is not the policy's", "WrongScanner", "its checks may be others", signed(over("predicate", "scanner", id="https://kla.example/other-scanner"))),
    Attack("C27", "metric twice", "241 and 250 of 250", METRICS, "which one counts?", mesh(RATIO, RATIO | {"numerator": 250})),
    Attack("C28", "pass without evidence", "its list is empty", STATUS, "nothing could be shown to an auditor", signed(control("ISOL-001", evidence=[]))),
    Attack("C29", "quantity over the target", "the oldest key has 91 days, pass", STATUS, "targets are the checklist's", days(91)),
    Attack("C30", "metric that nobody asked for", "coverage of a plain control", METRICS, "nobody said what it has to reach", signed(control("ISOL-001", metrics=[RATIO]))),
    Attack("C31", "ratio as a ready number", "value 100 in place of two counts", METRICS, "a percentage hides what was counted", mesh({"id": "coverage", "unit": "workloads", "value": 100})),
    Attack("C32", "exception that had run out already", "it ended in the second in which the scan did", EXCEPTIONS, "the end is outside", record(expiresAt=at(SCAN_END))),
    Attack("C33", "subject under another name", "its digest is right", CHECKLIST, "subject and predicate name one checklist", signed(over("subject", 0, name="controls@2026.11.2"))),
    Attack("C34", "predicate with another digest", "the subject's is right", CHECKLIST, "other tools check the subject alone", signed(over("predicate", "checklist", "digest", sha256=digest("another")))),
    Attack("C35", "checklist missing", "no such file", CHECKLIST, "without it nothing can be graded", absent),
    Attack("C36", "checklist with a control twice", "pinned and signed so", CHECKLIST, "which line counts?", twice_listed),
    Attack("C37", "exception, strict gate", "an excepted control, gate `stop`", "GateFailed", "the policy's choice",
           gate("exception", control("K8S-001", status="exception"), excepted(MESH, exception("EXC-2026-015", "K8S-001")))),
    Attack("C38", "not applicable, strict gate", "gate `stop`", "GateFailed", "the policy's choice", gate("not-applicable", control("K8S-001", status="not-applicable"))),
    Attack("C39", "quantity as a ratio", "34 of 90 in place of a quantity", METRICS, "it is compared in another way",
           signed(control("KEYS-001", metrics=[{"id": "oldest-key", "unit": "days", "numerator": 34, "denominator": 90}]))),
    Attack("C40", "excepted control with an uncovered shortfall", "status `exception`, 30 out, nine excepted", STATUS, "every unit needs its exception",
           signed(control("MTLS-001", status="exception", metrics=[RATIO | {"numerator": 220}]))),
    Attack("C41", "pin of another file", "the policy pins the same version with another digest", CHECKLIST, "a digest is pinned, not a name", repinned),
    Attack("C42", "exception that ends with the build", "its end is now", EXCEPTIONS, "the end is outside", record(expiresAt=at(NOW))),
    Attack("C43", "exception a second too long", "90 days and a second", EXCEPTIONS, "the term is exact", record(grantedAt="2026-09-15T23:59:59Z")),
    Attack("C44", "failing control without its metric", "MTLS-001 fails and says nothing more", METRICS, "a measured failure is shown with its numbers", signed(control("MTLS-001", status="fail", metrics=[]))),
    Attack("F01", "freeze", "the scan is three days old, the signer's end far away", STALE, "an old snapshot offered as the latest",
           signed(over("predicate", "scan", startedAt="2026-11-20T11:00:00Z", finishedAt="2026-11-20T11:20:00Z"), predicate(expiresAt="2026-12-20T00:00:00Z"),
                  *(control(name, checkedAt="2026-11-20T11:10:00Z") for name in ("ISOL-001", "MTLS-001", "KEYS-001", "K8S-001")))),
    Attack("F02", "past the signer's own end", "`expiresAt` is the time of judging", STALE, "the end is outside", signed(predicate(expiresAt=at(NOW)))),
    Attack("F03", "one second too old", "the policy's age is one second less than the snapshot's", STALE, "the maximum age is exact", policy(maxAgeSeconds=2399)),
    Attack("F04", "snapshot of the future", "301 s before the scan's end, skew 300 s", "FutureDated", "it would stay fresh longer", judged(SCAN_END - timedelta(seconds=301))),
    Attack("F05", "scan that ends before it starts", "`startedAt` after `finishedAt`", TIME, "one of the two is not true", scan(startedAt=later(1))),
    Attack("F06", "control checked before the scan", "a second before it started", TIME, "a result of another day", signed(control("ISOL-001", checkedAt="2026-11-23T10:59:59Z"))),
    Attack("F07", "scan too long", "twenty minutes, policy a second less", TIME, "its first results are older than its time", policy(maxScanSeconds=1199)),
    Attack("F08", "end before the scan's", "`expiresAt` before `finishedAt`", TIME, "one of the two is not true", signed(predicate(expiresAt=later(-60)))),
    Attack("F09", "clock before the policy", "judged before the policy was issued", "ClockError", "a clock turned back makes old things fresh", judged(LONG_AGO)),
    Attack("F10", "control checked after the scan", "a second after it ended", TIME, "a result of another scan", signed(control("ISOL-001", checkedAt=later(1)))),
    Attack("F11", "past the signer's end, within the policy's age", "a second past `expiresAt`", STALE, "the earlier end counts", signed(predicate(expiresAt=at(NOW - timedelta(seconds=1))))),
    Attack("F12", "snapshot that expires as it ends", "`expiresAt` is `finishedAt`", TIME, "it was never valid", signed(predicate(expiresAt=at(SCAN_END)))),
)
# fmt: on
