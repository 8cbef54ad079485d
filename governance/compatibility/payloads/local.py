"""A schema without the members that are compared on their own: what is left must hold in place."""

from __future__ import annotations

from catalog.frozen import dataclass, replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.flat import ANNOTATIONS, UNIONS, Flat, flatten, members, travel
from governance.compatibility.payloads.opening import opened
from governance.compatibility.payloads.sources import Sources
from governance.compatibility.schema.shared import OPENED

NULL: dict[str, Json] = {"enum": [None]}


@dataclass(frozen=True, slots=True)
class Matched:
    """Members that both sides have and that are compared on their own."""

    properties: frozenset[str] = frozenset()
    items: bool = False
    values: bool = False
    union: bool = False
    format: bool = False
    """A format that nothing asserts is on one side: the change is told, and judged by nobody."""


GROUPS: dict[str, tuple[str, ...]] = {
    "type": ("type", "nullable"),
    "enum": ("enum", "const"),
    "bound": (
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ),
    "pattern": ("pattern",),
    "format": ("format", "contentEncoding"),
    "required": ("required", "dependentRequired"),
    "openness": ("properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames"),
    "items": ("items", "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "unevaluatedItems"),
    "variant": ("oneOf", "anyOf", "discriminator"),
    "condition": ("not", "if", "then", "else", "dependentSchemas", "dependencies"),
}  # fmt: skip


def local(flat: Flat, matched: Matched, side: str, sources: Sources, group: str | None = None) -> Json:
    """The schema of what stands at this place itself; only the keywords of `group`, if one is given."""
    words = GROUPS[group] if group else None
    parts = _telling(flat, matched, side, sources, words)
    merged: Json = parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}
    return {"anyOf": [merged, NULL]} if flat.null else merged


SEEING = frozenset(("unevaluatedProperties", "unevaluatedItems"))
"""Keywords that ask what the parts below them have said."""


def _telling(flat: Flat, matched: Matched, side: str, sources: Sources, words: tuple[str, ...] | None) -> list[Json]:
    """What each part says, unless it is nothing; what a part is composed of stays in it where it asks about that."""
    told: list[Json] = []
    seen: set[tuple[str, tuple[str | int, ...]]] = set()
    for part in flat.parts:
        if (part.document.name, part.pointer) in seen:
            continue
        said = _said(flat, part, matched, side, sources, words)
        if isinstance(said, dict) and not SEEING.isdisjoint(said):
            inner = flatten(part, side, sources)
            seen.update((each.document.name, each.pointer) for each in inner.parts)
            below = _telling(replace(inner, parts=inner.parts[1:]), matched, side, sources, words)
            said = {**said, "allOf": below} if below else said
        if said not in ({}, True):
            told.append(said)
    return told


def _said(flat: Flat, part: Node, matched: Matched, side: str, sources: Sources, words: tuple[str, ...] | None) -> Json:
    if part.document is not flat.node.document:
        return sources.pin(part, side)
    if not isinstance(part.value, dict):
        return part.value
    kept = _without_matched(part.value, matched, words)
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = _properties(part, matched, side, sources)
    return opened(kept, sources.loose) if side.endswith(OPENED) else kept


def _without_matched(value: dict[str, Json], matched: Matched, words: tuple[str, ...] | None) -> dict[str, Json]:
    left: dict[str, Json] = {}
    for key, item in value.items():
        if (
            key == "$ref"
            or (key == "allOf" and isinstance(item, list))
            or key in ANNOTATIONS
            or key.startswith("x-")
            or (words and key not in words)
        ):
            continue
        if (key in (*UNIONS, "discriminator") and matched.union) or (key == "format" and matched.format):
            continue
        left[key] = _reduced(key, item, matched)
    return left


def _reduced(key: str, item: Json, matched: Matched) -> Json:
    is_matched = (key == "items" and matched.items) or (key == "additionalProperties" and matched.values)
    return {} if is_matched and isinstance(item, dict) else item


def _properties(part: Node, matched: Matched, side: str, sources: Sources) -> dict[str, Json]:
    """Of a matched property only what still matters to its object: whether it travels at all."""
    return {
        name: travel(child, side, sources) if name in matched.properties else child.value
        for name, child in members(part, "properties")
    }


READ_LOOSELY = ("reading", "oneOf is read as anyOf here, for its variants overlap")


def constrained(steps: tuple[Step, ...], schema: Json) -> Json:
    """A schema that says `schema` of the place that `steps` lead to, and nothing of any other."""
    for step in reversed(steps):
        schema = step.around(schema)
    return schema


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: a property by name, the items of an array, the values of a map, or a variant of a union.

    `known` are the names that are no map keys; `guard` is the pinned reference to the variant; `loose`: the oneOf is
    read as anyOf.
    """

    kind: str
    name: str = ""
    known: tuple[str, ...] = ()
    guard: str = ""
    loose: bool = False

    def around(self, inner: Json) -> Json:
        """What `inner` below this step demands of the value above it."""
        if self.kind == "property":
            return {"properties": {self.name: inner}}
        if self.kind == "items":
            return {"items": inner}
        if self.kind == "values":
            return {"properties": {name: {} for name in self.known}, "additionalProperties": inner}
        return {"anyOf": [{"not": {"$ref": self.guard}}, inner]}

    def __str__(self) -> str:
        return {"property": f".{self.name}", "items": "[]", "values": "{}", "variant": f"<{self.name}>"}[self.kind]


def path_of(steps: tuple[Step, ...]) -> str:
    """`lines[].sku`."""
    return "".join(map(str, steps)).removeprefix(".")
