"""The checklist file (format section 4.4): which controls there are, and what each has to reach.

Targets stand here and not in the snapshot, so that whoever signs a result cannot lower the bar.  The file is pinned by
its digest in the trust policy and named in every snapshot; all three have to agree.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.attest import shape
from trustgen.attest.errors import WRONG_CHECKLIST, SnapshotError, refusal
from trustgen.attest.shape import CONTROL, NAME, ShapeError
from trustgen.attest.strictjson import JSON_HELP, JsonError, parse_object

if TYPE_CHECKING:
    from trustgen.attest.policy import Policy
    from trustgen.attest.statement import Statement


class Target(Struct, frozen=True, kw_only=True):
    """A metric that a control is measured by, and what it has to reach."""

    id: str
    kind: str
    """`ratio` or `quantity`."""
    unit: str
    op: str
    """`ge` or `le`: on which side of the target it has to be."""
    target: int
    """Basis points for a ratio, whole units for a quantity."""
    shortfall_needs_exception: bool = False
    """Whether every unit that a ratio leaves out has to be covered by an exception, even above the target."""


class ChecklistControl(Struct, frozen=True, kw_only=True):
    """One line of the checklist."""

    id: str
    title: str
    exceptions_allowed: bool
    not_applicable_allowed: bool
    metrics: tuple[Target, ...]


class Checklist(Struct, frozen=True, kw_only=True):
    """A checklist that holds together.  Made by `read_checklist`."""

    path: str
    data: bytes
    sha256: str
    id: str
    version: str
    controls: tuple[ChecklistControl, ...]


_OP = shape.choice({"ge": "ge", "le": "le"})
_TITLE = shape.text(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,200}", "a title in one line of at most 200 characters")
_RATIO = shape.record(
    Target,
    {
        "id": NAME,
        "kind": shape.exactly("ratio"),
        "unit": NAME,
        "op": _OP,
        "target": shape.integer(0, 10_000),
        "shortfallNeedsException": shape.flag,
    },
)
_QUANTITY = shape.record(
    Target,
    {"id": NAME, "kind": shape.exactly("quantity"), "unit": NAME, "op": _OP, "target": shape.COUNT},
)


def _metric(value: Any) -> Target:
    quantity = type(value) is dict and value.get("kind") == "quantity"
    return (_QUANTITY if quantity else _RATIO)(value)


_CONTROL = shape.record(
    ChecklistControl,
    {
        "id": CONTROL,
        "title": _TITLE,
        "exceptionsAllowed": shape.flag,
        "notApplicableAllowed": shape.flag,
        "metrics": shape.rows(_metric, 0, 16, "metrics"),
    },
)
_CHECKLIST = shape.record(
    shape.fields,
    {"id": NAME, "version": NAME, "controls": shape.rows(_CONTROL, 1, 512, "controls")},
)


def read_checklist(data: bytes, path: str) -> Checklist:
    """The checklist that the bytes hold; raises `WrongChecklist` where they hold none."""
    try:
        given = _CHECKLIST(parse_object(data))
        _check_controls(given["controls"])
    except JsonError as error:
        message = f"`{path}` {error}."
        raise refusal(WRONG_CHECKLIST, path, message, help=JSON_HELP, line=error.line, column=error.column) from None
    except ShapeError as error:
        message = f"`{path}` has another form{error.at}: {error.message}."
        raise refusal(WRONG_CHECKLIST, path, message, route=error.route) from None
    return Checklist(path=path, data=data, sha256=sha256(data).hexdigest(), **given)


def _check_controls(controls: tuple[ChecklistControl, ...]) -> None:
    seen: set[str] = set()
    for control in controls:
        if control.id in seen:
            raise ShapeError(f"`{control.id}` is listed more than once")
        seen.add(control.id)
        metrics = [metric.id for metric in control.metrics]
        if len(set(metrics)) != len(metrics):
            raise ShapeError(f"`{control.id}` has two metrics of one id")
        if sum(metric.shortfall_needs_exception for metric in control.metrics) > 1:
            # An exception says how many units it excuses, not of which metric.
            raise ShapeError(f"`{control.id}` has two metrics whose shortfall needs exceptions")
        if any(metric.shortfall_needs_exception and metric.op != "ge" for metric in control.metrics):
            raise ShapeError(f"`{control.id}` has a metric whose shortfall needs exceptions, but its `op` is not `ge`")


def check_pinned(checklist: Checklist, policy: Policy) -> None:
    """Check that the policy pins exactly this file; raises `WrongChecklist`."""
    for pin in policy.checklists:
        if (pin.id, pin.version, pin.sha256) == (checklist.id, checklist.version, checklist.sha256):
            return
    name = f"{checklist.id}@{checklist.version}"
    pins = ", ".join(f"`{pin.id}@{pin.version}` with {pin.sha256}" for pin in policy.checklists)
    message = f"`{checklist.path}` is `{name}` with the SHA-256 {checklist.sha256}; `{policy.path}` pins {pins}."
    raise refusal(WRONG_CHECKLIST, checklist.path, message)


def check_named(statement: Statement, checklist: Checklist, path: str) -> None:
    """Check that the statement was graded against this file, in its subject and in its predicate."""
    name = f"{checklist.id}@{checklist.version}"
    graded = statement.checklist
    if (graded.id, graded.version) != (checklist.id, checklist.version):
        found = f"{graded.id}@{graded.version}"
        raise _other(path, "predicate.checklist", f"`{path}` was graded against `{found}`; `{name}` is wanted")
    if graded.sha256 != checklist.sha256:
        message = (
            f"`{path}` was graded against a file of `{name}` with the SHA-256 {graded.sha256}; "
            f"`{checklist.path}` has {checklist.sha256}"
        )
        raise _other(path, "predicate.checklist.digest", message)
    if (statement.subject_name, statement.subject_sha256) != (name, checklist.sha256):
        found = f"`{statement.subject_name}` with the SHA-256 {statement.subject_sha256}"
        message = f"`{path}` is about {found}; `{name}` with {checklist.sha256} is wanted"
        raise _other(path, "subject[0]", message)


def _other(path: str, route: str, message: str) -> SnapshotError:
    return refusal(WRONG_CHECKLIST, path, f"{message}.", route=route)
