"""The atlas of a snapshot, made once; and what was reached from the places asked about last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from catalog.answers.atlas.links import links_of
from catalog.answers.atlas.start import Start
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Vertex
from catalog.graph.reach import Spot
from catalog.repository.snapshot import Snapshot

MOST_KEPT = 64
Key = tuple[object, ...]
K = TypeVar("K")
V = TypeVar("V")
Reached = tuple[Atlas, int, Mapping[int, Spot]]


@dataclass
class Kept:
    """An atlas with the answers that were asked of it; safe for threads."""

    atlas: Atlas
    _reached: OrderedDict[Key, Reached] = field(default_factory=OrderedDict)
    _starts: OrderedDict[str, Start] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def start(self, focus: str, find: Callable[[], Start]) -> Start:
        """What `find` gives for a focus, likewise: to compare an announced release is dear."""
        return self._kept(self._starts, focus, find)

    def reached(self, key: Key, find: Callable[[], Reached]) -> Reached:
        """What `find` gives, found once while the key is among those asked last."""
        return self._kept(self._reached, key, find)

    def _kept(self, known: OrderedDict[K, V], key: K, find: Callable[[], V]) -> V:
        with self._lock:
            if key in known:
                known.move_to_end(key)
                return known[key]
        found = find()
        with self._lock:
            known[key] = found
            while len(known) > MOST_KEPT:
                known.popitem(last=False)
        return found


_atlases: WeakKeyDictionary[Snapshot, Kept] = WeakKeyDictionary()
_lock = Lock()


def atlas_of(snapshot: Snapshot) -> Kept:
    """The one atlas of a snapshot, for as long as the snapshot is kept."""
    with _lock:
        known = _atlases.get(snapshot)
    if known is not None:
        return known
    made = Kept(Atlas(links_of(snapshot), _named(snapshot)))
    with _lock:
        return _atlases.setdefault(snapshot, made)


def _named(snapshot: Snapshot) -> tuple[Vertex, ...]:
    """What exists, whether or not anything is linked to it."""
    every = {
        Kind.SERVICE: snapshot.services, Kind.CONTRACT: snapshot.contracts, Kind.WORKFLOW: snapshot.workflows,
        Kind.VENDOR: snapshot.vendors, Kind.ENTITY: snapshot.entities, Kind.TEAM: snapshot.teams,
    }  # fmt: skip
    return tuple(Vertex(kind, name) for kind, names in every.items() for name in names)
