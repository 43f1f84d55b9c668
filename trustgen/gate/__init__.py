"""The claims gate: every finished file is read, every mention is judged, and nothing unread passes.

`run` is the only door.  Findings are values; nothing here prints, publishes or touches a disk.
"""

from trustgen.gate.assets import Depiction
from trustgen.gate.report import FileRead, GateReport, GateResult, Judged
from trustgen.gate.walk import run

__all__ = ["Depiction", "FileRead", "GateReport", "GateResult", "Judged", "run"]
