"""What a vendor's release does to its consumers: announced ones by comparison, others by who pins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalog.answers.catalog import Catalog
from catalog.answers.gate.consumers import Consumers
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.upcoming import Announced, announced_release
from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.lineage import lineage
from catalog.answers.impact.shape import ReleaseChange, ReleaseImpact
from catalog.answers.kept import once
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement, Vertex
from catalog.graph.stated import used
from catalog.graph.touching import written_at
from catalog.model.address_text import parse_address
from catalog.model.contract import Contract
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry
from catalog.model.vendor import VendorRelease
from catalog.reading.addresses.lookup import map_of
from catalog.repository.snapshot import Snapshot
from governance.findings import Effect, Finding, Location
from governance.gate.changes import Hit
from governance.gate.verdict import Compared


@dataclass(frozen=True, slots=True)
class Ahead:
    """An announced document with what it does."""

    entry: ContractEntry
    release: VendorRelease | None
    found: Announced


def announced_of(catalog: Catalog, snapshot: Snapshot, entries: Iterable[str], label: str = "") -> tuple[Ahead, ...]:
    """The announced documents of these contracts, of one label only where it is given, judged as the gate does; each
    once for a snapshot."""
    same = Compared(snapshot.revision, snapshot.revision, snapshot.revision)
    sides = Sides(snapshot, snapshot, snapshot, same, frozenset(), catalog)
    consumers = Consumers(sides)
    found = []
    for entry in (snapshot.contracts[name] for name in entries if name in snapshot.contracts):
        for upcoming in (each for each in entry.upcoming if label in ("", each.label)):
            release = release_of(snapshot, entry.owner, upcoming.label)
            judge = partial(announced_release, sides, consumers, entry, upcoming)
            judged = once(snapshot, ("announced", entry.id, upcoming.label), judge, stays=True)
            found.append(Ahead(entry, release, judged))
    return tuple(found)


def release_of(snapshot: Snapshot, vendor: str, label: str) -> VendorRelease | None:
    """What the vendor's descriptor says of a release."""
    known = snapshot.vendors.get(vendor)
    return next((each for each in known.releases if each.label == label), None) if known else None


def edges_of(landscape: Landscape, ahead: Ahead) -> Iterator[tuple[Edge, Location | None]]:
    """From the release to the uses that it hits, each with the line of the announced document that does it."""
    contract = landscape.contract(ahead.entry.id)
    keys = set()
    for hit in ahead.found.hits:
        yield from _hits(landscape, ahead, hit)
        keys |= _keys(contract, hit.finding) if contract is not None else set()
    if contract is not None:
        yield from ((edge, None) for edge in lineage(landscape.snapshot, contract, frozenset(keys)))


def _hits(landscape: Landscape, ahead: Ahead, hit: Hit) -> Iterator[tuple[Edge, Location | None]]:
    finding, start = hit.finding, landscape.start
    sure = Confidence.CERTAIN if finding.effect is Effect.BREAKS and finding.decided else Confidence.LIKELY
    place = finding.locations[0] if finding.locations else None
    origin = Origin(place.file) if place else None
    for consumer in hit.consumers:
        for address in consumer.addresses:
            target = Vertex(Kind.ADDRESS, address)
            if address == ahead.entry.id:
                whole = (c for c in landscape.snapshot.consumptions_of(address) if c.service == consumer.service)
                yield from ((used(start, each, None, ahead.entry), None) for each in whole)
                continue
            said = Statement("file", place.file) if place else None
            yield Edge(start, target, Relation.CHANGES, sure, origin, said, detail=unprefixed(finding)), place
    contract = landscape.contract(ahead.entry.id)
    if contract is not None:
        yield from ((edge, None) for edge in landscape.through(contract, (finding.address, *finding.affects), start))


def _keys(contract: Contract, finding: Finding) -> set[tuple[str, tuple[str | int, ...]]]:
    try:
        return set(written_at(map_of(contract).graph, parse_address(finding.address)))
    except CatalogError:
        return set()


def pinned(landscape: Landscape, entries: Iterable[str], label: str) -> Iterator[Edge]:
    """The consumptions that pin a release."""
    for entry in (landscape.snapshot.contracts[name] for name in entries):
        for consumption in landscape.snapshot.consumptions_of(entry.id):
            if consumption.pin == label:
                edge = used(landscape.start, consumption, None, entry)
                said = Statement("pin", entry.id, label)
                yield replace(edge, relation=Relation.PINNED, statement=said, detail=f"{label} of {entry.id}")


def release_impact(landscape: Landscape, ahead: Ahead, today: date) -> ReleaseImpact:
    """The row of an announced document."""
    release, found, snapshot = ahead.release, ahead.found, landscape.snapshot
    users = {each.service for each in snapshot.consumptions_of(ahead.entry.id)}
    return ReleaseImpact(
        found.contract,
        found.label,
        release.name or "" if release else "",
        release.state(today) if release else "announced",
        release.production if release else None,
        found.harmless + len(found.hits),
        found.safe,
        tuple(_change(hit.finding, hit) for hit in found.hits),
        tuple(_change(finding) for finding in found.idle),
        tuple(sorted(users)),
        found.error,
    )


def unprefixed(finding: Finding) -> str:
    """The message; a property that is both place and subject is named once."""
    path, _, rest = finding.message.partition(": ")
    return rest if rest.startswith(f"{path} ") else finding.message


def _change(finding: Finding, hit: Hit | None = None) -> ReleaseChange:
    place = finding.locations[0] if finding.locations else None
    return ReleaseChange(
        finding.rule,
        finding.effect.value if finding.effect else "",
        finding.decided,
        unprefixed(finding),
        finding.address,
        finding.affects,
        place.file if place else "",
        place.line or 0 if place else 0,
        tuple((each.service, each.addresses) for each in hit.consumers) if hit else (),
        tuple(flow.id for flow in hit.workflows) if hit else (),
        finding.hint or "" if hit else "",
    )
