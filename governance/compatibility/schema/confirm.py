"""The independent validator: no witness is returned that jsonschema-rs does not confirm on both sides."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from catalog.model.source import Json
from catalog.samples.texts import all_readings
from catalog.samples.values import written
from governance.compatibility.schema.bundle import NotBundled, bundle
from governance.compatibility.schema.compile import Compiler
from governance.compatibility.schema.effort import MOST, Matches, effort, perhaps
from governance.compatibility.schema.sides import Side

VALIDATORS = {
    "draft4": "Draft4Validator",
    "draft6": "Draft6Validator",
    "draft7": "Draft7Validator",
    "2019-09": "Draft201909Validator",
    "2020-12": "Draft202012Validator",
}
_MOST_CANDIDATES = 12
_MOST_PARTS = 20_000_000
_MOST_READINGS = 512
_WITHOUT_SHARING = 2
"""The version of `marshal` that writes what is equal alike, whoever else holds it."""
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


def _valid_alone(schema: Json, *, formats: bool) -> Valid:
    """The validator of a schema that stands alone; of ten that are asked for, seven are written like one before."""
    try:
        text = marshal.dumps(schema, _WITHOUT_SHARING)
    except ValueError:  # too deep for it
        return validator(schema, "2020-12", formats=formats)
    return _valid_by(text, formats=formats)


@lru_cache(maxsize=1024)
def _valid_by(text: bytes, *, formats: bool) -> Valid:
    return validator(marshal.loads(text), "2020-12", formats=formats)


@lru_cache(maxsize=64)
def _format_validator(name: str) -> Valid:
    return validator({"format": name}, "2020-12", formats=True)


def has_format(name: str, text: str) -> bool | None:
    """Whether a text has a format, as jsonschema-rs judges."""
    try:
        return _format_validator(name)(text)
    except (Unconfirmable, UnicodeEncodeError):
        return None


class Judge:
    """One side, as the validator sees it; what the validator loads is made when it is first needed."""

    def __init__(self, side: Side, compiler: Compiler, matches: Matches = perhaps, *, received: bool) -> None:
        self.side, self.compiler, self.matches = side, compiler, matches
        self.place = compiler.root_place(side.schema, side.base, side.dialect, received=received)
        self.formats = side.reading.formats == "assertions"
        self._valid: Valid | None = None

    def accepts(self, value: Json) -> bool:
        """Whether the value is valid. Raises Unconfirmable, NotBundled, UnicodeEncodeError, ValueError."""
        if self._stands_alone:
            return any(self.accepts_each((value,)))
        if self.compiler.resources.followed:
            self._be_reasonable(value)
        if self._valid is None:
            self._valid = validator(self.side.schema, self.side.dialect.name, formats=self.formats)
        return self._valid(value)

    def accepts_each(self, values: tuple[Json, ...]) -> Iterator[bool]:
        """Whether each of some values is valid, by one validator of a schema that stands alone; raises as `accepts`."""
        followed = self.compiler.resources.followed
        try:
            alone, size = bundle(self.compiler, self.side.schema, self.place, values)
        except NotBundled:
            for value in values if followed else ():
                self._be_reasonable(value)
            raise
        valid = _valid_alone(alone, formats=self.formats)
        for value in values:
            if followed and (size is None or size * written(value) > MOST):
                self._be_reasonable(value)
            yield valid(value)

    def _be_reasonable(self, value: Json) -> None:
        """Where references meet again, a validator checks again what they lead to: too often is too much."""
        if effort(self.compiler, self.side.schema, self.place, value, self.matches) > MOST:
            raise Unconfirmable("the validator would have to check too much")

    def accepts_text(self, value: Json) -> bool:
        """Whether the value is valid, or something else that its text may be read as."""
        readings = all_readings(value, _MOST_READINGS, self.side.reading.text) if self.place.text else [value]
        if readings is None:
            raise Unconfirmable("a text can be read in too many ways")
        return any(self.accepts_each(tuple(readings)) if self._stands_alone else map(self.accepts, readings))

    @property
    def _stands_alone(self) -> bool:
        return self.side.resolve is not None or self.side.dialect.name not in VALIDATORS


class Witnesses:
    """Candidates of one comparison; a few are tried, then the search ends over budget."""

    def __init__(self, old: Judge, new: Judge) -> None:
        self.old, self.new = old, new
        self.tried = 0
        self.doubt = ""

    def confirm(self, value: Json) -> bool:
        """Whether the validator accepts a value on the old side and rejects it on the new. Raises Unconfirmable."""
        self.tried += 1
        if self.tried > _MOST_CANDIDATES:
            raise Unconfirmable("the validator confirms none of the values that were found")
        if written(value) > _MOST_PARTS:
            raise Unconfirmable("the smallest value that was found is too large to be written")
        try:
            return self.old.accepts(value) and not self.new.accepts_text(value)
        except (UnicodeEncodeError, ValueError, NotBundled) as problem:
            self.doubt = str(problem)
            return False
