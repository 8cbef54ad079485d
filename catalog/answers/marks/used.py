"""Which services use which places of a contract, by where the places are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog.graph.hits import SpotKey, UsedPlaces
from catalog.graph.patterns import fits
from catalog.model.address import Address, Section
from catalog.model.consumption import Consumption, Use
from catalog.model.contract import Contract
from catalog.reading.addresses.groups import reach


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """A service that names a place; `address` is as it names it."""

    service: str
    address: str
    strict: bool
    purpose: str


@dataclass(frozen=True)
class UsedFields:
    """The uses of one contract, looked up once. `consumptions` are all of it."""

    contract: Contract
    consumptions: tuple[Consumption, ...]

    @cached_property
    def by_place(self) -> dict[SpotKey, tuple[tuple[Address, PlaceUse], ...]]:
        """Uses by every place that their last step leads to: where it is written, and what references there lead to."""
        found: dict[SpotKey, list[tuple[Address, PlaceUse]]] = defaultdict(list)
        places = UsedPlaces(self.contract)
        for consumption in self.consumptions:
            for use in consumption.uses:
                told = PlaceUse(
                    consumption.service, use.address, use.strict or consumption.strict,
                    use.purpose or consumption.purpose or "",
                )  # fmt: skip
                for address, key in _ends(places, use):
                    found[key].append((address, told))
        return {key: tuple(uses) for key, uses in found.items()}

    def at(self, keys: Iterable[SpotKey], within: Address | None) -> tuple[PlaceUse, ...]:
        """The uses that name a place written there, those that go another way than `within` (an operation and its
        part) left out; None asks for all ways."""
        found = {
            (told.service, told.address): told
            for key in keys
            for address, told in self.by_place.get(key, ())
            if within is None or _same_way(address, within)
        }
        return tuple(found[name] for name in sorted(found))

    def of_part(self, at: str) -> tuple[Consumption, ...]:
        """Who names a part, a place in it, everything (no places), or a pattern that it fits."""
        return tuple(
            each for each in self.consumptions if not each.uses or any(_names(u.address, at) for u in each.uses)
        )


def _names(place: str, at: str) -> bool:
    if "*" in place:
        return fits(place, at)
    return place == at or place.startswith(f"{at} ")


def _ends(places: UsedPlaces, use: Use) -> Iterator[tuple[Address, SpotKey]]:
    """The fields that a use names, each by an address."""
    if "*" in use.address:
        yield from (end for end in places.pattern(use).ends() if end[0].section(Section.PATH))
        return
    place = places.of(use)
    if place is not None and place.graph is not None and place.address.section(Section.PATH):
        yield from ((place.address, spot.key) for spot, _ in reach(place.graph, place.address.steps).values())


def _same_way(one: Address, other: Address) -> bool:
    """Whether two addresses go into one part of one operation; statuses and media types must be the same."""
    return one.subject == other.subject and one.part == other.part
