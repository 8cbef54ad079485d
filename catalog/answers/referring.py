"""Which contracts and shared schemas refer to which files, directly or through others; found without parsing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.lately import Lately
from catalog.errors import CatalogError
from catalog.repository.file_facts import REFERS, facts_of
from catalog.repository.snapshot import Snapshot

Facts = dict[tuple[str, str], tuple[str, ...]]
"""(path, blob id) → the files that it refers to; kept for all revisions, since both fix the content."""


@dataclass(frozen=True, slots=True)
class Referring:
    """`by` names, for each file, the files that refer to it directly."""

    by: Mapping[str, tuple[str, ...]]

    def to(self, file: str) -> tuple[str, ...]:
        """Every file that refers to this one, directly or through others, by name."""
        found: dict[str, None] = {}
        waiting = [file]
        while waiting:
            for name in self.by.get(waiting.pop(), ()):
                if name not in found and name != file:
                    found[name] = None
                    waiting.append(name)
        return tuple(sorted(found))


def referring(catalog: Catalog, revision: Revision, lately: Lately) -> Referring:
    """The references of all contracts in place and of shared schemas; each file is looked at once."""
    facts: Facts = lately.get("references of files", dict)
    return lately.get(("referring", revision.digest), lambda: _found(catalog.snapshot(revision), facts))


def _found(snapshot: Snapshot, facts: Facts) -> Referring:
    shared = (path for path in snapshot.documents.below(snapshot.root) if "/schemas/" in f"/{path}")
    wanted = dict.fromkeys((*(entry.path for entry in snapshot.declared if entry.path), *shared))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path, names in _all(snapshot, wanted, facts):
        for name in names:
            found[name][path] = None
    return Referring({name: tuple(paths) for name, paths in found.items()})


def _all(snapshot: Snapshot, wanted: Iterable[str], facts: Facts) -> Iterable[tuple[str, tuple[str, ...]]]:
    known: list[tuple[str, tuple[str, ...]]] = []
    fresh: list[str] = []
    for path in wanted:
        try:
            key = (path, snapshot.tree.blob_id(path))
        except CatalogError:
            continue
        known.append((path, facts[key])) if key in facts else fresh.append(path)
    for path in fresh:
        try:
            blob = snapshot.tree.read(path)
        except CatalogError:
            continue
        names = tuple(sorted(name for kind, name in facts_of(path, None, blob.data) if kind == REFERS))
        facts[path, blob.blob_id] = names
        known.append((path, names))
    return known
