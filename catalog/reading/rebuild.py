"""From the model back to the tree: what proves that reading loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalog.model.contract import Contract
from catalog.model.source import Json
from catalog.reading.grammar.shapes import Form
from catalog.reading.specification import grammar_of
from catalog.reading.walk import TypedPlace, walk


def rebuild(contract: Contract) -> Json:
    """The document's tree, put together from the places that the model knows: fields, extensions, unknown members."""
    return assemble(walk(grammar_of(contract.specification), contract.document.tree))


def assemble(places: Iterable[TypedPlace]) -> Json:
    """The tree that these places make; parents come before their children."""
    made: dict[tuple[str | int, ...], Any] = {}
    for place in places:
        value = _shell(place)
        made[place.pointer] = value
        if place.pointer:
            _put(made[place.pointer[:-1]], place.pointer[-1], value)
    result: Json = made[()]
    return result


def _shell(place: TypedPlace) -> Json:
    """The value itself where nothing below it is a place of its own, else an empty container."""
    opened = place.shape.form is not Form.VALUE and not place.expected
    if opened and isinstance(place.value, dict) and place.shape.form is not Form.VALUES:
        return {}
    return [] if opened and isinstance(place.value, list) else place.value


def _put(parent: Any, token: str | int, value: Json) -> None:
    if isinstance(parent, list):
        parent.append(value)
    else:
        parent[token] = value
