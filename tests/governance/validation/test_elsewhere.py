"""Files behind references: judged as what they stand for, told with the file they are written in."""

from __future__ import annotations

import pytest

from catalog.model.contract import Contract
from governance.findings import Finding
from governance.validation.document import validity_findings
from governance.validation.inlined import inlined
from tests.builders.contracts import contract_over

HEAD = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\n"
ROOT = HEAD + "components: {schemas: {Order: {$ref: 'order.yaml#/$defs/Order'}}}\n"


def contract(**files: str) -> Contract:
    """The contract `root.yaml`; names of files stand with `_` for the dot."""
    return contract_over({name.replace("_", "."): text for name, text in files.items()})


def found(**files: str) -> list[tuple[str, str, int | None]]:
    """Rule, file and line of every finding."""
    return [(each.rule, *_place(each)) for each in validity_findings(contract(**files))]


def _place(finding: Finding) -> tuple[str, int | None]:
    return finding.locations[0].file, finding.locations[0].line


def test_a_sound_file_has_no_findings() -> None:
    assert found(root_yaml=ROOT, order_yaml="$defs:\n  Order: {type: object}\n") == []


@pytest.mark.parametrize(
    ("order", "rule", "line"),
    [
        ("$defs:\n  Order: {type: objekt}\n", "unknown-value", 2),
        ("$defs:\n  Order:\n    properties: {a: {minLength: x}}\n", "wrong-type", 3),
        ("$defs:\n  Order: {type: object}\n  Order: {type: object}\n", "duplicate-key", 3),
        ("$defs:\n  Order:\n    items: {$ref: '#/$defs/Line'}\n", "reference-unresolvable", 3),
        ("$defs:\n  Order:\n    items: {$ref: 'line.yaml'}\n", "reference-unresolvable", 3),
        (
            "$defs:\n  Order: {allOf: [{$ref: '#/$defs/Line'}]}\n  Line: {anyOf: [{$ref: '#/$defs/Order'}]}\n",
            "self-defined-schema",
            2,
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_is_written(order: str, rule: str, line: int) -> None:
    assert found(root_yaml=ROOT, order_yaml=order) == [(rule, "order.yaml", line)]


def test_what_the_contract_does_not_reach_is_not_judged() -> None:
    assert found(root_yaml=ROOT, order_yaml="$defs:\n  Order: {}\n  Other: {type: objekt}\n") == []


def test_a_file_behind_a_file_is_judged_as_well() -> None:
    order = "$defs:\n  Order: {properties: {line: {$ref: line.yaml}}}\n"
    assert found(root_yaml=ROOT, order_yaml=order, line_yaml="type: lien\n") == [("unknown-value", "line.yaml", 1)]


def test_a_missing_file_is_named() -> None:
    (finding,) = validity_findings(contract(root_yaml=ROOT))
    assert finding.rule == "reference-unresolvable"
    assert finding.message == "$ref leads to order.yaml: there is no such file"


def test_an_unreadable_file_is_named_with_its_place() -> None:
    (finding,) = validity_findings(contract(root_yaml=ROOT, order_yaml="a: 1\nb: [1\n"))
    assert finding.message.startswith("$ref leads to order.yaml:")
    assert _place(finding) == ("root.yaml", 3)


def test_a_path_item_of_another_file_is_judged_as_one() -> None:
    root = HEAD + "paths: {/a: {$ref: a.yaml}}\n"
    assert found(root_yaml=root, a_yaml="get: {operationID: a}\n") == [("unknown-field", "a.yaml", 1)]


def test_a_schema_that_says_its_dialect_is_held_to_that() -> None:
    root = ROOT.replace("3.1.0", "3.0.3").replace("components", "paths: {}\ncomponents").replace("#/$defs/Order", "")
    schema = "$schema: https://json-schema.org/draft/2020-12/schema\n"
    assert found(root_yaml=root, order_yaml=schema + "examples: [1]\ntype: [integer, 'null']\n") == []
    assert found(root_yaml=root, order_yaml=schema + "minimum: x\n") == [("wrong-type", "order.yaml", 2)]
    assert ("unknown-field", "order.yaml", 1) in found(root_yaml=root, order_yaml="examples: [1]\n")


def test_two_contracts_tell_a_shared_file_alike() -> None:
    order = "$defs:\n  Order: {type: objekt}\n"
    other = ROOT.replace("Order: {", "Purchase: {")
    prints = {
        each.fingerprint
        for root in (ROOT, other)
        for each in validity_findings(contract(root_yaml=root, order_yaml=order))
    }
    assert len(prints) == 1


def test_files_that_refer_to_each_other_are_set_in_once() -> None:
    order = "$defs:\n  Order: {properties: {line: {$ref: 'line.yaml'}}}\n"
    line = "properties: {order: {$ref: 'order.yaml#/$defs/Order'}, line: {$ref: '#'}}\n"
    shop = contract(root_yaml=ROOT, order_yaml=order, line_yaml=line)
    assert validity_findings(shop) == ()
    whole = inlined(shop)
    assert [region.document.name for region in whole.regions] == ["order.yaml", "line.yaml"]
    assert whole.origin(("components", "schemas", "Order", "properties", "line", "x")) is not None
    assert whole.origin(("components",)) is None
