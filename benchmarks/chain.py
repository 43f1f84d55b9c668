"""A year of daily snapshots, and the loop over them that anybody would write straight against cryptography and json.

benchmarks/chain.py write PROJECT COUNT    # the project's folder of snapshots, with that many
benchmarks/chain.py check PROJECT          # every signature and every link, and nothing else
"""

from __future__ import annotations

import base64
import json
import sys
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path


def write(project: Path, count: int) -> None:
    """Sign `count` demonstration snapshots, a day apart, the last of them now; each names the one before."""
    from trustgen.attest import demokey
    from trustgen.attest.demostatement import demonstration
    from trustgen.attest.dsse import pae
    from trustgen.attest.format import DSSE_SUFFIX, PAYLOAD_TYPE
    from trustgen.attest.select import load_checklist, load_policy
    from trustgen.attest.wrap import envelope_json

    posture = project / "content" / "posture"
    policy = load_policy(posture / "trust-policy.json", project)
    checklist = load_checklist(posture / "checklist.json", policy, project)
    folder = posture / "snapshots"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    now = datetime.now(timezone.utc).replace(microsecond=0)
    previous = None
    for sequence in range(1, count + 1):
        scanned = now - timedelta(days=count - sequence)
        statement = demonstration(policy, checklist, sequence=sequence, previous_sha256=previous, now=scanned)
        payload = json.dumps(statement, separators=(",", ":")).encode("ascii")
        previous = sha256(payload).hexdigest()
        data = envelope_json(payload, {demokey.KEYID: demokey.sign(pae(PAYLOAD_TYPE, payload))})
        (folder / f"{sequence:010d}{DSSE_SUFFIX}").write_bytes(data)


def check(project: Path) -> None:
    """Check every signature with the key that it names, and every link; raises where one does not hold."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256

    posture = project / "content" / "posture"
    policy = json.loads((posture / "trust-policy.json").read_bytes())
    keys = {key["keyid"]: serialization.load_der_public_key(base64.b64decode(key["spki"])) for key in policy["keys"]}
    previous = None
    for path in sorted((posture / "snapshots").iterdir()):
        envelope = json.loads(path.read_bytes())
        kind, payload = envelope["payloadType"].encode(), base64.b64decode(envelope["payload"])
        signature = envelope["signatures"][0]
        key = keys[signature["keyid"]]
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise SystemExit("This is no key on a curve.")
        signed = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
        key.verify(base64.b64decode(signature["sig"]), signed, ec.ECDSA(SHA256()))
        before = json.loads(payload)["predicate"]["previous"]
        if (before and before["digest"]["sha256"]) != previous:
            raise SystemExit(f"{path.name} does not follow the one before.")
        previous = sha256(payload).hexdigest()


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        check(Path(sys.argv[2]))
