"""The independent validator: no witness is returned that jsonschema-rs does not confirm on both sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from catalog.model.source import Json
from catalog.samples.budget import OverBudget
from governance.compatibility.schema.bundle import NotBundled, bundle
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.sides import Side

VALIDATORS = {
    "draft4": "Draft4Validator",
    "draft6": "Draft6Validator",
    "draft7": "Draft7Validator",
    "2019-09": "Draft201909Validator",
    "2020-12": "Draft202012Validator",
}
_MOST_CANDIDATES = 12
Valid = Callable[[Json], bool]


class Unconfirmable(Exception):
    """The validator cannot load a schema, and why."""


def validator(schema: Json, dialect: str, *, formats: bool) -> Valid:
    """What tells valid values from others, by the dialect's own rules. Raises Unconfirmable."""
    import jsonschema_rs

    make: Any = getattr(jsonschema_rs, VALIDATORS[dialect])
    try:
        valid: Valid = make(schema, validate_formats=formats, offline=True).is_valid
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as problem:
        raise Unconfirmable(f"jsonschema-rs cannot load a schema: {problem!s:.200}") from None
    return valid


@lru_cache(maxsize=64)
def _format_validator(name: str) -> Valid:
    return validator({"format": name}, "2020-12", formats=True)


def has_format(name: str, text: str) -> bool | None:
    """Whether a text has a format, as jsonschema-rs judges."""
    try:
        return _format_validator(name)(text)
    except (Unconfirmable, UnicodeEncodeError):
        return None


class Witnesses:
    """Candidates of one comparison; a few are tried, then the search ends over budget."""

    def __init__(self, sides: tuple[Side, Side], compilers: tuple[Compiler, Compiler]) -> None:
        self.sides = tuple(zip(sides, compilers, strict=True))
        self.valid: list[Valid] = []
        self.tried = 0
        self.doubt = ""

    def confirm(self, value: Json) -> bool:
        """Whether the validator accepts a value on the old side and rejects it on the new. Raises Unconfirmable."""
        self.tried += 1
        if self.tried > _MOST_CANDIDATES:
            raise OverBudget
        if not self.valid:
            self.valid = [_judge(side, compiler) for side, compiler in self.sides]
        try:
            return self.valid[0](value) and not self.valid[1](value)
        except (UnicodeEncodeError, ValueError, NotBundled) as problem:
            self.doubt = str(problem)
            return False


def _judge(side: Side, compiler: Compiler) -> Valid:
    formats = side.reading.formats == "assertions"
    if side.resolve is None and side.dialect.name in VALIDATORS:
        return validator(side.schema, side.dialect.name, formats=formats)

    def judge(value: Json) -> bool:
        alone = bundle(compiler, side.schema, compiler.root_place(side.schema, side.base, side.dialect), value)
        return validator(alone, "2020-12", formats=formats)(value)

    return judge
