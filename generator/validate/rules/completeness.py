"""What a description of ours has for everything: a text for each field, an example for each kind.

A foreign description is its author's. In ours, a property without a description leaves a docstring
empty, and a kind of items that no example shows is one that no test has tried. What is missing is
discriminator once for each subject, at the first place, so that a new description isn't buried
under it.
"""

from collections.abc import Iterator, Sequence

from generator.document import Node, child, join
from generator.findings import Finding
from generator.quoting import visible
from generator.standard.objects import StandardObject
from generator.validate.survey import Survey, finding

SHOWN = 5
"""Names that a finding lists."""


def check(survey: Survey) -> Iterator[Finding]:
    """Yield what has no description, and which kinds have no example."""
    if not survey.first_party:
        return
    yield from _undescribed(survey)
    for place in survey.objects:
        if place.object_type == "media type" and place.node.get("examples") is not None:
            yield from _unseen(survey, place)


def _undescribed(survey: Survey) -> Iterator[Finding]:
    """Yield the properties without a text of their own or of the schema that they refer to."""
    silent = [
        place for one in survey.schemas for place in _properties(one) if _silent(survey, place)
    ]
    if silent:
        names = _listed([place.pointer.rpartition("/")[2] for place in silent])
        message = f"no description: {names}; callers read it as the docstring"
        yield finding(silent[0], "", message, "warning")


def _properties(place: StandardObject) -> Iterator[StandardObject]:
    properties = place.node.get("properties")
    for name, node in properties.members.items() if properties else ():
        yield StandardObject(join(join(place.pointer, "properties"), name), "schema", node)


def _silent(survey: Survey, place: StandardObject) -> bool:
    return not any(part.node.text("description") for part in (place, *survey.parts(place)))


def _unseen(survey: Survey, media: StandardObject) -> Iterator[Finding]:
    """Yield the kinds of items of a body that none of its examples shows."""
    schema = media.node.get("schema")
    if schema is None:
        return
    body = survey.resolved(StandardObject(join(media.pointer, "schema"), "schema", schema))
    for part in survey.parts(body):
        for field in _properties(part):
            for union, tag, kinds in _unions(survey, field):
                examples_of = set(_tags(media, field.pointer.rpartition("/")[2], tag))
                absentees = [kind for kind in kinds if kind not in examples_of]
                if absentees:
                    message = f"no example of {_listed(absentees)}: add examples with these kinds"
                    yield finding(union, "", message, "warning")


def _unions(
    survey: Survey, field: StandardObject
) -> Iterator[tuple[StandardObject, str, Sequence[str]]]:
    """Yield the unions of items below a property: each with its tag, and the tag's values."""
    for place in (field, *survey.parts(field), *_alternatives(survey, field)):
        items = place.node.get("items")
        if items is None:
            continue
        union = survey.resolved(StandardObject(join(place.pointer, "items"), "schema", items))
        for keyword, name in (("discriminator", "propertyName"), ("x-variants", "property")):
            discriminator = union.node.get(keyword)
            mapping = discriminator.get("mapping") if discriminator else None
            if discriminator is not None and mapping is not None and discriminator.text(name):
                yield union, str(discriminator.text(name)), tuple(mapping.members)


def _alternatives(survey: Survey, place: StandardObject) -> Iterator[StandardObject]:
    for keyword in ("anyOf", "oneOf"):
        yield from map(survey.resolved, survey.listed(place, keyword))


def _tags(media: StandardObject, field: str, tag: str) -> Iterator[str]:
    """Yield the tags of the items in all examples of a body."""
    examples = media.node.get("examples")
    for example in examples.members.values() if examples else ():
        items: Node | None = example.get("value")
        items = child(items, field) if items else None
        for item in items.items if items else ():
            if (value := item.text(tag)) is not None:
                yield value


def _listed(names: Sequence[str]) -> str:
    text = ", ".join(visible(repr(name)) for name in names[:SHOWN])
    return text if len(names) <= SHOWN else f"{text} and {len(names) - SHOWN} more"
