"""Whether the classes of objects are the Api's: their members, how they are read, made and told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.api import Alias, Literal, Model, Nullable, Property, TypeUnion
from generator.languages.java.filters import literal, read_javadoc, read_literal
from generator.languages.java.prove import limits
from generator.languages.java.prove.facts import LITERAL, Facts, reading, spelt
from generator.languages.java.prove.trees import MethodTree, TypeTree
from generator.languages.text import paragraphs

READERS = {"text": "String", "whole": "long", "real": "double", "flag": "boolean"}
_READ = re.compile(rf"(\w+)\(({LITERAL})(?:, (.*))?\)")
_PUT = re.compile(
    rf"\{{ put(?:Optional)?\(({LITERAL})(?:, ({LITERAL}))?, (\w+)\); return this; \}}"
)
_NULL = re.compile(rf"\{{ putNull\(({LITERAL})\); return this; \}}")
_CHECK = re.compile(r"checks\.((?:member|constant)\(.*?\));(?= checks\.| \}$)")
_MEMBER = re.compile(rf"member\(({LITERAL}), (.*), (true|false), (true|false)\)")


def faults(facts: Facts) -> Iterator[str]:
    """Yield what is wrong with the types that stand for objects and enumerations."""
    for declared in facts.api.declarations:
        match declared:
            case Model():
                tree = facts.file(f"models/{facts.name(declared)}")
                if tree is not None:
                    yield from (f"{tree.name}: {each}" for each in _model(facts, declared, tree))
            case Alias(type=kind) if name := facts.name(declared):
                if "." not in name:
                    facts.file(f"models/{name}")
                inner = kind.type if isinstance(kind, Nullable) else kind
                if isinstance(inner, Literal | TypeUnion) and not facts.matches(name, inner):
                    yield f"{name}: it isn't what the description lists"
                if isinstance(inner, TypeUnion) and not limits.choice(facts, name, inner):
                    yield f"{name}: its values are held to other limits"
    for tree in _enumerations(facts):
        yield from (f"{tree.name}: {each}" for each in _enumeration(facts, tree))


def _model(facts: Facts, model: Model, tree: TypeTree) -> Iterator[str]:
    wanted = sorted(facts.name(u) for u in facts.unions if _has(u.members, model))
    if sorted(tree.implements) != wanted:
        yield f"it is a member of {', '.join(tree.implements)}, not of {', '.join(wanted)}"
    if tree.extends not in (("Model",), ("Params",)):
        yield f"it derives from {', '.join(tree.extends)}"
    if not _says(tree.comment, model.doc):
        yield "its comment isn't what the description says"
    yield from _others(tree)
    yield from _accessors(facts, model, tree)
    yield from _checks(facts, model, tree)
    builder = tree.named("Builder")
    if builder is None:
        yield "it has no builder"
        return
    yield from _builder(facts, model, builder)


def _others(tree: TypeTree) -> Iterator[str]:
    """Yield the methods and constructors that no template writes so."""
    name, is_params = tree.name, tree.extends == ("Params",)
    made = "new Arguments(json, Map.of(), List.of(), List.of())"
    forms = {
        "parse": ("{ return READING.parse(json); }",),
        "viewOf": (f"{{ return new {name}(json); }}",),
        "builder": ("{ return new Builder(); }",),
        "toBuilder": (f"{{ return new Builder({'this' if is_params else 'json()'}); }}",),
        name: (
            (f"{{ this(json, {made}); }}", "{ super(json, arguments); }")
            if is_params
            else ("{ super(json); }",)
        ),
    }
    for method in tree.methods:
        if method.name == "check" or _reads(method):
            continue
        if method.body not in forms.get(method.name, ()):
            yield f"{method.name} isn't written by any template"


def _has(members: tuple[object, ...], model: Model) -> bool:
    names = {(getattr(m, "namespace", None), getattr(m, "name", None)) for m in members}
    return (model.namespace, model.name) in names


def _accessors(facts: Facts, model: Model, tree: TypeTree) -> Iterator[str]:
    found: dict[str, tuple[MethodTree, re.Match[str]]] = {}
    for method in tree.methods:
        if call := _reads(method):
            found[read_literal(call[2])] = method, call
    told = [known for known in model.properties if known.presence != "constant"]
    chosen = facts.members(tree.name)
    for wire, (method, _) in found.items():
        if chosen.get(wire) != method.name:
            yield f"{method.name}: it isn't what the accessor of {wire!r} is called"
    for wire in found.keys() ^ {known.name.wire for known in told}:
        yield f"the member {wire!r} has an accessor and isn't there, or has none"
    for known in told:
        if known.name.wire in found:
            method, call = found[known.name.wire]
            yield from (f"{method.name}: {e}" for e in _accessor(facts, known, method, call))


def _reads(method: MethodTree) -> re.Match[str] | None:
    """Return the call by which an accessor reads a member, if that is all that it does."""
    if method.parameters:
        return None
    call: re.Match[str] | None = None
    name = method.name
    lead = f"{{ {method.returns} read = {name}; if (read == null) {{ read = "
    end = f"; {name} = read; }} return read; }}"
    for first, last in (("{ return ", "; }"), (lead, end)):
        inside = method.body.removeprefix(first).removesuffix(last)
        if len(inside) == len(method.body) - len(first) - len(last):
            call = call or _READ.fullmatch(inside)
    return call


def _accessor(
    facts: Facts, known: Property, method: MethodTree, call: re.Match[str]
) -> Iterator[str]:
    is_optional = known.presence == "optional" or facts.is_nullable(known.type)
    outer = re.fullmatch(r"Optional<(.*)>", method.returns)
    returns = outer[1] if outer and is_optional else method.returns
    if is_optional != bool(outer) or not facts.matches(returns, known.type):
        yield f"it returns {method.returns}"
    if method.deprecated != known.deprecated:
        yield "it is deprecated, or isn't"
    if not _is_read(call, returns, is_optional=is_optional):
        yield f"it reads with {call[0]}"
    if not _says(method.comment, known.doc, known.default):
        yield "its comment isn't what the description says"


def _is_read(call: re.Match[str], returns: str, *, is_optional: bool) -> bool:
    reader = call[1].removeprefix("optional") if is_optional else call[1]
    if is_optional and not call[1].startswith("optional"):
        return False
    reader, argument = reader[:1].lower() + reader[1:], call[3] or ""
    if reader in READERS:
        return reading(READERS[reader]) == reading(returns) and not argument
    if reader in ("list", "map"):
        return reading(returns) == f"Reading.{reader}({argument})"
    return reader in ("", "value") and argument == reading(returns)


def _checks(facts: Facts, model: Model, tree: TypeTree) -> Iterator[str]:
    bodies = [method.body for method in tree.calls("check")]
    calls = [call[1] for body in bodies for call in _CHECK.finditer(body)]
    if len(calls) != len(model.properties):
        yield "it isn't checked for what the description says"
    for known, call in zip(model.properties, calls, strict=False):
        if not _checked(facts, known, call):
            yield f"the member {known.name.wire!r} is checked by {call}"


def _checked(facts: Facts, known: Property, call: str) -> bool:
    """Return whether a call checks a property for what the description says of it."""
    wire, nullable = literal(known.name.wire), literal(facts.is_nullable(known.type))
    if known.presence == "constant" and isinstance(known.type, Literal):
        return call == f"constant({wire}, {literal(known.type.values[0])}, {nullable})"
    found = _MEMBER.fullmatch(call)
    required = literal(known.presence == "required")
    if found is None or (found[1], found[3], found[4]) != (wire, required, nullable):
        return False
    made = limits.check(found[2])
    if made is None or not limits.holds(facts, made, known.type):
        return False
    inner = getattr(known.type, "type", known.type)
    return any(facts.matches(spelt(made.plain), kind) for kind in (known.type, inner))


def _builder(facts: Facts, model: Model, builder: TypeTree) -> Iterator[str]:
    setters: dict[str, list[str]] = {}
    marks: dict[str, set[bool]] = {}
    nulls: set[str] = set()
    for method in builder.methods:
        if (put := _PUT.fullmatch(method.body)) and method.parameters[0][1] == put[3]:
            setters.setdefault(read_literal(put[1]), []).append(method.parameters[0][0])
            marks.setdefault(read_literal(put[1]), set()).add(method.deprecated)
            if read_literal(put[2] or put[1]) != method.name:
                yield f"{method.name}: it is called something else where null is refused"
        if null := _NULL.fullmatch(method.body):
            nulls.add(read_literal(null[1]))
    told = {known.name.wire: known for known in model.properties if known.presence != "constant"}
    for wire in setters.keys() ^ told.keys():
        yield f"the member {wire!r} has a setter and isn't there, or has none"
    for wire in nulls ^ {w for w, known in told.items() if facts.is_nullable(known.type)}:
        yield f"the member {wire!r} can be null, or can't"
    for wire, types in setters.items():
        if wire in told and not facts.matches(types[0], told[wire].type):
            yield f"the member {wire!r} is set to {types[0]}"
        if wire in told and marks[wire] != {told[wire].deprecated}:
            yield f"the member {wire!r} is deprecated, or isn't"
    yield from _made(facts, model, builder)


def _made(facts: Facts, model: Model, builder: TypeTree) -> Iterator[str]:
    """Yield what is wrong with what a builder begins and ends with."""
    order = ", ".join(literal(known.name.wire) for known in model.properties)
    constants = "".join(
        f" put({literal(known.name.wire)}, {literal(known.type.values[0])});"
        for known in model.properties
        if known.presence == "constant" and isinstance(known.type, Literal)
    )
    if not any(m.body == f"{{ super({order});{constants} }}" for m in builder.calls("Builder")):
        yield "its builder begins with something else"
    chosen = facts.members(facts.name(model))
    required = ", ".join(
        f"{literal(known.name.wire)}, {literal(chosen[known.name.wire])}"
        for known in model.properties
        if known.presence == "required"
    )
    bodies = [method.body for method in builder.calls("build")]
    if not any(f"made({required})" in body for body in bodies):
        yield "its builder asks for something else"
    checks = ((how, limits.check(how)) for how in _readings(facts, model))
    is_limited = any(made is not None and made.plain != how for how, made in checks)
    is_params = "ParamsBuilder" in "".join(builder.extends)
    if is_limited and not is_params and not any("checked(" in body for body in bodies):
        yield "its builder doesn't hold members to their limits"


def _readings(facts: Facts, model: Model) -> Iterator[str]:
    """Yield how the members are checked that aren't constants."""
    tree = facts.tree(facts.name(model))
    for method in tree.calls("check") if tree else ():
        for call in _CHECK.finditer(method.body):
            if found := _MEMBER.fullmatch(call[1]):
                yield found[2]


def _enumerations(facts: Facts) -> Iterator[TypeTree]:
    for path, tree in facts.types.items():
        if path.startswith("models/"):
            yield from (t for t in tree.nested.values() if (v := t.named("Value")) and v.constants)


def _enumeration(facts: Facts, tree: TypeTree) -> Iterator[str]:
    """Yield what is wrong with an enumeration in itself."""
    constants = [field for field in tree.fields if field.value.startswith(f"new {tree.name}(")]
    texts = facts.texts(tree)
    value = tree.named("Value")
    if value is None or value.constants != (*(field.name for field in constants), "_UNKNOWN"):
        yield "its constants aren't those to switch over"
    if len(texts) != len(constants):
        yield "a constant has another's name"
        return
    cases = [
        (read_literal(text), name)
        for method in tree.methods
        if method.name.startswith("known")
        for text, name in re.findall(rf"case ({LITERAL}): return (\w+);", method.body)
    ]
    forms = {"value": "{ return value; }", "valueOf": "{ return of(text); }"}
    if {m.name: m.body for m in tree.methods if m.name in forms} != forms:
        yield "its values are found in another way"
    if cases != [(text, field.name) for text, field in zip(texts, constants, strict=True)]:
        yield "a text leads to another constant"


def _says(comment: str, doc: str, default: str | None = None) -> bool:
    """Return whether a comment says what the description says, letter for letter."""
    wanted = letters(" ".join(word for piece in paragraphs(doc) for word in piece))
    found = letters(" ".join(word for piece in read_javadoc(comment) for word in piece))
    if not wanted:
        return bool(found)
    return found.startswith(wanted) if default is not None else found == wanted


def letters(text: str) -> str:
    """Return what is to be seen of a text, but for blanks and the marks of code."""
    seen = ("\ufffd" if "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" else c for c in text)
    return "".join(c for c in seen if c > " " and c != "`")
