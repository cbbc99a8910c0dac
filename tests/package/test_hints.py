"""Frameworks that look at annotations while the program runs can read ours."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
import typing
from types import FunctionType, ModuleType

import httpx2

from tests.package.served import ROOT, Provider


def functions(module: ModuleType) -> dict[str, FunctionType]:
    """The functions, methods and getters of a module's own classes."""
    classes = [
        c for _, c in inspect.getmembers(module, inspect.isclass) if c.__module__ == module.__name__
    ]
    members = {f"{c.__name__}.{name}": m for c in classes for name, m in vars(c).items()}
    found = {name: m.fget if isinstance(m, property) else m for name, m in members.items()}
    return {name: m for name, m in found.items() if isinstance(m, FunctionType)}


def test_hints_of_clients_can_be_read(provider: Provider) -> None:
    """`typing.get_type_hints` resolves whatever a client's methods are annotated with."""
    module = importlib.import_module(f"responses_compact.{provider.name}.client")
    read = {name: typing.get_type_hints(each) for name, each in functions(module).items()}
    assert httpx2.Timeout in typing.get_args(read[f"{provider.client}.__init__"]["timeout"])
    assert provider.namespace.CompactedResponse is read["Responses.compact"]["return"]
    assert read["Responses.compact"] == typing.get_type_hints(
        inspect.unwrap(functions(module)["AsyncResponses.compact"])
    )


def test_hints_of_models_can_be_read(provider: Provider) -> None:
    """So it does for every model, and for what an exception is made with."""
    namespace = provider.namespace
    models = [getattr(namespace, name) for name in provider.schemas if hasattr(namespace, name)]
    for model in filter(inspect.isclass, models):
        hints = typing.get_type_hints(model)
        assert set(model.model_fields) <= set(hints)
    error = importlib.import_module("responses_compact").APIResponseValidationError
    assert "defects" in typing.get_type_hints(error.__init__)


def test_nothing_is_imported_for_it() -> None:
    """Until somebody asks, neither the models nor httpx2 are imported."""
    code = (
        "import sys, responses_compact.openai.client as c; "
        "print('httpx2' in sys.modules, 'pydantic' in sys.modules, repr(type(c.httpx2).__name__))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "generated",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "False False 'LazyModule'\n" == done.stdout
