"""What the gate did, for readers: `gate.json` for programs, and the values of the page `gate.html`.

Both are read by the gate themselves, after everything that they report on; so is the manifest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from trustgen import __version__
from trustgen.artifact import Artifact
from trustgen.claims.catalogue.schemes import schemes
from trustgen.ownschemes import own_schemes
from trustgen.render.filters import iso

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from trustgen.claims.catalogue.scheme import Own
    from trustgen.gate import GateReport
    from trustgen.gate.exceptions import Accepted
    from trustgen.gate.report import FileRead
    from trustgen.model.center import TrustCenter
    from trustgen.model.schemes import OwnScheme

FILE = "gate.json"
WARNED, EXCEPTED, BY_RECORD = "warning", "exception", "record"
"""Why a mention stands, beside the honest frames."""


class SchemeRead(Struct, frozen=True, kw_only=True):
    """How often a scheme is mentioned on the site, and why each of the mentions may stand."""

    id: str
    name: str
    """Empty for mentions that name no scheme."""
    standing: str
    """The standing on record, `law` for what nobody certifies, or `nothing`."""
    mentions: int
    reasons: Mapping[str, int]


class OwnRead(Struct, frozen=True, kw_only=True):
    """A scheme that the project adds to the shipped ones: what it is, and what it is looked for by."""

    id: str
    name: str
    standing: str
    artefact: str
    issuer: str
    names: tuple[str, ...]
    sources: tuple[str, ...]


class GateRecord(Struct, frozen=True, kw_only=True):
    """Everything that the gate read, and what it found."""

    as_of: datetime
    version: str
    rules: str
    """SHA-256 over the scheme data, the project's own included, and the lexicons."""
    known: int
    own: tuple[OwnRead, ...]
    files: tuple[FileRead, ...]
    texts: int
    mentions: int
    schemes: tuple[SchemeRead, ...]
    accepted: tuple[Accepted, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason that occurs, once."""
        return tuple(sorted({reason for row in self.schemes for reason in row.reasons}))

    def scheme(self, name: str) -> SchemeRead:
        """The row of a scheme that an exception is about."""
        return next(row for row in self.schemes if row.id == name)


def gate_record(
    reports: Iterable[GateReport],
    accepted: Collection[Accepted],
    center: TrustCenter,
    published: Collection[str],
) -> GateRecord:
    """The record of what was read; files that are read but not published are left out."""
    read: dict[str, FileRead] = {}
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        read.update((file.path, file) for file in report.files if file.path in published)
        for judged in report.mentions:
            if judged.path in published:
                mention = judged.mention
                why = BY_RECORD if mention.fact else mention.frame or (WARNED if mention.warning else EXCEPTED)
                reasons[mention.scheme][why] += 1
    own = own_schemes(center.content.schemes)
    return GateRecord(
        as_of=center.as_of,
        version=__version__,
        rules=_rules(own),
        known=len(schemes(own)),
        own=tuple(_own(one, center) for one in center.content.schemes),
        files=tuple(read[path] for path in sorted(read)),
        texts=sum(file.texts for file in read.values()),
        mentions=sum(counts.total() for counts in reasons.values()),
        schemes=tuple(_row(name, reasons[name], center, own) for name in sorted(reasons)),
        accepted=tuple(accepted),
    )


def gate_file(record: GateRecord) -> Artifact:
    """The record as JSON.  Each scheme says whether it is held, so that no entry stands for more than it counts."""
    document = {
        "gateVersion": 1,
        "generator": {"name": "trustgen", "version": record.version},
        "rulesSha256": record.rules,
        "asOf": iso(record.as_of),
        "schemesKnown": record.known,
        "textsRead": record.texts,
        "mentions": record.mentions,
        "ownSchemes": [_added(one) for one in record.own],
        "schemes": [
            {
                "scheme": row.id,
                "held": row.standing == "held",
                "standing": row.standing,
                "mentions": row.mentions,
                "standsBy": dict(row.reasons),
            }
            for row in record.schemes
        ],
        "exceptions": [_exception(one, record) for one in record.accepted],
        "files": [
            {"path": file.path, "reader": file.reader, "texts": file.texts, "mentions": file.mentions}
            for file in record.files
        ],
    }
    data = json.format(json.encode(document), indent=1) + b"\n"
    return Artifact(path=FILE, media="application/json", data=data)


def _added(own: OwnRead) -> dict[str, Any]:
    held = own.standing == "held"
    return {
        "scheme": own.id,
        "held": held,
        "standing": own.standing,
        "artefact": own.artefact,
        "issuer": own.issuer,
        "names": [{"name": name, "held": held} for name in own.names],
        "sources": list(own.sources),
    }


def _exception(accepted: Accepted, record: GateRecord) -> dict[str, Any]:
    one = accepted.exception
    return {
        "id": str(one.id),
        "page": str(one.page),
        "scope": str(one.scope),
        "code": str(one.code),
        "scheme": str(one.scheme),
        "held": record.scheme(str(one.scheme)).standing == "held",
        "reason": str(one.reason),
        "reviewer": str(one.reviewer),
        "reviewed": one.reviewed.isoformat(),
        "expires": one.expires.isoformat(),
    }


def _row(name: str, reasons: Counter[str], center: TrustCenter, own: Own) -> SchemeRead:
    scheme = schemes(own).get(name)
    return SchemeRead(
        id=name,
        name=scheme.name if scheme is not None else "",
        standing=_standing(name, center, "law" if scheme is not None and scheme.law else "nothing"),
        mentions=reasons.total(),
        reasons=dict(sorted(reasons.items())),
    )


def _own(scheme: OwnScheme, center: TrustCenter) -> OwnRead:
    return OwnRead(
        id=str(scheme.id),
        name=str(scheme.name),
        standing=_standing(str(scheme.id), center, "nothing"),
        artefact=scheme.artefact,
        issuer=str(scheme.issuer),
        names=tuple(str(name) for name in (*scheme.forms, *scheme.weak)),
        sources=tuple(str(source.title) for source in scheme.sources),
    )


def _standing(name: str, center: TrustCenter, otherwise: str) -> str:
    """A scheme's standing on record, the best of several."""
    standings = [str(one.standing.value) for one in center.content.assurances.assurances if one.scheme == name]
    return "held" if "held" in standings else standings[0] if standings else otherwise


def _rules(own: Own) -> str:
    digest = sha256()
    mine = [("own schemes", json.encode(own, order="deterministic", enc_hook=dict))] if own else []
    for name, data in (*_data(), *mine):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _data() -> Iterator[tuple[str, bytes]]:
    """Every data file of the engine by its name, in a fixed order."""
    folder = files("trustgen.claims").joinpath("data")
    found = {
        f"{inner.name}/{file.name}": file
        for inner in (folder, *(item for item in folder.iterdir() if item.is_dir()))
        for file in inner.iterdir()
        if file.is_file()
    }
    for name in sorted(found):
        yield name, found[name].read_bytes()
