"""Which contracts and shared schemas refer to which: found in their text, once for each content.

Thousands of documents cannot be parsed for a map. What is found so may be wider than what a reader of the document
finds (a reference in an example counts), never narrower; `treaty impact` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock

from catalog.answers.kept import once
from catalog.errors import CatalogError
from catalog.graph.atlas import Link
from catalog.graph.edges import Edge, Kind, Relation, Statement, Vertex
from catalog.model.quality import Origin
from catalog.repository.file_facts import REFERS, facts_of
from catalog.repository.snapshot import Snapshot

MOST_KEPT = 60_000
DEPRECATED = b"deprecated"
REFERRING_KIND = "entity"
"""The kind of descriptor of which `facts_of` tells references, and nothing else."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is found in a file without parsing it: whether it says `deprecated`, and which files it refers to."""

    deprecates: bool = False
    refers: tuple[str, ...] = ()


NOTHING = Text()


_known: dict[tuple[str, str], Text] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Files:
    """The vertices of files, and what their texts say."""

    vertices: Mapping[str, Vertex]
    texts: Mapping[str, Text]


def shared_links(snapshot: Snapshot) -> Iterator[Link]:
    """From each shared file to what refers to it: contracts, entities, other shared files."""
    files = files_of(snapshot)
    found: dict[tuple[Vertex, Vertex], list[tuple[str, str]]] = {}
    for file, vertex in files.vertices.items():
        for name in files.texts.get(file, NOTHING).refers:
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


def files_of(snapshot: Snapshot) -> Files:
    """Contracts' documents, entities, and the files that they lead to."""
    return once(snapshot, ("files",), lambda: _files(snapshot), stays=True)


def _files(snapshot: Snapshot) -> Files:
    vertices = {entry.path: Vertex(Kind.CONTRACT, entry.id) for entry in snapshot.contracts.values() if entry.path}
    entities = {path: name for name, entity in snapshot.entities.items() for _, path in entity.versions}
    texts: dict[str, Text] = {}
    waiting: list[str] = [*vertices, *entities]
    while waiting:
        found = dict(_read(snapshot, waiting))
        texts |= found
        named = dict.fromkeys(name for text in found.values() for name in text.refers)
        waiting = [name for name in named if name not in texts]
    shared = (name for name in texts if name not in vertices)
    vertices |= {
        name: Vertex(Kind.ENTITY, entities[name]) if name in entities else Vertex(Kind.SCHEMA, name) for name in shared
    }
    return Files(vertices, texts)


def _read(snapshot: Snapshot, paths: Iterable[str]) -> Iterator[tuple[str, Text]]:
    """What each file says; files that are not there, or cannot be read, say nothing."""
    for path in paths:
        blob = _blob(snapshot, path)
        if blob and (path, blob) not in _known:
            _remember(path, blob, _text(snapshot, path))
        yield path, _known.get((path, blob), NOTHING)


def _blob(snapshot: Snapshot, path: str) -> str:
    try:
        return snapshot.tree.blob_id(path)
    except CatalogError:
        return ""


def _text(snapshot: Snapshot, path: str) -> Text:
    try:
        data = snapshot.tree.read(path).data
    except CatalogError:
        return NOTHING
    refers = sorted(target for kind, target in facts_of(path, REFERRING_KIND, data) if kind == REFERS)
    return Text(DEPRECATED in data, tuple(refers))


def _remember(path: str, blob: str, text: Text) -> None:
    with _lock:
        if len(_known) >= MOST_KEPT:
            _known.clear()
        _known[path, blob] = text
