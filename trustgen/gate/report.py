"""What the gate did, as values: which files it read, which mentions it found, and what let each of them pass."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.claims.engine import Mention
    from trustgen.finding import Finding


class FileRead(Struct, frozen=True, kw_only=True):
    """One file that the gate looked at."""

    path: str
    reader: str
    """The name of the reader, `digest` for a declared image or font, `nobody` for a file that was not read."""
    texts: int
    """How many texts were read in it."""
    mentions: int


class Judged(Struct, frozen=True, kw_only=True):
    """A mention, and the file that it is in."""

    path: str
    mention: Mention


class GateReport(Struct, frozen=True, kw_only=True):
    """Everything that was looked at, for the published report and for explanations."""

    files: tuple[FileRead, ...]
    mentions: tuple[Judged, ...]
    """Every mention, passed or not, in the order of the files."""
    schemes: int
    """How many schemes the gate knows."""

    @property
    def texts(self) -> int:
        """How many texts were read."""
        return sum(file.texts for file in self.files)

    @property
    def per_scheme(self) -> Mapping[str, int]:
        """How often each scheme is mentioned, by its id."""
        return dict(sorted(Counter(one.mention.scheme for one in self.mentions).items()))

    @property
    def per_frame(self) -> Mapping[str, int]:
        """How many mentions each honest frame let pass, by its name."""
        frames = Counter(one.mention.frame for one in self.mentions if one.mention.passed and one.mention.frame)
        return dict(sorted(frames.items()))

    @property
    def per_fact(self) -> Mapping[str, int]:
        """How many mentions each holding covers."""
        facts = Counter(one.mention.fact for one in self.mentions if one.mention.passed and one.mention.fact)
        return dict(sorted(facts.items()))


class GateResult(Struct, frozen=True, kw_only=True):
    """What is wrong, and what was done to find out."""

    findings: tuple[Finding, ...]
    report: GateReport
