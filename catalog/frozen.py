"""`dataclass`, `field`, `fields` and `replace` as the standard ones are, of classes with slots, in a tenth of the time.

The standard one compiles six methods from text for every class, makes it twice and reads its annotations, which was
half of what a short command cost. Here `__init__` is compiled once for each number of fields, and the rest is the same
for all classes. `frozen`, `order` and `eq` are known; whatever else is asked for is left to the standard one, which is
imported then: it looks at source text, and importing what does is a tenth of a short command. Annotations name fields,
none of them ClassVar, InitVar or KW_ONLY.

That a frozen value is not changed is what type checkers see to. Refusing it at run time takes most of the time that
making a value takes, so classes do that only if they are made while somebody watches: tests (`watch`), or Python's
development mode.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from operator import attrgetter, ge, gt, le, lt
from types import FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "fields", "replace"]
_NOTHING: Any = object()


class _Field:
    """What is noted of a field; whoever knows the standard ones finds in it what they have."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self, default: Any = _NOTHING, factory: Any = _NOTHING, *, init: bool = True, compare: bool = True,
        repr: bool = True,  # noqa: A002
    ) -> None:  # fmt: skip
        self.default, self.default_factory, self.kw_only = default, factory, False
        self.init, self.repr, self.compare = init, repr, compare
        self.name: str = ""
        self.type: Any = None

    @property
    def _field_type(self) -> Any:
        """Whoever asks once asks for every value: from then on nothing is looked up."""
        kind = vars(_standard())["_FIELD"]
        type(self)._field_type = kind  # type: ignore[method-assign]
        return kind


class _Parameters:
    """What the standard one notes of a class, for those of its own that inherit from it, frozen or not."""

    init, repr, eq, order, unsafe_hash, frozen = True, True, True, False, False, False


def _standard() -> Any:
    return import_module("dataclasses")


if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, replace
else:

    def field(*, default=_NOTHING, default_factory=_NOTHING, **told):
        """As the standard one."""
        return _Field(default, default_factory, **told)

    def fields(cls):
        """As the standard one."""
        return tuple(cls.__dataclass_fields__.values())

    def replace(value, /, **changes):
        """As the standard one."""
        taken, numbers = _taken(value.__class__)
        if taken is None or not numbers.keys() >= changes.keys():
            return _standard().replace(value, **changes)
        values = list(taken(value))
        for name, new in changes.items():
            values[numbers[name]] = new
        return value.__class__(*values)

    def dataclass(cls=None, /, *, slots=False, **wanted):
        """The decorator, with the arguments of the standard one."""
        if cls is None:
            return lambda cls: dataclass(cls, slots=slots, **wanted)
        if slots and wanted.keys() <= _KNOWN:
            return _with_slots(cls, **wanted)
        assert not any(isinstance(item, _Field) for item in vars(cls).values()), "take `field` from dataclasses"
        return _standard().dataclass(cls, slots=slots, **wanted)


_KNOWN = frozenset(("frozen", "order", "eq"))


def _with_slots(cls: type, *, frozen: bool = False, order: bool = False, eq: bool = True) -> Any:
    """A class of values: compared, hashed and shown by its fields, which cannot be set where it is frozen."""
    own = _fields(cls)
    inherited: dict[str, Any] = {}
    for base in cls.__mro__[-1:0:-1]:
        inherited.update(getattr(base, "__dataclass_fields__", {}))
    fields = tuple({**inherited, **own}.values())
    members = {name: item for name, item in cls.__dict__.items() if name not in own and name not in _MADE_ANEW}
    comparing = _comparing([f.name for f in fields if f.compare], order, frozen) if eq else {}
    frozen_ones = {**_PICKLED, **(_WATCHED if _watching else {})} if frozen else {}
    methods = {**comparing, "__repr__": _repr, **frozen_ones}
    made = {
        **{name: method for name, method in methods.items() if name not in cls.__dict__},
        **members,
        "__slots__": tuple(name for name in own if name not in inherited),
        "__doc__": cls.__doc__ or cls.__name__,
        "__match_args__": tuple(field.name for field in fields if field.init),
        "__dataclass_fields__": {field.name: field for field in fields},
        "__dataclass_params__": _Parameters,
        "__qualname__": cls.__qualname__,
    }
    return _with_init(type(cls)(cls.__name__, cls.__bases__, made), fields, is_watched=frozen and _watching)


_MADE_ANEW = frozenset(("__dict__", "__weakref__", "__doc__"))


def _fields(cls: type) -> dict[str, Any]:
    """The fields that the class itself names, each with what the standard one notes of it."""
    found = {}
    for name, told in vars(cls).get("__annotations__", {}).items():
        given: Any = cls.__dict__.get(name, _NOTHING)
        one = given if isinstance(given, _Field) else _of_standard(given) or _Field(given)
        one.name, one.type = name, told
        found[name] = one
    return found


def _of_standard(given: Any) -> _Field | None:
    """A field that was noted by the standard `field`; None for what is none."""
    module: Any = sys.modules.get("dataclasses")
    if module is None or not isinstance(given, module.Field):
        return None
    values = (_NOTHING if each is module.MISSING else each for each in (given.default, given.default_factory))
    return _Field(*values, init=given.init, repr=given.repr, compare=given.compare)


def _with_init(cls: Any, fields: tuple[_Field, ...], *, is_watched: bool) -> Any:
    """The class with an `__init__` that fills its slots, if it has none of its own."""
    if "__init__" not in cls.__dict__:
        is_simple = not is_watched and all(field.default_factory is _NOTHING and field.init for field in fields)
        cls.__init__ = _init(cls, fields) if is_simple else _init_of_its_own(cls, fields, is_watched=is_watched)
    return cls


def _init(cls: Any, fields: tuple[_Field, ...]) -> Any:
    """`__init__`, which takes the fields in their order: a pattern for so many fields with its names filled in."""
    pattern = _pattern(len(fields), hasattr(cls, "__post_init__"))
    code = pattern.__code__
    names = {f"field{number}": field.name for number, field in enumerate(fields)}
    filled = code.replace(
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_qualname=f"{cls.__qualname__}.__init__",
    )
    defaults = tuple(field.default for field in fields if field.default is not _NOTHING)
    return FunctionType(filled, pattern.__globals__, "__init__", defaults or None)


@cache
def _pattern(size: int, finishes: bool) -> Any:
    """An `__init__` of so many fields."""
    numbers = range(size)
    lines = [f" self.field{number} = field{number}" for number in numbers] + [" self.__post_init__()"] * finishes
    known: dict[str, Any] = {}
    asked = ", ".join(f"field{number}" for number in numbers)
    body = "\n".join(lines) or " pass"
    exec(f"def __init__(self, {asked}):\n{body}", known)
    return known["__init__"]


def _init_of_its_own(cls: Any, fields: tuple[_Field, ...], *, is_watched: bool) -> Any:
    known: dict[str, Any] = {"_none": _NOTHING, "_set": object.__setattr__}
    asked, lines = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not _NOTHING:
            known[f"_of_{name}"] = field.default_factory
            asked += [f"{name}=_none"] if field.init else []
            value = f"_of_{name}() if {name} is _none else {name}" if field.init else f"_of_{name}()"
        elif field.default is not _NOTHING:
            known[f"_of_{name}"] = field.default
            asked += [f"{name}=_of_{name}"] if field.init else []
            value = name if field.init else f"_of_{name}"
        else:
            asked.append(name)
        lines.append(f" _set(self, {name!r}, {value})" if is_watched else f" self.{name} = {value}")
    lines += [" self.__post_init__()"] * hasattr(cls, "__post_init__")
    exec(f"def __init__({', '.join(asked)}):\n" + ("\n".join(lines) or " pass"), known)
    return known["__init__"]


def _comparing(names: list[str], order: bool, frozen: bool) -> dict[str, Any]:
    told: Any = attrgetter(*names) if names else type

    def equal(self: Any, other: Any) -> Any:
        return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(told(self))

    methods = {"__eq__": equal, "__hash__": hashed if frozen else None}
    return {**methods, **_ordering(told)} if order else methods


def _ordering(told: Any) -> dict[str, Any]:
    def compared(by: Any) -> Any:
        def answer(self: Any, other: Any) -> Any:
            return by(told(self), told(other)) if other.__class__ is self.__class__ else NotImplemented

        return answer

    return {"__lt__": compared(lt), "__le__": compared(le), "__gt__": compared(gt), "__ge__": compared(ge)}


@cache
def _taken(cls: type) -> tuple[Any, dict[str, int]]:
    """What gives the arguments that a value was made of, and their numbers; None for less than two of them, or where
    not every field is one."""
    noted = fields(cls)
    names = [field.name for field in noted if field.init and not field.kw_only]
    taken = attrgetter(*names) if 1 < len(names) == len(noted) else None
    return taken, {name: number for number, name in enumerate(names)}


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def watch() -> None:
    """Have values of the frozen classes that are made from now on refuse to be changed."""
    global _watching
    _watching = True


_watching = sys.flags.dev_mode


def _refuse(_self: Any, name: str, *_value: Any) -> None:
    raise _standard().FrozenInstanceError(f"cannot assign to field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_PICKLED = {"__getstate__": _getstate, "__setstate__": _setstate}
_WATCHED = {"__setattr__": _refuse, "__delattr__": _refuse}
