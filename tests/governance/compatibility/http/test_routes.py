"""What a path parameter says must be a segment, and lead to its operation."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Finding
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
TEXT, FILLED = "{type: string}", "{type: string, minLength: 1}"
NARROWED = "inbound-bound-narrowed", "inbound-enum-narrowed", "inbound-pattern-narrowed", "inbound-type-narrowed"


def users(schema: str, more: str = "", path: str = "/users/{id}", answer: str = DONE) -> str:
    parameter = f"{{name: id, in: path, required: true, schema: {schema}}}"
    head = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths:\n"
    return f"{head}  {path}: {{get: {{parameters: [{parameter}], {answer}}}}}\n{more}"


def concrete(text: str, method: str = "get") -> str:
    return f"  /users/{text}: {{{method}: {{{DONE}}}}}\n"


def found(base: str, revision: str) -> list[Finding]:
    return list(compare(contract_of(base), contract_of(revision)).findings)


def shown(base: str, revision: str) -> str:
    """The path of the one message."""
    (finding,) = found(base, revision)
    assert finding.witness is not None
    assert isinstance(finding.witness.message, dict)
    return str(finding.witness.message["path"])


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (TEXT, FILLED),
        ("{type: string}", "{type: string, not: {enum: ['', '.', ..]}}"),
        ("{enum: ['', a]}", "{enum: [a]}"),
        ("{type: array, maxItems: 1, items: {type: string}}", f"{{type: array, maxItems: 1, items: {FILLED}}}"),
    ],
)
def test_an_empty_segment_is_no_message(base: str, revision: str) -> None:
    assert found(users(base), users(revision)) == []


def test_an_empty_segment_is_no_message_in_swagger() -> None:
    def document(more: str) -> str:
        parameter = f"{{name: id, in: path, required: true, type: string{more}}}"
        operation = f"{{parameters: [{parameter}], {DONE}}}"
        return f"swagger: '2.0'\ninfo: {{title: t, version: '1'}}\npaths: {{'/users/{{id}}': {{get: {operation}}}}}"

    assert found(document(""), document(", minLength: 1")) == []


@pytest.mark.parametrize(
    ("base", "revision", "path"),
    [
        (TEXT, "{type: string, minLength: 2}", "/users/a"),
        ("{enum: ['', a, b]}", "{enum: [a]}", "/users/b"),
        (TEXT, "{type: integer}", "/users/a"),
        ("{type: array, items: {type: string}}", f"{{type: array, items: {FILLED}}}", "/users/,"),
    ],
)
def test_what_else_is_refused_is_shown(base: str, revision: str, path: str) -> None:
    assert shown(users(base), users(revision)) == path


def test_part_of_a_segment_may_be_empty() -> None:
    path = "/users/{id}.json"
    assert shown(users(TEXT, path=path), users(FILLED, path=path)) == "/users/.json"


def test_a_shared_schema_is_shown_where_it_may_be_empty() -> None:
    paths = "".join(
        f"  /{name}/{{id}}: {{get: {{parameters: [{{name: id, in: path, required: true, {{}}}}], {DONE}}}}}\n"
        for name in "abcdef"
    )
    query = f"  /q: {{get: {{parameters: [{{name: id, in: query, {{}}}}], {DONE}}}}}\n"
    reference = "schema: {$ref: '#/components/schemas/Id'}"
    head = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths:\n"
    said = head + (paths + query).replace("{}", reference) + "components: {schemas: {Id: %s}}"
    (finding,) = found(said % TEXT, said % FILLED)
    assert finding.witness is not None
    assert finding.witness.message == {"method": "GET", "path": "/q", "query": "id="}


def test_a_concrete_path_is_another_operation() -> None:
    assert found(users("{enum: [me, x]}", concrete("me")), users("{enum: [x]}", concrete("me"))) == []
    numbers = [users(f"{{type: integer, minimum: {least}}}", concrete("1")) for least in (1, 2)]
    assert found(*numbers) == []
    spaced = [users(schema, concrete("a%20b")) for schema in ("{enum: [a b, x]}", "{enum: [x]}")]
    assert found(*spaced) == []


def test_a_value_beside_that_of_a_concrete_path_is_shown() -> None:
    assert shown(users("{enum: [me, x, y]}", concrete("me")), users("{enum: [x]}", concrete("me"))) == "/users/y"


def test_a_concrete_path_of_another_method_takes_nothing_away() -> None:
    other = concrete("me", "post")
    assert shown(users("{enum: [me, x]}", other), users("{enum: [x]}", other)) == "/users/me"


@pytest.mark.parametrize("schema", ["{type: string, example: me}", "{enum: ['', me, x]}"])
def test_what_is_sampled_leads_to_its_operation(schema: str) -> None:
    content = "{application/json: {schema: {type: integer%s}}}"
    answers = [f"responses: {{'200': {{description: d, content: {content % more}}}}}" for more in (", minimum: 0", "")]
    base, revision = (users(schema, concrete("me"), answer=answer) for answer in answers)
    assert shown(base, revision) in ("/users/id", "/users/x")
