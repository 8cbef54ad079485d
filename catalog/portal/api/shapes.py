"""JSON Schemas of what `plain` makes of frozen dataclasses, from their annotations alone."""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from catalog.model.source import Json

Shape = dict[str, Any]
SCALARS: Mapping[Any, Shape] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
}
ARRAYS = (tuple, list, set, frozenset)
HERE = "#/components/schemas/"


class Shapes:
    """The schemas of some dataclasses and of whatever they hold, by name. `notes` are added to members of a name;
    `at` is where references lead."""

    def __init__(self, kinds: Iterable[Any], notes: Mapping[str, Shape], at: str = HERE) -> None:
        self._at, self._notes = at, notes
        found: dict[Any, None] = {}
        for kind in kinds:
            _collect(kind, found)
        alike = Counter(_name(kind) for kind in found)
        self._names = {kind: _name(kind) if alike[_name(kind)] == 1 else _long_name(kind) for kind in found}

    def all(self) -> dict[str, Shape]:
        """Every schema, by name."""
        return {
            self._names[kind]: self._of_dataclass(kind) for kind in sorted(self._names, key=self._names.__getitem__)
        }

    def of(self, kind: Any) -> Shape:
        """The schema of an annotation; dataclasses are referred to.

        Raises:
            TypeError: an annotation that says too little.
        """
        if kind in SCALARS:
            return dict(SCALARS[kind])
        if kind in self._names:
            return {"$ref": f"{self._at}{self._names[kind]}"}
        if kind is Any or kind == Json or _is_json(kind):
            return {"description": "Any JSON value."}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"type": "string", "enum": [each.value for each in kind]}
        return self._of_generic(kind)

    def _of_generic(self, kind: Any) -> Shape:
        origin, held = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self._of_union(held)
        if origin is Literal:
            return {"enum": list(held)}
        if origin is tuple and held[-1:] != (...,):
            return self._of_pair(held)
        if origin in ARRAYS:
            return {"type": "array", "items": self.of(held[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(held[1])}
        raise TypeError(f"what {kind!r} looks like as JSON is not known")

    def _of_union(self, held: tuple[Any, ...]) -> Shape:
        shapes = [self.of(each) for each in held]
        if all(set(shape) == {"type"} for shape in shapes):
            return {"type": [shape["type"] for shape in shapes]}
        if len(shapes) == 2 and shapes[1] == {"type": "null"} and isinstance(shapes[0].get("type"), str):
            nullable = {**shapes[0], "type": [shapes[0]["type"], "null"]}
            return {**nullable, "enum": [*nullable["enum"], None]} if "enum" in nullable else nullable
        return {"anyOf": shapes}

    def _of_pair(self, held: tuple[Any, ...]) -> Shape:
        size = len(held)
        return {"type": "array", "prefixItems": [self.of(each) for each in held], "minItems": size, "maxItems": size}

    def _of_dataclass(self, kind: Any) -> Shape:
        members = {name: {**self.of(hint), **self._notes.get(name, {})} for name, hint in members_of(kind).items()}
        shape: Shape = {"type": "object", "description": _described(kind), "required": list(members)}
        return {**shape, "properties": members}


def members_of(kind: Any) -> dict[str, Any]:
    """Annotation by field of a dataclass, or of a generic one with its arguments put in."""
    origin = get_origin(kind) or kind
    hints = get_type_hints(origin)
    given = dict(zip(getattr(origin, "__parameters__", ()), get_args(kind), strict=True))
    return {field.name: _filled(hints[field.name], given) for field in fields(origin)}


def _filled(hint: Any, given: Mapping[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return given[hint]
    return hint[tuple(given[each] for each in hint.__parameters__)] if getattr(hint, "__parameters__", ()) else hint


def _collect(kind: Any, found: dict[Any, None]) -> None:
    if kind in found:
        return
    if is_dataclass(get_origin(kind) or kind):
        found[kind] = None
        for hint in members_of(kind).values():
            _collect(hint, found)
    elif not _is_json(kind):
        for held in get_args(kind):
            _collect(held, found)


def _is_json(kind: Any) -> bool:
    """`Json` is recursive: what it resolves to holds a reference by name to itself."""
    return any(
        getattr(each, "__forward_arg__", "") == "Json" for held in get_args(kind) for each in get_args(held)
    ) or (getattr(kind, "__forward_arg__", "") in ("Json", Json))


def _name(kind: Any) -> str:
    origin = get_origin(kind) or kind
    return str(origin.__name__) + "".join(_name(held) for held in get_args(kind))


def _long_name(kind: Any) -> str:
    """With the module in front, where another module has a class of this name."""
    parts = str((get_origin(kind) or kind).__module__).split(".")
    module = parts[-2] if parts[-1] == "contexts" else parts[-1]
    return "".join(part.title() for part in module.split("_")) + _name(kind)


def _described(kind: Any) -> str:
    text = (get_origin(kind) or kind).__doc__ or ""
    return " ".join(text.partition("Raises:")[0].replace("`", "").split())
