"""Where references lead."""

from __future__ import annotations

import pytest

from catalog.errors import UnresolvableReference
from catalog.model.source import Json, Pointer
from catalog.reading.closure import closure, closure_digest
from tests.builders.references import ROOT, resolve, resolver


@pytest.mark.parametrize(
    ("ref", "pointer", "node"),
    [
        ("#/paths/~1orders~1{id}/get/x", ("paths", "/orders/{id}", "get", "x"), 1),
        ("#/paths/~1orders~1%7Bid%7D/get/x", ("paths", "/orders/{id}", "get", "x"), 1),
        ("#/a~0b/c%20d/0", ("a~b", "c d", 0), 2),
        ("#/%E2%82%AC/200", ("€", "200"), 3),
        ("#/a~0b/", ("a~b", ""), 4),
        ("openapi.yaml#/a~0b/", ("a~b", ""), 4),
        ("../orders/openapi.yaml#/a~0b/", ("a~b", ""), 4),
        ("#named", ("anchored",), {"$anchor": "named"}),
        ("#seventh", ("old",), {"$id": "#seventh"}),
    ],
)
def test_pointers_and_anchors_of_the_same_document(ref: str, pointer: Pointer, node: Json) -> None:
    text = """
paths: {'/orders/{id}': {get: {x: 1}}}
a~b: {c d: [2], '': 4}
€: {200: 3}
anchored: {$anchor: named}
old: {$id: '#seventh'}
"""
    found = resolve(text, ref)
    assert (found.document.name, found.pointer, found.node) == (ROOT, pointer, node)


def test_the_empty_reference_is_the_document() -> None:
    assert resolve("a: 1", "#").pointer == resolve("a: 1", "").pointer == ()


def test_a_reference_on_the_way_is_followed_and_one_at_the_end_is_not() -> None:
    text = "a: {$ref: '#/b'}\nb: {$ref: '../../money.yaml#/Money'}\n"
    other = "Money: {properties: {$ref: '#/Parts'}}\nParts: {amount: {type: string}}\n"
    assert resolve(text, "#/a", money=other).node == {"$ref": "#/b"}
    found = resolve(text, "#/a/properties/amount/type", money=other)
    assert (found.label, found.node) == ("money.yaml#/Parts/amount/type", "string")


def test_follow_goes_to_the_end_of_the_chain() -> None:
    text = """
operations: {send: {channel: {$ref: '#/channels/orders'}, messages: [{$ref: '#/channels/orders/messages/placed'}]}}
channels: {orders: {messages: {placed: {$ref: '#/components/messages/Placed'}}}}
components: {messages: {Placed: {name: placed}}}
"""
    references, _ = resolver({ROOT: text})
    assert references.follow(ROOT, "#/operations/send/messages/0").pointer == ("components", "messages", "Placed")
    assert references.follow(ROOT, "#/operations/send/channel/messages/placed/name").node == "placed"


EMBEDDED = """
$id: https://halden.example/schemas/root.json
properties:
  own: {$ref: '#/$defs/here'}
  item:
    $id: parts/item.json
    $defs: {here: {const: 1}, named: {$anchor: spot, const: 2}}
    properties: {x: {$ref: '#/$defs/here'}}
$defs: {here: {const: 3}}
example: {$id: 'https://halden.example/not-a-schema'}
"""


@pytest.mark.parametrize(
    ("ref", "at", "node"),
    [
        ("#/$defs/here", ("properties", "own"), {"const": 3}),
        ("#/$defs/here", ("properties", "item", "properties", "x"), {"const": 1}),
        ("parts/item.json#/$defs/here", ("properties", "own"), {"const": 1}),
        ("item.json#spot", ("properties", "item", "properties", "x"), {"$anchor": "spot", "const": 2}),
        ("../root.json#/$defs/here", ("properties", "item", "properties", "x"), {"const": 3}),
        ("https://halden.example/schemas/parts/item.json#/$defs/here", (), {"const": 1}),
    ],
)
def test_ids_give_parts_an_address_and_references_a_base(ref: str, at: Pointer, node: Json) -> None:
    assert resolve(EMBEDDED, ref, at=at).node == node


def test_an_anchor_belongs_to_its_resource() -> None:
    with pytest.raises(UnresolvableReference, match="no \\$anchor spot"):
        resolve(EMBEDDED, "#spot", at=("properties", "own"))


def test_an_id_in_an_example_names_nothing() -> None:
    with pytest.raises(UnresolvableReference, match="network is not touched"):
        resolve(EMBEDDED, "https://halden.example/not-a-schema")


def test_ids_mean_nothing_in_openapi_3_0() -> None:
    with pytest.raises(UnresolvableReference, match="network is not touched"):
        resolve("openapi: 3.0.3\na: {$id: 'https://halden.example/a'}", "https://halden.example/a")


def test_a_file_beside_is_found_whatever_id_the_document_gives_itself() -> None:
    found = resolve("$id: https://halden.example/x/y.json", "../../money.yaml#/a", money="a: 1")
    assert (found.document.name, found.node) == ("money.yaml", 1)


def test_openapi_3_2_names_a_document_by_self() -> None:
    text = "openapi: 3.2.0\n$self: https://halden.example/apis/orders\na: 1\n"
    assert resolve(text, "https://halden.example/apis/orders#/a").node == 1


DYNAMIC = """
$id: https://halden.example/strict
$dynamicAnchor: node
$ref: tree
unevaluatedProperties: false
$defs:
  tree:
    $id: tree
    $dynamicAnchor: node
    properties: {children: {items: {$dynamicRef: '#node'}}}
  fixed:
    $id: fixed
    $anchor: node
"""


def test_a_dynamic_reference_leads_to_the_outermost_anchor_in_scope() -> None:
    references, _ = resolver({ROOT: DYNAMIC})
    outer = references.resolve(ROOT, "#")
    inner = references.resolve(ROOT, "#/$defs/tree")
    at = ("$defs", "tree", "properties", "children", "items")
    assert references.resolve_dynamic(ROOT, "#node", at=at, scope=(outer, inner)).pointer == ()
    assert references.resolve_dynamic(ROOT, "#node", at=at, scope=(inner,)).pointer == ("$defs", "tree")
    assert references.resolve_dynamic(ROOT, "#node", at=at).pointer == ("$defs", "tree")
    assert references.resolve_dynamic(ROOT, "fixed#node", scope=(outer,)).pointer == ("$defs", "fixed")
    assert {each.pointer for each in references.dynamic_candidates("node")} == {(), ("$defs", "tree")}


def test_a_recursive_reference_leads_to_the_outermost_recursive_root() -> None:
    text = """
$id: https://halden.example/outer
$recursiveAnchor: true
$defs: {tree: {$id: inner, $recursiveAnchor: true, items: {$recursiveRef: '#'}}, plain: {$id: plain}}
"""
    references, _ = resolver({ROOT: text})
    outer = references.resolve(ROOT, "#")
    assert references.resolve_dynamic(ROOT, "#", at=("$defs", "tree", "items"), scope=(outer,)).pointer == ()
    assert references.resolve_dynamic(ROOT, "#", at=("$defs", "plain"), scope=(outer,)).pointer == ("$defs", "plain")


def test_the_closure_is_every_document_that_references_reach() -> None:
    files = {
        ROOT: "a: {$ref: '../../money.yaml#/Money'}\nb: {$ref: 'missing.yaml'}\nc: {$ref: 'loop.yaml'}\n",
        "money.yaml": "Money: {currency: {$ref: 'codes.yaml'}}",
        "codes.yaml": "enum: [EUR]",
        "services/orders/loop.yaml": "$ref: openapi.yaml#/c",
        "unused.yaml": "a: 1",
    }
    references, _ = resolver(files)
    documents = closure(references)
    assert {each.name for each in documents} == set(files) - {"unused.yaml"}
    changed = closure(resolver({**files, "codes.yaml": "enum: [USD]"})[0])
    unrelated = closure(resolver({**files, "unused.yaml": "a: 2"})[0])
    assert closure_digest(documents) == closure_digest(unrelated) != closure_digest(changed)


def test_each_document_is_fetched_once() -> None:
    references, tree = resolver({ROOT: "a: 1", "b.yaml": "c: 1\nd: 2"})
    for ref in ("../../b.yaml#/c", "../../b.yaml#/d", "../../b.yaml"):
        references.resolve(ROOT, ref)
    assert tree.asked == ["b.yaml"]
