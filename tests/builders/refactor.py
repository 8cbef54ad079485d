"""Mechanical rewritings that leave the meaning of a document as it is: rename, inline, extract, reorder."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, unquote

from catalog.model.source import SourceDocument
from catalog.reading.grammar.shapes import Form, Grammar, Key
from catalog.reading.specification import grammar_of, specification_of
from catalog.reading.walk import TypedPlace, walk
from tests.builders.reference_places import escaped

Tree = Any
SWAGGER_MAPS = ("definitions", "parameters", "responses", "securityDefinitions")
RENAMED = (
    *("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"),
    *("pathItems", "mediaTypes", "messages", "correlationIds", "operationTraits", "messageTraits", "replies"),
    "securitySchemes",
)

ONE = (Form.ONE, Form.ONE_OR_LIST)
"""What a place of one object may be; `items` holds one or a list."""


def renamed(document: SourceDocument) -> SourceDocument:
    """Every component under another name, and with it references, discriminator mappings, security requirements."""
    tree = copy.deepcopy(document.tree)
    names: dict[str, str] = {}
    kept = set(told_by_name(document, tree))
    requirements = [place.value for place in _places(document, tree, "SecurityRequirement")]
    for place, components in _component_maps(tree):
        for position, name in enumerate(list(components)):
            if f"#/{place}/{escaped(name)}" in kept:
                components[name] = components.pop(name)
                continue
            fresh = f"Renamed_{len(components) - position}_{position}"
            names[f"#/{place}/{escaped(name)}"] = f"#/{place}/{fresh}"
            components[fresh] = components.pop(name)
    _rewrite_references(tree, names)
    for requirement in requirements:
        for name in list(requirement):
            requirement[_scheme_name(name, names)] = requirement.pop(name)
    return _copy_of(document, tree)


def told_by_name(document: SourceDocument, tree: Tree) -> Iterator[str]:
    """Components whose names are values of a discriminator: those of its union, and those that inherit from it."""
    heads = set()
    for place in _places(document, tree, "Schema"):
        if not isinstance(place.value, dict) or "discriminator" not in place.value:
            continue
        heads.add("#/" + "/".join(escaped(str(token)) for token in place.pointer))
        for word in ("oneOf", "anyOf"):
            yield from (str(branch["$ref"]) for branch in place.value.get(word, ()) if "$ref" in branch)
    for place in _places(document, tree, "Schema"):
        parents = place.value.get("allOf", ()) if isinstance(place.value, dict) else ()
        if any(unquote(str(parent.get("$ref"))) in heads for parent in parents if isinstance(parent, dict)):
            yield "#/" + "/".join(escaped(str(token)) for token in place.pointer)


def _places(document: SourceDocument, tree: Tree, kind: str) -> Iterator[TypedPlace]:
    """The objects of one kind."""
    for place in walk(_grammar(document), tree):
        if place.shape.form in ONE and place.shape.kind == kind and isinstance(place.value, dict):
            yield place


def _scheme_name(name: str, names: dict[str, str]) -> str:
    for holder in ("components/securitySchemes", "securityDefinitions"):
        found = names.get(f"#/{holder}/{escaped(name)}")
        if found is not None:
            return found.rpartition("/")[2]
    return name


def _component_maps(tree: Tree) -> Iterator[tuple[str, dict[str, Any]]]:
    holders = [("components/", tree.get("components"))] if "components" in tree else [("", tree)]
    for prefix, holder in holders:
        for name in RENAMED if prefix else SWAGGER_MAPS:
            found = holder.get(name) if isinstance(holder, dict) else None
            if isinstance(found, dict):
                yield prefix + name, found


def _rewrite_references(tree: Tree, names: dict[str, str]) -> None:
    for value in _objects(tree):
        reference = value.get("$ref")
        if isinstance(reference, str):
            value["$ref"] = _renamed_reference(reference, names)
        mapping = value.get("mapping")
        if isinstance(mapping, dict) and "propertyName" in value:
            for key, target in mapping.items():
                mapping[key] = _renamed_reference(target, names)
        if isinstance(value.get("defaultMapping"), str):
            value["defaultMapping"] = _renamed_reference(value["defaultMapping"], names)


def _renamed_reference(reference: str, names: dict[str, str]) -> str:
    plain = unquote(reference)
    for old in sorted(names, key=len, reverse=True):
        if plain == old or plain.startswith(old + "/"):
            return names[old] + plain[len(old) :]
    return reference


def _objects(tree: Tree) -> Iterator[dict[str, Any]]:
    """Every object, also in extensions, which may refer to components as well."""
    if isinstance(tree, dict):
        yield tree
    for value in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _objects(value)


def _grammar(document: SourceDocument) -> Grammar:
    return grammar_of(specification_of(document))


def _copy_of(document: SourceDocument, tree: Tree) -> SourceDocument:
    return SourceDocument(document.name, document.digest, document.data, tree)


def reordered(document: SourceDocument, seed: int = 0) -> SourceDocument:
    """Members of objects and items of unordered lists in another order."""
    order = random.Random(seed)
    tree = copy.deepcopy(document.tree)
    for place in list(walk(_grammar(document), tree)):
        value = place.value
        if place.shape.form is Form.VALUE or not isinstance(value, dict | list):
            continue
        if isinstance(value, list) and _is_unordered(place):
            order.shuffle(value)
        elif isinstance(value, dict):
            members = list(value.items())
            order.shuffle(members)
            value.clear()
            value.update(members)
    return _copy_of(document, tree)


def _is_unordered(place: TypedPlace) -> bool:
    return place.shape.form is Form.VALUES or place.shape.key is not Key.ORDER


def inlined(document: SourceDocument, levels: int = 2) -> SourceDocument:
    """References replaced by what they lead to, as deep as `levels`; the components stay where they are."""
    tree = copy.deepcopy(document.tree)
    for _ in range(levels):
        for place in list(walk(_grammar(document), tree)):
            _inline_at(document, tree, place)
    return _copy_of(document, tree)


def inlined_alone(document: SourceDocument) -> SourceDocument:
    """As `inlined`, and components that nothing refers to any more are gone."""
    rewritten = inlined(document)
    tree = rewritten.tree
    unused = True
    while unused:
        used = {reference for value in _objects(tree) for reference in _references_in(value)}
        unused = [
            (components, name)
            for place, components in _component_maps(tree)
            for name in components
            if "ecurity" not in place and not any(_is_at(ref, f"#/{place}/{escaped(name)}") for ref in used)
        ]
        for components, name in unused:
            del components[name]
    return rewritten


def _references_in(value: dict[str, Any]) -> Iterator[str]:
    candidates = [value.get("$ref"), value.get("defaultMapping"), value.get("$dynamicRef")]
    mapping = value.get("mapping")
    candidates += list(mapping.values()) if isinstance(mapping, dict) else []
    yield from (unquote(each) for each in candidates if isinstance(each, str))


def _is_at(reference: str, place: str) -> bool:
    return reference == place or reference.startswith(place + "/")


def _inline_at(document: SourceDocument, tree: Tree, place: TypedPlace) -> None:
    value = place.value
    is_object = place.shape.form in (Form.ONE, Form.ONE_OR_LIST) and isinstance(value, dict)
    if not is_object or not _is_plain_reference(value) or not _may_inline(tree, place):
        return
    target = _at(document.tree, value["$ref"])
    if isinstance(target, dict):
        value.clear()
        value.update(copy.deepcopy(target))


def _is_plain_reference(value: dict[str, Any]) -> bool:
    return set(value) == {"$ref"} and isinstance(value["$ref"], str) and value["$ref"].startswith("#/")


def _may_inline(tree: Tree, place: TypedPlace) -> bool:
    """AsyncAPI 3 wants references from operations to channels and their messages; a discriminator names components."""
    is_wanted = place.shape.kind in ("Channel", "Server") or "operations" in place.pointer[:1]
    return not is_wanted and not _is_discriminated(tree, place)


def _is_discriminated(tree: Tree, place: TypedPlace) -> bool:
    """Whether this is a variant that a discriminator tells by the name of its component."""
    if len(place.pointer) < 2 or place.pointer[-2] not in ("oneOf", "anyOf"):
        return False
    holder = tree
    for token in place.pointer[:-2]:
        holder = holder.get(token) if isinstance(holder, dict) else holder[int(token)]
        if not isinstance(holder, dict | list):
            return False
    return isinstance(holder, dict) and "discriminator" in holder


def _at(tree: Tree, reference: str) -> Any:
    value = tree
    for part in unquote(reference[2:]).split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value.get(name)
        if value is None:
            return None
    return value


EXTRACTED = {
    "Schema": "schemas",
    "Parameter": "parameters",
    "Response": "responses",
    "RequestBody": "requestBodies",
    "Header": "headers",
    "Message": "messages",
}


def extracted(document: SourceDocument, seed: int = 0, share: float = 0.5) -> SourceDocument:
    """Objects written in place, half of them, moved into components and referred to."""
    order = random.Random(seed)
    tree = copy.deepcopy(document.tree)
    passed = {tuple(pointer[:length]) for pointer in _targets(tree) for length in range(len(pointer))}
    for place in list(walk(_grammar(document), tree)):
        is_passed = tuple(str(token) for token in place.pointer) in passed
        if _may_extract(place) and not is_passed and not _is_discriminated(tree, place) and order.random() < share:
            _extract(tree, place)
    return _copy_of(document, tree)


def _targets(tree: Tree) -> Iterator[list[str]]:
    """What references lead to: an object with a target inside cannot be moved without them."""
    for value in _objects(tree):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            yield [part.replace("~1", "/").replace("~0", "~") for part in unquote(reference[2:]).split("/")]


def _may_extract(place: TypedPlace) -> bool:
    is_component = len(place.pointer) <= 3 and place.pointer[:1] in (("components",), ("definitions",), ("parameters",))
    is_named = is_component or (place.pointer[:1] == ("responses",) and len(place.pointer) <= 2)
    is_object = place.shape.form in (Form.ONE, Form.ONE_OR_LIST) and isinstance(place.value, dict)
    is_bound = "bindings" in place.pointer or "messageBindings" in place.pointer
    return is_object and not is_named and not is_bound and place.shape.kind in EXTRACTED and "$ref" not in place.value


def _extract(tree: Tree, place: TypedPlace) -> None:
    field = EXTRACTED[place.shape.kind]
    holder = tree if "swagger" in tree else tree.setdefault("components", {})
    if "swagger" in tree:
        field = "definitions" if field == "schemas" else field
    if (field in ("requestBodies", "headers") and "openapi" not in tree) or (
        field == "responses" and "asyncapi" in tree
    ):
        return
    components = holder.setdefault(field, {})
    name = f"Extracted{len(components)}"
    assert isinstance(place.value, dict)
    components[name] = dict(place.value)
    place.value.clear()
    prefix = "#/" if holder is tree else "#/components/"
    place.value["$ref"] = f"{prefix}{field}/{quote(name)}"


REWRITINGS: dict[str, Callable[[SourceDocument], SourceDocument]] = {
    "renamed": renamed,
    "inlined": inlined,
    "inlined alone": inlined_alone,
    "extracted": extracted,
    "reordered": reordered,
}
