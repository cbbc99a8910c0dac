"""What can be received, as classes and aliases: the declarations of a namespace, as they stand.

Job: arrange the declarations of a module of models, each after what it refers to, with all that its
template prints of them. It must not spell a type: that is `languages.python.models.annotations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.api import ByRules, Literal, Ref, Rule
from generator.languages.python.filters import literal
from generator.languages.python.models.annotations import ModelAnnotations
from generator.languages.python.models.order import in_order
from generator.languages.python.naming import field_name
from generator.languages.text import Code, has_text
from generator.spelled import Alias, Api, Declaration, Model, Property, Union

UNKNOWN_TAG: Final = "(unknown)"
"""What type checkers take the tag of an unknown kind for; no API uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelField:
    """A field of a class."""

    name: str
    annotation: Code
    default: Code | None
    """What stands behind `=`."""
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerField:
    """A name that a field had before."""

    name: str
    present: str
    annotation: Code
    """What it is annotated with, as a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """Conditions under which an object is a member of a union, by the names of the runtime."""

    member: Code
    conditions: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionRow:
    """How a union tells its members apart, and the class of what is none of them."""

    unknown: str
    attribute: str
    """The field that tells; none where no property does."""
    tag: str
    unknown_tag: str
    members: tuple[Code, ...]
    mapping: tuple[tuple[object, Code], ...]
    shared: tuple[str, ...]
    rules: tuple[RuleRow, ...]
    otherwise: Code | None
    """The class of objects whose tag no class has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredModel:
    """A class, an alias, or a union of classes."""

    name: str
    doc: str
    base: str = ""
    """Of a class, the one that it is derived from."""
    fields: tuple[ModelField, ...] = ()
    former: tuple[FormerField, ...] = ()
    alias: Code | None = None
    union: UnionRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredModels:
    """The declarations of a module, and the names that it has to import for them."""

    declarations: tuple[DeclaredModel, ...]
    used: frozenset[str]


def declared_models(api: Api, namespace: str) -> DeclaredModels:
    """Return the declarations of a namespace, each after what it refers to, but for recursion."""
    own = {
        Ref(name=each.name, namespace=namespace): each
        for each in api.declarations
        if each.namespace == namespace
    }
    starts = sorted(own, key=lambda ref: not isinstance(own[ref], Model))
    return models_of(api, in_order(own, starts))


def models_of(api: Api, refs: Sequence[Ref]) -> DeclaredModels:
    """Return declarations that stand in one module; others are read from `models`."""
    here = frozenset(refs)

    def name_of(ref: Ref) -> str:
        python = api.declared(ref).identifier
        return python if ref in here else f"models.{python}"

    annotations = ModelAnnotations(name_of)
    declarations = tuple(_declared(api.declared(ref), annotations) for ref in refs)
    return DeclaredModels(declarations=declarations, used=frozenset(annotations.used))


def _declared(declaration: Declaration, annotations: ModelAnnotations) -> DeclaredModel:
    name, doc = declaration.identifier, declaration.doc if has_text(declaration.doc) else ""
    match declaration:
        case Model():
            base = annotations.use("ResponseModel" if declaration.is_response else "Model")
            fields = tuple(_field(each, annotations) for each in declaration.properties)
            former = tuple(_former(declaration, annotations))
            return DeclaredModel(name=name, doc=doc, base=base, fields=fields, former=former)
        case Alias(type=kind):
            annotations.use("TypeAlias")
            return DeclaredModel(name=name, doc=doc, alias=annotations.type(kind))
        case Union():
            annotations.used |= {"Annotated", "TypeAlias", "Unknown", "Variants"}
            return DeclaredModel(name=name, doc=doc, union=_union(declaration, annotations))


def _field(property_: Property, annotations: ModelAnnotations) -> ModelField:
    doc = documentation(property_)
    return ModelField(
        name=property_.name.identifier,
        annotation=annotations.field(property_),
        default=_default(property_),
        doc=doc if has_text(doc) else "",
    )


def _former(model: Model, annotations: ModelAnnotations) -> Iterator[FormerField]:
    for property_ in model.properties:
        for name in property_.name.former:
            annotations.use("Former")
            text = literal(str(annotations.value(property_)))
            yield FormerField(name=name, present=property_.name.identifier, annotation=text)


def _default(property_: Property) -> Code | None:
    match property_:
        case Property(is_tag=True, type=Literal(values=(value,))):
            return literal(value)
        case Property(presence="optional"):
            return Code("None")
        case Property(presence="constant", type=Literal(values=(value,))):
            return literal(value)
        case _:
            return None


def documentation(property_: Property) -> str:
    """Return what the docs say of a property: its description, and what the server does alone."""
    parts = [property_.doc]
    if property_.default is not None:
        parts.append(f"Server default: `{property_.default}`.")
    if property_.deprecated:
        parts.append("Deprecated.")
    return "\n\n".join(part for part in parts if part)


def _union(union: Union, annotations: ModelAnnotations) -> UnionRow:
    how = union.discriminator
    rules, shared_tags = (how.rules, how.shared) if isinstance(how, ByRules) else ((), ())
    annotations.used |= {"TYPE_CHECKING", "Literal"} if how.property else set()
    annotations.used |= {"Rule"} if rules else set()
    return UnionRow(
        unknown=union.unknown,
        attribute=field_name(how.property) if how.property else "",
        tag=how.property,
        unknown_tag=UNKNOWN_TAG,
        members=tuple(annotations.named(member) for member in union.members),
        mapping=tuple((value, annotations.named(member)) for value, member in how.mapping),
        shared=shared_tags,
        rules=tuple(
            RuleRow(member=annotations.named(rule.member), conditions=tuple(_conditions(rule)))
            for rule in rules
        ),
        otherwise=annotations.named(how.otherwise) if how.otherwise is not None else None,
    )


def _conditions(rule: Rule) -> Iterator[tuple[str, object]]:
    conditions: dict[str, object] = {
        "equals": dict(rule.equals),
        "present": rule.present,
        "some": rule.some,
        "absent": rule.absent,
        "kinds": dict(rule.json_types),
    }
    yield from ((name, value) for name, value in conditions.items() if value)
