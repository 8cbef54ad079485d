"""One view of HTTP and event contracts, whatever their version."""

from __future__ import annotations

import pytest

from catalog.errors import UnresolvableReference
from catalog.model.contract import Contract
from catalog.model.http import Direction, Operation, Origin
from catalog.model.messaging import Action
from catalog.model.schema import DRAFT_07, DRAFT_2020, OPENAPI_20, OPENAPI_30
from catalog.model.source import SourceDocument
from catalog.model.specification import Family
from catalog.reading.contract import read_contract
from catalog.reading.read import read_source
from catalog.reading.references import Resolver
from tests.builders.contracts import contract_of

SWAGGER = """
swagger: '2.0'
info: {title: Orders, version: '1.2'}
host: api.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
security: [{key: []}]
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}, plain: {type: basic}}
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, type: string}, {$ref: '#/parameters/Page'}]
    put:
      operationId: putOrder
      tags: [orders]
      deprecated: true
      parameters:
        - {name: page, in: query, type: integer, maximum: 9}
        - {name: order, in: body, required: true, schema: {$ref: '#/definitions/Order'}}
      responses:
        '200': {description: The order, schema: {$ref: '#/definitions/Order'}, headers: {ETag: {type: string}}}
parameters: {Page: {name: page, in: query, type: string}}
definitions: {Order: {type: object, properties: {id: {type: string}}}}
"""
THREE = """
openapi: VERSION
info: {title: Orders, version: '1.2'}
servers: [{url: 'https://{host}/v1', variables: {host: {default: api.example}}}]
security: [{key: []}]
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {$ref: '#/components/parameters/Page'}
    put:
      operationId: putOrder
      tags: [orders]
      deprecated: true
      parameters: [{name: page, in: query, schema: {type: integer, maximum: 9}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
      responses:
        '200':
          description: The order
          headers: {ETag: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  parameters: {Page: {name: page, in: query, schema: {type: string}}}
  schemas: {Order: {type: object, properties: {id: {type: string}}}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, plain: {type: http, scheme: basic}}
"""
VERSIONS = {
    "2.0": (SWAGGER, OPENAPI_20),
    "3.0": (THREE.replace("VERSION", "3.0.3"), OPENAPI_30),
    "3.1": (THREE.replace("VERSION", "3.1.0"), DRAFT_2020),
    "3.2": (THREE.replace("VERSION", "3.2.0"), DRAFT_2020),
}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def only_operation(contract: Contract) -> Operation:
    (operation,) = contract.operations
    return operation


def test_every_version_of_openapi_gives_the_same_operation(version: str) -> None:
    text, dialect = VERSIONS[version]
    contract = contract_of(text)
    operation = only_operation(contract)
    assert contract.specification.family is Family.OPENAPI
    assert contract.specification.line == version
    assert (contract.title, contract.version) == ("Orders", "1.2")
    assert operation.label == "PUT /orders/{id}"
    assert (operation.path_key, operation.effective_path) == ("/orders/{}", "/v1/orders/{id}")
    assert (operation.operation_id, operation.tags, operation.deprecated) == ("putOrder", ("orders",), True)
    found = [(each.location, each.name, each.required, each.position) for each in operation.parameters]
    assert found == [("path", "id", True, 0), ("query", "page", False, None)]
    page = operation.parameters[1].schema
    assert page is not None
    assert isinstance(page.value, dict)
    assert page.value["maximum"] == 9
    body, (response,) = operation.request_body, operation.responses
    assert body is not None
    assert body.required
    for content in (body.content, response.content):
        (media_type,) = content
        assert media_type.name == "application/json"
        assert media_type.schema is not None
        assert media_type.schema.dialect == dialect
        order = contract.references.target(media_type.schema.node)
        assert order.value == {"type": "object", "properties": {"id": {"type": "string"}}}
    assert (response.status, [header.name for header in response.headers]) == ("200", ["ETag"])
    assert [scheme.name for scheme in contract.security_schemes if scheme.type == "apiKey"] == ["key"]
    assert [scheme.type for scheme in contract.security_schemes if scheme.name == "plain"] == ["http"]
    assert [requirement.schemes for requirement in operation.security] == [(("key", ()),)]
    assert [schema.name for schema in contract.schemas] == ["Order"]
    assert len(contract.servers) == 1


def test_form_fields_of_openapi_2_are_the_request_body() -> None:
    contract = contract_of("""
        swagger: '2.0'
        info: {title: Files, version: '1'}
        paths:
          /files:
            post:
              consumes: [multipart/form-data]
              parameters:
                - {name: file, in: formData, type: file, required: true}
                - {name: note, in: formData, type: string}
              responses: {'204': {description: Kept}}
        """)
    operation = only_operation(contract)
    body = operation.request_body
    assert body is not None
    assert [media_type.name for media_type in body.content] == ["multipart/form-data"]
    assert [(field.name, field.required) for field in body.form] == [("file", True), ("note", False)]
    assert list(operation.parameters) == []


def test_webhooks_and_callbacks_are_operations_that_the_owner_calls() -> None:
    contract = contract_of("""
        openapi: 3.1.0
        info: {title: Shop, version: '1'}
        paths:
          /orders:
            post:
              responses: {'201': {description: Created}}
              callbacks:
                paid: {'{$request.body#/url}': {post: {responses: {'204': {description: Heard}}}}}
        webhooks:
          order.created: {post: {responses: {'204': {description: Heard}}}}
        """)
    order, webhook = contract.operations
    (callback,) = order.callbacks
    (called,) = callback.operations
    assert (order.origin, order.request_direction) == (Origin.PATH, Direction.INBOUND)
    assert (webhook.origin, webhook.path, webhook.request_direction) == (
        Origin.WEBHOOK,
        "order.created",
        Direction.OUTBOUND,
    )
    assert (called.origin, called.label) == (Origin.CALLBACK, "POST {$request.body#/url}")
    assert called.response_direction is Direction.INBOUND


def test_no_security_of_its_own_is_not_the_security_of_all() -> None:
    contract = contract_of("""
        openapi: 3.0.0
        info: {title: Shop, version: '1'}
        security: [{key: []}]
        paths:
          /open: {get: {security: [], responses: {}}}
          /closed: {get: {responses: {}}}
        """)
    opened, closed = contract.operations
    assert list(opened.security) == []
    assert len(closed.security) == 1


SECOND = """
asyncapi: 2.6.0
info: {title: Orders, version: '1'}
defaultContentType: application/json
servers: {main: {url: 'kafka.example', protocol: kafka}}
channels:
  orders.{id}:
    servers: [main]
    parameters: {id: {description: Which, schema: {type: string}}}
    publish:
      operationId: onOrder
      traits: [{bindings: {kafka: {groupId: {type: string}}}}]
      message: {$ref: '#/components/messages/Order'}
components:
  messages:
    Order:
      name: order.submitted
      payload: {type: object, properties: {total: {type: number}}}
      correlationId: {location: '$message.header#/trace'}
      traits: [{headers: {type: object, properties: {trace: {type: string}}}, title: Order}]
"""
THIRD = """
asyncapi: 3.0.0
info: {title: Orders, version: '1'}
defaultContentType: application/json
servers: {main: {host: kafka.example, protocol: kafka}}
channels:
  orders:
    address: orders.{id}
    servers: [{$ref: '#/servers/main'}]
    parameters: {id: {description: Which}}
    messages: {order: {$ref: '#/components/messages/Order'}}
operations:
  onOrder:
    action: receive
    channel: {$ref: '#/channels/orders'}
    traits: [{bindings: {kafka: {groupId: {type: string}}}}]
components:
  messages:
    Order:
      name: order.submitted
      payload: {schemaFormat: application/schema+json;version=draft-07, schema: {type: object, properties: {total: {}}}}
      correlationId: {location: '$message.header#/trace'}
      traits: [{headers: {type: object, properties: {trace: {type: string}}}, title: Order}]
"""


@pytest.mark.parametrize("text", [SECOND, THIRD], ids=["2.6", "3.0"])
def test_both_major_versions_of_asyncapi_give_the_same_operation(text: str) -> None:
    contract = contract_of(text)
    (operation,) = contract.event_operations
    assert (operation.action, operation.direction) == (Action.RECEIVE, Direction.INBOUND)
    assert (operation.label, operation.operation_id) == ("receive orders.{id}", "onOrder")
    assert operation.bindings == {"kafka": {"groupId": {"type": "string"}}}
    channel = operation.channel
    assert (channel.address, channel.address_key, channel.servers) == ("orders.{id}", "orders.{}", ("main",))
    assert [(each.name, each.description, each.position) for each in channel.parameters] == [("id", "Which", 0)]
    (message,) = operation.messages
    assert (message.name, message.title) == ("order.submitted", "Order")
    assert message.content_type == "application/json"
    assert message.correlation_id == "$message.header#/trace"
    assert message.payload is not None
    assert message.payload.dialect == DRAFT_07
    assert isinstance(message.payload.value, dict)
    assert set(message.payload.value) == {"type", "properties"}
    assert message.headers is not None
    assert list(contract.messages) == [message] == list(channel.messages)
    (server,) = contract.servers
    assert (server.name, server.protocol) == ("main", "kafka")


@pytest.mark.parametrize(("version", "title"), [("2.6.0", "Of the trait"), ("3.0.0", "Of the message")])
def test_traits_win_in_asyncapi_2_and_lose_in_asyncapi_3(version: str, title: str) -> None:
    contract = contract_of(f"""
        asyncapi: {version}
        info: {{title: Orders, version: '1'}}
        channels: {{}}
        components:
          messages:
            Order:
              title: Of the message
              bindings: {{kafka: {{key: {{type: string}}}}}}
              traits: [{{title: Of the trait, bindings: {{amqp: {{}}}}}}]
        """)
    (message,) = contract.messages
    assert message.title == title
    assert message.bindings == {"kafka": {"key": {"type": "string"}}, "amqp": {}}


def test_a_reply_has_its_channel_and_messages() -> None:
    contract = contract_of("""
        asyncapi: 3.0.0
        info: {title: Prices, version: '1'}
        channels:
          asks: {address: price.ask, messages: {ask: {payload: {type: string}}}}
          answers: {address: price.answer, messages: {answer: {payload: {type: number}}}}
        operations:
          price:
            action: receive
            channel: {$ref: '#/channels/asks'}
            reply: {address: {location: '$message.header#/replyTo'}, channel: {$ref: '#/channels/answers'}}
        """)
    (operation,) = contract.event_operations
    reply = operation.reply
    assert reply is not None
    assert reply.channel is not None
    assert (reply.address, reply.channel.address) == ("$message.header#/replyTo", "price.answer")
    assert [message.name for message in reply.messages] == ["answer"]
    assert operation.action.reply_direction is Direction.OUTBOUND


def test_a_payload_in_another_language_keeps_its_name() -> None:
    contract = contract_of("""
        asyncapi: 2.6.0
        info: {title: Orders, version: '1'}
        channels:
          orders:
            publish: {message: {schemaFormat: application/vnd.apache.avro, payload: {type: record, name: Order}}}
        """)
    (message,) = contract.messages
    assert message.payload is not None
    assert message.payload.dialect == "application/vnd.apache.avro"
    assert not message.payload.is_json_schema


def test_what_is_wrong_is_said_and_kept() -> None:
    contract = contract_of("""
        openapi: 3.0.0
        info: {title: Shop, version: '1', motto: fast}
        paths:
          /orders:
            get: {parameters: [{$ref: '#/components/parameters/Missing'}], responses: {'200': []}}
        """)
    assert list(only_operation(contract).parameters) == []
    assert [(each.pointer, each.reason) for each in contract.unknown] == [
        (("info", "motto"), "OpenAPI 3.0 does not name 'motto' here"),
        (("paths", "/orders", "get", "responses", "200"), "OpenAPI 3.0 expects an object here"),
    ]
    (problem,) = contract.problems
    assert problem.rule == "reference-unresolvable"
    assert problem.pointer == ("paths", "/orders", "get", "parameters", 0)


def test_references_into_other_files_are_followed_through_the_resolver() -> None:
    files = {
        "api/openapi.yaml": b"""
openapi: 3.0.0
info: {title: Shop, version: '1'}
paths: {/orders: {get: {parameters: [{$ref: 'shared.yaml#/Page'}], responses: {}}}}
""",
        "api/shared.yaml": b"Page: {name: page, in: query, schema: {$ref: '#/Number'}}\nNumber: {type: integer}\n",
    }

    def fetch(name: str) -> SourceDocument:
        if name not in files:
            raise UnresolvableReference(f"there is no {name}")
        return read_source(files[name], name)

    document = fetch("api/openapi.yaml")
    contract = read_contract(document, contract_id="shop", resolver=Resolver(fetch, document))
    (parameter,) = only_operation(contract).parameters
    assert (parameter.name, parameter.document.name, parameter.pointer) == ("page", "api/shared.yaml", ("Page",))
    assert parameter.schema is not None
    assert contract.references.target(parameter.schema.node).value == {"type": "integer"}
    assert list(contract.problems) == []


def test_nothing_is_read_before_it_is_looked_at() -> None:
    contract = contract_of(SWAGGER)
    assert repr(contract.operations) == "Lazy(…)"
    assert repr(only_operation(contract).responses) == "Lazy(…)"


def test_a_document_of_no_specification_is_a_contract_of_nothing() -> None:
    contract = contract_of("just: data\n")
    assert contract.specification.family is Family.UNKNOWN
    assert (list(contract.operations), list(contract.channels), list(contract.servers)) == ([], [], [])
    assert [each.pointer for each in contract.unknown] == [("just",)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("openapi: 3.0.9", "3.0"), ("openapi: 3.7.0", "3.2"), ("swagger: 2.0", "2.0"), ("asyncapi: 2.9.0", "2.6")],
)
def test_a_version_that_is_not_known_is_read_as_the_latest_known(text: str, line: str) -> None:
    assert contract_of(text + "\n").specification.line == line
