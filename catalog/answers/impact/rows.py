"""What is reached, in rows: services, contracts, workflows and teams, surest and nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from catalog.answers.impact.grounds import Grounds, grounds_of
from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.paths import Paths
from catalog.answers.impact.shape import HitContract, HitProcess, HitService, HitTeam
from catalog.graph.edges import RANKS, Edge, Kind, Relation, Vertex
from catalog.graph.network import Network
from catalog.graph.routes import Route, Routes


@dataclass
class Rows:
    """The routes from the place asked about, told by `paths`; none passes more than `farthest` services."""

    landscape: Landscape
    network: Network
    routes: Routes
    paths: Paths
    farthest: int | None = None

    def of_part(self, part: slice) -> Part:
        """A part of each kind of row."""
        return Part(self, part)

    def _of(self, kind: Kind, left_out: Iterable[str]) -> Sequence[int]:
        """The numbers of those of one kind that the catalog knows, without the start and those left out."""
        out = self._grounds.nowhere | {number for name in left_out for number in self._numbers(kind, name)}
        return [number for number in self.routes.best(kind) if number not in out]

    def _numbers(self, kind: Kind, name: str) -> Iterator[int]:
        found = (self.routes.numbers.find(Vertex(kind, name, ends)) for ends in (False, True))
        return (number for number in found if number is not None)

    @cached_property
    def _grounds(self) -> Grounds:
        """What is known of every number, the question's own among them."""
        return grounds_of(self.landscape.snapshot).further(self.landscape.snapshot, self.routes.numbers)

    @cached_property
    def reached_services(self) -> Sequence[int]:
        """The services hit, without those of the place itself."""
        return self._of(Kind.SERVICE, self.landscape.own)

    @cached_property
    def reached_contracts(self) -> Sequence[int]:
        """The contracts hit, without those of the place itself."""
        return self._of(Kind.CONTRACT, self.landscape.held)

    @cached_property
    def reached_workflows(self) -> Sequence[int]:
        asked, owners = self.landscape.asked, self._grounds.owners
        mine = asked.name if asked.kind is Kind.TEAM else ""
        return [number for number in self._of(Kind.WORKFLOW, ()) if not (mine and owners[number] == mine)]

    @cached_property
    def answering(self) -> Mapping[str, Sequence[int]]:
        """The services and workflows that are hit, by the team that answers for them; best first of each, and of the
        two."""
        services, flows = (self._by_owner(reached) for reached in (self.reached_services, self.reached_workflows))
        teams = dict[str, Sequence[int]]()
        for owner in dict.fromkeys((*services, *flows)):
            first, then = services.get(owner, []), flows.get(owner, [])
            teams[owner] = sorted(first[:1] + then[:1], key=self._rank) + first[1:] + then[1:]
        teams.pop("", None)
        return dict(sorted(teams.items(), key=lambda pair: self._rank(pair[1][0])))

    def _by_owner(self, reached: Sequence[int]) -> Mapping[str, list[int]]:
        owners, found = self._grounds.owners, defaultdict[str, list[int]](list)
        for number in reached:
            found[owners[number]].append(number)
        return found

    def _rank(self, number: int) -> tuple[float, str]:
        return self.routes.walk.rank(number), self.vertex(number).name

    def is_direct(self, number: int) -> bool:
        """Whether no other service stands between a service and the place."""
        return self.routes.walk.passed(number) <= 1

    def count_direct(self, numbers: Sequence[int]) -> int:
        """How many of them are."""
        return self.routes.walk.direct(numbers)

    def vertex(self, number: int) -> Vertex:
        """What has a number, as something that is travelled on from."""
        return self.routes.numbers.vertices[number]._replace(ends=False)

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
        for source in sorted(self._used_by(service), key=self.routes.position):
            number = self.routes.numbers.of(source)
            if self._is_as_sure(number, route) and self.routes.walk.passed(number) < max(route.passed, 1):
                yield from (source.name for edge in self._between(source, service) if edge.relation is Relation.USED)

    def _between(self, source: Vertex, service: str) -> Iterator[Edge]:
        for ends in (False, True):
            yield from self.network.between(source, Vertex(Kind.SERVICE, service, ends))

    def _used_by(self, service: str) -> frozenset[Vertex]:
        """The places reached that a service says it uses, or that are said to be used as a whole."""
        said = {self.landscape.start}
        for each in self.landscape.snapshot.consumptions_by(service):
            said |= {Vertex(Kind.CONTRACT, each.contract, ends) for ends in (False, True)}
            said |= {Vertex(Kind.ADDRESS, f"{each.contract} {use.address}") for use in each.uses}
        return frozenset(place for place in said & self.routes.keys() if place.kind in (Kind.ADDRESS, Kind.CONTRACT))

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
        return [self.vertex(n).name for n in self.routes.places(contract) if self._is_as_sure(n, route)]

    def _is_as_sure(self, number: int, route: Route) -> bool:
        return RANKS[self.routes.confidence(number)] <= RANKS[route.confidence]

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

    def team(self, name: str, answers: Sequence[int]) -> HitTeam:
        team = self.landscape.snapshot.teams.get(name)
        hit, route = tuple(map(self.vertex, answers)), self.routes.route(answers[0])
        return HitTeam(
            name,
            team.title if team else "",
            team.contact if team else None,
            team.escalation if team else None,
            tuple(each.name for each in hit if each.kind is Kind.SERVICE),
            tuple(each.name for each in hit if each.kind is Kind.WORKFLOW),
            self.paths.reached(reduce(Route.then, self.owned(hit[0]), route)),
        )


@dataclass
class Part:
    """Rows told of a part of what is reached: `part` of the services, of the contracts, of the workflows, of the
    teams."""

    rows: Rows
    part: slice

    def __post_init__(self) -> None:
        rows = self.rows
        self._services = self._told(rows.reached_services)
        self._contracts = self._told(rows.reached_contracts)
        self._workflows = self._told(rows.reached_workflows)
        self._teams = dict(list(rows.answering.items())[self.part])

    def _told(self, reached: Sequence[int]) -> Mapping[str, Route]:
        return {self.rows.vertex(number).name: self.rows.routes.route(number) for number in reached[self.part]}

    def prepare(self) -> None:
        """Asks for all ages at once."""
        routes = [route for each in (self._services, self._contracts, self._workflows) for route in each.values()]
        first = [answers[0] for answers in self._teams.values()]
        owned = (edge for number in first for edge in self.rows.owned(self.rows.vertex(number)))
        self.rows.paths.prepare([*routes, *map(self.rows.routes.route, first)], owned)

    def services(self) -> tuple[HitService, ...]:
        return tuple(self.rows.service(name, route) for name, route in self._services.items())

    def contracts(self) -> tuple[HitContract, ...]:
        return tuple(self.rows.contract(name, route) for name, route in self._contracts.items())

    def workflows(self) -> tuple[HitProcess, ...]:
        return tuple(self.rows.workflow(name, route) for name, route in self._workflows.items())

    def teams(self) -> tuple[HitTeam, ...]:
        """Who answers for services and workflows that are hit."""
        return tuple(self.rows.team(name, answers) for name, answers in self._teams.items())
