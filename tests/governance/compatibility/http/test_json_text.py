"""Parameters and headers whose `content` is JSON: their text is a JSON value, with its types."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from governance.compatibility.comparison import compare
from governance.findings import Effect, Side
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
CHANGED = "parameter-serialisation-changed"


def parameter(schema: str, location: str = "query", media_type: str = "application/json") -> str:
    held = f"content: {{{media_type}: {{schema: {schema}}}}}" if media_type else f"schema: {schema}"
    name = "id" if location == "path" else "a"
    required = ", required: true" if location == "path" else ""
    return http(f"parameters: [{{name: {name}, in: {location}{required}, {held}}}]\n{DONE}", version="3.0.3")


def header(schema: str, media_type: str = "application/json") -> str:
    held = f"content: {{{media_type}: {{schema: {schema}}}}}" if media_type else f"schema: {schema}"
    return http(
        f"responses: {{'200': {{description: d, headers: {{a: {{required: true, {held}}}}}}}}}", version="3.0.3"
    )


def object_of(schema: str) -> str:
    return f"{{type: object, properties: {{x: {schema}}}}}"


NARROWED = [
    ("{type: integer}", "{type: string}", "inbound-type-narrowed", None),
    ("{type: boolean}", "{type: string}", "inbound-type-narrowed", None),
    ("{enum: [1]}", "{enum: ['1']}", "inbound-enum-narrowed", "1"),
    ("{type: string, nullable: true}", "{type: string}", "inbound-null-narrowed", "null"),
    ("{type: string}", "{type: array, items: {type: string}}", "inbound-type-narrowed", None),
    (object_of("{type: integer}"), object_of("{type: string}"), "inbound-type-narrowed", None),
    ("{type: object, required: [x]}", "{type: object, required: [x, y]}", "inbound-required-narrowed", None),
    ("{type: object}", "{type: object, required: [y]}", "inbound-required-narrowed", "{}"),
]  # fmt: skip


@pytest.mark.parametrize(
    "media_type", ["application/json", "application/vnd.x+json", "application/json; charset=utf-8"]
)
@pytest.mark.parametrize("location", ["query", "path", "header", "cookie"])
@pytest.mark.parametrize(("base", "revision", "rule", "text"), NARROWED)
def test_json_has_types(base: str, revision: str, rule: str, text: str | None, location: str, media_type: str) -> None:
    before, after = (parameter(schema, location, f"'{media_type}'") for schema in (base, revision))
    (found,) = compare(contract_of(before), contract_of(after)).findings
    assert (found.rule, found.effect) == (rule, Effect.BREAKS)
    assert found.witness is not None
    assert found.witness.accepted_by is Side.BASE
    if text is not None and location == "query":
        assert unquote(found.witness.message["query"]) == f"a={text}"


@pytest.mark.parametrize(("base", "revision"), [
    ("{type: integer}", "{type: number}"),
    ("{type: string}", "{type: string, nullable: true}"),
    ("{enum: [1]}", "{enum: [1, '1']}"),
])  # fmt: skip
def test_json_that_may_say_more_does_not_break(base: str, revision: str) -> None:
    assert told(parameter(base), parameter(revision)) == set()


def test_json_in_a_response_header_is_outbound() -> None:
    (found,) = compare(contract_of(header("{type: string}")), contract_of(header("{type: integer}"))).findings
    assert (found.rule, found.effect) == ("outbound-type-widened", Effect.BREAKS)
    assert found.witness is not None
    assert found.witness.accepted_by is Side.REVISION
    assert found.witness.message["headers"]["a"].lstrip("-").isdigit()
    assert told(header("{type: string}"), header("{type: string, enum: [a]}")) == set()


@pytest.mark.parametrize("media_type", ["text/plain", ""])
def test_what_is_not_json_stays_text(media_type: str) -> None:
    assert (
        told(parameter("{type: integer}", media_type=media_type), parameter("{type: string}", media_type=media_type))
        == set()
    )


@pytest.mark.parametrize(("base", "revision", "is_told"), [
    (("{type: string}", ""), ("{type: string}", "application/json"), True),
    (("{type: string}", "application/json"), ("{type: string}", ""), True),
    (("{type: integer}", ""), ("{type: string}", "application/json"), True),
    (("{type: array, items: {type: string}}", ""), ("{type: array, items: {type: string}}", "application/json"), True),
    (("{type: array, items: {type: string}}", "application/json"), ("{type: array, items: {type: string}}", ""), True),
    (("{type: integer, nullable: true}", "application/json"), ("{type: integer}", ""), True),
    (("{type: integer}", ""), ("{type: integer, nullable: true}", "application/json"), False),
    (("{type: integer}", ""), ("{type: integer}", "application/json"), False),
    (("{type: boolean}", "application/json"), ("{type: boolean}", ""), False),
    (("{type: integer}", "application/json"), ("{type: string}", ""), False),
    (("{type: string}", "application/json"), ("{type: string}", "application/vnd.x+json"), False),
    (("{type: string}", "text/plain"), ("{type: string}", ""), False),
])  # fmt: skip
@pytest.mark.parametrize("location", ["query", "path", "header", "cookie"])
def test_text_that_becomes_json(base: tuple[str, str], revision: tuple[str, str], is_told: bool, location: str) -> None:
    before, after = (parameter(schema, location, media_type) for schema, media_type in (base, revision))
    found = compare(contract_of(before), contract_of(after)).findings
    assert [f.rule for f in found if f.effect is not Effect.SAFE] == [CHANGED] * is_told
    assert all(f.witness is not None for f in found if f.rule == CHANGED)


def test_a_header_that_becomes_json() -> None:
    for before, after in (
        (header("{type: string}", ""), header("{type: string}")),
        (header("{type: string}"), header("{type: string}", "")),
    ):
        (found,) = compare(contract_of(before), contract_of(after)).findings
        assert (found.rule, found.effect) == (CHANGED, Effect.BREAKS)
        assert found.witness is not None
        assert found.witness.pointer == "/headers/a"
    assert told(header("{type: integer}", ""), header("{type: integer}")) == set()
