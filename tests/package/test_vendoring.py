"""The package is a directory that may be copied anywhere, and costs nothing until it is used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.package.served import PROVIDERS, ROOT

PACKAGE = ROOT / "generated" / "responses_compact"
SITE = sysconfig.get_paths()["purelib"]

CALL = """
import json, httpx2
def same(expected, actual):
    if expected != actual:
        raise SystemExit(f"{{expected!r}} is not {{actual!r}}")
from {package} import OpenAI, AzureOpenAI, YandexAI
answer = {{
    "id": "r", "object": "response.compaction", "created_at": 1.0,
    "output": [{{"type": "compaction", "id": "c", "encrypted_content": "x"}}, {{"type": "new"}}],
    "usage": {{
        "input_tokens": 1, "output_tokens": 1,
        "input_tokens_details": {{"cached_tokens": 0, "cache_write_tokens": 0}},
        "output_tokens_details": {{"reasoning_tokens": 0}}, "total_tokens": 2,
    }},
}}
served = httpx2.MockTransport(lambda request: httpx2.Response(200, content=json.dumps(answer)))
endpoint = "https://x.openai.azure.com"
for kind, more in (OpenAI, {{}}), (AzureOpenAI, {{"azure_endpoint": endpoint}}):
    client = kind(api_key="k", http_client=httpx2.Client(transport=served), strict=True, **more)
    response = client.responses.compact(model="m", input="t")
    same(answer, response.to_dict())
    kinds = [type(item).__name__ for item in response.output]
    same(["CompactionItem", "UnknownOutputItem"], kinds)
print(kind.__module__)
"""


def run(code: str, *flags: str, path: Path | None = None, cwd: Path | None = None) -> str:
    """What a new interpreter prints; anything on its error stream is a failure."""
    setup = f"import sys; sys.path[:0] = {[str(p) for p in (path, SITE) if p]!r}\n"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        [sys.executable, *flags, "-c", setup + code],
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd or path,
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.strip()


def copied(folder: Path, name: str) -> Path:
    """A copy of the package under another name."""
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    return Path(shutil.copytree(PACKAGE, folder / name, ignore=ignore))


def test_it_works_under_another_name(tmp_path: Path) -> None:
    """Nothing in it depends on what its directory is called."""
    copied(tmp_path, "vendored")
    assert "vendored.azure.client" == run(CALL.format(package="vendored"), path=tmp_path)


def test_it_works_inside_another_package(tmp_path: Path) -> None:
    """Nothing in it depends on how deep it stands."""
    inner = tmp_path / "product" / "_vendor"
    inner.mkdir(parents=True)
    (tmp_path / "product" / "__init__.py").touch()
    (inner / "__init__.py").touch()
    copied(inner, "compaction")
    name = "product._vendor.compaction"
    assert f"{name}.azure.client" == run(CALL.format(package=name), path=tmp_path)


def test_two_copies_stand_side_by_side(tmp_path: Path) -> None:
    """Each copy has classes of its own, and both work in one process."""
    copied(tmp_path, "first")
    copied(tmp_path, "second")
    code = CALL.format(package="first") + CALL.format(package="second")
    code += """
import first, second
assert first.Model is not second.Model
assert first.models.InputText is not second.models.InputText
assert first.APIError is not second.APIError
assert not issubclass(first.RateLimitError, second.APIError)
assert first.omit is not second.omit
"""
    assert ["first.azure.client", "second.azure.client"] == run(code, path=tmp_path).split()


SENT_ON = """
from {one}.models import EasyInputMessage
from {other} import OpenAI
from {other}.testing import FakeTransport
text = '{{"role":"user","type":"message","note":1.50,"content":"t"}}'
loads = __import__("{one}._runtime.vocabulary.json_text", fromlist="loads").loads
read = EasyInputMessage.from_dict(loads(text.encode()))
read.content = "changed"
fake = FakeTransport({{}}, validate=False)
OpenAI(api_key="k", http_client=fake).responses.compact(model="m", input=[read])
print(fake.last.content.decode())
"""


def test_a_model_of_one_copy_can_be_sent_with_another(tmp_path: Path) -> None:
    """It travels in its own wire form: names, order, numbers, and only what is set."""
    copied(tmp_path, "one")
    copied(tmp_path, "other")
    sent = run(SENT_ON.format(one="one", other="other"), path=tmp_path)
    item = '{"role":"user","type":"message","note":1.50,"content":"changed"}'
    assert sent == f'{{"model":"m","input":[{item}]}}'


@pytest.mark.case("F52")
def test_it_works_from_a_zip(tmp_path: Path) -> None:
    """It reads no file of its own at run time."""
    copied(tmp_path / "source", "zipped")
    with zipfile.ZipFile(tmp_path / "lib.zip", "w") as archive:
        for file in sorted((tmp_path / "source").rglob("*")):
            archive.write(file, file.relative_to(tmp_path / "source"))
    code = f"sys.path.insert(0, {str(tmp_path / 'lib.zip')!r})\n" + CALL.format(package="zipped")
    code += "import zipped\nassert 'lib.zip' in zipped.__file__"
    assert "zipped.azure.client" == run(code, cwd=tmp_path)


@pytest.mark.case("F52")
@pytest.mark.parametrize(
    "flags",
    [
        ("-O",),
        ("-OO",),
        ("-I", "-S"),
        ("-I", "-S", "-W", "error", "-OO"),
        ("-X", "dev", "-W", "error"),
    ],
    ids=" ".join,
)
def test_it_works_in_a_bare_interpreter(tmp_path: Path, flags: tuple[str, ...]) -> None:
    """Without docstrings, without assertions, isolated, and with every warning an error."""
    copied(tmp_path, "bare")
    assert "bare.azure.client" == run(CALL.format(package="bare"), *flags, path=tmp_path)


@pytest.mark.case("F52")
def test_it_works_where_nothing_can_be_written(tmp_path: Path) -> None:
    """It needs no place for files of its own."""
    package = copied(tmp_path, "fixed")
    for folder in [package, *package.rglob("*/")]:
        folder.chmod(0o555)
    try:
        assert "fixed.azure.client" == run(CALL.format(package="fixed"), path=tmp_path)
    finally:
        for folder in [package, *package.rglob("*/")]:
            folder.chmod(0o755)


def test_importing_it_imports_next_to_nothing() -> None:
    """Neither pydantic nor the HTTP library nor any provider is loaded before it is used."""
    code = """
before = set(sys.modules)
import responses_compact
dir(responses_compact), responses_compact.__all__
print(*sorted(set(sys.modules) - before))
"""
    loaded = run(code, "-I", path=PACKAGE.parent).split()
    assert "responses_compact" in loaded
    heavy = {"pydantic", "pydantic_core", "httpx2", "asyncio", "ssl", "json", "typing_extensions"}
    assert set() == heavy & set(loaded)
    ours = [name for name in loaded if name.startswith("responses_compact")]
    assert [
        "responses_compact",
        "responses_compact._runtime",
        "responses_compact._runtime.lazy",
    ] == ours


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_provider_loads_no_other(name: str) -> None:
    """Using one provider's client, models and params leaves the other providers alone."""
    provider = PROVIDERS[name]
    code = f"""
from responses_compact import {provider.client}, Async{provider.client}
from responses_compact.{name} import CompactedResponse, InputItem, params
client = {provider.client}(**{dict(provider.arguments)!r})
client.responses
print(*sorted(sys.modules))
"""
    loaded = run(code, "-I", path=PACKAGE.parent).split()
    others = PROVIDERS.keys() - {name}
    assert [] == [m for m in loaded for o in others if m.startswith(f"responses_compact.{o}")]
    assert f"responses_compact.{name}.models" in loaded


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_client_alone_loads_no_models(name: str) -> None:
    """A client can be made without pydantic: models are loaded by the first call."""
    provider = PROVIDERS[name]
    code = f"""
from responses_compact import {provider.client}
client = {provider.client}(**{dict(provider.arguments)!r})
print(*sorted(sys.modules))
"""
    loaded = run(code, "-I", path=PACKAGE.parent).split()
    assert {"pydantic", "responses_compact.models"}.isdisjoint(loaded)


WATCH = """
import os
watched = {"open", "socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.exec"}
seen = []
def watch(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        flags = arguments[2] or 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append((event, str(arguments[0])))
    elif event in watched - {"open"} or event.startswith(("os.remove", "os.rename", "os.mkdir")):
        seen.append((event, str(arguments)[:200]))
import importlib, pkgutil, pydantic, httpx2
sys.dont_write_bytecode = True
sys.addaudithook(watch)
import responses_compact
for module in pkgutil.walk_packages(responses_compact.__path__, "responses_compact."):
    if not module.name.endswith("__main__"):
        loaded = importlib.import_module(module.name)
        [getattr(loaded, name) for name in getattr(loaded, "__all__", ())]
print(seen)
"""


@pytest.mark.case("P7")
def test_importing_is_inert() -> None:
    """Importing all of it writes no file, opens no connection and starts no process."""
    assert "[]" == run(WATCH, "-W", "error", path=PACKAGE.parent)


def test_it_imports_itself_relatively() -> None:
    """No module names the package that it is in."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not line.strip().startswith(("import responses", "from responses")), file
