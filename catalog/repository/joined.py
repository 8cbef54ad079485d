"""What the descriptors of a whole catalog say together, asked the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from catalog.model.consumption import Consumption
    from catalog.model.problem import Problem
    from catalog.model.service import ContractEntry, Service
    from catalog.model.workflow import Workflow
    from catalog.repository.snapshot import Snapshot

T = TypeVar("T")


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """Everything that was said of each name, in the order said."""
    found: dict[str, list[T]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return MappingProxyType({name: tuple(values) for name, values in found.items()})


class Joined:
    """Look-ups over everything in a snapshot; each table is made when first asked for, and holds no empty entries."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Consumption, ...]]:
        """What each service uses, in the order written."""
        return grouped((consumption.service, consumption) for consumption in self._snapshot.consumptions)

    @cached_property
    def by_contract(self) -> Mapping[str, tuple[Consumption, ...]]:
        """Who says to use each contract, which need not exist, by service and in the order written."""
        return grouped((consumption.contract, consumption) for consumption in self._snapshot.consumptions)

    @cached_property
    def masters(self) -> Mapping[str, tuple[str, ...]]:
        """Entity without version → the services that say they are master of it, sorted."""
        said = ((entity, service.name) for service in self._snapshot.services.values() for entity in service.masters)
        return {entity: tuple(sorted(set(names))) for entity, names in grouped(said).items()}

    @cached_property
    def by_path(self) -> Mapping[str, ContractEntry]:
        """The contract whose document stands at a path; of two the first declared."""
        return {entry.path: entry for entry in reversed(self._snapshot.declared) if entry.path}

    @cached_property
    def services_by_owner(self) -> Mapping[str, tuple[Service, ...]]:
        """The services of each team, by name."""
        return grouped((service.owner, service) for service in self._snapshot.services.values())

    @cached_property
    def services_by_domain(self) -> Mapping[str, tuple[Service, ...]]:
        """The services in each domain, by name."""
        return grouped((service.domain, service) for service in self._snapshot.services.values())

    @cached_property
    def mapping_to(self) -> Mapping[str, tuple[Service, ...]]:
        """Entity without version → the services that map a vendor's fields to it, by name."""
        services = self._snapshot.services.values()
        return grouped((name, s) for s in services for name in dict.fromkeys(_entity(m.entity) for m in s.mapping))

    @cached_property
    def workflows_by_document(self) -> Mapping[str, tuple[Workflow, ...]]:
        """The workflows with a source at each path, by id."""
        ordered = sorted(self._snapshot.workflows.values(), key=lambda workflow: workflow.id)
        return grouped((path, workflow) for workflow in ordered for path in {each.path for each in workflow.sources})

    @cached_property
    def problems_by_file(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is wrong with each descriptor, by line."""
        return grouped((problem.file, problem) for problem in self._snapshot.problems)


def _entity(name: str) -> str:
    return name.partition("/")[0]
