"""Schemas as trees of rows."""

from __future__ import annotations

from catalog.answers.schemas import DEEPEST, MOST_ROWS, SchemaRow, property_names, schema_tree
from tests.builders.contracts import contract_of

HEAD = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"


def tree(schemas: str, name: str = "A") -> SchemaRow:
    contract = contract_of(HEAD + schemas)
    schema = next(schema for schema in contract.schemas if schema.name == name)
    return schema_tree(schema.node, contract.references)


def labels(row: SchemaRow) -> list[str]:
    return [child.label for child in row.children]


def test_references_are_followed_and_named() -> None:
    row = tree(
        "    A: {required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}\n"
        "    B: {type: string, maxLength: 3}\n"
    )
    (b,) = row.children
    assert (b.label, b.name, b.type, b.required, b.constraints) == ("b", "B", "string", True, ("at most 3 characters",))


def test_all_of_is_one_object() -> None:
    row = tree(
        "    A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {}}, required: [c]}]}\n"
        "    B: {properties: {b: {}}}\n"
    )
    assert labels(row) == ["b", "c"]
    assert [child.required for child in row.children] == [False, True]


def test_paths_are_those_of_addresses() -> None:
    row = tree("    A: {properties: {lines: {items: {properties: {sku: {}}}}, extra: {additionalProperties: {}}}}\n")
    lines, extra = row.children
    assert lines.children[0].path == "lines[]"
    assert lines.children[0].children[0].path == "lines[].sku"
    assert extra.children[0].path == "extra{}"


def test_recursion_is_cut_and_said() -> None:
    row = tree("    A: {properties: {parent: {$ref: '#/components/schemas/A'}, name: {}}}\n")
    parent = row.children[0]
    assert (parent.recursive, parent.children, parent.hidden) == (True, (), 2)


def test_a_cycle_of_all_of_ends() -> None:
    row = tree("    A: {allOf: [{$ref: '#/components/schemas/A'}], properties: {a: {}}}\n")
    assert labels(row) == ["a"]


def test_variants_are_rows() -> None:
    row = tree("    A: {oneOf: [{type: string}, {type: integer}], not: {const: 1}}\n")
    assert labels(row) == ["one of, 1", "one of, 2", "never"]


def test_what_is_deeper_or_more_is_counted() -> None:
    deep = "{properties: {a: " * (DEEPEST + 3) + "{}" + "}}" * (DEEPEST + 3)
    row = tree(f"    A: {deep}\n")
    for _ in range(DEEPEST):
        row = row.children[0]
    assert (row.children, row.hidden) == ((), 1)
    wide = ", ".join(f"p{number}: {{}}" for number in range(MOST_ROWS + 10))
    row = tree(f"    A: {{properties: {{{wide}}}}}\n")
    assert len(row.children) + row.hidden == MOST_ROWS + 10
    assert row.hidden > 0


def test_odd_schemas_are_shown_not_refused() -> None:
    row = tree("    A: {properties: {a: true, b: false, c: 5, d: {$ref: '#/nowhere'}}}\n")
    assert [child.type for child in row.children] == ["anything", "nothing", "not a schema", "unresolved reference"]


def test_property_names_of_all_parts() -> None:
    contract = contract_of(HEAD + "    A: {allOf: [{properties: {b: {}}}], properties: {a: {}}}\n")
    assert property_names(contract.schemas[0].node, contract.references) == ("a", "b")


def test_members_of_one_object_are_shown_before_what_is_below_them() -> None:
    wide = ", ".join(f"p{number}: {{}}" for number in range(MOST_ROWS))
    row = tree(f"    A: {{properties: {{first: {{properties: {{{wide}}}}}, last: {{}}}}}}\n")
    assert labels(row) == ["first", "last"]
    assert row.children[0].hidden == 2
