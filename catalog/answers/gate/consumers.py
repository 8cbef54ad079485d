"""Whom a change hits: consumers as base, head and tip know them, and the workflows that go through the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from catalog.answers.gate.processes import Processes
from catalog.answers.gate.sides import Sides
from catalog.frozen import dataclass, replace
from catalog.graph.hits import Breadth, Changed, UsedPlaces
from catalog.model.consumption import Consumption
from catalog.model.contract import Contract
from catalog.model.service import ContractEntry, Service
from catalog.model.workflow import Workflow
from governance.findings import Effect, Finding
from governance.gate.changes import Hit
from governance.gate.verdict import HitConsumer, HitWorkflow
from governance.lifecycle.telling import OF_THE_WHOLE

FARTHEST = 4
"""Services between a place and a workflow that still counts as reached."""


@dataclass(frozen=True)
class Consumers:
    """Consumptions joined over all sides: who used a place at the base is hit although the head forgets it."""

    sides: Sides
    _declared: dict[str, tuple[tuple[str, Consumption], ...]] = field(default_factory=dict)
    _reached: dict[str, tuple[HitWorkflow, ...]] = field(default_factory=dict)

    def reading(self, name: str, contract: Contract | None, label: str | None = None) -> Hitting:
        """Who is hit by changes of a contract, whose uses are looked up in this reading of it; `label` is that of the
        release that the head brings."""
        return Hitting(self, name, contract, UsedPlaces(contract), self.moved(name, label))

    def declared(self, contract: str) -> tuple[tuple[str, Consumption], ...]:
        """Every consumption of a contract, with the side that declares it."""
        if contract not in self._declared:
            found = ((name, c) for name, side in self.sides.consuming for c in side.consumptions_of(contract))
            self._declared[contract] = tuple(found)
        return self._declared[contract]

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """Files on any side that would say who uses what, and cannot be read."""
        found = (file for _, side in self.sides.consuming for file in side.unread_consumptions)
        return tuple(sorted(set(found)))

    def workflows_of(self, service: str) -> tuple[HitWorkflow, ...]:
        """The workflows that go through the contracts of a service; where there are none, through those of the
        services that use it, the nearest ones only, FARTHEST steps away at most."""
        if service not in self._reached:
            self._reached[service] = self._nearest(service)
        return self._reached[service]

    def _nearest(self, service: str) -> tuple[HitWorkflow, ...]:
        seen, level = {service}, [service]
        for _ in range(FARTHEST if self._has_workflows else 0):
            found = [each for name in level for each in self.processes.of_service(name, self._documents(name))]
            if found:
                return tuple({each.id: each for each in reversed(found)}.values())
            users = {c.service for name in level for entry in self._entries(name) for _, c in self.declared(entry.id)}
            level = sorted(users - seen)
            seen.update(level)
        return ()

    def _entries(self, service: str) -> tuple[ContractEntry, ...]:
        found = self._service(service)
        return found.contracts if found else ()

    def _documents(self, service: str) -> frozenset[str]:
        return frozenset(entry.path for entry in self._entries(service) if entry.path)

    def owner(self, service: str) -> str:
        """The team that owns a service."""
        found = self._service(service)
        return found.owner if found else ""

    def moved(self, contract: str, label: str | None) -> frozenset[str]:
        """Consumers that pin the release that comes, and did not before."""
        if label is None:
            return frozenset()
        before, now = (
            {c.service for c in side.consumptions_of(contract) if c.pin == label}
            for side in (self.sides.base, self.sides.head)
        )
        return frozenset(now - before)

    @cached_property
    def processes(self) -> Processes:
        """The workflows of all sides; of two with one id that of the head."""
        return Processes(self._workflows)

    @cached_property
    def _has_workflows(self) -> bool:
        return any(side.files.get("workflow") for _, side in self.sides.consuming)

    def _workflows(self, documents: frozenset[str]) -> tuple[Workflow, ...]:
        found = {w.id: w for _, side in self.sides.consuming for w in side.workflows_over(documents)}
        found |= {w.id: w for w in self.sides.head.workflows_over(documents)}
        return tuple(found[name] for name in sorted(found))

    def _service(self, name: str) -> Service | None:
        return next((found for _, side in self.sides.consuming if (found := side.services.get(name)) is not None), None)


@dataclass(frozen=True, slots=True)
class Hitting:
    """One contract's changes, joined with its consumers; `moved` are those that pin the release which comes."""

    consumers: Consumers
    name: str
    contract: Contract | None
    places: UsedPlaces
    moved: frozenset[str]

    def hit(self, finding: Finding) -> Hit:
        """A change of the contract with whom it hits."""
        hit = tuple(self._consumers(finding))
        direct = self.consumers.processes.through(self.contract, (finding.address, *finding.affects))
        known = {workflow.id for workflow in direct}
        reached = [each for consumer in hit for each in self.consumers.workflows_of(consumer.service)]
        further = {each.id: each for each in reversed(reached) if each.id not in known}
        workflows = (*direct, *(further[each] for each in sorted(further)))
        return Hit(finding, hit, workflows, self.moved, unread=self.consumers.unread)

    def _consumers(self, finding: Finding) -> Iterator[HitConsumer]:
        """One for each service hit, its uses on all sides together, by name."""
        hit = self.places.by(Changed(finding.address, finding.affects, finding.pointers.base, breadth_of(finding)))
        name, joined = self.name, dict[str, HitConsumer]()
        for side, consumption in self.consumers.declared(name):
            uses = hit(consumption.uses) or (() if consumption.uses else (None,))
            if uses:
                addresses = tuple(f"{name} {use.address}" if use else name for use in uses)
                strict = any(use.strict if use else consumption.strict for use in uses)
                owner = self.consumers.owner(consumption.service)
                one = HitConsumer(consumption.service, owner, name, addresses, consumption.evidence, strict, (side,))
                known = joined.get(consumption.service)
                joined[consumption.service] = one if known is None else together(known, one)
        yield from (joined[service] for service in sorted(joined))


FELT_BY_ALL_CALLERS = frozenset((
    "required-request-parameter-added", "request-parameter-became-required", "required-request-body-added",
    "request-body-became-required", "success-response-removed", "security-tightened",
))  # fmt: skip
"""Changes at a part of an operation that everybody feels who calls it, whatever parts they name."""


def breadth_of(finding: Finding) -> Breadth:
    """How far a change is felt. What is said of the contract as a whole names nobody unless it breaks."""
    if finding.rule in FELT_BY_ALL_CALLERS:
        return Breadth.SUBJECT
    of_contract = finding.rule in OF_THE_WHOLE and " " not in finding.address
    whole = finding.rule == "protocol-removed" or of_contract
    if whole:
        return Breadth.CONTRACT
    return Breadth.PLACE if finding.effect is Effect.SAFE else Breadth.WITHIN


def together(known: HitConsumer, one: HitConsumer) -> HitConsumer:
    """What two sides say of one consumer."""
    return replace(
        known,
        addresses=tuple(dict.fromkeys((*known.addresses, *one.addresses))),
        evidence=tuple(dict.fromkeys((*known.evidence, *one.evidence))),
        strict=known.strict or one.strict,
        sides=tuple(dict.fromkeys((*known.sides, *one.sides))),
    )
