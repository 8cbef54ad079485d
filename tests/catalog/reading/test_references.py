"""Where references lead, and what is never read."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pytest

from catalog.errors import UnresolvableReference
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.closure import closure, closure_digest
from catalog.reading.read import read_source
from catalog.reading.references import Resolver, Target

ROOT = "services/orders/openapi.yaml"


class Files:
    """A tree of documents, which notes what was asked of it."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.asked: list[str] = []

    def fetch(self, name: str) -> SourceDocument:
        self.asked.append(name)
        if name not in self.files:
            raise UnresolvableReference("there is no such file", place=name)
        return read_source(self.files[name].encode(), name)


def resolver(files: Mapping[str, str], **options: Mapping[str, str]) -> tuple[Resolver, Files]:
    tree = Files(files)
    root = read_source(files[ROOT].encode(), ROOT)
    return Resolver(tree.fetch, root, **options), tree


def resolve(text: str, ref: str, *, at: Pointer = (), **others: str) -> Target:
    files = {f"{name}.yaml": other for name, other in others.items()}
    return resolver({ROOT: text, **files})[0].resolve(ROOT, ref, at=at)


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


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("file:///etc/passwd", "file: addresses are never read"),
        ("FILE:///etc/passwd", "never read"),
        ("/etc/passwd", "no relative path"),
        ("//host/share", "no relative path"),
        ("../../../etc/passwd", "out of the tree"),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", "out of the tree"),
        ("..%2F..%2F..%2Fetc/passwd", "out of the tree"),
        ("a/../../../../x", "out of the tree"),
        ("..\\..\\..\\x", "no relative path"),
        ("a\x00b", "no relative path"),
        ("%00", "no relative path"),
        ("C:\\x", "never read"),
        ("data:application/json,{}", "never read"),
        ("http://halden.example/x.yaml", "network is not touched"),
        ("HTTPS://halden.example/x.yaml#/a", "network is not touched"),
        ("urn:halden:x", "network is not touched"),
        ("http://[", "network is not touched"),
    ],
)
def test_what_may_not_be_read_is_not_asked_for(ref: str, words: str) -> None:
    references, tree = resolver({ROOT: "a: 1"})
    with pytest.raises(UnresolvableReference) as refused:
        references.resolve(ROOT, ref, at=("a",))
    assert words in refused.value.message
    assert str(refused.value.place).startswith(ROOT)
    assert tree.asked == []


def test_a_document_named_from_outside_the_tree_keeps_to_its_folder() -> None:
    tree = Files({"/home/me/b.yaml": "b: 1"})
    references = Resolver(tree.fetch, read_source(b"a: 1", "/home/me/a.yaml"))
    assert references.resolve("/home/me/a.yaml", "b.yaml#/b").node == 1
    with pytest.raises(UnresolvableReference, match="out of the tree"):
        references.resolve("/home/me/a.yaml", "../you/b.yaml")
    assert tree.asked == ["/home/me/b.yaml"]


REMOTE = "https://halden.example/money.yaml"


def test_an_allowed_address_is_read_at_its_digest_only() -> None:
    content = "a: {$ref: 'other.yaml'}\nb: 2\n"
    files = {ROOT: "x: 1", REMOTE: content}
    digest = sha256(content.encode()).hexdigest()
    references, tree = resolver(files, allowed={REMOTE: f"sha256:{digest}"})
    assert references.resolve(ROOT, f"{REMOTE}#/b").node == 2
    with pytest.raises(UnresolvableReference, match=r"https://halden.example/other.yaml is not followed"):
        references.resolve(REMOTE, "other.yaml")
    assert tree.asked == [REMOTE]
    changed, _ = resolver(files, allowed={REMOTE: "0" * 64})
    with pytest.raises(UnresolvableReference, match="digest is another"):
        changed.resolve(ROOT, f"{REMOTE}#/b")


CIRCLES = {
    "to itself": ("a: {$ref: '#/a'}", ["#/a", "#/a"]),
    "below itself": ("a: {$ref: '#/a/b'}", ["#/a", "#/a"]),
    "in two steps": ("a: {$ref: '#/b'}\nb: {$ref: '#/a'}", ["#/a", "#/b", "#/a"]),
    "after a start": ("a: {$ref: '#/b'}\nb: {$ref: '#/c'}\nc: {$ref: '#/b'}", ["#/b", "#/c", "#/b"]),
    "through a pointer": ("a: {$ref: '#/b/x'}\nb: {$ref: '#/a'}", ["#/a", "#/b", "#/a"]),
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_a_circle_is_refused_and_names_its_way(kind: str) -> None:
    text, way = CIRCLES[kind]
    with pytest.raises(UnresolvableReference) as refused:
        resolve(text, "#/a")
    assert " → ".join(f"{ROOT}{step}" for step in way) in refused.value.message


def test_a_circle_through_files_is_refused() -> None:
    with pytest.raises(UnresolvableReference) as refused:
        resolve("a: {$ref: '../../b.yaml#/b'}", "#/a", b="b: {$ref: 'services/orders/openapi.yaml#/a'}")
    assert f"{ROOT}#/a → b.yaml#/b → {ROOT}#/a" in refused.value.message


def test_a_schema_that_contains_itself_is_no_circle() -> None:
    found = resolve("a: {properties: {child: {$ref: '#/a'}}}", "#/a/properties/child/properties/child")
    assert found.node == {"$ref": "#/a"}


def test_an_endless_row_of_references_ends() -> None:
    text = "".join(f"a{step}: {{$ref: '#/a{step + 1}'}}\n" for step in range(10_000)) + "a10000: 1\n"
    with pytest.raises(UnresolvableReference, match="more than 100 references in a row"):
        resolve(text, "#/a0")
    nested = "".join(f"a{step}: {{$ref: '#/a{step + 1}/x'}}\n" for step in range(10_000))
    with pytest.raises(UnresolvableReference, match="more than 100 references in a row"):
        resolve(nested, "#/a0/x")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("#/b", "has no 'b'"),
        ("#/a/x", "has no 'x'"),
        ("#/list/1", "has no '1'"),
        ("#/list/01", "has no '01'"),
        ("#/a~2", "written ~0"),
        ("#nothing", "no $anchor nothing"),
        ("missing.yaml#/a", "no such file"),
        ("broken.yaml", "not valid YAML"),
    ],
)
def test_what_leads_to_nothing_says_why(ref: str, words: str) -> None:
    references, _ = resolver({ROOT: "a: {}\nlist: [1]", "services/orders/broken.yaml": "a: b: c"})
    with pytest.raises(UnresolvableReference) as refused:
        references.resolve(ROOT, ref)
    assert words in refused.value.message


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
