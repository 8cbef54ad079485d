"""Which declared uses a place of a contract, or of a shared file, is part of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog.graph.edges import Confidence
from catalog.graph.hits import SpotKey, UsedPlaces
from catalog.graph.patterns import UsedPattern
from catalog.graph.stated import COMPONENTS
from catalog.model.address import Address, Section
from catalog.model.consumption import Use
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.groups import reach
from catalog.reading.addresses.lookup import map_of


@dataclass(frozen=True)
class Touching:
    """A place of a contract: by its name, and by where it is written, which other operations may share."""

    at: Address
    places: UsedPlaces
    keys: frozenset[SpotKey]

    def confidence(self, use: Use) -> Confidence | None:
        """CERTAIN where the use lies at, above or below the place; LIKELY where it comes through the same schema in
        another operation; None where it does neither."""
        component = bool(self.at.subject) and self.at.subject[0] in COMPONENTS
        place = self.places.of(use)
        if "*" in use.address:
            named = self.places.pattern(use)
            if not component and self._is_named(named):
                return Confidence.CERTAIN
            shared = Confidence.CERTAIN if component else Confidence.LIKELY
            return shared if self.keys and named.comes_through_any(self.keys.__contains__) else None
        if place is None:
            return None
        if not component and place.is_at(self.at):
            return Confidence.CERTAIN
        if self.keys and place.comes_through(self.keys.__contains__):
            return Confidence.CERTAIN if component else Confidence.LIKELY
        return None

    def _is_named(self, named: UsedPattern) -> bool:
        """By place where the contract has what is named in the same operation, else by name."""
        if self.keys and named.graph is not None and named.is_in(self.at):
            return any(named.comes_through(key, self.at) for key in self.keys)
        return named.meets(self.at.steps)


def touching(places: UsedPlaces, at: Address) -> Touching:
    """What tells which uses of the contract a place touches."""
    graph = map_of(places.contract).graph if places.contract else None
    return Touching(at, places, frozenset(written_at(graph, at)) if graph else frozenset())


def written_at(graph: Graph, at: Address) -> Iterator[SpotKey]:
    """Where a place inside a schema, or a component, is written; references that it makes are not followed."""
    steps = at.steps
    if steps and steps[-1].section is Section.PATH:
        for spot, _ in reach(graph, steps[:-1]).values():
            for edge in graph.leading(spot).by_label.get((steps[-1],), ()):
                yield edge.spot.key
    elif at.subject and at.subject[0] in COMPONENTS:
        found = reach(graph, steps).values()
        nearest = min((hops for _, hops in found), default=0)
        yield from (spot.key for spot, hops in found if hops == nearest)


def in_files(files: frozenset[str]) -> Callable[[SpotKey], bool]:
    """What is wanted of a whole shared file: anything written in it."""
    return lambda key: key[0] in files
