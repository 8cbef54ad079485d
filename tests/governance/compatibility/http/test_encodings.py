"""`encoding`: how the fields of forms and the parts of multipart bodies are written."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Effect, Finding, Side
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
CHANGED = "parameter-serialisation-changed"
URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, properties: {x: {type: string}}}"
FILE = "{type: string, format: binary}"
OWN = f"{{type: object, properties: {{a: {LIST}}}}}"


def form(schema: str, encoding: str = "", media_type: str = URL_ENCODED, version: str = "3.0.3") -> str:
    said = f", encoding: {{a: {encoding}}}" if encoding else ""
    entry = f"{{schema: {{type: object, properties: {{a: {schema}}}}}{said}}}"
    return http(f"requestBody: {{required: true, content: {{{media_type}: {entry}}}}}\n{DONE}", version=version)


def swagger(more: str, kind: str = "array, items: {type: string}") -> str:
    field = f"{{name: a, in: formData, type: {kind}{more}}}"
    head = "swagger: '2.0'\ninfo: {title: t, version: 1.0.0}\n"
    return (
        f"{head}paths: {{'/orders/{{id}}': {{post: {{consumes: [{URL_ENCODED}], parameters: [{field}], {DONE}}}}}}}\n"
    )


def optional(document: str) -> str:
    return document.replace("required: true, ", "")


def found(base: str, revision: str) -> list[Finding]:
    return list(compare(contract_of(base), contract_of(revision)).findings)


@pytest.mark.parametrize(("schema", "base", "revision", "text"), [
    (LIST, "{explode: true}", "{explode: false}", "a=&a="),
    (LIST, "", "{explode: false}", "a=&a="),
    (LIST, "{style: spaceDelimited, explode: false}", "", "a=%20"),
    (OBJECT, "{style: deepObject}", "{style: form}", "a[x]="),
    (OBJECT, "", "{style: deepObject}", "x="),
])  # fmt: skip
def test_a_field_written_otherwise(schema: str, base: str, revision: str, text: str) -> None:
    (finding,) = found(form(schema, base), form(schema, revision))
    assert (finding.rule, finding.effect) == (CHANGED, Effect.BREAKS)
    assert finding.witness is not None
    assert (finding.witness.message["body"], finding.witness.accepted_by) == (text, Side.BASE)


@pytest.mark.parametrize(("schema", "base", "revision"), [
    (LIST, "{explode: true}", ""),
    (LIST, "{style: form}", "{explode: true}"),
    ("{type: string}", "{explode: true}", "{explode: false}"),
    (OBJECT, "{style: deepObject, explode: true}", "{style: deepObject}"),
])  # fmt: skip
def test_a_field_written_alike(schema: str, base: str, revision: str) -> None:
    assert told(form(schema, base), form(schema, revision)) == told(form(schema, revision), form(schema, base)) == set()


MULTI = ", collectionFormat: multi"


@pytest.mark.parametrize(("base", "revision"), [
    (swagger(""), swagger(MULTI)),
    (swagger(MULTI), swagger(", collectionFormat: csv")),
    (swagger(""), form(LIST)),
    (form(LIST), swagger("")),
    (swagger(", collectionFormat: pipes"), form(LIST, "{explode: false}")),
])  # fmt: skip
def test_a_list_of_swagger_written_otherwise(base: str, revision: str) -> None:
    (finding,) = found(optional(base), optional(revision))
    assert (finding.rule, finding.effect) == (CHANGED, Effect.BREAKS)
    assert finding.witness is not None


@pytest.mark.parametrize(("base", "revision"), [
    (swagger(""), swagger(", collectionFormat: csv")),
    (swagger(MULTI), form(LIST)),
    (swagger(""), form(LIST, "{explode: false}")),
    (swagger(", collectionFormat: pipes"), form(LIST, "{style: pipeDelimited}")),
    (swagger("", "string"), form("{type: string}")),
])  # fmt: skip
def test_a_list_of_swagger_written_alike(base: str, revision: str) -> None:
    base, revision = optional(base), optional(revision)
    assert [f.rule for f in (*found(base, revision), *found(revision, base))] == []


@pytest.mark.parametrize(("schema", "base", "revision", "is_told"), [
    (FILE, "{contentType: image/png}", "{contentType: image/jpeg}", True),
    (FILE, "{contentType: 'image/png, image/jpeg'}", "{contentType: image/png}", True),
    (FILE, "{contentType: image/png}", "{contentType: 'image/png, image/jpeg'}", False),
    (FILE, "{contentType: image/png}", "{contentType: image/*}", False),
    (FILE, "{contentType: image/*}", "{contentType: image/png}", True),
    (FILE, "{contentType: 'image/png, image/jpeg'}", "{contentType: 'image/jpeg,image/png'}", False),
    (FILE, "", "{contentType: application/octet-stream}", False),
    (FILE, "", "{contentType: image/png}", True),
    (FILE, "{contentType: image/png}", "", False),
    (OBJECT, "", "{contentType: application/json}", False),
    (OBJECT, "{contentType: application/json}", "", False),
    (OBJECT, "{contentType: application/xml}", "", True),
    (OBJECT, "", "{contentType: application/xml}", True),
    ("{type: string}", "", "{contentType: text/plain; charset=utf-8}", False),
    ("{type: array, items: {type: object}}", "", "{contentType: application/json}", False),
])  # fmt: skip
def test_the_media_type_of_a_part(schema: str, base: str, revision: str, is_told: bool) -> None:
    before, after = (form(schema, encoding, MULTIPART) for encoding in (base, revision))
    assert [(f.rule, f.effect) for f in found(before, after)] == [(CHANGED, Effect.BREAKS)] * is_told


def test_a_scalar_that_is_json_by_its_encoding_is_not_silently_text() -> None:
    whole, text, more = (
        form(schema, "{contentType: application/json}", MULTIPART)
        for schema in ("{type: integer}", "{type: string}", "{type: number}")
    )
    (finding,) = found(whole, text)
    assert (finding.rule, finding.decided, finding.address.endswith("request.body a")) == (
        "schema-undecided", False, True
    )  # fmt: skip
    assert told(whole, whole) == told(whole, more) == set()
    assert told(form("{type: integer}", "", MULTIPART), form("{type: string}", "", MULTIPART)) == set()


@pytest.mark.parametrize(("version", "is_told"), [("3.0.3", False), ("3.1.0", True)])
def test_the_style_of_a_part_says_nothing_in_30(version: str, is_told: bool) -> None:
    before, after = (form(LIST, f"{{explode: {way}}}", MULTIPART, version) for way in ("true", "false"))
    assert [f.rule for f in found(before, after)] == [CHANGED] * is_told


@pytest.mark.parametrize("where", [
    "allOf: [%s]", "oneOf: [%s]", "anyOf: [{type: object}, %s]", "allOf: [{oneOf: [%s]}]",
])  # fmt: skip
def test_fields_behind_compositions_are_written_too(where: str) -> None:
    def composed(encoding: str) -> str:
        return form(LIST, encoding).replace(OWN, "{" + where % OWN + "}")

    assert {f.rule for f in found(composed(""), composed("{explode: false}"))} == {CHANGED}


def test_the_values_of_a_map_are_written_too() -> None:
    base, revision = (
        form(LIST, way).replace(f"properties: {{a: {LIST}}}", f"additionalProperties: {LIST}")
        for way in ("", "{explode: false}")
    )
    assert {f.rule for f in found(base, revision)} == {CHANGED}


JSON = "{contentType: application/json}"


@pytest.mark.parametrize(("base", "revision", "decided"), [
    (("{type: integer}", JSON), ("{type: string}", JSON), [False]),
    ((OBJECT, JSON), (OBJECT.replace("string", "integer"), JSON), [False, True]),
    (("{type: integer}", JSON), ("{type: number}", JSON), []),
    (("{type: integer}", ""), ("{type: integer}", JSON), []),
    (("{type: string}", ""), ("{type: string}", JSON), [False]),
    ((OBJECT, "{contentType: application/json, style: form}"), (OBJECT, ""), []),
])  # fmt: skip
def test_a_field_that_is_json_is_not_silently_text(
    base: tuple[str, str], revision: tuple[str, str], decided: list[bool]
) -> None:
    assert sorted(f.decided for f in found(form(*base), form(*revision))) == decided


@pytest.mark.parametrize(("base", "revision", "text"), [
    (OBJECT, OBJECT, "a=%7B%22x%22%3A%22%22%7D"), (LIST, LIST, "a=%5B%22%22%2C%22%22%5D"),
])  # fmt: skip
def test_a_field_that_was_json(base: str, revision: str, text: str) -> None:
    (finding,) = found(form(base, JSON), form(revision))
    assert (finding.rule, finding.effect) == (CHANGED, Effect.BREAKS)
    assert finding.witness is not None
    assert finding.witness.message["body"] == text


def test_a_field_of_one_release_alone_is_not_written_otherwise() -> None:
    other = form(LIST, "{explode: false}").replace("properties: {a:", "properties: {b:")
    assert CHANGED not in {f.rule for f in (*found(form(LIST), other), *found(other, form(LIST)))}
