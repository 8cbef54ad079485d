"""What stands alone where the other release has a union is one of its variants: what changed in it is told there."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import http
from tests.builders.contracts import contract_of

CARD = "{type: object, required: [kind, number], properties: {kind: {const: card}, number: {type: string}}}"
BANK = "{type: object, required: [kind], properties: {kind: {const: bank}, iban: {type: string}}}"
LOOSER = CARD.replace("[kind, number]", "[kind]")
UNION = "{anyOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Bank'}]}"
ALONE = "{$ref: '#/components/schemas/Card'}"


def answers(schema: str, card: str) -> str:
    content = f"content: {{application/json: {{schema: {schema}}}}}"
    parts = f"components: {{schemas: {{Card: {card}, Bank: {BANK}}}}}\n"
    return http(f"responses: {{'200': {{description: d, {content}}}}}", parts)


def takes(schema: str, card: str) -> str:
    content = f"content: {{application/json: {{schema: {schema}}}}}"
    parts = f"components: {{schemas: {{Card: {card}, Bank: {BANK}}}}}\n"
    return http(f"requestBody: {{required: true, {content}}}\nresponses: {{'204': {{description: d}}}}", parts)


def rules(base: str, revision: str) -> list[tuple[str, str]]:
    """The rule of each finding, and the path in its body."""
    found = compare(contract_of(base), contract_of(revision)).findings
    return [(f.rule, f.address.partition("body")[2].strip()) for f in found]


def test_the_change_is_told_in_the_variant_that_is_left() -> None:
    assert rules(answers(UNION, CARD), answers(ALONE, LOOSER)) == [
        ("outbound-required-widened", "<kind=card>"),
        ("outbound-variant-removed", ""),
    ]
    assert rules(answers(ALONE, CARD), answers(UNION, LOOSER)) == [
        ("outbound-variant-widened", ""),
        ("outbound-required-widened", "<kind=card>"),
    ]


def test_the_variant_that_is_gone_is_named() -> None:
    (finding,) = compare(contract_of(takes(UNION, CARD)), contract_of(takes(ALONE, CARD))).findings
    assert finding.rule == "inbound-variant-narrowed"
    assert "the variant kind=bank that was accepted is refused now" in finding.message
    assert (finding.pointers.base or "").endswith("/schema/anyOf/1")


@pytest.mark.parametrize("document", [answers, takes])
def test_a_union_of_one_is_no_change(document: object) -> None:
    one = "{anyOf: [{$ref: '#/components/schemas/Card'}]}"
    assert callable(document)
    assert rules(document(one, CARD), document(ALONE, CARD)) == []


def test_an_unlike_schema_is_compared_as_a_whole() -> None:
    other = "{type: object, required: [colour], properties: {colour: {type: string}}}"
    assert next(rule for rule, _ in rules(answers(UNION, CARD), answers(other, CARD))).startswith("outbound-")
