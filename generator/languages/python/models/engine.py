"""The models, by datamodel-code-generator.

Job: run the engine on the schemas of `models`, with our templates and no formatter of its own, and
keep of its modules the classes and aliases, each after what it refers to. It must not be believed:
`prove` compares what comes out with the Api. Part of `render`.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from generator.api import Api, Model, Ref
from generator.languages.python.models.input import document
from generator.languages.python.models.order import in_order

UNIONS: Final = ("Optional", "Union")
"""How the engine writes a union of types where a name in it may not be there yet."""


def emit(api: Api, templates: Path) -> dict[str, str]:
    """Return the classes and aliases of each namespace as source code, unformatted."""
    if not api.declarations:  # the engine takes that for a fault
        return {}
    from datamodel_code_generator import InputFileType, generate
    from datamodel_code_generator.config import GenerateConfig
    from datamodel_code_generator.enums import DataModelType
    from datamodel_code_generator.format import PythonVersion
    from datamodel_code_generator.parser import LiteralType

    config = GenerateConfig(
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        base_class="compactgen.Model",
        custom_file_header="# made by compactgen",
        custom_template_dir=templates / "engine",
        disable_timestamp=True,
        enum_field_as_literal=LiteralType.All,
        field_constraints=True,
        formatters=[],
        strict_nullable=True,
        strict_refs=True,
        target_python_version=PythonVersion.PY_311,
        type_mappings=["string+uri=string", "string+byte=string"],
        use_annotated=True,
        use_one_literal_as_default=True,
        use_standard_collections=True,
        use_type_alias=True,
        use_union_operator=True,
    )
    modules = generate(document(api), config=config)
    assert isinstance(modules, dict), "names with dots make modules"
    namespaces = {"models.py": ""} | {f"{p.name}/models.py": p.name for p in api.providers}
    texts = {"/".join(path): str(text) for path, text in modules.items()}
    parts = {namespaces[path]: _parts(text) for path, text in texts.items() if path in namespaces}
    return {
        namespace: _ordered(api, namespace, known) for namespace, known in parts.items() if known
    }


def _parts(module: str) -> dict[str, str]:
    """Return the classes and aliases of a module by name; we write its imports ourselves."""
    parts: dict[str, str] = {}
    name = pending = ""
    lines = module.split("\n")
    for node in ast.parse(module).body:
        source = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        match node:
            case ast.ClassDef(bases=[ast.Name(id="Unknown")]):
                pending = f"{source}\n\n\n"
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Subscript() as value) if any(
                isinstance(inner, ast.Name) and inner.id in ("Optional", "Union")
                for inner in ast.walk(value)
            ):
                alias = ast.AnnAssign(node.target, node.annotation, _Joined().visit(value), 1)
                parts[name] = f"{ast.unparse(alias)}\n"
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                parts[name] = f"{pending}{source}\n"
                pending = ""
            case ast.Expr(value=ast.Constant()):
                parts[name] += f"{source}\n"
    return parts


class _Joined(ast.NodeTransformer):
    """Unions that the engine writes as `Union[...]`, for fear that a name comes too late.

    So it does with `Optional[...]`. `_ordered` puts each alias after what it refers to.
    """

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Return the name that stands in quotes."""
        if not isinstance(node.value, str):
            return node
        name: ast.expr = ast.parse(node.value, mode="eval").body
        return name

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Return a union in the usual form; texts in `Literal` and `Field` are no names."""
        match node:
            case ast.Subscript(value=ast.Name(id="Literal")):
                return node
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[kind, *more])):
                inner = ast.Tuple([self.visit(kind), *more], ast.Load())
                return ast.Subscript(node.value, inner, ast.Load())
            case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
                return ast.BinOp(self.visit(inner), ast.BitOr(), ast.Constant(None))
            case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=members)):
                first, *others = (self.visit(member) for member in members)
                whole: ast.expr = first
                for member in others:
                    whole = ast.BinOp(whole, ast.BitOr(), member)
                return whole
        self.generic_visit(node)
        return node


def _inlined(parts: dict[str, str], names: frozenset[str]) -> dict[str, str]:
    """Return the parts that are declared, with aliases of limited parts of types spelt out."""
    made = {name: ast.parse(text).body[0] for name, text in parts.items() if name not in names}
    sources = {
        name: parts[name].split("=", 1)[1].strip().encode()
        for name, node in made.items()
        if isinstance(node, ast.AnnAssign)
    }
    return {name: _spelt_out(parts[name], sources) for name in parts if name not in sources}


def _spelt_out(part: str, sources: dict[str, bytes]) -> str:
    """Return the part without names that are in `sources`, which may be made of each other."""
    uses = [n for n in ast.walk(ast.parse(part)) if isinstance(n, ast.Name) and n.id in sources]
    if not uses:
        return part
    lines = part.encode().split(b"\n")
    for use in sorted(uses, key=lambda n: -n.col_offset):
        line = lines[use.lineno - 1]
        head, tail = line[: use.col_offset], line[use.end_col_offset :]
        lines[use.lineno - 1] = head + sources[use.id] + tail
    return _spelt_out(b"\n".join(lines).decode(), sources)


def _ordered(api: Api, namespace: str, parts: dict[str, str]) -> str:
    """Return the parts in one text, each after what it refers to as far as recursion allows."""
    own = {
        Ref(name=d.name, namespace=namespace): d
        for d in api.declarations
        if d.namespace == namespace
    }
    parts = _inlined(parts, frozenset(d.python for d in own.values()))
    starts = sorted(own, key=lambda ref: not isinstance(own[ref], Model))
    python = [own[ref].python for ref in in_order(own, starts)]
    missing = [name for name in parts if name not in python]  # for `prove` to refuse
    return "\n\n".join(parts[name] for name in [*missing, *python] if name in parts)
