"""What reading a response costs beside JSON itself: four figures, each on several bodies.

An answer is the JSON that came, and its objects are made when they are looked at. So it is told
apart what was done with it: nothing, the kind of each item, every field, and sending it back.
`json.loads` and plain dictionaries stand for the least that anybody pays, those of msgspec for what
a reader in C alone does; pydantic on plain models with the same fields (`floor`) and the other
package for what is usual. Counted is processor time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bench import clients, material, packages
from bench.floor import plain
from bench.row import Row
from bench.scale import Bench
from bench.timing import Act, cpu

_MSGSPEC = ("msgspec", "msgspec: fields", "msgspec: back")
PARSE, KINDS, FIELDS, BACK, STRICT = 1.3, 1.7, 2.6, 1.15, 3.1


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the rows of reading."""
    for name, body in material.bodies(bench.scale.output).items():
        bench.tell(f"reading {name}")
        yield from _rows(bench, name, body)


def _rows(bench: Bench, name: str, body: bytes) -> Iterator[Row]:
    acts = {**_ours(body), **_theirs(body)}
    for act in acts.values():
        act()  # what is built once is not what is compared here
    costs = bench.scale.turns.best({key: cpu(act) for key, act in acts.items()})
    loads, back = costs["json.loads"], costs["dicts: back"]

    def row(title: str, ours: str, theirs: float, target: float | None) -> Row:
        return Row(name=f"{name}: {title}", ours=costs[ours], theirs=theirs, target=target)

    yield row("parse / json.loads", "parse", loads, PARSE)
    yield row("and the type of each item / json.loads", "types", loads, KINDS)
    yield row("and every field / json.loads", "fields", loads, FIELDS)
    yield row("and sent back / the same of dicts", "back", back, BACK)
    yield row("strict / json.loads", "strict", loads, STRICT)
    for key in ("dicts: types", "dicts: fields", *_MSGSPEC, "plain pydantic", "openai"):
        if key in costs:
            yield row(f"{key} / json.loads", key, loads, None)


def _ours(body: bytes) -> Mapping[str, Act]:
    """Return what is done with our objects."""
    client = clients.ours(body)
    strict = client.with_options(strict=True)
    parse = client.responses.with_raw_response.compact(model=clients.MODEL).parse
    encode = packages.ours("._runtime.model.wire").encode
    every = fields_reader(packages.ours(".openai").CompactedResponse)
    return {
        "parse": parse,
        "types": lambda: [item.type for item in parse().output],
        "fields": lambda: every(parse()),
        "back": lambda: encode({"model": clients.MODEL, "input": parse().output}),
        "strict": strict.responses.with_raw_response.compact(model=clients.MODEL).parse,
    }


def _theirs(body: bytes) -> Mapping[str, Act]:
    """Return what is done with dictionaries, and with what others make of the body."""
    acts: dict[str, Act] = {
        "json.loads": lambda: json.loads(body),
        "dicts: types": lambda: [item["type"] for item in json.loads(body)["output"]],
        "dicts: fields": lambda: _every_value(json.loads(body)),
        "dicts: back": lambda: _sent(json.loads(body)["output"]),
    }
    if find_spec("msgspec"):
        acts |= _in_c(body)
    floor = plain(packages.ours(".openai").CompactedResponse).__pydantic_validator__
    acts["plain pydantic"] = lambda: floor.validate_json(body)
    types, models = packages.theirs(".types.responses"), packages.theirs("._models")
    if types is not None and models is not None:
        construct: Callable[..., object] = models.construct_type
        acts["openai"] = lambda: construct(type_=types.CompactedResponse, value=json.loads(body))
    return acts


def _in_c(body: bytes) -> Mapping[str, Act]:
    """Return what is done with the dictionaries that msgspec makes."""
    form: Any = import_module("msgspec").json
    return {
        "msgspec": lambda: form.decode(body),
        "msgspec: fields": lambda: _every_value(form.decode(body)),
        "msgspec: back": lambda: form.encode(
            {"model": clients.MODEL, "input": form.decode(body)["output"]}
        ),
    }


def _sent(items: Any) -> bytes:
    body = {"model": clients.MODEL, "input": items}
    form: Any = {"separators": (",", ":"), "ensure_ascii": False, "allow_nan": False}
    return json.dumps(body, **form).encode()


def _every_value(value: Any) -> None:
    """Look at each member of each dictionary."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for each in holder.values() if type(holder) is dict else holder:
            if type(each) is dict or type(each) is list:
                waiting.append(each)


def fields_reader(root: Any) -> Callable[[Any], None]:
    """Return what reads every field of an object of ours, by functions that name its fields."""
    readers: dict[Any, Any] = {}

    def reader(kind: Any) -> Any:
        names = [name for name, field in kind.model_fields.items() if not field.schema.nested]
        inner = [name for name, field in kind.model_fields.items() if field.schema.nested]
        lines = [f"    record.{name}" for name in names]
        lines += [f"    waiting.append(record.{name})" for name in inner]
        code = "\n".join(["def read(record, waiting):", *(lines or ["    pass"])])
        scope: dict[str, Any] = {}
        exec(code, scope)
        return scope["read"]

    def every(value: Any) -> None:
        waiting = [value]
        while waiting:
            each = waiting.pop()
            kind = type(each)
            read = readers.get(kind)
            if read is None:
                reading = reader if hasattr(kind, "model_fields") else _within
                read = readers[kind] = reading(kind)
            read(each, waiting)

    every(root.model_construct())
    return every


def _within(kind: Any) -> Callable[[Any, list[Any]], None]:
    """Return what reads a value that is no object of a class: what it holds, where it holds any."""
    if issubclass(kind, dict):
        return lambda value, waiting: waiting.extend(value.values())
    if issubclass(kind, list):
        return lambda value, waiting: waiting.extend(value)
    return lambda value, waiting: None
