"""Headers and media types of the parts of multipart bodies, and the messages that show them, as another reads them."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string
from email.message import Message

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Effect, Finding, Side
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
INTEGER, STRING = "{type: integer}", "{type: string}"
FORM_DATA = "multipart/form-data"


def content(encoding: str, schema: str = STRING, name: str = "a", media_type: str = FORM_DATA) -> str:
    body = f"{{type: object, properties: {{'{name}': {schema}, b: {{type: object, properties: {{x: {INTEGER}}}}}}}}}"
    return f"{{{media_type}: {{schema: {body}, encoding: {{'{name}': {encoding}}}}}}}"


def request(encoding: str, **more: str) -> str:
    return http(f"requestBody: {{required: true, content: {content(encoding, **more)}}}\n{DONE}")


def response(encoding: str, **more: str) -> str:
    return http(f"responses: {{'200': {{description: d, content: {content(encoding, **more)}}}}}")


def sent(encoding: str) -> str:
    operation = f"{{requestBody: {{required: true, content: {content(encoding)}}}, {DONE}}}"
    return http(DONE, f"webhooks: {{paid: {{post: {operation}}}}}")


def received(encoding: str) -> str:
    operation = f"{{responses: {{'200': {{description: d, content: {content(encoding)}}}}}}}"
    return http(DONE, f"webhooks: {{paid: {{post: {operation}}}}}")


def header(schema: str = STRING, required: str = "false", name: str = "X") -> str:
    return f"{{headers: {{{name}: {{required: {required}, schema: {schema}}}}}}}"


NONE, OPTIONAL, REQUIRED = "{}", header(), header(required="true")


def found(base: str, revision: str) -> list[Finding]:
    return list(compare(contract_of(base), contract_of(revision)).findings)


def parts(finding: Finding) -> Iterator[tuple[str, Message]]:
    assert finding.witness is not None
    message = finding.witness.message
    whole = message_from_string(f"Content-Type: {message['headers']['Content-Type']}\r\n\r\n{message['body']}")
    for part in whole.walk():
        if not part.is_multipart():
            yield str(part.get_param("name", header="content-disposition")), part


@pytest.mark.parametrize(("make", "base", "revision", "rule", "effect"), [
    (request, NONE, REQUIRED, "required-request-parameter-added", "breaks"),
    (request, OPTIONAL, REQUIRED, "request-parameter-became-required", "breaks"),
    (request, REQUIRED, OPTIONAL, "request-parameter-became-optional", "safe"),
    (request, NONE, OPTIONAL, "optional-request-parameter-added", "safe"),
    (request, OPTIONAL, NONE, "request-parameter-removed", "may-break"),
    (sent, NONE, REQUIRED, "required-request-parameter-added", "safe"),
    (sent, REQUIRED, OPTIONAL, "request-parameter-became-optional", "breaks"),
    (sent, REQUIRED, NONE, "request-parameter-removed", "breaks"),
    (sent, OPTIONAL, NONE, "request-parameter-removed", "may-break"),
    (response, REQUIRED, NONE, "required-response-header-removed", "breaks"),
    (response, OPTIONAL, NONE, "optional-response-header-removed", "may-break"),
    (response, REQUIRED, OPTIONAL, "response-header-became-optional", "breaks"),
    (response, OPTIONAL, REQUIRED, "response-header-became-required", "safe"),
    (response, NONE, OPTIONAL, "response-header-added", "safe"),
    (received, OPTIONAL, REQUIRED, "response-header-became-required", "breaks"),
    (received, REQUIRED, OPTIONAL, "response-header-became-optional", "safe"),
    (received, REQUIRED, NONE, "required-response-header-removed", "may-break"),
])  # fmt: skip
def test_headers_of_parts_are_headers(make: type, base: str, revision: str, rule: str, effect: str) -> None:
    (finding,) = found(make(base), make(revision))
    assert (finding.rule, finding.effect and finding.effect.value) == (rule, effect)
    if effect == "breaks" and rule != "request-parameter-removed":
        assert "X" not in dict(parts(finding))["a"]
    elif effect == "breaks":
        assert finding.witness is not None


@pytest.mark.parametrize(("make", "base", "revision", "rule", "side"), [
    (request, STRING, INTEGER, "inbound-type-narrowed", Side.BASE),
    (response, INTEGER, STRING, "outbound-type-widened", Side.REVISION),
    (sent, INTEGER, STRING, "outbound-type-widened", Side.REVISION),
    (received, STRING, INTEGER, "inbound-type-narrowed", Side.BASE),
    (request, INTEGER, "{type: integer, minimum: 7}", "inbound-bound-narrowed", Side.BASE),
])  # fmt: skip
def test_what_headers_of_parts_may_say(make: type, base: str, revision: str, rule: str, side: Side) -> None:
    (finding,) = found(make(header(base)), make(header(revision)))
    assert (finding.rule, finding.effect) == (rule, Effect.BREAKS)
    assert finding.address.endswith("body.part(a).header.X")
    assert finding.witness is not None
    assert finding.witness.accepted_by is side
    assert finding.witness.pointer == "/body"
    assert dict(parts(finding))["a"]["X"] == str(finding.witness.value)


@pytest.mark.parametrize(("base", "revision"), [
    (header(INTEGER), header(STRING)),
    (header(), header(name="x")),
    (NONE, header(required="true", name="Content-Type")),
    (REQUIRED, "{headers: {X: {$ref: '#/components/headers/X'}}}"),
])  # fmt: skip
def test_headers_of_parts_that_still_fit(base: str, revision: str) -> None:
    shared = f"components: {{headers: {{X: {{required: true, schema: {STRING}}}}}}}\n"
    assert told(request(base) + shared, request(revision) + shared) == set()


@pytest.mark.parametrize("name", ["files[]", "a b", "response", "x.header.y", 'q"'])
def test_any_name_of_a_part(name: str) -> None:
    (finding,) = found(request(NONE, name=name), request(REQUIRED, name=name))
    assert (finding.rule, finding.effect) == ("required-request-parameter-added", Effect.BREAKS)
    assert finding.witness is not None
    told(request(NONE, name=name), request(REQUIRED, name=name))


@pytest.mark.parametrize(("make", "base", "revision", "shown"), [
    (request, "image/png", "image/jpeg", "image/png"),
    (request, "'image/png, image/jpeg'", "image/png", "image/jpeg"),
    (request, "image/*", "image/png", "image/vnd.example"),
    (request, "text/plain", "application/json", "text/plain"),
    (response, "image/png", "image/jpeg", "image/jpeg"),
    (response, "image/png", "'image/png, image/jpeg'", "image/jpeg"),
    (sent, "image/png", "image/jpeg", "image/jpeg"),
])  # fmt: skip
def test_the_media_type_of_a_part_is_shown(make: type, base: str, revision: str, shown: str) -> None:
    before, after = (make(f"{{contentType: {each}}}") for each in (base, revision))
    (finding,) = found(before, after)
    assert (finding.rule, finding.effect) == ("parameter-serialisation-changed", Effect.BREAKS)
    assert dict(parts(finding))["a"].get_content_type() == shown


def test_a_list_is_a_part_for_each_item_and_the_boundary_is_in_none() -> None:
    several = "{type: array, minItems: 2, items: {type: string, enum: [--part, part]}}"
    before, after = (request(f"{{contentType: {each}}}", schema=several) for each in ("image/png", "image/gif"))
    (finding,) = found(before, after)
    assert {text.get_payload().strip() for _, text in parts(finding)} <= {"--part", "part"}
    assert len(list(parts(finding))) > 1
