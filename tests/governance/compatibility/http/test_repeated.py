"""What is on the wire of lists, whole query strings, flags and parts without names (SEMANTICS §3)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Finding
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
ID = "{name: id, in: path, required: true, schema: {type: string}}"
LIST, ONE = "{type: array, items: {type: string}%s}", "{type: string}"
REPEATED = ("parameter-serialisation-changed", "breaks")


def query(schema: str, more: str = "") -> str:
    return http(f"parameters: [{ID}, {{name: q, in: query, schema: {schema}{more}}}]\n{DONE}")


def form(schema: str, kind: str = "application/x-www-form-urlencoded") -> str:
    inside = f"{{type: object, properties: {{q: {schema}}}}}"
    return http(f"requestBody: {{content: {{{kind}: {{schema: {inside}}}}}}}\n{DONE}")


def found_in(base: str, revision: str) -> list[Finding]:
    return [f for f in compare(contract_of(base), contract_of(revision)).findings if (f.rule, "breaks") == REPEATED]


def test_a_list_that_is_one_text_now() -> None:
    found = found_in(query(LIST % ", minItems: 2"), query(ONE))
    assert len(found) == 1
    assert found[0].message == "q is written with one value, not a value for each item, now"
    assert found[0].witness is not None
    assert isinstance(found[0].witness.message, dict)
    assert str(found[0].witness.message["query"]).count("q=") == 2


def test_a_list_in_a_form_that_is_one_text_now() -> None:
    found = found_in(form(LIST % ""), form(ONE))
    assert len(found) == 1
    assert found[0].witness is not None
    assert isinstance(found[0].witness.message, dict)
    assert str(found[0].witness.message["body"]).count("q=") == 2


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (query(LIST % "", ", explode: false"), query(ONE)),
        (query(LIST % ", maxItems: 1"), query(ONE)),
        (query(ONE), query(LIST % "")),
        (query("{}"), query("{}", ", description: d")),
        (form(ONE), form(LIST % "")),
        (form(LIST % ", maxItems: 1"), form(ONE)),
    ],
)
def test_what_is_still_read(base: str, revision: str) -> None:
    assert REPEATED not in told(base, revision)


def test_numbers_are_told_by_their_type() -> None:
    found = told(query("{type: array, items: {type: integer}}"), query("{type: integer}"))
    assert REPEATED not in found
    assert "breaks" in {effect for _, effect in found}


def test_a_whole_query_string_has_no_name() -> None:
    held = "content: {application/x-www-form-urlencoded: {schema: {type: object}}}"
    base, revision = (
        http(f"parameters: [{ID}, {{name: {name}, in: querystring, required: true, {held}}}]\n{DONE}", "", "3.2.0")
        for name in ("q", "r")
    )
    assert told(base, revision) == set()


def test_only_a_query_may_be_empty() -> None:
    flag = ", allowEmptyValue: true"
    header = f"parameters: [{ID}, {{name: X-A, in: header, schema: {{type: string}}%s}}]\n{DONE}"
    assert told(http(header % flag), http(header % "")) == set()
    assert ("allow-empty-value-removed", "breaks") in told(query(ONE, flag), query(ONE))


@pytest.mark.parametrize("servers", ["", "servers: []\n", "servers: [{url: /}]\n"])
@pytest.mark.parametrize("others", ["", "servers: []\n", "servers: [{url: /}]\n"])
def test_no_server_is_the_root(servers: str, others: str) -> None:
    assert told(http(DONE, servers), http(DONE, others)) == set()
    found = compare(contract_of(http(DONE, servers)), contract_of(http(DONE, "servers: [{url: 'https://a.example'}]")))
    assert all("address  is" not in finding.message for finding in found.findings)


@pytest.mark.parametrize("word", ["itemEncoding: {contentType: %s}", "prefixEncoding: [{contentType: %s}]"])
def test_parts_without_names_are_undecided(word: str) -> None:
    kind = "multipart/mixed: {schema: {type: array}, %s}"
    base, revision = (
        http(f"requestBody: {{content: {{{kind % (word % each)}}}}}\n{DONE}", "", "3.2.0")
        for each in ("image/png", "image/gif")
    )
    assert told(base, revision) == {("schema-undecided", "breaks")}
    assert told(base, base) == set()
