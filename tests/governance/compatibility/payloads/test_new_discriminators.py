"""SEMANTICS §3: what a discriminator maps are the values of its property, also where there was none before."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import request, response, told
from tests.builders.contracts import contract_of

VARIANT = "{type: object, properties: {k: %s, x: {type: string}}, required: [k]}"
UNION = "{%s: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]%s}"
NAMED = ", discriminator: {propertyName: k}"
MAPPED = ", discriminator: {propertyName: k, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}"
TEXT = ("{type: string}", "{type: string}")


def components(tags: tuple[str, str]) -> str:
    return f"components: {{schemas: {{A: {VARIANT % tags[0]}, B: {VARIANT % tags[1]}}}}}"


@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
@pytest.mark.parametrize("told_apart", [NAMED, MAPPED])
def test_other_values_are_refused(union: str, told_apart: str) -> None:
    plain, tagged = (UNION % (union, discriminator) for discriminator in ("", told_apart))
    ins, outs = ([place(each) + components(TEXT) for each in (plain, tagged)] for place in (request, response))
    assert told(ins[0], ins[1]) == {("inbound-variant-narrowed", "breaks")}
    assert told(outs[1], outs[0]) == {("outbound-variant-widened", "breaks")}
    assert told(ins[1], ins[0]) == told(outs[0], outs[1]) == set()


@pytest.mark.parametrize(
    ("tags", "told_apart"),
    [
        (("{const: A}", "{const: B}"), NAMED),
        (("{const: a}", "{const: b}"), MAPPED),
        (("{enum: [A, B]}", "{enum: [A, B]}"), NAMED),
    ],
)
def test_what_the_variants_say_already_is_no_news(tags: tuple[str, str], told_apart: str) -> None:
    plain, tagged = (UNION % ("oneOf", discriminator) for discriminator in ("", told_apart))
    for place in (request, response):
        one, other = (place(each) + components(tags) for each in (plain, tagged))
        assert told(one, other) == told(other, one) == set()


def test_variants_without_names_may_say_anything() -> None:
    inline = VARIANT % "{type: string}"
    plain, tagged = (
        f"{{oneOf: [{inline}, {{$ref: '#/components/schemas/B'}}]{discriminator}}}" for discriminator in ("", NAMED)
    )
    assert told(request(plain) + components(TEXT), request(tagged) + components(TEXT)) == set()


def test_a_change_of_one_variant_is_not_shown_by_values_of_another() -> None:
    base, revision = (
        request(UNION % ("oneOf", NAMED)) + components(tags) for tags in (TEXT, ("{const: A}", "{const: other}"))
    )
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert (finding.rule, finding.witness and finding.witness.value) == ("inbound-enum-narrowed", "B")
