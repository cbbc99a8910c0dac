"""Addresses: the base URL, and how a path and a query are put behind it.

Job: build the one absolute URL that a request goes to, out of parts that can't change where it
goes. A base URL is read by a stricter grammar than RFC 3986 (printable ASCII, no user information,
no query, no dot segments), because two parsers that disagree about a host are how credentials reach
the wrong one. `configuration` resolves the base URL once, `request` joins for each call.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Any, Final, cast
from urllib.parse import SplitResult, quote, unquote, urlencode, urlsplit

from ..vocabulary.errors import ArgumentError, ConfigurationError
from ..vocabulary.omit import omit
from ..vocabulary.provider import Server, ServerVariable

_PRINTABLE: Final = re.compile(r"[!-~]+")
_NEVER: Final = re.compile(r"[\"<>\\^`{|}]")
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_HOLE: Final = re.compile(r"\{([^{}]+)\}")
_FOREIGN: Final = re.compile(r"(\{[^{}]*\})|[^\x00-\x7f]+")
"""Holes, and what has to be encoded beside them."""
_HALF: Final = "[\ud800-\udfff]"
_DOTS: Final = (".", "..")


def base_url(address: object, origin: str, *, insecure: bool = False) -> str:
    """Return the URL that the argument or variable `origin` holds, without a slash at its end.

    `insecure` allows plain http to hosts other than this one.

    Raises:
        ConfigurationError: requests with a credential must not go there.
    """
    text = _text(address)
    try:
        parts = _split(text)
        _check_authority(parts, insecure=insecure)
        _check_rest(text, parts.path)
    except ValueError as error:
        reason = str(error)
    else:
        return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
    raise ConfigurationError(f"{origin} {reason}")


def _text(address: object) -> Any:
    """Return the text of an `httpx2.URL`, and anything else as it is."""
    httpx2 = sys.modules.get("httpx2")  # where it isn't imported, nobody has one
    return str(address) if httpx2 is not None and isinstance(address, httpx2.URL) else address


def _split(text: Any) -> SplitResult:
    if not isinstance(text, str):
        raise ValueError(f"is of type {type(text).__name__}, not str")
    if not _PRINTABLE.fullmatch(text):
        raise ValueError("is empty or holds white space or characters outside of ASCII")
    if _NEVER.search(text):
        raise ValueError("holds a character that a URL can't have")
    try:
        return urlsplit(text)
    except ValueError:
        raise ValueError("isn't a URL") from None


def _check_authority(parts: SplitResult, *, insecure: bool) -> None:
    if "@" in parts.netloc:
        raise ValueError("holds a user name or a password; give the credential as an argument")
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("has to begin with https:// and a host")
    if not _is_host(host) or not _is_port(parts):
        raise ValueError("has a host or a port that can't be used")
    if parts.scheme == "http" and not (insecure or _is_loopback(host)):
        raise ValueError(
            "has to begin with https://; plain http is for the local machine only,"
            " unless allow_insecure_http=True permits it"
        )


def _check_rest(text: str, path: str) -> None:
    if "?" in text or "#" in text:
        raise ValueError("holds a query or a fragment; queries are given as default_query")
    if any(unquote(segment) in _DOTS for segment in path.split("/")):
        raise ValueError("holds a path segment of dots")


def _is_host(host: str) -> bool:
    if ":" not in host:
        return _NAME.fullmatch(host) is not None
    return "%" not in host and _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def server_url(server: Server, values: Mapping[str, str]) -> str:
    """Return the server's URL with the variables filled in by name.

    Raises:
        ConfigurationError: a value says more than its variable stands for.
    """
    url = server.url
    # The one that opens the URL comes last, since it may have what follows already.
    for variable in sorted(server.variables, key=lambda v: url.startswith(_hole(v))):
        if _hole(variable) not in url:
            continue  # an operation's own address needn't have all of them
        before, _, after = url.partition(_hole(variable))
        value = values[variable.name]
        url = before + (_inner if before else _leading)(variable, value, after) + after
    return url


def _hole(variable: ServerVariable) -> str:
    return f"{{{variable.name}}}"


def _leading(variable: ServerVariable, value: str, after: str) -> str:
    """Return a value that opens the URL, without what it has already of the path that follows it.

    Raises:
        ConfigurationError: it has something else in the place of that path.
    """
    origin, address = _origin(variable), value.rstrip("/")
    if "?" in value or "#" in value:
        raise ConfigurationError(
            f"{origin} holds a query or a fragment: give the address without it"
        )
    if not after.startswith("/"):
        return address.removesuffix(_HOLE.split(after)[0])
    scheme, _, place = address.rpartition("://")
    host, *path = place.split("/")
    prefix = [segment.lower() for segment in after.strip("/").split("/") if segment]
    segments = _without_end(path, prefix)
    rest = [segment.lower() for segment in segments]
    is_twice = prefix and rest and (prefix[0] in rest or rest[-1] in prefix)
    if is_twice and value != variable.default:
        raise ConfigurationError(
            f"{origin} has a part of {after} in its path, which is put behind it: give it without"
            " a path, or the whole address as base_url"
        )
    return "/".join((f"{scheme}://{host}" if scheme else host, *segments))


def _without_end(path: list[str], prefix: list[str]) -> list[str]:
    """Return the path without the segments at its end with which the expected one begins."""
    lower = [segment.lower() for segment in path]
    for count in range(min(len(path), len(prefix)), 0, -1):
        if lower[-count:] == prefix[:count]:
            return path[:-count]
    return path


def _inner(variable: ServerVariable, value: str, after: str) -> str:
    """Return a value inside the URL: a name, so that it can't move the request elsewhere.

    A name of a host that has its end already, which the URL adds, isn't given it twice. What the
    description itself says, several segments or nothing perhaps, is the address as it is.
    """
    if value == variable.default:
        return value
    if not _NAME.fullmatch(value) or value in _DOTS:
        raise ConfigurationError(
            f"{_origin(variable)} may only hold letters, digits, dots, hyphens and underscores"
        )
    end = _HOLE.split(after)[0].partition("/")[0]
    return value[: -len(end)] if end and value.lower().endswith(end.lower()) else value


def _origin(variable: ServerVariable) -> str:
    return variable.argument or variable.environment or variable.name


def repeats(base: str, path: str) -> bool:
    """Return whether a base URL ends with the whole path of an operation: it was given too much."""
    return path.strip("/").count("/") > 0 and base.endswith("/" + path.strip("/"))


def joined(base: str, path: str, query: str = "") -> str:
    """Return the base URL with the path behind it as it is, and a slash between if it has none."""
    slash = "" if path.startswith("/") else "/"
    return f"{base.rstrip('/')}{slash}{path}{'?' if query else ''}{query}"


def parted(template: str) -> tuple[str, str]:
    """Return the path that is sent, and its query; a fragment only tells operations apart."""
    path, _, query = template.partition("#")[0].partition("?")
    return path, query


def expanded(template: str, values: Mapping[str, str]) -> str:
    """Return the path with its holes filled by encoded values; each stays inside its segment."""
    return "/".join(_segment(segment, values) for segment in template.split("/"))


def _segment(segment: str, values: Mapping[str, str]) -> str:
    names = _HOLE.findall(segment)
    for name in names:
        if not values[name]:
            raise ArgumentError(f"{name} is empty, which would address something else")
    if not segment.isascii():
        segment = _FOREIGN.sub(lambda match: match[1] or quote(match[0]), segment)
    text = _HOLE.sub(lambda hole: values[hole[1]], segment)
    if names and text in _DOTS:
        raise ArgumentError(f"{' and '.join(names)} would make a path segment of dots")
    return text


def query(items: Iterable[tuple[str, object]]) -> str:
    """Return the query: what is left out stays out, a list is its name once for each item."""
    pairs = [(scalar("a name", name), item) for name, value in items for item in _each(value)]
    return urlencode([(name, scalar(name, item)) for name, item in pairs], quote_via=quote)


def _each(value: object) -> tuple[object, ...]:
    if value is None or value is omit:
        return ()
    if not isinstance(value, list | tuple):
        return (value,)
    return tuple(cast("Iterable[object]", value))


def scalar(name: str, value: object) -> str:
    """Return the text of a value in a path, a query or a header."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int | float):
        raise ArgumentError(f"{name} has to be a string, a number or a boolean")
    text = str(value)
    if re.search(_HALF, text):
        raise ArgumentError(f"{name} holds half a surrogate pair, which UTF-8 doesn't have")
    return text
