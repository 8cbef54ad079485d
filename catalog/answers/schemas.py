"""A schema as a tree of rows: what a person reads, references followed, recursion cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.answers.constraints import constraint_words, type_words
from catalog.model.node import Node, References
from catalog.model.source import Json, Pointer

DEEPEST = 8
MOST_ROWS = 800
"""Rows of one tree; what goes beyond is counted in `hidden`, never dropped in silence. Members of one object are
shown together, before what is below them."""


@dataclass(frozen=True, slots=True)
class SchemaRow:
    """One place of a schema. `label` is a property's name, `[]` for items, `{}` for map values, else the variant.

    `path` is the address of the place below the schema. `hidden` counts the children that are not shown: those of a
    type that stands above already (`recursive`), or beyond the limits.
    """

    label: str
    path: str
    type: str
    name: str = ""
    required: bool = False
    deprecated: bool = False
    recursive: bool = False
    hidden: int = 0
    description: str = ""
    constraints: tuple[str, ...] = ()
    children: tuple[SchemaRow, ...] = ()


@dataclass(slots=True)
class Budget:
    """How many rows may still be made for one tree."""

    left: int = MOST_ROWS

    def take(self, wanted: int) -> int:
        """As many of the wanted rows as are left."""
        granted = min(wanted, self.left)
        self.left -= granted
        return granted


@dataclass(frozen=True, slots=True)
class Branch:
    """A schema about to be shown, with what stands above it."""

    node: Node
    label: str = ""
    path: str = ""
    required: bool = False
    above: tuple[tuple[str, Pointer], ...] = ()


def schema_tree(node: Node, references: References) -> SchemaRow:
    """The rows of the schema at `node`, at most MOST_ROWS and DEEPEST levels."""
    return _row(Branch(node), references, Budget())


def property_names(node: Node, references: References) -> tuple[str, ...]:
    """Names of the members that the schema declares, those of its `allOf` parts included."""
    target = references.target(node)
    return tuple(dict.fromkeys(branch.label for branch in _properties(target, references, Branch(target))))


def _row(branch: Branch, references: References, budget: Budget) -> SchemaRow:
    node = references.target(branch.node)
    place = (node.document.name, node.pointer)
    row = _bare(branch, node)
    if place in branch.above:
        return replace(row, recursive=True, hidden=len(list(_below(node, references, branch))))
    inner = replace(branch, node=node, above=(*branch.above, place))
    below = list(_below(node, references, inner))
    if len(inner.above) > DEEPEST:
        return replace(row, hidden=len(below))
    shown = [_row(child, references, budget) for child in below[: budget.take(len(below))]]
    return replace(row, children=tuple(shown), hidden=len(below) - len(shown))


def _bare(branch: Branch, node: Node) -> SchemaRow:
    schema = node.value if isinstance(node.value, dict) else {}
    here = branch.node.value if isinstance(branch.node.value, dict) else {}
    return SchemaRow(
        label=branch.label,
        path=branch.path,
        type=_type(node),
        name=component_name(node),
        required=branch.required,
        deprecated=schema.get("deprecated") is True or here.get("deprecated") is True,
        description=_text(here, "description") or _text(schema, "description") or _text(schema, "title"),
        constraints=constraint_words(schema),
    )


def component_name(node: Node) -> str:
    """The name of a named component (`Customer`, or the file of a canonical schema), else empty."""
    match node.pointer:
        case ("components", "schemas", str(name)) | ("definitions", str(name)) | ("$defs", str(name)):
            return name
        case ():
            return node.document.name.rsplit("/", 2)[-2] if "/schemas/" in node.document.name else ""
    return ""


def _type(node: Node) -> str:
    if node.value is True or node.value == {}:
        return "anything"
    if node.value is False:
        return "nothing"
    if not isinstance(node.value, dict):
        return "not a schema"
    if isinstance(node.value.get("$ref"), str):
        return "unresolved reference"
    words = type_words(node.value)
    items = node.value.get("items")
    inner = type_words(items) if isinstance(items, dict) else ""
    return f"{words} of {inner}" if words == "array" and inner else words


def _text(schema: dict[str, Json], name: str) -> str:
    value = schema.get(name)
    return value if isinstance(value, str) else ""


def _below(node: Node, references: References, branch: Branch) -> Iterator[Branch]:
    yield from _properties(node, references, branch)
    yield from _items(node, branch)
    yield from _map_values(node, branch)
    yield from _variants(node, branch)


def _properties(node: Node, references: References, branch: Branch) -> Iterator[Branch]:
    """Own properties, then those of each `allOf` part, as if they were written here."""
    schema = node.value if isinstance(node.value, dict) else {}
    required = schema.get("required")
    names = set(map(str, required)) if isinstance(required, list) else set()
    properties = schema.get("properties")
    for name in properties if isinstance(properties, dict) else ():
        below = f"{branch.path}.{name}" if branch.path else name
        yield replace(branch, node=node.child("properties", name), label=name, path=below, required=name in names)
    parts = schema.get("allOf")
    for index in range(len(parts) if isinstance(parts, list) else 0):
        part = references.target(node.child("allOf", index))
        place = (part.document.name, part.pointer)
        if place not in branch.above:
            yield from _properties(part, references, replace(branch, above=(*branch.above, place)))


def _items(node: Node, branch: Branch) -> Iterator[Branch]:
    schema = node.value if isinstance(node.value, dict) else {}
    path = f"{branch.path}[]"
    if isinstance(schema.get("items"), dict):
        yield replace(branch, node=node.child("items"), label="[]", path=path, required=False)
    prefix = schema.get("prefixItems")
    for index in range(len(prefix) if isinstance(prefix, list) else 0):
        place = f"{branch.path}[{index}]"
        yield replace(branch, node=node.child("prefixItems", index), label=f"[{index}]", path=place, required=False)


def _map_values(node: Node, branch: Branch) -> Iterator[Branch]:
    schema = node.value if isinstance(node.value, dict) else {}
    path = f"{branch.path}{{}}"
    if isinstance(schema.get("additionalProperties"), dict):
        yield replace(branch, node=node.child("additionalProperties"), label="{}", path=path, required=False)
    patterns = schema.get("patternProperties")
    for pattern in patterns if isinstance(patterns, dict) else ():
        child = node.child("patternProperties", pattern)
        yield replace(branch, node=child, label=f"{{{pattern}}}", path=path, required=False)


def _variants(node: Node, branch: Branch) -> Iterator[Branch]:
    schema = node.value if isinstance(node.value, dict) else {}
    for keyword, words in (("oneOf", "one of"), ("anyOf", "any of")):
        parts = schema.get(keyword)
        for index in range(len(parts) if isinstance(parts, list) else 0):
            label = f"{words}, {index + 1}"
            yield replace(branch, node=node.child(keyword, index), label=label, required=False)
    if isinstance(schema.get("not"), dict):
        yield replace(branch, node=node.child("not"), label="never", required=False)
