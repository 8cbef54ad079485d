"""The catalog's own descriptor: its day, its layers and what it may fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, the layers whose services it may use, and the profile its contracts are judged by."""

    name: str
    title: str
    uses: tuple[str, ...] = ()
    profile: str | None = None
    description: str = ""


DEFAULT_LAYERS = (
    Layer("experience", "Experience", ("process",), "experience"),
    Layer("process", "Process", ("process", "system"), "process"),
    Layer("system", "System", (), "system"),
)


@dataclass(frozen=True, slots=True)
class Estate:
    """catalog.yaml. `as_of` is today for every answer that depends on a date; None asks the clock.

    `allowed_references` maps a remote `$ref` address to the digest it must have.
    """

    name: str
    origin: Origin
    description: str = ""
    as_of: date | None = None
    branch: str = "main"
    owner: str = ""
    layers: tuple[Layer, ...] = DEFAULT_LAYERS
    vendor_profile: str = "vendor"
    allowed_references: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    residency_regions: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
