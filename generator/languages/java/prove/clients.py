"""Whether the clients take, call and return what the Api means, and exceptions are its codes'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.api import Operation, Parameter
from generator.languages.java.calls import ClientType, Method, Resource, Section
from generator.languages.java.javadoc import read_javadoc
from generator.languages.java.literals import read_literal
from generator.languages.java.prove import answers, models, uploads
from generator.languages.java.prove.comments import letters
from generator.languages.java.prove.facts import LITERAL, Facts
from generator.languages.java.prove.trees import MethodTree, TypeTree

KINDS = ("", "Async")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the clients, their other names, and exceptions."""
    for client in facts.package.clients:
        for kind in KINDS:
            yield from _client(facts, client, kind)
        yield from _settings(facts, client)
    for alias in facts.package.aliases:
        tree = facts.file(alias.name)
        bodies = {m.name: m.body for m in tree.methods if m.returns} if tree else {}
        if bodies.get("fromEnv") != f"{{ return {alias.client}.fromEnv(); }}":
            yield f"{alias.name}: it makes another client"
    for exception in facts.package.exceptions:
        tree = facts.file(f"errors/{exception.name}")
        bases = {each.base.removesuffix("Error") for each in exception.codes}
        if tree is not None and bases != {_stem(tree.extends)}:
            yield f"{exception.name}: it derives from {', '.join(tree.extends)}"
    for params in facts.package.params:
        facts.file(f"models/{params.name}")


def _stem(extends: tuple[str, ...]) -> str:
    name = extends[0].removesuffix("Exception") if extends else ""
    return f"API{name[3:]}" if name.startswith("Api") else name


def _client(facts: Facts, client: ClientType, kind: str) -> Iterator[str]:
    outer = facts.file(f"{client.name}{kind}")
    calls = facts.file(f"{client.name}{kind}Calls")
    if outer is None or calls is None:
        return
    for resource in (client.root, *client.resources):
        interface = outer.named(resource.name) if resource.name else outer
        implementation = calls.named(f"{resource.name}Calls") if resource.name else calls
        if interface is None or implementation is None:
            yield f"{client.name}{kind}: {resource.name} isn't there"
            continue
        if not _has_sections(resource, kind, interface, implementation):
            yield f"{client.name}{kind}: {resource.name} has other methods"
        own = Part(client.tables, kind, interface, implementation)
        yield from _methods(facts, client, resource.methods, own)
        for section in resource.sections:
            yield from _section(facts, client, section, kind)


@dataclass(frozen=True, slots=True)
class Part:
    """Where some methods stand, and what makes their calls."""

    tables: str
    kind: str
    interface: TypeTree
    calls: TypeTree


def _has_sections(resource: Resource, kind: str, interface: TypeTree, calls: TypeTree) -> bool:
    """Return whether a resource has the methods of its sections, and no others."""
    names = tuple(f"{each.name}{kind}" for each in resource.sections)
    last = (f"{resource.last_section}{kind}Calls",) if resource.sections else ()
    above = () if resource.name else ("AutoCloseable",)
    return interface.extends == (*names, *above) and calls.extends == last


def _section(facts: Facts, client: ClientType, section: Section, kind: str) -> Iterator[str]:
    """Yield what is wrong with methods that stand in files of their own."""
    interface = facts.file(f"{section.name}{kind}")
    calls = facts.file(f"{section.name}{kind}Calls")
    if interface is None or calls is None:
        return
    base = (f"{section.base}{kind}Calls",) if section.base else ()
    if (interface.extends, calls.extends, calls.implements) != ((), base, (interface.name,)):
        yield f"{section.name}{kind}: it has other methods"
    yield from _methods(
        facts, client, section.methods, Part(section.tables, kind, interface, calls)
    )


def _methods(
    facts: Facts, client: ClientType, methods: Iterable[Method], part: Part
) -> Iterator[str]:
    for method in methods:
        for each in _method(facts, client, method, part):
            yield f"{client.name}{part.kind}.{method.name}: {each}"


def _method(facts: Facts, client: ClientType, method: Method, part: Part) -> Iterator[str]:
    kind, interface = part.kind, part.interface
    takes = (((method.params, "params"),) if method.params else ()) + (
        ("RequestOptions", "options"),
    )
    declarations = [m for m in interface.calls(method.name) if m.parameters == takes]
    if len(declarations) != 1:
        yield "it isn't there, or takes something else"
        return
    streams = method.operation.streams
    returns = _returned(declarations[0].returns, kind)
    item = re.fullmatch(r"EventStream<(.*)>", returns)
    is_returned = answers.returned(
        facts, item[1] if item and streams else returns, method.operation
    )
    if not is_returned or streams != bool(item):
        yield f"it returns {declarations[0].returns}"
    arguments = "params.arguments()" if method.params else "Arguments.NONE"
    call = f"session.call{kind}({part.tables}.{method.constant}, {arguments}, options);"
    if streams:
        call = call.replace(f"session.call{kind}(", f"StreamCalls.opened{kind}(session, ")
    lead = "" if not kind and method.answer is None else "return "
    bodies = [m.body for m in part.calls.calls(method.name) if m.parameters == takes]
    if bodies != [f"{{ {lead}{call} }}"]:
        yield "it calls something else"
    if not _documented(interface, method):
        yield "its comment isn't what the description says"
    own = [m for m in interface.methods if m.name in (method.name, method.raw)]
    if any(each.deprecated != method.operation.deprecated for each in own):
        yield "it is deprecated, or isn't"
    names = [each.name for each in client.parameters.get(method.constant, ())]
    if not _takes(facts, method.operation, method.params, names):
        yield f"it takes {method.params or 'nothing'}"


def _documented(interface: TypeTree, method: Method) -> bool:
    """Return whether a comment says what an operation does, and what it gives."""
    doc = letters(f"{method.doc} {method.response_doc}")
    comments = (m.comment for m in interface.calls(method.name))
    texts = (letters(" ".join(w for p in read_javadoc(c) for w in p)) for c in comments)
    return not letters(method.doc) or doc in texts


def _returned(returns: str, kind: str) -> str:
    inner = re.fullmatch(r"CompletableFuture<(.*)>", returns)
    type_ = inner[1] if kind and inner else returns
    return "Void" if type_ == "void" else type_


def _takes(facts: Facts, operation: Operation, params: str, names: Sequence[str]) -> bool:
    """Return whether a class of parameters holds all that a call can be sent.

    The names are those of the operation's parameters, by which its row knows them.
    """
    body = operation.body
    if not operation.parameters and body is None:
        return not params
    tree = facts.tree(params)
    if tree is None:
        return False
    if body is not None and facts.matches(params, body.type):
        return tree.extends == ("Params",) and not operation.parameters
    builder = tree.named("Builder")
    setters = builder.methods if builder else ()
    pairs = zip(names, operation.parameters, strict=True)
    if not all(_is_set(facts, setters, name, parameter) for name, parameter in pairs):
        return False
    if body is not None and body.content == "multipart":
        return not any(uploads.form(facts, body, tree))
    properties = body.properties if body is not None and body.content == "form" else None
    if properties:
        return not any(models.form(facts, properties, tree))
    bodies = [m.parameters[0][0] for m in setters if m.name == "body"]
    return bodies == [] if body is None else any(facts.sends(each, body) for each in bodies)


def _is_set(facts: Facts, setters: Iterable[MethodTree], name: str, parameter: Parameter) -> bool:
    """Return whether a parameter has setters, one of which takes its type and all set it alone."""
    own = [each for each in setters if each.name == name]
    body = f'{{ parameter("{name}", {name}); return this; }}'
    return (
        any(facts.matches(each.parameters[0][0], parameter.type) for each in own)
        and all(each.body == body and each.parameters[0][1] == name for each in own)
        and all(each.deprecated == parameter.deprecated for each in own)
    )


def _settings(facts: Facts, client: ClientType) -> Iterator[str]:
    """Yield what is wrong with what a client's builder takes, and what it makes."""
    outer = facts.types.get(client.name)
    builder = outer.named("Builder") if outer else None
    setters = builder.methods if builder else ()
    forms = re.compile(rf"\{{ return argument\(({LITERAL}), (\w+)\); \}}")
    settings = [
        (read_literal(call[1]), method.parameters[0][0])
        for method in setters
        if (call := forms.fullmatch(method.body))
        and method.parameters[0][1] == call[2] == method.name == read_literal(call[1])
    ]
    if settings != list(_arguments(client)):
        yield f"{client.name}: its builder takes other settings"
    bodies = [method.body for method in setters if method.name == "build"]
    if bodies != [f"{{ return new {client.name}Calls(session()); }}"]:
        yield f"{client.name}: its builder makes something else"


def _arguments(client: ClientType) -> Iterator[tuple[str, str]]:
    """Yield the arguments of a provider's clients, each with the types that it takes."""
    provider, setters = client.provider, client.setters
    for credential in provider.credentials:
        for name in credential.arguments:
            yield from ((setters[name], "String"), (setters[name], "Supplier<String>"))
    for variable in provider.server.variables if provider.server else ():
        yield setters[variable.argument], "String"
    for parameter in provider.parameters:
        yield setters[parameter.argument], "String"
