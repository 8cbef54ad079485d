"""Business domains and the canonical entities they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin


@dataclass(frozen=True, slots=True)
class Domain:
    """domains/<name>.yaml. `system_of_record` maps an entity to a contract id or service."""

    name: str
    origin: Origin
    title: str
    description: str = ""
    owner: str = ""
    entities: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    system_of_record: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CanonicalEntity:
    """schemas/<name>/: `versions` are pairs of version (`v2`) and file, in order."""

    name: str
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def latest(self) -> str:
        """The newest version, such as `v2`."""
        return self.versions[-1][0]
