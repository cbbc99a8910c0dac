"""The models, by datamodel-code-generator: somebody else's reading of what we write ourselves.

The engine reads the declarations as JSON Schemas (`input`) and spells each type by rules of its
own; the templates beside it print presence, docstrings and unions. `differences` holds what the
generator writes against that. For a description of one's own:

    python -m tests.support.engine openapi.yaml
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.files import Files
from generator.spelled import Api
from tests.support.engine.input import document

TEMPLATES = Path(__file__).with_name("templates")

Statements = Mapping[str, str]
"""The classes and aliases of a namespace by their names, each as the text of its syntax tree."""


def differences(api: Api, files: Files) -> Iterator[str]:
    """Yield each class or alias of a package that the engine writes in another way."""
    engine = {name: statements(text) for name, text in emitted(api).items()}
    for namespace in ("", *(provider.name for provider in api.providers)):
        ours = _of_package(files, "/".join(part for part in (api.package, namespace) if part))
        theirs = engine.get(namespace, {})
        for name in sorted(ours.keys() | theirs.keys()):
            if ours.get(name) != theirs.get(name):
                yield f"{namespace}: {name}: {ours.get(name)} is {theirs.get(name)} to the engine"


def _of_package(files: Files, folder: str) -> Statements:
    """Return the declarations of a namespace, in one module or in several."""
    within = (f"{folder}/models.py", f"{folder}/models/")
    texts = [file.text for path, file in files.items() if path.startswith(within)]
    return {name: text for each in texts for name, text in statements(each).items()}


def statements(module: str) -> Statements:
    """Return the classes and aliases of a module, whatever their texts look like."""
    result: dict[str, str] = {}
    for node in ast.parse(module).body:
        match node:
            case ast.ClassDef(name=name):
                result[name] = ast.unparse(_Plain().visit(node))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                result[name] = ast.unparse(_Joined().visit(_Plain().visit(value)))
    return result


class _Plain(ast.NodeTransformer):
    """What means the same in one form: limits in one order, and one name for what gives them.

    Marks of what is deprecated are left out, since the engine has none.
    """

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("Field", "StringConstraints"):
            stated = (keyword for keyword in node.keywords if keyword.arg != "deprecated")
            arguments = sorted(stated, key=lambda keyword: str(keyword.arg))
            return ast.Call(ast.Name("Field", ast.Load()), node.args, arguments)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[kind, mark])):
                if ast.unparse(mark) == "Field()":
                    return kind
        return node


def emitted(api: Api) -> dict[str, str]:
    """Return the classes and aliases of each namespace as the engine writes them."""
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
        custom_template_dir=TEMPLATES,
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
    names = frozenset(declared.identifier for declared in api.declarations)
    return {namespace: "\n\n".join(_inlined(known, names)) for namespace, known in parts.items()}


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

    So it does with `Optional[...]`.
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


def _inlined(parts: dict[str, str], names: frozenset[str]) -> list[str]:
    """Return the parts that are declared, with aliases of limited parts of types spelt out."""
    names |= {name for name, text in parts.items() if not name.startswith("Limited")}
    made = {name: ast.parse(text).body[0] for name, text in parts.items() if name not in names}
    sources = {
        name: parts[name].split("=", 1)[1].strip().encode()
        for name, node in made.items()
        if isinstance(node, ast.AnnAssign)
    }
    return [_spelt_out(parts[name], sources) for name in parts if name not in sources]


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
