"""The members of a revision: which sources it has, what each is called, and what it can be filtered by."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import orjson

from catalog.repository.snapshot import Snapshot

FACETS = ("layer", "domain", "vendor", "pattern", "stage", "owner", "spec")
Values = tuple[tuple[str, ...], ...]
"""The values of a member for each of FACETS."""
DENSE = 200
"""Sources from which it is quicker to go through the members in their order than to sort."""

NONE: Values = ((),) * len(FACETS)


@dataclass(frozen=True, slots=True)
class Member:
    """A source in a revision: `owner` is its service, vendor or entity, `contract` its id where it is one."""

    source: int
    kind: str
    name: str
    contract: str
    owner: str
    owner_kind: str
    values: Values


class Members:
    """All members of a revision, in the order in which equal hits are shown; columns, so that they are read fast."""

    def __init__(self, members: tuple[Member, ...]) -> None:
        self.all = members

    @cached_property
    def by_source(self) -> Mapping[int, Member]:
        return {member.source: member for member in self.all}

    @cached_property
    def bits(self) -> int:
        """The sources of the revision."""
        return bits_of(member.source for member in self.all)

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """Facet → value → the sources that have it."""
        found: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
        for member in self.all:
            for name, values in zip(FACETS, member.values, strict=True):
                for value in values:
                    found[name].setdefault(value, []).append(member.source)
        return {name: {value: bits_of(s) for value, s in sorted(values.items())} for name, values in found.items()}

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """Kind → the sources that are of it as a whole."""
        found: dict[str, list[int]] = {}
        for member in self.all:
            found.setdefault(member.kind, []).append(member.source)
        return {kind: bits_of(sources) for kind, sources in found.items()}

    @cached_property
    def _places(self) -> Mapping[int, int]:
        """Source → its place in the order."""
        return {member.source: place for place, member in enumerate(self.all)}

    def first(self, bits: int, most: int) -> list[int]:
        """The first of these sources, in the order of members."""
        if bits.bit_count() < DENSE:
            return sorted(numbers_of(bits), key=self._places.__getitem__)[:most]
        data = (bits & self.bits).to_bytes(self.bits.bit_length() // 8 + 1, "little")
        found = (member.source for member in self.all if data[member.source >> 3] >> (member.source & 7) & 1)
        return list(islice(found, most))


def bits_of(numbers: Iterable[int]) -> int:
    """A number with these bits set."""
    wanted = sorted(numbers)
    if not wanted:
        return 0
    data = bytearray(wanted[-1] // 8 + 1)
    for number in wanted:
        data[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(data, "little")


def numbers_of(bits: int) -> list[int]:
    """The positions of the bits that are set, in order."""
    text = bin(bits)[:1:-1]
    found, place = [], text.find("1")
    while place >= 0:
        found.append(place)
        place = text.find("1", place + 1)
    return found


def written(members: Members) -> bytes:
    """Members as they are kept."""
    columns = list(
        zip(
            *((m.source, m.kind, m.name, m.contract, m.owner, m.owner_kind, m.values) for m in members.all), strict=True
        )
    )
    return zlib.compress(orjson.dumps(columns), 1)


def read_back(data: bytes) -> Members:
    """What `written` wrote."""
    columns = orjson.loads(zlib.decompress(data))
    return Members(tuple(map(Member, *columns))) if columns else Members(())


def service_values(snapshot: Snapshot, name: str) -> Values:
    """Layer, domain, vendor, pattern, stage and owner of a service."""
    service = snapshot.services[name]
    patterns = (*service.qualities.pattern, *(p for entry in service.contracts for p in entry.qualities.pattern))
    vendor = (service.vendor.product,) if service.vendor else ()
    return (
        _some(service.layer), _some(service.domain), vendor, tuple(dict.fromkeys(patterns)),
        _some(service.lifecycle.stage), _some(service.owner), (),
    )  # fmt: skip


def vendor_values(snapshot: Snapshot, name: str) -> Values:
    """What a vendor can be found by; it stands on no layer."""
    vendor = snapshot.vendors[name]
    return (), _some(vendor.domain), (name,), (), (), _some(vendor.owner), ()


def contract_values(snapshot: Snapshot, contract_id: str, specification: str) -> Values:
    """Its owner's values, with its own pattern, stage and specification."""
    entry = snapshot.contracts[contract_id]
    if entry.owner_kind == "vendor":
        values = vendor_values(snapshot, entry.owner) if entry.owner in snapshot.vendors else NONE
    else:
        values = service_values(snapshot, entry.owner) if entry.owner in snapshot.services else NONE
    layer, domain, vendor, _, _, owner, _ = values
    stage = entry.lifecycle.stage
    return layer, domain, vendor, entry.qualities.pattern, _some(stage), owner, _some(specification)


def _some(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
