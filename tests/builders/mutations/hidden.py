"""Rows about what only people and generators read: words, names, order, examples."""

from __future__ import annotations

from collections.abc import Callable

from tests.builders.mutations.change import FRESH, Mutation, Tree, here, without
from tests.builders.mutations.payloads import IN, OUT, with_member
from tests.builders.mutations.sites import Site

_WORDS = "deprecated, description, example, summary, order"
_NAMES = "operationId, schema titles, component names, tags"
Change = Callable[[Tree], Tree]


def _each(change: Change) -> Callable[[Site], tuple[None, Tree]]:
    return lambda site: (None, change(site.value))


def _untraited(change: Change) -> Callable[[Site], tuple[Tree, Tree]]:
    """An edit of what no trait says as well."""
    return lambda site: (without(site.value, "traits"), change(without(site.value, "traits")))


def _first_member(change: Change) -> Callable[[Site], tuple[None, Tree] | None]:
    """An edit of the first property that is written in place."""

    def values(site: Site) -> tuple[None, Tree] | None:
        held = site.value["properties"].items()
        name = next((n for n, s in held if isinstance(s, dict) and "$ref" not in s), None)
        return (None, with_member(site.value, name, change(site.value["properties"][name]))) if name else None

    return values


def _saying(word: str, value: object) -> Change:
    return lambda tree: {**tree, word: value}


def _backwards(tree: Tree) -> Tree:
    """Members and required names from the last to the first."""
    made = {name: tree[name] for name in reversed(tree)}
    made["properties"] = {name: tree["properties"][name] for name in reversed(tree["properties"])}
    return {**made, "required": tree["required"][::-1]} if isinstance(tree.get("required"), list) else made


def _on_object(row: str, change: Change, *, member: bool = False) -> list[Mutation]:
    edit = here(_first_member(change) if member else _each(change))
    return [Mutation(row, "object", "", "safe", edit, direction) for direction in (IN, OUT)]


def _operation_id(site: Site) -> tuple[None, Tree] | None:
    return (None, {**site.value, "operationId": FRESH}) if "operationId" in site.value else None


WORDS: tuple[Mutation, ...] = (
    *_on_object(_WORDS, _saying("description", "Other words.")),
    *_on_object(_WORDS, _saying("description", "Other words."), member=True),
    *_on_object(_WORDS, _saying("example", {"a": 1})),
    *_on_object(_WORDS, _saying("deprecated", True), member=True),
    *_on_object(_WORDS, _backwards),
    *_on_object(_NAMES, _saying("title", FRESH)),
    *_on_object(_NAMES, _saying("title", FRESH), member=True),
    *_on_object(_WORDS, _saying("x-fresh", 1)),
    *(
        Mutation(_WORDS, kind, "description-changed", "safe", here(_untraited(_saying(word, "Other words."))))
        for kind, word in (
            ("operation", "summary"), ("operation", "description"), ("event", "description"),
            ("message", "description"),
        )
    ),
    Mutation(
        _WORDS, "operation", "operation-deprecated", "safe",
        here(lambda site: None if site.value.get("deprecated") else (None, {**site.value, "deprecated": True})),
    ),
    Mutation(_NAMES, "operation", "operation-id-changed", "safe", here(_operation_id)),
    Mutation(_NAMES, "operation", "", "safe", here(_each(_saying("tags", [FRESH])))),
    Mutation(_NAMES, "event", "", "safe", here(_each(_saying("tags", [{"name": FRESH}])))),
    Mutation(_NAMES, "message", "", "safe", here(_each(_saying("title", FRESH)))),
)  # fmt: skip
