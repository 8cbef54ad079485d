"""Is the document what its specification's official JSON Schema says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from jsonschema_rs import ValidationError, ValidationErrorKind

from catalog.model.source import Json, Pointer
from catalog.model.specification import Specification
from governance.validation.allowed import allowed_members
from governance.validation.alternatives import CHOICES, UNIONS, leaves, options, telling
from governance.validation.official import OfficialSchema, official_schema
from governance.validation.spelling import did_you_mean, listed, shown
from governance.validation.violation import Violation

Kinds = ValidationErrorKind
Explain: TypeAlias = Callable[[ValidationError, Pointer, OfficialSchema], Iterator[Violation]]


def structure_violations(tree: Json, specification: Specification) -> Iterator[Violation]:
    """Every place where `tree` departs from the official schema, once.

    Raises:
        MissingOfficialSchema: the schema of this version is not installed.
    """
    schema = official_schema(specification.family, specification.line, _dialect(tree))
    errors = [leaf for error in schema.validator.iter_errors(tree) for leaf in leaves(error)]
    found = (violation for error in errors for violation in explain(error, schema, tree))
    yield from _without_echoes(list(dict.fromkeys(found)))


def explain(error: ValidationError, schema: OfficialSchema, tree: Json) -> Iterator[Violation]:
    """The error in words, at the place a person would look."""
    at = exact(tree, tuple(error.instance_path))
    for kinds, words in EXPLANATIONS:
        if isinstance(error.kind, kinds):
            yield from words(error, at, schema)
            return
    yield Violation("invalid-structure", at, error.message, facet=str(error.kind.name))


def _dialect(tree: Json) -> str | None:
    dialect = tree.get("jsonSchemaDialect") if isinstance(tree, dict) else None
    return dialect if isinstance(dialect, str) else None


def _without_echoes(violations: list[Violation]) -> Iterator[Violation]:
    """Leave out what only follows from another: a member is "unknown" because what stands in it is wrong."""
    wrong = [violation.pointer for violation in violations if violation.rule != "unknown-field"]
    for violation in violations:
        at = violation.pointer
        if violation.rule == "unknown-field" and any(other[: len(at)] == at for other in wrong):
            continue
        yield violation


def _unknown_fields(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    kind: Any = error.kind
    known = allowed_members(error.absolute_keyword_location, schema)
    present = set(error.instance) if isinstance(error.instance, dict) else set()
    for name in kind.unexpected:
        if name in known and isinstance(kind, Kinds.UnevaluatedProperties):
            continue
        message = f"{name!r} is not a field of {place_name(at)}"
        hint = did_you_mean(name, known - present) or _fields(known)
        yield Violation("unknown-field", (*at, name), message, hint, facet=name)


def _fields(known: set[str]) -> str | None:
    return f"Allowed here: {listed(sorted(known), 20)}, and extensions that start with x-." if known else None


def _missing_field(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    kind: Any = error.kind
    name = kind.property
    present = list(error.instance) if isinstance(error.instance, dict) else []
    known = allowed_members(error.absolute_keyword_location, schema)
    near = did_you_mean(name, [key for key in present if key not in known])
    hint = f"{near[:-1]} here, written wrongly?" if near else f"Add {name!r}."
    yield Violation("missing-field", at, f"{place_name(at)} lacks {name!r}", hint, facet=name)


def _wrong_type(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    kind: Any = error.kind
    message = f"{place_name(at)} must be {_types(kind.types)}, but is {shown(error.instance)}"
    yield Violation("wrong-type", at, message)


def _unknown_value(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    yield _not_allowed(at, error.instance, options(error, tuple(error.instance_path)))


def _no_alternative(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    here = tuple(error.instance_path)
    for path in (telling(error), here):
        allowed = options(error, path) if path is not None else []
        if path is not None and allowed:
            below = path[len(here) :]
            yield _not_allowed(at + below, value_at(error.instance, below), allowed)
            return
    message = f"{place_name(at)} fits none of the forms that are allowed here"
    yield Violation("invalid-structure", at, message, facet=str(error.kind.name))


def _not_allowed(at: Pointer, value: object, allowed: list[object]) -> Violation:
    near = did_you_mean(value, map(str, allowed)) if isinstance(value, str) else None
    hint = f"{near or ''} Allowed: {listed(allowed)}.".strip()
    return Violation("unknown-value", at, f"{shown(value)} is not a value of {place_name(at)}", hint)


def _several_alternatives(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    message = f"{place_name(at)} fits several forms of which only one may hold"
    hint = "Write only the fields of one of them."
    yield Violation("ambiguous-structure", at, message, hint)


def _malformed(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    kind: Any = error.kind
    wanted = f"a {kind.format}" if isinstance(kind, Kinds.Format) else f"of the form {kind.pattern}"
    message = f"{shown(error.instance)} is not {wanted}"
    yield Violation("malformed-value", at, message)


def _bad_name(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    inner: Any = error.kind
    message = f"a name in {place_name(at)} is not allowed: {inner.error.message}"
    yield Violation("malformed-name", at, message)


def _duplicate_items(error: ValidationError, at: Pointer, schema: OfficialSchema) -> Iterator[Violation]:
    message = f"{place_name(at)} lists the same item twice"
    yield Violation("duplicate-item", at, message, "Remove the repetition.")


EXPLANATIONS: tuple[tuple[Any, Explain], ...] = (
    ((Kinds.AdditionalProperties, Kinds.UnevaluatedProperties), _unknown_fields),
    (Kinds.Required, _missing_field),
    (Kinds.Type, _wrong_type),
    (CHOICES, _unknown_value),
    (UNIONS, _no_alternative),
    (Kinds.OneOfMultipleValid, _several_alternatives),
    ((Kinds.Pattern, Kinds.Format), _malformed),
    (Kinds.PropertyNames, _bad_name),
    (Kinds.UniqueItems, _duplicate_items),
)


def place_name(at: Pointer) -> str:
    """`'maxLength'`, `item 3 of 'enum'`, `the document`."""
    if not at:
        return "the document"
    last = at[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {at[-2]!r}" if len(at) > 1 else f"item {last + 1}"
    return repr(last)


def _types(types: list[str]) -> str:
    names = [f"{'an' if name[0] in 'aeio' else 'a'} {name}" if name != "null" else name for name in types]
    return " or ".join(names)


def value_at(instance: object, path: Pointer) -> object:
    """What stands at `path` below `instance`; None where there is nothing."""
    for token in path:
        if isinstance(instance, dict):
            instance = instance.get(str(token))
        elif isinstance(instance, list) and isinstance(token, int) and token < len(instance):
            instance = instance[token]
        else:
            return None
    return instance


def exact(tree: Json, path: Pointer) -> Pointer:
    """`path` with member names as strings: the validator spells the member `200` of an object as a number."""
    tokens: list[str | int] = []
    for token in path:
        tokens.append(str(token) if isinstance(tree, dict) else token)
        tree = value_at(tree, (token,))  # type: ignore[assignment]
    return tuple(tokens)
