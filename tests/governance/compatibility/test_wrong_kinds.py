"""What stands where the specification has something else means nothing: undecided, never silently nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml

from governance.compatibility.comparison import compare
from governance.findings import Effect
from tests.builders.compared import told_by
from tests.builders.contracts import contract_of

DONE = "responses: {'200': {description: d, headers: {X-A: {schema: {type: string}}}, content: {a/b: {schema: {}}}}}"
PARAMETERS = "parameters: [{name: q, in: query, required: false, explode: true, schema: {type: string}}]"
OPENAPI = f"""
info: {{title: t, version: 1.0.0}}
security: [{{key: []}}]
paths:
  /orders:
    post:
      {PARAMETERS}
      requestBody: {{required: true, content: {{application/json: {{schema: {{type: object}}}}}}}}
      {DONE}
      callbacks: {{paid: {{'{{$request.body#/url}}': {{post: {{{DONE}}}}}}}}}
components:
  parameters: {{page: {{name: page, in: query, schema: {{type: integer}}}}}}
  securitySchemes: {{key: {{type: apiKey, in: header, name: X-Key}}}}
"""
SWAGGER = """
swagger: "2.0"
info: {title: t, version: 1.0.0}
host: example.com
basePath: /v1
consumes: [application/json]
paths:
  /orders:
    post:
      produces: [application/json]
      parameters:
      - {name: q, in: query, required: false, type: array, items: {type: string}, collectionFormat: csv}
      - {name: order, in: body, schema: {type: object}}
      responses: {'200': {description: d, schema: {type: object}}}
"""
SECOND = """
asyncapi: 2.6.0
info: {title: t, version: 1.0.0}
defaultContentType: application/json
servers: {main: {url: example.com, protocol: kafka}}
channels:
  orders.{id}:
    parameters: {id: {schema: {type: string}}}
    servers: [main]
    bindings: {kafka: {topic: orders}}
    publish:
      traits: [{bindings: {kafka: {clientId: me}}}]
      message:
        oneOf:
        - {name: a, contentType: application/json, payload: {type: object}, headers: {type: object}, traits: [{}]}
        - {name: b, correlationId: {location: $message.header#/id}, payload: {type: string}}
"""
THIRD = """
asyncapi: 3.0.0
info: {title: t, version: 1.0.0}
servers: {main: {host: example.com, protocol: kafka}}
channels:
  orders:
    address: orders
    messages: {placed: {payload: {type: object}}}
operations:
  place:
    action: send
    channel: {$ref: '#/channels/orders'}
    messages: [{$ref: '#/channels/orders/messages/placed'}]
    reply: {address: {location: $message.header#/to}}
"""
DOCUMENTS = {
    "3.0": f"openapi: 3.0.3{OPENAPI}",
    "3.1": f"openapi: 3.1.0{OPENAPI}webhooks: {{paid: {{post: {{{DONE}}}}}}}",
    "2.0": SWAGGER,
    "asyncapi 2": SECOND,
    "asyncapi 3": THIRD,
}
Place = tuple[str | int, ...]
WORDS = frozenset(("description", "openapi", "swagger", "asyncapi", "info"))
WRONG: tuple[Any, ...] = (5, "x", [], {}, True)
READABLE = frozenset(("name", "schemes", "topic"))
"""A number is a name as well."""


def places(node: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """All within schemas left out, and texts in lists."""
    if at and not (isinstance(at[-1], int) and isinstance(node, str)):
        yield at, node
    if at[-1:] in (("schema",), ("payload",), ("headers",), ("items",), ("$ref",)) and "X-A" not in node:
        return
    if isinstance(node, dict | list):
        for token, child in node.items() if isinstance(node, dict) else enumerate(node):
            if token not in WORDS:
                yield from places(child, (*at, token))


def with_value(document: Any, at: Place, value: Any) -> Any:
    changed = deepcopy(document)
    holder = changed
    for token in at[:-1]:
        holder = holder[token]
    holder[at[-1]] = value
    return changed


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_value_of_a_wrong_kind_is_never_silent(name: str) -> None:
    document = yaml.safe_load(DOCUMENTS[name])
    sound = contract_of(json.dumps(document))
    for at, value in places(document):
        for wrong in WRONG:
            if isinstance(wrong, type(value)) or (at[-1] in READABLE and not isinstance(wrong, list | dict)):
                continue
            if wrong is True and at[-1] in ("schema", "payload", "headers"):
                continue
            ill = contract_of(json.dumps(with_value(document, at, wrong)))
            for pair in ((sound, ill), (ill, sound)):
                found = {finding.effect for finding in compare(*pair).findings}
                assert found - {Effect.SAFE}, (at, wrong)
            assert compare(ill, ill).findings == ()


UNDECIDED = ("schema-undecided", "breaks")


@pytest.mark.parametrize(
    ("was", "wrong"),
    [
        ("paths:", "paths: []\nx-paths:"),
        ("components:", "components: 5\nx-components:"),
        (PARAMETERS, "parameters: [hello]"),
        (PARAMETERS, "parameters: {}"),
        ("required: true", "required: yes please"),
        ("application/json: {schema: {type: object}}", "application/json: 5"),
        ("schema: {type: object}", "schema: []"),
        ("in: query", "in: [query]"),
    ],
)
def test_it_is_undecided_whichever_release_has_it(was: str, wrong: str) -> None:
    sound, ill = DOCUMENTS["3.0"], DOCUMENTS["3.0"].replace(was, wrong)
    assert sound != ill
    for pair in ((sound, ill), (ill, sound)):
        assert UNDECIDED in told_by(compare(*map(contract_of, pair)))


def test_null_is_nothing() -> None:
    for was in (PARAMETERS, "security: [{key: []}]"):
        sound = DOCUMENTS["3.0"].replace(was, "")
        ill = DOCUMENTS["3.0"].replace(was, f"{was.partition(':')[0]}:")
        assert told_by(compare(*map(contract_of, (sound, ill)))) == set()


def test_what_both_have_is_no_difference_beside_what_differs() -> None:
    ill = DOCUMENTS["3.0"].replace("required: false", "required: no thanks")
    other = ill.replace("in: query, required", "in: query, description: d, required")
    assert ill != other
    assert UNDECIDED not in told_by(compare(*map(contract_of, (ill, other))))


def test_what_is_said_to_people_may_be_anything() -> None:
    other = DOCUMENTS["3.0"].replace("info: {", "tags: 5\nexternalDocs: []\ninfo: {contact: 5, ")
    assert UNDECIDED not in told_by(compare(*map(contract_of, (DOCUMENTS["3.0"], other))))


def test_the_place_is_named() -> None:
    ill = DOCUMENTS["3.0"].replace(PARAMETERS, "parameters: [hello]")
    findings = compare(*map(contract_of, (DOCUMENTS["3.0"], ill))).findings
    found = next(finding for finding in findings if finding.rule == "schema-undecided")
    assert found.address.endswith(" POST /orders @parameters[0]")
    assert found.affects == ("POST /orders",)
    assert found.pointers is not None
    assert found.pointers.revision == "/paths/~1orders/post/parameters/0"
    assert found.message == "could not be decided: an item of parameters expects an object, not 'hello'"
