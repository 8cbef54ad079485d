"""Where keys and items of a YAML text begin, as far down as text and tree go in step: each object has just the keys
of the tree, in order, and each list as many items. So far no part need be parsed to know that the text says it."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.source import Json, Pointer
from catalog.reading.yaml_flow import flow_parts
from catalog.reading.yaml_regions import Key, Region, Regions, forms

_MARKED = "*&!"
"""What stands before an item that is an alias, or has an anchor or tag."""


@dataclass(slots=True)
class _Level:
    """An object or list; where each member or item begins, and where what belongs to it begins and ends."""

    held: dict[str, Json] | list[Json]
    parts: dict[str, Key]


class Steps:
    """Goes down one text and its tree; what was seen is kept."""

    __slots__ = ("_levels", "_regions", "_text", "_tree")

    def __init__(self, text: str, tree: Json, regions: Regions) -> None:
        self._text, self._tree, self._regions = text, tree, regions
        self._levels: dict[Pointer, _Level | None] = {}

    def start(self, pointer: Pointer) -> int | None:
        """Where the key or item at the pointer begins; None where text and tree are not in step down to there."""
        level = self._level(pointer[:-1])
        if not pointer:
            return self._regions.root.start if level is not None else None
        part = level.parts.get(str(pointer[-1])) if level is not None else None
        return part[0] if part is not None else None

    def _level(self, pointer: Pointer) -> _Level | None:
        if pointer not in self._levels:
            self._levels[pointer] = self._below(pointer) if pointer else self._look(self._regions.root, self._tree)
        return self._levels[pointer]

    def _below(self, pointer: Pointer) -> _Level | None:
        above, name = self._level(pointer[:-1]), str(pointer[-1])
        if above is None or name not in above.parts:
            return None
        start, after, end = above.parts[name]
        if isinstance(above.held, dict):
            return self._look(self._regions.value(after + 1, end, (start, after)), above.held[name])
        return self._look(self._regions.value(after, end, None), above.held[int(name)])

    def _look(self, region: Region | None, held: Json) -> _Level | None:
        if region is None or not isinstance(held, dict | list):
            return None
        parts = None
        if self._text[region.start] in "[{":
            parts = self._flow(region, held)
        elif isinstance(held, dict):
            parts = _members(self._regions.keys(region), held)
        elif self._text.startswith("-", region.start):
            parts = self._items(self._regions.items(region), len(held))
        return _Level(held, parts) if parts is not None else None

    def _flow(self, region: Region, held: dict[str, Json] | list[Json]) -> dict[str, Key] | None:
        is_object = self._text.startswith("{", region.start)
        found = flow_parts(self._text, region.start, region.end)
        if found is None or len(found) != len(held) or is_object != isinstance(held, dict):
            return None
        if isinstance(held, list):
            return {str(n): place for n, (_, place) in enumerate(found)}
        return _members({text: [place] for text, place in found}, held)

    def _items(self, found: list[Region | None], number: int) -> dict[str, Key] | None:
        items = [item for item in found if item is not None and self._text[item.start] not in _MARKED]
        if not len(found) == len(items) == number:
            return None
        return {str(n): (item.start, item.start, item.end) for n, item in enumerate(items)}


def _members(found: dict[str, list[Key]], held: dict[str, Json]) -> dict[str, Key] | None:
    if len(found) != len(held) or any(len(places) != 1 for places in found.values()):
        return None
    if not all(text == name or text in forms(name) for text, name in zip(found, held, strict=True)):
        return None
    return {name: places[0] for name, places in zip(held, found.values(), strict=True)}
