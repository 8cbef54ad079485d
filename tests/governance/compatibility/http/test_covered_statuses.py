"""A status that one release lists, and the range or `default` that stands for it in the other (SEMANTICS §3)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import Options, compare
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

TEXT, WHOLE = "{type: string}", "{type: integer}"
CLIENT = Options(perspective="client")


def content(schema: str, name: str = "application/json") -> str:
    return f"content: {{{name}: {{schema: {schema}}}}}"


def saying(schema: str, words: str = "d", head: str = "") -> str:
    return f"{{description: {words}, {head}{content(schema)}}}"


def responses(**listed: str) -> str:
    return http(
        f"responses: {{{', '.join(f'{status!r}: {held}' for status, held in listed.items())}}}",
        "components: {schemas: {Text: {type: string}}}",
    )


X = "headers: {X: {required: true, schema: {type: string}}}, "
COME = [
    # what stood for it, what is listed now, beside what stood for it: rule, effect
    ({"2XX": saying(TEXT)}, {"201": saying(WHOLE)}, "outbound-type-widened", "breaks"),
    ({"default": saying(TEXT)}, {"200": saying(WHOLE)}, "outbound-type-widened", "breaks"),
    ({"default": saying(TEXT)}, {"2XX": saying(WHOLE)}, "outbound-type-widened", "breaks"),
    ({"2XX": saying(TEXT, head=X)}, {"201": saying(TEXT)}, "required-response-header-removed", "breaks"),
    ({"200": saying(TEXT), "default": saying(TEXT)}, {"404": saying(WHOLE)}, "outbound-type-widened", "may-break"),
    ({"200": saying(TEXT), "4XX": saying(TEXT)}, {"404": saying(WHOLE)}, "outbound-type-widened", "may-break"),
    ({"default": saying(TEXT)}, {"404": saying(WHOLE)}, "outbound-type-widened", "may-break"),
    ({"200": saying(TEXT), "default": saying(WHOLE)}, {"201": saying(TEXT)}, "success-response-added", "may-break"),
]


@pytest.mark.parametrize(("base", "more", "rule", "effect"), COME)
def test_a_new_status_is_compared_with_what_stood_for_it(
    base: dict[str, str], more: dict[str, str], rule: str, effect: str
) -> None:
    before, after = responses(**base), responses(**base, **more)
    (finding,) = compare(contract_of(before), contract_of(after)).findings
    assert (finding.rule, finding.effect and finding.effect.value) == (rule, effect)
    (status,) = more
    assert f" response.{status}" in finding.address
    assert finding.witness is not None or rule == "success-response-added"


@pytest.mark.parametrize(
    ("base", "more"),
    [
        ({"2XX": saying(TEXT)}, {"201": saying(TEXT)}),
        ({"2XX": saying(TEXT)}, {"201": saying("{$ref: '#/components/schemas/Text'}")}),
        ({"2XX": saying(TEXT)}, {"201": saying("{type: string, enum: [a, b]}")}),
        ({"2XX": saying(TEXT)}, {"204": "{description: d}"}),
        ({"default": saying(TEXT)}, {"4XX": saying(TEXT)}),
        ({"200": saying(TEXT), "default": saying(WHOLE)}, {"404": saying(WHOLE)}),
    ],
)
def test_a_new_status_that_says_no_more_is_none(base: dict[str, str], more: dict[str, str]) -> None:
    assert told(responses(**base), responses(**base, **more)) == set()


def test_who_reads_the_answer_may_not_ask_for_more() -> None:
    base, revision = ({"2XX": saying(TEXT), **more} for more in ({}, {"201": saying(WHOLE)}))
    assert told(responses(**base), responses(**revision), CLIENT) == {("inbound-type-narrowed", "breaks")}
    wider = {"2XX": saying(WHOLE), "201": saying("{type: [integer, string]}")}
    assert told(responses(**{"2XX": saying(WHOLE)}), responses(**wider), CLIENT) == set()


GONE = [
    ({"404": saying(TEXT), "4XX": saying(WHOLE)}, "404",
     {("error-response-removed", "safe"), ("outbound-type-widened", "may-break")}),
    ({"200": saying(TEXT), "404": saying(TEXT), "default": saying(WHOLE)}, "404",
     {("error-response-removed", "safe"), ("outbound-type-widened", "may-break")}),
    ({"404": saying(TEXT), "4XX": saying(TEXT, "other")}, "404", {("description-changed", "safe")}),
    ({"200": saying(TEXT), "2XX": saying(TEXT, "other")}, "200", {("description-changed", "safe")}),
    ({"200": saying(TEXT), "2XX": saying("{$ref: '#/components/schemas/Text'}")}, "200", set()),
    ({"200": saying(TEXT, head=X), "2XX": saying(TEXT, "other", head=X)}, "200", {("description-changed", "safe")}),
    ({"200": saying(TEXT), "default": saying(TEXT, "other")}, "200", {("description-changed", "safe")}),
    ({"200": saying(TEXT), "2XX": saying(WHOLE)}, "200", {("success-response-removed", "breaks")}),
    ({"200": saying(TEXT, head=X), "2XX": saying(TEXT)}, "200", {("success-response-removed", "breaks")}),
    ({"200": saying(TEXT), "201": saying(TEXT), "default": saying(WHOLE)}, "200",
     {("success-response-removed", "breaks")}),
    ({"200": saying(TEXT), "2XX": f"{{description: d, {content(TEXT, 'text/csv')}}}"}, "200",
     {("success-response-removed", "breaks")}),
    ({"204": "{description: d}", "2XX": saying(TEXT)}, "204", set()),
    ({"200": saying("{type: object, properties: {a: {type: string}, b: {type: string}}}"),
      "2XX": saying("{type: object, properties: {a: {type: string}}}")}, "200",
     {("outbound-property-removed", "breaks")}),
]  # fmt: skip


@pytest.mark.parametrize(("base", "status", "expected"), GONE)
def test_a_status_that_is_gone_is_compared_with_what_stands_for_it(
    base: dict[str, str], status: str, expected: set[tuple[str, str]]
) -> None:
    left = {other: held for other, held in base.items() if other != status}
    assert told(responses(**base), responses(**left)) == expected
