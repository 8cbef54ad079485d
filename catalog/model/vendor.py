"""A vendor, its releases and when they come and go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin, Window
from catalog.model.service import ContractEntry


@dataclass(frozen=True, slots=True)
class VendorRelease:
    """One release. `documents` are the contract ids whose documents for it stand in `upcoming/`."""

    label: str
    name: str | None = None
    announced: date | None = None
    preview: date | None = None
    production: date | None = None
    deprecated: date | None = None
    retirement: date | None = None
    notes: str | None = None
    source: str | None = None
    documents: tuple[str, ...] = ()

    def state(self, today: date) -> str:
        """`announced`, `preview`, `released`, `deprecated` or `retired` on a day; undated releases are `announced`."""
        reached = [(self.retirement, "retired"), (self.deprecated, "deprecated"), (self.production, "released")]
        for day, state in (*reached, (self.preview, "preview")):
            if day is not None and day <= today:
                return state
        return "announced"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When releases come, and how long they answer (ISO 8601 durations)."""

    cadence: str | None = None
    per_year: float | None = None
    notice: str | None = None
    supported_for: str | None = None
    source: str | None = None
    next_window: Window | None = None


@dataclass(frozen=True, slots=True)
class Vendor:
    """vendors/<name>/vendor.yaml. `live` is the label of the documents in place, `serves` the labels that answer."""

    name: str
    origin: Origin
    title: str
    product: str = ""
    description: str = ""
    owner: str = ""
    domain: str = ""
    system_type: str | None = None
    live: str = ""
    serves: tuple[str, ...] = ()
    version_scheme: str = "vendor"
    label_pattern: str | None = None
    calendar: Calendar = Calendar()
    releases: tuple[VendorRelease, ...] = ()
    contracts: tuple[ContractEntry, ...] = ()
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def state_of(self, release: VendorRelease, today: date) -> str:
        """`live` for the release whose documents are in place, whatever its days say; of others as their days do."""
        return "live" if release.label == self.live else release.state(today)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that the descriptor or an `upcoming/` folder names, in the order they were named."""
        named = (r.label for r in self.releases)
        announced = (u.label for c in self.contracts for u in c.upcoming)
        own = (label for c in self.contracts for label in (c.label, *c.serves) if label)
        return tuple(dict.fromkeys(x for x in (*named, *self.serves, self.live, *own, *announced) if x))
