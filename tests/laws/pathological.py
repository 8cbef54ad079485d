"""Pairs that make a naive prover hang, seeded and built on demand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

Pair = tuple[Any, Any]


def mutually_recursive(count: int = 400) -> Pair:
    """`count` schemas that refer to each other; the revision tightens one leaf, far away."""

    def estate(longest: int) -> dict[str, Any]:
        draw = random.Random(7)
        nodes = {
            f"N{i}": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "maxLength": longest if i == count - 1 else 10},
                    **{f"to{j}": {"$ref": f"#/$defs/N{draw.randrange(count)}"} for j in range(3)},
                    "next": {"$ref": f"#/$defs/N{(i + 1) % count}"},
                },
            }
            for i in range(count)
        }
        return {"$ref": "#/$defs/N0", "$defs": nodes}

    return estate(10), estate(9)


def nested_one_of(depth: int = 12) -> Pair:
    """oneOf in oneOf, `depth` deep, against the same with one bound moved at the bottom."""

    def nest(level: int, bound: int) -> dict[str, Any]:
        if level == 0:
            return {"type": "string", "maxLength": bound}
        inner = {
            "type": "object",
            "properties": {"n": nest(level - 1, bound), "k": {"const": level}},
            "required": ["k"],
        }
        return {"oneOf": [inner, {"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}

    return nest(depth, 5), nest(depth, 4)


def unguarded_one_of(depth: int = 12) -> Pair:
    """oneOf whose branches overlap at each level."""

    def nest(level: int) -> dict[str, Any]:
        if level == 0:
            return {"type": "string"}
        return {"oneOf": [nest(level - 1), {"minLength": level}, {"maxLength": level + 3}]}

    return nest(depth), {"anyOf": [nest(depth), {"type": "object"}]}


def long_enums(count: int = 10_000) -> Pair:
    names = [f"value-{i}" for i in range(count)]
    return {"enum": names}, {"enum": [*reversed(names), "one-more"]}


def enum_one_short(count: int = 10_000) -> Pair:
    names = [f"value-{i}" for i in range(count)]
    return {"enum": names}, {"enum": [name for name in names if name != "value-7777"]}


def catastrophic_pattern() -> Pair:
    return {"type": "string", "pattern": "^(a+)+$"}, {"type": "string", "pattern": "^(a|aa)+$"}


def exponential_automaton() -> Pair:
    return {"pattern": "(a|b)*a(a|b){18}"}, {"pattern": "(a|b)*a(a|b){17}"}


def counted_pattern() -> Pair:
    return {"pattern": "^[a-z]*$", "maxLength": 100_000}, {"pattern": "^[a-z]*$", "maxLength": 99_999}


def variants(count: int = 300) -> Pair:
    """A union of objects told apart by a const, against itself in another order."""
    branches = [
        {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": f"k{i}"}, f"f{i % 7}": {"type": "integer", "minimum": i}},
        }
        for i in range(count)
    ]
    shuffled = list(branches)
    random.Random(3).shuffle(shuffled)
    return {"oneOf": branches}, {"oneOf": shuffled}


def undiscriminated_variants(count: int = 300) -> Pair:
    """The same without anything that tells the branches apart."""
    branches = [
        {"type": "object", "required": [f"r{i}"], "properties": {f"r{i}": {"type": "string"}}} for i in range(count)
    ]
    return {"oneOf": branches}, {"oneOf": list(reversed(branches))}


def many_properties(count: int = 2_000) -> Pair:
    def with_bound(bound: int) -> dict[str, Any]:
        return {"properties": {f"p{i}": {"maxLength": bound if i == count - 1 else 5} for i in range(count)}}

    return with_bound(5), with_bound(4)


def deep(depth: int = 3_000) -> Pair:
    def nest(bound: int) -> dict[str, Any]:
        schema: dict[str, Any] = {"maxLength": bound}
        for _ in range(depth):
            schema = {"items": schema}
        return schema

    return nest(5), nest(5)


def unique_items_of_a_long_enum(count: int = 10_000) -> Pair:
    return {"type": "array", "uniqueItems": True, "items": {"enum": list(range(count))}}, {"maxItems": count - 1}


def closed_variants(count: int = 300) -> Pair:
    """Closed objects, each with a property of its own: a union that was open to overlaps becomes strict."""
    branches = [
        {"type": "object", "additionalProperties": False, "required": [f"r{i}"], "properties": {f"r{i}": {}}}
        for i in range(count)
    ]
    return {"anyOf": branches}, {"oneOf": list(reversed(branches))}


def variants_of_lists(count: int = 300) -> Pair:
    branches = [{"type": "array", "contains": {"const": i}} for i in range(count)]
    return {"oneOf": branches}, {"oneOf": branches[1:]}


def any_characters(count: int = 65_535) -> Pair:
    r"""Counted characters of any kind, as they are written for a column of a database."""
    return {"pattern": rf"^[\s\S]{{0,{count}}}$"}, {"pattern": rf"^[\s\S]{{0,{count - 1}}}$"}


def doubling(link: Callable[[str], dict[str, Any]], depth: int = 60) -> Pair:
    """References that meet again at each level: 2^60 ways lead to the bottom."""

    def estate(kind: str) -> dict[str, Any]:
        levels = {f"d{i}": link(f"#/$defs/d{i + 1}") for i in range(depth)}
        return {"$ref": "#/$defs/d0", "$defs": {**levels, f"d{depth}": {"type": kind}}}

    return estate("number"), estate("integer")


def doubling_all_of() -> Pair:
    return doubling(lambda to: {"allOf": [{"$ref": to}, {"$ref": to}]})


def doubling_members() -> Pair:
    return doubling(
        lambda to: {"type": "object", "required": ["a", "b"], "properties": {key: {"$ref": to} for key in "ab"}}
    )


def doubling_variants() -> Pair:
    return doubling(lambda to: {"oneOf": [{"$ref": to}, {"type": "array", "items": {"$ref": to}}, {"const": to}]}, 40)


CASES: tuple[Callable[[], Pair], ...] = (
    mutually_recursive,
    nested_one_of,
    unguarded_one_of,
    long_enums,
    enum_one_short,
    catastrophic_pattern,
    exponential_automaton,
    counted_pattern,
    variants,
    undiscriminated_variants,
    many_properties,
    deep,
    unique_items_of_a_long_enum,
    closed_variants,
    variants_of_lists,
    any_characters,
    doubling_all_of,
    doubling_members,
    doubling_variants,
)


def both_ways() -> Iterator[tuple[str, Any, Any]]:
    """(name, old, new) for every case in both directions."""
    for case in CASES:
        old, new = case()
        yield case.__name__, old, new
        yield f"{case.__name__} reversed", new, old
