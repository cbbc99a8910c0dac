"""References lead somewhere, to a thing of the right kind, and not back to themselves.

Runs on the effective description: an overlay can leave a reference dangling as well as a file.
"""

from collections.abc import Iterator
from typing import Final

from generator.document import Node, Value, child, join, split
from generator.findings import Finding
from generator.mending import left_out, replaced
from generator.policy import Kind
from generator.quoting import nearest
from generator.standard.objects import StandardObject
from generator.standard.references import ReferenceFault, is_local, local_pointer
from generator.validate.survey import EXPANSION_LIMIT, READABLE, Survey

ASIDE = ("example", "link", "callback")
"""What changes nothing of what a client sends and reads."""

ANY_ANSWER: Final[Value] = {"description": "", "content": {"*/*": {}}}
"""What stands where a response refers to a thing that is none: it is read as it comes."""


def check(survey: Survey) -> Iterator[Finding]:
    """All references that are at fault."""
    for place in survey.objects:
        reference = place.reference
        if reference is not None:
            yield from _reference(survey, place, reference)
    yield from _cycles(survey)
    yield from _oversized(survey)


def _reference(survey: Survey, place: StandardObject, reference: Node) -> Iterator[Finding]:
    fault = _fault(survey, reference)
    message = fault or _wrong_kind(survey, place, local_pointer(str(reference.value)))
    if message:
        kind, mend = Kind.REFERENCE, None
        if place.object_type in ASIDE:
            kind, mend = Kind.ASIDE, left_out(place.pointer)
        elif place.object_type == "response" and not fault:
            kind, mend = Kind.RESPONSE, replaced(place.pointer, ANY_ANSWER)
        elif place.object_type == "schema" and not fault:
            kind, mend = Kind.STRANGER, replaced(place.pointer, {})
        yield Finding(reference.where, join(place.pointer, "$ref"), message, kind=kind, mend=mend)


def _fault(survey: Survey, reference: Node) -> str:
    """What is wrong with a reference; empty when nothing is."""
    text = reference.value
    if not isinstance(text, str):
        return "a reference must be a string"
    if not text:
        return "the reference is empty"
    if not is_local(text):
        elsewhere = reference.where.file != survey.document.root.where.file
        holder = "a reference in an overlay" if elsewhere else "a reference"
        return f"{text!r}: {holder} must lead into the description itself"
    try:
        pointer = local_pointer(text)
    except ReferenceFault as fault:
        return str(fault)
    return _dangling(survey, pointer)


def _dangling(survey: Survey, pointer: str) -> str:
    """Why nothing is at a pointer, with the nearest name that is."""
    node = survey.document.root
    for token in split(pointer):
        below = child(node, token)
        if below is None:
            return f"nothing is at {pointer!r}{nearest(token, node.members)}"
        node = below
    return ""


def _wrong_kind(survey: Survey, place: StandardObject, pointer: str) -> str:
    target = survey.by_pointer.get(pointer)
    if target is not None and target.object_type == place.object_type:
        return ""
    actual = f"a {target.object_type}" if target is not None else "something else"
    return f"a {place.object_type} is needed here; at {pointer!r} is {actual}"


def _cycles(survey: Survey) -> Iterator[Finding]:
    """Schemas that are defined by themselves with no property or item in between."""
    harmless: set[str] = set()
    for place in survey.schemas:
        yield from _cycle_from(survey, place, harmless)


def _cycle_from(survey: Survey, start: StandardObject, harmless: set[str]) -> Iterator[Finding]:
    """Depth first with a stack of its own: a chain of aliases may be long."""
    stack: list[tuple[StandardObject, Iterator[StandardObject]]] = []
    trail: dict[str, None] = {}

    def enter(place: StandardObject) -> None:
        trail[place.pointer] = None
        stack.append((place, iter(survey.unfolded(place))))

    if start.pointer not in harmless:
        enter(start)
    while stack:
        place, following = stack[-1]
        step = next(following, None)
        if step is None:
            harmless.add(place.pointer)
            stack.pop()
            trail.popitem()
        elif step.pointer in trail:
            pointers = list(trail)
            circle = pointers[pointers.index(step.pointer) :]
            if not _is_inheritance(circle) or survey.first_party or survey.policy.strict:
                yield _cycle(survey, circle)
        elif step.pointer not in harmless:
            enter(step)


def _is_inheritance(pointers: list[str]) -> bool:
    """Whether a parent lists the children that extend it, which `lower` takes apart."""
    keywords = {token for pointer in pointers for token in split(pointer)[-2:-1]}
    return "allOf" in keywords and bool(keywords & {"oneOf", "anyOf"})


def _cycle(survey: Survey, pointers: list[str]) -> Finding:
    first = survey.document.at(pointers[0])
    chain = " -> ".join([*pointers, pointers[0]])
    message = f"the schema is defined by itself: {chain}"
    mend = replaced(pointers[0], {})
    return Finding(first.where, pointers[0], message, kind=Kind.CYCLE, mend=mend)


def _oversized(survey: Survey) -> Iterator[Finding]:
    message = (
        f"written out, this is more than {EXPANSION_LIMIT:,} schemas, each of which a value may fit"
    )
    for place in survey.oversized:
        yield Finding(place.node.where, place.pointer, message, kind=Kind.EXPANSION)
    message = f"written out, this is more than {READABLE:,} schemas; any JSON stands here instead"
    for place in survey.unreadable if survey.policy.is_lenient else ():
        mend = replaced(place.pointer, {})
        yield Finding(place.node.where, place.pointer, message, kind=Kind.EXCESS, mend=mend)
