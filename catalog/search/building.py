"""A revision's place in the index: what is new is read, everything else is known by its content."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

import orjson

from catalog.errors import CatalogError
from catalog.model.service import ContractEntry
from catalog.model.summary import Summary
from catalog.repository.closures import read_closure
from catalog.repository.snapshot import Snapshot
from catalog.search.entries import Part
from catalog.search.kept_closures import KeptClosures
from catalog.search.members import (
    NONE,
    Member,
    Members,
    Values,
    contract_values,
    read_back,
    service_values,
    vendor_values,
    written,
)
from catalog.search.seen import Had, Key, Seen
from catalog.search.sources import (
    Files,
    Source,
    blob_of,
    contract_source,
    entity_parts,
    root_of,
    service_parts,
    shared_parts,
    summary_from,
    vendor_parts,
    whole_source,
)
from catalog.search.store import MOST_REVISIONS, Store
from catalog.search.writing import Writer

BATCH = 256
"""Sources in a transaction: what a killed process loses at most."""

NOTHING = Summary()
Progress = Callable[[int, int], None]
"""Told how many contracts of how many have been looked at."""


def silent(_done: int, _of: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Known:
    """A contract's source that is kept."""

    number: int
    files: Files
    summary: bytes


def known_members(store: Store, digest: str) -> Members | None:
    """The members of a revision that is in the index.

    Raises:
        sqlite3.DatabaseError: the index is damaged; it has been started again.
    """
    with store.asked() as connection:
        row = connection.execute("SELECT members FROM revision WHERE digest = ?", (digest,)).fetchone()
        return read_back(row[0]) if row else None


def recall(store: Store, snapshot: Snapshot, members: Members, seen: Seen) -> None:
    """See what a revision has that was read from the index, as if it had just been built.

    Raises:
        sqlite3.DatabaseError: the index is damaged; it has been started again.
    """
    with store.asked() as connection:
        seen.of(store.generation)
        rows = connection.execute("SELECT id, files, summary FROM source WHERE root != ''").fetchall()
    kept = {number: (files, summary) for number, files, summary in rows}
    for member in members.all:
        key = member.kind, member.name
        if member.kind == "service" and member.name in snapshot.services:
            seen.keep(key, Had((snapshot.services[member.name],), (), member, NOTHING))
        elif member.kind == "contract" and member.source in kept and member.contract in snapshot.contracts:
            entry, (files, summary) = snapshot.contracts[member.contract], kept[member.source]
            known = *_own(snapshot, entry), *_read_back(files)
            seen.keep(key, Had(_made_of(snapshot, entry), known, member, summary_from(summary)))
    seen.complete(members)


def build(store: Store, snapshot: Snapshot, digest: str, seen: Seen, progress: Progress = silent) -> Members:
    """Bring a revision into the index; its members. What was seen of the one before need not be looked up.

    Raises:
        sqlite3.DatabaseError: the index cannot be written, or is damaged.
    """
    known = known_members(store, digest)
    if known is not None:
        return known
    generation = store.generation
    seen.of(generation)
    members = Members((*_contracts(store, snapshot, seen, progress), *_wholes(store, snapshot, seen)))
    seen.complete(members)
    with store.writing() as connection:
        if store.generation != generation:  # the numbers are those of an index that is gone
            raise sqlite3.OperationalError("the index was started again while it was written")
        newest = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM revision").fetchone()[0]
        row = (digest, newest, written(members))
        connection.execute("INSERT OR REPLACE INTO revision VALUES (?, ?, ?)", row)
        connection.execute("DELETE FROM revision WHERE number <= ?", (newest - MOST_REVISIONS,))
    return members


@dataclass(frozen=True, slots=True)
class _Whole:
    """Something that is no contract, before its source has a number."""

    kind: str
    name: str
    values: Values
    parts: tuple[Part, ...]


def _wholes(store: Store, snapshot: Snapshot, seen: Seen) -> Iterator[Member]:
    had = {name: seen.find(snapshot, ("service", name), (service,)) for name, service in snapshot.services.items()}
    found = tuple(_all_wholes(snapshot, tuple(name for name, known in had.items() if known is None)))
    sources = [whole_source(each.parts) for each in found]
    numbers = _numbers(store, sources)
    made: dict[Key, Member] = {}
    for whole, source in zip(found, sources, strict=True):
        made[whole.kind, whole.name] = Member(
            numbers[source.key], whole.kind, whole.name, "", whole.name, whole.kind, whole.values
        )
    yield from (member for member in made.values() if member.kind not in ("service", "vendor"))
    for name, known in had.items():
        known = known or Had((snapshot.services[name],), (), made["service", name], NOTHING)
        seen.keep(("service", name), known)
        yield known.member
    yield from (member for member in made.values() if member.kind == "vendor")


def _all_wholes(snapshot: Snapshot, services: Iterable[str]) -> Iterator[_Whole]:
    for name, parts in entity_parts(snapshot):
        yield _Whole("entity", name, NONE, parts)
    for kind, name, parts in shared_parts(snapshot):
        yield _Whole(kind, name, _shared_values(snapshot, kind, name), parts)
    for name in services:
        yield _Whole("service", name, service_values(snapshot, name), service_parts(snapshot.services[name]))
    for name, parts in vendor_parts(snapshot):
        yield _Whole("vendor", name, vendor_values(snapshot, name), parts)


def _shared_values(snapshot: Snapshot, kind: str, name: str) -> Values:
    """A domain is in itself, a team owns itself."""
    if kind == "domain":
        domain, owner = name, snapshot.domains[name].owner
    elif kind == "team":
        domain, owner = "", name
    else:
        found = snapshot.terms[name] if kind == "term" else snapshot.workflows[name]
        domain, owner = found.domain, found.owner
    return (), (domain,) if domain else (), (), (), (), (owner,) if owner else (), ()


def _contracts(store: Store, snapshot: Snapshot, seen: Seen, progress: Progress) -> Iterator[Member]:
    had = {
        entry.id: seen.find(snapshot, ("contract", entry.id), _made_of(snapshot, entry))
        for entry in snapshot.contracts.values()
    }
    new = [snapshot.contracts[name] for name, known in had.items() if known is None]
    for entry, number, files, summary in _looked_up(store, snapshot, new, progress):
        values = contract_values(snapshot, entry.id, summary.specification)
        member = Member(number, "contract", entry.id, entry.id, entry.owner, entry.owner_kind, values)
        had[entry.id] = Had(_made_of(snapshot, entry), (*_own(snapshot, entry), *files), member, summary)
    for name, known in had.items():
        assert known is not None
        seen.keep(("contract", name), known)
        yield known.member


def _made_of(snapshot: Snapshot, entry: ContractEntry) -> tuple[object, ...]:
    """The values of descriptors that a contract's member is made of."""
    owners: Mapping[str, object] = snapshot.vendors if entry.owner_kind == "vendor" else snapshot.services
    return entry, owners.get(entry.owner)


def _own(snapshot: Snapshot, entry: ContractEntry) -> Files:
    """The contract's document."""
    return ((entry.path, blob_of(snapshot, entry.path)),) if entry.path else ()


def _looked_up(
    store: Store, snapshot: Snapshot, entries: list[ContractEntry], progress: Progress
) -> Iterator[tuple[ContractEntry, int, Files, Summary]]:
    """The source of each contract: its number, what was read for it beside the document, and what is known of it."""
    roots = {entry.id: root_of(entry, blob_of(snapshot, entry.path) if entry.path else "") for entry in entries}
    kept = _kept(store, roots.values())
    waiting: list[tuple[ContractEntry, str]] = []
    for entry in entries:
        root = roots[entry.id]
        known = next((each for each in kept.get(root, ()) if _holds(snapshot, each)), None)
        if known is None:
            waiting.append((entry, root))
        else:
            yield entry, known.number, known.files, summary_from(known.summary)
    of = len(snapshot.contracts)
    done = of - len(waiting)
    progress(done, of)
    for batch in _batches(waiting, BATCH):
        yield from _read(store, snapshot, batch)
        done += len(batch)
        progress(done, of)


def _read(
    store: Store, snapshot: Snapshot, batch: list[tuple[ContractEntry, str]]
) -> Iterator[tuple[ContractEntry, int, Files, Summary]]:
    paths = [entry.path for entry, _ in batch if entry.path]
    snapshot.documents.prepare(paths)
    sources = [contract_source(snapshot, entry, root) for entry, root in batch]
    _keep_closures(store, snapshot, paths)
    snapshot.documents.forget(paths)
    numbers = _numbers(store, sources)
    for (entry, _), source in zip(batch, sources, strict=True):
        yield entry, numbers[source.key], source.files, source.summary or NOTHING


def _keep_closures(store: Store, snapshot: Snapshot, paths: list[str]) -> None:
    """What releases are made of, while the documents are at hand."""
    kept = KeptClosures(store)
    for path in paths:
        with suppress(CatalogError):
            kept.keep(snapshot.tree, path, read_closure(snapshot.tree, path, snapshot.parsed))
    kept.flush()


def _holds(snapshot: Snapshot, known: Known) -> bool:
    """Whether every file that was read for a source is the same here."""
    return all(blob_of(snapshot, path) == blob for path, blob in known.files)


def _kept(store: Store, roots: Iterable[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    with store.asked() as connection:
        asked = "SELECT root, id, files, summary FROM source WHERE root IN (SELECT value FROM json_each(?))"
        for root, number, files, summary in connection.execute(asked, (orjson.dumps(list(roots)).decode(),)):
            found.setdefault(root, []).append(Known(number, _read_back(files), summary))
    return found


def _read_back(files: bytes) -> Files:
    return tuple(map(tuple, orjson.loads(files)))


def _numbers(store: Store, sources: Iterable[Source]) -> dict[str, int]:
    """The number of each source, written where it is new; a few at a time, so that others get their turn."""
    wanted = {source.key: source for source in sources}
    numbers = _known_numbers(store, wanted)
    new = [source for key, source in wanted.items() if key not in numbers]
    for batch in _batches(new, BATCH):
        with store.writing() as connection:
            numbers.update(Writer(connection).write(batch))
    return numbers


def _known_numbers(store: Store, keys: Iterable[str]) -> dict[str, int]:
    asked = "SELECT key, id FROM source WHERE key IN (SELECT value FROM json_each(?))"
    with store.asked() as connection:
        return dict(connection.execute(asked, (orjson.dumps(list(keys)).decode(),)))


def _batches(items: Iterable[object], size: int) -> Iterator[list]:  # type: ignore[type-arg]
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
