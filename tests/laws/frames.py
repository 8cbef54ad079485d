"""Schemas that refer to a part of themselves, in every way a dialect knows, and that say their names.

`FRAMED` lists per dialect the keywords that frames draw, and that no single member could carry.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Strategy = st.SearchStrategy[Any]
ADDRESS = "https://example.com/"
OPENAPI = ("openapi2.0", "openapi3.0", "openapi3.1")
OLD = ("draft4", "draft6", "draft7")
_MODERN = ("$ref", "$defs", "definitions", "$id", "$schema", "$anchor", "$vocabulary")
FRAMED: dict[str, tuple[str, ...]] = {
    "draft4": ("$ref", "definitions", "id", "$schema"),
    "draft6": ("$ref", "definitions", "$id", "$schema"),
    "draft7": ("$ref", "definitions", "$id", "$schema"),
    "draft2019-09": (*_MODERN, "$recursiveRef", "$recursiveAnchor"),
    "draft2020-12": (*_MODERN, "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor"),
    "openapi2.0": (*_MODERN, "discriminator"),
    "openapi3.0": (*_MODERN, "discriminator"),
    "openapi3.1": (*_MODERN, "$dynamicRef", "$dynamicAnchor", "discriminator"),
}
SCHEMA_ADDRESSES = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "openapi2.0": "openapi-2.0",
    "openapi3.0": "openapi-3.0",
    "openapi3.1": "https://spec.openapis.org/oas/3.1/dialect/base",
}


def framed(dialect: str, plain: Strategy) -> Strategy:
    """Schemas around one or two definitions made by `plain`."""
    objects = plain.filter(lambda schema: isinstance(schema, dict))
    around = _referring(dialect, objects)
    return around | _discriminated(dialect, objects) if dialect in OPENAPI else around


@st.composite
def _referring(draw: st.DrawFn, dialect: str, objects: Strategy) -> Any:
    """A schema with one definition that it, and perhaps the definition itself, refers to."""
    holder = draw(_holders(dialect))
    from_outside, from_inside, names = draw(st.sampled_from(_ways(dialect, holder)))
    node = draw(objects)
    where = draw(st.sampled_from(["nowhere", "items", "properties"]))
    if where == "items":
        node = {**node, "items": from_inside}
    elif where == "properties":
        node = {**node, "properties": {**node.get("properties", {}), "a": from_inside}}
    tops = [from_outside, {"properties": {"b": from_outside}}, {"anyOf": [from_outside, {"type": "null"}]}]
    return {**draw(st.sampled_from(tops)), **draw(_titles(dialect)), holder: {"node": {**node, **names}}}


def _holders(dialect: str) -> Strategy:
    return st.just("definitions") if dialect in OLD else st.sampled_from(["$defs", "definitions"])


Way = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
"""(reference from outside the definition, reference from inside it, the definition's names)"""


def _ways(dialect: str, holder: str) -> list[Way]:
    own = "id" if dialect == "draft4" else "$id"
    pointer, address, anchor = ({"$ref": to} for to in (f"#/{holder}/node", f"{ADDRESS}node", "#node"))
    ways: list[Way] = [
        (pointer, pointer, {}),
        (pointer, {"$ref": "#"}, {}),
        (address, address, {own: f"{ADDRESS}node"}),
    ]
    ways.append((anchor, anchor, {own: "#node"} if dialect in OLD else {"$anchor": "node"}))
    if "$dynamicRef" in FRAMED[dialect]:
        ways.append((anchor, {"$dynamicRef": "#node"}, {"$dynamicAnchor": "node"}))
    if dialect == "draft2019-09":
        named = {"$id": f"{ADDRESS}node"}
        ways += [(address, {"$recursiveRef": "#"}, {**named, "$recursiveAnchor": flag}) for flag in (True, False)]
    if dialect == "draft2020-12":
        ways.append((pointer, {"$recursiveRef": "#", "type": "object"}, {"$recursiveAnchor": True}))
    return ways


def _titles(dialect: str) -> Strategy:
    """What a schema may say of itself at its root."""
    own = "id" if dialect == "draft4" else "$id"
    titles: list[dict[str, Any]] = [{}, {}, {"$schema": SCHEMA_ADDRESSES[dialect]}, {own: f"{ADDRESS}top"}]
    if dialect == "draft2019-09":
        titles.append({"$recursiveAnchor": True})
    if "$vocabulary" in FRAMED[dialect]:
        titles.append({"$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": True}})
    return st.sampled_from(titles)


@st.composite
def _discriminated(draw: st.DrawFn, dialect: str, objects: Strategy) -> Any:
    """Variants that a property tells apart, by the names of the components or by a mapping."""
    links = {name: f"#/definitions/{name}" for name in ("a", "ab")}
    told: Any = "a"
    if dialect != "openapi2.0":
        mapping = draw(st.sampled_from([{}, {"mapping": {"b": links["a"], "": links["ab"]}}]))
        told = {"propertyName": "a", **mapping}
    variants = [{"$ref": link} for link in links.values()]
    choice = draw(st.sampled_from(["oneOf", "anyOf"]))
    return {choice: variants, "discriminator": told, "definitions": {name: draw(objects) for name in links}}
