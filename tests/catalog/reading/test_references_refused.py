"""References that lead nowhere, out of the tree, or around in a circle."""

from __future__ import annotations

from hashlib import sha256

import pytest

from catalog.errors import UnresolvableReference
from catalog.reading.read import read_source
from catalog.reading.references import Resolver
from tests.builders.references import ROOT, Files, resolve, resolver


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
