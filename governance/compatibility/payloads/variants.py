"""Branches of oneOf and anyOf: which is which, by discriminator, const value, component, or required names."""

from __future__ import annotations

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
    """Match the unions of two schemas; unmatched as a whole where two branches of one union cannot be told apart."""
    if base.union is None or revision.union is None:
        return Variants()
    before = _named(base.union[1], BASE, sources)
    after = _named(revision.union[1], REVISION, sources)
    if before is None or after is None:
        return Variants()
    pairs = [(name, before[name], after[name]) for name in before if name in after]
    gone = [(name, node) for name, node in before.items() if name not in after]
    new = [(name, node) for name, node in after.items() if name not in before]
    if len(gone) == len(new) == 1:
        pairs.append((new[0][0], gone.pop()[1], new.pop()[1]))
    return Variants(bool(pairs), tuple(pairs), tuple(gone), tuple(new)) if pairs else Variants()


def _named(branches: tuple[Node, ...], side: str, sources: Sources) -> dict[str, Node] | None:
    """Branches by what tells them apart; None where two share a name however they are called."""
    flats = [flatten(branch, side, sources) for branch in branches]
    plain = [_plain_name(branch, flat, side, sources) for branch, flat in zip(branches, flats, strict=True)]
    tagged = [_tags(flat) or name for flat, name in zip(flats, plain, strict=True)]
    for names in (tagged, plain):
        if len(set(names)) == len(names):
            return dict(zip(names, branches, strict=True))
    return None


def _tags(flat: Flat) -> str:
    """The constants of required properties: `kind=card`."""
    found = ((name, constant(flat.properties[name].value)) for name in flat.required & flat.properties.keys())
    return ",".join(sorted(f"{name}={tag}" for name, tag in found if tag is not None))


def _plain_name(branch: Node, flat: Flat, side: str, sources: Sources) -> str:
    """The component, else type and required names."""
    target = sources.follow(branch, side)
    if target is not None and target.pointer:
        return str(target.pointer[-1])
    return f"{flat.keyword('type') or 'any'}({','.join(sorted(flat.required))})"


def constant(schema: Json) -> str | None:
    """The one scalar that the schema allows."""
    if not isinstance(schema, dict):
        return None
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if not isinstance(values, list) or len(values) != 1 or isinstance(values[0], dict | list):
        return None
    return str(values[0])
