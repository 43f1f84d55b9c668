"""What a new, unsigned statement holds, in sentences for a person and as a record for a program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from trustgen.scans.grade import Grade


class Drafted(Struct, frozen=True, kw_only=True):
    """A statement that was written."""

    path: str
    records: str
    """The file of evidence records beside it."""
    sequence: int
    sha256: str
    """Of the bytes to sign."""
    grades: Mapping[str, Grade]
    """By control."""
    stops: Collection[Outcome]
    """The statuses at which the trust policy stops a build."""
    left_out: tuple[str, ...]
    """Exceptions of the mapping file that are not in force."""

    def said(self) -> Iterator[str]:
        """For a person: what was written, and what keeps it from being published."""
        counts = Counter(grade.outcome for grade in self.grades.values())
        rest = [f"{counts[each]} {each.value}" for each in Outcome if counts[each] and each is not Outcome.PASS]
        yield f"`{self.path}` is unsigned: {', '.join([f'{counts[Outcome.PASS]} pass', *rest])}."
        yield f"`{self.records}` holds the salts: it goes to the ledger with the reports, not to the site."
        errors = [f"{name} ({grade.code})" for name, grade in self.grades.items() if grade.outcome is Outcome.ERROR]
        if errors:
            yield f"Could not be evaluated: {', '.join(errors)}."
        stopping = [each.value for each in Outcome if counts[each] and each in self.stops]
        if stopping:
            yield f"The trust policy stops a build at {', '.join(stopping)}."
        if self.left_out:
            yield f"Not in force, and left out: {', '.join(self.left_out)}."

    def record(self) -> dict[str, Any]:
        """For a program."""
        return {
            "path": self.path,
            "records": self.records,
            "sequence": self.sequence,
            "sha256": self.sha256,
            "outcomes": {name: grade.outcome.value for name, grade in self.grades.items()},
            "errors": {name: grade.code for name, grade in self.grades.items() if grade.code is not None},
        }
