"""What the descriptors of a whole catalog say together, asked the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.model.consumption import Consumption
    from catalog.model.service import ContractEntry, Service


class Joined:
    """Look-ups over all services, declared contracts and consumptions; each table is made when first asked for."""

    def __init__(
        self, services: Iterable[Service], declared: tuple[ContractEntry, ...], consumptions: Iterable[Consumption]
    ) -> None:
        self._services, self._declared, self._consumptions = services, declared, consumptions

    @cached_property
    def by_service(self) -> Mapping[str, tuple[Consumption, ...]]:
        """What each service uses, in the order written."""
        found: dict[str, list[Consumption]] = defaultdict(list)
        for consumption in self._consumptions:
            found[consumption.service].append(consumption)
        return {service: tuple(uses) for service, uses in found.items()}

    @cached_property
    def by_contract(self) -> Mapping[str, tuple[Consumption, ...]]:
        """What services use of each contract, by service and in the order written."""
        found: dict[str, list[Consumption]] = defaultdict(list)
        for consumption in self._consumptions:
            found[consumption.contract].append(consumption)
        return {contract: tuple(uses) for contract, uses in found.items()}

    @cached_property
    def masters(self) -> Mapping[str, tuple[str, ...]]:
        """Entity without version → the services that say they are master of it, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for service in self._services:
            for entity in service.masters:
                found[entity].add(service.name)
        return {entity: tuple(sorted(names)) for entity, names in found.items()}

    @cached_property
    def by_path(self) -> Mapping[str, ContractEntry]:
        """The contract whose document stands at a path; of two the first declared."""
        return {entry.path: entry for entry in reversed(self._declared) if entry.path}
