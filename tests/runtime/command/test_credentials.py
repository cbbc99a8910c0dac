"""Credentials of the command: where they come from, and that none is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commanded import KEY, Command
from tests.support.stub import Stub


@pytest.mark.parametrize(
    ("provider", "flag", "header"),
    [
        ("openai", "--api-key", "authorization: Bearer "),
        ("azure", "--api-key", "api-key: "),
        ("azure", "--azure-ad-token", "authorization: Bearer "),
        ("yandex", "--iam-token", "authorization: Bearer "),
    ],
)
def test_a_credential_may_be_typed(
    command: Command, stub: Stub, provider: str, flag: str, header: str
) -> None:
    """It is sent, and a line warns that others can see it, without repeating it; `-` isn't seen."""
    name, _, prefix = header.partition(": ")
    for typed in ([flag, "My API Key"], [f"{flag}=My API Key"]):
        done = command("--model=m", *typed, provider=provider, key="")
        assert done.code == 0 and stub.last.headers[name] == f"{prefix}My API Key"
        warnings = [line for line in done.err.splitlines() if "Yandex" not in line]
        assert len(warnings) == 1 and f"{flag}-file" in warnings[0] and "My API" not in done.err
    done = command("--model=m", flag, "-", provider=provider, key="", stdin=b"other-key-42\n")
    assert done.code == 0 and stub.last.headers[name] == f"{prefix}other-key-42"
    assert "others" not in done.err


@pytest.mark.parametrize("typed", [["--api-key=a"], ["--api-key-file=/no/such"], ["--api-key", ""]])
def test_a_credential_that_cannot_be_used_is_misuse(
    command: Command, stub: Stub, typed: list[str]
) -> None:
    """Two of one kind, a file that isn't there, and none at all are refused before a call."""
    both = ["--api-key-file=/dev/null"] if typed == ["--api-key=a"] else []
    done = command("--model=m", *typed, *both)
    assert (done.code, stub.received) == (2, [])
    assert "--api-key" in done.err.splitlines()[-1] and "api_key" not in done.err


def test_what_nothing_takes_is_not_repeated(command: Command, stub: Stub) -> None:
    """A credential behind a misspelt option doesn't reach standard error."""
    done = command("--model=m", f"--apikey={KEY}", KEY)
    assert (done.code, stub.received) == (2, [])
    assert KEY not in done.err and "--apikey" in done.err


def test_a_secret_header_is_no_option(command: Command, stub: Stub) -> None:
    """`--header` takes no credential either."""
    done = command("--model=m", f"--header=Authorization: Bearer {KEY}")
    assert (done.code, stub.received) == (2, [])
    assert KEY not in done.err


def test_a_credential_comes_from_a_file(command: Command, stub: Stub, tmp_path: Path) -> None:
    """The file's own line end isn't part of it, and it wins over the environment."""
    file = tmp_path / "key"
    file.write_text("other-key-42\n")
    assert command("--model=m", f"--api-key-file={file}").code == 0
    assert stub.last.headers["authorization"] == "Bearer other-key-42"


def test_without_a_credential_nothing_is_sent(command: Command, stub: Stub) -> None:
    """The message names the variables and options that would help."""
    done = command("--model=m", provider="yandex", key="")
    assert (done.code, stub.received) == (2, [])
    for way in ("YC_API_KEY", "YC_IAM_TOKEN", "--api-key-file", "--iam-token-file"):
        assert way in done.err
