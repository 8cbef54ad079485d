"""The public questions about addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.model.address import Address, Mark, Section, Step, path
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.source import Pointer
from catalog.model.specification import Family
from catalog.reading.addresses.claims import Claim, Claims
from catalog.reading.addresses.event_edges import EVENT_KINDS
from catalog.reading.addresses.facets import facet_child
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.groups import Group, groups_at, pointer_places
from catalog.reading.addresses.http_edges import HTTP_KINDS
from catalog.reading.addresses.spots import Label, Spot
from catalog.reading.addresses.ways import Ways, component_of, within


@dataclass(slots=True)
class Map:
    """A contract's places by meaning; the claims are made when a pointer is asked about for the first time."""

    graph: Graph
    _claims: Claims | None = None
    _ways: Ways | None = None

    @property
    def claims(self) -> Claims:
        if self._claims is None:
            self._claims = Claims(self.graph)
        return self._claims

    @property
    def ways(self) -> Ways:
        if self._ways is None:
            self._ways = Ways(self.graph, self.claims)
        return self._ways


def map_of(contract: Contract) -> Map:
    """The one map of a contract."""
    found = contract.derived.get("addresses")
    if not isinstance(found, Map):
        kinds = EVENT_KINDS if contract.specification.family is Family.ASYNCAPI else HTTP_KINDS
        found = contract.derived["addresses"] = Map(Graph(contract, kinds))
    return found


def address_of(contract: Contract, pointer: Pointer, document: str | None = None) -> Address:
    """The address of a place: by the first operation, in sorted order, that uses it; else in the document.

    Raises:
        LookupError: nothing stands at this pointer.
    """
    whole = map_of(contract)
    name = document if document is not None else contract.document.name
    claim, rest = _nearest(whole.claims, name, pointer)
    spot, steps = _descend(whole.graph, claim.spot, rest)
    if not steps:
        steps = _repeat(whole.graph, claim)
    return _numbered(whole.graph, contract.id, claim.steps + steps, spot)


def addresses_of(contract: Contract, pointer: Pointer, document: str | None = None) -> Iterator[Address]:
    """All addresses of a place: one for each operation that reaches it, in sorted order, then that in the document.

    A place that no operation reaches has the address in the document alone. Raises LookupError as `address_of`.
    """
    whole = map_of(contract)
    name = document if document is not None else contract.document.name
    claim, rest = _nearest(whole.claims, name, pointer)
    spot, about = _descend(whole.graph, claim.spot, rest)
    ways = [steps + about for steps in whole.ways.to(claim.spot.key)]
    yield from (_numbered(whole.graph, contract.id, steps, spot) for steps in ways)
    own = document_address(contract, pointer, document)
    if own is not None:
        yield own
    elif not ways:
        yield address_of(contract, pointer, document)


def document_address(contract: Contract, pointer: Pointer, document: str | None = None) -> Address | None:
    """The address by component: `order-api schema Customer email`; None for a place in no component."""
    graph = map_of(contract).graph
    name = document if document is not None else contract.document.name
    component = component_of(graph, name, pointer)
    if component is None:
        return None
    places = within(graph, component)
    length = next(cut for cut in range(len(pointer), -1, -1) if (name, pointer[:cut]) in places)
    start, steps = places[name, pointer[:length]]
    spot, about = _descend(graph, start, pointer[length:])
    return _numbered(graph, contract.id, steps + about, spot)


def _nearest(claims: Claims, name: str, pointer: Pointer) -> tuple[Claim, Pointer]:
    for length in range(len(pointer), -1, -1):
        claim = claims.get((name, pointer[:length]))
        if claim is not None:
            return claim, pointer[length:]
    raise LookupError(f"no operation and no component of the contract leads to {name}")


def _descend(graph: Graph, spot: Spot, rest: Pointer) -> tuple[Spot, Label]:
    steps: list[Step] = []
    for position, token in enumerate(rest):
        if token == "$ref" and position == len(rest) - 1 and graph.hop(spot) is not None:
            break
        found = facet_child(graph, spot, token)
        if found is None:
            raise LookupError(f"nothing stands at {token!r} below {spot.node.pointer!r}")
        step, spot = found
        steps.append(step)
    return spot, tuple(steps)


def _repeat(graph: Graph, claim: Claim) -> Label:
    """`^n` where the place says the same as one that its path comes through, n steps before."""
    length = len(claim.steps)
    if graph.hop(claim.spot) is None or claim.steps[-1:] == () or claim.steps[-1].section is not Section.PATH:
        return ()
    digest, above = graph.canonical.digest(claim.spot.node), claim.parent
    while above is not None and above.spot.kind == claim.spot.kind:
        if len(above.steps) < length and graph.canonical.digest(above.spot.node) == digest:
            return path(Mark.REPEAT, str(length - len(above.steps)))
        above = above.parent
    return ()


def _numbered(graph: Graph, contract: str, steps: Label, spot: Spot) -> Address:
    groups = groups_at(graph, _without_repeat(steps))
    for ordinal, group in enumerate(groups, start=1):
        if spot.key in pointer_places(graph, group):
            return Address(contract, steps, ordinal)
    raise LookupError(f"{Address(contract, steps)} does not lead back to {spot.node.pointer!r}")


def _without_repeat(steps: Label) -> Label:
    return tuple(step for step in steps if step.mark is not Mark.REPEAT)


def _group(contract: Contract, address: Address) -> Group | None:
    groups = groups_at(map_of(contract).graph, _without_repeat(address.steps))
    return groups[address.ordinal - 1] if address.ordinal <= len(groups) else None


def resolve(contract: Contract, address: Address) -> Node | None:
    """The place that an address names, references followed; None where the contract has no such place."""
    group = _group(contract, address)
    return group.target.node if group is not None else None


def places_of(contract: Contract, address: Address) -> tuple[Node, ...]:
    """Everywhere that the place is written: references to it and their `$ref` first, what they lead to last."""
    group = _group(contract, address)
    return tuple(group.nodes(map_of(contract).graph)) if group is not None else ()


def pointers_of(contract: Contract, address: Address) -> tuple[Pointer, ...]:
    """The pointers of `places_of` in the contract's own document."""
    name = contract.document.name
    return tuple(node.pointer for node in places_of(contract, address) if node.document.name == name)
