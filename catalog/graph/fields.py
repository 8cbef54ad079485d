"""Fields of canonical entities: where in their files they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog.errors import CatalogError
from catalog.graph.hits import SpotKey
from catalog.model.pointer import parse_pointer, settle
from catalog.model.source import Json, SourceDocument
from catalog.reading.reference_names import named_document

DEEPEST = 40
"""References and compositions followed from one field; a circle ends here."""
STEP = re.compile(r"[^.\[\]]+|\[\d*\]")
COMPOSED = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True)
class Fields:
    """The fields of one file. `document` reads a file of the tree and raises CatalogError; `own` are the files of the
    entity: definitions there are the field's own, those of other entities are only used by it."""

    document: Callable[[str], SourceDocument]
    own: frozenset[str]

    def written(self, file: str, field: str) -> frozenset[SpotKey]:
        """The places of a field such as `addresses[].country`, definitions of the same entity included; empty where
        there is no such field."""
        places: list[SpotKey] = [(file, ())]
        for name in STEP.findall(field):
            places = [found for place in places for found in self._step(place, name)]
        return frozenset(key for place in places for key in self._chain(place) if key[0] in self.own)

    def names(self, file: str) -> tuple[str, ...]:
        """The names of the members at the top, and of those directly below them."""
        top = tuple(self._members((file, ())))
        below = [
            f"{name}{dots}{inner}"
            for name in top
            for dots, step in ((".", (name,)), ("[].", (name, "[]")))
            for inner in self._inside(file, step)
        ]
        return (*top, *below)

    def _inside(self, file: str, steps: tuple[str, ...]) -> Iterator[str]:
        places: list[SpotKey] = [(file, ())]
        for name in steps:
            places = [found for place in places for found in self._step(place, name)]
        for place in places:
            yield from self._members(place)

    def _members(self, place: SpotKey) -> dict[str, None]:
        found: dict[str, None] = {}
        for _, node in self._schemas(place, DEEPEST):
            properties = node.get("properties")
            found |= dict.fromkeys(properties) if isinstance(properties, dict) else {}
        return found

    def _step(self, place: SpotKey, name: str) -> Iterator[SpotKey]:
        for (file, pointer), node in self._schemas(place, DEEPEST):
            properties = node.get("properties")
            if name.startswith("["):
                yield from ((file, (*pointer, "items")),) if "items" in node else ()
            elif isinstance(properties, dict) and name in properties:
                yield file, (*pointer, "properties", name)

    def _schemas(self, place: SpotKey, left: int) -> Iterator[tuple[SpotKey, dict[str, Json]]]:
        """The schema at a place, what it refers to, and what it is composed of."""
        node = self._node(place)
        if not isinstance(node, dict) or not left:
            return
        yield place, node
        target = self._target(place, node)
        if target is not None:
            yield from self._schemas(target, left - 1)
        for word in COMPOSED:
            branches = node.get(word)
            for position in range(len(branches) if isinstance(branches, list) else 0):
                yield from self._schemas((place[0], (*place[1], word, position)), left - 1)

    def _chain(self, place: SpotKey) -> Iterator[SpotKey]:
        """A place and what references alone lead to from there."""
        following: SpotKey | None = place
        for _ in range(DEEPEST):
            if following is None:
                return
            yield following
            node = self._node(following)
            following = self._target(following, node) if isinstance(node, dict) else None

    def _target(self, place: SpotKey, node: dict[str, Json]) -> SpotKey | None:
        reference = node.get("$ref")
        return target_of(place[0], reference) if isinstance(reference, str) else None

    def _node(self, place: SpotKey) -> Json:
        try:
            return settle(place[1], self.document(place[0]).tree)[1]
        except (CatalogError, LookupError):
            return None


def target_of(file: str, reference: str) -> SpotKey | None:
    """File and pointer that a reference means; None for an anchor, and for what leads out of the tree."""
    name, _, fragment = reference.partition("#")
    try:
        pointer = parse_pointer(f"#{fragment}")
        target = named_document(file, name, "") if name else file
    except (CatalogError, ValueError):
        return None
    return target, tuple(int(token) if str(token).isdigit() else token for token in pointer)
