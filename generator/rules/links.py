"""References lead somewhere, to a thing of the right kind, and not back to themselves.

Runs on the effective description: an overlay can leave a reference dangling as well as a file.
"""

from collections.abc import Iterator

from ..diagnostics import Diagnostic, nearest
from ..document import Node, child, join, split
from ..positions import SECTIONS, Place
from ..references import ReferenceFault, is_local, local_pointer
from ..survey import Survey


def check(survey: Survey) -> Iterator[Diagnostic]:
    """All references that are at fault."""
    for place in survey.places:
        reference = place.reference
        if reference is not None:
            yield from _reference(survey, place, reference)
    yield from _cycles(survey)


def _reference(survey: Survey, place: Place, reference: Node) -> Iterator[Diagnostic]:
    message = _fault(survey, place, reference)
    if message:
        yield Diagnostic(reference.where, join(place.pointer, "$ref"), message)


def _fault(survey: Survey, place: Place, reference: Node) -> str:
    """What is wrong with a reference; empty when nothing is."""
    text = reference.value
    if not isinstance(text, str):
        return "a reference must be a string"
    if not is_local(text):
        return f"{text!r}: a reference in an overlay must lead into the description itself"
    try:
        pointer = local_pointer(text)
    except ReferenceFault as fault:
        return str(fault)
    dangling = _dangling(survey, pointer)
    return dangling or _wrong_kind(place, pointer)


def _dangling(survey: Survey, pointer: str) -> str:
    """Why nothing is at a pointer, with the nearest name that is."""
    node = survey.document.root
    for token in split(pointer):
        below = child(node, token)
        if below is None:
            return f"nothing is at {pointer!r}{nearest(token, node.members)}"
        node = below
    return ""


def _wrong_kind(place: Place, pointer: str) -> str:
    tokens = split(pointer)
    wanted = SECTIONS[place.kind]
    if len(tokens) == 3 and tokens[0] == "components" and tokens[1] != wanted:
        return f"a {place.kind} is needed here, {pointer!r} is in {tokens[1]!r}"
    return ""


def _cycles(survey: Survey) -> Iterator[Diagnostic]:
    """Schemas that are defined by themselves with no property or item in between."""
    settled: set[str] = set()
    for place in survey.schemas:
        trail: list[str] = []
        yield from _cycle_from(survey, place, trail, settled)


def _cycle_from(
    survey: Survey, start: Place, trail: list[str], settled: set[str]
) -> Iterator[Diagnostic]:
    """Depth first with a stack of its own: a chain of aliases may be long."""
    stack: list[tuple[Place, Iterator[Place]]] = []

    def enter(place: Place) -> None:
        trail.append(place.pointer)
        stack.append((place, _unfolded(survey, place)))

    if start.pointer not in settled:
        enter(start)
    while stack:
        place, following = stack[-1]
        step = next(following, None)
        if step is None:
            settled.add(place.pointer)
            stack.pop()
            trail.pop()
        elif step.pointer in trail:
            yield _cycle(survey, trail[trail.index(step.pointer) :])
        elif step.pointer not in settled:
            enter(step)


def _unfolded(survey: Survey, place: Place) -> Iterator[Place]:
    """The schemas that a value must fit, or may fit, at the same spot."""
    reference = place.node.text("$ref")
    node = survey.target(reference) if reference else None
    if reference and node is not None:
        yield Place(local_pointer(reference), "schema", node)
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from survey.listed(place, keyword)


def _cycle(survey: Survey, pointers: list[str]) -> Diagnostic:
    first = survey.document.at(pointers[0])
    chain = " -> ".join([*pointers, pointers[0]])
    return Diagnostic(first.where, pointers[0], f"the schema is defined by itself: {chain}")
