"""Which files refer to which shared files, and where they say so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
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
    _all: dict[str, tuple[tuple[Pointer, SpotKey], ...]] = field(default_factory=dict)

    def all_of(self, file: str) -> tuple[tuple[Pointer, SpotKey], ...]:
        """The references of a file: where, and to what; in the order of their pointers."""
        if file not in self._all:
            self._all[file] = tuple(self._read(file))
        return self._all[file]

    def of(self, file: str) -> tuple[tuple[Pointer, SpotKey], ...]:
        """Those to other files."""
        return tuple(each for each in self.all_of(file) if each[1][0] != file)

    def lead_to(self, file: str, keys: Collection[SpotKey]) -> bool:
        """Whether references from anywhere in a file lead to one of the places, to what it is in, or to what is in
        it."""
        passed: set[SpotKey] = set()
        waiting: list[SpotKey] = [(file, ())]
        while waiting:
            place = waiting.pop()
            if place in passed:
                continue
            passed.add(place)
            if any(name == place[0] and _one_in_the_other(pointer, place[1]) for name, pointer in keys):
                return True
            waiting.extend(target for at, target in self.all_of(place[0]) if _begins(at, place[1]))
        return False

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
        """An edge for each pair of these files of which one refers to the other, as `edges_to`."""
        for file, vertex in files.items():
            yield from self.edges_to(file, vertex, files, wanted)

    def edges_to(
        self, file: str, vertex: Vertex, files: Mapping[str, Vertex], wanted: Callable[[SpotKey], bool]
    ) -> Iterator[Edge]:
        """From each of these files that a file refers to, with the first reference to what is wanted, else with the
        first."""
        chosen: dict[str, tuple[Pointer, SpotKey]] = {}
        for pointer, target in self.of(file):
            if target[0] in files:
                known = chosen.setdefault(target[0], (pointer, target))
                if wanted(target) and not wanted(known[1]):
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
            if target is not None:
                yield (*pointer, "$ref"), target


def _one_in_the_other(one: Pointer, other: Pointer) -> bool:
    return _begins(one, other) or _begins(other, one)


def _begins(pointer: Pointer, above: Pointer) -> bool:
    """Whether one pointer begins with another; a reference does not say whether `200` is a name or a position."""
    return len(pointer) >= len(above) and all(str(a) == str(b) for a, b in zip(pointer, above, strict=False))
