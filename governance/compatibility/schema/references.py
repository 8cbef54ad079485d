"""Where a reference leads: resources, anchors and the dynamic scope of JSON Schema, or a document's own resolver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import unquote, urljoin

from catalog.errors import UnresolvableReference
from catalog.frozen import dataclass, field, replace
from catalog.model.source import Json
from governance.compatibility.schema.dialects import Dialect, dialect_named
from governance.compatibility.schema.reading import Resolve

_SCHEMAS = frozenset((
    "additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "contentSchema", "else", "if", "items",
    "not", "oneOf", "prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
))  # fmt: skip
_MAPS = frozenset(("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """How a schema object was come by. There is one object for each (see `Places`), so that comparing costs nothing.

    `base`: the resource or document it stands in. `scope`: for each dynamic anchor, the outermost resource passed
    through that has it. `sender`: undeclared properties are not sent. `whole`: nothing outside this object, in place,
    declares properties of the same value. `text`: values are texts, and who reads them; a `part` is
    sent in another value. What is `sent part` or `received part` is a part of a multipart body.
    """

    dialect: Dialect
    base: str = ""
    scope: frozenset[tuple[str, str]] = frozenset()
    sender: bool = False
    whole: bool = True
    text: Literal["", "sent", "part", "received", "sent part", "received part"] = ""


class Places:
    """Makes each place once."""

    def __init__(self) -> None:
        self._known: dict[object, Place] = {}
        self._moved: dict[object, Place] = {}

    def of(self, place: Place) -> Place:
        """The place that says the same."""
        key = (place.dialect, place.base, place.scope, place.sender, place.whole, place.text)
        return self._known.setdefault(key, place)

    def moved(self, place: Place, **changes: Any) -> Place:
        """A place with some members changed. `place` is one of ours."""
        key = (place, *changes.items())
        known = self._moved.get(key)
        if known is None:
            known = self._moved[key] = self.of(replace(place, **changes))
        return known


@dataclass(slots=True)
class Resource:
    """A schema with an address of its own, and its anchors. The recursive anchor of 2019-09 is named ``."""

    node: Json
    dialect: Dialect
    anchors: dict[str, Json] = field(default_factory=dict)
    dynamic: dict[str, Json] = field(default_factory=dict)


class Resources:
    """The resources of one schema, or the documents that `resolve` knows."""

    def __init__(self, root: Json, dialect: Dialect, resolve: Resolve | None) -> None:
        self.resolve = resolve
        self.places = Places()
        self.followed = False
        """Whether any reference was followed: else a schema is a tree."""
        self.resources: dict[str, Resource] = {}
        if resolve is None:
            self._index(root, "", dialect, self._add("", root, dialect))

    def _add(self, address: str, node: Json, dialect: Dialect) -> Resource:
        resource = self.resources.setdefault(address, Resource(node, dialect))
        if isinstance(node, dict) and node.get("$recursiveAnchor") is True and dialect.name == "2019-09":
            resource.dynamic[""] = node
        return resource

    def _index(self, node: Json, base: str, dialect: Dialect, resource: Resource) -> None:
        """Find what is named below a node."""
        waiting: list[tuple[Json, str, Dialect, Resource]] = [(node, base, dialect, resource)]
        while waiting:
            node, base, dialect, resource = waiting.pop()
            if isinstance(node, dict):
                base, dialect, resource = self._name(node, base, dialect, resource)
                waiting.extend((inner, base, dialect, resource) for inner in _inner(node))

    def _name(
        self, node: dict[str, Any], base: str, dialect: Dialect, resource: Resource
    ) -> tuple[str, Dialect, Resource]:
        if isinstance(node.get("$schema"), str):
            dialect = dialect_named(node["$schema"])
        own = _own_id(node, dialect)
        if own is not None:
            address, _, fragment = own.partition("#")
            if address:
                base = urljoin(base, address)
                resource = self._add(base, node, dialect)
            if fragment:
                resource.anchors[fragment] = node
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(node.get(keyword), str):
                resource.anchors[node[keyword]] = node
        if isinstance(node.get("$dynamicAnchor"), str):
            resource.dynamic[node["$dynamicAnchor"]] = node
        return base, dialect, resource

    def enter(self, node: dict[str, Any], place: Place) -> Place:
        """The place of a schema object, once its own name is heeded."""
        if self.resolve is not None or self.resources[place.base].node is node:
            return place
        return self._named(node, place)

    def _named(self, node: Json, place: Place) -> Place:
        own = _own_id(node, place.dialect) if isinstance(node, dict) else None
        address = own.partition("#")[0] if own else ""
        if not address:
            return place
        address = urljoin(place.base, address)
        if address not in self.resources:
            self._index(node, place.base, place.dialect, self.resources[place.base])
        return self._into(address, place)

    def root(self, node: Json, place: Place) -> Place:
        """The place of the whole schema."""
        return place if self.resolve is not None else self._named(node, self._into("", place))

    def _into(self, address: str, place: Place) -> Place:
        resource = self.resources[address]
        known = {anchor for anchor, _ in place.scope}
        added = {(anchor, address) for anchor in resource.dynamic if anchor not in known}
        return self.places.moved(place, base=address, dialect=resource.dialect, scope=place.scope | added)

    def follow(self, reference: Json, place: Place) -> tuple[Json, Place]:
        """What `$ref` leads to. Raises UnresolvableReference."""
        self.followed = True
        if not isinstance(reference, str):
            raise UnresolvableReference(f"a reference is a string, not {reference!r:.60}")
        if self.resolve is not None:
            node, base = self.resolve(reference, place.base)
            return node, place if base == place.base else self.places.moved(place, base=base)
        address, fragment = self._split(reference, place)
        target = self._into(address, place)
        resource = self.resources[address]
        if fragment.startswith("/"):
            return self._walk(resource.node, fragment, target)
        if not fragment:
            return resource.node, target
        if fragment not in resource.anchors:
            raise UnresolvableReference(f"{reference} names an anchor that is not there")
        return resource.anchors[fragment], target

    def _split(self, reference: str, place: Place) -> tuple[str, str]:
        address, _, fragment = reference.partition("#")
        address = urljoin(place.base, address) if address else place.base
        if address not in self.resources:
            self._fetch(address)
        return address, unquote(fragment)

    def _fetch(self, address: str) -> None:
        """The official metaschemas are known; nothing else is fetched."""
        from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped, unused-ignore]

        official = REGISTRY.get(address) or REGISTRY.get(address + "#")
        if official is None:
            raise UnresolvableReference(f"{address} is outside the schema")
        dialect = dialect_named(official.contents["$schema"])
        self._index(official.contents, address, dialect, self._add(address, official.contents, dialect))

    def _walk(self, node: Json, pointer: str, place: Place) -> tuple[Json, Place]:
        for at, part in enumerate(_parts(pointer)):
            if at and isinstance(node, dict):
                place = self.enter(node, place)
            if isinstance(node, dict) and part in node:
                node = node[part]
            elif isinstance(node, list) and part.isdigit() and int(part) < len(node):
                node = node[int(part)]
            else:
                raise UnresolvableReference(f"#{pointer} leads nowhere")
        return node, place

    def follow_dynamic(self, keyword: str, reference: str, place: Place) -> tuple[Json, Place]:
        """What `$dynamicRef` or `$recursiveRef` leads to, given what was passed through."""
        node, target = self.follow(reference, place)
        anchor = "" if keyword == "$recursiveRef" else reference.partition("#")[2]
        resource = self.resources.get(target.base)
        if resource is None or anchor not in resource.dynamic or (anchor and resource.dynamic[anchor] is not node):
            return node, target
        outermost = dict(place.scope).get(anchor)
        if outermost is None:
            return node, target
        return self.resources[outermost].dynamic[anchor], self._into(outermost, place)


def _own_id(node: dict[str, Any], dialect: Dialect) -> str | None:
    own = node.get(dialect.id_keyword)
    return own if isinstance(own, str) and not (dialect.ref_alone and "$ref" in node) else None


def _parts(pointer: str) -> Iterator[str]:
    return (part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))


def _inner(node: dict[str, Any]) -> Iterator[Json]:
    """The schemas that stand directly in a schema object."""
    for keyword, value in node.items():
        if keyword in _SCHEMAS:
            yield from value if isinstance(value, list) else (value,)
        elif keyword in _MAPS and isinstance(value, dict):
            yield from value.values()
