"""Bytes are bytes, however the version of the document spells them (SEMANTICS §5)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
OLD, NEW = "3.0.3", "3.1.0"
BINARY = "{schema: {type: string, format: binary}}"
SPELLED = ["{}", "{schema: {}}", "{schema: {contentMediaType: application/octet-stream}}",
           "{schema: {type: string, format: binary, description: d}}"]  # fmt: skip


def swagger(media_type: str) -> str:
    responses = "{'200': {description: d, schema: {type: file}}}"
    operation = f"{{produces: [{media_type}], responses: {responses}}}"
    return f"swagger: '2.0'\ninfo: {{title: t, version: 1.0.0}}\npaths: {{'/orders/{{id}}': {{post: {operation}}}}}\n"


def response(held: str, version: str, media_type: str = "application/octet-stream") -> str:
    return http(f"responses: {{'200': {{description: d, content: {{{media_type}: {held}}}}}}}", version=version)


def request(held: str, version: str, media_type: str = "application/octet-stream") -> str:
    return http(f"requestBody: {{content: {{{media_type}: {held}}}}}\n{DONE}", version=version)


def part(schema: str, version: str) -> str:
    return request(f"{{schema: {{type: object, properties: {{f: {schema}}}}}}}", version, "multipart/form-data")


def effects(base: str, revision: str) -> set[str]:
    return {effect for rule, effect in told(base, revision) if rule != "description-changed"}


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "text/csv", "application/json"])
def test_a_file_of_swagger_is_a_binary_string(media_type: str) -> None:
    old, new = swagger(media_type), response(BINARY, OLD, media_type)
    assert told(old, new) == told(new, old) == set()


@pytest.mark.parametrize("make", [response, request])
@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("media_type", ["application/octet-stream", "image/png", "image/*"])
def test_a_body_of_bytes(make: type, spelled: str, media_type: str) -> None:
    old, new = make(BINARY, OLD, media_type), make(spelled, NEW, media_type)
    assert effects(old, new) == effects(new, old) == set()


@pytest.mark.parametrize("schema", ["{}", "{type: string, contentMediaType: application/octet-stream}",
                                    "{contentMediaType: application/octet-stream}"])  # fmt: skip
@pytest.mark.parametrize("holder", ["%s", "{type: array, items: %s}"])
@pytest.mark.parametrize("version", [OLD, NEW])
def test_a_part_of_bytes(schema: str, holder: str, version: str) -> None:
    old, new = part(holder % "{type: string, format: binary}", version), part(holder % schema, NEW)
    assert effects(old, new) == effects(new, old) == set()


@pytest.mark.parametrize("media_type", ["application/json", "application/problem+json", "'*/*'"])
def test_what_has_values_is_no_bytes(media_type: str) -> None:
    assert "breaks" in effects(response(BINARY, OLD, media_type), response("{schema: {}}", NEW, media_type))


def test_a_text_of_which_nothing_is_said_is_a_text() -> None:
    old, new = response(BINARY, OLD, "text/plain"), response("{schema: {}}", NEW, "text/plain")
    assert effects(old, new) == {"may-break"}


def test_more_than_bytes_is_compared() -> None:
    limited = "{schema: {type: string, format: binary, maxLength: 5}}"
    assert told(request(BINARY, OLD), request(limited, NEW)) == {("inbound-bound-narrowed", "breaks")}
    assert "breaks" in effects(part("{type: string, format: binary}", OLD), part("{type: object}", NEW))
    assert "breaks" in effects(response("{schema: {type: object}}", OLD), response(BINARY, NEW))
    assert "breaks" in effects(part("{}", OLD), part("{type: string, format: binary}", OLD))


def test_a_file_is_in_the_message_that_shows_its_header() -> None:
    header = "headers: {X: {type: string%s}}, schema"
    base, revision = (swagger("image/png").replace("schema", header % enum) for enum in (", enum: [a]", ""))
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert finding.witness is not None
    assert isinstance(finding.witness.message["body"], str)


def test_other_parts_are_compared_beside_files() -> None:
    old = "{type: object, properties: {f: {type: string, format: binary}, n: {type: string}}}"
    new = "{type: object, required: [n], properties: {f: {}, n: {type: integer}}}"
    found = told(*(request(f"{{schema: {schema}}}", version, "multipart/form-data")
                   for schema, version in ((old, OLD), (new, NEW))))  # fmt: skip
    assert found == {("inbound-type-narrowed", "breaks"), ("inbound-required-narrowed", "breaks")}
