"""One signature, checked with the cryptography package and nothing else: what `snapshot verify` is held against.

benchmarks/signature.py ENVELOPE POLICY
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256


def main(envelope: Path, policy: Path) -> None:
    """Check the first signature with the key of the policy that it names; raises when it does not hold."""
    signed = json.loads(envelope.read_bytes())
    signature = signed["signatures"][0]
    keys = {key["keyid"]: key["spki"] for key in json.loads(policy.read_bytes())["keys"]}
    key = serialization.load_der_public_key(base64.b64decode(keys[signature["keyid"]]))
    payload, kind = base64.b64decode(signed["payload"]), signed["payloadType"].encode()
    message = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    if isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(base64.b64decode(signature["sig"]), message)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(base64.b64decode(signature["sig"]), message, ec.ECDSA(SHA256()))
    else:
        raise SystemExit("This is no key for a signature.")
    json.loads(payload)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
