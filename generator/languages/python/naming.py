"""Python identifiers for names in JSON.

Job: turn any text into an identifier that collides with nothing of Python's, pydantic's or the
runtime's. The same text always gives the same name; what several texts make of it is settled
by `words.distinct`, in their order. It must not know a schema.
"""

from __future__ import annotations

import builtins
import keyword
import re
import sys
import unicodedata
from collections.abc import Mapping
from typing import Final

from generator.words import LONGEST, fallback, in_ascii, pascal_case, snake_case, words

RESERVED_CLASSES: Final = frozenset(
    {
        *("Annotated", "Any", "Deprecation", "Field", "Literal", "Model", "Nullable"),
        *("ResponseModel", "Rule"),
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
        *("AsyncPage", "AsyncStream", "BinaryContent", "File", "Lines", "Page", "Stream"),
        *("CallOptions", "ClientChanges", "ClientOptions", "LazyModule", "Omit"),
        *("Self", "SyncClient", "SyncNamespace", "SyncSession", "Transports", "Unpack"),
        *("Deprecated", "Httpx2", "List", "Models", "Params"),
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
        *("construct", "copy", "defects", "dict", "from_dict", "from_orm", "http_response"),
        *("json", "parse_file"),
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
        *("allow_insecure_http", "base_url", "call_options", "client_options", "default_headers"),
        *("default_query", "extra_body", "extra_headers", "extra_query", "follow_redirects"),
        *("http_client", "limits", "max_retries", "omit", "on_request", "on_response", "on_retry"),
        *("dict", "str", "operations", "retry_unsafe", "self", "set_default_headers"),
        *("set_default_query", "strict", "super", "timeout"),
        *("raw_stream", "async_raw_stream", "deprecated_raw", "deprecated_async_raw"),
        *("deprecated_raw_stream", "deprecated_async_raw_stream"),
    }
)
"""Arguments that every constructor or method has, and names that their code uses."""

RESERVED_ATTRIBUTES: Final = frozenset(
    {
        *(
            "aclose",
            "async_raw",
            "async_raw_stream",
            "base_url",
            "close",
            "copy",
            "deprecated_async_raw",
            "deprecated_async_raw_stream",
            "deprecated_raw",
            "deprecated_raw_stream",
            "default_headers",
            "default_query",
            "is_closed",
        ),
        *("max_retries", "raw", "raw_stream", "strict", "timeout", "with_options"),
        *("with_raw_response",),
        *("httpx2", "of_assertions", "omit", "shared_models", "shared_params"),
        *("bool", "bytes", "dict", "float", "int", "object", "property", "str"),
    }
)
"""What every client has, whatever the API, and what the annotations inside its classes use.

Those of `ALIASES` are read by another name where an attribute has theirs.
"""

ALIASES: Final[Mapping[str, str]] = {"list": "List", "models": "own_models", "params": "own_params"}
"""What annotations of clients call what an attribute or a method hides."""

RESERVED_INSIDE: Final = RESERVED_ATTRIBUTES - {
    *("aclose", "base_url", "close", "copy", "default_headers", "default_query", "is_closed"),
    *("max_retries", "strict", "timeout", "with_options"),
}
"""The same for what an attribute of a client holds, which has no settings."""

RESERVED_CONSTANTS: Final = frozenset({"PROVIDER", "TYPE_CHECKING"})
"""What the module of operations has besides them."""

LONGEST_MODULE: Final = 100
"""Letters of the name of a module; files have an end on every system."""

RESERVED_FILES: Final = frozenset(
    {*("aux", "con", "nul", "prn"), *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that mean devices on some systems, whatever their suffix."""

RESERVED_MODULES: Final = RESERVED_FILES | {
    *("annotations", "exceptions", "lazy", "models", "not_given", "omit", "params", "testing"),
    "verify",
}
"""What the package has besides its providers, or can't have."""


def class_name(text: str) -> str:
    """Return a class name for `text` that means nothing else in the modules of the output.

    It has a capital letter, whatever script it is in, so that no attribute has the same name.
    """
    name = pascal_case(text)
    is_reserved = name in RESERVED_CLASSES or keyword.iskeyword(name)
    return f"{name}Schema" if is_reserved or not any(map(str.isupper, name)) else name


def can_be_client(name: str) -> bool:
    """Return whether a client's class can be called so: it stands beside others in the package."""
    reserved_names = RESERVED_CLASSES | RESERVED_CLIENTS
    return reserved_names.isdisjoint((name, f"Async{name}")) and not name.endswith(
        ("Error", "Warning")
    )


def client_name(text: str, package: str) -> str:
    """Return the name of a client's class: `text`, with a word more if that is the package's.

    Only what is called after its package is in nobody's choice.
    """
    if text != pascal_case(package):
        return text
    name = class_name(text)
    return name if can_be_client(name) else f"{name}Api"


def field_name(text: str) -> str:
    """Return an attribute name for the property `text` of a model."""
    name = snake_case(text)
    is_reserved = name in RESERVED_FIELDS or name.startswith("model_") or keyword.iskeyword(name)
    return f"{name}_" if is_reserved else name


def argument_name(text: str) -> str:
    """Return a keyword argument's name for `text`."""
    name = snake_case(text)
    return f"{name}_" if name in RESERVED_ARGUMENTS or keyword.iskeyword(name) else name


def attribute_name(text: str, *, inside: bool = False) -> str:
    """Return a name for a method, or for an attribute that holds methods; of a client or inside."""
    name, reserved = snake_case(text), RESERVED_INSIDE if inside else RESERVED_ATTRIBUTES
    return f"{name}_" if name in reserved or keyword.iskeyword(name) else name


def constant_name(text: str) -> str:
    """Return a constant's name for `text`."""
    name = "_".join(word.upper() for word in words(text)) or fallback(text).upper()
    name = unicodedata.normalize("NFKC", name)
    return name if name.isidentifier() else f"N{name}"


def module_name(text: str) -> str:
    """Return the name of a module for `text`: that of a file, in ASCII and not too long for one."""
    name = text if text.isascii() else snake_case(in_ascii(text))
    return name[:LONGEST_MODULE]


def package_name(text: str) -> bool:
    """Return whether `text` can be the name of a package as it stands."""
    is_identifier = re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None and len(text) <= LONGEST
    return is_identifier and not keyword.iskeyword(text) and text not in RESERVED_FILES


def hides(text: str) -> bool:
    """Return whether a package of that name would be imported in the place of another."""
    return text in sys.stdlib_module_names or text in NEEDED
