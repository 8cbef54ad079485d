"""A schema without the members that are compared on their own: what is left must hold in place."""

from __future__ import annotations

import json
import re

from catalog.frozen import dataclass, replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.children import members
from governance.compatibility.payloads.flat import NULL, UNIONS, Flat, flatten, travel
from governance.compatibility.payloads.opening import opened
from governance.compatibility.payloads.sources import Sources
from governance.compatibility.payloads.words import ANNOTATIONS
from governance.compatibility.sameness import spelled
from governance.compatibility.schema.shared import OPENED

KEPT = "(kept)"
"""The token of what is left of a part that stands in another document; its text comes after."""
SEEN, UNSEEN = ("items", "additionalProperties"), ("unevaluatedItems", "unevaluatedProperties")


@dataclass(frozen=True, slots=True)
class Matched:
    """Members that both sides have and that are compared on their own."""

    properties: frozenset[str] = frozenset()
    items: bool = False
    values: bool = False
    union: bool = False
    format: bool = False
    """A format that nothing asserts is on one side: the change is told, and judged by nobody."""
    families: frozenset[str] = frozenset()
    prefix: int = 0


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
    words, apart = GROUPS[group] if group else None, _apart(flat, matched)
    parts = _telling(flat, matched, side, sources, words, apart)
    merged: Json = parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}
    return {"anyOf": [merged, NULL]} if flat.null else merged


SEEING = frozenset(("unevaluatedProperties", "unevaluatedItems"))
"""Keywords that ask what the parts below them have said."""


def _telling(
    flat: Flat, matched: Matched, side: str, sources: Sources, words: tuple[str, ...] | None, apart: frozenset[str]
) -> list[Json]:
    """What each part says, unless it is nothing; what a part is composed of stays in it where it asks about that."""
    told: list[Json] = []
    seen: set[tuple[str, tuple[str | int, ...]]] = set()
    for part in flat.parts:
        if (part.document.name, part.pointer) in seen:
            continue
        said = _said(flat, part, matched, side, sources, words, apart)
        if isinstance(said, dict) and not SEEING.isdisjoint(said):
            inner = flatten(part, side, sources)
            seen.update((each.document.name, each.pointer) for each in inner.parts)
            below = _telling(replace(inner, parts=inner.parts[1:]), matched, side, sources, words, apart)
            said = {**said, "allOf": below} if below else said
        if said not in ({}, True):
            told.append(said)
    return told


def _apart(flat: Flat, matched: Matched) -> frozenset[str]:
    """The keywords for all other items and members, as far as what they say is compared on its own."""
    nodes = flat.items if matched.items else None, flat.values if matched.values else None
    words = (None if node is None else node.pointer[-1] for node in nodes)
    return frozenset(word if word in UNSEEN else seen for seen, word in zip(SEEN, words, strict=True) if word)


def _said(
    flat: Flat, part: Node, matched: Matched, side: str, sources: Sources, words: tuple[str, ...] | None,
    apart: frozenset[str],
) -> Json:  # fmt: skip
    if not isinstance(part.value, dict):
        return part.value
    kept = _without_matched(part.value, matched, words, apart)
    is_elsewhere = part.document is not flat.node.document
    if is_elsewhere and not SEEING.isdisjoint(kept):
        return sources.pin(part, side)
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = _properties(part, matched, side, sources)
    if kept and is_elsewhere:
        return sources.pin(Node(part.document, (*part.pointer, KEPT, spelled(kept).decode()), kept), side)
    return opened(kept, sources.loose) if side.endswith(OPENED) else kept


def _without_matched(
    value: dict[str, Json], matched: Matched, words: tuple[str, ...] | None, apart: frozenset[str]
) -> dict[str, Json]:
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
        left[key] = _reduced(key, item, matched, apart)
    return left


def _reduced(key: str, item: Json, matched: Matched, apart: frozenset[str]) -> Json:
    if key == "patternProperties" and isinstance(item, dict):
        return {pattern: {} if pattern in matched.families else held for pattern, held in item.items()}
    if key == "prefixItems" and isinstance(item, list):
        return [{} if index < matched.prefix else held for index, held in enumerate(item)]
    return {} if key in apart and isinstance(item, dict) else item


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
    """One step down: a property by name, the properties of a pattern, the values of a map, the item at an index, the
    items of an array, or a variant of a union.

    `known` are the names that are no map keys, and `families` the patterns whose names are none; `index` is that of
    the item, or of the first of the items that are not told by their index; `guard` is the pinned reference to the
    variant; `loose`: the oneOf is read as anyOf.
    """

    kind: str
    name: str = ""
    known: tuple[str, ...] = ()
    guard: str = ""
    loose: bool = False
    families: tuple[str, ...] = ()
    index: int = 0

    def around(self, inner: Json) -> Json:
        """What `inner` below this step demands of the value above it."""
        if self.kind == "property":
            return {"properties": {self.name: inner}}
        if self.kind == "pattern":
            return {"patternProperties": {self.name: inner}}
        if self.kind == "item":
            return {"prefixItems": [*[{}] * self.index, inner]}
        if self.kind == "items":
            return {"prefixItems": [{}] * self.index, "items": inner} if self.index else {"items": inner}
        if self.kind == "values":
            families: dict[str, Json] = (
                {"patternProperties": {name: {} for name in self.families}} if self.families else {}
            )
            return {"properties": {name: {} for name in self.known}, **families, "additionalProperties": inner}
        return {"anyOf": [{"not": {"$ref": self.guard}}, inner]}

    def leads_to(self, name: str) -> bool:
        """Whether it leads to the member of this name, as far as can be told."""
        if self.kind == "values":
            return name not in self.known and not any(_matches(pattern, name) for pattern in self.families)
        return _matches(self.name, name) if self.kind == "pattern" else name == self.name

    def __str__(self) -> str:
        spelt = {"property": f".{self.name}", "pattern": f"{{{json.dumps(self.name)}}}", "item": f"[{self.index}]"}
        return {**spelt, "items": "[]", "values": "{}", "variant": f"<{self.name}>"}[self.kind]


def _matches(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def path_of(steps: tuple[Step, ...]) -> str:
    """`lines[].sku`."""
    return "".join(map(str, steps)).removeprefix(".")
