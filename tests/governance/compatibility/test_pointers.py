"""Findings point into the release that says it, and nowhere in one that says nothing."""

from __future__ import annotations

import pytest

from catalog.reading.read import read_source
from governance.compatibility.comparison import compare
from governance.findings import Finding
from tests.builders.compared import events, http
from tests.builders.contracts import contract_in

SCHEMA = "{schema: {type: string}}"


def found(base: str, revision: str) -> list[Finding]:
    contracts = (
        contract_in(read_source(text.encode(), name)) for text, name in ((base, "a.yaml"), (revision, "b.yaml"))
    )
    return list(compare(*contracts).findings)


@pytest.mark.parametrize(
    ("operation", "part"),
    [
        ("requestBody: {content: {application/json: %s}}\nresponses: {'200': {description: d}}", "requestBody"),
        ("responses: {'200': {description: d, content: {application/json: %s}}}", "responses"),
    ],
)
def test_a_media_type_without_a_schema(operation: str, part: str) -> None:
    said, unsaid = http(operation % SCHEMA), http(operation % "{}")
    pair = (unsaid, said) if part == "requestBody" else (said, unsaid)
    (finding,) = found(*pair)
    pointers = finding.pointers.base, finding.pointers.revision
    absent, present = pointers if part == "requestBody" else pointers[::-1]
    assert absent is not None
    assert absent.startswith("/paths/~1orders~1{id}/post/" + part)
    assert present == absent + "/schema"


@pytest.mark.parametrize("action", ["publish", "subscribe"])
def test_a_message_without_a_payload(action: str) -> None:
    said, unsaid = (events(f"{action}: {{message: {each}}}") for each in ("{payload: {type: integer}}", "{name: m}"))
    for finding in (*found(said, unsaid), *found(unsaid, said)):
        told = {finding.pointers.base, finding.pointers.revision}
        assert told == {
            f"/channels/orders.{{id}}/{action}/message",
            f"/channels/orders.{{id}}/{action}/message/payload",
        }


def test_a_message_that_is_not_there() -> None:
    lost = events("publish: {message: {$ref: '#/components/messages/N'}}")
    (finding,) = found(lost, events("publish: {message: {payload: {type: integer}}}"))
    assert finding.rule == "schema-undecided"
    assert finding.pointers.base == finding.pointers.revision == "/channels/orders.{id}/publish/message"
