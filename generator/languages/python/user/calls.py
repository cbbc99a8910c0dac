"""What the user calls: clients, methods with each argument, and the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.api import Ref, Security, Type, references
from generator.languages.python.filters import identifier, literal
from generator.languages.python.user.expressions import Expressions
from generator.languages.python.user.probes import Keyword, User
from generator.languages.text import Code
from generator.samples import Samples
from generator.spelled import Api, Model, Operation, Provider, Union


class CallProbes:
    """Probes of the clients and operations of a provider."""

    def __init__(self, api: Api, provider: Provider, same: frozenset[str], user: User) -> None:
        self._provider = provider
        self._same = same
        self._user = user
        self._samples = Samples(api)
        self._expressions = Expressions(self._samples)
        self._required: dict[str, Keyword] = {}
        self._touched = frozenset[str]()
        """What the required arguments of an operation are made by."""

    def write(self, answers: Mapping[str, Sequence[Any]]) -> None:
        """Write all of them; `answers` were stored, by the ids of operations."""
        self._clients()
        for operation in self._provider.operations:
            self._commands(operation)
            if operation.streams or operation.chunks:
                continue
            self._required = self._required_arguments(operation)
            self._touched = self._samples.touched()
            if operation.id not in self._same:
                self._operation(operation)
            self._replays(operation)
            for answer in answers.get(operation.id, ()):
                self._stored(operation, answer)

    def _client_settings(self, security: Security) -> tuple[Keyword, ...]:
        """Return what a client needs for calls with the first of some alternatives."""
        provider = self._provider
        first = security[0] if security else ()
        by_name = {each.name: each for each in provider.credentials}
        credentials = [by_name[name] for name in first if name in by_name]
        names = [a for c in credentials for a in (c.arguments if c.pair else c.arguments[:1])]
        variables = provider.server.variables if provider.server else ()
        settings = {each.argument: each.default for each in variables if each.required}
        return tuple(
            Keyword(name=name, value=literal(value))
            for name, value in {**dict.fromkeys(names, "any-text"), **settings}.items()
        )

    def _settled(self, keywords: Sequence[Keyword]) -> frozenset[str]:
        """Return what a client that is made with some options depends on."""
        client = self._provider.client
        options = {f"{client}({each.name})" for each in keywords}
        return frozenset({self._provider.name, *options})

    def _clients(self) -> None:
        provider = self._provider
        security = provider.security[0] if provider.security else ()
        settings = {each.name: each for each in self._client_settings(security)}
        variables = provider.server.variables if provider.server else ()
        options = [
            *((each.argument, each.default) for each in variables),
            *((p.argument, value) for p in provider.parameters for value in p.values or ("any",)),
            *((c.arguments[0], "any-text") for c in provider.credentials if not c.pair),
        ]
        for name, value in options:
            keywords = settings | {name: Keyword(name=name, value=literal(value))}
            self._client(f"{provider.client}({name})", tuple(keywords.values()))
        self._client(provider.name, tuple(settings.values()))

    def _client(self, address: str, keywords: tuple[Keyword, ...]) -> None:
        self._user.add(
            "clients",
            address,
            touches=self._settled(keywords) | {each.id for each in self._provider.operations},
            name=self._provider.client,
            keywords=keywords,
        )

    def _operation(self, operation: Operation) -> None:
        for kind in ("calls", "awaited"):
            self._call(kind, operation, operation.id)
        for name, type_, _, wire in self._arguments(operation):
            for value in self._expressions.each(type_):
                address = f"{operation.id}.{wire or name}"
                self._call("calls", operation, address, Keyword(name=name, value=value))
            for former in self._former(operation).get(name, ()):
                keyword = Keyword(name=former, value=self._expressions.value(type_))
                self._call("calls", operation, f"{operation.id}.{wire}", keyword, present=name)

    def _commands(self, operation: Operation) -> None:
        """Write that the command line has an operation, with a flag for each argument."""
        words = tuple(word.rstrip("_").replace("_", "-") for word in operation.attributes)
        client = self._provider.client
        flags = {"": operation.id} | {
            name: f"{operation.id}.{wire or name}"
            for name, _, _, wire in self._arguments(operation)
        }
        flags |= {
            former: flags[name]
            for name, every in self._former(operation).items()
            for former in every
        }
        flags |= {p.argument: f"{client}({p.argument})" for p in self._provider.parameters}
        for name, address in flags.items():
            self._user.add(
                "commands",
                address,
                touches=frozenset({operation.id, self._provider.name}),
                words=words,
                field=f"--{name.replace('_', '-')}" if name else "",
            )

    def _arguments(self, operation: Operation) -> list[tuple[str, Type, bool, str]]:
        """Return the arguments of a method: name, type, whether required, and name in JSON."""
        body = operation.body
        properties = (body.properties if body else None) or ()
        is_whole = body is not None and body.properties is None
        whole = [(body.argument, body.type, body.required, "")] if body and is_whole else []
        return [
            *((p.name.identifier, p.type, p.required, p.name.wire) for p in operation.parameters),
            *(
                (p.name.identifier, p.type, p.presence == "required", p.name.wire)
                for p in properties
            ),
            *whole,
        ]

    def _former(self, operation: Operation) -> dict[str, tuple[str, ...]]:
        """Return the deprecated names of arguments by their present ones."""
        properties = (operation.body.properties if operation.body else None) or ()
        names = [*(p.name for p in operation.parameters), *(p.name for p in properties)]
        return {name.identifier: name.former for name in names if name.former}

    def _required_arguments(self, operation: Operation) -> dict[str, Keyword]:
        return {
            name: Keyword(name=name, value=self._expressions.value(kind))
            for name, kind, is_required, _ in self._arguments(operation)
            if is_required
        }

    def _replays(self, operation: Operation) -> None:
        """Write calls that send each kind of what was received, as a program keeps it."""
        for name, ref in self._replayed(operation):
            union = self._samples.declared(ref)
            refs = union.members if isinstance(union, Union) else ()
            for model in map(self._samples.declared, refs):
                if model.name in self._same or not isinstance(model, Model):
                    continue
                for wire, item in self._samples.objects(model):
                    address = f"{model.name}.{wire}" if wire else model.name
                    items = Code(
                        f"[opened(models.{identifier(model.identifier)}, {literal(item)})]"
                    )
                    self._call(
                        "calls", operation, address, _kept_argument(name), "stay", items=items
                    )

    def _replayed(self, operation: Operation) -> list[tuple[str, Ref]]:
        """Return the arguments that take what was received, by their names in code."""
        body = operation.body
        names = {p.name.wire: p.name.identifier for p in (body.properties if body else None) or ()}
        return [(names[wire], ref) for wire, ref in (body.replayable if body else ())]

    def _stored(self, operation: Operation, answer: Any) -> None:
        """Write calls that send back what is in an answer that was stored."""
        result = operation.response
        model = self._samples.declared(result) if isinstance(result, Ref) else None
        for name, ref in self._replayed(operation):
            for each in model.properties if isinstance(model, Model) else ():
                if model is not None and ref in references(each.type):
                    expression = f"opened(models.{identifier(model.identifier)}, {literal(answer)})"
                    items = Code(f"[*{expression}.{identifier(each.name.identifier)}]")
                    self._stored_touches(ref)
                    address = f"{operation.id}(stored)"
                    self._call(
                        "calls", operation, address, _kept_argument(name), "stay", items=items
                    )

    def _stored_touches(self, ref: Ref) -> None:
        """Note all that items of an answer may be made by."""
        waiting, visited = [ref], set[Ref]()
        while waiting:
            one = waiting.pop()
            if one not in visited:
                visited.add(one)
                waiting += references(self._samples.declared(one))

    def _call(
        self,
        kind: str,
        operation: Operation,
        address: str,
        keyword: Keyword | None = None,
        question: str = "runs",
        present: str = "",
        items: str = "",
    ) -> None:
        """Write a call; what it gives by another name is called `present` now."""
        required = {name: each for name, each in self._required.items() if name != present}
        keywords = required | ({keyword.name: keyword} if keyword else {})
        answer, settings = self._answer(operation), self._client_settings(operation.security)
        wires = {name: wire or name for name, _, _, wire in self._arguments(operation)}
        wires |= {f: wires[name] for name, every in self._former(operation).items() for f in every}
        own = {operation.id, *(f"{operation.id}.{wires[name]}" for name in keywords)}
        prefix = "Async" if kind == "awaited" else ""
        alone = operation.results[0] if len(operation.results) == 1 else None
        result = alone if keyword is None else None
        annotation = Code("") if result is None else self._expressions.annotation(result)
        self._user.add(
            kind,
            address,
            touches=self._samples.touched() | self._touched | self._settled(settings) | own,
            question=question,
            client=f"{prefix}{self._provider.client}",
            method=Code(".".join(map(identifier, operation.attributes))),
            annotation=annotation,
            answer=answer,
            settings=settings,
            keywords=tuple(keywords.values()),
            kept=Code(items),
        )

    def _answer(self, operation: Operation) -> Code:
        """Return what a transport without a network answers with: the first that may come."""
        result = operation.response
        if isinstance(result, Ref) and isinstance(model := self._samples.declared(result), Model):
            return Code(f"build(models.{identifier(model.identifier)})")
        one = operation.answers[0] if operation.answers else None
        if one is None or one.type is None:
            return Code("Reply(status=204)")
        text = json.dumps(self._samples.value(one.type)) if one.content == "json" else "any text"
        status = int(one.status) if one.status.isdecimal() else 200
        headers = {"content-type": one.media_type.replace("*", "plain")}
        return Code(f"Reply({literal(text)}, {status}, {literal(headers)})")


def _kept_argument(name: str) -> Keyword:
    """Return the argument that takes what the function has kept.

    It has a variable of its own: mypy takes twenty times as long to find out what a list of objects
    is where a union of sixty kinds is expected.
    """
    return Keyword(name=name, value=Code("kept"))
