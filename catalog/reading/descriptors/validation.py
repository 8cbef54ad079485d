"""Strict validation of a descriptor against its JSON Schema: unknown keys, missing keys, wrong values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from catalog.model.problem import Problem
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.descriptors.advice import closest
from catalog.reading.descriptors.kinds import descriptor_schema
from catalog.reading.descriptors.places import Places
from catalog.reading.descriptors.wording import describe

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

MISSING = {"owner": "missing-owner", "lifecycle": "missing-lifecycle", "layer": "missing-layer"}
"""Required keys whose absence has a rule of its own."""
MOST = 100
"""Problems told of one descriptor."""


def validate(document: SourceDocument, kind: str) -> tuple[Problem, ...]:
    """What is wrong with a descriptor of a described kind; one slip is one problem, at most MOST are told."""
    told = tuple(islice(_validate(Places(document), kind), MOST + 1))
    if len(told) <= MOST:
        return told
    return (
        *told[:MOST],
        Problem("descriptor-value-invalid", f"more than {MOST} problems; only these are told", document.name),
    )


def _validate(places: Places, kind: str) -> Iterator[Problem]:
    try:
        errors = [leaf for error in _validator(kind).iter_errors(places.document.tree) for leaf in _leaves(error)]
    except ValueError as error:
        yield places.value("descriptor-value-invalid", (), f"cannot be checked: {error}")
        return
    unknown = tuple(islice(_unknown_keys(places, kind, errors), MOST + 1))
    meant = {(problem.pointer[:-1], name) for problem, name in unknown if name}
    yield from (problem for problem, _ in unknown)
    wrong = (_wrong(places, kind, error, meant) for error in errors)
    yield from _once(problem for problem in wrong if problem)


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of several complaints about one value (its pattern, its format …) the first."""
    judged: set[Pointer] = set()
    for problem in problems:
        if problem.rule != "descriptor-value-invalid" or problem.pointer not in judged:
            yield problem
        judged.add(problem.pointer)


@cache
def _validator(kind: str) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(descriptor_schema(kind), validate_formats=True)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The error, or for alternatives the errors of the one that the value was meant for."""
    depth = len(error.instance_path)
    fitting = [branch for branch in getattr(error.kind, "context", ()) if _fits(branch, depth)]
    if not fitting:
        yield error
        return
    for inner in fitting[0]:
        yield from _leaves(inner)


def _fits(branch: list[ValidationError], depth: int) -> bool:
    """Whether a branch is for this type of value at all."""
    own = [error for error in branch if len(error.instance_path) == depth]
    names = {type(error.kind).__name__ for error in own}
    return "Type" not in names and not ("Enum" in names and isinstance(own[0].instance, dict | list))


def _unknown_keys(places: Places, kind: str, errors: list[ValidationError]) -> Iterator[tuple[Problem, str | None]]:
    for error in errors:
        for key in getattr(error.kind, "unexpected", ()):
            known = _schema_at(kind, error).get("properties", {})
            name = closest(key, set(known) - set(_node_at(places.document.tree, error.instance_path)))
            hint = f"did you mean {name!r}?" if name else f"known here: {', '.join(known)}"
            pointer = (*error.instance_path, key)
            yield places.key("descriptor-key-unknown", pointer, f"unknown key {key!r}", hint), name


def _wrong(places: Places, kind: str, error: ValidationError, meant: set[tuple[Pointer, str]]) -> Problem | None:
    pointer, name = tuple(error.instance_path), type(error.kind).__name__
    if name == "AdditionalProperties":
        return None
    if name == "Required":
        return _missing(places, kind, error, meant)
    message, hint = describe(error, _schema_at(kind, error))
    return places.value("descriptor-value-invalid", pointer, message, hint)


def _missing(places: Places, kind: str, error: ValidationError, meant: set[tuple[Pointer, str]]) -> Problem | None:
    """A missing key, unless an unknown key beside it is plainly the same one misspelt."""
    pointer, key = tuple(error.instance_path), str(error.kind.as_dict()["property"])
    if (pointer, key) in meant:
        return None
    rule = MISSING.get(key, "descriptor-key-missing") if kind == "service" else "descriptor-key-missing"
    schema = _schema_at(kind, error).get("properties", {}).get(key, {})
    return places.key(rule, pointer, f"{key!r} is missing", schema.get("description"))


def _schema_at(kind: str, error: ValidationError) -> dict[str, Any]:
    """The schema whose keyword failed."""
    node: Any = descriptor_schema(kind)
    for step in error.schema_path[:-1]:
        node = node[step]
    return node if isinstance(node, dict) else {}


def _node_at(tree: Json, path: list[str | int]) -> Any:
    node: Any = tree
    for step in path:
        node = node[step]
    return node
