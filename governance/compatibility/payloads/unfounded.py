"""Schemas without a foundation: a reference in them leads nowhere, or only back (SEMANTICS §3)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from governance.compatibility.payloads.flat import Flat
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE, REVISION, Sources
from governance.compatibility.sameness import Sameness, spelled


def unfounded(both: Both, sources: Sources, sameness: Sameness) -> Local | None:
    """That nobody can tell what changed, unless each reference without an end is one in the other release as well."""
    reason = next(_reasons(both, sources, sameness), None)
    if reason is None:
        return None
    return Local("schema-undecided", (), both.base.node, both.revision.node, (("reason", reason),))


def _reasons(both: Both, sources: Sources, sameness: Sameness) -> Iterator[str]:
    before, after = both.base.lost, both.revision.lost
    for one in before:
        if not any(sameness.same(one, other) for other in after):
            yield _reason(one, BASE, sources)
    for other in after:
        if not any(sameness.same(one, other) for one in before):
            yield _reason(other, REVISION, sources)
    if _dynamic(both.base) != _dynamic(both.revision):
        yield "what a $dynamicRef leads to from here is another schema"


def _dynamic(flat: Flat) -> list[bytes]:
    """The schemas in `$defs` that a `$dynamicRef` in what is composed here may lead to (JSON Schema core §8.2.3)."""
    kept = [part.value.get("$defs") for part in flat.parts if isinstance(part.value, dict)]
    held = [schema for each in kept if isinstance(each, dict) for schema in each.values()]
    return sorted(spelled(schema) for schema in held if isinstance(schema, dict) and "$dynamicAnchor" in schema)


def _reason(lost: Node, side: str, sources: Sources) -> str:
    reference = lost.value["$ref"] if isinstance(lost.value, dict) else None
    if not isinstance(reference, str):
        return f"$ref expects a string, not {reference!r:.60}"
    if sources.follow(lost, side) is None:
        return f"{reference} leads nowhere"
    return "a schema is defined by itself alone"
