"""Who still uses a version of a canonical entity: the services that `treaty impact` reaches from it directly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.places import Asked
from catalog.answers.impact.texts import MOST_READ, documents_of, texts_of
from catalog.answers.kept import once
from catalog.graph.edges import Kind
from catalog.graph.references import References
from catalog.repository.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Users:
    """Service → how many of its contracts refer to the version. `at_most`: as the text of the documents shows it."""

    services: tuple[tuple[str, int], ...]
    at_most: bool


def users_of(snapshot: Snapshot, version: str, path: str) -> Users:
    """Those of `customer/v1`, whose file stands at the path; documents are read of a small catalog only."""
    small = len(documents_of(snapshot)) <= MOST_READ
    find = _read if small else _by_text
    return once(snapshot, ("users of entity", version), lambda: Users(find(snapshot, version, path), not small))


def _read(snapshot: Snapshot, version: str, path: str) -> tuple[tuple[str, int], ...]:
    references = References(snapshot.documents.fetch)
    landscape = Landscape(snapshot, references, Asked(Kind.ENTITY, version, files=(path,)))
    routes = landscape.network().routes(landscape.start, 1)
    names = {kind: [routes.numbers.vertices[n].name for n in routes.best(kind) if routes.walk.passed(n) <= passed]
             for kind, passed in ((Kind.SERVICE, 1), (Kind.CONTRACT, 0))}  # fmt: skip
    return _counted(snapshot, names[Kind.SERVICE], names[Kind.CONTRACT])


def _by_text(snapshot: Snapshot, version: str, path: str) -> tuple[tuple[str, int], ...]:
    """The same without reading the documents: whoever uses a contract that refers to the file may use it there."""
    leading = texts_of(snapshot).leading_to((path,))
    contracts = [entry.id for entry in snapshot.contracts.values() if entry.path in leading]
    using = (use.service for name in contracts for use in snapshot.consumptions_of(name))
    owners = (snapshot.contracts[name].owner for name in contracts)
    return _counted(snapshot, (*owners, *using, *_mapping(snapshot, version)), contracts)


def _mapping(snapshot: Snapshot, version: str) -> Iterator[str]:
    for service in snapshot.joined.mapping_to.get(version.partition("/")[0], ()):
        if any(mapping.entity == version for mapping in service.mapping):
            yield service.name


def _counted(snapshot: Snapshot, services: Iterable[str], contracts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    entries = (snapshot.contracts[name] for name in contracts if name in snapshot.contracts)
    own = Counter(entry.owner for entry in entries if entry.owner_kind == "service")
    return tuple((name, own[name]) for name in sorted(set(services) & snapshot.services.keys()))
