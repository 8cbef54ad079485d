"""Is the document what its specification's official JSON Schema says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from jsonschema_rs import ValidationError, ValidationErrorKind

from catalog.frozen import dataclass
from catalog.model.source import Json, Pointer
from catalog.model.specification import Specification
from governance.validation.allowed import allowed_members
from governance.validation.alternatives import CHOICES, UNIONS, leaves, options, telling
from governance.validation.official import OfficialSchema, dialect_of, official_schema
from governance.validation.spelling import did_you_mean, listed, shown
from governance.validation.violation import Violation

Kinds = ValidationErrorKind


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed keyword: the validator's error, its exact place in the document, the schema it is from."""

    error: ValidationError
    at: Pointer
    schema: OfficialSchema

    @property
    def kind(self) -> Any:
        """The failed keyword with its values, one class per keyword."""
        return self.error.kind

    @property
    def value(self) -> Any:
        """What stands at the place."""
        return self.error.instance

    @property
    def known(self) -> set[str]:
        """Members that the failed schema names."""
        return allowed_members(self.error.absolute_keyword_location, self.schema)


Explain: TypeAlias = Callable[[Failure], Iterator[Violation]]


def structure_violations(tree: Json, specification: Specification) -> Iterator[Violation]:
    """Every place where `tree` departs from the official schema, once.

    Raises:
        MissingOfficialSchema: the schema of this version is not installed.
    """
    schema = official_schema(specification.family, specification.line, dialect_of(tree))
    try:
        errors = [leaf for error in schema.validator.iter_errors(tree) for leaf in leaves(error)]
    except ValueError as problem:  # the validator's own recursion limit, 255 levels
        yield Violation("structure-unchecked", (), f"the structure cannot be checked: {problem}")
        return
    found = (violation for error in errors for violation in explain(error, schema, tree))
    yield from _without_echoes(list(dict.fromkeys(found)))


def explain(error: ValidationError, schema: OfficialSchema, tree: Json) -> Iterator[Violation]:
    """The error in words, at the place a person would look."""
    at = exact(tree, tuple(error.instance_path))
    for kinds, words in EXPLANATIONS:
        if isinstance(error.kind, kinds):
            yield from words(Failure(error, at, schema))
            return
    yield Violation("invalid-structure", at, error.message, facet=str(error.kind.name))


def _without_echoes(violations: list[Violation]) -> Iterator[Violation]:
    """Leave out what only follows from another: a member is "unknown" because what stands in it is wrong, and what is
    empty lacks a member."""
    wrong = [violation.pointer for violation in violations if violation.rule != "unknown-field"]
    empty = {violation.pointer for violation in violations if violation.message.endswith("must not be empty")}
    for violation in violations:
        at = violation.pointer
        if violation.rule == "missing-field" and at in empty:
            continue
        if violation.rule == "unknown-field" and any(other[: len(at)] == at for other in wrong):
            continue
        yield violation


def _unknown_fields(failure: Failure) -> Iterator[Violation]:
    known, present = failure.known, set(failure.value)
    for name in failure.kind.unexpected:
        if name in known and isinstance(failure.kind, Kinds.UnevaluatedProperties):
            continue
        message = f"{name!r} is not a field of {place_name(failure.at)}"
        hint = did_you_mean(name, known - present) or _fields(known)
        yield Violation("unknown-field", (*failure.at, name), message, hint, facet=name)


def _fields(known: set[str]) -> str | None:
    return f"Allowed here: {listed(sorted(known), 20)}, and extensions that start with x-." if known else None


def _missing_field(failure: Failure) -> Iterator[Violation]:
    name = failure.kind.property
    near = did_you_mean(name, [key for key in failure.value if key not in failure.known])
    hint = f"{near[:-1]} here, written wrongly?" if near else f"Add {name!r}."
    message = f"{place_name(failure.at)} lacks {name!r}"
    yield Violation("missing-field", failure.at, message, hint, facet=name)


def _wrong_type(failure: Failure) -> Iterator[Violation]:
    message = f"{place_name(failure.at)} must be {_types(failure.kind.types)}, but is {shown(failure.value)}"
    yield Violation("wrong-type", failure.at, message)


def _unknown_value(failure: Failure) -> Iterator[Violation]:
    yield _not_allowed(failure.at, failure.value, options(failure.error, tuple(failure.error.instance_path)))


def _no_alternative(failure: Failure) -> Iterator[Violation]:
    here = tuple(failure.error.instance_path)
    for path in (telling(failure.error), here):
        allowed = options(failure.error, path) if path is not None else []
        if path is not None and allowed:
            below = path[len(here) :]
            yield _not_allowed(failure.at + below, value_at(failure.value, below), allowed)
            return
    message = f"{place_name(failure.at)} fits none of the forms that are allowed here"
    yield Violation("invalid-structure", failure.at, message, facet=str(failure.kind.name))


def _not_allowed(at: Pointer, value: object, allowed: list[object]) -> Violation:
    near = did_you_mean(value, map(str, allowed)) if isinstance(value, str) else None
    hint = f"{near or ''} Allowed: {listed(allowed)}.".strip()
    return Violation("unknown-value", at, f"{shown(value)} is not a value of {place_name(at)}", hint)


def _several_alternatives(failure: Failure) -> Iterator[Violation]:
    """Not for references: the AsyncAPI schemas let some of them pass as two forms at once."""
    if isinstance(failure.value, dict) and "$ref" in failure.value:
        return
    message = f"{place_name(failure.at)} fits several forms of which only one may hold"
    yield Violation("ambiguous-structure", failure.at, message, "Write only the fields of one of them.")


def _malformed(failure: Failure) -> Iterator[Violation]:
    kind = failure.kind
    wanted = f"a {kind.format}" if isinstance(kind, Kinds.Format) else f"of the form {kind.pattern}"
    yield Violation("malformed-value", failure.at, f"{shown(failure.value)} is not {wanted}")


def _bad_name(failure: Failure) -> Iterator[Violation]:
    inner: ValidationError = failure.kind.error
    name, reason = inner.instance, inner.message
    pattern = getattr(inner.kind, "pattern", None)
    wanted = f"it must be of the form {pattern}" if pattern else reason
    message = f"the name {shown(name)} is not allowed in {place_name(failure.at)}"
    yield Violation("malformed-name", (*failure.at, str(name)), message, f"{wanted}.", facet=str(name))


def _duplicate_items(failure: Failure) -> Iterator[Violation]:
    message = f"{place_name(failure.at)} lists the same item twice"
    yield Violation("duplicate-item", failure.at, message, "Remove the repetition.")


def _too_few(failure: Failure) -> Iterator[Violation]:
    least = failure.kind.limit
    wanted = "must not be empty" if least == 1 else f"must have at least {least} members"
    yield Violation("invalid-structure", failure.at, f"{place_name(failure.at)} {wanted}", facet=str(failure.kind.name))


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
    ((Kinds.MinProperties, Kinds.MinItems), _too_few),
)


RULES = frozenset(
    {
        "ambiguous-structure",
        "duplicate-item",
        "invalid-structure",
        "malformed-name",
        "malformed-value",
        "missing-field",
        "structure-unchecked",
        "unknown-field",
        "unknown-value",
        "wrong-type",
    }
)
"""Every rule of this module."""


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
