"""Schemas that stand within each other, one after the other, and are too many to be followed.

Objects within objects are another matter: each has a name of its own, and `lower` takes one after
the other. Here it is about what a single value goes through: references, unions, parts, items.
"""

from collections.abc import Iterator

from generator.document import join
from generator.findings import Finding
from generator.mending import replaced
from generator.policy import Kind
from generator.standard.objects import StandardObject
from generator.validate.survey import Survey

DEEPEST = 100
"""Schemas that a value goes through before a property; published descriptions have 13 at most."""
WITHIN = ("items", "additionalProperties")


def check(survey: Survey) -> Iterator[Finding]:
    """Yield the schemas where it is too much; counting begins anew with each."""
    depths: dict[str, int] = {}
    message = f"more than {DEEPEST} schemas stand within each other here"
    for place in survey.schemas:
        for deep in _too_deep(survey, place, depths):
            mend = replaced(deep.pointer, {})
            yield Finding(deep.node.where, deep.pointer, message, kind=Kind.EXCESS, mend=mend)


def _too_deep(
    survey: Survey, start: StandardObject, depths: dict[str, int]
) -> Iterator[StandardObject]:
    """Depth first with a stack of its own, inner schemas before outer ones."""
    waiting = [(start, False)]
    while waiting:
        place, is_second_visit = waiting.pop()
        if is_second_visit:
            depth = 1 + max((depths[below.pointer] for below in _below(survey, place)), default=0)
            depths[place.pointer] = depth if depth <= DEEPEST else 1
            if depth > DEEPEST:
                yield place
        elif place.pointer not in depths:
            depths[place.pointer] = 0  # until it is known, and for one that contains itself
            waiting.append((place, True))
            waiting.extend((below, False) for below in _below(survey, place))


def _below(survey: Survey, place: StandardObject) -> Iterator[StandardObject]:
    yield from survey.unfolded(place)
    for keyword in WITHIN:
        node = place.node.get(keyword)
        if node is not None and node.members:
            yield StandardObject(join(place.pointer, keyword), "schema", node)
