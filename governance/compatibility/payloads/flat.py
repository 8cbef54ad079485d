"""One schema, seen through references, allOf and null: its members as people name them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from catalog.frozen import dataclass, field, replace
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.children import child_of, items, list_of, members
from governance.compatibility.payloads.sources import Sources
from governance.compatibility.payloads.words import ANNOTATIONS, is_bare_reference, is_null, says_nothing
from governance.compatibility.sameness import spelled

UNIONS = ("oneOf", "anyOf")
NULL: dict[str, Json] = {"enum": [None]}
MAX_DEPTH = 60
MANY = 3
"""Branches, of which no more than one can be null."""
TOGETHER = "(and)"
"""The token of a schema of all that several parts say."""
ONE = "(one)"
"""The token of a union that was put around its only variant."""
SPELT = "(schema)"
"""The token of a schema that is written among the members of what holds it."""
LOST = "(lost)"
"""The token of a reference without an end, apart from what stands beside it."""


@dataclass(frozen=True, slots=True)
class Flat:
    """`parts` are the objects whose keywords hold together: the schema itself and what allOf and $ref add.

    `properties`, `families` by pattern, `prefix` and `items` come from all parts; `union` is the one oneOf or anyOf of
    them, if there is just one, and `values` the one additionalProperties that is a schema. Where nothing else looks at
    members, unevaluatedProperties and unevaluatedItems are other words for additionalProperties and items.
    `null`: the schema was a choice between this and null, beside which `default` may stand. `lost`: the references that
    lead nowhere, or only back here.
    """

    node: Node
    parts: tuple[Node, ...]
    null: bool
    properties: dict[str, Node] = field(default_factory=dict)
    items: Node | None = None
    values: Node | None = None
    union: tuple[str, tuple[Node, ...]] | None = None
    lost: tuple[Node, ...] = ()
    families: dict[str, Node] = field(default_factory=dict)
    prefix: tuple[Node, ...] = ()
    default: Json = None

    @property
    def required(self) -> frozenset[str]:
        return frozenset(
            name for part in self.parts for name in list_of(part.value, "required") if isinstance(name, str)
        )

    def keyword(self, name: str) -> Json:
        """The keyword's value in the first part that has it."""
        for part in self.parts:
            if isinstance(part.value, dict) and name in part.value:
                return part.value[name]
        return None

    def enumerated(self) -> frozenset[bytes] | None:
        """The texts of the values that each enum and const of the parts lists; None where there is none."""
        parts = [part.value for part in self.parts if isinstance(part.value, dict)]
        lists = [list_of(part, "enum") for part in parts if "enum" in part]
        lists += [[part["const"]] for part in parts if "const" in part]
        return frozenset.intersection(*(frozenset(map(spelled, held)) for held in lists)) if lists else None

    def child(self, name: str) -> Node | None:
        """The schema that is the keyword's value in the first part that has one."""
        return next((found for part in self.parts if (found := child_of(part, name)) is not None), None)


def flatten(node: Node, side: str, sources: Sources) -> Flat:
    """Follow references, unwrap a choice with null, gather allOf. The same object is returned each time."""
    key = id(node.value), node.pointer, side
    known = sources.flats.get(key)
    if known is None:
        known = sources.flats[key] = node, _flattened(node, side, sources)
    return known[1]


def _flattened(node: Node, side: str, sources: Sources) -> Flat:
    end = end_of(node, side, sources)
    core, null = _without_null(end, side, sources)
    gathered = Gathered()
    parts = tuple(_parts(core, side, sources, gathered))
    inner = _others(parts, "items", "unevaluatedItems", side, sources)
    values = _others(parts, "additionalProperties", "unevaluatedProperties", side, sources)
    unions = [(word, tuple(items(part, word))) for part in parts for word in UNIONS if list_of(part.value, word)]
    return Flat(
        parts[0] if parts else core,
        parts,
        null,
        _members_of(parts, "properties", side, sources),
        _together(inner, side, sources) if inner else None,
        values[0] if len(values) == 1 else None,
        unions[0] if len(unions) == 1 else None,
        tuple(gathered.lost),
        _members_of(parts, "patternProperties", side, sources),
        _prefix(parts, side, sources),
        next((value["default"] for value in _values((end, *parts)) if "default" in value), None),
    )


def _values(nodes: tuple[Node, ...]) -> Iterator[dict[str, Json]]:
    return (node.value for node in nodes if isinstance(node.value, dict))


def _members_of(parts: tuple[Node, ...], word: str, side: str, sources: Sources) -> dict[str, Node]:
    """What all parts say of each member of a map of schemas."""
    held: dict[str, list[Node]] = {}
    for part in parts:
        for name, child in members(part, word):
            held.setdefault(name, []).append(child)
    return {name: _together(nodes, side, sources) for name, nodes in held.items()}


def _prefix(parts: tuple[Node, ...], side: str, sources: Sources) -> tuple[Node, ...]:
    """What all parts say of each of the first items."""
    lists = [list(items(part, "prefixItems")) for part in parts] if sources.knows_latest(side) else []
    columns = zip_longest(*lists)
    return tuple(_together([node for node in column if node is not None], side, sources) for column in columns)


LOOKING = (*UNIONS, "if", "dependentSchemas", "contains", "$dynamicRef")
"""What looks at members or items in some values only."""


def _others(parts: tuple[Node, ...], word: str, unseen: str, side: str, sources: Sources) -> list[Node]:
    """What is said of the members or items that no name, pattern or place tells."""
    found = [child for part in parts if (child := child_of(part, word)) is not None]
    if found or not parts or not sources.knows_latest(side) or (child := child_of(parts[0], unseen)) is None:
        return found
    is_alone = not any(isinstance(part.value, dict) and part.value.keys() & {word, *LOOKING} for part in parts)
    return [child] if is_alone else found


def is_bare_union(flat: Flat) -> bool:
    """Whether nothing is said but which variants there are."""
    return flat.union is not None and all(
        key in UNIONS or key in ANNOTATIONS or key.startswith("x-")
        for part in flat.parts
        if isinstance(part.value, dict)
        for key in part.value
    )


def as_union(flat: Flat, side: str, sources: Sources) -> Flat:
    """The schema as the only variant of a union, beside null where it was a choice with that."""
    variants: list[Json] = [sources.pin(flat.node, side), *([NULL] if flat.null else [])]
    union = Node(flat.node.document, (*flat.node.pointer, ONE), {"anyOf": variants})
    return Flat(union, (union,), False, union=("anyOf", tuple(items(union, "anyOf"))))


def with_null(flat: Flat, side: str, sources: Sources) -> Flat:
    """A choice of a union and null, with null as one of the variants."""
    if flat.union is None or not flat.null:
        return flat
    both = as_union(flat, side, sources)
    assert both.union is not None
    word, branches = flat.union
    return replace(flat, node=both.node, null=False, union=(word, (*branches, both.union[1][-1])))


def _together(nodes: list[Node], side: str, sources: Sources) -> Node:
    """What several parts say of the same member: a schema of all of it, which stands nowhere."""
    telling = [node for node in nodes if not says_nothing(node.value)] or nodes[:1]
    if len(telling) == 1:
        return telling[0]
    others = tuple("/".join(map(str, node.pointer)) for node in telling[1:])
    pinned: list[Json] = [sources.pin(node, side) for node in telling]
    return Node(telling[0].document, (*telling[0].pointer, TOGETHER, *others), {"allOf": pinned})


def end_of(node: Node, side: str, sources: Sources) -> Node:
    """The end of the chain of bare references."""
    for _ in range(MAX_DEPTH):
        target = hop(node, side, sources)
        if target is node:
            return node
        node = target
    return node


def hop(node: Node, side: str, sources: Sources) -> Node:
    """What a bare reference leads to; the node itself where it is none, or more is said beside it."""
    target = sources.follow(node, side)
    if target is None or not (sources.reference_stands_alone(side) or is_bare_reference(node.value)):
        return node
    return target


def value_of(node: Node, side: str, sources: Sources) -> Json:
    """The schema at the end of bare references and of an allOf of one."""
    end = end_of(node, side, sources)
    core, null = _without_null(end, side, sources)
    return end.value if null else core.value


def _without_null(node: Node, side: str, sources: Sources) -> tuple[Node, bool]:
    """The other branch of a choice between it and null, or the member of a lonely allOf, oneOf or anyOf."""
    for _ in range(MAX_DEPTH):
        value = node.value
        if not isinstance(value, dict):
            return node, False
        telling = [key for key in value if key not in ANNOTATIONS and not key.startswith("x-")]
        if len(telling) != 1 or telling[0] not in (*UNIONS, "allOf"):
            return node, False
        branches = list(items(node, telling[0]))
        others = [branch for branch in branches if not is_null(branch.value)]
        if len(others) != 1 or (telling[0] == "allOf" and len(branches) > 1):
            return node, False
        if len(branches) > 1:
            return end_of(others[0], side, sources), True
        node = end_of(others[0], side, sources)
    return node, False


@dataclass(slots=True)
class Gathered:
    """What was come by on the way through a composition: all places, those above, references without an end."""

    seen: set[tuple[str, tuple[str | int, ...]]] = field(default_factory=set)
    above: list[tuple[str, tuple[str | int, ...]]] = field(default_factory=list)
    lost: list[Node] = field(default_factory=list)


def _parts(node: Node, side: str, sources: Sources, gathered: Gathered) -> Iterator[Node]:
    key = (node.document.name, node.pointer)
    if key in gathered.seen or len(gathered.seen) > MAX_DEPTH * 10:
        return
    gathered.seen.add(key)
    gathered.above.append(key)
    target = sources.follow(node, side)
    if target is None or not sources.reference_stands_alone(side):
        yield node
    is_lost = target is None or (target.document.name, target.pointer) in gathered.above
    if is_lost and isinstance(node.value, dict) and "$ref" in node.value:
        gathered.lost.append(Node(node.document, (*node.pointer, LOST), {"$ref": node.value["$ref"]}))
    if target is not None:
        yield from _parts(target, side, sources, gathered)
    if target is None or not sources.reference_stands_alone(side):
        for branch in items(node, "allOf"):
            yield from _parts(branch, side, sources, gathered)
    gathered.above.pop()


TRAVEL = ("readOnly", "writeOnly")
COMPOSING = frozenset((*UNIONS, "allOf", "$ref"))
TELLING = COMPOSING.union(TRAVEL)


def is_composed(schema: Json) -> bool:
    """Whether another schema adds to it, or it is that schema or null: one that may lead back to what holds it."""
    if not isinstance(schema, dict) or COMPOSING.isdisjoint(schema):
        return False
    return "$ref" in schema or "allOf" in schema or any(_is_of_one(list_of(schema, word)) for word in UNIONS)


def _is_of_one(union: list[Json]) -> bool:
    return len(union) < MANY and sum(not is_null(branch) for branch in union) == 1


def travel(node: Node, side: str, sources: Sources) -> dict[str, Json]:
    """`readOnly` and `writeOnly`, wherever in the composition they are said; null beside it makes no difference."""
    if not isinstance(node.value, dict) or TELLING.isdisjoint(node.value):
        return {}
    parts = [node.value]
    if not COMPOSING.isdisjoint(node.value):
        core, _ = _without_null(node, side, sources)
        parts = [part.value for part in _parts(core, side, sources, Gathered()) if isinstance(part.value, dict)]
    return {word: True for word in TRAVEL if any(part.get(word) is True for part in parts)}
