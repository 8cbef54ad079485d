"""The names that a composition declares (SEMANTICS §4)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.node import Node
from governance.compatibility.payloads.flat import UNIONS, Flat, flatten
from governance.compatibility.payloads.sources import Sources


def declared(flat: Flat, side: str, sources: Sources, *, branches: bool = True, depth: int = 4) -> dict[str, Node]:
    """Properties by name over the whole composition, branches of unions and conditions included (SEMANTICS §4)."""
    members = dict(flat.properties)
    for branch in _branches(flat, branches) if depth else ():
        inner = declared(flatten(branch, side, sources), side, sources, depth=depth - 1)
        members = {**inner, **members}
    return members


def _branches(flat: Flat, unions: bool) -> Iterator[Node]:
    for part in flat.parts:
        value = part.value if isinstance(part.value, dict) else {}
        for word in UNIONS if unions else ():
            held = value.get(word)
            for index, item in enumerate(held if isinstance(held, list) else []):
                yield Node(part.document, (*part.pointer, word, index), item)
        for word in ("then", "else"):
            if word in value:
                yield Node(part.document, (*part.pointer, word), value[word])
        dependent = value.get("dependentSchemas")
        for name, item in dependent.items() if isinstance(dependent, dict) else ():
            yield Node(part.document, (*part.pointer, "dependentSchemas", name), item)
