"""Elements, attributes and names: told where a body is XML, and where what is in force differs."""

from __future__ import annotations

import pytest

from tests.builders.compared import http, told


def body(kind: str, schema: str, place: str, rest: str = "") -> str:
    content = ", ".join(f"{each}: {{schema: {schema}}}" for each in kind.split())
    answer = "responses: {'200': {description: d%s}}"
    if place == "inbound":
        text = f"requestBody: {{required: true, content: {{{content}}}}}\n{answer % ''}"
    else:
        text = answer % f", content: {{{content}}}"
    return http(text) + rest


def orders(xml: str, kind: str = "application/xml", place: str = "outbound") -> str:
    return body(kind, f"{{type: object, properties: {{total: {{type: integer{xml}}}}}}}", place)


@pytest.mark.parametrize("place", ["inbound", "outbound"])
@pytest.mark.parametrize("kind", ["application/xml", "text/xml", "application/json application/atom+xml"])
@pytest.mark.parametrize(
    "xml", ["name: sum", "attribute: true", "namespace: 'urn:x'", "prefix: x", "nodeType: cdata", "nodeType: attribute"]
)
def test_what_is_written_otherwise_is_told(place: str, kind: str, xml: str) -> None:
    changed = told(orders("", kind, place), orders(f", xml: {{{xml}}}", kind, place))
    assert changed == {(f"{place}-xml-changed", "may-break")}


@pytest.mark.parametrize(
    ("base", "revision", "kind"),
    [
        ("", ", xml: {name: sum}", "application/json"),
        ("", ", xml: {name: total}", "application/xml"),
        (", xml: {attribute: false, wrapped: true}", "", "application/xml"),
        (", xml: {attribute: true}", ", xml: {nodeType: attribute}", "application/xml"),
    ],
)
def test_what_is_written_alike_is_not(base: str, revision: str, kind: str) -> None:
    assert told(orders(base, kind), orders(revision, kind)) == set()


LISTS = "{type: object, properties: {tag: {type: array, items: {type: string%s}%s}}}"


@pytest.mark.parametrize(
    ("base", "revision", "is_told"),
    [
        (("", ""), ("", ", xml: {wrapped: true}"), True),
        (("", ""), (", xml: {name: label}", ""), True),
        (("", ""), (", xml: {name: tag}", ", xml: {wrapped: false}"), False),
    ],
)
def test_lists_are_wrapped_or_not(base: tuple[str, str], revision: tuple[str, str], is_told: bool) -> None:
    before, after = (body("application/xml", LISTS % each, "outbound") for each in (base, revision))
    assert told(before, after) == ({("outbound-xml-changed", "may-break")} if is_told else set())


def test_a_root_has_the_name_of_its_component() -> None:
    def order(name: str, xml: str) -> str:
        rest = f"\ncomponents: {{schemas: {{{name}: {{type: object{xml}}}}}}}"
        return body("application/xml", f"{{$ref: '#/components/schemas/{name}'}}", "outbound", rest)

    assert told(order("Order", ""), order("Order", ", xml: {name: Order}")) == set()
    assert told(order("Order", ", xml: {name: Order}"), order("Sale", ", xml: {name: Order}")) == set()
    assert told(order("Order", ""), order("Order", ", xml: {name: order}")) == {("outbound-xml-changed", "may-break")}


TOTAL = "{type: object, properties: {total: {type: %s}}}"


@pytest.mark.parametrize("place", ["inbound", "outbound"])
@pytest.mark.parametrize(("base", "revision"), [("string", "object"), ("object", "integer")])
def test_nobody_can_tell_an_object_from_a_text(place: str, base: str, revision: str) -> None:
    """SEMANTICS §3; where the body may be JSON as well, that shows it there."""
    before, after = (body("application/xml", TOTAL % kind, place) for kind in (base, revision))
    assert told(before, after) == {("schema-undecided", "breaks")}
    before, after = (body("application/xml application/json", TOTAL % kind, place) for kind in (base, revision))
    kind = f"{place}-type-{'narrowed' if place == 'inbound' else 'widened'}"
    assert told(before, after) == {(kind, "breaks"), ("schema-undecided", "breaks")}
    shared = f"\ncomponents: {{schemas: {{Total: {TOTAL}}}}}"
    base_and_revision = (
        body("application/xml application/json", "{$ref: '#/components/schemas/Total'}", place, shared % each)
        for each in (base, revision)
    )
    assert told(*base_and_revision) == {(kind, "breaks")}
