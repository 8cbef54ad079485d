"""Schemas that lead to themselves for one and the same value."""

from __future__ import annotations

import pytest

from governance.validation.document import validity_findings
from tests.builders.contracts import contract_of

HEAD = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\ncomponents:\n  schemas:\n"
B = "{$ref: '#/components/schemas/B'}"
A = "{$ref: '#/components/schemas/A'}"


def rules(*schemas: str) -> list[str]:
    lines = "".join(f"    {name}: {schema}\n" for name, schema in zip("ABC", schemas, strict=False))
    return [finding.rule for finding in validity_findings(contract_of(HEAD + lines))]


@pytest.mark.parametrize(
    "schema",
    [
        f"{{allOf: [{{type: object}}, {A}]}}",
        f"{{anyOf: [{{type: string}}, {A}]}}",
        f"{{oneOf: [{{not: {A}}}]}}",
        f"{{if: {A}, then: true}}",
        f"{{dependentSchemas: {{x: {A}}}}}",
    ],
)
def test_a_schema_that_asks_for_itself_in_place(schema: str) -> None:
    assert rules(schema) == ["self-defined-schema"]


@pytest.mark.parametrize(
    "schema",
    [
        f"{{properties: {{a: {A}}}}}",
        f"{{items: {A}}}",
        f"{{additionalProperties: {A}}}",
        f"{{properties: {{allOf: {A}, not: {A}}}}}",
        f"{{allOf: [{{properties: {{a: {A}}}}}]}}",
    ],
)
def test_recursion_one_level_down_is_no_circle(schema: str) -> None:
    assert rules(schema) == []


def test_a_circle_of_several_is_told_once() -> None:
    assert rules(f"{{allOf: [{B}]}}", "{oneOf: [{$ref: '#/components/schemas/C'}]}", f"{{allOf: [{A}]}}") == [
        "self-defined-schema"
    ]


def test_who_only_uses_a_circle_is_not_in_it() -> None:
    findings = validity_findings(contract_of(f"{HEAD}    A: {{allOf: [{B}]}}\n    B: {{not: {B}}}\n"))
    assert [finding.pointers.revision for finding in findings] == ["/components/schemas/B"]


def test_a_long_chain_ends() -> None:
    lines = [f"    S{n}: {{allOf: [{{$ref: '#/components/schemas/S{n + 1}'}}]}}\n" for n in range(3000)]
    text = HEAD + "".join(lines) + "    S3000: {allOf: [{$ref: '#/components/schemas/S0'}]}\n"
    assert [finding.rule for finding in validity_findings(contract_of(text))] == ["self-defined-schema"]
