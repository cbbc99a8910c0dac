"""Names in code for names in JSON.

Job: turn any text into an ASCII identifier that collides with nothing of Python's, pydantic's or
the runtime's. The same text always gives the same name; what several texts make of it is settled
by `distinct`, in their order. It must not know a schema.
"""

from __future__ import annotations

import builtins
import hashlib
import keyword
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORDS: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")

RESERVED_CLASSES: Final = frozenset(
    {
        *("Annotated", "Any", "Field", "Literal", "Model", "Nullable", "ResponseModel", "Rule"),
        *("StringConstraints", "TypeAlias", "TYPE_CHECKING", "Union", "Unknown", "Variants"),
        *(
            "Mapping",
            "NotRequired",
            "Required",
            "TypedDict",
            "Sequence",
            "Omit",
            "Callable",
            "Timeout",
        ),
        *("PROVIDER", "Credential", "Operation", "Limits", "RawResponse", "Transports"),
        *("RequestHook", "ResponseHook", "RetryHook"),
        *("NotGiven", "RequestInfo", "ResponseInfo"),
        *dir(builtins),
    }
)
"""Names that generated modules use for something else."""

RESERVED_CLIENTS: Final = frozenset(
    {
        *("AsyncClient", "AsyncKey", "AsyncNamespace", "AsyncSession", "CachedProperty", "Key"),
        *("Later", "Limits", "Omit", "RawResponse", "RequestHook", "ResponseHook", "RetryHook"),
        *("Self", "SyncClient", "SyncNamespace", "SyncSession", "Transports"),
        *("Httpx2", "Models", "Params"),
    }
)
"""What the module of the clients imports; modules as they would be in the form of classes."""

NEEDED: Final = frozenset(
    {
        *("annotated_types", "anyio", "certifi", "h11", "httpcore2", "httpx2", "idna", "pydantic"),
        *("pydantic_core", "rich", "sniffio", "typing_extensions", "typing_inspection"),
    }
)
"""What generated packages import, and what that imports."""

RESERVED_FIELDS: Final = frozenset(
    {
        *("construct", "copy", "defects", "dict", "from_dict", "from_orm", "json", "parse_file"),
        *("parse_obj", "parse_raw", "raw", "request_id", "schema", "schema_json", "to_dict"),
        *("mro", "register", "to_json", "update_forward_refs", "validate"),
        *("bool", "float", "int", "list", "models", "str"),
    }
)
"""Attributes of pydantic's and the runtime's models, and names that their annotations use.

All that begin with `model_` besides.
"""

RESERVED_ARGUMENTS: Final = frozenset(
    {
        *("allow_insecure_http", "arguments", "base_url", "changes", "default_headers"),
        *("default_query", "extra_body", "extra_headers", "extra_query", "follow_redirects"),
        *("http_client", "limits", "max_retries", "omit", "on_request", "on_response", "on_retry"),
        *("dict", "str", "operations", "retry_unsafe", "self", "set_default_headers"),
        *("set_default_query", "strict", "super", "timeout"),
    }
)
"""Arguments that every constructor or method has, and names that their code uses."""

RESERVED_ATTRIBUTES: Final = frozenset(
    {
        *("aclose", "base_url", "close", "copy", "default_headers", "default_query", "is_closed"),
        *("max_retries", "strict", "timeout", "with_options", "with_raw_response"),
        *("httpx2", "models", "of_assertions", "omit", "params", "shared_models", "shared_params"),
        *("bool", "dict", "float", "int", "list", "object", "property", "str"),
    }
)
"""What every client has, whatever the API, and what the annotations inside its classes use."""

RESERVED_CONSTANTS: Final = frozenset({"PROVIDER", "TYPE_CHECKING"})
"""What the module of operations has besides them."""

RESERVED_FILES: Final = frozenset(
    {*("aux", "con", "nul", "prn"), *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that mean devices on some systems, whatever their suffix."""

RESERVED_MODULES: Final = RESERVED_FILES | {
    *("annotations", "exceptions", "lazy", "models", "not_given", "omit", "params", "testing"),
    "verify",
}
"""What the package has besides its providers, or can't have."""

LONGEST: Final = 64
"""Letters of a name that becomes a folder; paths have an end on some systems."""


def words(text: str) -> list[str]:
    """Return the words of `text` in ASCII, as it separates them by case, digits and signs."""
    folded = unicodedata.normalize("NFKD", text)
    return _WORDS.findall(folded.encode("ascii", "ignore").decode())


def class_name(text: str) -> str:
    """Return a class name for `text` that means nothing else in the modules of the output."""
    name = pascal_case(text)
    return f"{name}Schema" if name in RESERVED_CLASSES or keyword.iskeyword(name) else name


def pascal_case(text: str) -> str:
    """Return `text` in the form of class names, as it is where it has that form already."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", text):
        name = text
    else:
        name = "".join(word[0].upper() + word[1:] for word in words(text)) or _fallback(text)
    if name[0].isdigit():
        name = f"N{name}"
    return name


def snake_case(text: str) -> str:
    """Return a name in lower case for `text`, which is kept as it is where that is one already."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", text):
        return text
    name = "_".join(word.lower() for word in words(text)) or _fallback(text).lower()
    return f"n{name}" if name[0].isdigit() else name


def field_name(text: str) -> str:
    """Return an attribute name for the property `text` of a model."""
    name = snake_case(text)
    taken = name in RESERVED_FIELDS or name.startswith("model_") or keyword.iskeyword(name)
    return f"{name}_" if taken else name


def argument_name(text: str) -> str:
    """Return a keyword argument's name for `text`."""
    name = snake_case(text)
    return f"{name}_" if name in RESERVED_ARGUMENTS or keyword.iskeyword(name) else name


def attribute_name(text: str) -> str:
    """Return a name for a method, or for an attribute that holds methods."""
    name = snake_case(text)
    return f"{name}_" if name in RESERVED_ATTRIBUTES or keyword.iskeyword(name) else name


def constant_name(text: str) -> str:
    """Return a constant's name for `text`."""
    name = "_".join(word.upper() for word in words(text)) or _fallback(text).upper()
    return f"N{name}" if name[0].isdigit() else name


def package_name(text: str) -> bool:
    """Return whether `text` can be the name of a package as it stands."""
    spelt = re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None and len(text) <= LONGEST
    return spelt and not keyword.iskeyword(text) and text not in RESERVED_FILES


def hides(text: str) -> bool:
    """Return whether a package of that name would be imported in the place of another."""
    return text in sys.stdlib_module_names or text in NEEDED


def distinct(
    names: Iterable[tuple[str, str]], others: Iterable[str] = (), sign: str = "_"
) -> dict[str, str]:
    """Return Python names by wire name, from pairs of both; a name already taken gets a number."""
    result: dict[str, str] = {}
    taken = {name.casefold() for name in others}
    for wire, wanted in names:
        name, count = wanted, 1
        while name.casefold() in taken:
            count += 1
            name = f"{wanted}{sign}{count}"
        taken.add(name.casefold())
        result[wire] = name
    return result


def _fallback(text: str) -> str:
    """Return a name for a text that has no letters or digits of its own."""
    return f"Name{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
