"""Routes as people read them: hops with the file and line that say so, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from catalog.answers.catalog import Catalog
from catalog.answers.impact.shape import End, Evidence, Hop, Reached, Since
from catalog.answers.impact.since import Ages
from catalog.errors import CatalogError
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Statement
from catalog.graph.routes import Route
from catalog.model.quality import Origin
from catalog.reading.positions import Positions
from catalog.repository.snapshot import Snapshot
from governance.findings import Location

CERTAIN = {
    Relation.USED: "it declares that it uses the place",
    Relation.PINNED: "it pins the release",
    Relation.MAPPED: "it maps a vendor's field onto it",
    Relation.STEP: "a step goes through it",
    Relation.SHOWS: "an event of it shows how far the workflow has come",
    Relation.REFERRED: "it refers to it",
    Relation.OFFERS: "it is part of it",
    Relation.GOES_THROUGH: "a step goes through it",
}
OFFERED = {Relation.REFERRED: "its contract refers to it", Relation.GOES_THROUGH: "a step goes through its contract"}
"""Why a path is certain, by how it ends."""


@dataclass
class Paths:
    """Tells routes. `located` finds places that are known already; `own` are services that the place asked about
    belongs to. Ages are asked of Git once, for all routes that `prepare` is given."""

    catalog: Catalog
    snapshot: Snapshot
    own: frozenset[str]
    located: Callable[[Edge], Location | None]
    _ages: Mapping[tuple[str, Statement], Since] = field(default_factory=dict)
    _positions: dict[str, Positions] = field(default_factory=dict)
    _hops: dict[Edge, Hop] = field(default_factory=dict)

    def prepare(self, routes: Iterable[Route], further: Iterable[Edge] = ()) -> None:
        """Asks since when the routes' statements are made."""
        edges = {edge for route in routes for edge in route.edges} | set(further)
        wanted = [(edge.origin.file, edge.statement) for edge in edges if edge.origin and edge.statement]
        unknown = [each for each in wanted if each not in self._ages]
        self._ages = {**self._ages, **Ages(self.catalog, self.snapshot).find(unknown)} if unknown else self._ages

    def reached(self, route: Route) -> Reached:
        """What an answer says of a route; a team is as near as what it answers for."""
        ends = next((edge.target for edge in reversed(route.edges) if edge.relation is not Relation.OWNED), None)
        between = route.passed - (ends is not None and ends.kind is Kind.SERVICE)
        hops = tuple(map(self.hop, route.edges))
        return Reached(between <= 0, route.passed, route.confidence, self._because(route), hops)

    def hop(self, edge: Edge) -> Hop:
        """An edge with its evidence; the same edge is told once."""
        if edge not in self._hops:
            self._hops[edge] = self._hop(edge)
        return self._hops[edge]

    def _hop(self, edge: Edge) -> Hop:
        return Hop(
            End(edge.source.kind, edge.source.name),
            edge.relation,
            End(edge.target.kind, edge.target.name),
            edge.confidence,
            edge.pattern,
            edge.direction,
            edge.detail,
            self._evidence(edge),
        )

    def _because(self, route: Route) -> str:
        if route.confidence is Confidence.POSSIBLE:
            unread = (e.detail for e in route.edges if e.confidence is Confidence.POSSIBLE and _is_unread(e))
            if reason := next(unread, ""):
                return reason
            between = dict.fromkeys(e.source.name for e in route.edges if e.confidence is Confidence.POSSIBLE)
            return f"it depends on what {', '.join(between)} {'does' if len(between) == 1 else 'do'} with it"
        if route.confidence is Confidence.LIKELY:
            return next((_likely(edge) for edge in route.edges if edge.confidence is Confidence.LIKELY), "")
        ends = [edge.relation for edge in route.edges if edge.relation is not Relation.OWNED]
        if ends[-1:] == [Relation.OFFERED]:
            return OFFERED.get(ends[-2], "")
        return CERTAIN.get(ends[-1], "") if ends else ""

    def _evidence(self, edge: Edge) -> Evidence | None:
        if edge.origin is None:
            return None
        known = self.located(edge)
        line = known.line or 1 if known else self.line(edge.origin)
        since = self._ages.get((edge.origin.file, edge.statement)) if edge.statement else None
        return Evidence(edge.origin.file, line, edge.known, since)

    def line(self, origin: Origin) -> int:
        """The line of a place in a file, 1 where the file cannot be read."""
        try:
            if origin.file not in self._positions:
                self._positions[origin.file] = Positions(self.snapshot.document(origin.file))
            return self._positions[origin.file].start(origin.pointer).line
        except CatalogError:
            return 1


def _is_unread(edge: Edge) -> bool:
    """Whether it is possible only because a document was not read."""
    return edge.relation is Relation.REFERRED


def _likely(edge: Edge) -> str:
    if edge.relation is Relation.STEP:
        return "a step goes through the operation, or shares its schema; whether it reads the place is not said"
    if edge.relation is Relation.SHOWS:
        return "the event shows how far the workflow has come; whether the place matters is not said"
    return edge.detail
