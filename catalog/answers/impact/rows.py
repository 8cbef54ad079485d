"""What is reached, in rows: services, contracts, workflows and teams, surest and nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import itemgetter

from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.paths import Paths
from catalog.answers.impact.shape import HitContract, HitProcess, HitService, HitTeam
from catalog.graph.edges import RANKS, Edge, Kind, Relation, Vertex
from catalog.graph.network import Network, Route

Reach = tuple[str, Route]
"""What is reached, and how."""


@dataclass
class Rows:
    """The routes from the place asked about, told by `paths`; none passes more than `farthest` services."""

    landscape: Landscape
    network: Network
    routes: Mapping[Vertex, Route]
    paths: Paths
    farthest: int | None = None

    def of_part(self, part: slice) -> Part:
        """A part of each kind of row."""
        return Part(self, part)

    @cached_property
    def _best(self) -> Mapping[Kind, Mapping[str, Route]]:
        """The best route to each thing of each kind, whether or not anything travels on from there."""
        found: dict[Kind, dict[str, Route]] = defaultdict(dict)
        for vertex, route in self.routes.items():
            held = found[vertex.kind]
            known = held.get(vertex.name)
            if known is None or _rank((vertex.name, route)) < _rank((vertex.name, known)):
                held[vertex.name] = route
        return found

    def _of(self, kind: Kind) -> Sequence[Reach]:
        """Those of one kind, without the start; best first."""
        return sorted(((name, route) for name, route in self._best[kind].items() if route.last), key=_rank)

    @cached_property
    def reached_services(self) -> Mapping[str, Route]:
        """The services hit, without those of the place itself."""
        known, own = self.landscape.snapshot.services, self.landscape.own
        return {name: route for name, route in self._of(Kind.SERVICE) if name in known and name not in own}

    @cached_property
    def reached_contracts(self) -> Mapping[str, Route]:
        """The contracts hit, without those of the place itself."""
        known = self.landscape.snapshot.contracts
        return {
            name: route for name, route in self._of(Kind.CONTRACT)
            if name in known and not self.landscape.holds(known[name])
        }  # fmt: skip

    @cached_property
    def reached_workflows(self) -> Mapping[str, Route]:
        known, asked = self.landscape.snapshot.workflows, self.landscape.asked
        mine = asked.name if asked.kind is Kind.TEAM else ""
        return {
            name: route for name, route in self._of(Kind.WORKFLOW)
            if name in known and not (mine and known[name].owner == mine)
        }  # fmt: skip

    @cached_property
    def answering(self) -> Mapping[str, list[tuple[Vertex, Route]]]:
        """The services and workflows that are hit, by the team that answers for them."""
        services, workflows = self.landscape.snapshot.services, self.landscape.snapshot.workflows
        found = dict[str, list[tuple[Vertex, Route]]]()
        hit = [
            (_rank(reach), Kind.SERVICE, services[reach[0]].owner, *reach) for reach in self.reached_services.items()
        ]
        hit += [
            (_rank(reach), Kind.WORKFLOW, workflows[reach[0]].owner, *reach) for reach in self.reached_workflows.items()
        ]
        for _, kind, owner, name, route in sorted(hit, key=itemgetter(0)):
            if owner:
                found.setdefault(owner, []).append((Vertex(kind, name), route))
        return found

    def is_direct(self, route: Route) -> bool:
        """Whether no other service stands between a service and the place."""
        return route.passed <= 1

    def owned(self, vertex: Vertex) -> tuple[Edge, ...]:
        return tuple(edge for edge in self.network.out(vertex) if edge.relation is Relation.OWNED)

    def service(self, name: str, route: Route) -> HitService:
        service = self.landscape.snapshot.services[name]
        uses = tuple(self._uses(name, route))
        strict = not self._strict_of(name).isdisjoint(uses)
        return HitService(
            name, service.title, service.layer, service.domain, service.owner, service.lifecycle.stage, uses, strict,
            self.paths.reached(route),
        )  # fmt: skip

    def _uses(self, service: str, route: Route) -> Iterator[str]:
        """The places that it uses and that are hit as surely as it is, and no farther away."""
        for source in sorted(self._used_by(service), key=self._order.__getitem__):
            found = self.routes[source]
            if RANKS[found.confidence] <= RANKS[route.confidence] and found.passed < max(route.passed, 1):
                yield from (source.name for edge in self.network.out(source) if _is_use(edge, service))

    def _used_by(self, service: str) -> frozenset[Vertex]:
        """The places reached that a service says it uses, or that are said to be used as a whole."""
        said = {self.landscape.start}
        for each in self.landscape.snapshot.consumptions_by(service):
            said |= {Vertex(Kind.CONTRACT, each.contract, ends) for ends in (False, True)}
            said |= {Vertex(Kind.ADDRESS, f"{each.contract} {use.address}") for use in each.uses}
        return frozenset(place for place in said & self.routes.keys() if place.kind in (Kind.ADDRESS, Kind.CONTRACT))

    @cached_property
    def _order(self) -> Mapping[Vertex, int]:
        return {vertex: position for position, vertex in enumerate(self.routes)}

    def contract(self, name: str, route: Route) -> HitContract:
        snapshot = self.landscape.snapshot
        entry = snapshot.contracts[name]
        holders = snapshot.vendors if entry.owner_kind == "vendor" else snapshot.services
        holder = holders.get(entry.owner)
        places = tuple(self._places(name, route))
        team = holder.owner if holder else ""
        return HitContract(name, entry.owner, entry.owner_kind, team, places, self.paths.reached(route))

    def _places(self, contract: str, route: Route) -> Iterable[str]:
        """Addresses in it that are hit as surely as it is."""
        if self.landscape.asked.files and any(edge.relation is Relation.REFERRED for edge in route.edges):
            shared = self.landscape.shared_files
            read = self.landscape.contract(contract) if shared.placed else None
            return shared.places_in(read) if read is not None else ()
        return sorted(
            name for name in self._addresses.get(contract, ())
            if RANKS[self._best[Kind.ADDRESS][name].confidence] <= RANKS[route.confidence]
        )  # fmt: skip

    @cached_property
    def _addresses(self) -> Mapping[str, list[str]]:
        """The addresses reached, by contract."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, route in self._best[Kind.ADDRESS].items():
            if route.last is not None:
                found[name.partition(" ")[0]].append(name)
        return found

    def _strict_of(self, service: str) -> frozenset[str]:
        """The places that a service uses strictly."""
        return frozenset(
            f"{consumption.contract} {use.address}"
            for consumption in self.landscape.snapshot.consumptions_by(service)
            for use in consumption.uses
            if use.strict
        )

    def workflow(self, name: str, route: Route) -> HitProcess:
        flow, last = self.landscape.snapshot.workflows[name], route.last
        assert last is not None
        steps = tuple(
            edge.detail for edge in self.network.out(last.source)
            if edge.target == last.target and edge.relation is last.relation is Relation.STEP
        )  # fmt: skip
        return HitProcess(
            name, flow.title, flow.workflow_type or "", flow.slo, flow.owner, tuple(dict.fromkeys(steps)),
            self.paths.reached(route),
        )  # fmt: skip

    def team(self, name: str, answers: list[tuple[Vertex, Route]]) -> HitTeam:
        team = self.landscape.snapshot.teams.get(name)
        vertex, route = answers[0]
        return HitTeam(
            name,
            team.title if team else "",
            team.contact if team else None,
            team.escalation if team else None,
            tuple(each.name for each, _ in answers if each.kind is Kind.SERVICE),
            tuple(each.name for each, _ in answers if each.kind is Kind.WORKFLOW),
            self.paths.reached(reduce(Route.then, self.owned(vertex), route)),
        )


def _is_use(edge: Edge, service: str) -> bool:
    return edge.relation is Relation.USED and edge.target.name == service


def _rank(reach: Reach) -> tuple[bool, int, int, str]:
    name, route = reach
    return route.passed > 1, RANKS[route.confidence], route.passed, name


@dataclass
class Part:
    """Rows told of a part of what is reached: `part` of the services, of the contracts, of the workflows, of the
    teams."""

    rows: Rows
    part: slice

    def __post_init__(self) -> None:
        rows = self.rows
        self._services = dict(list(rows.reached_services.items())[self.part])
        self._contracts = dict(list(rows.reached_contracts.items())[self.part])
        self._workflows = dict(list(rows.reached_workflows.items())[self.part])
        self._teams = dict(list(rows.answering.items())[self.part])

    def prepare(self) -> None:
        """Asks for all ages at once."""
        routes = [route for each in (self._services, self._contracts, self._workflows) for route in each.values()]
        first = [answers[0] for answers in self._teams.values()]
        owned = (edge for vertex, _ in first for edge in self.rows.owned(vertex))
        self.rows.paths.prepare([*routes, *(route for _, route in first)], owned)

    def services(self) -> tuple[HitService, ...]:
        return tuple(self.rows.service(name, route) for name, route in self._services.items())

    def contracts(self) -> tuple[HitContract, ...]:
        return tuple(self.rows.contract(name, route) for name, route in self._contracts.items())

    def workflows(self) -> tuple[HitProcess, ...]:
        return tuple(self.rows.workflow(name, route) for name, route in self._workflows.items())

    def teams(self) -> tuple[HitTeam, ...]:
        """Who answers for services and workflows that are hit."""
        return tuple(self.rows.team(name, answers) for name, answers in self._teams.items())
