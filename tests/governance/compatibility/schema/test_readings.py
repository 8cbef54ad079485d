from __future__ import annotations

from typing import Any

import pytest

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from governance.compatibility.schema import Contained, Reading, Refuted, Undecided, decide

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
SENDER = Reading(dialect="openapi-3.1", declared_only=True)
RECEIVER = Reading(dialect="openapi-3.1")
TEXT = Reading(dialect="openapi-3.0", text="fields", formats="assertions")
MESSAGE = Reading(dialect="openapi-3.1", formats="assertions")


def sent(old: Any, new: Any) -> object:
    return decide(old, new, SENDER, new_reading=RECEIVER)


@pytest.mark.parametrize(
    ("old", "contained"),
    [
        ({"properties": {"a": STRING}}, True),
        ({"properties": {"a": STRING}, "additionalProperties": True}, False),
        ({"properties": {"a": STRING}, "additionalProperties": INTEGER}, False),
        ({"allOf": [{"properties": {"a": STRING}}, {"properties": {"b": STRING}}]}, True),
        ({"anyOf": [{"properties": {"a": STRING}}, {"properties": {"b": STRING}}]}, True),
        ({"$ref": "#/$defs/a", "properties": {"b": STRING}, "$defs": {"a": {"properties": {"a": STRING}}}}, True),
        ({"required": ["a"]}, True),
        ({}, False),
        ({"not": {"properties": {"a": STRING}}}, False),
        ({"if": {"properties": {"a": STRING}}, "then": {"properties": {"b": STRING}}}, True),
        ({"patternProperties": {"^[ab]$": STRING}}, True),
    ],
)
def test_a_sender_sends_what_is_declared(old: dict[str, Any], contained: bool) -> None:
    closed = {"properties": {"a": {}, "b": {}}, "additionalProperties": False}
    verdict = sent({"type": "object", **old}, closed)
    assert isinstance(verdict, Contained if contained else Refuted), verdict


def test_what_is_declared_deeper_is_closed_deeper() -> None:
    inner = {"type": "object", "properties": {"a": STRING}}
    old = {"type": "object", "properties": {"in": inner}, "required": ["in"]}
    assert sent(old, {"properties": {"in": {"maxProperties": 1}}}) == Contained()


def test_direction_hides_properties() -> None:
    old = {"type": "object", "properties": {"a": STRING}}
    new = {"type": "object", "properties": {"a": STRING, "id": {**STRING, "readOnly": True}}, "required": ["id"]}
    inbound = Reading(dialect="openapi-3.0", direction="inbound")
    assert decide(old, new, inbound) == Contained()
    assert isinstance(decide(old, new, Reading(dialect="openapi-3.0", direction="outbound")), Refuted)


def test_hidden_properties_are_found_through_references() -> None:
    document = {"Id": {**STRING, "readOnly": True}, "New": {"properties": {"id": {"$ref": "Id"}}, "required": ["id"]}}
    verdict = decide(
        {"type": "object"},
        {"$ref": "New"},
        Reading(dialect="openapi-3.0", direction="inbound"),
        resolve=lambda reference, base: (document[reference], base),
    )
    assert verdict == Contained()


@pytest.mark.parametrize(
    ("old", "new", "contained"),
    [
        ({"type": "string", "format": "date"}, {"pattern": "^[0-9-]{10}$"}, True),
        (STRING, {"format": "date"}, False),
        ({"format": "uuid"}, {"format": "uuid"}, True),
        ({"type": "string", "format": "ipv4"}, {"format": "ipv6"}, False),
        ({"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}, True),
        ({"type": "integer", "format": "int64"}, {"type": "integer", "format": "int32"}, False),
        ({"type": "integer", "format": "int32"}, {"maximum": 2**31 - 1}, True),
        ({"type": "string", "format": "byte"}, {"type": "string", "contentEncoding": "base64"}, True),
        (STRING, {"type": "string", "format": "byte"}, False),
        ({"format": "made-up"}, {"format": "other"}, True),
        ({"format": "uri"}, {"format": "iri-reference"}, True),
        ({"type": "string", "format": "uri-reference"}, {"format": "uri"}, False),
    ],
)
def test_formats_are_assertions_in_messages(old: Any, new: Any, contained: bool) -> None:
    verdict = decide(old, new, MESSAGE)
    assert isinstance(verdict, Contained if contained else Refuted), verdict


def test_formats_that_nobody_can_compare_are_undecided() -> None:
    assert isinstance(decide({"type": "string", "format": "hostname"}, {"format": "idn-hostname"}, MESSAGE), Undecided)


@pytest.mark.parametrize(
    ("old", "new", "contained"),
    [
        (INTEGER, STRING, True),
        (STRING, INTEGER, False),
        (STRING, {"type": "array", "items": STRING}, True),
        ({"type": "array", "items": STRING}, STRING, True),
        ({"type": "boolean"}, {"enum": ["true", "false"]}, True),
        ({"type": "boolean"}, {"enum": ["true"]}, False),
        ({"type": "string", "enum": ["1", "2"]}, INTEGER, True),
        ({"type": "string", "enum": ["1", "x"]}, INTEGER, False),
        ({"type": "integer", "enum": [1, 2]}, {"type": "string", "enum": ["1", "2"]}, True),
        ({"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}, True),
        (INTEGER, {"type": "string", "pattern": "^[0-9]+$"}, False),
        ({"type": "integer", "minimum": 0, "maximum": 99}, {"type": "string", "maxLength": 2}, True),
        (INTEGER, {"type": "string", "maxLength": 5}, False),
        ({"type": "string", "nullable": True}, STRING, True),
        ({"type": "number"}, INTEGER, False),
        ({"type": "string", "pattern": "^[1-9][0-9]*$"}, INTEGER, True),
        (INTEGER, {"type": "array", "items": INTEGER}, True),
        ({"type": "array", "items": STRING}, {"type": "array", "items": INTEGER}, False),
        ({"type": "object", "properties": {"a": INTEGER}}, {"type": "object", "properties": {"a": STRING}}, True),
    ],
)
def test_texts_are_read_as_the_receiver_allows(old: Any, new: Any, contained: bool) -> None:
    verdict = decide(old, new, TEXT)
    assert isinstance(verdict, Contained if contained else Refuted), verdict


def test_a_discriminator_tells_variants_apart() -> None:
    variant = {"type": "object", "properties": {"kind": STRING}, "required": ["kind"]}
    document = {
        "Cat": variant,
        "Dog": variant,
        "Pet": {"oneOf": [{"$ref": "Cat"}, {"$ref": "Dog"}], "discriminator": {"propertyName": "kind"}},
        "Mapped": {
            "oneOf": [{"$ref": "Cat"}],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "kitten": "Cat"}},
        },
    }

    def resolve(reference: str, base: str) -> tuple[Json, str]:
        return document[reference], base  # type: ignore[return-value]

    reading = Reading(dialect="openapi-3.0")
    kinds = {"properties": {"kind": {"enum": ["Cat", "Dog"]}}}
    assert decide({"$ref": "Pet"}, kinds, reading, resolve=resolve) == Contained()
    assert decide({"$ref": "Pet"}, {"$ref": "Pet"}, reading, resolve=resolve) == Contained()
    mapped = {"properties": {"kind": {"enum": ["cat", "kitten"]}}}
    assert decide({"$ref": "Mapped"}, mapped, reading, resolve=resolve) == Contained()
    verdict = decide({"$ref": "Pet"}, {"$ref": "Mapped"}, reading, resolve=resolve)
    assert isinstance(verdict, Refuted)


def test_references_lead_through_documents() -> None:
    documents: dict[tuple[str, str], tuple[Json, str]] = {
        ("b.yaml#/Item", "a.yaml"): ({"items": {"$ref": "#/Leaf"}, "type": "array"}, "b.yaml"),
        ("#/Leaf", "b.yaml"): ({"anyOf": [INTEGER, {"$ref": "b.yaml#/Item"}]}, "b.yaml"),
        ("b.yaml#/Item", "b.yaml"): ({"items": {"$ref": "#/Leaf"}, "type": "array"}, "b.yaml"),
    }

    def resolve(reference: str, base: str) -> tuple[Json, str]:
        if (reference, base) not in documents:
            raise UnresolvableReference(f"{reference} leads nowhere", place=base)
        return documents[reference, base]

    reading = Reading(dialect="openapi-3.0")
    new = {"type": "array", "items": {"type": ["integer", "array"]}}
    assert decide({"$ref": "b.yaml#/Item"}, new, reading, resolve=resolve, base="a.yaml") == Contained()
    verdict = decide({"$ref": "b.yaml#/Item"}, {"maxItems": 0}, reading, resolve=resolve, base="a.yaml")
    assert isinstance(verdict, Refuted)
    assert isinstance(decide({"$ref": "#/Gone"}, STRING, reading, resolve=resolve, base="a.yaml"), Undecided)


def test_a_reference_to_nothing_is_judged_where_it_stands() -> None:
    def resolve(reference: str, base: str) -> tuple[Json, str]:
        raise UnresolvableReference(f"{reference} leads nowhere", place=base)

    reading = Reading(dialect="openapi-3.0", direction="inbound")
    old: Json = {"type": "object", "required": ["id"], "properties": {"gone": {"$ref": "#/Gone"}, "id": STRING}}
    assert isinstance(decide(old, {"properties": {"id": INTEGER}}, reading, resolve=resolve), Refuted)
    assert isinstance(decide(old, {"properties": {"gone": INTEGER}}, reading, resolve=resolve), Undecided)


def test_a_witness_far_inside_a_document_is_confirmed() -> None:
    def resolver(longest: int) -> Any:
        nodes = {f"N{n}": {"type": "object", "properties": {"next": {"$ref": f"N{n + 1}"}}} for n in range(30)}
        nodes["N30"] = {"type": "string", "maxLength": longest}
        return lambda reference, base: (nodes[reference], base)

    reading = Reading(dialect="openapi-3.0")
    verdict = decide({"$ref": "N0"}, {"$ref": "N0"}, reading, resolve=resolver(5), new_resolve=resolver(4))
    assert isinstance(verdict, Refuted)
