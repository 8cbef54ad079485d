"""Where `$ref`, `$dynamicRef` and `$recursiveRef` lead, at one revision and without the network.

A reference is resolved by RFC 3986 and JSON Schema 2020-12 core §8.2 against the resource that it stands in. A
relative one that no resource answers to names a file beside the document that it stands in. Nothing is read but
through `fetch`, and no name is fetched that leads out of the tree or is an address that was not allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import unquote

from catalog.errors import CatalogError, UnresolvableReference
from catalog.frozen import dataclass, field
from catalog.model.pointer import parse_pointer, print_fragment, step
from catalog.model.source import Json, Pointer, SourceDocument, sha256_of
from catalog.reading.reference_names import folder_of, is_address, join, named_document
from catalog.reading.resources import Resource, Resources, resources_of

Fetch: TypeAlias = Callable[[str], SourceDocument]
"""The document of a name within the tree, or of an allowed address; raises CatalogError."""
MAX_CHAIN = 100
"""References in a row before something else must come."""
NOTHING_ALLOWED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: `node`, the value at `pointer` of `document`."""

    document: SourceDocument
    pointer: Pointer
    node: Json = field(repr=False, compare=False)

    @property
    def label(self) -> str:
        """`file#/pointer`, for messages."""
        return f"{self.document.name}{print_fragment(self.pointer)}"


class Resolver:
    """References from and below `root`, each document fetched once.

    `allowed` maps the addresses that may be asked of `fetch` to the SHA-256 that their content must have.
    `folder` is what file references may not leave: "", the tree, unless the root is named from outside it.
    """

    def __init__(
        self,
        fetch: Fetch,
        root: SourceDocument,
        *,
        allowed: Mapping[str, str] = NOTHING_ALLOWED,
        folder: str | None = None,
    ) -> None:
        self.root = root
        self._fetch = fetch
        self._allowed = allowed
        self._folder = folder_of(root.name) if folder is None else folder
        self._documents: dict[str, SourceDocument | UnresolvableReference] = {}
        self._resources: dict[str, Resources] = {}
        self._declared: dict[str, tuple[SourceDocument, Resource]] = {}
        self._found: dict[tuple[str, Pointer, str], Target] = {}
        self._onward: dict[tuple[str, Pointer], Target] = {}
        self._endless: set[tuple[str, Pointer]] = set()
        self._labels: dict[tuple[str, Pointer], str] = {}
        self._remember(root)

    @property
    def documents(self) -> tuple[SourceDocument, ...]:
        """The documents read so far, the root first."""
        return tuple(each for each in self._documents.values() if isinstance(each, SourceDocument))

    def resolve(self, base: str, ref: str, *, at: Pointer = ()) -> Target:
        """What `ref`, written at `at` in the document named `base`, leads to; that may be a reference again.

        References on the way of the pointer are followed. Raises UnresolvableReference where nothing is there,
        nothing may be read, or the references from there only lead around in a circle.
        """
        key = (base, self._resource(self._document(base, base), at).pointer, ref)
        found = self._found.get(key)
        if found is None:
            found = self._hop(base, ref, at, ())
            self._through(found, (base, at), ())
            self._found[key] = found
        return found

    def follow(self, base: str, ref: str, *, at: Pointer = ()) -> Target:
        """The end of the chain of `$ref`s that begins with `ref`. Raises UnresolvableReference."""
        return self._through(self._hop(base, ref, at, ()), (base, at), ())

    def resolve_dynamic(self, base: str, ref: str, *, at: Pointer = (), scope: Iterable[Target] = ()) -> Target:
        """What `$dynamicRef` (or `$recursiveRef: "#"`) leads to; `scope` are the places evaluated, outermost first.

        It is what `$ref` would lead to, unless that is a dynamic anchor (`$recursiveAnchor: true`): then the
        same anchor of the outermost resource in scope that has it.
        """
        target = self._hop(base, ref, at, ())
        anchor = unquote(ref.partition("#")[2])
        resource = self._resource(target.document, target.pointer)
        if resource.dynamic.get(anchor) != target.pointer:
            return target
        for place in scope:
            found = self._resource(place.document, place.pointer).dynamic.get(anchor)
            if found is not None:
                return self._walk(place.document, (), found, ref, (place.document.name, found), ())
        return target

    def dynamic_candidates(self, anchor: str) -> tuple[Target, ...]:
        """Every place, of the documents read so far, that a `$dynamicRef` to this anchor could lead to."""
        return tuple(
            self._walk(document, (), resource.dynamic[anchor], f"#{anchor}", (document.name, ()), ())
            for document in self.documents
            for resource in self._resources_of(document)
            if anchor in resource.dynamic
        )

    def _hop(self, base: str, ref: str, at: Pointer, passed: tuple[str, ...]) -> Target:
        """One step, following references on the way of the pointer; `passed` are the places come through."""
        document = self._document(base, base)
        origin = self._resource(document, at)
        address, _, fragment = ref.partition("#")
        place = (base, at)
        document, resource = self._addressed(document, origin, address, place) if address else (document, origin)
        fragment = unquote(fragment)
        if not fragment or fragment.startswith("/"):
            pointer = self._tokens(fragment, ref, place)
            return self._walk(document, resource.pointer, pointer, ref, place, passed)
        if fragment not in resource.anchors:
            raise _nothing(ref, place, f"no $anchor {fragment} in {document.name}")
        return self._walk(document, (), resource.anchors[fragment], ref, place, passed)

    def _tokens(self, fragment: str, ref: str, place: tuple[str, Pointer]) -> Pointer:
        try:
            return parse_pointer(fragment)
        except ValueError as error:
            raise _nothing(ref, place, str(error)) from None

    def _walk(
        self,
        document: SourceDocument,
        start: Pointer,
        pointer: Pointer,
        ref: str,
        place: tuple[str, Pointer],
        passed: tuple[str, ...],
    ) -> Target:
        """The node at start + pointer; a reference that stands in the way is followed."""
        target = Target(document, (), document.tree)
        for token in (*start, *pointer):
            found = step(target.node, token)
            if found is None:
                target = self._through(target, place, passed)
                found = step(target.node, token)
            if found is None:
                raise _nothing(ref, place, f"{target.label} has no {token!r}")
            target = Target(target.document, (*target.pointer, found[0]), found[1])
        return target

    def _through(self, target: Target, place: tuple[str, Pointer], passed: tuple[str, ...]) -> Target:
        """The end of the references that begin at a node on the way."""
        way = dict.fromkeys(passed)
        while (next_ref := reference_in(target.node)) is not None:
            here = (target.document.name, target.pointer)
            label = self._labels.get(here) or self._labels.setdefault(here, target.label)
            if label in way:
                labels = tuple(way)
                raise _circle((*labels[labels.index(label) :], label), place)
            if len(way) == MAX_CHAIN or here in self._endless:
                if not passed:
                    self._measure(target, tuple(way))
                raise _too_long(next(iter(way), label), place)
            way[label] = None
            target = self._next(target, here, next_ref, tuple(way))
        return target

    def _next(self, target: Target, here: tuple[str, Pointer], ref: str, passed: tuple[str, ...]) -> Target:
        if here not in self._onward:
            self._onward[here] = self._hop(target.document.name, ref, target.pointer, passed)
        return self._onward[here]

    def _measure(self, target: Target, passed: tuple[str, ...]) -> None:
        """Remembers, of a chain that is too long, all places from which it is: each is gone through once."""
        way: dict[tuple[str, Pointer], None] = {}
        while (ref := reference_in(target.node)) is not None:
            here = (target.document.name, target.pointer)
            if here in way or here in self._endless:
                break
            way[here] = None
            try:
                target = self._next(target, here, ref, passed)
            except UnresolvableReference:
                break
        self._endless.update(tuple(way)[:-MAX_CHAIN])

    def _addressed(
        self, document: SourceDocument, origin: Resource, address: str, place: tuple[str, Pointer]
    ) -> tuple[SourceDocument, Resource]:
        """The document and resource that an address means: one already named, a file beside, or an allowed address."""
        declared = self._declared.get(join(origin.address, address))
        if declared is not None:
            return declared
        name = named_document(document.name, address, self._folder)
        found = self._document(name, place[0])
        return found, self._resources_of(found).root

    def _document(self, name: str, base: str) -> SourceDocument:
        if name not in self._documents:
            self._remember(self._fetched(name, base), name)
        found = self._documents[name]
        if isinstance(found, UnresolvableReference):
            raise found
        return found

    def _remember(self, found: SourceDocument | UnresolvableReference, name: str = "") -> None:
        self._documents[name or self.root.name] = found
        if isinstance(found, SourceDocument):
            for resource in self._resources_of(found):
                if resource.address != found.name:
                    self._declared.setdefault(resource.address, (found, resource))

    def _fetched(self, name: str, base: str) -> SourceDocument | UnresolvableReference:
        digest = self._allowed.get(name)
        if is_address(name) and digest is None:
            hint = "copy it into the tree, or allow it with its digest in catalog.yaml: allowed_references"
            message = f"$ref {name} is not followed: the network is not touched"
            return UnresolvableReference(message, place=base, hint=hint)
        try:
            document = self._fetch(name)
        except CatalogError as error:
            message = f"$ref leads to {error.place or name}: {error.message}"
            return UnresolvableReference(message, place=base, hint=error.hint)
        if digest is not None and sha256_of(document.data) != digest.removeprefix("sha256:"):
            return UnresolvableReference(f"{name} is no longer what was allowed: its digest is another", place=base)
        return document

    def _resource(self, document: SourceDocument, at: Pointer) -> Resource:
        return self._resources_of(document).around(at)

    def _resources_of(self, document: SourceDocument) -> Resources:
        if document.name not in self._resources:
            self._resources[document.name] = resources_of(document)
        return self._resources[document.name]


def reference_in(node: Json) -> str | None:
    """The `$ref` that a node is, if it is one."""
    ref = node.get("$ref") if isinstance(node, dict) else None
    return ref if isinstance(ref, str) else None


def _nothing(ref: str, place: tuple[str, Pointer], why: str) -> UnresolvableReference:
    return UnresolvableReference(f"$ref {ref} leads to nothing: {why}", place=_place(place))


def _circle(chain: tuple[str, ...], place: tuple[str, Pointer]) -> UnresolvableReference:
    return UnresolvableReference(
        f"references lead around in a circle: {' → '.join(chain)}",
        place=_place(place),
        hint="let one of them stand for the thing itself",
    )


def _too_long(first: str, place: tuple[str, Pointer]) -> UnresolvableReference:
    return UnresolvableReference(f"more than {MAX_CHAIN} references in a row, from {first} on", place=_place(place))


def _place(place: tuple[str, Pointer]) -> str:
    name, pointer = place
    return name + print_fragment(pointer) if pointer else name
