"""A named value: a property, parameter, header or form field, wherever it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import IntFlag, auto

from catalog.frozen import dataclass
from catalog.model.node import Located, Node, References
from catalog.model.source import Json

CLASSIFICATION = "x-classification"
DEEPEST = 6
COMPOSITIONS = ("allOf", "anyOf", "oneOf")


class Role(IntFlag):
    """In which parts of a contract a place is used; none for a component that nothing uses."""

    PARAMETER = auto()
    HEADER = auto()
    REQUEST = auto()
    RESPONSE = auto()
    SENT = auto()
    RECEIVED = auto()
    UNCLASSIFIED = auto()
    """Some way leads here on which nothing above says how confidential it is."""


@dataclass(frozen=True, slots=True)
class SchemaPlace(Located):
    """`node` is the schema as written where the name is given, `target` the end of its references.

    `siblings` are the names beside it in the same object.
    """

    name: str
    target: Node
    siblings: tuple[str, ...]
    roles: Role
    references: References = field(repr=False, compare=False)

    @property
    def parts(self) -> Iterator[dict[str, Json]]:
        """The schemas that say what it is: its own, what it refers to, branches of compositions, items of a list."""
        return (value for value in _parts(self.node, self.references, DEEPEST))

    @property
    def types(self) -> frozenset[str]:
        """Every JSON type that some part names, those of a list's items included."""
        return frozenset(name for value in self.parts for name in _types(value))

    @property
    def formats(self) -> frozenset[str]:
        """Every format that some part names."""
        return frozenset(value["format"] for value in self.parts if isinstance(value.get("format"), str))  # type: ignore[misc]

    @property
    def is_enumerated(self) -> bool:
        """Whether some part lists the values."""
        return any("enum" in value or "const" in value for value in self.parts)

    @property
    def classification(self) -> str | None:
        """Its own classification, if some part states one."""
        return next((str(value[CLASSIFICATION]) for value in self.parts if CLASSIFICATION in value), None)

    @property
    def is_deprecated(self) -> bool:
        """Whether it says so itself."""
        return isinstance(self.node.value, dict) and self.node.value.get("deprecated") is True


def _parts(node: Node, references: References, depth: int) -> Iterator[dict[str, Json]]:
    if not isinstance(node.value, dict) or depth == 0:
        return
    yield node.value
    target = references.hop(node) if "$ref" in node.value else None
    if target is not None:
        yield from _parts(target, references, depth - 1)
    for keyword in COMPOSITIONS:
        branches = node.value.get(keyword)
        for index, branch in enumerate(branches if isinstance(branches, list) else ()):
            yield from _parts(Node(node.document, (*node.pointer, keyword, index), branch), references, depth - 1)
    if "items" in node.value:
        yield from _parts(Node(node.document, (*node.pointer, "items"), node.value["items"]), references, depth - 1)


def _types(value: dict[str, Json]) -> Iterator[str]:
    said = value.get("type")
    for name in said if isinstance(said, list) else [said]:
        if isinstance(name, str):
            yield name
