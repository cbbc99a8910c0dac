"""Extensions of ours: that each has the form that the README of the description gives it.

Their form is checked wherever they stand, since ``lower`` reads them in every description. A key
that looks like one of them and isn't is an error in a description of ours: nothing would read it.
``x-variants`` has rules of its own (``variants``).
"""

import json
from ast import parse
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from generator.document import Node, join
from generator.findings import Finding
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.objects import StandardObject
from generator.validate.extension_forms import FORMS
from generator.validate.survey import Survey, finding
from generator.words import LONGEST


def check(survey: Survey) -> Iterator[Finding]:
    """Yield all findings about extensions."""
    places = (*_outside(survey.document.root), *survey.objects)
    yield from _shared(places)
    for place in places:
        forms = FORMS.get(place.object_type, {})
        for key, node in place.node.members.items():
            if key in forms:
                yield from _misshapen(
                    StandardObject(join(place.pointer, key), "", node), forms[key]
                )
                if key == "x-migration":
                    yield from _unreadable(StandardObject(join(place.pointer, key), "", node))
            elif key.startswith("x-") and survey.first_party:
                message = f"nothing reads {key!r} here{nearest(key, tuple(forms))}"
                yield finding(place, key, message)
        yield from _unfollowed(place)
        if place.object_type in ("operation", "parameter", "schema"):
            yield from _deprecated(place)
        if place.object_type == "schema" and "x-replays" in place.node.members:
            yield from _replays(survey, place)


UNFOLLOWED: Final[Mapping[tuple[str, str], str]] = {
    ("operation", "x-names"): "what a call takes has no class there: `x-method` names the method",
    ("info", "x-alias"): "a client has one name there: `x-names` or `x-client`",
}
"""Where nothing is called as an extension says for Python, with the reason."""


def _unfollowed(place: StandardObject) -> Iterator[Finding]:
    """Yield the names for Python that Python has nothing for."""
    for (object_type, key), reason in UNFOLLOWED.items():
        extension = place.node.members.get(key)
        if place.object_type == object_type and extension and extension.get("python") is not None:
            inner = StandardObject(join(place.pointer, key), "", extension)
            yield finding(inner, "python", f"Python doesn't follow it: {reason}", Kind.UNFOLLOWED)


def _deprecated(place: StandardObject) -> Iterator[Finding]:
    """Yield what says that something goes, without saying of what."""
    members = place.node.members
    deprecated = members.get("deprecated")
    if "x-sunset" in members and (deprecated is None or deprecated.value is not True):
        message = "x-sunset is of what is deprecated: write `deprecated: true` beside it"
        yield finding(place, "x-sunset", message)
    enum = members.get("enum")
    values = [node.value for node in enum.items] if enum else []
    texts = members.get("x-deprecated-values")
    for node in texts.items if texts else ():
        if node.value not in values:
            text = json.dumps(node.plain(), ensure_ascii=False)
            hint = "list it in `enum` beside, where it still is"
            yield Finding(
                node.where,
                join(place.pointer, "x-deprecated-values"),
                (f"the deprecated value {text} is none of the values: {hint}"),
            )


def _outside(root: Node) -> Iterator[StandardObject]:
    """Yield the objects that hold extensions and are no places of schemas or references."""
    info = root.get("info")
    if info is not None:
        yield StandardObject("/info", "info", info)
    servers = root.get("servers")
    for index, server in enumerate(servers.items if servers else ()):
        pointer = join("/servers", index)
        yield StandardObject(pointer, "server", server)
        variables = server.get("variables")
        for name, variable in (variables.members if variables else {}).items():
            yield StandardObject(
                join(join(pointer, "variables"), name), "server variable", variable
            )


def _shared(places: tuple[StandardObject, ...]) -> Iterator[Finding]:
    """What holds a credential is read for nothing else, which might be shown or sent elsewhere."""
    variables = [(place, place.node.text("x-environment")) for place in places]
    secret = {name for place, name in variables if name and place.object_type == "security scheme"}
    for place, name in variables:
        if name in secret and place.object_type in ("server", "server variable", "parameter"):
            message = f"{name} holds a credential, which can't stand here as well"
            yield finding(place, "x-environment", message)


def _misshapen(place: StandardObject, form: Mapping[str, Any]) -> Iterator[Finding]:
    for error in Draft202012Validator(form).iter_errors(place.node.plain()):
        pointer, node = place.pointer, place.node
        for token in error.absolute_path:
            pointer = join(pointer, token)
            node = node.items[token] if isinstance(token, int) else node.members[token]
        yield Finding(node.where, pointer, _faults(error))


def _faults(error: ValidationError) -> str:
    """Return what is wrong with an extension: in the words of its form, where it has some."""
    form = error.schema
    words = form.get("description") if isinstance(form, Mapping) else None
    if words is None:
        return f"the extension has another form: {error.message}"
    text = json.dumps(error.instance, ensure_ascii=False)
    excerpt = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    return f"{excerpt} is not {words}"


def _unreadable(place: StandardObject) -> Iterator[Finding]:
    """Yield what can't be imported, isn't Python, or holds what can't be seen."""
    package = place.node.get("package")
    if package is not None and iskeyword(str(package.value)):
        message = f"no package can have the name {package.value!r}"
        yield Finding(package.where, join(place.pointer, "package"), message)
    for name in ("unchanged", "changes"):
        rows = place.node.get(name)
        for index, row in enumerate(rows.items if rows else ()):
            for key in ("code", "before", "after"):
                node = row.get(key)
                wrong = None if node is None else _no_python(node.value)
                if node is not None and wrong is not None:
                    pointer = join(join(join(place.pointer, name), index), key)
                    yield Finding(node.where, pointer, f"the piece of code {wrong}")


def _no_python(code: object) -> str | None:
    if not isinstance(code, str):
        return None
    if not code.isascii() or not all(c.isprintable() or c == "\n" for c in code):
        return "has to be printable ASCII"
    try:
        parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"isn't Python: {error}"
    return None


def _replays(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    name, schemas = place.node.text("x-replays") or "", survey.names("schemas")
    if name not in schemas:
        message = f"no schema is named {name!r}{nearest(name, schemas)}"
        yield finding(place, "x-replays", message)
