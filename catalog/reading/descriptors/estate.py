"""catalog.yaml → Estate."""

from __future__ import annotations

from catalog.model.estate import DEFAULT_LAYERS, Estate, Layer
from catalog.model.quality import Origin
from catalog.model.source import Json
from catalog.reading.descriptors.shape import Members, day, inside, members, team, text, text_map, texts, words


def read_estate(tree: Json, file: str) -> Estate:
    """The catalog that a parsed catalog.yaml describes."""
    node = members(tree)
    layers = inside(node, "layers")
    return Estate(
        name=text(node, "name") or "Catalog",
        origin=Origin(file),
        description=words(node, "description"),
        as_of=day(node, "as_of"),
        branch=text(node, "branch") or "main",
        owner=team(node),
        layers=tuple(_layer(name, members(entry)) for name, entry in layers.items()) or DEFAULT_LAYERS,
        vendor_profile=text(node, "vendor_profile") or "vendor",
        allowed_references=text_map(node, "allowed_references"),
        residency_regions=texts(node, "residency_regions"),
        links=text_map(node, "links"),
    )


def _layer(name: str, node: Members) -> Layer:
    return Layer(
        name,
        text(node, "title") or name.capitalize(),
        texts(node, "uses"),
        text(node, "profile"),
        words(node, "description"),
    )
