"""Which files refer to which shared files, and where they say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from catalog.errors import CatalogError
from catalog.graph.edges import Edge, Relation, Statement, Vertex
from catalog.graph.fields import target_of
from catalog.graph.hits import SpotKey
from catalog.model.quality import Origin
from catalog.model.source import Pointer, SourceDocument
from catalog.reading.closure import references_in


@dataclass
class References:
    """References between files. `document` reads a file of the tree; what cannot be read refers to nothing."""

    document: Callable[[str], SourceDocument]
    _from: dict[str, tuple[tuple[Pointer, SpotKey], ...]] = field(default_factory=dict)

    def of(self, file: str) -> tuple[tuple[Pointer, SpotKey], ...]:
        """The references of a file to other files: where, and to what; in the order of their pointers."""
        if file not in self._from:
            self._from[file] = tuple(self._read(file))
        return self._from[file]

    def reaching(self, file: str) -> Mapping[str, None]:
        """The file and every file that it refers to, directly or through others."""
        found = {file: None}
        waiting = [file]
        while waiting:
            for _, (target, _) in self.of(waiting.pop()):
                if target not in found:
                    found[target] = None
                    waiting.append(target)
        return found

    def edges(self, files: Mapping[str, Vertex], wanted: Callable[[SpotKey], bool]) -> Iterator[Edge]:
        """An edge for each pair of these files of which one refers to the other, with the first reference to what is
        wanted, else with the first."""
        for file, vertex in files.items():
            chosen: dict[str, tuple[Pointer, SpotKey]] = {}
            for pointer, target in self.of(file):
                if target[0] in files and (target[0] not in chosen or (
                    wanted(target) and not wanted(chosen[target[0]][1])
                )):  # fmt: skip
                    chosen[target[0]] = pointer, target
            for name, (pointer, _) in chosen.items():
                said = Statement("reference", name)
                yield Edge(files[name], vertex, Relation.REFERRED, origin=Origin(file, pointer), statement=said)

    def _read(self, file: str) -> Iterator[tuple[Pointer, SpotKey]]:
        try:
            tree = self.document(file).tree
        except CatalogError:
            return
        found = ((pointer, target_of(file, text)) for pointer, text in references_in(tree))
        for pointer, target in sorted(found, key=lambda pair: [str(token) for token in pair[0]]):
            if target is not None and target[0] != file:
                yield (*pointer, "$ref"), target
