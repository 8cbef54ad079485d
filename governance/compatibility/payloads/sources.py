"""References of both releases behind one lookup, so that a schema made of parts of both can be judged.

A base is written `side|document`; `side` may carry a mark that its objects are opened (see `opened`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from catalog.errors import UnresolvableReference
from catalog.model.contract import Contract
from catalog.model.node import Node, References
from catalog.model.source import Json, SourceDocument
from catalog.model.specification import Family
from governance.compatibility.payloads.opening import opened
from governance.compatibility.sameness import Sameness
from governance.compatibility.schema.shared import OPENED

if TYPE_CHECKING:
    from governance.compatibility.payloads.flat import Flat

BASE, REVISION = "base", "revision"
PIN = "pinned:"
COMPOSITE = frozenset(("properties", "items", "additionalProperties", "allOf", "anyOf", "oneOf"))
"""What makes a part worth a name of its own when containment is asked for."""


class Reader(Protocol):
    """Says which oneOf is read as anyOf; `found`: whether any has been so far."""

    found: bool

    def __call__(self, union: Json) -> bool: ...


class Sources:
    """Looks up references of either side, and nodes that were pinned to a name."""

    def __init__(self, base: Contract, revision: Contract) -> None:
        self._references: dict[str, References] = {BASE: base.references, REVISION: revision.references}
        self._documents = {
            (BASE, base.document.name): base.document,
            (REVISION, revision.document.name): revision.document,
        }
        self.loose: Reader | None = None
        """What says which oneOf is read as anyOf."""
        self._main = {BASE: base.document, REVISION: revision.document}
        self._shared: dict[tuple[str, bool], bool] = {}
        self._alone = {BASE: _is_before_31(base), REVISION: _is_before_31(revision)}
        self.flats: dict[object, tuple[Node, Flat]] = {}
        """What `flatten` has seen."""
        self._pinned: dict[str, tuple[Node, str]] = {}
        self._opened: dict[tuple[str, str, tuple[str | int, ...]], Json] = {}

    def base_of(self, node: Node, side: str) -> str:
        """The base that references written inside `node` start from."""
        self._documents[side.removesuffix(OPENED), node.document.name] = node.document
        return f"{side}|{node.document.name}"

    def documents(self, side: str) -> tuple[SourceDocument, ...]:
        """Those of one side that have been seen."""
        return tuple(document for (of, _), document in self._documents.items() if of == side)

    def follow(self, node: Node, side: str) -> Node | None:
        """What the reference at this node leads to; None where it is none, or broken."""
        reference = node.value.get("$ref") if isinstance(node.value, dict) else None
        if isinstance(reference, str) and reference in self._pinned:
            return self._pinned[reference][0]
        return self._references[side.removesuffix(OPENED)].hop(node)

    def reference_stands_alone(self, side: str) -> bool:
        """Whether what stands beside `$ref` says nothing (OpenAPI before 3.1, JSON Schema before 2019-09)."""
        return self._alone[side.removesuffix(OPENED)]

    def knows_latest(self, side: str) -> bool:
        """Whether prefixItems and unevaluatedProperties say something (OpenAPI 3.1, JSON Schema 2020-12)."""
        return not self.reference_stands_alone(side)

    def pin(self, node: Node, side: str) -> dict[str, Json]:
        """A reference to this very node, wherever it is used."""
        name = f"{PIN}{side}|{node.document.name}|{'/'.join(map(str, node.pointer))}"
        self._pinned[name] = (node, side)
        return {"$ref": name}

    def resolve(self, reference: str, base: str) -> tuple[Json, str]:
        """(schema, base of what is inside it), for `decide`."""
        if reference in self._pinned:
            node, side = self._pinned[reference]
            return self._found(node, side)
        side, _, name = base.partition("|")
        document = self._documents[side.removesuffix(OPENED), name]
        target = self.follow(Node(document, (), {"$ref": reference}), side)
        if target is None:
            raise UnresolvableReference(f"{reference} leads nowhere", place=name)
        return self._found(target, side)

    def same(self, sameness: Sameness, reference: str, base: str, hopeful: bool) -> tuple[str, bool] | None:
        """The reference, where it is one within the main document and means the same in the other release's."""
        side, _, name = base.partition("|")
        if not reference.startswith("#/") or self._main[side.removesuffix(OPENED)].name != name:
            return None
        key = (reference, hopeful)
        if key not in self._shared:
            self._shared[key] = self._is_shared(sameness, {"$ref": reference}, hopeful)
        return key if self._shared[key] else None

    def _is_shared(self, sameness: Sameness, reference: Json, hopeful: bool) -> bool:
        before, after = (self.follow(Node(self._main[side], (), reference), side) for side in (BASE, REVISION))
        if before is None or after is None or not isinstance(before.value, dict):
            return False
        return not COMPOSITE.isdisjoint(before.value) and (hopeful or sameness.same(before, after))

    def _found(self, node: Node, side: str) -> tuple[Json, str]:
        value = self._open(node, side) if side.endswith(OPENED) else node.value
        return value, self.base_of(node, side)

    def _open(self, target: Node, side: str) -> Json:
        key = (side, target.document.name, target.pointer)
        if key not in self._opened:
            self._opened[key] = opened(target.value, self.loose)
        return self._opened[key]


def _is_before_31(contract: Contract) -> bool:
    specification = contract.specification
    return specification.family is Family.ASYNCAPI or specification.line in ("2.0", "3.0")
