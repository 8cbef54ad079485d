"""Unions: oneOf is strict, but for variants of the base that overlap with nothing to tell them apart (SEMANTICS §4)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import Comparison, Options, compare
from governance.compatibility.tolerances import Tolerances
from tests.builders.compared import http, request, response, told, told_by
from tests.builders.contracts import contract_of

DEFAULT, STRICT = Options(), Options(Tolerances(overlapping_variants=False))
NARROWED = ("inbound-variant-narrowed", "breaks")
A, B, C = (f"{{type: object, properties: {{{name}: {{type: string}}}}}}" for name in "abc")
CARD, BANK = (f"{{type: object, required: [{name}], properties: {{{name}: {{}}}}}}" for name in ("card", "bank"))


def one_of(*branches: str, word: str = "oneOf") -> str:
    return f"{{{word}: [{', '.join(branches)}]}}"


def compared(base: str, revision: str, options: Options = DEFAULT) -> Comparison:
    return compare(contract_of(base), contract_of(revision), options)


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (one_of(A, B), one_of(A, B, C)),
        (one_of(A, B), one_of(A, B, word="anyOf")),
        (one_of(A, B, word="anyOf"), one_of(A, B, word="anyOf")),
        (one_of("{type: number}", "{type: integer}"), one_of("{type: number}", "{type: integer}", "{type: string}")),
    ],
    ids=["variant added", "anyOf said so", "anyOf", "numbers"],
)
def test_overlapping_variants_of_the_base_are_read_as_any_of(base: str, revision: str) -> None:
    assert compared(request(base), request(revision)).breaking is False


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (one_of("{type: string}", "{type: integer}"), one_of("{type: [string, integer]}", "{type: integer}")),
        (one_of(A, B, word="anyOf"), one_of(A, B)),
        (one_of(CARD, BANK, word="anyOf"), one_of(CARD, BANK)),
        (A, one_of(A, B)),
    ],
    ids=["a variant widened into another", "anyOf became oneOf", "told apart by what they demand", "no union before"],
)
def test_what_fits_two_variants_is_refused_by_a_strict_union(base: str, revision: str) -> None:
    comparison = compared(request(base), request(revision))
    assert NARROWED in told_by(comparison)
    assert all(f.witness is not None for f in comparison.findings if f.rule == NARROWED[0])


def test_the_same_of_variants_behind_references() -> None:
    operation = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/V'}}}}"
    done = "\nresponses: {'204': {description: d}}"
    union = "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}"
    base, revision = (
        http(operation + done, f"components: {{schemas: {{V: {union}, A: {{type: {kinds}}}, B: {{type: integer}}}}}}")
        for kinds in ("string", "[string, integer]")
    )
    assert NARROWED in told(base, revision)


def test_switched_off_every_one_of_is_strict() -> None:
    base, revision = one_of(A, B), one_of(A, B, C)
    assert compared(request(base), request(revision), STRICT).breaking is True
    assert compared(request(base), request(revision)).breaking is False


def test_the_finding_says_that_variants_are_read_loosely() -> None:
    comparison = compared(response(one_of(A, B)), response(one_of(A, B, "{type: integer}")))
    messages = [finding.message for finding in comparison.findings if finding.rule == "outbound-variant-widened"]
    assert ["read as anyOf" in message for message in messages] == [True]


def test_a_change_that_one_value_masks_is_shown_by_another() -> None:
    loosened = B.replace("string", "[string, integer]")
    base, revision = one_of(A, B, word="anyOf"), one_of(A, loosened, word="anyOf")
    assert told(response(base), response(revision)) == {("outbound-type-widened", "breaks")}


def test_a_discriminator_that_is_removed_leaves_variants_that_overlap() -> None:
    kinds = "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]%s}"
    kind = "{type: object, properties: {k: {type: string}}}"
    content = "requestBody: {content: {application/json: {schema: %s}}}\nresponses: {'204': {description: d}}"
    base, revision = (
        http(content % (kinds % more), f"components: {{schemas: {{A: {kind}, B: {kind}}}}}")
        for more in (", discriminator: {propertyName: k}", "")
    )
    assert compared(base, revision).breaking is False


def test_texts_that_another_variant_still_reads_break_nothing() -> None:
    nested = "{anyOf: [{anyOf: [{type: object}, {type: string}]}, {type: object, required: [a], properties: {a: {}}}]}"
    plain = "{anyOf: [{type: object}, {type: string}, {type: object, required: [a], properties: {a: {}}}]}"
    form = "requestBody: {content: {application/x-www-form-urlencoded: {schema: %s}}}"
    base, revision = (
        http(form % f"{{type: object, properties: {{source: {source}}}}}" + "\nresponses: {'204': {description: d}}")
        for source in (nested, plain)
    )
    assert compared(base, revision).breaking is False


def test_many_variants_written_another_way_are_as_exclusive_as_before() -> None:
    variants = [f"{{type: object, required: [k{n}], properties: {{k{n}: {{type: string}}}}}}" for n in range(30)]
    wrapped = [f"{{allOf: [{variant}]}}" for variant in variants]
    assert compared(request(one_of(*variants)), request(one_of(*wrapped))).findings == ()
