"""The gates stand on their own: a wrong template fails closed, and no defence is spare.

A fault is planted in what was rendered, as a wrong template would; the proof has to tell it. Then
each defence is taken away in turn, and a quick check has to notice.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import hostile
import jinja2
import pytest
from hostile import ATOMS, everything

from generator import diagnostics, naming, patterns, python, references, verify
from generator.api import Api
from generator.diagnostics import DescriptionError
from generator.document import Document
from generator.files import File, Files
from generator.format import format_files
from generator.lower import lower
from generator.places import TEMPLATES
from generator.prove import (
    ProofError,
    clients,
    disagreements,
    hygiene,
    models,
    names,
    prove,
    sent,
    syntax,
    tables,
    texts,
)
from generator.reading import Reading
from generator.render import _environment, render
from generator.rules import texts as lengths
from generator.rules import wire
from generator.yaml_reading import read_yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, Files]:
    """The description that has everything, and the files it becomes."""
    description = everything()
    description["x-errors"] = {
        "codes": {"broke": {"exception": "BrokeError", "base": "APIStatusError", "retry": False}}
    }
    documents = hostile.documents(tmp_path_factory.mktemp("output"), description)
    api = verify.verify(lower(documents, "thing"))
    return api, prove(format_files(render(api, documents, TEMPLATES)), api, "thing")


PLANTED = [
    ("default/operations.py", 'url="https://{region}.example.com/v1"', 'url="https://x"', "url"),
    ("default/operations.py", 'header="x-key"', 'header="x-kez"', "header"),
    ("default/operations.py", "required=True", "required=1", "required is 1"),
    ("default/operations.py", "retry=False", "retry=0", "retry is 0"),
    ("default/operations.py", 'wire="must"', 'wire="most"', "wire"),
    ("default/operations.py", 'method="POST"', 'method="PUT"', "method"),
    ("default/operations.py", 'arguments=("api_key",)', 'arguments="api_key"', "arguments"),
    ("default/operations.py", "exceptions.BrokeError", "exceptions.APIStatusError", "exception"),
    ("default/operations.py", "anonymous=False", "anonymous=not True", "anonymous"),
    ("default/client.py", '"must": must', '"must": word', "handed"),
    ("default/client.py", "operations.MAKE_THING,", "operations.THING,", "doesn't call"),
    ("default/client.py", "page: Text.", "page: Test.", "docstring"),
    ("default/client.py", "page: int", "pages: int", "takes"),
    ("params.py", '"one", "two"', '"one", "too"', "lists"),
    ("params.py", "must: str", "most: str", "members"),
    ("params.py", "label: NotRequired[Label]", "label: Label", "left out"),
    ("params.py", '"""Text."""', '"""Tekst."""', "docstring"),
    ("models.py", '"""Text."""', '"""Tekst."""', "docstring"),
    ("exceptions.py", "(APIStatusError)", "(APIConnectionError)", "is not a"),
    ("__main__.py", '"make_thing"', '"make_thinc"', "words"),
    ("__main__.py", '"page": "Text."', '"page": "Test."', "page"),
    ("__init__.py", '    "Limits",', '    "Limit",', "offers"),
    ("models.py", "class Cat(Model)", "class Cat(Model, metaclass=MARK)", "MARK"),
    ("default/client.py", '"""The clients', 'import os\n"""The clients', "os"),
    ("default/client.py", "def make_thing(", "def MARK(", "MARK"),
    ("default/client.py", '    """The operations', '    # MARK\n    """The operations', "comment"),
    ("default/client.py", '"""The clients', '# coding: x\n"""The clients', "first lines"),
    ("default/client.py", "return await", "exec('MARK') or await", "'exec'"),
    ("README.md", "# thing", "# thi\u200bng", "U+200B"),
]


@pytest.mark.parametrize(("path", "old", "new", "told"), PLANTED)
def test_P4_planted_faults_are_told(
    output: tuple[Api, Files], path: str, old: str, new: str, told: str
) -> None:
    """P2-P6: what a wrong template would make of the plan is refused before anything is written."""
    api, files = output
    text = files[f"thing/{path}"].text
    assert old in text
    wrong = {**files, f"thing/{path}": File(text.replace(old, new, 1))}
    assert any(told in fault for fault in disagreements(wrong, api, "thing"))
    with pytest.raises(ProofError):
        prove(wrong, api, "thing")


def test_P6_the_set_of_comments_is_that_of_the_templates() -> None:
    """P6: a template has no comment but those that the proof knows, none of them with an output."""
    found = set()
    for path in (TEMPLATES / "python").rglob("*.py.jinja"):
        for line in path.read_text().splitlines():
            comment = re.search(r"(?:^|\s)(# .*)$", line)
            found |= {comment.group(1)} if comment else set()
    assert found == hygiene.COMMENTS
    assert not [comment for comment in found if "{" in comment]


@pytest.mark.parametrize("source", ["{{ x }}", "{{ x ~ 'a' }}", "{{ x | upper }}", "{{ x.y }}"])
def test_H43_a_raw_text_is_refused(source: str) -> None:
    """H43: a template that prints a text without a filter stops the run, macro results too."""
    environment = _environment(TEMPLATES / "python")
    with pytest.raises((TypeError, jinja2.UndefinedError)):
        environment.from_string(source).render(x="MARK")


# --- P21: each defence taken away ----------------------------------------------------------------


def quick_texts() -> None:
    """Hostile text comes through the filters as itself."""
    blank = texts.words
    for atom in ATOMS:
        for text in (atom, f"x{atom}", f"{atom}x", f'{atom}"'):
            assert ast.literal_eval(python.literal(text)) == text
            assert python.literal(text).isprintable()
            for source in (python.docstring(text, 4), f'"""{python.prose(text, 4)}\n"""'):
                assert blank(ast.literal_eval(source)) == blank(text)
    assert "|" not in python.markdown("a|b").replace("\\|", "")
    assert diagnostics.visible("\x1b") == "\\x1b"


def quick_names() -> None:
    """Names that can't be are changed or refused."""
    for wrong in ("a b", "def", "ä", "a\n"):
        for name in (python.identifier, python.module):
            with pytest.raises(ValueError, match="isn't an identifier"):
                name(wrong)
    for make, wrong in (
        (naming.class_name, "Field"),
        (naming.field_name, "copy"),
        (naming.argument_name, "self"),
        (naming.attribute_name, "close"),
        (naming.constant_name, "a b"),
        (naming.snake_case, "a b"),
        (naming.pascal_case, "a b"),
    ):
        assert make(wrong) != wrong and make(wrong).isidentifier()
    found = naming.distinct([("a", "x"), ("b", "X")]).values()
    assert len({name.casefold() for name in found}) == 2
    assert not naming.package_name("../x")


def quick_finalize() -> None:
    """A text without a filter stops the run."""
    with pytest.raises(TypeError):
        _environment(TEMPLATES / "python").from_string("{{ x }}").render(x="MARK")


def quick_loader() -> None:
    """Descriptions that are two things at once, or lead elsewhere, are refused."""
    for text in ("a: 1\na: 2\n", "a: &x 1\n", "a: !!python/none 1\n", "a: *x\n", "? [a]\n: 1\n"):
        reading = Reading("x.yaml", text)
        with pytest.raises(DescriptionError):
            reading.finish(read_yaml(reading))
    here = Path(__file__).parent
    assert references.follow("test%5Fgates.py", here, "x.yaml").file == "test_gates.py"
    with pytest.raises(references.ReferenceFault):
        references.follow(f"{here}/test_gates.py", here, "x.yaml")
    for path in ("file:///etc/hostname", "/etc/hostname", "../x", "https://a", "%252e", "a\\b"):
        with pytest.raises(references.ReferenceFault):
            references.follow(path, here, "x.yaml")


def quick_wire() -> None:
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
    api = verify.verify(lower(documents, "thing"))
    return api, format_files(render(api, documents, TEMPLATES))


def quick_gates() -> None:
    """A fault of each kind is told."""
    api, files = _case()
    for path, old, new in (
        ("thing/default/operations.py", 'method="POST"', 'method="PUT"'),
        ("thing/default/client.py", '"must": must', '"must": word'),
        ("thing/params.py", "must: str", "most: str"),
        ("thing/params.py", '"""Text."""', '"""Test."""'),
        ("thing/models.py", '"""Text."""', '"""Test."""'),
        ("thing/default/client.py", "page: Text.", "page: Test."),
        ("thing/default/client.py", "from typing import", "from os import"),
        ("thing/default/client.py", "self._client = client", "self._MARK = client"),
        ("thing/models.py", "must: str", "must: int"),
        ("thing/README.md", "# thing", "# thi\u200bng"),
    ):
        assert old in files[path].text, old
        wrong = {**files, path: File(files[path].text.replace(old, new, 1))}
        assert list(disagreements(wrong, api, "thing")), new
    broken = Api(package="a", title="a", providers=api.providers, declarations=api.declarations[1:])
    with pytest.raises(verify.ApiError):
        verify.verify(broken)


QUICK = (quick_names, quick_finalize, quick_texts, quick_loader, quick_gates, quick_wire)


def nothing(*_: Any, **__: Any) -> Iterator[str]:
    """A gate that is open."""
    return iter(())


def same(value: Any, *_: Any, **__: Any) -> Any:
    """A filter that does nothing."""
    return python.Code(value) if isinstance(value, str) else value


DEFENCES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    **{f"python.{n}": (python, n, same) for n in ("literal", "docstring", "prose", "identifier")},
    **{f"python.{n}": (python, n, same) for n in ("_escaped", "_plain_repr", "module", "markdown")},
    "python.finalize": (python, "finalize", same),
    **{
        f"naming.{n}": (naming, n, same)
        for n in ("class_name", "field_name", "argument_name", "attribute_name", "constant_name")
    },
    **{f"naming.{n}": (naming, n, same) for n in ("snake_case", "pascal_case", "package_name")},
    "naming.distinct": (naming, "distinct", lambda names, *_, **__: dict(names)),
    **{
        f"prove.{m.__name__.split('.')[-1]}": (m, "faults", nothing)
        for m in (clients, hygiene, models, names, sent, syntax, tables)
    },
    "texts.same": (texts, "same", nothing),
    "texts.told": (texts, "told", nothing),
    "verify": (verify, "verify", same),
    "visible": (diagnostics, "visible", same),
    "references._decoded": (references, "_decoded", same),
    "references.follow": (references, "follow", same),
    "enforceable": (patterns, "enforceable", lambda _: True),
    "wire._path": (wire, "_path", nothing),
    "wire._server": (wire, "_server", nothing),
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


def test_P21_quick_checks_pass() -> None:
    """With all defences in place nothing is found."""
    _case()
    for check in QUICK:
        check()


@pytest.mark.parametrize("name", DEFENCES)
def test_P21_no_defence_is_spare(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """P21: with one defence taken away, a check fails."""
    _case()
    disarm(monkeypatch, *DEFENCES[name])
    from generator import validate

    rules = tuple(getattr(sys.modules[rule.__module__], "check") for rule in validate.RULES)
    monkeypatch.setattr(validate, "RULES", rules)
    failed = []
    for check in QUICK:
        try:
            check()
        except BaseException as error:  # noqa: BLE001  # whatever it is, somebody noticed
            failed.append((check.__name__, error))
            break
    assert failed, f"nobody misses {name}"


# --- P22: where templates print ------------------------------------------------------------------


def sinks() -> list[str]:
    """Every output of every template, with its filters, in the order of the text."""
    found = []
    for path in sorted(p for p in TEMPLATES.rglob("*") if p.suffix in (".jinja", ".jinja2")):
        tree = jinja2.Environment().parse(path.read_text())
        for node in tree.find_all(jinja2.nodes.Output):
            for part in node.nodes:
                if not isinstance(part, jinja2.nodes.TemplateData):
                    found.append(f"{path.relative_to(TEMPLATES).as_posix()}: {spelt(part)}")
    return found


def spelt(node: Any) -> str:
    """An expression of a template as text."""
    match node:
        case jinja2.nodes.Filter(node=inner, name=name, args=args):
            given = f"({', '.join(spelt(arg) for arg in args)})" if args else ""
            return f"{spelt(inner)} | {name}{given}"
        case jinja2.nodes.Getattr(node=inner, attr=attribute):
            return f"{spelt(inner)}.{attribute}"
        case jinja2.nodes.Getitem(node=inner, arg=arg):
            return f"{spelt(inner)}[{spelt(arg)}]"
        case jinja2.nodes.Name(name=name):
            return str(name)
        case jinja2.nodes.Const(value=value):
            return repr(value)
        case jinja2.nodes.Or(left=left, right=right):
            return f"{spelt(left)} or {spelt(right)}"
        case jinja2.nodes.CondExpr(test=test, expr1=one, expr2=other):
            return f"{spelt(one)} if {spelt(test)} else {spelt(other)}"
        case _:
            return type(node).__name__


def test_P22_every_sink_is_known() -> None:
    """P22: a new or changed output of a template has to be looked at: `sinks.txt` lists them."""
    import golden

    golden.check(Path(__file__).parent / "sinks.txt", "\n".join(sinks()) + "\n")


def test_P22_no_template_concatenates() -> None:
    """P22: no template sets, joins or defines anything that could hide a text from its filter."""
    banned = (jinja2.nodes.Concat, jinja2.nodes.Macro, jinja2.nodes.Assign, jinja2.nodes.CallBlock)
    for path in (p for p in TEMPLATES.rglob("*") if p.suffix in (".jinja", ".jinja2")):
        tree = jinja2.Environment().parse(path.read_text())
        assert not list(tree.find_all(banned)), path
