"""Media types added and taken away, ranges among them, where the owner receives and where it sends."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Finding, Side
from tests.builders.compared import http
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
JSON, XML, ANY = "application/json", "application/xml", "application/*"
ADDED, REMOVED = "media-type-added", "media-type-removed"


def content(*names: str) -> str:
    schema = "{type: object, properties: {a: {type: string}}}"
    return "{" + ", ".join(f"'{name}': {{schema: {schema}}}" for name in names) + "}"


def operation(place: str, *names: str) -> str:
    if place == "request":
        return f"{{requestBody: {{required: true, content: {content(*names)}}}, {DONE}}}"
    return f"{{responses: {{'200': {{description: d, content: {content(*names)}}}}}}}"


def document(direction: str, place: str, *names: str) -> str:
    if (place == "request") == (direction == "inbound"):
        return (
            f"openapi: 3.1.0\ninfo: {{title: t, version: 1.0.0}}\npaths: {{/x: {{post: {operation(place, *names)}}}}}"
        )
    return http(DONE, f"webhooks: {{paid: {{post: {operation(place, *names)}}}}}")


def found(direction: str, place: str, base: tuple[str, ...], revision: tuple[str, ...]) -> list[Finding]:
    before, after = (document(direction, place, *names) for names in (base, revision))
    return list(compare(contract_of(before), contract_of(after)).findings)


@pytest.mark.parametrize(("direction", "place", "changed", "effect", "sentence", "shown"), [
    ("inbound", "request", ADDED, "safe", "a request body of application/xml is accepted as well", None),
    ("inbound", "request", REMOVED, "breaks", "a request body of application/xml is no longer accepted", Side.BASE),
    ("outbound", "response", ADDED, "safe", "the response is offered as application/xml as well", None),
    ("outbound", "response", REMOVED, "breaks", "the response is no longer offered as application/xml", None),
    ("outbound", "request", ADDED, "breaks", "a request body of application/xml may be sent now", Side.REVISION),
    ("outbound", "request", REMOVED, "breaks", "a request body of application/xml is no longer sent", None),
    ("inbound", "response", ADDED, "safe", "a response of application/xml is accepted as well", None),
    ("inbound", "response", REMOVED, "breaks", "a response of application/xml is no longer accepted", Side.BASE),
])  # fmt: skip
def test_both_places_in_both_directions(
    direction: str, place: str, changed: str, effect: str, sentence: str, shown: Side | None
) -> None:
    one, both = (JSON,), (JSON, XML)
    (finding,) = found(direction, place, *((one, both) if changed == ADDED else (both, one)))
    assert (finding.rule, finding.effect and finding.effect.value) == (f"{place}-{changed}", effect)
    assert finding.message == sentence
    assert (finding.witness.accepted_by if finding.witness is not None else None) is shown
    assert finding.witness is None or finding.witness.message["headers"]["Content-Type"] == XML


@pytest.mark.parametrize(("direction", "place", "base", "revision", "rule", "effect"), [
    ("inbound", "request", JSON, ANY, ADDED, "safe"),
    ("inbound", "request", ANY, JSON, REMOVED, "breaks"),
    ("outbound", "response", JSON, ANY, ADDED, "safe"),
    ("outbound", "request", JSON, ANY, ADDED, "breaks"),
    ("inbound", "response", JSON, "*/*", ADDED, "safe"),
    ("inbound", "response", "*/*", JSON, REMOVED, "breaks"),
])  # fmt: skip
def test_a_range_is_more_than_what_it_covers(
    direction: str, place: str, base: str, revision: str, rule: str, effect: str
) -> None:
    (finding,) = found(direction, place, (base,), (revision,))
    assert (finding.rule, finding.effect and finding.effect.value) == (f"{place}-{rule}", effect)
    if effect == "breaks":
        assert finding.witness is not None
        assert finding.witness.message["headers"]["Content-Type"] == XML


@pytest.mark.parametrize("place", ["request", "response"])
def test_of_a_range_that_the_owner_sends_what_is_left_is_compared(place: str) -> None:
    assert found("outbound", place, (ANY,), (JSON,)) == []


def test_what_a_range_covers_is_compared() -> None:
    base, revision = (document("outbound", "response", name) for name in (JSON, ANY))
    rules = {f.rule for f in compare(contract_of(base), contract_of(revision.replace("string", "integer"))).findings}
    assert rules == {"response-media-type-added", "outbound-type-widened"}


def test_another_media_type_is_shown_where_it_comes_and_not_where_the_former_goes() -> None:
    findings = found("outbound", "request", (XML,), (JSON,))
    assert {f.rule: f.witness is not None for f in findings} == {
        "request-media-type-added": True, "request-media-type-removed": False,
    }  # fmt: skip
