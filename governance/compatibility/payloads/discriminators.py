"""The values of a discriminator's property, and the variants that they lead to."""

from __future__ import annotations

from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.flat import Flat


def leads(flat: Flat) -> dict[str, Node]:
    """The branch of the union that each value of its discriminator leads to."""
    if flat.union is None or not isinstance(flat.keyword("discriminator"), dict | str):
        return {}
    branches = {name: branch for branch in flat.union[1] if (name := _component(branch.value)) is not None}
    mapping = mapping_of(flat)
    plain = branches.keys() - mapping.values()
    told = {value: branches[name] for value, name in mapping.items() if name in branches}
    return {**told, **{name: branches[name] for name in plain}}


def mapping_of(flat: Flat) -> dict[str, str]:
    """The components that the values are mapped to, by name: `Cat`, `#/components/schemas/Cat` or `cat.json`."""
    told = flat.keyword("discriminator")
    mapping = told.get("mapping") if isinstance(told, dict) else None
    held = mapping if isinstance(mapping, dict) else {}
    return {str(value): str(target).rpartition("/")[2] for value, target in held.items()}


def _component(branch: Json) -> str | None:
    reference = branch.get("$ref") if isinstance(branch, dict) else None
    return reference.rpartition("/")[2] if isinstance(reference, str) else None
