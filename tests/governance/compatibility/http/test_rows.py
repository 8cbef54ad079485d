"""SEMANTICS §3 for HTTP operations: one line for each row."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

JSON = "{application/json: {schema: {type: object}}}"
OK = "responses: {'200': {description: d, content: " + JSON + "}}"
QUERY = "{name: q, in: query, schema: {type: string}}"


def parameters(*listed: str) -> str:
    return f"parameters: [{', '.join(listed)}]\n{OK}"


def responses(*listed: str) -> str:
    return f"responses: {{{', '.join(listed)}}}"


def header(schema: str) -> str:
    return responses("'200': {description: d, headers: {X-Total: " + schema + "}}")


def body(text: str) -> str:
    return f"requestBody: {text}\n{OK}"


FOUND = "'200': {description: d, content: " + JSON + "}"
ROWS = [
    # base, revision, rule, effect
    (responses(FOUND, "'202': {description: d}"), responses(FOUND), "success-response-removed", "breaks"),
    (responses(FOUND), responses(FOUND, "'202': {description: d}"), "success-response-added", "may-break"),
    (responses(FOUND, "'404': {description: d}"), responses(FOUND), "error-response-removed", "safe"),
    (responses(FOUND), responses(FOUND, "'404': {description: d}"), "error-response-added", "safe"),
    (
        OK.replace(JSON, "{application/json: {}, text/csv: {}}"),
        OK.replace(JSON, "{application/json: {}}"),
        "response-media-type-removed",
        "breaks",
    ),
    (OK, OK.replace(JSON, JSON[:-1] + ", text/csv: {}}"), "response-media-type-added", "safe"),
    (body(f"{{content: {JSON[:-1]}, text/csv: {{}}}}}}"), body(f"{{content: {JSON}}}"), "request-media-type-removed",
     "breaks"),
    (body(f"{{content: {JSON}}}"), body(f"{{content: {JSON[:-1]}, text/csv: {{}}}}}}"), "request-media-type-added",
     "safe"),
    (body(f"{{content: {JSON}}}"), OK, "request-body-removed", "may-break"),
    (OK, body(f"{{required: true, content: {JSON}}}"), "required-request-body-added", "breaks"),
    (OK, body(f"{{content: {JSON}}}"), "optional-request-body-added", "safe"),
    (body(f"{{content: {JSON}}}"), body(f"{{required: true, content: {JSON}}}"), "request-body-became-required",
     "breaks"),
    (header("{required: true, schema: {type: integer}}"), responses("'200': {description: d}"),
     "required-response-header-removed", "breaks"),
    (header("{schema: {type: integer}}"), responses("'200': {description: d}"), "optional-response-header-removed",
     "may-break"),
    (header("{required: true, schema: {type: integer}}"), header("{schema: {type: integer}}"),
     "response-header-became-optional", "breaks"),
    (responses("'200': {description: d}"), header("{schema: {type: integer}}"), "response-header-added", "safe"),
    (OK, parameters(QUERY[:-1] + ", required: true}"), "required-request-parameter-added", "breaks"),
    (OK, parameters(QUERY), "optional-request-parameter-added", "safe"),
    (parameters(QUERY), OK, "request-parameter-removed", "may-break"),
    (parameters(QUERY), parameters(QUERY[:-1] + ", required: true}"), "request-parameter-became-required", "breaks"),
    (parameters(QUERY), parameters(QUERY.replace("string", "integer")), "inbound-type-narrowed", "breaks"),
    (
        parameters("{name: q, in: query, schema: {type: array, items: {type: string}}}"),
        parameters("{name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}"),
        "parameter-serialisation-changed",
        "breaks",
    ),
    (
        parameters(QUERY),
        parameters("{name: q, in: header, schema: {type: string}}"),
        "parameter-location-changed",
        "breaks",
    ),
    (
        f"servers: [{{url: 'https://a.example'}}]\n{OK}",
        f"servers: [{{url: 'https://b.example'}}]\n{OK}",
        "server-changed",
        "may-break",
    ),
    (
        parameters("{name: q, in: query, allowEmptyValue: true, schema: {type: string}}"),
        parameters(QUERY),
        "allow-empty-value-removed",
        "breaks",
    ),
    (
        parameters("{name: q, in: query, allowReserved: true, schema: {type: string}}"),
        parameters(QUERY),
        "allow-reserved-removed",
        "may-break",
    ),
    (f"operationId: a\n{OK}", f"operationId: b\n{OK}", "operation-id-changed", "safe"),
    (OK, f"deprecated: true\n{OK}", "operation-deprecated", "safe"),
    (OK, f"summary: s\n{OK}", "description-changed", "safe"),
]  # fmt: skip
SILENT = [
    # a text is a text: the old values are all accepted after decoding
    (parameters(QUERY.replace("string", "integer")), parameters(QUERY)),
    (parameters(QUERY), parameters(QUERY.replace("in: query", "in: query, style: form"))),
    (parameters(QUERY.replace("string", "[string, 'null']")), parameters(QUERY)),
    (OK.replace("application/json", "application/*"), OK.replace("application/json", "'application/*'")),
]
WITHIN_SAFETY = [
    (
        parameters(QUERY),
        parameters("{name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}"),
    ),
    (responses(FOUND, "'204': {description: d}"), responses(FOUND, "2XX: {description: d}")),
]


@pytest.mark.parametrize(("base", "revision", "rule", "effect"), ROWS)
def test_rows(base: str, revision: str, rule: str, effect: str) -> None:
    found = told(http(base), http(revision))
    assert (rule, effect) in found
    assert {other for other in found if other[1] == "breaks"} <= {(rule, effect)}


@pytest.mark.parametrize(("base", "revision"), SILENT)
def test_what_the_wire_does_not_show(base: str, revision: str) -> None:
    assert told(http(base), http(revision)) == set()


@pytest.mark.parametrize(("base", "revision"), WITHIN_SAFETY)
def test_what_covers_the_old_breaks_nothing(base: str, revision: str) -> None:
    assert "breaks" not in {effect for _, effect in told(http(base), http(revision))}


def test_an_operation_taken_away_breaks_and_a_renamed_template_does_not() -> None:
    base = http(OK)
    assert ("operation-removed", "breaks") in told(base, base.replace("post:", "get:"))
    renamed = base.replace("{id}", "{orderId}")
    assert told(base, renamed) == set()
    assert ("trailing-slash-changed", "may-break") in told(base, base.replace("{id}", "{id}/"))


def test_path_parameters_are_matched_by_position() -> None:
    base = http(parameters("{name: id, in: path, required: true, schema: {type: string}}"))
    renamed = base.replace("{id}", "{key}").replace("name: id", "name: key")
    assert told(base, renamed) == {("path-parameter-renamed", "safe")}


def test_who_leaves_out_what_is_demanded_elsewhere_is_refused_too() -> None:
    moved = parameters("{name: q, in: header, required: true, schema: {type: string}}")
    found = compare(contract_of(http(parameters(QUERY))), contract_of(http(moved))).findings
    rules = {"parameter-location-changed", "request-parameter-became-required"}
    assert {finding.rule for finding in found} == rules
    assert all(finding.witness is not None for finding in found)


def test_paths_that_only_template_names_tell_apart_have_their_own_messages() -> None:
    other = "\n  /orders/{number}:\n    post:\n      parameters: [{name: number, in: path, required: true}]\n"
    base = http(parameters("{name: id, in: path, required: true}")) + other + "      responses: {}\n"
    base = base.replace("responses: {'200'", "description: first\n      responses: {'200'", 1)
    wanted = base.replace("description: first", "requestBody: {required: true, content: {text/plain: {}}}")
    (finding,) = (f for f in compare(contract_of(base), contract_of(wanted)).findings if f.rule.endswith("body-added"))
    assert finding.witness is not None


SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
    twin: {type: http, scheme: bearer}
    login: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example/t', scopes: {r: r, w: w}}}}
"""


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ("[{key: []}, {token: []}]", "[{key: []}]", {("security-tightened", "breaks")}),
        ("[{key: []}]", "[{key: [], token: []}]", {("security-tightened", "breaks")}),
        ("[{login: [r]}]", "[{login: [r, w]}]", {("security-tightened", "breaks")}),
        ("[]", "[{key: []}]", {("security-tightened", "breaks")}),
        ("[{key: []}]", "[{key: []}, {token: []}]", {("security-loosened", "safe")}),
        ("[{token: []}]", "[{twin: []}]", set()),
        ("[{missing: []}]", "[{gone: []}]", set()),
        ("[{missing: []}]", "[{key: []}]", {("security-loosened", "safe")}),
    ],
)
def test_security_is_compared_by_definition(base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    documents = [http(f"security: {held}\n{OK}", SCHEMES) for held in (base, revision)]
    assert told(documents[0], documents[1]) == expected


FLOW = "{tokenUrl: 'https://a.example/t', authorizationUrl: 'https://a.example/a', scopes: {r: r, w: w}}"


def guarded(scheme: str, scopes: str = "") -> str:
    return http(f"security: [{{s: [{scopes}]}}]\n{OK}", f"components: {{securitySchemes: {{s: {scheme}}}}}")


def flows(*names: str) -> str:
    return guarded(f"{{type: oauth2, flows: {{{', '.join(f'{name}: {FLOW}' for name in names)}}}}}", "r")


def key(name: str, location: str = "header") -> str:
    return guarded(f"{{type: apiKey, in: {location}, name: {name}}}")


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        (key("X-API-Key"), key("x-api-key"), set()),
        (key("X-API-Key"), key("X-Other"), {("security-tightened", "breaks")}),
        (key("Key", "query"), key("key", "query"), {("security-tightened", "breaks")}),
        (key("Key", "cookie"), key("key", "cookie"), {("security-tightened", "breaks")}),
        (flows("clientCredentials"), flows("clientCredentials", "implicit"), {("security-loosened", "safe")}),
        (flows("clientCredentials", "implicit"), flows("clientCredentials"), {("security-tightened", "breaks")}),
        (flows("clientCredentials"), flows("implicit"), {("security-tightened", "breaks")}),
        (flows("clientCredentials"), flows("clientCredentials"), set()),
        (flows("clientCredentials"), flows("clientCredentials", "implicit").replace("a.example/t", "b.example/t"),
         {("security-loosened", "safe"), ("security-address-changed", "may-break")}),
    ],
)  # fmt: skip
def test_schemes_are_what_the_wire_says(base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    assert told(base, revision) == expected


def test_a_scheme_is_told_as_it_is_written() -> None:
    (finding,) = compare(contract_of(key("X-API-Key")), contract_of(key("X-Other"))).findings
    assert "apiKey header X-API-Key" in finding.message
    (finding,) = compare(
        contract_of(flows("clientCredentials", "implicit")), contract_of(flows("clientCredentials"))
    ).findings
    assert "oauth2 clientCredentials implicit r" in finding.message


def test_addresses_are_configuration() -> None:
    documents = [http(OK, f"servers: [{{url: 'https://{host}.example'}}]") for host in ("a", "b")]
    assert told(documents[0], documents[1]) == {("server-changed", "may-break")}
    moved = http(f"security: [{{login: [r]}}]\n{OK}", SCHEMES)
    assert told(moved, moved.replace("a.example/t", "b.example/t")) == {("security-address-changed", "may-break")}


def test_what_errors_say_may_break_at_most() -> None:
    base = http(responses(FOUND, "'400': {description: d, content: {application/json: {schema: {type: string}}}}"))
    found = told(base, base.replace("type: string", "type: integer"))
    assert {effect for _, effect in found} == {"may-break"}


def test_forms_of_swagger_are_forms_of_openapi() -> None:
    swagger = """\
        swagger: '2.0'
        info: {title: t, version: 1.0.0}
        host: a.example
        schemes: [https]
        paths:
          /orders:
            post:
              consumes: [multipart/form-data]
              parameters:
              - {name: file, in: formData, type: file, required: true}
              - {name: note, in: formData, type: string%s}
              responses: {'204': {description: d}}
        """
    openapi = """\
        openapi: 3.0.4
        info: {title: t, version: 1.0.0}
        servers: [{url: 'https://a.example'}]
        paths:
          /orders:
            post:
              requestBody:
                required: true
                content:
                  multipart/form-data:
                    schema:
                      type: object
                      required: [file]
                      properties: {file: {type: string, format: binary}, note: {type: string}}
              responses: {'204': {description: d}}
        """
    assert told(swagger % "", openapi) == set()
    assert told(openapi, swagger % "") == set()
    assert ("inbound-required-narrowed", "breaks") in told(swagger % "", swagger % ", required: true")
    assert ("inbound-bound-narrowed", "breaks") in told(swagger % "", swagger % ", maxLength: 3")


def test_a_path_parameter_without_a_template_is_never_sent() -> None:
    more = "{name: other, in: path, required: true, schema: {type: string}}"
    base, revision = (
        http(f"parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}{rest}]\nresponses: {{}}")
        for rest in ("", f", {more}")
    )
    assert told(base, revision) == set()
