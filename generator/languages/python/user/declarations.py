"""What the user does with classes: names them, reads them, builds them and tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.api import Literal, Nullable, Ref, Type
from generator.languages.python.user.expressions import Expressions
from generator.languages.python.user.probes import Keyword, User
from generator.samples import MOST_VALUES, Samples
from generator.spelled import (
    Alias,
    Api,
    Declaration,
    Model,
    Property,
    Provider,
    Union,
    classes,
    former_classes,
)


class DeclarationProbes:
    """Probes of the declarations of a provider."""

    def __init__(
        self,
        api: Api,
        provider: Provider,
        travels: Mapping[str, Sequence[str]],
        same: frozenset[str],
        user: User,
    ) -> None:
        self._api = api
        self._provider = provider
        self._travels = travels
        self._same = same
        self._user = user
        self._samples = Samples(api)
        self._expressions = Expressions(self._samples)

    def write(self) -> None:
        """Write all of them."""
        for declaration in self._api.declarations:
            if self._provider.name in declaration.providers:
                self._names(declaration)
                if declaration.name not in self._same:
                    self._contents(declaration)
        for code in self._provider.errors.codes:
            self._user.add("bases", code.code, name=code.exception, base=code.base)

    def _names(self, declaration: Declaration) -> None:
        former = (name for name, _ in former_classes(declaration))
        for name in (*classes(declaration), *former):
            self._user.add("names", declaration.name, holder="models", name=name)
        if isinstance(declaration, Model) and not declaration.namespace:
            self._user.add("shared", declaration.name, name=declaration.identifier)

    def _contents(self, declaration: Declaration) -> None:
        ways = self._travels.get(declaration.name, ())
        match declaration:
            case Model():
                self._model(declaration, ways)
            case Union() if "received" in ways:
                self._matches(declaration)
            case Alias(type=Literal(values=values, open=False)):
                for value in values[:MOST_VALUES]:
                    self._user.add(
                        "values", declaration.name, name=declaration.identifier, value=value
                    )
            case Alias(type=Ref() as ref) if isinstance(self._samples.declared(ref), Model):
                sample = self._samples.object(declaration)
                components = self._samples.touched() | {declaration.name}
                row = {"touches": components, "name": declaration.identifier, "sample": sample}
                self._user.add("aliases", declaration.name, **row)
            case _:
                return

    def _matches(self, union: Union) -> None:
        """Write code that tells all kinds apart, and ends where there is one more."""
        members = tuple(self._samples.declared(ref).identifier for ref in union.members)
        self._user.add(
            "matches",
            union.name,
            touches=self._samples.touched(),
            direction="received",
            name=union.identifier,
            members=(*members, union.unknown),
        )

    def _model(self, model: Model, ways: Sequence[str]) -> None:
        for each in model.properties:
            address = f"{model.name}.{each.name.wire}"
            if "received" in ways:
                self._read(model, each, address)
            if "sent" in ways:
                self._build(model, each, address)
        if "sent" in ways:
            required = {each.name: each for each in self._required(model)}
            self._built(model, model.name, required, self._samples.touched())

    def _read(self, model: Model, one: Property, address: str) -> None:
        sample = {p.name.wire: self._samples.value(p.type) for p in model.properties}
        kind: Type = one.type
        if one.presence == "optional" and not isinstance(kind, Nullable):
            kind = Nullable(type=kind)
        annotation = self._expressions.annotation(kind)
        for name in (one.name.identifier, *one.name.former):
            self._user.add(
                "reads",
                address,
                touches=self._samples.touched() | {model.name},
                direction="received",
                name=model.identifier,
                sample=sample,
                annotation=annotation,
                field=name,
            )

    def _required(self, model: Model) -> Iterator[Keyword]:
        for each in model.properties:
            if each.presence == "required":
                yield Keyword(name=each.name.identifier, value=self._expressions.value(each.type))

    def _build(self, model: Model, one: Property, address: str) -> None:
        required = {each.name: each for each in self._required(model)}
        components = self._samples.touched()
        for value in self._expressions.each(one.type):
            name = one.name.identifier
            keywords = required | {name: Keyword(name=name, value=value)}
            self._built(model, address, keywords, components | self._samples.touched())
        others = {name: each for name, each in required.items() if name != one.name.identifier}
        for name in one.name.former:
            keyword = Keyword(name=name, value=self._expressions.value(one.type))
            components |= self._samples.touched()
            self._built(model, address, others | {name: keyword}, components)

    def _built(
        self,
        model: Model,
        address: str,
        keywords: Mapping[str, Keyword],
        components: frozenset[str],
    ) -> None:
        self._user.add(
            "builds",
            address,
            touches=components | {model.name},
            direction="sent",
            name=model.identifier,
            keywords=tuple(keywords.values()),
        )
