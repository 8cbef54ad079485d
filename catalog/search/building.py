"""A revision's place in the index: what is new is read, everything else is known by its content."""

from __future__ import annotations

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


def summaries(store: Store, members: Members) -> Mapping[str, Summary]:
    """What is known of each contract of a revision.

    Raises:
        sqlite3.DatabaseError: the index is damaged; it has been started again.
    """
    contracts = {member.source: member.contract for member in members.all if member.kind == "contract"}
    with store.asked() as connection:
        rows = connection.execute("SELECT id, summary FROM source WHERE root != ''")
        return {contracts[number]: summary_from(data) for number, data in rows if number in contracts}


def build(store: Store, snapshot: Snapshot, digest: str, progress: Progress = silent) -> Members:
    """Bring a revision into the index; its members.

    Raises:
        sqlite3.DatabaseError: the index cannot be written, or is damaged.
    """
    known = known_members(store, digest)
    if known is not None:
        return known
    members = Members((*_contracts(store, snapshot, progress), *_wholes(store, snapshot)))
    with store.writing() as connection:
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


def _wholes(store: Store, snapshot: Snapshot) -> Iterator[Member]:
    found = tuple(_all_wholes(snapshot))
    sources = [whole_source(each.parts) for each in found]
    numbers = _numbers(store, sources)
    for whole, source in zip(found, sources, strict=True):
        yield Member(numbers[source.key], whole.kind, whole.name, "", whole.name, whole.kind, whole.values)


def _all_wholes(snapshot: Snapshot) -> Iterator[_Whole]:
    for name, parts in entity_parts(snapshot):
        yield _Whole("entity", name, NONE, parts)
    for kind, name, parts in shared_parts(snapshot):
        yield _Whole(kind, name, _shared_values(snapshot, kind, name), parts)
    for name, parts in service_parts(snapshot):
        yield _Whole("service", name, service_values(snapshot, name), parts)
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


def _contracts(store: Store, snapshot: Snapshot, progress: Progress) -> Iterator[Member]:
    entries = tuple(snapshot.contracts.values())
    kept = _kept(store)
    waiting: list[tuple[ContractEntry, str]] = []
    found: dict[str, tuple[int, Summary]] = {}
    for entry in entries:
        root = root_of(entry, blob_of(snapshot, entry.path) if entry.path else "")
        known = next((each for each in kept.get(root, ()) if _holds(snapshot, each)), None)
        if known is None:
            waiting.append((entry, root))
        else:
            found[entry.id] = known.number, summary_from(known.summary)
    done = len(found)
    progress(done, len(entries))
    for batch in _batches(waiting, BATCH):
        paths = [entry.path for entry, _ in batch if entry.path]
        snapshot.documents.prepare(paths)
        sources = [contract_source(snapshot, entry, root) for entry, root in batch]
        _keep_closures(store, snapshot, paths)
        snapshot.documents.forget(paths)
        numbers = _numbers(store, sources)
        for (entry, _), source in zip(batch, sources, strict=True):
            found[entry.id] = numbers[source.key], source.summary or Summary()
        done += len(batch)
        progress(done, len(entries))
    for entry in entries:
        number, summary = found[entry.id]
        values = contract_values(snapshot, entry.id, summary.specification)
        yield Member(number, "contract", entry.id, entry.id, entry.owner, entry.owner_kind, values)


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


def _kept(store: Store) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    with store.asked() as connection:
        asked = "SELECT root, id, files, summary FROM source WHERE root != ''"
        for root, number, files, summary in connection.execute(asked):
            known = Known(number, tuple(map(tuple, orjson.loads(files))), summary)
            found.setdefault(root, []).append(known)
    return found


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
