"""Parts of a contract that are references without an end: nobody can tell what changed there (SEMANTICS §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.model.contract import Contract
from catalog.model.http import Direction
from catalog.model.node import Located, Node
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.sameness import Sameness


def lost(node: Node | None) -> str | None:
    """Why a node is no part but still a reference, after all that could be followed were; None where it is a part."""
    value = node.value if node is not None else None
    if not isinstance(value, dict) or "$ref" not in value:
        return None
    reference = value["$ref"]
    return (
        f"{reference} leads nowhere" if isinstance(reference, str) else f"$ref expects a string, not {reference!r:.60}"
    )


def node_of(part: Located | None) -> Node | None:
    """Where a part stands, if it does."""
    return part.node if part is not None else None


def undecided(
    sameness: Sameness, base: Node | None, revision: Node | None, where: Where, direction: Direction | None = None
) -> Change | None:
    """That it cannot be told what changed between two nodes, of which one is lost; None where it can be."""
    reason = lost(base) or lost(revision)
    if reason is None or (base is not None and sameness.same(base, revision)):
        return None
    return Change("schema-undecided", where, base, revision, direction, facts(reason=reason))


def alone(
    sameness: Sameness, base: Iterable[Node], revision: Iterable[Node]
) -> Iterator[tuple[Node | None, Node | None]]:
    """Lost nodes that only one release has."""
    before, after = list(base), list(revision)
    yield from ((one, None) for one in before if not any(sameness.same(one, other) for other in after))
    yield from ((None, other) for other in after if not any(sameness.same(one, other) for one in before))


def lost_items(contract: Contract, holder: Node, name: str) -> Iterator[Node]:
    """Those of a list."""
    held = holder.value.get(name) if isinstance(holder.value, dict) else None
    for index, value in enumerate(held if isinstance(held, list) else ()):
        if isinstance(value, dict) and "$ref" in value:
            yield from _lost(contract, Node(holder.document, (*holder.pointer, name, index), value))


def top(contract: Contract, name: str) -> Node:
    """A member of the document."""
    tree = contract.document.tree
    return Node(contract.document, (name,), tree.get(name) if isinstance(tree, dict) else None)


def lost_members(contract: Contract, holder: Node) -> dict[str, Node]:
    """Those of a map, by key."""
    held = holder.value if isinstance(holder.value, dict) else {}
    inner = ((key, Node(holder.document, (*holder.pointer, key), value)) for key, value in held.items())
    return {key: end for key, node in inner for end in _lost(contract, node)}


def _lost(contract: Contract, written: Node) -> Iterator[Node]:
    if lost(written) is not None:
        end = contract.references.target(written)
        if lost(end) is not None:
            yield end
