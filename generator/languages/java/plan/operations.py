"""Operations as methods: which of them Java has, what they take and what they return.

Job: leave out by name what the runtime of this language can't do, and plan the rest: one object of
known members is what a call takes, or a class of its own with its parameters and its body.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from generator.api import (
    Alias,
    Api,
    Binary,
    Body,
    Model,
    Operation,
    Parameter,
    Ref,
    Type,
    leaves,
)
from generator.languages.java.calls import Method, ParameterMember, ParamsType
from generator.languages.java.declared import AnswersType, FileMember, Member
from generator.languages.java.java_types import JavaType, Plain
from generator.languages.java.naming import class_name, constant_name, member_name, pascal_case
from generator.languages.java.plan.answers import AnswerPlanner
from generator.languages.java.plan.asked import accepted
from generator.languages.java.plan.models import Planner
from generator.languages.java.plan.names import LANGUAGE, Key, Names
from generator.languages.java.plan.types import Home, Types
from generator.languages.java.plan.uploads import FormPlanner
from generator.words import distinct


def obstacle(api: Api, operation: Operation) -> str | None:
    """Return why an operation can't be called from Java, if it can't."""
    body = operation.body
    if operation.chunks:
        return "its answer is a stream of bytes"
    if operation.streams and len({answer.type for answer in operation.answers}) > 1:
        return "its answer is one of several streams"
    if body is not None and body.content == "stream":
        return "its body is a stream"
    for parameter in operation.parameters:
        if why := _parameter_obstacle(parameter):
            return why
    return None


def _parameter_obstacle(parameter: Parameter) -> str | None:
    """Return what of a parameter the runtime doesn't write."""
    name = parameter.name.wire
    if parameter.segments:
        return f"its parameter {name!r} is several segments of the path"
    if any(isinstance(leaf, Binary) for leaf in leaves(parameter.type)):
        return f"its parameter {name!r} is bytes"
    return None


def params_model(api: Api, operation: Operation) -> Model | None:
    """Return the object that is all that a call takes, if it is one object of known members."""
    body = operation.body
    if body is None or operation.parameters or not isinstance(body.type, Ref):
        return None
    declaration = api.declared(body.type)
    return declaration if isinstance(declaration, Model) and body.properties is not None else None


def replays(api: Api, operations: list[Operation]) -> dict[Key, set[Key]]:
    """Return which unions of what is sent take the members of a union of what came, by that.

    What would make one of them derive from itself is left out.
    """
    edges: dict[Key, set[Key]] = {}
    for operation in operations:
        body = operation.body
        for wire, came in body.replayable if body else ():
            properties = (body.properties if body else None) or ()
            for property_ in properties:
                if property_.name.wire == wire:
                    for union in _item_unions(api, property_.type):
                        pair = (came.namespace, came.name), (union.namespace, union.name)
                        if pair[0] != pair[1] and not _reaches(edges, pair[1], pair[0]):
                            edges.setdefault(pair[0], set()).add(pair[1])
    return edges


def _reaches(edges: dict[Key, set[Key]], start: Key, end: Key) -> bool:
    return start == end or any(_reaches(edges, each, end) for each in edges.get(start, ()))


def _item_unions(api: Api, kind: Type) -> Iterator[Ref]:
    """Yield the unions that the items of a property are of, whatever names stand between."""
    for leaf in leaves(kind):
        if isinstance(leaf, Ref):
            declaration = api.declared(leaf)
            if isinstance(declaration, Alias):
                yield from _item_unions(api, declaration.type)
            elif not isinstance(declaration, Model):
                yield leaf


@dataclass(frozen=True, slots=True)
class Calls:
    """The methods of one provider, each with the class of its own that it takes, if it has one."""

    methods: tuple[tuple[Method, tuple[ParameterMember, ...]], ...]
    params: tuple[ParamsType, ...]
    answers: tuple[AnswersType, ...]


class MethodPlanner:
    """Plans the operations of providers as methods."""

    def __init__(self, api: Api, names: Names, types: Types, planner: Planner) -> None:
        self._api = api
        self._names = names
        self._types = types
        self._planner = planner
        self._answers = AnswerPlanner(api, names, types)
        self._forms = FormPlanner(api, planner)

    def calls(self, provider: str, operations: list[Operation]) -> Calls:
        """Return the methods of the operations of a provider."""
        prefix = "" if provider == self._api.providers[0].name else pascal_case(provider)
        ways = [".".join(operation.attributes) for operation in operations]
        constants = distinct((way, constant_name(way)) for way in ways)
        tables = distinct((way, member_name(way.replace(".", " "))) for way in ways)
        pairs = zip(operations, ways, strict=True)
        methods = [self._call(o, prefix, constants[way], tables[way]) for o, way in pairs]
        return Calls(
            tuple((method, params.parameters if params else ()) for method, params, _ in methods),
            tuple(params for _, params, _ in methods if params),
            tuple(answers for _, _, answers in methods if answers),
        )

    def _call(
        self, operation: Operation, prefix: str, constant: str, table: str
    ) -> tuple[Method, ParamsType | None, AnswersType | None]:
        stem = "_".join(operation.attributes)
        model = params_model(self._api, operation)
        params = None if model else self._params(operation, prefix, stem)
        name = self._types.class_of(model) if model else params.name if params else ""
        answers = self._answers.planned(operation, f"{prefix}{pascal_case(stem)}")
        body = operation.body
        required = any(p.required for p in operation.parameters) or bool(body and body.required)
        method = Method(
            name=member_name(operation.attributes[-1]),
            raw=f"{member_name(operation.attributes[-1]).rstrip('_')}Raw",
            constant=constant,
            table=table,
            operation=operation,
            params=name,
            optional=bool(name) and not required and not _has_required(model),
            answer=answers.type,
            answers=answers.cases,
            accept=accepted(self._api, operation),
            errors=tuple(self._errors(operation, f"{prefix}{pascal_case(stem)}")),
        )
        return method, params, answers.union

    def _errors(self, operation: Operation, stem: str) -> Iterator[tuple[str, JavaType | None]]:
        """Yield what errors hold, by status."""
        home = self._types.top_level()
        for failure in operation.failures:
            kind = failure.type
            java_type = self._types.of(kind, home, f"{stem}Error") if kind is not None else None
            yield failure.status, java_type
        if operation.error is not None:
            yield "default", self._types.of(operation.error, home, f"{stem}Error")

    def _params(self, operation: Operation, prefix: str, stem: str) -> ParamsType | None:
        if not operation.parameters and operation.body is None:
            return None
        own_name = dict(operation.called).get(LANGUAGE)
        preferred = f"{prefix}{own_name}" if own_name else f"{prefix}{pascal_case(stem)}Params"
        name = self._names.fresh(class_name(preferred))
        home = self._types.home(name)
        pairs = [(str(n), member_name(p.name.wire)) for n, p in enumerate(operation.parameters)]
        body = operation.body
        members, files = self._form(body, home) if body else ((), ())
        own_names = (*(each.name for each in members), *(each.name for each in files))
        names = distinct(pairs, ("body", "content", *own_names), sign="")
        parameters = tuple(
            self._parameter(each, names[str(n)], home)
            for n, each in enumerate(operation.parameters)
        )
        is_multipart = body is not None and body.content == "multipart"
        is_whole = not (is_multipart or members)
        kind = self._whole(body, home) if body and is_whole else None
        return ParamsType(
            name=name,
            doc=operation.doc,
            parameters=parameters,
            body=kind,
            body_required=bool(body and body.required),
            nested=tuple(home.nested),
            members=members,
            files=files,
            is_multipart=is_multipart,
            order=tuple(p.name.wire for p in body.properties or ()) if body and not kind else (),
        )

    def _whole(self, body: Body, home: Home) -> JavaType:
        """Return the type of a body that is one argument."""
        content = {"text": Plain("text"), "binary": Plain("bytes")}.get(body.content)
        return content or self._types.of(body.type, home, "BodyContent")

    def _form(self, body: Body, home: Home) -> tuple[tuple[Member, ...], tuple[FileMember, ...]]:
        """Return the members of a form, in which null is as good as left out, and its files."""
        if body.content == "multipart":
            return self._forms.members(body, home)
        properties = (body.properties or ()) if body.content == "form" else ()
        members = self._planner.members(properties, home)
        return tuple(dataclasses.replace(each, null_setter=None) for each in members), ()

    def _parameter(self, parameter: Parameter, name: str, home: Home) -> ParameterMember:
        kind = self._types.non_null(parameter.type, home, parameter.name.wire)
        return ParameterMember(
            name=name,
            parameter=parameter,
            type=kind,
            overloads=self._planner.overloads(kind, home),
        )


def _has_required(model: Model | None) -> bool:
    return model is not None and any(p.presence == "required" for p in model.properties)
