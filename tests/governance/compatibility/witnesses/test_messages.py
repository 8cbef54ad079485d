"""Complete messages: everything filled in, the differing part where the pointer leads."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from governance.compatibility.comparison import Options, compare
from governance.findings import Effect, Finding, Side, Witness
from tests.builders.compared import http
from tests.builders.contracts import contract_of

PROVIDER = Options()
DONE = "responses: {'204': {description: d}}"
ID = "{name: id, in: path, required: true, schema: {type: string}}"


def test_a_request_has_its_path_parameters_and_body_filled() -> None:
    header = "{name: v, in: header, required: true, schema: {type: integer}}"
    named = "{type: object, properties: {name: {type: %s}}}"
    base, revision = (
        http(f"parameters: [{ID}, {header}]\n{body(named % kind)}\n{DONE}") for kind in ("string", "integer")
    )
    witness = shown(base, revision)
    assert witness.accepted_by is Side.BASE
    assert witness.pointer == "/body/name"
    message = dict_of(witness)
    assert (message["method"], message["path"]) == ("POST", "/orders/id")
    assert message["headers"] == {"v": "1", "Content-Type": "application/json"}
    assert message["body"] == {"name": witness.value}


def test_a_response_has_status_and_required_headers() -> None:
    head = "headers: {ETag: {required: true, schema: {type: string, enum: [abc]}}}"
    base, revision = (
        http(f"parameters: [{ID}]\nresponses: {{'2XX': {{description: d, {head}, {content(schema)}}}}}")
        for schema in ("{type: object, required: [name]}", "{type: object}")
    )
    witness = shown(base, revision)
    assert witness.accepted_by is Side.REVISION
    message = dict_of(witness)
    assert message["status"] == 200
    assert message["headers"] == {"ETag": "abc", "Content-Type": "application/json"}
    assert message["body"] == witness.value == {}


@pytest.mark.parametrize(
    ("style", "other", "written"),
    [
        ("", ", explode: false", "ids=a&ids=b"),
        (", explode: false", "", "ids=a,b"),
        (", style: pipeDelimited, explode: false", ", explode: false", "ids=a|b"),
    ],
)
def test_a_parameter_written_otherwise_is_shown_as_text(style: str, other: str, written: str) -> None:
    schema = "{type: array, items: {type: string}, example: [a, b]}"
    base, revision = (
        http(f"parameters: [{{name: ids, in: query, schema: {schema}{way}}}]\n{DONE}") for way in (style, other)
    )
    witness = shown(base, revision)
    assert dict_of(witness)["query"].replace("%2C", ",").replace("%7C", "|") == written
    assert (witness.pointer, witness.value) == ("/query", ["a", "b"])


@pytest.mark.parametrize(
    ("location", "pointer"), [("query", "/query"), ("header", "/headers/size"), ("cookie", "/headers/Cookie")]
)
def test_a_refused_parameter_stands_where_it_is_sent(location: str, pointer: str) -> None:
    base, revision = (
        http(f"parameters: [{{name: size, in: {location}, schema: {{type: string, enum: {values}}}}}]\n{DONE}")
        for values in ("[S, M]", "[S]")
    )
    witness = shown(base, revision)
    assert (witness.pointer, witness.value) == (pointer, "M")
    assert "M" in str(dict_of(witness)[pointer.split("/")[1]])


def test_a_parameter_that_is_demanded_is_missing_from_the_request() -> None:
    base = http(f"parameters: [{ID}, {{name: a, in: query, required: true, schema: {{type: integer}}}}]\n{DONE}")
    demanded = "{name: b, in: query, required: true, schema: {type: integer}}"
    revision = base.replace("[{name: id", f"[{demanded}, {{name: id")
    message = dict_of(shown(base, revision))
    assert message["query"] == "a=1"


def test_a_url_encoded_form_is_text() -> None:
    form = "{application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string, enum: %s}}}}}"
    base, revision = (http(f"requestBody: {{content: {form % values}}}\n{DONE}") for values in ("[x y, z]", "[z]"))
    assert dict_of(shown(base, revision))["body"] == "a=x%20y"


def test_a_callback_is_a_message_of_the_owner() -> None:
    base, revision = (
        http(f"callbacks: {{paid: {{'{{$request.query.url}}': {{post: {{{body(s)}, {DONE}}}}}}}}}\n{DONE}")
        for s in ("{type: object, properties: {n: {type: integer}}}", "{type: object, properties: {n: {type: string}}}")
    )  # fmt: skip
    witness = shown(base, revision)
    assert witness.accepted_by is Side.REVISION
    assert dict_of(witness)["path"] == "{$request.query.url}"


def test_the_client_perspective_turns_the_message_round() -> None:
    base, revision = (http(f"{body(schema)}\n{DONE}") for schema in ("{type: object, required: [a]}", "{type: object}"))
    assert shown(base, revision, Options(perspective="client")).accepted_by is Side.REVISION


EVENT = """\
asyncapi: 3.0.0
info: {title: t, version: 1.0.0}
channels:
  orders:
    address: orders.{region}
    parameters: {region: {enum: [north, south]}}
    messages:
      placed:
        contentType: application/json
        headers: {type: object, required: [trace], properties: {trace: {type: string, enum: [t1]}}}
        payload: {type: object, required: [total], properties: {total: {type: integer, minimum: 0}}}
operations:
  send: {action: send, channel: {$ref: '#/channels/orders'}}
"""


def test_an_event_has_address_headers_and_payload() -> None:
    witness = shown(EVENT, EVENT.replace(", minimum: 0", ""))
    message = dict_of(witness)
    assert message["address"] == "orders.north"
    assert message["headers"] == {"trace": "t1"}
    assert message["contentType"] == "application/json"
    assert witness.pointer == "/payload/total"
    assert message["payload"]["total"] == witness.value < 0


def test_a_message_that_cannot_be_completed_is_not_shown() -> None:
    impossible = "{name: k, in: query, required: true, schema: {type: string, enum: [1]}}"
    base, revision = (
        http(f"parameters: [{ID}, {impossible}]\n{body(schema)}\n{DONE}")
        for schema in ("{type: object}", "{type: object, required: [a]}")
    )
    assert [finding.witness for finding in breaks(base, revision)] == [None]


def test_the_message_is_valid_on_one_side_only() -> None:
    schemas = {
        Side.BASE: {"type": "object", "properties": {"n": {"type": "integer", "maximum": 9}}},
        Side.REVISION: {"type": "object", "properties": {"n": {"type": "integer", "maximum": 5}}},
    }
    base, revision = (http(f"{body(str(schema))}\n{DONE}") for schema in schemas.values())
    sent = dict_of(shown(base, revision))["body"]
    assert [jsonschema_rs.is_valid(schema, sent) for schema in schemas.values()] == [True, False]


def test_texts_of_more_digits_than_python_reads() -> None:
    form = "{type: object, properties: {number: {type: string, pattern: '^9{4400}$'%s}}}"
    base, revision = (
        http(f"parameters: [{ID}]\n{body(form % more, FORM)}\n{DONE}") for more in ("", ", maxLength: 10")
    )
    assert dict_of(shown(base, revision))["body"] == f"number={'9' * 4400}"


SHARED = """\
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /a: {get: {responses: {'200': {$ref: '#/components/responses/All'}}}}
  /z: {get: {responses: {'200': {$ref: '#/components/responses/One'}}}}
components:
  responses:
    All: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}}
    One: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/One'}}}}
  schemas:
    All: {type: object, properties: {items: {type: array, items: {$ref: '#/components/schemas/One'}}}}
    One: {type: object, properties: {n: {type: integer, minimum: 0}, m: {type: integer, minimum: 0}}}
"""


def test_a_shared_part_is_shown_where_the_address_says() -> None:
    first, second = breaks(SHARED, SHARED.replace(", minimum: 0", ""))
    for finding, name in ((first, "m"), (second, "n")):
        assert (finding.address, finding.affects) == (f"shop GET /z response.200.body {name}", ("GET /a", "GET /z"))
        assert finding.witness is not None
        assert (dict_of(finding.witness)["path"], finding.witness.pointer) == ("/z", f"/body/{name}")


def test_parameters_of_swagger_are_filled() -> None:
    def document(most: int) -> str:
        listed = (
            "{name: id, in: path, required: true, type: integer}",
            "{name: tag, in: query, required: true, type: array, minItems: 2, items: {type: string, enum: [b]}}",
            "{name: X-V, in: header, required: true, type: string, pattern: '^v[0-9]$'}",
            "{name: a, in: formData, required: true, type: string, enum: [x]}",
            f"{{name: n, in: formData, type: integer, maximum: {most}}}",
        )
        operation = f"{{consumes: [{FORM}], parameters: [{', '.join(listed)}], {DONE}}}"
        return f"swagger: '2.0'\ninfo: {{title: t, version: '1'}}\npaths: {{'/p/{{id}}': {{post: {operation}}}}}\n"

    message = dict_of(shown(document(9), document(5)))
    assert (message["path"], message["query"]) == ("/p/1", "tag=b%2Cb")
    assert message["headers"] == {"X-V": "v0", "Content-Type": FORM}
    assert message["body"] == "a=x&n=6"


def test_an_address_is_filled_with_what_its_parameters_may_be() -> None:
    parameters = "{x: {schema: {type: integer}}, y: {schema: {type: string, pattern: '^[a-z]{2}$'}}}"
    channel = f"{{parameters: {parameters}, publish: {{message: {{payload: {{type: integer%s}}}}}}}}"
    head = "asyncapi: 2.6.0\ninfo: {title: t, version: 1.0.0}\nchannels: {'a/{x}/{y}': %s}\n"
    message = dict_of(shown(head % channel % "", head % channel % ", minimum: 0"))
    assert message["address"] == "a/0/aa"


FORM = "application/x-www-form-urlencoded"


def body(schema: str, media_type: str = "application/json") -> str:
    return f"requestBody: {{required: true, {content(schema, media_type)}}}"


def content(schema: str, media_type: str = "application/json") -> str:
    return f"content: {{{media_type}: {{schema: {schema}}}}}"


def breaks(base: str, revision: str, options: Options = PROVIDER) -> list[Finding]:
    found = compare(contract_of(base), contract_of(revision), options).findings
    return [finding for finding in found if finding.effect is Effect.BREAKS]


def shown(base: str, revision: str, options: Options = PROVIDER) -> Witness:
    """The one message of the one break."""
    (finding,) = breaks(base, revision, options)
    assert finding.witness is not None
    return finding.witness


def dict_of(witness: Witness) -> dict[str, Any]:
    assert isinstance(witness.message, dict)
    return witness.message
