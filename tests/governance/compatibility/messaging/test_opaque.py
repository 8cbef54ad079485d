"""SEMANTICS §2: where neither proof nor witness is possible, nobody can tell."""

from __future__ import annotations

from governance.compatibility.comparison import compare
from tests.builders.compared import events
from tests.builders.contracts import contract_of


def avro(name: str) -> str:
    payload = f"{{type: record, name: {name}, fields: []}}"
    return f"subscribe: {{message: {{schemaFormat: application/vnd.apache.avro, payload: {payload}}}}}"


def test_a_payload_in_a_language_that_is_not_read_is_undecided_once_it_changes() -> None:
    comparison = compare(contract_of(events(avro("A"))), contract_of(events(avro("B"))))
    assert comparison.breaking is None
    assert [(found.rule, found.decided) for found in comparison.findings] == [("opaque-payload-changed", False)]
    assert compare(contract_of(events(avro("A"))), contract_of(events(avro("A")))).findings == ()
