"""`treaty impact PLACE`: who is hit by a place, by which path, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec

from catalog.answers.catalog import Catalog
from catalog.answers.changes import changes_of
from catalog.answers.impact.beside import surroundings_of
from catalog.answers.impact.grounds import grounds_of
from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.paths import Paths
from catalog.answers.impact.places import Asked, Places
from catalog.answers.impact.reasons import undocumented, unknowns, unplaced, unreadable, why_nobody
from catalog.answers.impact.releases import Ahead, announced_of, edges_of, pinned, release_impact
from catalog.answers.impact.rows import Rows
from catalog.answers.impact.shape import Bottleneck, Impact
from catalog.answers.impact.stated import stated_by
from catalog.answers.impact.subject import place_row
from catalog.answers.impact.texts import texts_of
from catalog.answers.progress import Say, silent
from catalog.graph.edges import Edge, Kind
from catalog.graph.references import References
from catalog.repository.snapshot import Snapshot
from governance.findings import Location

EVERYTHING = slice(None)


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
    reached = impact_rows(catalog, snapshot, text, kind, farthest, say)
    say("asking Git since when that is so")
    return told(reached, today)


def prepare_impact(catalog: Catalog, snapshot: Snapshot) -> None:
    """Make now what every question needs of a whole catalog."""
    stated_by(snapshot).prepare()
    grounds_of(snapshot)
    changes_of(catalog, snapshot)
    tuple(unreadable(snapshot))
    texts_of(snapshot)
    surroundings_of(snapshot)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a place reaches, before any of it is told."""

    rows: Rows
    ahead: tuple[Ahead, ...]


def impact_rows(
    catalog: Catalog, snapshot: Snapshot, text: str, kind: str | None, farthest: int | None, say: Say = silent
) -> Reached:
    """What is reached from a place; raises as `impact`."""
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
        Paths(catalog, snapshot, landscape.own, lambda edge: landscape.located(edge) or further.get(edge)),
        farthest,
    )
    return Reached(rows, ahead)


def told(reached: Reached, today: date, part: slice = EVERYTHING, *, whole: bool = True) -> Impact:
    """The answer, or a part of the rows of each kind; `whole` looks at the whole graph for bottlenecks, and
    to count what is left out."""
    rows, ahead = reached.rows, reached.ahead
    landscape, chosen = rows.landscape, rows.of_part(part)
    chosen.prepare()
    services, contracts, workflows = chosen.services(), chosen.contracts(), chosen.workflows()
    releases = tuple(release_impact(landscape, each, today) for each in ahead)
    hit: bool | None = bool(rows.reached_services or rows.reached_workflows or rows.reached_contracts)
    unknown = tuple(unknowns(landscape, ahead))
    if not hit and unknown:
        hit = None
    gates = tuple(_bottlenecks(rows)) if whole else ()
    untold = _without_networkx() if whole else _without_bottlenecks(rows)
    return Impact(
        place_row(landscape, rows.paths, today),
        hit,
        services,
        contracts,
        workflows,
        chosen.teams(),
        releases,
        gates,
        "" if hit else why_nobody(landscape, releases),
        (*unknown, *undocumented(landscape, ahead), *unplaced(landscape), *_left_out(rows, whole), *untold),
    )


def _without_bottlenecks(rows: Rows) -> Iterator[str]:
    if not all(map(rows.is_direct, rows.reached_services)):
        yield f"bottlenecks are not looked for in so large a catalog: treaty impact {rows.landscape.asked.name!r} does"


def has_networkx() -> bool:
    """Whether bottlenecks can be found; a bare install has all of the answer but these."""
    return find_spec("networkx") is not None


def _without_networkx() -> Iterator[str]:
    if not has_networkx():
        yield "bottlenecks are not told without networkx: pip install 'treaty[portal]'"


def _left_out(rows: Rows, counted: bool) -> Iterator[str]:
    if rows.farthest is None:
        return
    if not counted:
        yield f"services behind more than {rows.farthest - 1} others are left out, and were not counted"
        return
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


def _bottlenecks(rows: Rows) -> Iterator[Bottleneck]:
    """The services that hold back most first; networkx is asked only where something is hit through others."""
    landscape, network = rows.landscape, rows.network
    behind = [rows.vertex(number) for number in rows.reached_services if not rows.is_direct(number)]
    known = landscape.snapshot.services
    found = network.passed_by_all(landscape.start, behind) if behind and has_networkx() else {}
    for gate, shielded in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].name)):
        if gate.name in known and gate.name not in landscape.own:
            yield Bottleneck(gate.name, known[gate.name].owner, tuple(each.name for each in shielded))
