"""What a place says, however it is spelled: references followed, unordered lists sorted, equal spellings made one."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeAlias

from catalog.model.address import key_text
from catalog.model.node import Node, References
from catalog.model.source import Json
from catalog.reading.following import KEYWORDS, MAX_HOPS, reference_of

DEPTH = 8
COMPOSITIONS = ("allOf", "anyOf", "oneOf")
ANNOTATIONS = frozenset(
    ("title", "description", "summary", "example", "examples", "externalDocs", "xml", "$comment", "deprecated", "tags")
)
NAMES = frozenset(("mapping", "$id", "$anchor", "operationId", "messageId", "security", *KEYWORDS))
MAPS = (("properties",), ("patternProperties",), ("dependentSchemas",))
"""Whose members are names of the data, never keywords."""
Silence: TypeAlias = Callable[[str], bool]


def says_nothing(name: str) -> bool:
    """Annotations, extensions, and the names of things."""
    return name in ANNOTATIONS or name in NAMES or name.startswith("x-")


def is_only_a_name(name: str) -> bool:
    """The names of things: what changes when something is renamed."""
    return name in NAMES


BOUNDS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


class Canonical:
    """Digests of what places say, bounded in depth, each made once.

    `silent` are the members that say nothing; where descriptions count, only the names of things are silent.
    """

    __slots__ = ("_made", "_references", "_silent")

    def __init__(self, references: References, silent: Silence = says_nothing) -> None:
        self._references = references
        self._silent = silent
        self._made: dict[tuple[str, tuple[str | int, ...], int], str] = {}

    def digest(self, node: Node, depth: int = DEPTH) -> str:
        """Equal for places that say the same, as deep as `depth` levels of JSON."""
        node = self._settled(node)
        if not isinstance(node.value, dict | list):
            return key_text(node.value)
        if depth == 0:
            return "…"
        key = (node.document.name, node.pointer, depth)
        if key not in self._made:
            self._made[key] = blake2b(self._text(node, depth).encode(), digest_size=8).hexdigest()
        return self._made[key]

    def _text(self, node: Node, depth: int) -> str:
        if isinstance(node.value, list):
            return ",".join(sorted(self.digest(node.child(index), depth - 1) for index in range(len(node.value))))
        assert isinstance(node.value, dict)
        is_map = node.pointer[-1:] in MAPS
        names = [name for name in node.value if is_map or not self._silent(name)]
        parts = {name: self.digest(node.child(name), depth - 1) for name in names}
        if not is_map:
            normalise(node.value, parts)
        target = self._references.hop(node)
        if target is not None:
            parts["allOf"] = parts.get("allOf", "") + self.digest(target, depth - 1)
        return ",".join(f"{key_text(name)}:{parts[name]}" for name in sorted(parts))

    def _settled(self, node: Node) -> Node:
        """Past references and compositions that add nothing."""
        for _ in range(MAX_HOPS):
            inner = self._references.hop(node) if _is_pure(node.value) else _only_branch(node)
            if inner is None:
                break
            node = inner
        return node


def _only_branch(node: Node) -> Node | None:
    """The one branch, null aside, of a composition that says nothing else."""
    said = node.value if isinstance(node.value, dict) else {}
    saying = [name for name in said if name != "nullable" and not says_nothing(name)]
    if len(saying) != 1 or saying[0] not in COMPOSITIONS:
        return None
    branches = node.child(saying[0])
    if not isinstance(branches.value, list):
        return None
    kept = [index for index, branch in enumerate(branches.value) if not is_null(branch)]
    return branches.child(kept[0]) if len(kept) == 1 else None


def is_null(schema: Json) -> bool:
    """Whether a schema allows null and nothing else."""
    if not isinstance(schema, dict):
        return False
    return schema.get("type") in ("null", ["null"]) or schema.get("const", 0) is None or schema.get("enum") == [None]


def _is_pure(value: Json) -> bool:
    """Whether a reference stands alone, annotations aside."""
    if reference_of(value) is None or not isinstance(value, dict):
        return False
    return all(says_nothing(name) for name in value)


def normalise(value: dict[str, Json], parts: dict[str, str]) -> None:
    """Spell equal things equally: null, constants, exclusive bounds, absent defaults."""
    names = value.get("type")
    types = [name for name in names if name != "null"] if isinstance(names, list) else [names]
    is_nullable = value.get("nullable") is True or (isinstance(names, list) and "null" in names)
    parts.pop("nullable", None)
    if isinstance(names, list) or (is_nullable and names is not None):
        parts["type"] = ",".join(sorted(key_text(name) for name in types))
    if "const" in parts:
        parts["enum"] = "[" + parts.pop("const") + "]"
    for exclusive, bound in BOUNDS:
        if value.get(exclusive) is True and bound in parts:
            parts[exclusive] = parts.pop(bound)
        elif value.get(exclusive) is False:
            parts.pop(exclusive, None)
    for name in ("deprecated", "readOnly", "writeOnly", "uniqueItems"):
        if value.get(name) is False:
            parts.pop(name, None)
