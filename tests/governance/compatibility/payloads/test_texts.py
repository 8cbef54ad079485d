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


FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
OPEN = "{type: object, properties: {iban: {type: string}, bank: {type: string}}%s}"
CLOSED = "{type: object, additionalProperties: false, properties: {iban: {type: string}}%s}"
DEMANDED = ", required: [iban]"


def fields(account: str, media_type: str = FORM) -> str:
    encoding = "encoding: {account: {style: deepObject, explode: true}}"
    schema = f"{{type: object, properties: {{account: {account}}}}}"
    content = f"{{{media_type}: {{schema: {schema}, {encoding}}}}}"
    return http(f"requestBody: {{required: true, content: {content}}}\nresponses: {{'204': {{description: d}}}}")


def test_a_field_that_is_demanded_is_shown_by_an_object_that_has_a_text() -> None:
    comparison = compare(contract_of(fields(OPEN % "")), contract_of(fields(OPEN % DEMANDED)))
    (finding,) = comparison.findings
    assert finding.witness is not None
    assert isinstance(finding.witness.message, dict)
    assert finding.witness.message["body"] == "account[bank]="


def test_an_object_without_members_is_absence_in_fields() -> None:
    """What could only be shown by an object without members, nobody can send."""
    assert compare(contract_of(fields(CLOSED % "")), contract_of(fields(CLOSED % DEMANDED))).findings == ()
    style = "style: deepObject, explode: true"
    asked = (f"{CLOSED % more}, {style}" for more in ("", DEMANDED))
    base, revision = (contract_of(query(schema)) for schema in asked)
    assert compare(base, revision).breaking is False


def test_an_object_without_members_is_written_in_a_part_of_its_own() -> None:
    base, revision = (contract_of(fields(CLOSED % more, MULTIPART)) for more in ("", DEMANDED))
    (finding,) = compare(base, revision).findings
    assert finding.witness is not None
    assert finding.witness.value == {}
