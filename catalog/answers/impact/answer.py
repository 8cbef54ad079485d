"""`treaty impact PLACE`: who is hit by a place, by which path, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec

from catalog.answers.catalog import Catalog
from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.paths import Paths
from catalog.answers.impact.places import Asked, Places
from catalog.answers.impact.reasons import undocumented, unknowns, unplaced, why_nobody
from catalog.answers.impact.releases import Ahead, announced_of, edges_of, pinned, release_impact
from catalog.answers.impact.rows import Rows
from catalog.answers.impact.shape import Bottleneck, HitService, Impact
from catalog.answers.impact.subject import place_row
from catalog.answers.progress import Say, silent
from catalog.graph.edges import Edge, Kind, Vertex
from catalog.graph.network import Network
from catalog.graph.references import References
from catalog.repository.snapshot import Snapshot
from governance.findings import Location


def impact(
    catalog: Catalog,
    snapshot: Snapshot,
    text: str,
    *,
    today: date,
    kind: str | None = None,
    farthest: int | None = None,
    say: Say = silent,
) -> Impact:
    """Who is hit by a place of the catalog. `kind` says what it is where several things have the name, `farthest` how
    many services a path may pass, `say` hears what is done.

    Raises:
        UnknownName: there is no such place; the hint names the nearest.
    """
    references = References(snapshot.documents.fetch)
    say("looking for the place")
    landscape = Landscape(snapshot, references, Places(snapshot, references).find(text, kind))
    say("comparing announced releases")
    ahead = announced_of(catalog, snapshot, _entries(snapshot, landscape.asked), landscape.asked.label)
    say("reading who uses what")
    further = dict(_further(landscape, ahead))
    network = landscape.network(further)
    rows = Rows(
        landscape,
        network,
        network.routes(landscape.start, farthest, landscape.own),
        Paths(catalog, snapshot, landscape.own, {**further, **landscape.located}),
        farthest,
    )
    say("asking Git since when that is so")
    return _told(rows, ahead, today)


def _told(rows: Rows, ahead: tuple[Ahead, ...], today: date) -> Impact:
    landscape, paths = rows.landscape, rows.paths
    reached = (rows.reached_services, rows.reached_contracts, rows.reached_workflows)
    paths.prepare((route for routes in reached for route in routes.values()), rows.owner_edges())
    services, contracts, workflows = rows.services(), rows.contracts(), rows.workflows()
    releases = tuple(release_impact(landscape, each, today) for each in ahead)
    hit: bool | None = bool(services or workflows or contracts)
    unknown = tuple(unknowns(landscape, ahead))
    if not hit and unknown:
        hit = None
    return Impact(
        place_row(landscape, paths, today),
        hit,
        services,
        contracts,
        workflows,
        rows.teams(),
        releases,
        tuple(_bottlenecks(landscape, rows.network, services)),
        "" if hit else why_nobody(landscape, releases),
        (*unknown, *undocumented(landscape, ahead), *unplaced(landscape), *_left_out(rows), *_without_networkx()),
    )


def has_networkx() -> bool:
    """Whether bottlenecks can be found; a bare install has all of the answer but these."""
    return find_spec("networkx") is not None


def _without_networkx() -> Iterator[str]:
    if not has_networkx():
        yield "bottlenecks are not told without networkx: pip install 'treaty[portal]'"


def _left_out(rows: Rows) -> Iterator[str]:
    farthest = rows.farthest
    if farthest is not None:
        known = {vertex for vertex in rows.network.routes(rows.landscape.start) if vertex.kind is Kind.SERVICE}
        beyond = len({vertex.name for vertex in known} - {vertex.name for vertex in rows.routes})
        if beyond:
            yield f"{beyond} services farther away are left out, as asked"


def _entries(snapshot: Snapshot, asked: Asked) -> tuple[str, ...]:
    """The vendor's contracts whose announced releases belong to the answer."""
    if asked.kind is Kind.RELEASE:
        return asked.entries
    if asked.kind is Kind.VENDOR:
        return tuple(entry.id for entry in snapshot.vendors[asked.name].contracts)
    entry = snapshot.contracts.get(asked.name) if asked.kind is Kind.CONTRACT else None
    return (entry.id,) if entry is not None and entry.owner_kind == "vendor" else ()


def _further(landscape: Landscape, ahead: tuple[Ahead, ...]) -> Iterator[tuple[Edge, Location | None]]:
    """The edges of a release: what its documents change, else who pins it."""
    asked = landscape.asked
    if asked.kind is not Kind.RELEASE:
        return
    for each in ahead:
        yield from edges_of(landscape, each)
    compared = {each.entry.id for each in ahead}
    rest = tuple(entry for entry in asked.entries if entry not in compared)
    yield from ((edge, None) for edge in pinned(landscape, rest, asked.label))


def _bottlenecks(landscape: Landscape, network: Network, services: tuple[HitService, ...]) -> Iterator[Bottleneck]:
    """The services that hold back most first; networkx is asked only where something is hit through others."""
    behind = [Vertex(Kind.SERVICE, each.name) for each in services if not each.reached.direct]
    known = landscape.snapshot.services
    found = network.passed_by_all(landscape.start, behind) if behind and has_networkx() else {}
    for gate, shielded in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].name)):
        if gate.name in known and gate.name not in landscape.own:
            yield Bottleneck(gate.name, known[gate.name].owner, tuple(each.name for each in shielded))
