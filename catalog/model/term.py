"""The glossary: one meaning of one word each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from catalog.frozen import dataclass
from catalog.model.quality import Origin
from catalog.model.source import Json


@dataclass(frozen=True, slots=True)
class VendorName:
    """What a vendor calls the term: a schema or field."""

    vendor: str
    name: str
    contract: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TermValue:
    """A value of a code list, with the vendors' values for it."""

    value: str
    definition: str = ""
    vendor_values: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """terms/<name>.yaml. `not_to_confuse` are the names of other terms."""

    name: str
    origin: Origin
    term: str
    definition: str = ""
    context: str | None = None
    domain: str = ""
    owner: str = ""
    entity: str | None = None
    synonyms: tuple[str, ...] = ()
    not_to_confuse: tuple[str, ...] = ()
    vendor_names: tuple[VendorName, ...] = ()
    schema: Json = None
    values: tuple[TermValue, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
