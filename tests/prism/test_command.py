"""The command line of each provider, as a process, against a server that checks each request."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.package.served import PROVIDERS, Provider, text
from tests.support.commanded import process

pytestmark = pytest.mark.slow

Servers = Mapping[str, str]

EACH = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
MESSAGE = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]}
CREDENTIALS = {
    "openai": {"OPENAI_API_KEY": "sk-test"},
    "azure": {"OPENAI_API_KEY": "", "AZURE_OPENAI_API_KEY": "test"},
    "yandex": {"OPENAI_API_KEY": "", "YC_API_KEY": "test", "YC_FOLDER_ID": "b1gtest"},
}


def compact(
    provider: Provider, servers: Servers, *options: str, **more: bytes
) -> subprocess.CompletedProcess[bytes]:
    """Run `responses compact` of a provider; a request that Prism objects to is refused."""
    words = ["--provider", provider.name, "responses", "compact"]
    address = f"--base-url={servers[provider.name]}"
    env = CREDENTIALS[provider.name]
    return process(*words, address, "--max-retries=0", *options, env=env, **more)


@EACH
def test_each_shape_of_request(provider: Provider, prism: Servers, tmp_path: Path) -> None:
    """A body of the examples goes out whole, and each of its fields by an option of its own."""
    value = next(each for each in provider.examples("request").values() if "input" in each)
    body = tmp_path / "body.json"
    body.write_text(json.dumps(value), encoding="utf-8")
    for options in ([f"--body=@{body}"], _options(value)):
        done = compact(provider, prism, "--strict", *options)
        assert done.returncode == 0, done.stderr
        assert (b"currently not supported" in done.stderr) is (provider.name == "yandex")
        answer = json.loads(done.stdout)
        assert [] == provider.faults("CompactedResponse", answer)


def _options(value: Mapping[str, object]) -> list[str]:
    """Return an option for each field: its text, or its JSON."""
    return [
        f"--{name.replace('_', '-')}={field}"
        if isinstance(field, str)
        else f"--{name.replace('_', '-')}-json={json.dumps(field)}"
        for name, field in value.items()
    ]


@EACH
def test_a_window_is_compacted_twice(provider: Provider, prism: Servers, tmp_path: Path) -> None:
    """What came takes the place of what was stored, and is accepted as the next input."""
    window = tmp_path / "conversation.json"
    window.write_text(json.dumps([MESSAGE]), encoding="utf-8")
    options = [f"--model={provider.model}", f"--window={window}"]
    prefer = "--header=Prefer:example=compacted"
    expected = text(provider.examples("response")["compacted"]["output"])
    for _ in range(2):
        done = compact(provider, prism, *options, prefer)
        assert done.returncode == 0, done.stderr
        assert text(json.loads(window.read_bytes())) == expected


@EACH
def test_the_server_judges_what_is_sent(provider: Provider, prism: Servers) -> None:
    """A body that the description forbids ends with the code of a refusal."""
    done = compact(provider, prism, f"--model={provider.model}", '--input-json=[{"a":1}]')
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"422" in done.stderr


def test_a_described_failure_is_told(prism: Servers) -> None:
    """The status of a described error and its message are on standard error, as they came."""
    options = ["--model=m", "--header=Prefer:code=429", "--format-error=json"]
    done = compact(PROVIDERS["openai"], prism, *options)
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(done.stderr[done.stderr.index(b"{") :])["error"]["message"]
