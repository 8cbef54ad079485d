"""Bodies that are texts: scalars are compared after decoding, and shown as the text that they are."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Finding, Side
from tests.builders.compared import http
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
INTEGER, STRING, BOOLEAN = "{type: integer}", "{type: string}", "{type: boolean}"
OBJECT = "{type: object, properties: {x: {type: %s}}}"
TEXTS = ("text/plain", "text/csv", "'text/plain; charset=utf-8'", "'text/*'")


def request(schema: str, media_type: str) -> str:
    held = f"{{schema: {schema}}}" if schema else "{}"
    return http(f"requestBody: {{required: true, content: {{{media_type}: {held}}}}}\n{DONE}", version="3.0.3")


def response(schema: str, media_type: str) -> str:
    held = f"{{schema: {schema}}}" if schema else "{}"
    return http(f"responses: {{'200': {{description: d, content: {{{media_type}: {held}}}}}}}", version="3.0.3")


def found(base: str, revision: str) -> list[Finding]:
    return list(compare(contract_of(base), contract_of(revision)).findings)


@pytest.mark.parametrize("media_type", TEXTS)
@pytest.mark.parametrize(("narrow", "wide"), [
    (INTEGER, STRING), (BOOLEAN, STRING), ("{enum: [1]}", "{enum: ['1', a]}"), (STRING, ""), (INTEGER, "{}"),
    ("{type: integer, minimum: 5}", "{type: integer}"),
])  # fmt: skip
def test_every_old_text_is_still_accepted(narrow: str, wide: str, media_type: str) -> None:
    assert found(request(narrow, media_type), request(wide, media_type)) == []
    assert found(response(wide, media_type), response(narrow, media_type)) == []


@pytest.mark.parametrize(("base", "revision", "rule", "text"), [
    (STRING, INTEGER, "type", None),
    ("", INTEGER, "type", None),
    (INTEGER, BOOLEAN, "type", "0"),
    (INTEGER, "{type: integer, minimum: 5}", "bound", "4"),
    ("{enum: [1, 2]}", "{enum: ['1']}", "enum", "2"),
    ("{enum: [true, false]}", "{enum: ['false']}", "enum", "true"),
])  # fmt: skip
@pytest.mark.parametrize("media_type", TEXTS)
def test_a_text_that_is_refused_is_shown(
    base: str, revision: str, rule: str, text: str | None, media_type: str
) -> None:
    (narrowed,) = found(request(base, media_type), request(revision, media_type))
    (widened,) = found(response(revision, media_type), response(base, media_type))
    assert (narrowed.rule, narrowed.effect and narrowed.effect.value) == (f"inbound-{rule}-narrowed", "breaks")
    assert widened.rule.startswith("outbound-")
    for finding, side in ((narrowed, Side.BASE), (widened, Side.REVISION)):
        assert finding.witness is not None
        assert finding.witness.accepted_by is side
        body = finding.witness.message["body"]
        assert isinstance(body, str)
        assert text is None or body == text


@pytest.mark.parametrize("media_type", [
    "application/json", "text/json", "application/xml", "text/xml", "application/yaml", "text/yaml",
    "application/octet-stream", "application/vnd.orders",
])  # fmt: skip
def test_values_have_types(media_type: str) -> None:
    (finding,) = found(request(INTEGER, media_type), request(STRING, media_type))
    assert (finding.rule, finding.effect and finding.effect.value) == ("inbound-type-narrowed", "breaks")
    assert finding.witness is not None
    assert finding.witness.message["body"] == 0


def test_objects_in_texts_have_types() -> None:
    (finding,) = found(request(OBJECT % "integer", "text/plain"), request(OBJECT % "string", "text/plain"))
    assert (finding.rule, finding.effect and finding.effect.value) == ("inbound-type-narrowed", "breaks")
    (safe,) = found(response("", "text/plain"), response(OBJECT % "string", "text/plain"))
    assert safe.rule == "outbound-property-added"


def test_a_text_that_a_range_covers() -> None:
    assert found(request(INTEGER, "text/plain"), request(STRING, "'text/*'"))[0].rule == "request-media-type-added"
    assert [f.rule for f in found(request(INTEGER, "text/plain"), request(BOOLEAN, "'*/*'"))] == [
        "inbound-type-narrowed", "request-media-type-added",
    ]  # fmt: skip


def test_a_file_of_swagger_is_a_text_of_any_kind() -> None:
    head = "swagger: '2.0'\ninfo: {title: t, version: 1.0.0}\n"
    answer = "produces: [text/csv], responses: {'200': {description: d, schema: {type: file}}}"
    file = f"{head}paths: {{'/orders/{{id}}': {{post: {{{answer}}}}}}}\n"
    assert found(file, response("{type: string, format: binary}", "text/csv")) == []
