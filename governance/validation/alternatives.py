"""Errors of `anyOf` and `oneOf` reduced to those of the alternative that was meant.

A document that breaks one field of an object fails every alternative of every union above it. People want the one
error of the alternative they wrote. Alternatives that want a `$ref` or another type of value are set aside; so are
those whose `enum` or `const` forbids the string that tells the alternatives apart (`type`, `in`); of the rest, the
one whose errors lie deepest is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from jsonschema_rs import ValidationError, ValidationErrorKind

Kinds = ValidationErrorKind
UNIONS = (Kinds.AnyOf, Kinds.OneOfNotValid)
CHOICES = (Kinds.Enum, Kinds.Constant)
Path: TypeAlias = "tuple[str | int, ...]"
Branch: TypeAlias = "list[ValidationError]"
Score = tuple[bool, bool, bool, int, int]


def leaves(error: ValidationError) -> list[ValidationError]:
    """The useful errors under `error`: itself, or those of the alternative that was meant."""
    if not isinstance(error.kind, UNIONS):
        return [error]
    return _meant(error) or [error]


def telling(error: ValidationError) -> Path | None:
    """Where the string stands that tells the union's alternatives apart (`…/type`), if one does."""
    if not isinstance(error.kind, UNIONS):
        return None
    depth = len(error.instance_path) + 1
    near = ({path for path in _choice_paths(branch) if len(path) == depth} for branch in error.kind.context)
    counted = Counter(path for paths in near for path in sorted(paths, key=str))
    return counted.most_common(1)[0][0] if counted else None


def options(error: ValidationError, at: Path) -> list[object]:
    """Every value that some alternative would allow at `at`."""
    kind = error.kind
    if isinstance(kind, Kinds.Enum):
        return list(kind.options) if tuple(error.instance_path) == at else []
    if isinstance(kind, Kinds.Constant):
        return [kind.expected_value] if tuple(error.instance_path) == at else []
    if isinstance(kind, UNIONS):
        return [value for branch in kind.context for inner in branch for value in options(inner, at)]
    return []


def _meant(union: ValidationError) -> Branch | None:
    """The useful errors of the alternative that was meant, or None when none is nearer than the others.

    Each alternative is flattened once, here: doing it again at every level would take exponential time.
    """
    assert isinstance(union.kind, UNIONS)
    branches = [branch for branch in union.kind.context if branch]
    at, key = tuple(union.instance_path), telling(union)
    if not branches or all(_is_choice_of_the_value(branch, at) for branch in branches):
        return None
    flat = [[leaf for error in branch for leaf in leaves(error)] for branch in branches]
    scores = [_score(branch, found, at, key) for branch, found in zip(branches, flat, strict=True)]
    best = min(range(len(branches)), key=scores.__getitem__)
    possible = [score for score in scores if score[:2] == (False, False)]
    return None if scores[best][2] and len(possible) > 1 else flat[best]


def _score(branch: Branch, flat: Branch, at: Path, key: Path | None) -> Score:
    return (
        any(_misses_reference(error, at) for error in flat),
        any(isinstance(error.kind, Kinds.Type) and tuple(error.instance_path) == at for error in flat),
        key is not None and key in set(_choice_paths(branch)),
        -max(len(error.instance_path) for error in flat),
        len(flat),
    )


def _choice_paths(errors: Iterable[ValidationError]) -> Iterator[Path]:
    """Places of strings that the alternative forbids, whichever nested alternative is taken."""
    for error in errors:
        if isinstance(error.kind, CHOICES) and isinstance(error.instance, str):
            yield tuple(error.instance_path)
        elif isinstance(error.kind, UNIONS):
            nested = [set(_choice_paths(branch)) for branch in error.kind.context if branch]
            yield from set.intersection(*nested) if nested else ()


def _misses_reference(error: ValidationError, at: Path) -> bool:
    kind = error.kind
    return isinstance(kind, Kinds.Required) and kind.property == "$ref" and tuple(error.instance_path) == at


def _is_choice_of_the_value(branch: Branch, at: Path) -> bool:
    """Whether nothing but a list of allowed values (or of types) for the value itself failed."""
    return all(isinstance(error.kind, (*CHOICES, Kinds.Type)) and tuple(error.instance_path) == at for error in branch)
