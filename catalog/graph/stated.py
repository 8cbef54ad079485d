"""The edges that descriptors state, one function for each kind of descriptor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.model.address import Address
from catalog.model.address_text import parse_address
from catalog.model.consumption import Consumption, Use
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, EntityMapping, FieldMapping, Service
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow, WorkflowStep

BATCH = ("batch", "file")
EVENTS = ("send", "receive", "channel")
SWAPPED = {"inbound": "outbound", "outbound": "inbound"}


def of_holder(holder: Service | Vendor) -> Iterator[Edge]:
    """What a service or vendor offers, and which team answers for it."""
    kind = Kind.VENDOR if isinstance(holder, Vendor) else Kind.SERVICE
    own = Vertex(kind, holder.name)
    for entry in holder.contracts:
        said = Statement("offer", entry.id)
        yield Edge(own, Vertex(Kind.CONTRACT, entry.id), Relation.OFFERS, origin=entry.origin, statement=said)
    yield from owned(own, holder.owner, Origin(holder.origin.file, ("owner",)))


def owned(what: Vertex, owner: str, origin: Origin) -> Iterator[Edge]:
    """The team that answers for something; none where nobody does."""
    if owner:
        said = Statement("owner", what.name, owner)
        yield Edge(what, Vertex(Kind.TEAM, owner), Relation.OWNED, origin=origin, statement=said)


def of_consumption(consumption: Consumption, entry: ContractEntry | None) -> Iterator[Edge]:
    """A contract, the places of it that a service uses, and the service; without places, contract and service."""
    contract = Vertex(Kind.CONTRACT, consumption.contract)
    if not consumption.uses:
        yield used(contract, consumption, None, entry)
    for use in consumption.uses:
        place = Vertex(Kind.ADDRESS, f"{consumption.contract} {use.address}")
        yield Edge(contract, place, Relation.HAS)
        yield used(place, consumption, use, entry)


def used(source: Vertex, consumption: Consumption, use: Use | None, entry: ContractEntry | None) -> Edge:
    """That a service uses a place."""
    address = use.address if use else ""
    return Edge(
        source,
        Vertex(Kind.SERVICE, consumption.service),
        Relation.USED,
        origin=use.origin if use else consumption.origin,
        statement=Statement("use", consumption.contract, address),
        pattern=pattern_of(consumption, address, entry),
        direction=direction_of(address, entry.perspective if entry else "provider"),
        known=consumption.evidence,
        detail=consumption.purpose or "",
    )


def of_workflow(workflow: Workflow, contract_at: Callable[[str], str | None]) -> Iterator[Edge]:
    """Contracts and workflows that a workflow goes through, by step; contracts whose events show its checkpoints; and
    its team."""
    own = Vertex(Kind.WORKFLOW, workflow.id)
    for step in workflow.steps:
        said, sources = Statement("step", workflow.id, step.id), tuple(_sources(workflow, step, contract_at))
        sure = Confidence.CERTAIN if len(sources) == 1 else Confidence.LIKELY
        for source in sources:
            yield Edge(source, own, Relation.STEP, sure, step.origin, said, detail=step.id)
    for edge in checkpoints(workflow):
        yield replace(edge, source=Vertex(Kind.CONTRACT, edge.source.name.partition(" ")[0]))
    yield from owned(own, workflow.owner, Origin(workflow.origin.file, workflow.origin.pointer))


def _sources(workflow: Workflow, step: WorkflowStep, contract_at: Callable[[str], str | None]) -> Iterator[Vertex]:
    """Where a step leads: a step that does not say in which of several documents, perhaps into each."""
    if step.workflow:
        yield from (Vertex(Kind.WORKFLOW, step.workflow),) if step.workflow != workflow.id else ()
        return
    paths = (source.path for source in workflow.sources if step.source in (None, source.name))
    yield from (Vertex(Kind.CONTRACT, name) for name in map(contract_at, paths) if name)


def checkpoints(workflow: Workflow) -> Iterator[Edge]:
    """The addresses of events that show how far a workflow has come."""
    for position, checkpoint in enumerate(workflow.checkpoints):
        if checkpoint.event:
            pointer = (*workflow.origin.pointer, "x-checkpoints", position)
            yield Edge(
                Vertex(Kind.ADDRESS, checkpoint.event), Vertex(Kind.WORKFLOW, workflow.id), Relation.SHOWS,
                origin=Origin(workflow.origin.file, pointer), detail=checkpoint.state,
                statement=Statement("checkpoint", workflow.id, checkpoint.state),
            )  # fmt: skip


def mapping_statement(mapping: EntityMapping, field: FieldMapping) -> Statement:
    """That a vendor's field is mapped onto a canonical one."""
    vendor_field = " ".join(word for word in (mapping.contract, mapping.schema, field.vendor_field) if word)
    return Statement("mapping", vendor_field, f"{mapping.entity} {field.canonical}")


def pattern_of(consumption: Consumption, address: str, entry: ContractEntry | None) -> str:
    """sync, event or batch: as the consumption says, as the contract has only one, else as the place shows."""
    declared = entry.qualities.pattern if entry else ()
    if consumption.pattern or len(declared) == 1:
        return consumption.pattern or declared[0]
    if not address:
        return ""
    shown = "event" if address.partition(" ")[0] in EVENTS else "sync"
    return shown if shown in declared or not declared else next((p for p in declared if p in BATCH), shown)


@lru_cache(maxsize=10_000)
def direction_of(address: str, perspective: str = "provider") -> str:
    """inbound, outbound or both, seen from the owner (SEMANTICS §1), of an address without the contract's id; empty
    where it says nothing of either."""
    try:
        parsed = parse_address(f"c {address}") if address and "*" not in address else None
    except CatalogError:
        return ""
    found = _direction(parsed) if parsed else ""
    return SWAPPED.get(found, found) if perspective == "client" else found


def _direction(address: Address) -> str:
    subject, part = address.subject, address.part[:1]
    if subject[:1] in (("send",), ("receive",)):
        sent = (subject[0] == "send") != (part == ("reply",))
        return "outbound" if sent else "inbound"
    if subject[:1] == ("channel",) or not part:
        return "both" if subject and subject[0] not in COMPONENTS else ""
    asked = part == ("request",)
    if not asked and part != ("response",):
        return ""
    turned = subject[0] == "webhook" or "callback" in subject[2:]
    return "inbound" if asked != turned else "outbound"


COMPONENTS: Mapping[str, None] = dict.fromkeys((
    "schema", "response", "parameter", "header", "requestBody", "example", "link", "callback", "pathItem", "mediaType",
    "message", "operationTrait", "messageTrait", "reply", "securityScheme",
))  # fmt: skip
"""First words of document addresses, which no direction leads to."""
