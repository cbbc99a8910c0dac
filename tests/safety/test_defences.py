"""P21: no defence is spare: with each taken away in turn, a quick check notices.

The check may fail in any way; a run that stops with an error is what a wrong defence should lead
to.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from generator import findings, verify, words
from generator.document import Document
from generator.files import File, Files
from generator.findings import DescriptionError
from generator.languages import LANGUAGE, text as description_text
from generator.languages.python import filters as python, naming
from generator.languages.python.format import format_files
from generator.languages.python.prove import (
    body_types as answers,
    characters as hygiene,
    clients,
    docstrings as texts,
    models,
    names,
    params as sent,
    syntax,
    tables,
)
from generator.languages.python.prove.stages import disagreements
from generator.languages.python.render import _environment
from generator.load import references
from generator.load.source import Source
from generator.load.yaml import read_yaml
from generator.places import TEMPLATES
from generator.spelled import Api
from generator.standard import patterns
from generator.validate.rules import http, texts as lengths
from tests.safety import hostile
from tests.safety.hostile import ATOMS, everything
from tests.support.refusing import spelled

ROOT = Path(__file__).parents[2]


def quick_texts() -> None:
    """Hostile text comes through the filters as itself."""
    blank = texts.words
    for atom in ATOMS:
        for text in (atom, f"x{atom}", f"{atom}x", f'{atom}"'):
            assert ast.literal_eval(python.literal(text)) == text
            assert python.literal(text).isprintable()
            for source in (python.docstring(text, 4), f'"""{python.prose(text, 4)}\n"""'):
                assert blank(ast.literal_eval(source)) == blank(text)
    assert "|" not in description_text.markdown("a|b").replace("\\|", "")
    assert findings.visible("\x1b") == "\\x1b"


def quick_names() -> None:
    """Names that can't be are changed or refused."""
    for wrong in ("a b", "def", "a\u00b2", "a\n"):
        for name in (python.identifier, python.module):
            with pytest.raises(ValueError, match="isn't an identifier"):
                name(wrong)
    for make, wrong in (
        (naming.class_name, "Field"),
        (naming.field_name, "copy"),
        (naming.argument_name, "self"),
        (naming.attribute_name, "close"),
        (naming.constant_name, "a b"),
        (words.snake_case, "a b"),
        (words.pascal_case, "a b"),
    ):
        assert make(wrong) != wrong and make(wrong).isidentifier()
    found = words.distinct([("a", "x"), ("b", "X")]).values()
    assert len({name.casefold() for name in found}) == 2
    assert not naming.package_name("../x")


def quick_finalize() -> None:
    """A text without a filter stops the run."""
    with pytest.raises(TypeError):
        _environment(TEMPLATES / "python").from_string("{{ x }}").render(x="MARK")


def quick_loader() -> None:
    """Descriptions that are two things at once, or lead elsewhere, are refused."""
    for text in ("a: 1\na: 2\n", "a: &x [*x]\n", "a: !!python/none 1\n", "a: *x\n", "? [a]\n: 1\n"):
        reading = Source("x.yaml", text)
        with pytest.raises(DescriptionError):
            reading.finish(read_yaml(reading))
    here = Path(__file__).parent
    assert references.follow("test%5Fgates.py", here, "x.yaml").file == "test_gates.py"
    with pytest.raises(references.ReferenceFault):
        references.follow(f"{here}/test_gates.py", here, "x.yaml")
    for path in ("file:///etc/hostname", "/etc/hostname", "../x", "https://a", "%252e", "a\\b"):
        with pytest.raises(references.ReferenceFault):
            references.follow(path, here, "x.yaml")


def quick_http() -> None:
    """What can't travel is refused."""
    assert not patterns.enforceable("(?=a)")
    for change in (
        lambda d: d["servers"][0].update(url="file:///etc"),
        lambda d: d["paths"].update({"/a\n": {"get": {"responses": {"200": {"description": ""}}}}}),
        lambda d: d["info"].update(title="a" * 200_000),
    ):
        description = everything()
        change(description)
        with pytest.raises(DescriptionError):
            _written(description)


def _written(description: Any) -> tuple[Document, ...]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return hostile.documents(Path(folder), description)


@lru_cache(maxsize=1)
def _case() -> tuple[Api, Files]:
    documents = _written(everything())
    api = spelled(documents, "thing")
    return api, format_files(LANGUAGE.render(LANGUAGE.plan(api)))


def quick_gates() -> None:
    """A fault of each kind is told."""
    api, files = _case()
    for path, old, new in (
        ("thing/default/operations.py", 'method="POST"', 'method="PUT"'),
        ("thing/default/operations.py", "return shared_models.Thing2", "return shared_models.Cat"),
        ("thing/default/client.py", '"must": must', '"must": word'),
        ("thing/params.py", "must: str", "most: str"),
        ("thing/params.py", '"""Text."""', '"""Test."""'),
        ("thing/models.py", '"""Text."""', '"""Test."""'),
        ("thing/default/client.py", "page: Text.", "page: Test."),
        ("thing/default/client.py", "Returns:\n            Text.", "Returns:\n            Test."),
        ("thing/default/client.py", "from typing import", "from os import"),
        ("thing/default/client.py", "return self._changed(", "return self._MARK("),
        ("thing/default/client.py", "super().__init__(", "super().MARK("),
        ("thing/models.py", "must: str", "must: int"),
        ("thing/README.md", "# thing", "# thi\u200bng"),
    ):
        assert old in files[path].text, old
        wrong = {**files, path: File(files[path].text.replace(old, new, 1))}
        assert list(disagreements(wrong, api, LANGUAGE.plan(api))), new
    broken = Api(package="a", title="a", providers=api.providers, declarations=api.declarations[1:])
    with pytest.raises(verify.ApiError):
        verify.verify(broken)


QUICK = (quick_names, quick_finalize, quick_texts, quick_loader, quick_gates, quick_http)


def nothing(*_: Any, **__: Any) -> Iterator[str]:
    """A gate that is open."""
    return iter(())


def same(value: Any, *_: Any, **__: Any) -> Any:
    """A filter that does nothing."""
    return python.Code(value) if isinstance(value, str) else value


DEFENCES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    **{f"python.{n}": (python, n, same) for n in ("literal", "docstring", "prose", "identifier")},
    **{f"python.{n}": (python, n, same) for n in ("_escaped", "_plain_repr", "module")},
    **{f"text.{n}": (description_text, n, same) for n in ("markdown", "finalize")},
    **{
        f"naming.{n}": (naming, n, same)
        for n in ("class_name", "field_name", "argument_name", "attribute_name", "constant_name")
    },
    **{f"words.{n}": (words, n, same) for n in ("snake_case", "pascal_case")},
    "naming.package_name": (naming, "package_name", same),
    "words.distinct": (words, "distinct", lambda names, *_, **__: dict(names)),
    **{
        f"prove.{m.__name__.split('.')[-1]}": (m, "faults", nothing)
        for m in (answers, clients, hygiene, models, sent, syntax, tables)
    },
    "prove.names": (names, "module_faults", nothing),
    "texts.same": (texts, "same", nothing),
    "texts.told": (texts, "told", nothing),
    "texts.together": (texts, "together", nothing),
    "verify": (verify, "verify", same),
    "visible": (findings, "visible", same),
    "references._decoded": (references, "_decoded", same),
    "references.follow": (references, "follow", same),
    "enforceable": (patterns, "enforceable", lambda _: True),
    "http._path": (http, "_path", nothing),
    "http._server": (http, "_server", nothing),
    "lengths": (lengths, "check", nothing),
}


def disarm(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, instead: Any) -> None:
    """Replace a function wherever the generator, or a test, has it by name."""
    armed = getattr(module, name)
    for each in list(sys.modules.values()):
        if getattr(each, "__name__", "").startswith(("generator", __name__)):
            for attribute, value in list(vars(each).items()):
                if value is armed:
                    monkeypatch.setattr(each, attribute, instead)


@pytest.mark.case("P21")
def test_quick_checks_pass() -> None:
    """With all defences in place nothing is found."""
    _case()
    for check in QUICK:
        check()


@pytest.mark.case("P21")
@pytest.mark.parametrize("name", DEFENCES)
def test_no_defence_is_spare(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With one defence taken away, a check fails."""
    _case()
    disarm(monkeypatch, *DEFENCES[name])
    from generator import validate

    rules = tuple(sys.modules[rule.__module__].check for rule in validate.RULES)
    monkeypatch.setattr(validate, "RULES", rules)
    failed = []
    for check in QUICK:
        try:
            check()
        except BaseException as error:  # noqa: BLE001  # whatever it is, somebody noticed
            failed.append((check.__name__, error))
            break
    assert failed, f"nobody misses {name}"
