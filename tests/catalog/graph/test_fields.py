"""Fields of canonical entities: through definitions of their own, compositions, lists and circles."""

from __future__ import annotations

import pytest

from catalog.errors import UnresolvableReference
from catalog.graph.fields import Fields, target_of
from catalog.model.source import SourceDocument
from tests.builders.descriptors import document

FILES = {
    "schemas/order/v1.yaml": "$defs: {orderId: {type: string}}\nproperties: {orderId: {$ref: '#/$defs/orderId'}}\n",
    "schemas/order/v2.yaml": """\
allOf: [{properties: {note: {type: string}}}]
properties:
  orderId: {$ref: "v1.yaml#/properties/orderId"}
  total: {$ref: "../money/v1.yaml"}
  lines: {type: array, items: {$ref: "#/$defs/line"}}
  parent: {$ref: "#"}
  lost: {$ref: "gone.yaml"}
$defs:
  line: {properties: {sku: {type: string}, price: {$ref: "../money/v1.yaml"}}}
""",
    "schemas/money/v1.yaml": "properties: {value: {type: string}}\n",
}
V1, V2, MONEY = FILES
ORDER = Fields(lambda name: read(name), frozenset((V1, V2)))


def read(name: str) -> SourceDocument:
    if name not in FILES:
        raise UnresolvableReference("there is no such file", place=name)
    return document(FILES[name], name)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("orderId", {(V2, ("properties", "orderId")), (V1, ("properties", "orderId")), (V1, ("$defs", "orderId"))}),
        ("note", {(V2, ("allOf", 0, "properties", "note"))}),
        ("lines[].sku", {(V2, ("$defs", "line", "properties", "sku"))}),
        ("total", {(V2, ("properties", "total"))}),
        ("parent.parent.note", {(V2, ("allOf", 0, "properties", "note"))}),
        ("lost", {(V2, ("properties", "lost"))}),
        ("lost.more", set()),
        ("nothing", set()),
    ],
)
def test_where_a_field_is_written(field: str, expected: set[tuple[str, tuple[str | int, ...]]]) -> None:
    assert ORDER.written(V2, field) == expected


def test_what_belongs_to_another_entity_is_only_used() -> None:
    assert ORDER.written(V2, "total.value") == frozenset()
    assert Fields(read, frozenset((MONEY,))).written(MONEY, "value") == {(MONEY, ("properties", "value"))}


def test_names_of_fields() -> None:
    assert {"orderId", "note", "lines", "lines[].sku", "total.value"} <= set(ORDER.names(V2))


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("../b/v1.yaml", ("schemas/b/v1.yaml", ())),
        ("#/a/0", ("schemas/a/v1.yaml", ("a", 0))),
        ("v2.yaml#/$defs/x~1y", ("schemas/a/v2.yaml", ("$defs", "x/y"))),
        ("#anchor", None),
        ("../../../../up.yaml", None),
    ],
)
def test_targets(reference: str, target: tuple[str, tuple[str | int, ...]] | None) -> None:
    assert target_of("schemas/a/v1.yaml", reference) == target
