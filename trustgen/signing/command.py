"""A command that signs, such as one that calls Vault Transit or a hardware token.

It is started without a shell.  The bytes to sign are its standard input, as a file, so that programs which want to know
the size first can have it; its standard error is the caller's own.  It may print the signature as it is (DER, or the 64
bytes of Ed25519), in Base64, or as Vault Transit does (`vault:v1:` and Base64).
"""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import shlex
import signal
import subprocess
import tempfile
import time

from trustgen.attest import base64text
from trustgen.attest.quoting import escaped
from trustgen.signing import COMMAND_FAILED, SigningError

WAIT_SECONDS = 300.0
"""How long a command may take: somebody may have to touch a token."""

MAX_OUTPUT_BYTES = 64 * 1024
"""Bytes of its output: a signature has at most a few hundred."""

_VAULT = re.compile(r"vault:v[0-9]{1,9}:(.*)", re.DOTALL)


def sign_with(command: str, message: bytes) -> tuple[bytes, ...]:
    """What the command printed, in every way in which it can be read as a signature; raises `SigningError`."""
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise _failed(f"The command cannot be split into words: {escaped(str(error).lower())}.") from None
    if not arguments:
        raise _failed("The command is empty.")
    output = _run(arguments, message)
    found = candidates(output)
    if not found:
        raise _failed("The command printed nothing.")
    return found


def candidates(output: bytes) -> tuple[bytes, ...]:
    """The readings of an output: as it is, and where it is a text, as Base64 with or without Vault's prefix."""
    found = [output] if output else []
    with contextlib.suppress(UnicodeDecodeError):
        text = "".join(output.decode("ascii").split())
        vault = _VAULT.fullmatch(text)
        with contextlib.suppress(base64text.Base64Error):
            decoded = base64text.decode(vault[1] if vault is not None else text)
            found += [decoded] if decoded else []
    return tuple(found)


def _run(arguments: list[str], message: bytes) -> bytes:
    with tempfile.TemporaryFile() as given:
        given.write(message)
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - what the person who signs has asked for, without a shell
                arguments, stdin=given, stdout=subprocess.PIPE, start_new_session=True
            )
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise _failed(f"The command cannot be started: {escaped(reason)}.") from None
        try:
            output = _output(process)
            status = process.wait(timeout=WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            raise _failed(f"The command took longer than {WAIT_SECONDS:.0f} seconds.") from None
        finally:
            _end(process)
    if status != 0:
        said = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        raise _failed(f"The command {said}.")
    return output


def _output(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    end = time.monotonic() + WAIT_SECONDS
    chunks: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, end - time.monotonic())):
            chunk = os.read(process.stdout.fileno(), MAX_OUTPUT_BYTES)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
            if sum(map(len, chunks)) > MAX_OUTPUT_BYTES:
                raise _failed(f"The command printed more than {MAX_OUTPUT_BYTES:,} bytes.")
    raise subprocess.TimeoutExpired(process.args, WAIT_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and what it started, if anything of it is still there."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _failed(message: str) -> SigningError:
    return SigningError(COMMAND_FAILED, "--command", message)
