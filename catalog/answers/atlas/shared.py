"""Which contracts and shared schemas refer to which: found in their text, once for each content.

Thousands of documents cannot be parsed for a map. What is found so may be wider than what a reader of the document
finds (a reference in an example counts), never narrower; `treaty impact` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock

from catalog.errors import CatalogError
from catalog.graph.atlas import Link
from catalog.graph.edges import Edge, Kind, Relation, Statement, Vertex
from catalog.model.quality import Origin
from catalog.repository.file_facts import REFERENCE, REFERS, facts_of
from catalog.repository.snapshot import Snapshot

MOST_KEPT = 60_000
REFERRING_KIND = "entity"
"""The kind of descriptor of which `facts_of` tells references, and nothing else."""

_known: dict[tuple[str, str], tuple[str, ...]] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class _Files:
    """The vertices of files, and what each file refers to."""

    vertices: Mapping[str, Vertex]
    referred: Mapping[str, tuple[str, ...]]


def shared_links(snapshot: Snapshot) -> Iterator[Link]:
    """From each shared file to what refers to it: contracts, entities, other shared files."""
    files = _files(snapshot)
    found: dict[tuple[Vertex, Vertex], list[tuple[str, str]]] = {}
    for file, vertex in files.vertices.items():
        for name in files.referred.get(file, ()):
            source = files.vertices.get(name)
            if source is not None and source != vertex and source.kind is not Kind.CONTRACT:
                found.setdefault((source, vertex), []).append((file, name))
    for (source, target), pairs in found.items():
        yield Link(source, target, Relation.REFERRED, partial(_edges, source, target, tuple(pairs)))


def _edges(source: Vertex, target: Vertex, pairs: tuple[tuple[str, str], ...]) -> tuple[Edge, ...]:
    """One for each file that refers to another: an entity has a file for each version."""
    return tuple(
        Edge(
            source, target, Relation.REFERRED, origin=Origin(file), statement=Statement("reference", name), detail=name
        )
        for file, name in pairs
    )


def _files(snapshot: Snapshot) -> _Files:
    """Contracts' documents, and the files that they lead to."""
    vertices = {entry.path: Vertex(Kind.CONTRACT, entry.id) for entry in snapshot.contracts.values() if entry.path}
    entities = {path: name for name, entity in snapshot.entities.items() for _, path in entity.versions}
    referred: dict[str, tuple[str, ...]] = {}
    waiting: list[str] = [*vertices, *entities]
    while waiting:
        found = dict(_read(snapshot, waiting))
        referred |= found
        waiting = [name for name in dict.fromkeys(n for names in found.values() for n in names) if name not in referred]
        referred |= dict.fromkeys(waiting, ())
    shared = (name for name in referred if name not in vertices)
    vertices |= {
        name: Vertex(Kind.ENTITY, entities[name]) if name in entities else Vertex(Kind.SCHEMA, name) for name in shared
    }
    return _Files(vertices, referred)


def _read(snapshot: Snapshot, paths: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each file refers to; files that are not there, or cannot be read, refer to nothing."""
    ids = {path: _blob(snapshot, path) for path in paths}
    wanted = [path for path, blob in ids.items() if blob and (path, blob) not in _known]
    for path in wanted:
        _remember(path, ids[path], _referred(snapshot, path))
    for path, blob in ids.items():
        yield path, _known.get((path, blob), ())


def _blob(snapshot: Snapshot, path: str) -> str:
    try:
        return snapshot.tree.blob_id(path)
    except CatalogError:
        return ""


def _referred(snapshot: Snapshot, path: str) -> tuple[str, ...]:
    try:
        data = snapshot.tree.read(path).data
    except CatalogError:
        return ()
    return tuple(sorted(target for kind, target in facts_of(path, REFERRING_KIND, data) if kind == REFERS))


def _remember(path: str, blob: str, names: tuple[str, ...]) -> None:
    with _lock:
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[path, blob] = names


def line_of_reference(snapshot: Snapshot, file: str, target: str) -> int:
    """The line on which a file first names another in a reference, 1 where no line does so plainly."""
    try:
        data = snapshot.tree.read(file).data
    except CatalogError:
        return 1
    ending = target.rpartition("/")[2].encode()
    for match in REFERENCE.finditer(data):
        if b"".join(group or b"" for group in match.groups()).partition(b"#")[0].endswith(ending):
            return data.count(b"\n", 0, match.start()) + 1
    return 1
