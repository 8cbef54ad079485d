"""A value more in an enum that is one part of a composition (SEMANTICS §3): as where it stands alone."""

from __future__ import annotations

import pytest

from catalog.model.contract import Contract
from governance.compatibility.comparison import Options, compare
from governance.compatibility.tolerances import Tolerances
from tests.builders.compared import response, told, told_by
from tests.builders.contracts import contract_of, contract_over

AROUND = [
    "{allOf: [%s], readOnly: true}",
    "{allOf: [%s], type: string}",
    "{allOf: [%s], minLength: 1}",
    "{allOf: [%s, {description: d}]}",
    "{allOf: [{type: string}, %s]}",
    "{type: array, items: {allOf: [%s], minLength: 1}}",
    "{oneOf: [{allOf: [%s], minLength: 1}, {type: integer}]}",
    "{allOf: [{properties: {a: %s}}, {properties: {a: {type: string}}}]}",
    "{allOf: [{enum: [x, y, z]}, %s]}",
]
ENUM, MORE, OTHER = "{type: string, enum: [x]}", "{type: string, enum: [x, y]}", "{type: string, enum: [y]}"


@pytest.mark.parametrize("around", AROUND)
def test_a_value_more(around: str) -> None:
    assert told(response(around % ENUM), response(around % MORE)) == {("outbound-enum-value-added", "may-break")}
    strict = Options(Tolerances(open_enums=False))
    assert told(response(around % ENUM), response(around % MORE), strict) == {("outbound-enum-widened", "breaks")}
    assert ("outbound-enum-widened", "breaks") in told(response(around % ENUM), response(around % OTHER))


def test_an_enum_that_is_gone_from_a_part() -> None:
    base, revision = "{allOf: [{enum: [x]}], type: string}", "{allOf: [{}], type: string}"
    assert told(response(base), response(revision)) == {("outbound-enum-widened", "breaks")}


def test_values_that_are_no_scalars() -> None:
    around = "{allOf: [{enum: [%s]}], minProperties: 1}"
    assert told(response(around % "{k: 1}"), response(around % "{k: 1}, {k: 2}")) == {
        ("outbound-enum-widened", "breaks")
    }


@pytest.mark.parametrize("name", ["api.yaml", "types.yaml"])
def test_a_part_in_another_file(name: str) -> None:
    """What is said of it is told group by group, as of a part in the same file."""

    def document(listed: str, size: int) -> Contract:
        types = f"E: {{type: string, enum: [{listed}], maxLength: {size}}}"
        where = "#/components/schemas" if name == "api.yaml" else "types.yaml#"
        inside = f"\ncomponents: {{schemas: {{{types}}}}}" if name == "api.yaml" else ""
        api = response(f"{{allOf: [{{$ref: '{where}/E'}}], minLength: 1}}") + inside
        return contract_over({"api.yaml": api, "types.yaml": types})

    assert told_by(compare(document("x", 9), document("x, y", 9))) == {("outbound-enum-value-added", "may-break")}
    assert told_by(compare(document("x", 9), document("x, y", 8))) == {("outbound-enum-value-added", "may-break")}


@pytest.mark.parametrize("bounds", ["maxLength: %d", "pattern: '^.{1,%d}$'"])
def test_a_bound_that_moves_with_the_values(bounds: str) -> None:
    """A keyword that no listed value violates changes nothing; one that the old values violate does."""
    base, revision = (response(f"{{enum: [{more}], {bounds % size}}}") for more, size in (("x", 1), ("x, yy", 2)))
    assert told(base, revision) == {("outbound-enum-value-added", "may-break")}
    strict = Options(Tolerances(open_enums=False))
    assert ("outbound-enum-widened", "breaks") in told(base, revision, strict)


def test_constants_are_variants_of_their_values() -> None:
    one, two = "{oneOf: [{const: a}, {const: b}]}", "{oneOf: [{const: a}, {const: c}, {const: d}]}"
    found = compare(contract_of(response(one)), contract_of(response(two))).findings
    assert [finding.message.partition(": ")[2] for finding in found if finding.rule == "outbound-variant-widened"] == [
        'the variant "c" may come that was not announced',
        'the variant "d" may come that was not announced',
    ]
