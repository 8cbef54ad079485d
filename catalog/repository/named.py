"""Values by name: of two with one name the first, and advice where there is none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from catalog.errors import UnknownName
from catalog.reading.descriptors.advice import did_you_mean
from catalog.reading.descriptors.kinds import kind_at

if TYPE_CHECKING:
    from catalog.model.domain import CanonicalEntity, Domain
    from catalog.model.service import ContractEntry, Service
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


def entities_of(files: Iterable[str]) -> Mapping[str, CanonicalEntity]:
    """Canonical entities by name, of the files of their versions, which are put in order."""
    from catalog.model.domain import CanonicalEntity

    versions: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in files:
        entity, version = file.split("/")[-2:]
        versions[entity].append((int(re.sub(r"\D", "", version.split(".")[0])), file))
    return MappingProxyType(
        {
            name: CanonicalEntity(name, tuple((f"v{number}", file) for number, file in sorted(found)))
            for name, found in sorted(versions.items())
        }
    )


def files_by_kind(paths: Iterable[str], root: str) -> Mapping[str, tuple[str, ...]]:
    """Kind of descriptor → the files of this kind, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        kind = kind_at(path, root)
        if kind:
            found[kind].append(path)
    return MappingProxyType({kind: tuple(files) for kind, files in found.items()})


def known(values: Mapping[str, T], name: str, noun: str) -> T:
    """The value; UnknownName with advice."""
    if name in values:
        return values[name]
    raise UnknownName(f"there is no {noun} {name!r}", hint=did_you_mean(name, values))


def no_document(entry: ContractEntry) -> str:
    """Says that a contract stands without its document."""
    message = f"contract {entry.id!r} has no document"
    raise UnknownName(message, place=entry.origin.file, hint="put it in its folder, or name it with `path`")
