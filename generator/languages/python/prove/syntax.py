"""What generated Python may do at all.

Job: the lists of what is allowed: kinds of nodes, names, imports. Whatever a description says,
code that stays inside these lists declares classes, data and calls of the runtime. Everything
that isn't listed is refused, so a template that needs more has to be argued for here. It must not
know the Api.
"""

from __future__ import annotations

import ast
import builtins
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from generator.languages.python.prove.scopes import scope_faults
from generator.languages.python.prove.trees import FUNCTIONS, kinds, parsed
from generator.words import is_visible

NODES: Final = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.ClassDef, ast.Expr, ast.Pass),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.arguments, ast.arg, ast.Return, ast.Await),
    *(ast.Assign, ast.AnnAssign, ast.If, ast.Raise, ast.Call, ast.keyword),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Tuple, ast.List, ast.Dict),
    *(ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub, ast.Not, ast.Compare, ast.Eq, ast.In, ast.NotIn),
    *(ast.expr_context, ast.Starred),
)
"""No lambdas, comprehensions, loops, f-strings, handlers or assignments inside expressions."""

FIELDS: Final[Mapping[type[ast.AST], str]] = {
    **dict.fromkeys((ast.ClassDef, *FUNCTIONS), "name"),
    **dict.fromkeys((ast.arg, ast.keyword), "arg"),
    ast.Attribute: "attr",
    ast.Name: "id",
    ast.alias: "asname",
}
"""Where a node of a kind has an identifier; parts of dotted names aside."""

BUILTINS: Final = frozenset(
    {
        *("bool", "bytes", "dict", "float", "int", "list", "object", "str", "tuple", "type"),
        *("AttributeError", "SystemExit", "property", "super"),
        *("__file__", "__name__", "__package__"),
    }
)
"""What a module may use without having made or imported it."""

IMPORTS: Final = frozenset({"__future__", "collections.abc", "httpx2", "typing"})
"""What a module may import from outside of the package."""

DUNDERS: Final = frozenset(
    {"__all__", "__dir__", "__future__", "__getattr__", "__init__", "__version__", "__main__"}
    | {"__tracebackhide__"}  # which pytest reads
    | BUILTINS
)


def faults(path: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a rendered module."""
    tree = parsed(text)
    if tree is None:
        yield f"{path}: not Python"
        return
    if not _compiles(tree):
        yield f"{path}: Python's grammar, but nothing that it compiles"
    for node, fault in (*_kind_faults(tree), *_name_faults(tree), *_node_faults(tree)):
        yield f"{path}:{getattr(node, 'lineno', 1)}: {fault}"
    for node in kinds(tree)[ast.ImportFrom]:
        yield from (f"{path}:{node.lineno}: {fault}" for fault in _way_faults(node, path))
    yield from (f"{path}:{line}: {fault}" for fault, line in scope_faults(tree))


def _kind_faults(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the nodes of kinds that nothing generated has."""
    for kind, group in kinds(tree).items():
        if not issubclass(kind, NODES):
            for node in group:
                yield node, f"{kind.__name__} is nothing that generated code does"


def _name_faults(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield the names that nobody may have, and those that nothing makes."""
    for name, holders in identifiers(tree).items():
        for fault in _spelling_faults(name):
            yield from ((node, fault) for node in holders)
    strange = {node.id for node in kinds(tree)[ast.Name]} - _bound(tree) - BUILTINS
    for node in kinds(tree)[ast.Name] if strange else ():
        if node.id in strange:
            is_builtin = hasattr(builtins, node.id)
            kind = "the builtin" if is_builtin else "a name that nothing makes:"
            yield node, f"uses {kind} {node.id!r}"


def _node_faults(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield imports, calls and tables that generated code has none of."""
    for node in kinds(tree)[ast.Import]:
        modules = [alias.name for alias in node.names]
        yield from ((node, f"imports {name!r}") for name in modules if name not in IMPORTS)
    for node in kinds(tree)[ast.ImportFrom]:
        yield from ((node, fault) for fault in _import_faults(node))
    for node in kinds(tree)[ast.Call]:
        if not _plain(node.func):
            yield node, f"calls {ast.unparse(node.func)!r}"
    for node in kinds(tree)[ast.Dict]:
        yield from ((node, f"the key {key} stands twice") for key in _repeated_keys(node))


def _import_faults(node: ast.ImportFrom) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module="builtins", level=0, names=[ast.alias("list", "List")]):
            pass  # where a method has the name
        case ast.ImportFrom(module=module, level=0) if module not in IMPORTS:
            yield f"imports from {module!r}"
        case ast.ImportFrom(module="_custom", level=1):
            pass  # the seam for whoever uses the package
        case ast.ImportFrom(level=level, module=module, names=names) if any(
            alias.name == "*" for alias in names
        ):
            if not level or module is None or module.startswith("_"):
                yield "imports everything"  # of other modules, `facades` says who may


def _repeated_keys(node: ast.Dict) -> Iterator[str]:
    """Yield the keys that a table has more than once, as they are written."""
    texts = {getattr(key, "value", None) for key in node.keys if type(key) is ast.Constant}
    if len(texts) < len(node.keys):  # else each is a constant, and another one
        keys = Counter(ast.unparse(key) for key in node.keys if key is not None)
        yield from (key for key, count in keys.items() if count > 1)


def _compiles(tree: ast.Module) -> bool:
    """Return whether a tree is Python beyond its grammar: no `await` outside of `async def`."""
    try:
        compile(tree, "<proof>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _way_faults(node: ast.ImportFrom, path: str) -> Iterator[str]:
    """Yield an import from above the package of a module."""
    if node.level > path.count("/"):
        yield f"imports from outside of the package: {ast.unparse(node)}"


def _plain(func: ast.expr) -> bool:
    """Return whether what is called is a name, an attribute of names, or `super()`'s."""
    match func:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"), args=[], keywords=[])):
            return True
        case ast.Attribute(value=value):
            return _plain(value)
        case ast.Subscript(value=ast.Name(id="Former"), slice=ast.Constant(value=str())):
            return True  # the text is a type, which `former` reads
        case _:
            return isinstance(func, ast.Name)


@lru_cache(maxsize=1024)
def identifiers(tree: ast.Module) -> Mapping[str, Sequence[ast.AST]]:
    """Return the identifiers of a module, each with the nodes that hold it."""
    holders: defaultdict[str, list[ast.AST]] = defaultdict(list)
    for kind, group in kinds(tree).items():
        field = FIELDS.get(kind)
        for node in group if field is not None else ():
            name = getattr(node, field or "")
            if isinstance(name, str):
                holders[name].append(node)
    for node in (*kinds(tree)[ast.alias], *kinds(tree)[ast.ImportFrom]):
        path = node.module if isinstance(node, ast.ImportFrom) else node.name
        alone = isinstance(node, ast.alias) and (node.asname or path == "*")
        for name in path.split(".") if path and not alone else ():
            holders[name].append(node)  # that of `A as B` is judged with where it comes from
    return holders


def _spelling_faults(name: str) -> Iterator[str]:
    if not is_visible(name):
        yield f"{name!r} is not a name that everybody reads alike"
    if name.startswith("__") and name not in DUNDERS:
        yield f"{name!r} reaches into Python itself"


def _bound(tree: ast.Module) -> frozenset[str]:
    """Return all names that the module makes or imports, wherever in it."""
    groups = kinds(tree)
    assignments = (node.id for node in groups[ast.Name] if isinstance(node.ctx, ast.Store))
    arguments = (node.arg for node in groups[ast.arg])
    declarations = (n.name for k in (ast.ClassDef, *FUNCTIONS) for n in groups[k])
    aliases = (node.asname or node.name.split(".")[0] for node in groups[ast.alias])
    return frozenset((*assignments, *arguments, *declarations, *aliases))
