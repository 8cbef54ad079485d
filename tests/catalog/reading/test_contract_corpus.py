"""Every real document loads, nothing of it is lost, and counts are what others counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from catalog.errors import UnreadableDocument
from catalog.model.contract import Contract
from catalog.model.http import Origin
from catalog.model.source import Json
from catalog.reading import walk as walking
from catalog.reading.grammar.shapes import Grammar, Shape
from catalog.reading.rebuild import rebuild
from catalog.reading.walk import Member, Standing
from tests.builders.contracts import contract_in, corpus_rows, document_at, pair_files, specification_files
from tests.builders.shared import BREAKING, VENDORS, needs_shared

UNREADABLE_PAIRS: frozenset[str] = frozenset()
"""Sides of pairs that are neither JSON nor YAML."""

MORE_MESSAGES = {
    "async-defra-ffc-pay-enrichment/2022-11-03_1.0.0.yaml": (6, "a message that no channel uses"),
    "async-slack-rtm/spec-2.0.0.yaml": (48, "a message that no channel uses"),
    "async-slack-rtm/spec-2.6.0.yaml": (48, "a message that no channel uses"),
    "async-slack-rtm/spec-3.0.0.yaml": (48, "a message that no channel uses"),
    "async-shopify-webhooks/2022-06-22.yaml": (15, "15 messages without a name; the manifest counts names"),
    "async-shopify-webhooks/2023-08-22.yaml": (15, "15 messages without a name; the manifest counts names"),
    "async-hubspot-webhooks/2022-07-21.yaml": (8, "8 messages without a name; the manifest counts names"),
    "async-hubspot-webhooks/2022-09-20a.yaml": (12, "12 messages without a name; the manifest counts names"),
    "async-hubspot-webhooks/2022-09-20b.yaml": (12, "12 messages without a name; the manifest counts names"),
}
"""Where there are more messages than the manifest says, and why."""


def looked_through(contract: Contract) -> int:
    """How many things there are, every lazy part of the contract looked at."""
    return sum(1 for _ in _everything(contract))


def _everything(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in ("document", "node", "references", "derived"):
                yield from _everything(getattr(value, field.name))
    elif isinstance(value, str | Mapping) or not hasattr(value, "__iter__"):
        yield value
    else:
        for item in value:
            yield from _everything(item)


@needs_shared
@pytest.mark.parametrize("row", corpus_rows(), ids=lambda row: row["file"])
def test_a_vendor_document_loads_and_loses_nothing(row: dict[str, Json]) -> None:
    contract = contract_in(document_at(VENDORS / str(row["file"])))
    assert looked_through(contract) > 0
    assert rebuild(contract) == contract.document.tree
    assert {name: count for name, count in _counts(contract, row).items() if row.get(name) not in (None, count)} == {}


def _counts(contract: Contract, row: Mapping[str, Json]) -> dict[str, int]:
    explained = MORE_MESSAGES.get(str(row["file"]))
    messages = len(contract.messages)
    if explained is not None:
        assert messages == explained[0]
        messages = len({message.name for channel in contract.channels for message in channel.messages})
    return {
        "operations": sum(operation.origin is Origin.PATH for operation in contract.operations),
        "schemas": len(contract.schemas),
        "channels": len(contract.channels),
        "messages": messages,
    }


@needs_shared
def test_the_corpus_is_all_there() -> None:
    assert len(corpus_rows()) == 141


@needs_shared
def test_both_sides_of_all_pairs_load_and_lose_nothing() -> None:
    unreadable = set()
    for path in pair_files():
        try:
            contract = contract_in(document_at(path))
        except UnreadableDocument:
            unreadable.add(str(path.relative_to(BREAKING)))
            continue
        assert looked_through(contract) > 0
        assert rebuild(contract) == contract.document.tree, path
    assert unreadable == UNREADABLE_PAIRS


@pytest.mark.parametrize("path", specification_files(), ids=lambda path: path.stem)
def test_nothing_of_our_own_documents_is_lost(path: Path) -> None:
    contract = contract_in(document_at(path))
    assert rebuild(contract) == contract.document.tree


@pytest.mark.parametrize("standing", [Standing.EXTENSION, Standing.UNDERSTOOD])
def test_a_grammar_that_forgets_something_is_noticed(monkeypatch: pytest.MonkeyPatch, standing: Standing) -> None:
    remembered = walking.members

    def forgetful(grammar: Grammar, shape: Shape, value: Json) -> Iterator[Member]:
        return (found for found in remembered(grammar, shape, value) if found.standing is not standing)

    contract = contract_in(document_at(specification_files()[-1]))
    monkeypatch.setattr(walking, "members", forgetful)
    assert rebuild(contract) != contract.document.tree
