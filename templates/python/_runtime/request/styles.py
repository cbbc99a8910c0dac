"""How values travel outside of a JSON body: the styles of OpenAPI's parameters.

Job: turn one value into text by the table of OpenAPI 3.1 (section 4.8.12, "Style Examples") and,
where that leaves it open, by RFC 6570: null and an empty list are as good as left out, in a list
and among the members of an object too. A list in an object that explodes travels as a pair for each
item, as it does in a form of HTML. What no style has a form for, an object within an object or a
list, travels as JSON text, and in `deepObject` by more brackets. Values are plain: `building` makes
them so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json import dumps
from typing import Final, TypeAlias
from urllib.parse import quote

from ..setup.url import scalar
from ..vocabulary.errors import ArgumentError
from ..vocabulary.json_types import Json
from ..vocabulary.operation import Parameter, Style

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values, neither of them encoded."""
_Encode: TypeAlias = Callable[[str], str]

_DELIMITERS: Final[Mapping[str, str]] = {"spaceDelimited": " ", "pipeDelimited": "|"}
_RESERVED_IN_PATH: Final = ":@!$&'()*+,;="
_RESERVED_IN_QUERY: Final = ":/?@!$'()*,;="
"""What RFC 3986 reserves and the place can hold without an end to the value."""
_DOTS: Final = frozenset({".", ".."})
_TRIPLET: Final = "(%[0-9A-Fa-f]{2})"

_USUAL: Final[Mapping[str, Style]] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
    "body": "form",
}
_COOKIE_OCTETS: Final = "!#$&'()*+-./:<=>?@[]^_`{|}~"
"""What a cookie's value may hold besides letters and digits (RFC 6265), but for `%`."""


def style_of(parameter: Parameter) -> tuple[Style, bool]:
    """Return the style of a parameter, and whether it explodes."""
    style = parameter.style or _USUAL[parameter.place]
    return style, style == "form" if parameter.explode is None else parameter.explode


def path_text(parameter: Parameter, value: Json) -> str:
    """Return the value of a path parameter, encoded.

    Raises:
        ArgumentError: it is empty, or holds what has no text.
    """
    style, explode = style_of(parameter)
    if parameter.segments and isinstance(value, str):
        segments = value.split("/")
        if not _DOTS.isdisjoint(segments):
            raise ArgumentError(f"{parameter.wire} would make a path segment of dots")
        texts = [in_path(parameter.wire, each, style, explode=explode) for each in segments]
        return "/".join(texts)
    return in_path(parameter.wire, value, style, explode=explode, reserved=parameter.reserved)


def query_pieces(parameter: Parameter, value: Json) -> tuple[str, ...]:
    """Return the value of a query parameter as pieces of the query, encoded.

    Raises:
        ArgumentError: it holds what has no text.
    """
    style, explode = style_of(parameter)
    return in_query(parameter.wire, value, style, explode=explode, reserved=parameter.reserved)


def form_pieces(parameter: Parameter, value: Json) -> tuple[str, ...]:
    """Return a member of a form as pieces of its body, `name=value` each, encoded.

    Where no style is said, an object is JSON text, and so is one in a list.

    Raises:
        ArgumentError: it holds what has no text.
    """
    if parameter.style is not None:
        return query_pieces(parameter, value)
    plain = _text(parameter.wire, value) if isinstance(value, Mapping) else value
    return in_query(parameter.wire, plain, "form", explode=True)


def form_pairs(parameter: Parameter, value: Json) -> Pairs:
    """Return a member of a form as names and values, neither of them encoded.

    Raises:
        ArgumentError: it holds what has no text.
    """
    style, explode = style_of(parameter)
    return pairs(parameter.wire, value, style, explode=explode)


def header_text(parameter: Parameter, value: Json) -> str:
    """Return the value of a header parameter.

    Raises:
        ArgumentError: it holds what has no text.
    """
    return in_header(parameter.wire, value, explode=style_of(parameter)[1])


def cookie_text(values: Iterable[tuple[Parameter, Json]]) -> str:
    """Return the header that holds all cookies; what no cookie can hold stands by its number.

    Raises:
        ArgumentError: one holds what has no text.
    """
    cookies = (
        (name, text, _COOKIE_OCTETS + ("%," if parameter.reserved else ""))
        for parameter, value in values
        for name, text in in_cookie(parameter.wire, value, explode=style_of(parameter)[1])
    )
    return "; ".join(f"{quote(n, safe='')}={quote(text, safe=safe)}" for n, text, safe in cookies)


def in_path(name: str, value: Json, style: Style, *, explode: bool, reserved: bool = False) -> str:
    """Return a value of a path template, encoded: one segment, or a part of one.

    Raises:
        ArgumentError: it is empty, which would address something else, or holds what has no text.
    """
    encode = _encoder(_RESERVED_IN_PATH if reserved else None)
    texts = list(_texts(name, value, explode, encode))
    if not texts or (style not in ("label", "matrix") and not any(texts)):
        raise ArgumentError(f"{name} is empty, which would address something else")
    match style:
        case "label":
            return "." + (("." if explode else ",").join(texts))
        case "matrix" if explode and isinstance(value, Mapping):
            return "".join(f";{text}" for text in texts)
        case "matrix":
            values = texts if explode else [",".join(texts)]
            return "".join(
                f";{encode(name)}={text}" if text else f";{encode(name)}" for text in values
            )
        case _:
            return ",".join(texts)


def in_header(name: str, value: Json, *, explode: bool) -> str:
    """Return a value as the text of a header, as it stands: nothing is encoded there.

    Raises:
        ArgumentError: it holds what has no text.
    """
    return ",".join(_texts(name, value, explode, str))


def in_query(
    name: str, value: Json, style: Style, *, explode: bool, reserved: bool = False
) -> tuple[str, ...]:
    """Return a value as pieces of a query, `name=value` each, encoded.

    Raises:
        ArgumentError: it holds what has no text.
    """
    encode = _encoder(_RESERVED_IN_QUERY if reserved else None)
    if style != "deepObject" and not explode and isinstance(value, Mapping | list | tuple):
        delimiter = quote(_DELIMITERS.get(style, ","), safe=",")
        texts = list(_texts(name, value, explode, encode))
        return (f"{quote(name, safe='')}={delimiter.join(texts)}",) if texts else ()
    parts = pairs(name, value, style, explode=explode)
    return tuple(f"{quote(n, safe='')}={encode(text)}" for n, text in parts)


def in_cookie(name: str, value: Json, *, explode: bool) -> Pairs:
    """Return a value as cookies.

    Raises:
        ArgumentError: it holds what has no text.
    """
    return pairs(name, value, "form", explode=explode)


def pairs(name: str, value: Json, style: Style, *, explode: bool) -> Pairs:
    """Return a value as names and values, neither of them encoded; none for null.

    Raises:
        ArgumentError: it holds what has no text.
    """
    if style == "deepObject":
        return tuple(_bracketed(name, value))
    if not explode and isinstance(value, Mapping | list | tuple):
        texts = list(_texts(name, value, explode, str))
        return ((name, _DELIMITERS.get(style, ",").join(texts)),) if texts else ()
    if isinstance(value, Mapping):
        return tuple(
            (str(member), _text(name, item))
            for member, inner in _members(value)
            for item in (_items(inner) if _is_flat(inner) else (inner,))
        )
    return tuple((name, _text(name, item)) for item in _items(value))


def _bracketed(name: str, value: Json) -> Iterator[tuple[str, str]]:
    """Yield the pairs of `deepObject`: a bracket for each level, with an index for an item."""
    if isinstance(value, Mapping):
        inner: Iterable[tuple[str | int, Json]] = _members(value)
    elif isinstance(value, list | tuple):
        inner = enumerate(_items(value))
    else:
        if value is not None:
            yield name, scalar(name, value)
        return
    for key, item in inner:
        yield from _bracketed(f"{name}[{key}]", item)


def _texts(name: str, value: Json, explode: bool, encode: _Encode) -> Iterator[str]:
    """Yield the texts that a delimiter stands between: items, or names and values of members."""
    if not isinstance(value, Mapping):
        yield from (encode(_text(name, item)) for item in _items(value))
        return
    for member, inner in _members(value):
        texts = (encode(str(member)), encode(_text(name, inner)))
        yield from ("=".join(texts),) if explode else texts


def _members(value: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    return ((name, member) for name, member in value.items() if member is not None)


def _items(value: Json) -> Iterator[Json]:
    items: Sequence[Json] = value if isinstance(value, list | tuple) else (value,)
    return (item for item in items if item is not None)


def _is_flat(value: Json) -> bool:
    """Return whether a value is a list of what has a text each."""
    return isinstance(value, list | tuple) and not any(
        isinstance(item, Mapping | list | tuple) for item in value
    )


def _text(name: str, value: Json) -> str:
    if isinstance(value, Mapping | list | tuple):
        return dumps(value, ensure_ascii=False, separators=(",", ":"))
    return scalar(name, value)


def _encoder(safe: str | None) -> _Encode:
    """Return what encodes a text; with `safe`, as RFC 6570 expands `{+name}`, triplets kept."""
    if safe is None:
        return lambda text: quote(text, safe="")
    return lambda text: "".join(
        part if n % 2 else quote(part, safe=safe) for n, part in enumerate(re.split(_TRIPLET, text))
    )
