"""The base of every generated class: a JSON object as a Python object, which stays what it was.

Job: have the members of a received object as attributes and give it back as it came: absent is not
null, extra members stay, order and spelling are kept, since nothing is taken apart. What is set is
checked, by code that is imported then. It must not know any schema: what a field may hold is in the
generated class, how a union is decided is in `unions`, what deviates from the schema in `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copyreg import __newobj__  # type: ignore[attr-defined]  # by which objects are pickled
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar, dataclass_transform

from ..vocabulary.defects import Defect
from .annotations import NULLABLE
from .classes import Lazily, complete, declare, protect, touched
from .fields import FieldInfo, field, fields_of
from .nested import BESIDE, Record, adopt, beside, kept, new_record
from .unions import Variants

if TYPE_CHECKING:
    from inspect import Signature
    from typing import Self

    from ..vocabulary.messages import ResponseInfo

T = TypeVar("T")

Nullable = Annotated[T | None, NULLABLE]
"""An optional field whose schema also allows null: `model_fields_set` tells null from absent."""


def _signature(kind: type) -> Signature:
    from .building import signature_of

    return signature_of(kind)


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model(Record):
    """A JSON object of the API.

    Optional fields that are absent read as `None` and are never sent. Members that the schema
    doesn't know are kept as attributes and in `model_extra`.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        model_fields: ClassVar[Mapping[str, FieldInfo]]
        """The fields by the names of their attributes."""

        @property
        def model_extra(self) -> dict[str, Any]:
            """The members that the schema doesn't know, by name, as they came."""
            ...

        @property
        def model_fields_set(self) -> set[str]:
            """The names of the attributes that are there, those of null among them."""
            ...

    else:
        model_fields = Lazily(fields_of)

        __signature__ = Lazily(_signature)

        def __init__(self, /, **members: Any) -> None:
            from .building import built

            adopt(self, built(type(self), members))

        @property
        def model_extra(self):
            return complete(type(self)).extra(self.__dict__)

        @property
        def model_fields_set(self):
            return complete(type(self)).names(self.__dict__)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        declare(cls)

    def __setattr__(self, name: str, value: object) -> None:
        from .building import assign

        assign(self, name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Model):
            return NotImplemented
        return type(self) is type(other) and touched(self) == touched(other)

    def __repr__(self) -> str:
        from .brief import brief

        return brief(self)

    def __rich_repr__(self) -> Any:
        from .brief import shown_of

        return shown_of(self)

    def __copy__(self) -> Self:
        return self._with(dict(touched(self)), dict(kept(self)))

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        from copy import deepcopy

        memo = {} if memo is None else memo
        copy = memo[id(self)] = self._with({}, {})
        adopt(copy, deepcopy(self.__dict__, memo))
        BESIDE.__set__(copy, deepcopy(kept(self), memo))
        return copy

    def __reduce_ex__(self, protocol: object) -> Any:
        return __newobj__, (type(self),), (self.__dict__, _settled(self))

    def __setstate__(self, state: tuple[dict[str, Any], dict[str, Any]]) -> None:
        members, values = state
        adopt(self, members)
        BESIDE.__set__(self, values)

    def _with(self, members: dict[str, Any], values: dict[str, Any]) -> Self:
        copy: Self = new_record(type(self), members)
        BESIDE.__set__(copy, values)
        return copy

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """Return the object that `value`, in wire form, stands for.

        Raises:
            ValidationError: `value` breaks the schema.
        """
        from .building import read

        result: Self = read(cls, value)
        return result

    def to_dict(self, *, mode: Literal["json", "python"] = "json") -> dict[str, Any]:
        """Return the object in wire form: wire names, and only what is set.

        `mode` is there for callers of pydantic's dumps: what JSON has is the same in either.
        """
        from .wire import to_wire

        wire: dict[str, Any] = to_wire(self)
        return wire

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the object as JSON text in wire form, on one line unless `indent` is given."""
        from .wire import encode

        return encode(self, indent=indent).decode()

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: Any = None,
        exclude: Any = None,
        exclude_none: bool = False,
        **others: object,
    ) -> dict[str, Any]:
        """Return the object in wire form, less what the caller doesn't want.

        Args:
            mode: nothing depends on it; what JSON has is the same in either.
            include: the members that are wanted, by either of their names: a set, or a mapping
                from names and numbers to what is wanted inside of these. `__all__` is every item.
            exclude: those that aren't, in the same form.
            exclude_none: whether members that are null are left out.
            others: what else pydantic's models take; nothing depends on it.
        """
        from .dumps import dumped

        return dumped(self, include, exclude, exclude_none)

    def model_dump_json(self, *, indent: int | None = None, **choice: Any) -> str:
        """Return the same as JSON text; `choice` is that of `model_dump`."""
        from .wire import encode

        return encode(self.model_dump(**choice), indent=indent).decode()

    @classmethod
    def model_validate(cls, obj: Any, **others: object) -> Self:
        """Return the object that a mapping stands for, by either name; an object is itself.

        Raises:
            ValidationError: `obj` breaks the schema.
        """
        from .building import validated

        result: Self = validated(cls, obj)
        return result

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **others: object) -> Self:
        """Return the object that a JSON text stands for.

        Raises:
            ValidationError: it breaks the schema.
            ValueError: it isn't JSON.
        """
        from ..vocabulary.json_text import loads

        text = json_data.encode() if isinstance(json_data, str) else bytes(json_data)
        return cls.model_validate(loads(text))

    @classmethod
    def model_construct(cls, _fields_set: object = None, **members: Any) -> Self:
        """Return an object with these members, unchecked; constants are filled in."""
        from .building import ordered

        result: Self = new_record(cls, ordered(cls, members))
        return result

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values of some attributes, which aren't checked."""
        copy = self.__deepcopy__() if deep else self.__copy__()
        names = complete(type(self)).by_name
        for name, value in (update or {}).items():
            copy.__dict__[names[name].wire if name in names else name] = value
        return copy

    @classmethod
    def model_json_schema(cls, **options: Any) -> dict[str, Any]:
        """Return the JSON Schema of the class, by pydantic, which has to be installed for it."""
        from pydantic import TypeAdapter

        return TypeAdapter(cls).json_schema(**options)

    @classmethod
    def model_rebuild(cls, **options: object) -> None:
        """Do nothing: there is nothing to be built."""

    if not TYPE_CHECKING:

        @classmethod
        def __get_pydantic_core_schema__(cls, source, handler, /):
            from .for_pydantic import of_class

            return of_class(cls, handler)


def _settled(model: Model) -> dict[str, Any]:
    """Return what belongs to an object beside its members, without the text of an answer."""
    if isinstance(model, ResponseModel):
        _ = model.defects  # found now, so that the text need not go along
    return kept(model)


class ResponseModel(Model):
    """The object that a call answers with."""

    __slots__ = ()

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request, for support; `None` where it sent none."""
        its_id: str | None = kept(self).get("request_id")
        return its_id

    @property
    def _request_id(self) -> str | None:
        """The same, by the name that other clients give it."""
        return self.request_id

    @property
    def http_response(self) -> ResponseInfo | None:
        """The answer without its content: `status_code`, `headers` by name in any case, `request`.

        `None` for an object that no call was answered with.
        """
        info: ResponseInfo | None = kept(self).get("http_response")
        return info

    @property
    def defects(self) -> tuple[Defect, ...]:
        """Where the answer breaks the schema; empty when it doesn't.

        They are looked for when this is first asked, in the text that was received.
        """
        values = kept(self)
        look = values.get("look")
        if look is not None:
            values["defects"] = look()
            values.pop("look", None)
        defects: tuple[Defect, ...] = values.get("defects", ())
        return defects


def received(
    model: ResponseModel, request_id: str | None, look: Callable[[], tuple[Defect, ...]]
) -> None:
    """Note of an answer the id of its request, and what finds its defects."""
    beside(model).update(request_id=request_id, look=look)


def answered(value: object, info: ResponseInfo) -> None:
    """Note of an object, where it can carry that, the answer that it came with."""
    if isinstance(value, ResponseModel):
        beside(value)["http_response"] = info


class Unknown(Model):
    """An object of a kind that the description doesn't know, kept as it was received."""

    __slots__ = ()

    @property
    def raw(self) -> dict[str, Any]:
        """The object as it was received."""
        return self.to_dict()


def _described(union: Any, handler: Any) -> Any:
    from .for_pydantic import of_schema

    return of_schema(union, handler)


Variants.describe = _described
protect(Model)  # the classes derived from it are as they are made
