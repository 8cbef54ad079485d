"""Messages of Swagger 2.0, whose parameters are schemas too: `collectionFormat`, and `required` beside the type."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Side, Witness
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
HEAD = "swagger: '2.0'\ninfo: {title: t, version: 1.0.0}\n"

COMMAS = ("/orders/a,a", "a,a", "id=a%2Ca")


def swagger(*parameters: str) -> str:
    return f"{HEAD}paths: {{'/orders/{{id}}': {{post: {{parameters: [{', '.join(parameters)}], {DONE}}}}}}}\n"


def list_in(location: str, collection: str) -> str:
    named = f", collectionFormat: {collection}" if collection else ""
    required = ", required: true" if location == "path" else ""
    return swagger(f"{{name: id, in: {location}{required}, type: array, items: {{type: string}}{named}}}")


def shown(base: str, revision: str) -> Witness:
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert finding.witness is not None
    assert finding.witness.accepted_by is Side.BASE
    return finding.witness


@pytest.mark.parametrize(("location", "collection", "text"), [
    ("path", "pipes", "/orders/a%7Ca"), ("path", "ssv", "/orders/a%20a"), ("path", "tsv", "/orders/a%09a"),
    ("header", "pipes", "a|a"), ("header", "ssv", "a a"), ("header", "tsv", "a\ta"),
    ("query", "pipes", "id=a%7Ca"), ("query", "ssv", "id=a%20a"), ("query", "tsv", "id=a%09a"),
])  # fmt: skip
def test_lists_are_shown_as_they_are_written(location: str, collection: str, text: str) -> None:
    for base, revision, texts in ((collection, "", (text,)), ("", collection, COMMAS)):
        message = shown(list_in(location, base), list_in(location, revision)).message
        assert (message["headers"]["id"] if location == "header" else message[location]) in texts


def test_the_list_of_a_response_header() -> None:
    def answer(collection: str) -> str:
        header = f"{{type: array, items: {{type: string}}, collectionFormat: {collection}}}"
        answers = f"responses: {{'200': {{description: d, headers: {{X: {header}}}}}}}"
        return f"{HEAD}paths: {{/orders: {{get: {{{answers}}}}}}}\n"

    (finding,) = compare(contract_of(answer("csv")), contract_of(answer("pipes"))).findings
    assert finding.witness is not None
    assert finding.witness.message["headers"] == {"X": "a|a"}


ID, LIMIT = "{name: id, in: path, required: true, type: string}", "{name: limit, in: query, required: true, type: %s}"


@pytest.mark.parametrize("revision", [
    (ID, LIMIT % "boolean"),
    (ID, LIMIT % "integer", "{name: x, in: query, required: true, type: string}"),
    (ID, (LIMIT % "integer").replace("query", "header")),
])  # fmt: skip
def test_a_required_parameter_has_a_value(revision: tuple[str, ...]) -> None:
    message = shown(swagger(ID, LIMIT % "integer"), swagger(*revision)).message
    assert message["path"] == "/orders/id"
    assert message["query"] in ("limit=0", "limit=1")
