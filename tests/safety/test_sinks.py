"""P22: every place where a template prints is listed, with its filter, in `sinks.txt`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.places import TEMPLATES

ROOT = Path(__file__).parents[2]


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


@pytest.mark.case("P22")
def test_every_sink_is_known() -> None:
    """A new or changed output of a template has to be looked at: `sinks.txt` lists them."""
    from tests.support import golden

    golden.check(Path(__file__).parent / "sinks.txt", "\n".join(sinks()) + "\n")


@pytest.mark.case("P22")
def test_no_template_concatenates() -> None:
    """No template sets, joins or defines anything that could hide a text from its filter."""
    banned = (jinja2.nodes.Concat, jinja2.nodes.Macro, jinja2.nodes.Assign, jinja2.nodes.CallBlock)
    for path in (p for p in TEMPLATES.rglob("*") if p.suffix in (".jinja", ".jinja2")):
        tree = jinja2.Environment().parse(path.read_text())
        assert not list(tree.find_all(banned)), path
