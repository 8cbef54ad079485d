"""A schema as a tree of rows: what a person reads, references followed, recursion cut."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import field

from catalog.answers.constraints import constraint_words, type_words
from catalog.frozen import dataclass, replace
from catalog.model.address import BARE_BRANCH, key_text, name_text
from catalog.model.node import Node, References
from catalog.model.pointer import print_pointer
from catalog.model.source import Json, Pointer
from catalog.reading.addresses.canonical import Canonical, is_null
from catalog.reading.addresses.naming import Naming

DEEPEST = 8
MOST_ROWS = 150
"""Rows of one tree, the upper levels first; what goes beyond is counted in `hidden`, never dropped in silence. The
members of one object are shown together, or as many as are allowed."""
MOST_TOGETHER = 220
"""Rows of all trees that are shown together, as those of one operation."""
PLAIN = frozenset(("", "null", "boolean", "object", "array", "number", "string", "integer"))
"""Names of branches that say no more than the type beside them."""


@dataclass(frozen=True, slots=True)
class SchemaRow:
    """One place of a schema. `label` is a property's name, `[]` for items, `{}` for map values, else the variant.

    `path` is the address of the place below the schema. `hidden` counts the children that are not shown: those of a
    type that stands above already (`recursive`), or beyond the limits. `pointer` is where the place is written (after
    `file#` in another document than the contract's), `target` where the references that it makes lead.
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
    pointer: str = ""
    target: str = ""


@dataclass(slots=True)
class Budget:
    """How many rows may still be made, of one tree or of several that are shown together."""

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


@dataclass(slots=True)
class _Growing:
    """A row whose children are still being made."""

    branch: Branch
    row: SchemaRow
    children: list[_Growing] = field(default_factory=list)

    def grown(self) -> SchemaRow:
        return replace(self.row, children=tuple(child.grown() for child in self.children))


def schema_tree(node: Node, references: References, together: Budget | None = None) -> SchemaRow:
    """The rows of the schema at `node`, at most MOST_ROWS and DEEPEST levels, and as many as `together` has left."""
    own = Budget(min(MOST_ROWS, together.left) if together else MOST_ROWS)
    before, root = own.left, _made(Branch(node), references, node.document.name)
    waiting = deque([root])
    while waiting:
        here = waiting.popleft()
        here.children = _children(here, references, own, node.document.name)
        waiting.extend(here.children)
    if together is not None:
        together.take(before - own.left)
    return root.grown()


def _made(branch: Branch, references: References, document: str) -> _Growing:
    node = references.target(branch.node)
    row = replace(_bare(branch, node), pointer=_place(branch.node, document))
    return _Growing(
        replace(branch, node=node), row if node == branch.node else replace(row, target=_place(node, document))
    )


def _place(node: Node, document: str) -> str:
    pointer = print_pointer(node.pointer)
    return pointer if node.document.name == document else f"{node.document.name}#{pointer}"


def _children(growing: _Growing, references: References, budget: Budget, document: str) -> list[_Growing]:
    """Makes what is below a place as far as the limits allow, and counts the rest."""
    branch, node = growing.branch, growing.branch.node
    place = (node.document.name, node.pointer)
    if place in branch.above:
        hidden = len(list(_below(node, references, branch)))
        growing.row = replace(growing.row, recursive=True, hidden=hidden)
        return []
    inner = replace(branch, above=(*branch.above, place))
    below = list(_below(node, references, inner))
    granted = budget.take(len(below)) if len(inner.above) <= DEEPEST else 0
    growing.row = replace(growing.row, hidden=len(below) - granted)
    return [_made(child, references, document) for child in below[:granted]]


def property_names(node: Node, references: References) -> tuple[str, ...]:
    """Names of the members that the schema declares, those of its `allOf` parts included."""
    target = references.target(node)
    return tuple(dict.fromkeys(branch.label for branch in _properties(target, references, Branch(target))))


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
    yield from _variants(node, references, branch)


def _properties(node: Node, references: References, branch: Branch) -> Iterator[Branch]:
    """Own properties, then those of each `allOf` part, as if they were written here."""
    schema = node.value if isinstance(node.value, dict) else {}
    required = schema.get("required")
    names = set(map(str, required)) if isinstance(required, list) else set()
    properties = schema.get("properties")
    for name in properties if isinstance(properties, dict) else ():
        said = name_text(name)
        below = f"{branch.path}.{said}" if branch.path else said
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
        child, below = node.child("patternProperties", pattern), f"{branch.path}{{{key_text(pattern)}}}"
        yield replace(branch, node=child, label=f"{{{pattern}}}", path=below, required=False)


def _variants(node: Node, references: References, branch: Branch) -> Iterator[Branch]:
    schema = node.value if isinstance(node.value, dict) else {}
    for keyword, words in (("oneOf", "one of"), ("anyOf", "any of")):
        parts = schema.get(keyword)
        nodes = [node.child(keyword, index) for index in range(len(parts) if isinstance(parts, list) else 0)]
        for index, (part, name) in enumerate(zip(nodes, _names(node, nodes, references), strict=True), start=1):
            label = f"{words}, {index}" if name in PLAIN or name.isdigit() else f"{words}, {index}: {name}"
            below = f"{branch.path}<{name_text(name, BARE_BRANCH)}>" if name else branch.path
            yield replace(branch, node=part, label=label, path=below, required=False)
    if isinstance(schema.get("not"), dict):
        yield replace(branch, node=node.child("not"), label="never", path=f"{branch.path}<not>", required=False)


def _names(schema: Node, branches: list[Node], references: References) -> list[str]:
    """What addresses call the branches of a composition; empty for one that they pass through."""
    kept = [branch for branch in branches if not is_null(branch.value)]
    if len(kept) < 2:
        return ["null" if is_null(branch.value) else "" for branch in branches]
    named = iter(Naming(references, Canonical(references)).branches(schema, kept))
    return ["null" if is_null(branch.value) else next(named) for branch in branches]
