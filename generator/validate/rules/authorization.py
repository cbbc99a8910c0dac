"""Credentials that are parameters: operations that take the header `Authorization` as an argument.

The standard has such a parameter ignored. Where nothing else protects the operation, no call would
be let in, and so it is a credential of the client.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from generator.document import Node, Value, join, split
from generator.findings import Finding
from generator.mending import Mend, node_of, with_member
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.validate.rules.operations import declared_parameters
from generator.validate.survey import Survey, finding

CREDENTIAL: Final = "authorization"
"""What the client is given where operations take the header of that name as a parameter."""
_NAMES: Final = (CREDENTIAL, "authorizationHeader", "authorizationParameter")
"""What the scheme is called, the first of them that no other scheme has."""


def check(survey: Survey) -> Iterator[Finding]:
    """All findings about operations that take their credential as a parameter."""
    name = next((name for name in _NAMES if name not in survey.names("securitySchemes")), "")
    required = {place: _is_authorized(survey, place) for place in survey.objects if name}
    takers = {
        place: is_required for place, is_required in required.items() if is_required is not None
    }
    for place, is_required in takers.items():
        requirements = _requirements(survey, place, name, is_required=is_required)
        mend = with_member(place.pointer, "security", requirements)
        message = "the header 'Authorization' is a parameter, and no security requires it"
        yield finding(place, "", message, Kind.AUTHORIZATION, mend)
    if takers:
        message = "no security scheme has the credential that operations take as a parameter"
        mend = Mend("", lambda root: _with_scheme(root, name))
        yield finding(survey.objects[0], "", message, Kind.AUTHORIZATION, mend)


def _is_authorized(survey: Survey, place: StandardObject) -> bool | None:
    """Return whether an operation has to be sent `Authorization`; nothing where it isn't said."""
    tokens = split(place.pointer)
    if place.object_type != "operation" or tokens[0] != "paths" or "callbacks" in tokens:
        return None
    item = survey.by_pointer[join("/paths", tokens[1])]
    above = declared_parameters(survey, survey.resolved(item))
    nodes = [
        survey.resolved(parameter).node
        for parameter, location, name in (*above, *declared_parameters(survey, place))
        if location == "header" and name.lower() == CREDENTIAL
    ]
    switches = [node.get("required") for node in nodes if "x-argument" not in node.members]
    if not switches or _is_protected((place.node, survey.document.root)):
        return None
    return any(one is not None and one.value is True for one in switches)


def _is_protected(holders: Iterable[Node]) -> bool:
    """Return whether the innermost `security` that is there requires any scheme."""
    security = next((node for holder in holders if (node := holder.get("security"))), None)
    return security is not None and any(requirement.members for requirement in security.items)


def _requirements(
    survey: Survey, operation: StandardObject, name: str, *, is_required: bool
) -> Value:
    """Return what lets a call in: the parameter, or what a scheme writes into the same header.

    Where it is said that no scheme protects the operation, none is sent to it.
    """
    says_none = any(each.get("security") for each in (operation.node, survey.document.root))
    schemes: Iterable[Value] = () if says_none else _schemes_of_the_header(survey)
    return [{name: []}, *schemes, *([] if is_required else [{}])]


def _schemes_of_the_header(survey: Survey) -> Iterator[Value]:
    """Yield a requirement for each scheme that writes into `Authorization`."""
    components = survey.document.root.get("components")
    schemes = components.get("securitySchemes") if components else None
    for name, scheme in schemes.members.items() if schemes else ():
        place = StandardObject(f"/components/securitySchemes/{name}", "security scheme", scheme)
        if _writes_the_header(survey.resolved(place).node):
            yield {name: []}


def _writes_the_header(scheme: Node) -> bool:
    if scheme.text("type") == "apiKey":
        name = scheme.text("name") or ""
        return scheme.text("in") == "header" and name.lower() == CREDENTIAL
    return scheme.text("type") in ("http", "oauth2", "openIdConnect")


def _with_scheme(root: Node, name: str) -> Node:
    """The description with a scheme for what its operations take as a parameter."""
    components = root.get("components") or Node({}, root.where)
    schemes = components.get("securitySchemes") or Node({}, root.where)
    scheme = node_of(_SCHEME, root.where)
    with_scheme = Node({**schemes.members, name: scheme}, schemes.where, schemes.key)
    members = {**components.members, "securitySchemes": with_scheme}
    changed = Node(members, components.where, components.key)
    return Node({**root.members, "components": changed}, root.where, root.key)


_SCHEME: Final[Value] = {
    "type": "apiKey",
    "in": "header",
    "name": "Authorization",
    "description": "What is sent as the header `Authorization`, with the scheme before it.",
    "x-argument": CREDENTIAL,
}
