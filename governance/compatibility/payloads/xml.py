"""How values are written in XML, by the `xml` of their schemas: told of bodies that are XML, and of no others."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.flat import Flat, flatten
from governance.compatibility.payloads.judge import Flow
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE, REVISION, Sources

KINDS = ("inbound-xml-changed", "outbound-xml-changed")
NAMELESS: dict[str, Json] = {"namespace": None, "prefix": None, "attribute": False, "wrapped": False, "nodeType": None}
"""What is in force where nothing is said; of the name, places tell."""


def rewritten(both: Both, flow: Flow) -> Iterator[Local]:
    """That a value is written otherwise; its names stand among the facts, empty where none is given."""
    if both.base.keyword("xml") == both.revision.keyword("xml"):
        return
    before, after = _in_force(both.base), _in_force(both.revision)
    members = ", ".join(word for word in NAMELESS if before[word] != after[word])
    names = (("base", str(before["name"] or "")), ("revision", str(after["name"] or "")))
    if members or len({name for _, name in names}) > 1:
        kind = f"{flow.direction.value}-xml-changed"
        yield Local(kind, (), both.base.node, both.revision.node, (*names, ("members", members)))


TYPES = ("inbound-type-narrowed", "outbound-type-widened")
SCALARS = frozenset(("boolean", "integer", "number", "string"))
NOT_JSON = (("reason", "what an object is in XML to who expects a text, or the other way round, JSON does not tell"),)


def as_xml(change: Local, sources: Sources) -> Local:
    """The change of a body that is XML only: one between an object and a scalar is undecided (SEMANTICS §3)."""
    if change.kind not in TYPES or change.base is None or change.revision is None:
        return change
    one, other = _types(change.base, BASE, sources), _types(change.revision, REVISION, sources)
    if not (("object" in one and other & SCALARS) or ("object" in other and one & SCALARS)):
        return change
    return Local("schema-undecided", change.steps, change.base, change.revision, NOT_JSON)


def _types(node: Node, side: str, sources: Sources) -> set[str]:
    named = flatten(node, side, sources).keyword("type")
    return {str(name) for name in (named if isinstance(named, list) else [named])}


def _in_force(flat: Flat) -> dict[str, Json]:
    told = flat.keyword("xml")
    said: dict[str, Json] = {"name": None, **NAMELESS, **(told if isinstance(told, dict) else {})}
    kind = said["nodeType"]
    said["attribute"] = said["attribute"] is True or kind == "attribute"
    said["wrapped"] = flat.items is not None and (said["wrapped"] is True or kind == "element")
    return {**said, "nodeType": kind if kind not in ("attribute", "element") else None}


def at_its_place(change: Local, steps: tuple[Step, ...]) -> Local | None:
    """The change as it shows below these steps, from where a value without a name has one; None where it does not."""
    said = dict(change.facts)
    base = said["base"] or _name(steps, change.base)
    revision = said["revision"] or _name(steps, change.revision)
    members = ", ".join(filter(None, ("name" if base != revision else "", said["members"])))
    return replace(change, facts=(("members", members),)) if members else None


def _name(steps: tuple[Step, ...], node: Node | None) -> str:
    """That of the nearest property; of what is in none, that of its component."""
    named = next((step.name for step in reversed(steps) if step.kind == "property"), None)
    return named if named is not None else str(node.pointer[-1]) if node is not None and node.pointer else ""
