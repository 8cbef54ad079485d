"""What travels as text: a break of a list or of fields is shown by a whole message, however its texts are read."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http
from tests.builders.contracts import contract_of


def query(schema: str) -> str:
    return http(
        f"parameters: [{{name: ids, in: query, schema: {schema}}}]\nresponses: {{'204': {{description: d}}}}",
        version="3.0.3",
    )


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        ("{type: array, items: {type: string}}", "{type: array, maxItems: 10, items: {type: string}}"),
        ("{type: array, items: {type: integer}}", "{type: array, maxItems: 10, items: {type: integer}}"),
        (
            "{type: array, minItems: 20, items: {type: integer}}",
            "{type: array, minItems: 20, items: {type: integer, maximum: 5}}",
        ),
        ("{type: array, maxItems: 50, items: {enum: [1, 2]}}", "{type: array, maxItems: 20, items: {enum: [1, 2]}}"),
    ],
    ids=["texts", "numbers", "an item among many", "listed numbers"],
)
def test_a_narrowed_list_is_shown_by_a_message(base: str, revision: str) -> None:
    comparison = compare(contract_of(query(base)), contract_of(query(revision)))
    assert comparison.breaking is True
    assert all(finding.decided and finding.witness for finding in comparison.findings)


def test_a_uuid_is_a_host_name() -> None:
    base, revision = "{type: string, format: uuid}", "{type: string, format: hostname}"
    comparison = compare(contract_of(query(base)), contract_of(query(revision)))
    assert comparison.breaking is False
