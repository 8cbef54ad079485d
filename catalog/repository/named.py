"""Values by name: of two with one name the first, and advice where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from catalog.errors import UnknownName
from catalog.reading.descriptors.advice import did_you_mean

if TYPE_CHECKING:
    from catalog.model.domain import Domain
    from catalog.model.service import Service
    from catalog.model.term import Term
    from catalog.model.vendor import Vendor

T = TypeVar("T")
Named = TypeVar("Named", "Service", "Vendor", "Domain", "Term")


def first_wins(pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    """A mapping that cannot be changed."""
    found: dict[str, T] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return MappingProxyType(found)


def by_name(values: Iterable[Named]) -> Mapping[str, Named]:
    """Values that have a name, by it."""
    return first_wins((value.name, value) for value in values)


def known(values: Mapping[str, T], name: str, noun: str) -> T:
    """The value; UnknownName with advice."""
    if name in values:
        return values[name]
    raise UnknownName(f"there is no {noun} {name!r}", hint=did_you_mean(name, values))
