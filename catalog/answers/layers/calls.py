"""The uses of contracts, as calls from one layer to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.answers.kept import once
from catalog.graph.stated import pattern_of
from catalog.model.consumption import Consumption
from catalog.model.pointer import print_pointer
from catalog.repository.snapshot import Snapshot

VENDORS = "vendor"
UNKNOWN = "unknown"
"""The layer of what the catalog does not know, and of services that name none."""


@dataclass(frozen=True, slots=True)
class Call:
    """A service uses a contract. `provider` is the service or vendor that offers it, empty where nobody does."""

    service: str
    layer: str
    contract: str
    provider: str
    provider_layer: str
    patterns: tuple[str, ...]
    places: int
    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Flow:
    """How many calls go from a layer to another, and how many of them `layer-skip` finds fault with."""

    source: str
    target: str
    calls: int
    violations: int


def layer_of(snapshot: Snapshot, service: str) -> str:
    """The layer of a service by name."""
    known = snapshot.services.get(service)
    return known.layer if known and known.layer else UNKNOWN


def provider_of(snapshot: Snapshot, consumption: Consumption) -> tuple[str, str]:
    """Who offers what is used, and in which layer."""
    entry = snapshot.contracts.get(consumption.contract)
    if entry is None:
        return "", UNKNOWN
    return entry.owner, VENDORS if entry.owner_kind == "vendor" else layer_of(snapshot, entry.owner)


def between(snapshot: Snapshot) -> dict[tuple[str, str], tuple[Consumption, ...]]:
    """The consumptions from each layer to each, without those of a service's own contracts."""
    return once(snapshot, ("calls",), lambda: _between(snapshot), stays=True)


def _between(snapshot: Snapshot) -> dict[tuple[str, str], tuple[Consumption, ...]]:
    found: dict[tuple[str, str], list[Consumption]] = {}
    for consumption in snapshot.consumptions:
        provider, layer = provider_of(snapshot, consumption)
        if provider != consumption.service:
            found.setdefault((layer_of(snapshot, consumption.service), layer), []).append(consumption)
    return {pair: tuple(uses) for pair, uses in found.items()}


def flows(snapshot: Snapshot, faults: Iterable[tuple[str, str]]) -> tuple[Flow, ...]:
    """A flow for each pair of layers with calls; `faults` are pairs of service and contract that break the rule."""
    broken = frozenset(faults)
    return tuple(
        Flow(source, target, len(uses), sum((use.service, use.contract) in broken for use in uses))
        for (source, target), uses in between(snapshot).items()
    )


def told(snapshot: Snapshot, uses: Iterable[Consumption]) -> Iterator[Call]:
    """The rows of calls."""
    for use in uses:
        provider, layer = provider_of(snapshot, use)
        entry = snapshot.contracts.get(use.contract)
        patterns = Counter(pattern_of(use, each.address, entry) for each in use.uses) or {pattern_of(use, "", entry): 1}
        yield Call(
            use.service,
            layer_of(snapshot, use.service),
            use.contract,
            provider,
            layer,
            tuple(name for name in patterns if name),
            len(use.uses),
            use.origin.file,
            print_pointer((*use.origin.pointer, "contract")),
        )
