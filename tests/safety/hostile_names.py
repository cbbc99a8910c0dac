"""Names that mean something elsewhere, or can't be names at all, and a description full of them."""

from __future__ import annotations

from typing import Any

from tests.safety.hostile import ATOMS, everything

NAMES = (
    *(atom for atom in ATOMS if len(atom) < 20),
    *("", " ", "$", "@", "-", "_", "__", "___", "a\n", "a", "A", "foo-bar", "foo_bar", "fooBar"),
    *("FooBar", "Foo", "foo", "class", "match", "type", "def", "None", "True", "int", "list", "id"),
    *("str", "dict", "self", "cls", "timeout", "client", "body", "headers", "extra_body", "omit"),
    *(
        "__init__",
        "__hash__",
        "__slots__",
        "__doc__",
        "__getattr__",
        "_private",
        "_x_",
        "model_config",
    ),
    *("model_dump", "model_fields", "schema", "json", "copy", "validate", "mro", "raw", "defects"),
    *(
        "request_id",
        "to_dict",
        "Model",
        "BaseModel",
        "Any",
        "Field",
        "Literal",
        "Optional",
        "Client",
    ),
    *("typing", "enum", "pydantic", "httpx2", "_runtime", "client.py", "py.typed", "MANIFEST.json"),
    *(
        "1",
        "2fa",
        "０",
        "²",
        "e\u0301",
        "é",
        "ﬁ",
        "fi",
        "K",
        "ⅷ",
        "ª",
        "name" * 80,
        "../x",
        "..",
        ".",
    ),
    *("return", "await", "print", "eval", "object", "super", "property", "Operation", "PROVIDER"),
    *("operations", "models", "params", "exceptions", "datetime", "date", "Variants", "Unknown"),
)
"""Names that mean something elsewhere, or can't be names at all."""


def names(found: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """A description in which each of some names is a property, a schema and a value."""
    unique = list(dict.fromkeys(found))
    described = everything()
    thing = {name: {"type": "string"} for name in unique}
    values = {"type": "string", "enum": unique}
    keys = {f"x{n}": {"const": name} for n, name in enumerate(unique)}
    described["components"]["schemas"] |= {
        "Named": {"type": "object", "properties": thing, "required": unique[::2]},
        "Values": values,
        "Constants": {"type": "object", "properties": keys},
    }
    add = described["components"]["schemas"]["Thing"]["properties"]
    for name in ("Named", "Values", "Constants"):
        add[f"the{name}"] = {"$ref": f"#/components/schemas/{name}"}
    return described
