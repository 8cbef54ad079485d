"""Links of responses: which operation they lead to, and what they pass on."""

from __future__ import annotations

import pytest

from tests.builders.compared import http, told

ID = "parameters: {id: $response.body#/id}"
GET = f"operationId: getOrder, {ID}"


def linked(links: str, name: str = "getOrder", template: str = "id") -> str:
    parameter = f"{{name: {template}, in: path, required: true, schema: {{type: string}}}}"
    path = f"/items/{{{template}}}: {{get: {{operationId: {name}, parameters: [{parameter}], responses: {{}}}}}}"
    held = f", links: {{{links}}}" if links else ""
    return http(f"responses: {{'201': {{description: d{held}}}}}") + f"  {path}\n"


@pytest.mark.parametrize(
    ("base", "revision", "rule", "effect"),
    [
        (f"order: {{{GET}}}", "", "link-removed", "may-break"),
        ("", f"order: {{{GET}}}", "link-added", "safe"),
        (f"order: {{{GET}}}", f"order: {{operationId: other, {ID}}}", "link-changed", "may-break"),
        (f"order: {{{GET}}}", "order: {operationId: getOrder}", "link-changed", "may-break"),
        (f"order: {{{GET}}}", f"order: {{{GET}, requestBody: $request.body}}", "link-changed", "may-break"),
    ],
)
def test_links(base: str, revision: str, rule: str, effect: str) -> None:
    assert told(linked(base), linked(revision)) == {(rule, effect)}


@pytest.mark.parametrize(
    "link",
    [
        f"operationRef: '#/paths/~1items~1{{id}}/get', {ID}",
        f"operationId: getOrder, {ID.replace('id:', 'path.id:')}",
        f"{GET}, description: what was ordered",
    ],
)
def test_the_same_operation_may_be_named_in_other_ways(link: str) -> None:
    assert told(linked(f"order: {{{GET}}}"), linked(f"order: {{{link}}}")) == set()


def test_operations_and_parts_of_paths_may_be_renamed_together_with_their_links() -> None:
    base = linked(f"order: {{{GET}}}")
    revision = linked("order: {operationId: find, parameters: {key: $response.body#/id}}", "find", "key")
    assert told(base, revision) == {("operation-id-changed", "safe"), ("path-parameter-renamed", "safe")}


def test_links_may_be_moved_to_components() -> None:
    moved = linked("order: {$ref: '#/components/links/Order'}") + f"components: {{links: {{Order: {{{GET}}}}}}}"
    assert told(linked(f"order: {{{GET}}}"), moved) == set()
    lost = linked("order: {$ref: '#/components/links/Order'}")
    assert told(linked(f"order: {{{GET}}}"), lost) == {("schema-undecided", "breaks")}
