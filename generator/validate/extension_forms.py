"""The form of each extension of ours, as a JSON Schema, by the object that it stands in.

The words of a form (`description`) are what somebody is told who wrote another one.
"""

from collections.abc import Mapping
from typing import Any

from generator.words import LONGEST

TEXT: Mapping[str, Any] = {
    "type": "string",
    "minLength": 1,
    "description": "a text that says something",
}


def _name(pattern: str, description: str, longest: int = LONGEST) -> Mapping[str, Any]:
    """Return the form of a name, in the words for somebody who has to write another one."""
    words = f"{description}, of at most {longest} characters"
    form = {"type": "string", "pattern": f"^{pattern}\\Z", "maxLength": longest}
    return {**form, "description": words}


WORD = _name("[A-Za-z][A-Za-z0-9_]*", "the name of an argument such as api_key")
CLASS = _name("[A-Z][A-Za-z0-9]*", "the name of a class such as OverloadedError")
VARIABLE = _name("[A-Z][A-Z0-9_]*", "the name of an environment variable such as ACME_API_KEY")
PROVIDER = _name("[a-z][a-z0-9_]*", "snake_case such as acme or acme_east")
PACKAGE = _name("[a-z][a-z0-9_]*", "snake_case such as my_client")
METHOD = _name(
    "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*",
    "dotted snake_case such as pets.list",
    3 * LONGEST,
)
HEADER = _name("[A-Za-z0-9-]+", "the name of a header such as x-request-id")
HEADERS: Mapping[str, Any] = {
    "type": "array",
    "items": HEADER,
    "minItems": 1,
    "description": "a list of names of headers",
}
POINTERS: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "string",
        "pattern": "^/",
        "description": "a JSON pointer such as /error/code",
    },
    "minItems": 1,
    "description": "a list of JSON pointers",
}
ERROR_BASES = (
    *("APIStatusError", "BadRequestError", "AuthenticationError", "PermissionDeniedError"),
    *("NotFoundError", "ConflictError", "UnprocessableEntityError", "RateLimitError"),
    "InternalServerError",
)
ERRORS: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("code", "message", "param", "type"), POINTERS),
        "codes": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["exception", "base", "retry"],
                "properties": {
                    "exception": CLASS,
                    "base": {"enum": list(ERROR_BASES)},
                    "retry": {"type": "boolean"},
                    "description": TEXT,
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
CLIENT_REQUEST_ID: Mapping[str, Any] = {
    "type": "object",
    "required": ["header", "form"],
    "properties": {"header": HEADER, "form": {"enum": ["uuid", "text"]}},
    "additionalProperties": False,
}
RATE_LIMITS: Mapping[str, Any] = {
    "type": "object",
    "propertyNames": _name("[a-z][a-z0-9_]*", "snake_case such as input_tokens"),
    "additionalProperties": {
        "type": "object",
        "minProperties": 1,
        "properties": dict.fromkeys(("limit", "remaining", "reset"), HEADER),
        "additionalProperties": False,
    },
}
SNIPPET: Mapping[str, Any] = {
    "type": "object",
    "required": ["title", "code"],
    "properties": {"title": TEXT, "code": TEXT},
    "additionalProperties": False,
}
CHANGE: Mapping[str, Any] = {
    "type": "object",
    "required": ["title", "note", "after"],
    "properties": {"title": TEXT, "note": TEXT, "before": TEXT, "after": TEXT},
    "additionalProperties": False,
}
MIGRATION: Mapping[str, Any] = {
    "type": "object",
    "required": ["package"],
    "properties": {
        "package": {"type": "string", "pattern": "^[a-z][a-z0-9_]*\\Z"},
        "unchanged": {"type": "array", "items": SNIPPET},
        "changes": {"type": "array", "items": CHANGE},
    },
    "additionalProperties": False,
}
AVAILABILITY: Mapping[str, Any] = {
    "type": "object",
    "required": ["status", "note"],
    "properties": {"status": {"const": "unsupported"}, "note": TEXT},
    "additionalProperties": False,
}
NAMES: Mapping[str, Any] = {
    "type": "object",
    "propertyNames": _name("[a-z]+", "the name of a language such as java"),
    "additionalProperties": _name(
        "[A-Z][A-Za-z0-9]*(\\.[A-Z][A-Za-z0-9]*)*",
        "the name of a class such as PetStore, or of one within another such as Pet.Kind",
        2 * LONGEST,
    ),
    "description": "names by language",
}
POINTER: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^(/.*)?\\Z",
    "description": "a JSON pointer such as /meta/next",
}
PAGINATION: Mapping[str, Any] = {
    "type": "object",
    "required": ["style"],
    "properties": {
        "style": {"enum": ["cursor", "offset", "page", "link", "url"]},
        "parameter": TEXT,
        **dict.fromkeys(("items", "next", "last", "more", "total"), POINTER),
        "start": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}

DAY: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\\Z",
    "description": "a day such as 2027-01-31",
}
VALUES: Mapping[str, Any] = {
    "type": "array",
    "minItems": 1,
    "uniqueItems": True,
    "description": "a list of values, each once",
}

FORMS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "info": {
        "x-provider": PROVIDER,
        "x-client": _name("[A-Z][A-Za-z0-9]*", "the name of a class such as PetStore"),
        "x-package": PACKAGE,
        "x-names": NAMES,
        "x-alias": NAMES,
    },
    "description": {
        "x-generated": TEXT,
        "x-request-id-headers": HEADERS,
        "x-client-request-id": CLIENT_REQUEST_ID,
        "x-rate-limit-headers": RATE_LIMITS,
        "x-errors": ERRORS,
        "x-migration": MIGRATION,
    },
    "server": {"x-environment": VARIABLE},
    "server variable": {
        "x-argument": WORD,
        "x-environment": VARIABLE,
        "x-required": {"type": "boolean"},
    },
    "security scheme": {
        "x-argument": {
            "anyOf": [WORD, {"type": "array", "items": WORD, "minItems": 1}],
            "description": f"{WORD['description']}, or a list of such names",
        },
        "x-environment": VARIABLE,
        "x-prefix": TEXT,
    },
    "parameter": {"x-argument": WORD, "x-environment": VARIABLE, "x-sunset": DAY},
    "operation": {
        "x-method": METHOD,
        "x-availability": AVAILABILITY,
        "x-names": NAMES,
        "x-pagination": PAGINATION,
        "x-sunset": DAY,
    },
    "media type": {"x-sse-terminator": TEXT},
    "schema": {
        "x-names": NAMES,
        "x-replays": TEXT,
        "x-variants": {},
        "x-sunset": DAY,
        "x-deprecated-values": VALUES,
    },
}
"""The form of each extension, by the object that it stands in."""
