"""Names that must exist, and the advice for those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.reading.descriptors.advice import closest, did_you_mean
from catalog.reading.descriptors.names import Names, unknown_names
from tests.builders.descriptors import document

NAMES = Names({
    "team": frozenset({"order-domain", "payments", "crm-platform"}),
    "domain": frozenset({"order", "customer"}),
    "contract": frozenset({"orders/v1", "orders/v2", "salesforce/sobjects"}),
    "service": frozenset({"quote-to-order"}),
    "entity": frozenset({"order", "order/v1"}),
    "vendor": frozenset({"salesforce", "sap-s4"}),
    "term": frozenset({"crm-account"}),
    "layer": frozenset({"system", "process", "experience"}),
})  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "place", "message", "hint"),
    [
        ("service", "owner: order-domian\n", "d:1:8", "no team 'order-domian'", "'order-domain'"),
        ("service", "owner: team/paymnts\n", "d:1:8", "no team 'team/paymnts'", "'payments'"),
        ("service", "layer: proces\n", "d:1:8", "no layer 'proces'", "'process'"),
        ("service", "domain: ordr\n", "d:1:9", "no domain 'ordr'", "'order'"),
        ("service", "masterOf: [order, oder]\n", "d:1:19", "no entity 'oder'", "'order'"),
        ("service", "vendor: {product: salesfroce}\n", "d:1:19", "no vendor", "'salesforce'"),
        ("service", "mapping: [{entity: order/v3}]\n", "d:1:20", "no entity 'order/v3'", "'order/v1'"),
        ("service", "lifecycle: {successor: qoute-to-order}\n", "d:1:24", "contract or service", "'quote-to-order'"),
        ("consumes", "consumes:\n- contract: order/v2\n", "d:2:13", "no contract 'order/v2'", "'orders/v2'"),
        ("term", "values: {a: {vendor_values: {sap: A}}}\n", "d:1:30", "no vendor 'sap'", "'sap-s4'"),
        ("term", "'not': [crm-acount]\n", "d:1:9", "no term", "'crm-account'"),
        ("domain", "system_of_record: {oder: orders/v1}\n", "d:1:20", "no entity 'oder'", "'order'"),
        ("teams", "teams: {a: {parent: payment}}\n", "d:1:21", "no team 'payment'", "'payments'"),
        ("catalog", "layers: {a: {uses: [sytem]}}\n", "d:1:21", "no layer 'sytem'", "'system'"),
        ("vendor", "owner: crm-plattform\n", "d:1:8", "no team", "'crm-platform'"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_one_that_was_meant(
    kind: str, text: str, place: str, message: str, hint: str
) -> None:
    (problem,) = unknown_names(document(text, "d"), kind, NAMES)
    assert problem.rule == "descriptor-name-unknown"
    assert problem.place == place
    assert message in problem.message
    assert f"did you mean {hint}?" == problem.hint


def test_known_names_are_not_told() -> None:
    text = "owner: team/payments\ndomain: order\nlayer: system\nmasterOf: [order]\nmapping: [{entity: order/v1}]\n"
    assert list(unknown_names(document(text), "service", NAMES)) == []


def test_a_wrong_shape_is_left_to_validation() -> None:
    assert list(unknown_names(document("owner: [a]\ncontracts: {a: 1}\n"), "service", NAMES)) == []


def test_nothing_similar_shows_what_there_is_when_that_is_little() -> None:
    assert did_you_mean("zzz", ["b", "a"]) == "known: a, b"
    assert did_you_mean("zzz", map(str, range(100))) is None


@given(st.sampled_from(sorted(NAMES.known["team"] | NAMES.known["layer"])))
def test_spelling_of_separators_and_case_does_not_matter(name: str) -> None:
    assert closest(name.upper().replace("-", "_"), NAMES.known["team"] | NAMES.known["layer"]) == name
