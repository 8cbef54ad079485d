"""The one place of a schema that rejects a value, for people."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model.source import Json, Pointer
from governance.compatibility.schema.confirm import VALIDATORS
from governance.compatibility.schema.dialects import dialect_named
from governance.compatibility.schema.reading import Reading


@dataclass(frozen=True, slots=True)
class Rejection:
    """Where in the value, by which keyword of the schema (None where it was rewritten first), and why."""

    value_at: Pointer
    keyword_at: Pointer | None
    message: str


def rejection(schema: Json, value: Json, reading: Reading) -> Rejection | None:
    """The rejection deepest in the value; None where the validator accepts it or does not know the dialect."""
    import jsonschema_rs

    named = schema.get("$schema") if isinstance(schema, dict) else None
    dialect = dialect_named(named if isinstance(named, str) else reading.dialect).name
    if dialect not in VALIDATORS:
        return None
    judge = getattr(jsonschema_rs, VALIDATORS[dialect])(
        schema, validate_formats=reading.formats == "assertions", offline=True
    )
    errors = sorted(judge.iter_errors(value), key=lambda error: -len(error.instance_path))
    if not errors:
        return None
    return Rejection(tuple(errors[0].instance_path), tuple(errors[0].schema_path), errors[0].message)
