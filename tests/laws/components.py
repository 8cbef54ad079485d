"""Same-named component schemas of consecutive releases of every vendor contract, both ways."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from catalog.errors import UnresolvableReference
from catalog.model import schema as dialects
from catalog.model.contract import Contract
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import Json
from governance.compatibility.schema import Reading, Verdict, decide
from tests.builders.contracts import contract_in, document_at
from tests.builders.shared import VENDORS

NAMES = {
    dialects.OPENAPI_20: "openapi-2.0",
    dialects.OPENAPI_30: "openapi-3.0",
    dialects.DRAFT_07: "draft7",
    dialects.DRAFT_2020: "openapi-3.1",
}


@dataclass(frozen=True)
class ComponentPair:
    """A component of two releases; `where` is `contract from -> to name`."""

    where: str
    contracts: tuple[Contract, Contract]
    old: SchemaNode
    new: SchemaNode

    def verdict(self) -> Verdict:
        """Does the new component accept all that the old one accepts, as plain schemas."""
        before, after = self.contracts
        return decide(
            self.old.value,
            self.new.value,
            Reading(dialect=NAMES.get(self.old.dialect, "openapi-3.1")),
            new_reading=Reading(dialect=NAMES.get(self.new.dialect, "openapi-3.1")),
            resolve=_Lookup(before).resolve,
            new_resolve=_Lookup(after).resolve,
            base="old",
            new_base="new",
        )


@dataclass(frozen=True)
class _Lookup:
    contract: Contract

    def resolve(self, reference: str, base: str) -> tuple[Json, str]:
        target = self.contract.references.hop(Node(self.contract.document, (), {"$ref": reference}))
        if target is None:
            raise UnresolvableReference(f"{reference} leads nowhere")
        return target.value, base


def component_pairs(most_bytes: int | None = None) -> Iterator[ComponentPair]:
    """Every differing pair; only of documents of at most `most_bytes`, if that is given."""
    for before, after in _steps():
        if most_bytes is not None and max(before["bytes"], after["bytes"]) > most_bytes:
            continue
        contracts = tuple(contract_in(document_at(VENDORS / row["file"])) for row in (before, after))
        where = f"{before['contract']} {before['release']} -> {after['release']}"
        yield from _of(where, contracts[0], contracts[1])
        yield from _of(f"{where} reversed", contracts[1], contracts[0])


def _steps() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    rows = [json.loads(line) for line in (VENDORS / "manifest.jsonl").read_text().splitlines()]
    readable = [row for row in rows if row["format"] in ("openapi", "asyncapi")]
    return ((a, b) for a, b in pairwise(readable) if a["contract"] == b["contract"])


def _of(where: str, before: Contract, after: Contract) -> Iterator[ComponentPair]:
    named = {schema.name: schema for schema in after.schemas}
    for schema in before.schemas:
        twin = named.get(schema.name)
        if twin is not None and schema.is_json_schema and twin.is_json_schema:
            yield ComponentPair(f"{where} {schema.name}", (before, after), schema, twin)
