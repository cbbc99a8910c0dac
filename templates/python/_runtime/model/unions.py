"""How the members of a union of objects are told apart.

Job: choose the class of an object by its tag, or by rules where the tag doesn't decide, and read
it with that class alone, so that one wrong field is one error. A tag that nobody knows makes an
object of the union's own `Unknown...` class. Members are compiled when the first object of their
kind is read. It must not repair anything: that is `decode`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from pydantic import BaseModel
from pydantic_core import PydanticCustomError, core_schema

from ..vocabulary.json_types import class_of
from ..vocabulary.spelled import Spelled
from .received import remember

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core.core_schema import CoreSchema

    from .model import Model, Unknown

    Member = type[Model]

_KINDS: Mapping[type, str] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    Spelled: "number",
    list: "array",
    tuple: "array",
    dict: "object",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """Return the JSON type of `value`; a model is an object."""
    return _KINDS.get(type(value), "object")


BROKEN: Final = "Input should be text without half a surrogate pair"


def mended(text: str) -> str:
    """Return the text with another character for each half of a surrogate pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions on an object's properties; all of them must hold. None at all always hold."""

    member: Member
    equals: Mapping[str, tuple[object, ...]] = field(default_factory=dict[str, tuple[object, ...]])
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])

    def holds(self, value: Mapping[str, Any]) -> bool:
        """Return whether `value` fulfils every condition."""
        return (
            all(name in value for name in self.present)
            and not any(name in value for name in self.absent)
            and all(value.get(name) in allowed for name, allowed in self.equals.items())
            and all(n in value and kind_of(value[n]) == kind for n, kind in self.kinds.items())
        )


class Variants:
    """The members of a union and how an object says which one it is."""

    __slots__ = ("_mapping", "_readers", "_rules", "_shared", "_tag", "_unknown")

    def __init__(
        self,
        tag: str,
        mapping: Mapping[str, Member],
        unknown: type[Unknown],
        shared: Sequence[str] = (),
        rules: Sequence[Rule] = (),
    ) -> None:
        self._tag = tag
        self._mapping = dict(mapping)
        self._unknown = unknown
        self._shared = frozenset(shared)
        self._rules = tuple(rules)
        self._readers: dict[str, Callable[..., Model]] = {}

    def choose(self, value: Mapping[str, Any]) -> Member | None:
        """Return the class of `value`; `None` when it lacks the tag that it needs."""
        tag = value.get(self._tag)
        if isinstance(tag, str):
            member = self._mapping.get(tag)
            if member is not None:
                return member
            if tag not in self._shared:
                return self._unknown
        elif tag is not None:
            return None
        return next((rule.member for rule in self._rules if rule.holds(value)), None)

    def broken(self, value: Mapping[str, Any]) -> bool:
        """Return whether the tag is text that no provider will ever name a kind by."""
        tag = value.get(self._tag)
        return isinstance(tag, str) and not tag.isascii() and mended(tag) != tag

    @property
    def tag(self) -> str:
        """The property that says of which kind an object is."""
        return self._tag

    @property
    def unknown(self) -> type[Unknown]:
        """The class of the objects of an unknown kind."""
        return self._unknown

    def read(self, value: Any) -> Any:
        """Return the object that `value` stands for; objects that are built already pass.

        Raises:
            pydantic.ValidationError: it breaks the schema of its class.
            PydanticCustomError: it is no object, or one without the tag or with a broken one.
        """
        if class_of(value) is dict:
            try:
                reader = self._readers.get(value.get(self._tag))
            except TypeError:  # a list or an object, where a text is wanted
                reader = None
            if reader is None:
                return self._read_first(value)
            result = reader(value, by_alias=True, by_name=False)
            remember(result, value)
            return result
        if isinstance(value, BaseModel):
            return value
        if isinstance(value, Mapping):
            return self.read(dict(cast("Mapping[str, Any]", value)))
        raise PydanticCustomError("object_type", "Input should be an object")

    def _read_first(self, value: dict[str, Any]) -> Any:
        member = self.choose(value)
        if member is None:
            raise PydanticCustomError(
                "tag_missing", "Input should say what it is in '{tag}'", {"tag": self._tag}
            )
        if self.broken(value):
            raise PydanticCustomError("tag_broken", BROKEN)
        result = member.from_dict(value)
        tag = value.get(self._tag)
        if isinstance(tag, str) and tag in self._mapping:
            self._readers[tag] = member.__pydantic_validator__.validate_python
        return result

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read, metadata={"union": self})

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        # The members are told apart by code; the JSON Schemas beside the package spell them out.
        return {"type": "object"}
