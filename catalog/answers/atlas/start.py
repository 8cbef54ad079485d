"""The place that a focus graph begins at, with the links that only this place has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from catalog.answers.catalog import Catalog
from catalog.answers.gate.processes import Processes
from catalog.answers.impact.places import KINDS, Asked, Places
from catalog.answers.impact.releases import announced_of
from catalog.errors import UnknownName
from catalog.frozen import replace
from catalog.graph.atlas import Atlas, Link, gathered
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.hits import UsedPlaces
from catalog.graph.references import References
from catalog.graph.stated import used
from catalog.graph.touching import touching
from catalog.model.quality import Origin
from catalog.reading.addresses.lookup import places_of
from catalog.repository.snapshot import Snapshot
from governance.findings import Effect


@dataclass(frozen=True)
class Start:
    """`vertex` stands in the atlas, or in it with `links`; `notes` say what it was taken for."""

    vertex: Vertex
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


def start_at(catalog: Catalog, snapshot: Snapshot, atlas: Atlas, focus: str) -> Start:
    """What `kind:name` names, or a name alone of whatever kind.

    Raises:
        UnknownName: there is no such thing; the hint names the nearest.
    """
    kind, _, name = focus.partition(":")
    named = Vertex(Kind(kind), name) if kind in KINDS else None
    if named is not None and named.kind not in OWN_LINKS and atlas.number(named) is not None:
        return Start(named)
    asked = Places(snapshot, References(snapshot.documents.fetch)).find(*((name, kind) if named else (focus, None)))
    notes = tuple(f"{asked.name} is also a {other}" for other in asked.others)
    vertex = _vertex(asked)
    if vertex.name != asked.name and asked.kind is Kind.ENTITY:
        notes = (*notes, f"{asked.name} is part of {vertex.name}, which is shown; impact follows the part alone")
    if vertex.kind not in OWN_LINKS and atlas.number(vertex) is None:
        raise UnknownName(f"nothing is linked to {vertex.kind.value} {vertex.name!r}", hint="ask for its impact")
    return Start(vertex, tuple(_links(catalog, snapshot, atlas, asked)), notes)


OWN_LINKS = (Kind.ADDRESS, Kind.RELEASE, Kind.TEAM)


def _vertex(asked: Asked) -> Vertex:
    if asked.kind is Kind.ENTITY:
        return Vertex(Kind.ENTITY, asked.name.partition(" ")[0].partition("/")[0])
    if asked.kind is Kind.RELEASE:
        return Vertex(Kind.RELEASE, f"{asked.vendor} {asked.label}")
    return Vertex(asked.kind, asked.name)


def _links(catalog: Catalog, snapshot: Snapshot, atlas: Atlas, asked: Asked) -> Iterator[Link]:
    match asked.kind:
        case Kind.ADDRESS:
            yield from gathered(_of_address(snapshot, asked))
        case Kind.RELEASE:
            yield from gathered(_of_release(catalog, snapshot, asked))
        case Kind.TEAM:
            yield from _of_team(atlas, _vertex(asked))
        case _:
            return


def _of_address(snapshot: Snapshot, asked: Asked) -> Iterator[Edge]:
    """The contract that has the place, the services whose uses it touches, and the workflows through it."""
    assert asked.at is not None
    contract, entry, own = snapshot.contract(asked.contract), snapshot.contracts[asked.contract], _vertex(asked)
    found = places_of(contract, asked.at)
    origin = Origin(found[0].document.name, found[0].pointer) if found else None
    yield Edge(Vertex(Kind.CONTRACT, entry.id), own, Relation.HAS, origin=origin)
    touch = touching(UsedPlaces(contract), asked.at)
    for consumption in snapshot.consumptions_of(entry.id):
        for use in consumption.uses or (None,):
            sure = touch.confidence(use) if use is not None else Confidence.CERTAIN
            if sure is not None:
                yield replace(used(own, consumption, use, entry), confidence=sure)
    for hit in Processes(snapshot.workflows_over).through(contract, (str(asked.at),)):
        flow, sure = snapshot.workflows[hit.id], Confidence.LIKELY if asked.at.part else Confidence.CERTAIN
        for step in (each for each in flow.steps if each.id in hit.steps):
            said = Statement("step", flow.id, step.id)
            target = Vertex(Kind.WORKFLOW, flow.id)
            yield Edge(own, target, Relation.STEP, sure, step.origin, said, detail=step.id)


def _of_release(catalog: Catalog, snapshot: Snapshot, asked: Asked) -> Iterator[Edge]:
    """The services that an announced release hits, as the gate judges it."""
    entries = tuple(entry.id for entry in snapshot.vendors[asked.vendor].contracts)
    for ahead in announced_of(catalog, snapshot, entries, asked.label):
        for hit in ahead.found.hits:
            finding, place = hit.finding, next(iter(hit.finding.locations), None)
            sure = Confidence.CERTAIN if finding.effect is Effect.BREAKS and finding.decided else Confidence.LIKELY
            origin = Origin(place.file) if place else None
            for consumer in hit.consumers:
                target = Vertex(Kind.SERVICE, consumer.service)
                yield Edge(_vertex(asked), target, Relation.CHANGES, sure, origin, detail=finding.message)


def _of_team(atlas: Atlas, team: Vertex) -> Iterator[Link]:
    """What a team answers for: an effect on the team's things begins at each of them."""
    for end, at in atlas.into[atlas.numbers[team]]:
        thing, owned = atlas.vertices[end], atlas.links[at]
        if owned.relation is Relation.OWNED:
            turned = (replace(e, source=team, target=thing, relation=Relation.OWNS) for e in owned.edges)
            yield Link(team, thing, Relation.OWNS, partial(tuple, tuple(turned)))
