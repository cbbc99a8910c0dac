"""The base of every generated model: what a JSON object means once it is a Python object.

Job: keep exactly what was sent or set (absent is not null, extra fields stay, numbers keep their
form) and give it back as it travels. It must not know any schema: what a field may hold is in the
generated class, how a union is decided is in `unions`, what deviates from the schema in `decode`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, PrivateAttr
from pydantic_core import SchemaSerializer, core_schema

from ..vocabulary.defects import Defect
from .brief import brief, shown_of
from .exact import NULLABLE, constants_of, exact
from .received import Received, remember
from .wire import encode, members, to_wire, wire_names

if TYPE_CHECKING:
    from typing import Self

    from pydantic import GetCoreSchemaHandler, SerializationInfo

T = TypeVar("T")

_ANY: Final = SchemaSerializer(core_schema.any_schema())


def _written(model: BaseModel, asked: SerializationInfo) -> Any:
    """Return the model in wire form, less what the caller of `model_dump` doesn't want."""
    choice = {"include": asked.include, "exclude": asked.exclude}
    if choice == {"include": None, "exclude": None} and not asked.exclude_none:
        return to_wire(model)
    names, found = wire_names(type(model)), members(model)
    if asked.exclude_none:
        found = {name: value for name, value in found.items() if value is not None}
    # Models among the members come back here, with their part of the choice.
    chosen: dict[str, Any] = {word: _renamed(parts, names) for word, parts in choice.items()}
    return _ANY.to_python(found, **chosen, exclude_none=asked.exclude_none)


def _renamed(parts: Any, names: Mapping[str, str]) -> Any:
    """Return which members are meant, by wire name."""
    if isinstance(parts, Mapping):
        inner = cast("Mapping[str, Any]", parts)
        return {names.get(name, name): part for name, part in inner.items()}
    return parts and {names.get(name, name) for name in parts}


_WRITTEN: Final = core_schema.plain_serializer_function_ser_schema(_written, info_arg=True)

Nullable = Annotated[T | None, NULLABLE]
"""An optional field whose schema also allows null: `model_fields_set` tells null from absent."""


class Model(Received):
    """A JSON object of the API.

    Optional fields that are absent read as `None` and are never sent. Fields that the schema
    doesn't know are kept as attributes and in `model_extra`.
    """

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        hide_input_in_errors=True,
        protected_namespaces=(),
        validate_assignment=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            # Only an object that the caller builds gets its constants filled in; one that is
            # read must bring them along, so that nothing is sent back that was not received.
            data = {**constants_of(type(self)), **data}
            self.__pydantic_validator__.validate_python(data, self_instance=self)

        # Tells pydantic that nested objects need not be built through this method.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /
    ) -> core_schema.CoreSchema:
        """Return pydantic's schema of the class with the reading rules of `exact` applied.

        It is written in wire form, whichever way pydantic is asked to: a dump with nulls for what
        is absent could not be sent.
        """
        schema: Any = exact(handler(source))
        written: Any = {**schema, "serialization": _WRITTEN}
        return cast("core_schema.CoreSchema", written)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Return the object that `value`, in wire form, stands for.

        Raises:
            pydantic.ValidationError: `value` breaks the schema.
        """
        read: Any = cls.__pydantic_validator__.validate_python(value, by_alias=True, by_name=False)
        if read is not value:  # an object that is built already passes
            remember(read, value)
        result: Self = read
        return result

    def __repr__(self) -> str:
        return brief(self)

    __str__ = __repr__

    def __repr_args__(self) -> Any:
        return shown_of(self)

    def to_dict(self, *, mode: Literal["json", "python"] = "json") -> dict[str, Any]:
        """Return the object in wire form: wire names, and only what is set.

        `mode` is there for callers of pydantic's dumps: what JSON has is the same in either.
        """
        wire: dict[str, Any] = to_wire(self)
        return wire

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the object as JSON text in wire form, on one line unless `indent` is given."""
        return encode(self, indent=indent).decode()


class ResponseModel(Model):
    """The object that a call answers with."""

    _request_id: str | None = PrivateAttr(default=None)
    _defects: tuple[Defect, ...] = PrivateAttr(default=())

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request, for support; `None` where it sent none."""
        return self._request_id

    @property
    def defects(self) -> tuple[Defect, ...]:
        """Where the answer breaks the schema; empty when it doesn't."""
        return self._defects


class Unknown(Model):
    """An object of a kind that the description doesn't know, kept as it was received."""

    @property
    def raw(self) -> dict[str, Any]:
        """The object as it was received."""
        return self.to_dict()
