"""Since which commit a file states what it states: its past on the first-parent line, newest version first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalog.answers.catalog import Catalog
from catalog.answers.changes import Version, changes_of
from catalog.answers.impact.shape import Since
from catalog.errors import CatalogError
from catalog.graph.edges import Statement
from catalog.graph.statements import statements
from catalog.reading.descriptors.kinds import kind_at
from catalog.reading.read import read_source
from catalog.repository.snapshot import Snapshot


@dataclass
class Ages:
    """Ages of statements that the snapshot makes, asked for all at once; empty where there is no history. A statement
    that no version before uncommitted work makes has no age, and none is known of one that a shallow clone's oldest
    commits make."""

    catalog: Catalog
    snapshot: Snapshot
    _known: dict[tuple[str, Statement], Since] = field(default_factory=dict)

    def find(self, wanted: Iterable[tuple[str, Statement]]) -> Mapping[tuple[str, Statement], Since]:
        """Since when each file makes each statement."""
        asked: dict[str, set[Statement]] = defaultdict(set)
        for file, statement in wanted:
            asked[file].add(statement)
        for file, versions in self._versions(asked).items():
            self._follow(file, versions, asked[file])
        return self._known

    def _versions(self, files: Iterable[str]) -> Mapping[str, Sequence[Version]]:
        known = changes_of(self.catalog, self.snapshot)
        return {file: known[file] for file in files if file in known}

    def _follow(self, file: str, versions: Iterable[Version], open_: set[Statement]) -> None:
        kind, shown = kind_at(file, self.snapshot.root), self.snapshot.documents.readable(file)
        for commit, blob in versions:
            if shown is None or blob != shown.digest:  # else it says all of them
                open_ &= frozenset(self._said(kind, file, blob)) if blob else frozenset()
            for statement in open_:
                self._known[file, statement] = Since(commit.id, commit.date)
            if commit.id in self.catalog.borders:  # it says that it adds all there is
                for statement in open_:
                    del self._known[file, statement]
                return
            if not open_:
                return

    def _said(self, kind: str | None, file: str, blob: str) -> Iterator[Statement]:
        objects = self.catalog.source.objects
        key = (file, blob)
        try:
            if key not in self.snapshot.parsed:
                found = objects.find(blob) if objects else None
                if found is None:
                    return
                self.snapshot.parsed[key] = read_source(found.data, file, digest=blob)
            yield Statement("file", file)
            yield from statements(kind, self.snapshot.parsed[key].tree, file)
        except CatalogError:
            return
