"""Operations: their names, their parameters, what protects them."""

import re
from collections.abc import Iterator

from generator.document import Node, Value, Where, join, split
from generator.findings import Finding
from generator.mending import Mend, left_out, renamed, with_item
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.headers import parameter_key
from generator.standard.objects import IGNORED_HEADERS, StandardObject
from generator.standard.path_templates import plain_path
from generator.validate.survey import Survey, finding

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about operations, and about the tags and security of the whole."""
    yield from _operation_ids(survey)
    yield from _tags(survey.document.root)
    for place in survey.objects:
        if place.object_type in ("description", "operation"):
            yield from _security(survey, place)
        if place.object_type in ("path item", "operation"):
            yield from _repeated_parameters(survey, place)
        if place.object_type == "operation":
            yield from _path_parameters(survey, place)
        if place.object_type == "parameter" and place.node.text("in") == "header":
            yield from _ignored_header(place)


def _operation_ids(survey: Survey) -> Iterator[Finding]:
    first: dict[str, Where] = {}
    for place in survey.objects:
        name = place.node.text("operationId") if place.object_type == "operation" else None
        if name is None:
            continue
        mend = left_out(join(place.pointer, "operationId"))
        if not name:
            message = "an operationId must not be empty"
            yield finding(place, "operationId", message, Kind.OPERATION_ID, mend)
        elif name in first:
            message = f"the operationId {name!r} is taken; the other one is at {first[name]}"
            yield finding(place, "operationId", message, Kind.OPERATION_ID, mend)
        first.setdefault(name, place.node.members["operationId"].where)


def _tags(root: Node) -> Iterator[Finding]:
    names: set[str] = set()
    tags = root.get("tags")
    for index, tag in enumerate(tags.items if tags else ()):
        name = tag.text("name") or ""
        if name in names:
            message = f"the tag {name!r} is declared twice"
            pointer = join("/tags", index)
            mend = left_out(pointer)
            yield Finding(tag.where, pointer, message, kind=Kind.TWICE, mend=mend)
        names.add(name)


def _security(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    schemes = survey.names("securitySchemes")
    security = place.node.get("security")
    for index, requirement in enumerate(security.items if security else ()):
        for name, scopes in requirement.members.items():
            if name not in schemes:
                pointer = join(join(join(place.pointer, "security"), index), name)
                message = f"no security scheme is named {name!r}{nearest(name, schemes)}"
                where = scopes.key or scopes.where
                mend = left_out(join(join(place.pointer, "security"), index))
                yield Finding(where, pointer, message, kind=Kind.SECURITY, mend=mend)


def declared_parameters(
    survey: Survey, place: StandardObject
) -> Iterator[tuple[StandardObject, str, str]]:
    """The parameters declared at a place, each with its location and name."""
    parameters = place.node.get("parameters")
    for index, node in enumerate(parameters.items if parameters else ()):
        parameter = StandardObject(
            join(join(place.pointer, "parameters"), index), "parameter", node
        )
        real = survey.resolved(parameter).node
        yield parameter, real.text("in") or "", real.text("name") or ""


def _repeated_parameters(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    earlier: set[tuple[str, str]] = set()
    for parameter, location, name in declared_parameters(survey, place):
        if name and parameter_key(location, name) in earlier:
            message = f"the {location} parameter {name!r} is declared twice"
            yield finding(parameter, "", message, Kind.TWICE, left_out(parameter.pointer))
        earlier.add(parameter_key(location, name))


def _path_parameters(survey: Survey, place: StandardObject) -> Iterator[Finding]:
    """The placeholders of the path and the declared path parameters are the same."""
    tokens = split(place.pointer)
    if len(tokens) != 3 or tokens[0] != "paths":
        return
    template = tokens[1]
    placeholders = set(PLACEHOLDER.findall(plain_path(template)))
    item = survey.by_pointer[join("/paths", template)]
    above = [
        *declared_parameters(survey, survey.resolved(item)),
        *declared_parameters(survey, place),
    ]
    by_name = {name: parameter for parameter, location, name in above if location == "path"}
    for name in sorted(placeholders - set(by_name)):
        message = f"the path {template!r} has {{{name}}}, which no path parameter declares"
        text: Value = {"type": "string"}
        addition: Value = {"name": name, "in": "path", "required": True, "schema": text}
        mend = with_item(place.pointer, "parameters", addition)
        yield finding(place, "", message + nearest(name, by_name), Kind.PARAMETER, mend)
    for name in sorted(set(by_name) - placeholders):
        message = f"the path {template!r} has no {{{name}}}"
        mend = _placed(template, name) or left_out(by_name[name].pointer)
        yield finding(
            by_name[name], "", message + nearest(name, placeholders), Kind.PARAMETER, mend
        )


def _placed(template: str, name: str) -> Mend | None:
    """A placeholder in the manner of frameworks, `:id` or `<id>`, is one of the standard."""
    segments = template.split("/")
    if not {f":{name}", f"<{name}>"}.intersection(segments):
        return None
    standard = [f"{{{name}}}" if one in (f":{name}", f"<{name}>") else one for one in segments]
    return renamed("/paths", template, "/".join(standard))


def _ignored_header(place: StandardObject) -> Iterator[Finding]:
    """A header that the client writes itself is no argument."""
    name = place.node.text("name") or ""
    if name.lower() in IGNORED_HEADERS and "x-argument" not in place.node.members:
        message = f"a parameter for the header {name!r} is ignored, as the standard says"
        yield finding(place, "name", message, "note")
