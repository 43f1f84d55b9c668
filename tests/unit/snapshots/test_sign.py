"""`snapshot sign`: keys, commands and bundles of others; what comes back is verified before anything is written."""

from __future__ import annotations

import base64
import json
import os
import pty
import shutil
import stat
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from posture_simulator import ALICE, BOB, CAROL, MALLORY, NOW, Key, at, bundle, canonical, control, envelope, predicate
from projects import command, copy_small, environment, trustgen
from securesystemslib.dsse import Envelope
from securesystemslib.signer import CryptoSigner

from trustgen.attest import demokey
from trustgen.attest.select import Selected
from trustgen.finding import Finding
from trustgen.signing import SigningError
from trustgen.signing import command as command_module
from trustgen.signing.command import candidates, sign_with

if TYPE_CHECKING:
    from posture_project import PostureProject

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program")
PASSPHRASE = "correct horse"


def private(key: Key) -> Any:
    return key._private


def pem(path: Path, key: Any, passphrase: str | None = None, form: PrivateFormat = PrivateFormat.PKCS8) -> Path:
    protection = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, form, protection))
    return path


def openssl(*arguments: str) -> bytes:
    return subprocess.run([OPENSSL or "openssl", *arguments], check=True, capture_output=True).stdout


@pytest.fixture
def signing(project: PostureProject) -> PostureProject:
    """Snapshot 41 in the folder, and the statement of 42 beside the project."""
    project.put(41)
    (project.project / "statement.json").write_bytes(project.payload(42))
    return project


def signed(project: PostureProject) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((project.folder / "0000000042.dsse.json").read_bytes())
    return made


def refused(project: PostureProject, *arguments: object, **more: Any) -> tuple[int, str]:
    """Exit code and rule; the folder is as it was."""
    before = {path.name: path.read_bytes() for path in project.folder.iterdir()}
    report = project.json("sign", "statement.json", *arguments, **more)
    assert report["signed"] is None
    assert {path.name: path.read_bytes() for path in project.folder.iterdir()} == before
    return report["code"], report["findings"][0]["rule"]


class TestKeys:
    """A PEM key, for trials."""

    @pytest.mark.parametrize("signer", [ALICE, BOB], ids=["p256", "ed25519"])
    def test_the_signed_snapshot_is_accepted_and_holds_the_very_bytes(
        self, signing: PostureProject, signer: Key
    ) -> None:
        run = signing.run("sign", "statement.json", "--key", pem(signing.project / "key.pem", private(signer)))
        assert (run.code, run.err) == (0, ""), run.out
        name = "content/posture/snapshots/0000000042.dsse.json"
        assert run.out.startswith(f"`{name}` holds snapshot 42 of prod-eu-1, signed.")
        made = signed(signing)
        assert base64.b64decode(made["payload"]) == signing.payload(42)
        assert [row["keyid"] for row in made["signatures"]] == [signer.keyid]
        outcome = signing.verify()
        assert isinstance(outcome, Selected)
        assert [key.name for key in outcome.signers] == [signer.name]
        names = sorted(os.listdir(signing.folder))  # noqa: PTH208 - hidden ones too
        assert names == ["0000000041.dsse.json", "0000000042.dsse.json"]

    def test_the_old_form_of_a_key_will_do_and_so_will_a_link(self, signing: PostureProject) -> None:
        pem(signing.project / "key.pem", private(ALICE), form=PrivateFormat.TraditionalOpenSSL)
        (signing.project / "link.pem").symlink_to("key.pem")
        assert signing.run("sign", "statement.json", "--key", "link.pem").code == 0

    def test_an_encrypted_key_takes_its_passphrase_from_the_environment(self, signing: PostureProject) -> None:
        key = pem(signing.project / "key.pem", private(ALICE), PASSPHRASE)
        assert refused(signing, "--key", key) == (1, "signing-key-unusable")
        wrong = environment(TRUSTGEN_KEY_PASSPHRASE="wrong horse")
        assert refused(signing, "--key", key, env=wrong) == (1, "signing-key-unusable")
        run = signing.run("sign", "statement.json", "--key", key, env=wrong)
        assert "wrong horse" not in run.out + run.err
        right = environment(TRUSTGEN_KEY_PASSPHRASE=PASSPHRASE)
        assert signing.run("sign", "statement.json", "--key", key, env=right).code == 0

    def test_at_a_terminal_the_person_is_asked_and_nothing_is_echoed(self, signing: PostureProject) -> None:
        key = pem(signing.project / "key.pem", private(ALICE), PASSPHRASE)
        signing.request()
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            command("snapshot", "sign", "statement.json", "--key", key, f"--as-of={at(NOW)}"),
            cwd=signing.project,
            env=environment(),
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        said = b""
        while b"Passphrase of key.pem" not in said:
            said += os.read(ours, 1024)
        time.sleep(0.3)
        os.write(ours, PASSPHRASE.encode() + b"\n")
        out = process.communicate(timeout=60)[0]
        assert process.returncode == 0, out
        os.close(ours)
        assert PASSPHRASE.encode() not in out + said

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: rsa.generate_private_key(65537, 2048), "another kind of key"),
            (lambda: ec.generate_private_key(ec.SECP384R1()), "another kind of key"),
            (lambda: ec.generate_private_key(ec.SECP256K1()), "another kind of key"),
        ],
        ids=["rsa", "p384", "secp256k1"],
    )
    def test_another_kind_of_key_is_refused(self, signing: PostureProject, make: Any, message: str) -> None:
        report = signing.json("sign", "statement.json", "--key", pem(signing.project / "key.pem", make()))
        assert (report["code"], report["findings"][0]["rule"]) == (1, "signing-key-unusable")
        assert message in report["findings"][0]["message"]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"secret words",
            b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            b"-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n",
            b"\xff" * 100_000,
        ],
        ids=["empty", "words", "broken", "cosign", "large"],
    )
    def test_what_is_no_key_is_refused_without_showing_it(self, signing: PostureProject, data: bytes) -> None:
        (signing.project / "key.pem").write_bytes(data)
        assert refused(signing, "--key", "key.pem") == (1, "signing-key-unusable")
        assert "secret words" not in signing.run("sign", "statement.json", "--key", "key.pem").out
        assert refused(signing, "--key", "missing.pem") == (1, "signing-key-unusable")
        assert refused(signing, "--key", "content") == (1, "signing-key-unusable")

    def test_a_key_that_the_policy_does_not_list_signs_nothing(self, signing: PostureProject) -> None:
        key = pem(signing.project / "key.pem", private(MALLORY))
        assert refused(signing, "--key", key) == (3, "unknown-signer")
        message = signing.json("sign", "statement.json", "--key", key)["findings"][0]["message"]
        assert MALLORY.keyid in message

    def test_a_revoked_key_and_one_outside_of_its_window_are_refused(self, signing: PostureProject) -> None:
        key = pem(signing.project / "key.pem", private(CAROL))
        signing.policy["keys"].append(CAROL.entry(notAfter="2026-10-31T00:00:00Z"))
        assert refused(signing, "--key", key) == (3, "key-not-valid")
        assert refused(signing, "--key", key, "--out", "aside.dsse.json") == (3, "key-not-valid")
        signing.policy["revokedKeys"] = [{"keyid": CAROL.keyid, "revokedAt": "2026-11-20T00:00:00Z", "reason": "lost"}]
        assert refused(signing, "--key", key, "--out", "aside.dsse.json") == (3, "revoked-key")
        assert not (signing.project / "aside.dsse.json").exists()


def demonstration_key() -> Any:
    return ec.derive_private_key(int.from_bytes(sha256(demokey.SEED).digest(), "big"), ec.SECP256R1())


class TestDemonstration:
    """The key that everybody has."""

    def test_it_is_refused_outside_of_a_demonstration(self, signing: PostureProject) -> None:
        key = pem(signing.project / "key.pem", demonstration_key())
        assert refused(signing, "--key", key) == (3, "unknown-signer")
        finding = signing.json("sign", "statement.json", "--key", key)["findings"][0]
        assert "the demonstration key, which everybody has" in finding["message"]
        script = signing.project / "sign.py"
        script.write_text(
            "import sys\n"
            "from trustgen.attest import demokey\n"
            "sys.stdout.buffer.write(demokey.sign(sys.stdin.buffer.read()))\n"
        )
        found = signing.json("sign", "statement.json", "--command", f"{sys.executable} {script}")["findings"][0]
        assert found["rule"] == "unknown-signer"
        assert "the demonstration key, which everybody has" in found["message"]

    def test_it_signs_where_the_policy_says_that_it_is_one(self, tmp_path: Path) -> None:
        project = copy_small(tmp_path / "small")
        first = json.loads((project / "content/posture/snapshots/0000000001.dsse.json").read_bytes())
        payload = base64.b64decode(first["payload"])
        statement = json.loads(payload)
        statement["predicate"] |= {
            "sequence": 2,
            "previous": {"sequence": 1, "digest": {"sha256": sha256(payload).hexdigest()}},
        }
        (project / "statement.json").write_bytes(canonical(statement))
        key = pem(project / "key.pem", demonstration_key())
        run = trustgen(project, "snapshot", "sign", "statement.json", "--key", key, "--as-of=2026-11-20T12:00:00Z")
        assert run.code == 0, run.out
        assert trustgen(project, "snapshot", "verify", "--as-of=2026-11-20T12:00:00Z").code == 0


def listed(project: PostureProject, spki: bytes, algorithm: str) -> None:
    """Put another signer's public key into the policy; snapshot 41 stays signed by alice."""
    entry = ALICE.entry(
        name="theirs", algorithm=algorithm, keyid=sha256(spki).hexdigest(), spki=base64.b64encode(spki).decode()
    )
    project.policy["keys"] = [ALICE.entry(), entry]


def script(path: Path, text: str) -> Path:
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


VAULT = """\
set -e
[ "$1" = write ] && [ "$2" = -field=signature ]
[ "$3" = transit/sign/posture-signing/sha2-256 ] && [ "$4" = marshaling_algorithm=asn1 ]
case "$5" in input=*) ;; *) exit 2 ;; esac
printf '%s' "${5#input=}" | base64 -d > "$HERE/input"
printf 'vault:v3:%s\\n' "$(openssl dgst -sha256 -sign "$HERE/key.pem" "$HERE/input" | base64 -w0)"
"""


@needs_openssl
class TestCommands:
    """A command that signs: the real OpenSSL, and a program that answers like Vault."""

    @pytest.fixture
    def p256(self, signing: PostureProject) -> PostureProject:
        """The policy lists a P-256 key that OpenSSL made."""
        key = str(signing.project / "key.pem")
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        listed(signing, openssl("pkey", "-in", key, "-pubout", "-outform", "DER"), "ecdsa-p256-sha256")
        return signing

    @pytest.fixture
    def ed25519(self, signing: PostureProject) -> PostureProject:
        """The policy lists an Ed25519 key that OpenSSL made."""
        key = str(signing.project / "key.pem")
        openssl("genpkey", "-algorithm", "ed25519", "-out", key)
        listed(signing, openssl("pkey", "-in", key, "-pubout", "-outform", "DER"), "ed25519")
        return signing

    def test_openssl_signs_with_p256_in_der(self, p256: PostureProject) -> None:
        run = p256.run("sign", "statement.json", "--command", "openssl dgst -sha256 -sign key.pem")
        assert (run.code, run.err) == (0, ""), run.out
        assert p256.rule() == "accept"

    def test_openssl_signs_with_ed25519_because_its_input_is_a_file(self, ed25519: PostureProject) -> None:
        run = ed25519.run(
            "sign", "statement.json", "--command", "openssl pkeyutl -sign -inkey key.pem -rawin -in /dev/stdin"
        )
        assert (run.code, run.err) == (0, ""), run.out
        assert ed25519.rule() == "accept"

    def test_base64_will_do(self, p256: PostureProject) -> None:
        path = script(p256.project / "sign.sh", "openssl dgst -sha256 -sign key.pem | base64\n")
        assert p256.run("sign", "statement.json", "--command", str(path)).code == 0
        assert p256.rule() == "accept"

    def test_what_vault_transit_answers_will_do(self, p256: PostureProject) -> None:
        script(p256.project / "vault", VAULT)
        path = script(
            p256.project / "sign with vault",
            'exec "$HERE/vault" write -field=signature transit/sign/posture-signing/sha2-256 '
            'marshaling_algorithm=asn1 input="$(base64 -w0)"\n',
        )
        run = p256.run("sign", "statement.json", "--command", f"'{path}'", env=environment(HERE=str(p256.project)))
        assert (run.code, run.err) == (0, ""), run.out
        assert p256.rule() == "accept"
        payload = p256.payload(42)
        pae = b"DSSEv1 28 application/vnd.in-toto+json %d " % len(payload) + payload
        assert (p256.project / "input").read_bytes() == pae

    @pytest.mark.parametrize(
        ("text", "rule", "message"),
        [
            ("exit 3\n", "signing-command-failed", "ended with status 3"),
            ("kill -9 $$\n", "signing-command-failed", "was ended by signal 9"),
            ("exit 0\n", "signing-command-failed", "printed nothing"),
            ("openssl dgst -sha256 -sign key.pem; exit 1\n", "signing-command-failed", "ended with status 1"),
            ("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done\n", "signing-command-failed", "more than"),
            ("echo c2lnbmF0dXJl\n", "unknown-signer", "fits no key"),
            ("openssl rand 71\n", "unknown-signer", "fits no key"),
            ("(cat; echo) | openssl dgst -sha256 -sign key.pem\n", "unknown-signer", "fits no key"),
            ("openssl dgst -sha512 -sign key.pem\n", "unknown-signer", "fits no key"),
        ],
    )
    def test_what_is_no_signature_over_these_bytes_is_refused(
        self, p256: PostureProject, text: str, rule: str, message: str
    ) -> None:
        path = script(p256.project / "sign.sh", text)
        assert refused(p256, "--command", str(path)) == (3 if rule == "unknown-signer" else 1, rule)
        assert message in p256.json("sign", "statement.json", "--command", str(path))["findings"][0]["message"]

    def test_no_shell_looks_at_the_command(self, p256: PostureProject) -> None:
        run = p256.run("sign", "statement.json", "--command", "openssl dgst -sha256 -sign key.pem; touch pwned")
        assert run.code == 1
        assert "TG612" in run.out
        assert not (p256.project / "pwned").exists()

    @pytest.mark.parametrize("line", ["/nowhere/sign", "", "'unbalanced", "content"])
    def test_what_cannot_be_started_is_told(self, p256: PostureProject, line: str) -> None:
        assert refused(p256, "--command", line) == (1, "signing-command-failed")

    def test_what_it_writes_on_standard_error_is_its_own(self, p256: PostureProject) -> None:
        path = script(p256.project / "sign.sh", "echo 'token 4711' >&2\nexit 1\n")
        run = p256.run("sign", "statement.json", "--command", str(path))
        assert run.code == 1
        assert "4711" not in run.out
        assert "4711" in run.err

    def test_one_that_hangs_is_ended_with_everything_that_it_started(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(command_module, "WAIT_SECONDS", 0.5)
        path = script(tmp_path / "sign.sh", f"sleep 300 & echo $! > {tmp_path}/child\nwait\n")
        with pytest.raises(SigningError, match="took longer"):
            sign_with(str(path), b"bytes")
        child = int((tmp_path / "child").read_text())
        time.sleep(0.2)
        status = Path(f"/proc/{child}/stat")
        assert not status.exists() or status.read_text().split()[2] == "Z"

    def test_one_that_closes_its_output_and_hangs_is_ended(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(command_module, "WAIT_SECONDS", 0.5)
        path = script(tmp_path / "sign.sh", "exec >&-\nexec sleep 300\n")
        with pytest.raises(SigningError, match="took longer"):
            sign_with(str(path), b"bytes")


@pytest.mark.parametrize(
    ("output", "found"),
    [
        (b"", ()),
        (b"\x30\x45\xff", (b"\x30\x45\xff",)),
        (b"AQID\n", (b"AQID\n", b"\x01\x02\x03")),
        (b"AQ\nID\n", (b"AQ\nID\n", b"\x01\x02\x03")),
        (b"vault:v1:AQID", (b"vault:v1:AQID", b"\x01\x02\x03")),
        (b"vault:v12:AQID\n", (b"vault:v12:AQID\n", b"\x01\x02\x03")),
        (b"vault:v1:", (b"vault:v1:",)),
        (b"vault:AQID", (b"vault:AQID",)),
        (b"AQI", (b"AQI",)),
        (b"\n", (b"\n",)),
    ],
)
def test_an_output_is_read_as_it_is_and_as_base64(output: bytes, found: tuple[bytes, ...]) -> None:
    assert candidates(output) == found


class TestBundles:
    """What cosign made of the very file."""

    def test_a_bundle_becomes_an_envelope(self, signing: PostureProject) -> None:
        path = signing.project / "made.sigstore.json"
        value = bundle(signing.payload(42), ALICE)
        value["verificationMaterial"]["tlogEntries"] = []
        path.write_text(json.dumps(value))
        run = signing.run("sign", "statement.json", "--bundle", path)
        assert (run.code, run.err) == (0, ""), run.out
        assert [row["keyid"] for row in signed(signing)["signatures"]] == [ALICE.keyid]
        assert signing.rule() == "accept"

    @pytest.mark.parametrize(
        ("make", "rule"),
        [
            (lambda p: bundle(p.payload(42) + b" ", ALICE), "bad-signature"),
            (lambda p: bundle(p.payload(42), MALLORY), "unknown-signer"),
            (lambda p: bundle(p.payload(42), ALICE) | {"mediaType": "v0.1"}, "unsupported-bundle"),
            (lambda p: envelope(p.payload(42), ALICE), "unsupported-bundle"),
            (lambda p: [bundle(p.payload(42), ALICE)], "malformed-envelope"),
        ],
    )
    def test_another_one_is_refused(self, signing: PostureProject, make: Any, rule: str) -> None:
        (signing.project / "made.sigstore.json").write_text(json.dumps(make(signing)))
        assert refused(signing, "--bundle", "made.sigstore.json") == (3, rule)

    def test_a_signature_of_another_payload_in_it_is_refused(self, signing: PostureProject) -> None:
        value = bundle(signing.payload(42), ALICE)
        value["dsseEnvelope"]["signatures"] = bundle(signing.payload(41), ALICE)["dsseEnvelope"]["signatures"]
        (signing.project / "made.sigstore.json").write_text(json.dumps(value))
        assert refused(signing, "--bundle", "made.sigstore.json") == (3, "unknown-signer")
        value["dsseEnvelope"]["payloadType"] = "text/plain"
        (signing.project / "made.sigstore.json").write_text(json.dumps(value))
        assert refused(signing, "--bundle", "made.sigstore.json") == (3, "unsupported-payload-type")

    def test_one_that_is_missing_or_large_is_refused(self, signing: PostureProject) -> None:
        assert refused(signing, "--bundle", "nowhere.json") == (3, "unsafe-source")
        with (signing.project / "large.json").open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        assert refused(signing, "--bundle", "large.json") == (3, "snapshot-too-large")


class TestThreshold:
    """Two keys, in two places."""

    @pytest.fixture
    def two(self, signing: PostureProject) -> PostureProject:
        """A policy that asks for two."""
        signing.policy["threshold"] = 2
        signing.put(41, keys=(ALICE, BOB))
        return signing

    def test_both_at_once(self, two: PostureProject) -> None:
        one, other = pem(two.project / "a.pem", private(ALICE)), pem(two.project / "b.pem", private(BOB))
        assert two.run("sign", "statement.json", "--key", one, "--key", other).code == 0
        assert two.rule() == "accept"

    def test_one_after_the_other(self, two: PostureProject) -> None:
        one, other = pem(two.project / "a.pem", private(ALICE)), pem(two.project / "b.pem", private(BOB))
        assert refused(two, "--key", one) == (3, "threshold-not-met")
        assert "--out" in two.json("sign", "statement.json", "--key", one)["findings"][0]["help"]
        report = two.json("sign", "statement.json", "--key", one, "--out", "half.dsse.json")
        assert (report["code"], report["signed"]["threshold"]) == (0, {"needed": 2, "counted": 1})
        assert not (two.folder / "0000000042.dsse.json").exists()
        report = two.json("sign", "half.dsse.json", "--key", other)
        assert (report["code"], report["signed"]["threshold"]) == (0, {"needed": 2, "counted": 2})
        assert two.rule() == "accept"

    def test_the_same_key_twice_counts_once(self, two: PostureProject) -> None:
        one = pem(two.project / "a.pem", private(ALICE))
        assert refused(two, "--key", one, "--key", one) == (3, "threshold-not-met")

    def test_an_envelope_with_a_stranger_s_signature_is_no_beginning(self, two: PostureProject) -> None:
        two.put_json(envelope(two.payload(42), MALLORY), "../../../half.dsse.json")
        report = two.json("sign", "half.dsse.json", "--key", pem(two.project / "b.pem", private(BOB)))
        assert (report["code"], report["findings"][0]["rule"]) == (3, "unknown-signer")

    def test_signatures_join_those_that_are_there(self, signing: PostureProject) -> None:
        signing.put(42, keys=(ALICE,))
        other = pem(signing.project / "b.pem", private(BOB))
        report = signing.json("sign", "statement.json", "--key", other)
        assert (report["code"], report["signed"]["changed"]) == (0, True)
        assert {row["keyid"] for row in signed(signing)["signatures"]} == {ALICE.keyid, BOB.keyid}
        before = (signing.folder / "0000000042.dsse.json").read_bytes()
        report = signing.json("sign", "statement.json", "--key", pem(signing.project / "a.pem", private(ALICE)))
        assert (report["code"], report["signed"]["changed"]) == (0, False)
        assert (signing.folder / "0000000042.dsse.json").read_bytes() == before
        run = signing.run("sign", "statement.json", "--key", other)
        assert "already, with these signatures" in run.out


class TestInItsPlace:
    """What the verifier would refuse is neither signed nor put into the folder."""

    @pytest.fixture
    def key(self, signing: PostureProject) -> Path:
        """Alice's key."""
        return pem(signing.project / "key.pem", private(ALICE))

    @pytest.mark.parametrize(
        ("data", "rule"),
        [
            (b"", "malformed-statement"),
            (b"{}", "schema-violation"),
            (b"{" * 100_000, "malformed-statement"),
            (b'{"payloadType": 1}', "malformed-envelope"),
            (b"\xff\xfe", "malformed-statement"),
        ],
    )
    def test_what_is_no_statement(self, signing: PostureProject, key: Path, data: bytes, rule: str) -> None:
        (signing.project / "statement.json").write_bytes(data)
        assert refused(signing, "--key", key) == (3, rule)

    def test_a_statement_that_is_missing_or_large(self, signing: PostureProject, key: Path) -> None:
        (signing.project / "statement.json").unlink()
        assert refused(signing, "--key", key) == (3, "missing-snapshot")
        with (signing.project / "statement.json").open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        assert refused(signing, "--key", key) == (3, "snapshot-too-large")

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            (predicate(environment="staging"), "wrong-environment"),
            (control("ISOL-001", evidence=[]), "status-inconsistent"),
            (predicate(expiresAt="2026-11-23T11:59:00Z"), "stale-snapshot"),
            (lambda s: s["predicate"]["scanner"].update(id="https://other.example/scanner"), "wrong-scanner"),
            (lambda s: s.update(predicateType="https://trustgen.example/other/v1"), "unsupported-predicate-type"),
            (predicate(previous={"sequence": 41, "digest": {"sha256": "ab" * 32}}), "chain-broken"),
        ],
    )
    def test_a_statement_that_would_be_refused(
        self, signing: PostureProject, key: Path, change: Any, rule: str
    ) -> None:
        (signing.project / "statement.json").write_bytes(signing.payload(42, change))
        assert refused(signing, "--key", key) == (3, rule)

    def test_nothing_signs_what_would_be_refused(self, signing: PostureProject) -> None:
        (signing.project / "statement.json").write_bytes(signing.payload(42, predicate(environment="staging")))
        path = script(signing.project / "sign.sh", "touch called\n")
        assert refused(signing, "--command", str(path)) == (3, "wrong-environment")
        assert not (signing.project / "called").exists()

    def test_a_number_that_is_taken_or_past(self, signing: PostureProject, key: Path) -> None:
        signing.put(42, predicate(deployment={"gitCommit": "a" * 40}))
        assert refused(signing, "--key", key) == (3, "fork-detected")
        (signing.project / "statement.json").write_bytes(signing.payload(41))
        assert refused(signing, "--key", key) == (3, "rollback-detected")

    def test_a_folder_with_a_bad_file(self, signing: PostureProject, key: Path) -> None:
        signing.put(40, keys=())
        assert refused(signing, "--key", key) == (3, "unsigned-snapshot")

    def test_a_lock_that_is_ahead(self, signing: PostureProject, key: Path) -> None:
        signing.anchor("posture.lock.json", 43, "ab" * 32)
        assert refused(signing, "--key", key) == (3, "rollback-detected")

    def test_an_error_does_not_keep_its_snapshot_from_being_seen(self, signing: PostureProject, key: Path) -> None:
        payload = signing.payload(42, control("ISOL-001", status="error", errorCode="no-result", evidence=[]))
        (signing.project / "statement.json").write_bytes(payload)
        run = signing.run("sign", "statement.json", "--key", key)
        assert run.code == 0
        assert "The trust policy stops a build at error." in run.out
        outcome = signing.verify()
        assert isinstance(outcome, Finding)
        assert outcome.rule == "gate-failed"

    def test_a_file_that_is_there_is_not_overwritten(self, signing: PostureProject, key: Path) -> None:
        (signing.project / "half.dsse.json").write_text("mine")
        assert refused(signing, "--key", key, "--out", "half.dsse.json") == (1, "envelope-not-written")
        assert (signing.project / "half.dsse.json").read_text() == "mine"

    def test_the_first_snapshot_of_all(self, signing: PostureProject, key: Path) -> None:
        (signing.folder / "0000000041.dsse.json").unlink()
        signing.folder.rmdir()
        assert signing.run("sign", "statement.json", "--key", key).code == 0
        assert signing.rule() == "accept"


def test_something_has_to_sign(signing: PostureProject) -> None:
    run = signing.run("sign", "statement.json")
    assert run.code == 2
    assert "--key, --command or --bundle" in run.err


@pytest.mark.parametrize("make", [CryptoSigner.generate_ecdsa, CryptoSigner.generate_ed25519], ids=["p256", "ed25519"])
def test_securesystemslib_verifies_what_is_signed_here(signing: PostureProject, make: Any) -> None:
    """The other way round: a key of securesystemslib in PEM, our signature, its verification."""
    signer = make()
    key = signer._private_key
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    listed(signing, spki, "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "ecdsa-p256-sha256")
    assert signing.run("sign", "statement.json", "--key", pem(signing.project / "key.pem", key)).code == 0
    value = signed(signing)
    value["signatures"][0]["keyid"] = signer.public_key.keyid
    assert set(Envelope.from_dict(value).verify([signer.public_key], 1)) == {signer.public_key.keyid}


@pytest.mark.parametrize("make", [CryptoSigner.generate_ecdsa, CryptoSigner.generate_ed25519], ids=["p256", "ed25519"])
def test_securesystemslib_signs_as_a_command(signing: PostureProject, make: Any) -> None:
    key = make()._private_key
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    listed(signing, spki, "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "ecdsa-p256-sha256")
    pem(signing.project / "key.pem", key)
    program = signing.project / "sign.py"
    program.write_text(
        "import base64, sys\n"
        "from cryptography.hazmat.primitives.serialization import load_pem_private_key\n"
        "from securesystemslib.signer import CryptoSigner\n"
        "signer = CryptoSigner(load_pem_private_key(open('key.pem', 'rb').read(), None))\n"
        "made = signer.sign(sys.stdin.buffer.read())\n"
        "print(base64.b64encode(bytes.fromhex(made.signature)).decode())\n"
    )
    run = signing.run("sign", "statement.json", "--command", f"{sys.executable} sign.py")
    assert (run.code, run.err) == (0, ""), run.out
    assert signing.rule() == "accept"


@needs_openssl
def test_openssl_verifies_what_is_signed_here(signing: PostureProject) -> None:
    assert signing.run("sign", "statement.json", "--key", pem(signing.project / "key.pem", private(ALICE))).code == 0
    value = signed(signing)
    payload = base64.b64decode(value["payload"])
    (signing.project / "pae").write_bytes(b"DSSEv1 28 application/vnd.in-toto+json %d " % len(payload) + payload)
    (signing.project / "sig").write_bytes(base64.b64decode(value["signatures"][0]["sig"]))
    openssl("pkey", "-in", str(signing.project / "key.pem"), "-pubout", "-out", str(signing.project / "pub"))
    files = [str(signing.project / name) for name in ("pub", "sig", "pae")]
    assert b"Verified OK" in openssl("dgst", "-sha256", "-verify", files[0], "-signature", files[1], files[2])
