"""The Api as text: stable, line by line, made to be read in a diff.

Job: write down everything that `lower` found out, with the providers that share each declaration.
Descriptions are left out. It must not depend on how any language spells a type.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

from generator.api import (
    USUAL_ERRORS,
    Alias,
    Answer,
    Anything,
    Api,
    Array,
    Binary,
    Body,
    ByRules,
    Called,
    Credential,
    Declaration,
    Encoding,
    Grant,
    Limits,
    Literal,
    Map,
    Model,
    Nullable,
    Operation,
    Pagination,
    Parameter,
    Property,
    Provider,
    Ref,
    Rule,
    Scalar,
    Type,
    TypeUnion,
    Union,
)


def dump(api: Api) -> str:
    """Return the Api as text, in which what nobody sees is written as an escape."""
    return "".join(f"{_seen(line)}\n" for line in (*_head(api), *_declarations(api)))


def _seen(line: str) -> str:
    """Return a line whose characters all have a shape."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def _head(api: Api) -> Iterator[str]:
    yield f"package {api.package}"
    for provider in api.providers:
        yield ""
        yield from _provider(provider)


def _provider(provider: Provider) -> Iterator[str]:
    names = (*provider.called, *provider.aliases)
    yield f"provider {provider.name}: client {provider.client}{_elsewhere(names)}"
    if provider.server is not None:
        yield f"  server {provider.server.url}{_from(provider.server.environment)}"
        for variable in provider.server.variables:
            requirement = "required" if variable.required else f"default {variable.default!r}"
            source = _from(variable.environment)
            yield f"    {{{variable.name}}} {requirement}, argument {variable.argument}{source}"
    for credential in provider.credentials:
        arguments = (" and " if credential.pair else " or ").join(credential.arguments)
        source = f"argument {arguments}{_from(credential.environment)}"
        yield f"  credential {credential.name} in {_placed(credential)}, {source}"
        if credential.grant is not None:
            yield f"    {_granted(credential.grant)}"
    if not provider.exclusive:
        yield "  of credentials that are alternatives the first is sent"
    for parameter in provider.parameters:
        source = _from(parameter.environment)
        choices = (
            f", one of {', '.join(map(json.dumps, parameter.values))}" if parameter.values else ""
        )
        placed = f"{parameter.location} {parameter.name}"
        yield f"  {placed}, argument {parameter.argument}{source}{choices}"
    yield from (f"  request id in {name}" for name in provider.request_id_headers)
    if provider.client_request_id is not None:
        request_id = provider.client_request_id
        yield f"  client request id in {request_id.header}: {request_id.form}"
    for each in provider.rate_limits:
        headers = ((part, getattr(each, part)) for part in ("limit", "remaining", "reset"))
        summary = ", ".join(f"{part} in {header}" for part, header in headers if header)
        yield f"  rate limit {each.name}: {summary}"
    yield from _errors(provider)
    if provider.migration is not None:
        move = provider.migration
        summary = f"{len(move.unchanged)} pieces unchanged, {len(move.changes)} changes"
        yield f"  migration from {move.package}: {summary}"
    for operation in provider.operations:
        yield from _operation(operation, secured=bool(provider.credentials))


def _placed(credential: Credential) -> str:
    """Return where a credential is sent, and what stands before it there."""
    if credential.location == "header":
        return json.dumps(f"{credential.wire}: {credential.prefix}")
    return f"{credential.location} {json.dumps(f'{credential.wire}={credential.prefix}')}"


def _granted(grant: Grant) -> str:
    scopes = f", scopes {' '.join(grant.scopes)}" if grant.scopes else ""
    return f"or fetched at {grant.token_url}, arguments {' and '.join(grant.arguments)}{scopes}"


def _from(variable: str | None) -> str:
    return f" (${variable})" if variable else ""


def _errors(provider: Provider) -> Iterator[str]:
    errors = provider.errors
    if errors == USUAL_ERRORS:
        return
    for name in ("code", "message", "param", "type"):
        pointers = getattr(errors, name)
        if pointers:
            yield f"  error {name} at {', '.join(pointers)}"
    for code in errors.codes:
        again = "may be retried" if code.retry else "final"
        yield f"  error {code.code!r}: {code.exception} of {code.base}, {again}"


def _styled(parameter: Parameter) -> str:
    """Return how a parameter is written, where that isn't as its location has it."""
    if parameter.content_type:
        return f" as {parameter.content_type!r}"
    if parameter.segments:
        return " of several segments"
    if parameter.has_standard_style:
        return ""
    words = [parameter.style, *(["explode"] if parameter.explode else [])]
    return f" in style {' '.join([*words, *(['reserved'] if parameter.reserved else [])])}"


def _operation(operation: Operation, *, secured: bool) -> Iterator[str]:
    yield f"  operation {operation.id}: {operation.method} {operation.path}"
    yield f"    method {'.'.join(operation.attributes)}{_elsewhere(operation.called)}"
    if operation.server is not None:
        yield f"    server {operation.server}"
    if secured:
        ways = (" and ".join(requirement) or "none" for requirement in operation.security)
        yield f"    credential {' or '.join(ways) or 'none'}"
    yield from (f"    sends the client's {name}" for name in operation.client_parameters)
    for parameter in operation.parameters:
        presence = "required" if parameter.required else "optional"
        name, type_ = parameter.name.wire, spelt(parameter.type)
        old = _old(parameter, parameter.deprecated_values)
        details = f"{_styled(parameter)}{_defaulted(parameter)}{old}"
        yield f"    {parameter.location} {name} {presence}: {type_}{details}"
    if operation.body is not None:
        presence = "required" if operation.body.required else "optional"
        content_type = f" as {operation.body.content_type!r}" if operation.body.content_type else ""
        yield f"    sends {presence}: {spelt(operation.body.type)}{content_type}"
        if operation.body.content in ("form", "multipart"):
            yield from _form(operation.body)
        yield from (f"      {wire} is always {value}" for wire, value in operation.body.fixed)
        for wire, union in operation.body.replayable:
            yield f"      {wire} takes {spelt(union)} as it is"
    if operation.response is not None:
        yield f"    answers: {spelt(operation.response)}"
    elif not operation.has_one_answer:
        yield from (f"    answers {_answer(answer)}" for answer in operation.answers)
    if operation.error is not None:
        yield f"    fails with: {spelt(operation.error)}"
    for failure in operation.failures:
        details = spelt(failure.type) if failure.type is not None else "anything"
        yield f"    fails with {failure.status}: {details}"
    if operation.pagination is not None:
        yield f"    {_paged(operation.pagination)}"
    if operation.availability is not None:
        yield f"    {operation.availability.status}"
    if operation.deprecated:
        yield f"    {_old(operation)[2:]}"


def _paged(pages: Pagination) -> str:
    """Return how pages lead from one to the next, by the names of the description."""
    where = "/".join(name.wire for name in pages.items) or "the answer"
    phrases = [f"pages by {pages.style}: items of ({spelt(pages.item)}) in {where}"]
    phrases += [f"argument {pages.argument}"] if pages.argument else []
    phrases += [f"from {pages.start}"] if pages.style in ("offset", "page") else []
    keywords = ("next", "last", "more", "total")
    phrases += [f"{name} at {at}" for name in keywords if (at := getattr(pages, name)) is not None]
    return ", ".join(phrases)


def _form(body: Body) -> Iterator[str]:
    encodings = {each.property: each for each in body.encodings}
    for property_ in body.properties or ():
        each = encodings.get(property_.name.wire, Encoding(property=property_.name.wire))
        words = [each.style, "explode" * each.explode, "reserved" * each.reserved]
        styled = f" in style {' '.join(word for word in words if word)}" if each.style else ""
        details = f" as {each.content_type!r}" if each.content_type else ""
        details += "".join(f" with {n}: {json.dumps(value)}" for n, value in each.headers)
        type_ = f"{spelt(property_.type)}{styled}{details}"
        yield f"      {property_.name.wire} {property_.presence}: {type_}"


def _answer(answer: Answer) -> str:
    if answer.type is None:
        return f"{answer.status} with nothing"
    if answer.content == "stream":
        kind = "" if answer.item == "json" else f" ({answer.item})"
        kind += f" until {json.dumps(answer.terminator)}" if answer.terminator else ""
        return f"{answer.status} in {answer.media_type!r}: stream of ({spelt(answer.type)}){kind}"
    return f"{answer.status} in {answer.media_type!r}: {spelt(answer.type)}"


def _declarations(api: Api) -> Iterator[str]:
    namespace = None
    for declaration in api.declarations:
        if declaration.namespace != namespace:
            namespace = declaration.namespace
            yield ""
            yield f"namespace {namespace or 'shared'}"
        yield ""
        yield from _declaration(declaration)


def _declaration(declaration: Declaration) -> Iterator[str]:
    head = f"{declaration.name}{_elsewhere(declaration.called)} [{' '.join(declaration.providers)}]"
    match declaration:
        case Model(properties=properties, is_response=answer):
            yield f"  model {head}{' answer' if answer else ''}{_old(declaration)}"
            for property_ in properties:
                default = _defaulted(property_)
                old, type_ = _old(property_, property_.deprecated_values), spelt(property_.type)
                told = ", objects are made with it" if property_.is_tag else ""
                yield f"    {property_.name.wire} {property_.presence}: {type_}{told}{default}{old}"
        case Alias(type=kind):
            yield f"  alias {head}: {spelt(kind)}{_old(declaration)}"
        case Union():
            yield f"  union {head}{_old(declaration)}"
            yield from _union(declaration)


def _defaulted(item: Parameter | Property) -> str:
    return f", server default {item.default}" if item.default is not None else ""


def _old(item: Operation | Parameter | Property | Declaration, values: tuple[str, ...] = ()) -> str:
    """Return what will be gone of something."""
    phrase = ", deprecated" if item.deprecated else ""
    phrase += f" until {item.sunset}" if item.sunset else ""
    return phrase + (f", deprecated values {' | '.join(values)}" if values else "")


def _elsewhere(names_: Called) -> str:
    """Return what something is called in some languages."""
    names = ", ".join(f"{name} in {language}" for language, name in names_)
    return f" ({names})" if names else ""


def _union(union: Union) -> Iterator[str]:
    how = union.discriminator
    yield f"    by {how.property or 'shape'}"
    for value, member in how.mapping:
        yield f"      {json.dumps(value)}: {spelt(member)}"
    if how.otherwise is not None:
        yield f"      else: {spelt(how.otherwise)}"
    if isinstance(how, ByRules):
        for value in how.shared:
            yield f"      {json.dumps(value)}: by shape"
        for rule in how.rules:
            yield f"    {spelt(rule.member)} if {conditions(rule)}"


def conditions(rule: Rule) -> str:
    """Return the conditions of a rule in words."""
    phrases = [f"{name} is {_either(values)}" for name, values in rule.equals]
    phrases += [f"{name} is there" for name in rule.present]
    phrases += [f"{' or '.join(rule.some)} is there"] if rule.some else []
    phrases += [f"{name} is not there" for name in rule.absent]
    phrases += [f"{name} is of type {kind}" for name, kind in rule.json_types]
    return ", ".join(phrases) or "nothing else holds"


def _either(values: tuple[object, ...]) -> str:
    return " or ".join(json.dumps(value) for value in values)


def spelt(kind: Type) -> str:
    """Return a type in the words of JSON Schema."""
    match kind:
        case Scalar(kind=name, limits=bounds):
            return f"{name}{_bounds(bounds)}"
        case Literal(values=values, open=is_open):
            return " | ".join([*(json.dumps(value) for value in values), *(["..."] * is_open)])
        case Array(items=items, is_stream=True):
            return f"stream of ({spelt(items)})"
        case Array(items=items, limits=bounds):
            return f"array of ({spelt(items)}){_bounds(bounds)}"
        case Map(values=values, keys=keys, limits=bounds):
            return f"map{_bounds(keys)} of ({spelt(values)}){_bounds(bounds)}"
        case Ref(name=name):
            return name
        case Nullable(type=inner):
            return f"{spelt(inner)} | null"
        case TypeUnion(members=members):
            return " | ".join(spelt(member) for member in members)
        case Anything():
            return "anything"
        case Binary(is_part=is_part):
            return "file" if is_part else "bytes"


def _bounds(bounds: Limits) -> str:
    values = ((field.name, getattr(bounds, field.name)) for field in fields(bounds))
    phrases = [f"{name} {value}" for name, value in values if value is not None]
    return f" ({', '.join(phrases)})" if phrases else ""
