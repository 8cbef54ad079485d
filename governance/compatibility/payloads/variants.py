"""Branches of oneOf and anyOf: which is which, by discriminator, const value, component, or required names."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.flat import Flat, flatten
from governance.compatibility.payloads.sources import BASE, REVISION, Sources


@dataclass(frozen=True, slots=True)
class Variants:
    """`matched`: every branch of both unions is in `pairs`, `removed` or `added`, so the union needs no other look."""

    matched: bool = False
    pairs: tuple[tuple[str, Node, Node], ...] = ()
    removed: tuple[tuple[str, Node], ...] = ()
    added: tuple[tuple[str, Node], ...] = ()


def match_variants(base: Flat, revision: Flat, sources: Sources) -> Variants:
    """Match the unions of two schemas; unmatched as a whole where a branch has no name of its own."""
    if base.union is None or revision.union is None:
        return Variants()
    before = _named(base.union[1], BASE, sources)
    after = _named(revision.union[1], REVISION, sources)
    if before is None or after is None or not set(before) & set(after):
        return Variants()
    return Variants(
        True,
        tuple((str(name), before[name], after[name]) for name in before if name in after),
        tuple((str(name), node) for name, node in before.items() if name not in after),
        tuple((str(name), node) for name, node in after.items() if name not in before),
    )


def _named(branches: tuple[Node, ...], side: str, sources: Sources) -> dict[Hashable, Node] | None:
    """Branches by name; None where two share one or one has none."""
    for name_of in (_by_constants, _by_component, _by_shape):
        names = [name_of(branch, side, sources) for branch in branches]
        if None not in names and len(set(names)) == len(names):
            return dict(zip(names, branches, strict=True))
    return None


def _by_constants(branch: Node, side: str, sources: Sources) -> str | None:
    """The const or one-value enum of a required property."""
    flat = flatten(branch, side, sources)
    for name in sorted(flat.properties):
        if name in flat.required and (tag := constant(flat.properties[name].value)) is not None:
            return f"{name}={tag}"
    return None


def constant(schema: Json) -> str | None:
    """The one scalar that the schema allows."""
    if not isinstance(schema, dict):
        return None
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if not isinstance(values, list) or len(values) != 1 or isinstance(values[0], dict | list):
        return None
    return str(values[0])


def _by_component(branch: Node, side: str, sources: Sources) -> str | None:
    target = sources.follow(branch, side)
    return str(target.pointer[-1]) if target is not None and target.pointer else None


def _by_shape(branch: Node, side: str, sources: Sources) -> str | None:
    """Type and required names."""
    flat = flatten(branch, side, sources)
    kind = flat.keyword("type")
    return f"{kind}({','.join(sorted(flat.required))})" if kind else None
