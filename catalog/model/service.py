"""An integration service and the contracts it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import SILENT, UNSTATED, Lifecycle, Origin, Qualities, Window


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A vendor's document for a release that is announced but not live."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class ContractEntry:
    """A declared contract: id, document and what the document does not say.

    `owner` is the folder of the service or vendor, `path` the document from the root of the tree (empty when there is
    none), `label` the release label that the descriptor lists (else `info.version` counts). `qualities` are the
    contract's own, completed by its owner's.
    """

    id: str
    owner: str
    owner_kind: str
    path: str
    origin: Origin
    label: str | None = None
    version_scheme: str = "semver"
    line: str | None = None
    role: str = "provides"
    perspective: str = "provider"
    lifecycle: Lifecycle = UNSTATED
    capability: str | None = None
    master_of: tuple[str, ...] = ()
    path_version: str | None = None
    serves: tuple[str, ...] = ()
    qualities: Qualities = SILENT
    upcoming: tuple[Upcoming, ...] = ()
    source: str | None = None
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class VendorPin:
    """The vendor's release that a system service is built against."""

    product: str
    label: str
    retires: date | None = None
    next_window: Window | None = None


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One vendor field and its canonical place; `loss` says what is lost on the way."""

    vendor_field: str
    canonical: str
    loss: str | None = None
    transform: str | None = None


@dataclass(frozen=True, slots=True)
class EntityMapping:
    """A vendor's schema onto a canonical entity such as `customer/v2`; `unmapped` says why a field has no place."""

    contract: str
    entity: str
    schema: str | None = None
    fields: tuple[FieldMapping, ...] = ()
    unmapped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """services/<name>/service.yaml. `owner` is a team without `team/`."""

    name: str
    origin: Origin
    title: str
    description: str = ""
    layer: str = ""
    domain: str = ""
    owner: str = ""
    lifecycle: Lifecycle = UNSTATED
    capability: str | None = None
    master_of: tuple[str, ...] = ()
    vendor: VendorPin | None = None
    contracts: tuple[ContractEntry, ...] = ()
    qualities: Qualities = SILENT
    mapping: tuple[EntityMapping, ...] = ()
    strict: bool = False
    test_command: str | None = None
    repository: str | None = None
    compensations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tags: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def masters(self) -> tuple[str, ...]:
        """The entities, without version, that the service or one of its contracts is master of."""
        own = (*self.master_of, *(name for entry in self.contracts for name in entry.master_of))
        return tuple(dict.fromkeys(name.partition("/")[0] for name in own))
