"""A fetch into the simulator's folder, and what it left there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from posture_simulator import ALICE, canonical, envelope

from trustgen.fetch.source import Order
from trustgen.fetching import fetch_snapshots

if TYPE_CHECKING:
    from posture_simulator import Simulator

    from trustgen.finding import Finding
    from trustgen.snapshots import Checked


def fetched(simulator: Simulator, address: str, *, verifying: bool = True, **changes: Any) -> Checked:
    """The fetch of an address into the simulator's folder; `changes` are of the request or of the order."""
    of_order = {key: changes.pop(key) for key in ("allowed", "endpoint", "region", "token") if key in changes}
    order = Order(address=address, **of_order)
    return fetch_snapshots(simulator.request(**changes), order, verifying=verifying)


def refused(simulator: Simulator, address: str, **changes: Any) -> Finding:
    """The one refusal of a fetch, which left the folder as it was."""
    before = held(simulator)
    checked = fetched(simulator, address, **changes)
    assert len(checked.findings) == 1, checked.facts
    assert held(simulator) == before
    assert leftovers(simulator) == []
    found = checked.findings[0]
    assert found.code.startswith("TG3")
    assert found.message.isprintable()
    return found


def held(simulator: Simulator) -> dict[str, bytes] | None:
    """The folder as it is; `None` where there is none."""
    if not simulator.folder.exists():
        return None
    return {path.name: path.read_bytes() for path in simulator.folder.iterdir()}


def leftovers(simulator: Simulator) -> list[str]:
    """Folders that a fetch forgot."""
    return [path.name for path in simulator.root.iterdir() if path.name.startswith(".")]


def snapshots(simulator: Simulator, *sequences: int) -> dict[str, bytes]:
    """Signed snapshots that are at the source only."""
    return {
        f"{sequence:010d}.dsse.json": canonical(envelope(simulator.payload(sequence), ALICE)) for sequence in sequences
    }
