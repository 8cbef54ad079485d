"""Fields that a schema declares, and those that other files declare for it."""

from __future__ import annotations

from catalog.model.contract import Contract
from catalog.search.fields import declared_fields
from tests.builders.contracts import contract_over


def contract(**files: str) -> Contract:
    return contract_over({f"{name}.yaml": text for name, text in files.items()})


def paths(shop: Contract) -> list[str]:
    return [field.path for field in declared_fields(shop.schemas[0].node, shop.references)]


def schemas(text: str) -> str:
    head = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\n"
    return f"{head}components: {{schemas: {{A: {text}, B: {{properties: {{b: {{}}}}}}}}}}\n"


def test_members_at_any_depth() -> None:
    text = "{properties: {a: {items: {properties: {c: {}}}}}, allOf: [{properties: {d: {}}}]}"
    assert paths(contract(root=schemas(text))) == ["a", "a[].c", "d"]


def test_other_files_are_followed_and_own_components_are_not() -> None:
    text = "{properties: {own: {$ref: '#/components/schemas/B'}, other: {$ref: other.yaml}}}"
    other = "properties: {x: {$ref: '#/$defs/y'}}\n$defs: {y: {properties: {z: {}}}}\n"
    assert paths(contract(root=schemas(text), other=other)) == ["own", "other", "other.x", "other.x.z"]


def test_circles_end() -> None:
    text = "{properties: {other: {$ref: other.yaml}}}"
    assert paths(contract(root=schemas(text), other="properties: {again: {$ref: other.yaml}}\n")) == [
        "other",
        "other.again",
    ]
    assert paths(contract(root=schemas("{$ref: nowhere.yaml}"))) == []
