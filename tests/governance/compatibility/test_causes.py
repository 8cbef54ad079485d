"""One cause, one finding."""

from __future__ import annotations

from governance.compatibility.comparison import compare
from governance.findings import Finding
from tests.builders.compared import request, response
from tests.builders.contracts import contract_of

OPEN = "{type: object, properties: {id: {type: string}, note: {type: string}}%s}"


def test_a_required_property_that_was_removed_is_one_finding_with_a_message() -> None:
    (finding,) = findings(
        response(OPEN % ", required: [note]"), response("{type: object, properties: {id: {type: string}}}")
    )
    assert finding.rule == "outbound-property-removed"
    assert finding.witness is not None


def test_a_member_that_is_refused_is_named_and_said_once() -> None:
    closed = ", additionalProperties: false"
    (finding,) = findings(
        request(OPEN % closed), request(f"{{type: object, properties: {{id: {{type: string}}}}{closed}}}")
    )
    assert finding.rule == "inbound-openness-narrowed"
    assert finding.message == "request.body: note was accepted and is refused now"


def test_two_causes_are_two_findings() -> None:
    found = findings(
        response(OPEN % ", required: [id, note]"), response("{type: object, properties: {id: {type: string}}}")
    )
    assert [finding.rule for finding in found] == ["outbound-required-widened", "outbound-property-removed"]


def findings(base: str, revision: str) -> tuple[Finding, ...]:
    return compare(contract_of(base), contract_of(revision)).findings
