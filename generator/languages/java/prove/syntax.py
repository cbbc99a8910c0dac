r"""What generated Java may consist of, before anything is asked of its meaning.

Job: refuse characters that could end a comment or a literal unseen (Java resolves `\u` escapes
before it knows what is a comment), anything that doesn't parse, and constructs that no template
writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Final

import tree_sitter_java
from tree_sitter import Language, Node, Parser, Query, QueryCursor

NODES: Final = """
[
  (static_initializer) (lambda_expression) (method_reference) (try_statement)
  (try_with_resources_statement) (while_statement) (do_statement) (for_statement)
  (enhanced_for_statement) (synchronized_statement) (assert_statement) (labeled_statement)
  (line_comment) (array_creation_expression) (class_literal)
  (annotation) (module_declaration) (throws) (asterisk)
] @forbidden
(method_invocation name: (identifier) @call)
(object_creation_expression type: (_) @made)
(marker_annotation name: (identifier) @annotation)
(import_declaration (_) @import)
"""
ANNOTATIONS: Final = frozenset({"Override", "Deprecated"})
PLATFORM: Final = frozenset(
    {
        *("java.util.List", "java.util.Map", "java.util.Objects", "java.util.Optional"),
        *("java.util.concurrent.CompletableFuture", "java.util.function.Consumer"),
        "java.util.function.Supplier",
    }
)
"""What is imported of the platform's own."""
RUNTIME: Final = frozenset("""
    text whole real flag list map value optional optionalText optionalWhole optionalReal
    optionalFlag optionalList optionalMap parse json member check add expected nullable
    constant required requireNonNull put putNull putOptional putAdditional made build builder
    parameter arguments completed isPresent get has instanceof isOneOf hasAny of equals hashCode
    concat body none call callAsync raw rawAsync argument session accept close fromEnv size Reading
    Arguments Builder JsonObject JsonValue IllegalStateException Codes Provider Server
    ServerVariable Credential ClientParameter RateLimitHeaders ErrorTable Operation Parameter
    Other Failure like viewOf checked limited named minimum exclusiveMinimum maximum
    exclusiveMaximum multipleOf minLength maxLength pattern minItems maxItems minProperties
    maxProperties ValueLimit join all read AnswerReading Answer optional nothing given putContent
    sending requireJson equal putFile madeForm sentForm
    StreamCalls opened openedAsync ItemReading
    """.split())  # noqa: SIM905  # a list of words
"""What generated files call and make of the runtime's and the platform's."""
_LITERAL: Final = re.compile(rb'"(?:[^"\\\n]|\\(?:[nrt"\\]|u[0-9a-f]{4}))*"')


@lru_cache
def language() -> Language:
    """Return the grammar of Java."""
    return Language(tree_sitter_java.language())


@lru_cache(maxsize=4_096)
def parsed(source: str) -> Node:
    """Return the root of the syntax tree of a file."""
    return Parser(language()).parse(source.encode()).root_node


def faults(sources: Mapping[str, str], names: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the text of files, whose own methods and types have `names`."""
    allowed = RUNTIME.union(names)
    for path, source in sources.items():
        if unfit := list(_characters(source)):
            yield from (f"{path}: {each}" for each in unfit)
        else:
            yield from (f"{path}: {each}" for each in _constructs(source, allowed))


def _characters(source: str) -> Iterator[str]:
    data = source.encode("utf-8", "surrogatepass")
    if strange := sorted({*data} - {10, *range(32, 127)}):
        yield f"it holds the byte {strange[0]}"
    if b"\\" in _LITERAL.sub(b"", data):
        yield "there is a backslash outside of a literal"
    if longest := max((len(each) for each in _LITERAL.findall(data)), default=0) > 6 * 65_535:
        yield f"a literal of {longest} characters is longer than a class file can hold"


@lru_cache(maxsize=4_096)
def _constructs(source: str, allowed: frozenset[str]) -> tuple[str, ...]:
    return tuple(_strange(source, allowed))


def _strange(source: str, allowed: frozenset[str]) -> Iterator[str]:
    root = parsed(source)
    if root.has_error:
        yield "it isn't Java"
        return
    package = re.match(r"package ([\w.]+);", source)
    for name, nodes in _captured(NODES, root).items():
        for node in nodes:
            text = (node.text or b"").decode()
            if name == "forbidden":
                yield f"line {node.start_point[0] + 1}: a {node.type} isn't written by any template"
            if name == "annotation" and text not in ANNOTATIONS:
                yield f"the annotation {text} isn't written by any template"
            if name == "call" and text not in allowed:
                yield f"line {node.start_point[0] + 1}: {text} is called"
            if name == "made" and text.partition("<")[0].rpartition(".")[2] not in allowed:
                yield f"line {node.start_point[0] + 1}: a {text} is made"
            if name == "import" and not _is_known(text, package[1] if package else ""):
                yield f"{text} is imported"


def _is_known(name: str, package: str) -> bool:
    """Return whether a type of the package or one of the platform's is imported."""
    root = re.sub(r"\.(models|errors|internal)$", "", package)
    return name in PLATFORM or name.startswith(f"{root}.")


@lru_cache
def _query(text: str) -> Query:
    return Query(language(), text)


def _captured(query: str, root: Node) -> dict[str, list[Node]]:
    return QueryCursor(_query(query)).captures(root)
