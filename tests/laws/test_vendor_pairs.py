"""Every ordered pair of releases of every vendor contract: no crash, no break of a payload without a proved message.

`pytest -m laws -s tests/laws/test_vendor_pairs.py` prints the figures of each contract: pairs, CPU seconds of the
comparisons (SEMANTICS gives no bound; issue 5 wants at most 10 a pair), breaks, those proved, and what is undecided.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, permutations
from typing import Any

import pytest

from catalog.model.pointer import parse_pointer
from catalog.model.source import SourceDocument
from catalog.reading.read import read_source
from governance.compatibility.comparison import compare
from governance.findings import Effect, Finding
from tests.builders.contracts import contract_in, corpus_rows
from tests.builders.shared import VENDORS, needs_shared
from tests.laws.proofs import Proofs, is_of_payload

REMOVED = "outbound-property-removed"
SMALL = 60_000


def histories() -> dict[str, list[dict[str, Any]]]:
    """The rows of contracts with several releases, by contract."""
    found = {contract: list(rows) for contract, rows in groupby(corpus_rows(), lambda row: row["contract"])}
    return {contract: rows for contract, rows in found.items() if len(rows) > 1}


@dataclass
class Figures:
    """What the pairs of one contract came to."""

    pairs: int = 0
    seconds: list[float] = field(default_factory=list)
    places: int = 0
    payload_breaks: int = 0
    refuted: list[str] = field(default_factory=list)
    undecided: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        proved = self.payload_breaks - len(self.refuted)
        told = f"{self.pairs} pairs, slowest {max(self.seconds):.1f} s CPU, {self.places} places differ"
        reasons = ", ".join(f"{reason} ({count})" for reason, count in self.undecided.most_common()) or "none"
        return f"{told}, {proved} of {self.payload_breaks} payload breaks proved, undecided: {reasons}"

    def add(self, base: SourceDocument, revision: SourceDocument) -> None:
        """Compare, and prove what was found."""
        started = time.process_time()
        contracts = contract_in(base), contract_in(revision)
        findings = compare(*contracts).findings
        self.seconds.append(time.process_time() - started)
        self.pairs += 1
        self.places += len(findings)
        self.undecided.update(reason_of(finding) for finding in findings if not finding.decided)
        proofs = Proofs(*contracts)
        for finding in of_payload(findings, base):
            self.payload_breaks += 1
            if reason := proofs.refuted(finding):
                self.refuted.append(f"{base.name} -> {revision.name} {finding.rule} {finding.address}: {reason}")


def reason_of(finding: Finding) -> str:
    """Why nobody could decide it."""
    return finding.message.rpartition("could not be decided: ")[2] if "undecided" in finding.rule else "no message"


def of_payload(findings: tuple[Finding, ...], base: SourceDocument) -> Iterator[Finding]:
    """The decided breaks that a message must show, and those that one shows although none need."""
    shown = {finding.address for finding in findings if finding.witness is not None}
    for finding in findings:
        if finding.effect is not Effect.BREAKS or not finding.decided:
            continue
        owner = finding.address.rpartition("." if "." in finding.address.rpartition(" ")[2] else " ")[0]
        was_required = finding.rule == REMOVED and is_required(base, finding) and owner not in shown
        if is_of_payload(finding) or finding.witness is not None or was_required:
            yield finding


def is_required(base: SourceDocument, finding: Finding) -> bool:
    """Whether the object that declared a removed property demanded it."""
    *above, kind, name = parse_pointer(finding.pointers.base or "/a/b")
    place: Any = base.tree
    for token in above:
        place = place[int(token)] if isinstance(place, list) else place.get(token, {})
    return kind == "properties" and isinstance(place, dict) and name in place.get("required", ())


def figures_of(rows: list[dict[str, Any]]) -> Figures:
    """Of all ordered pairs of these releases."""
    documents = [read_source((VENDORS / row["file"]).read_bytes(), row["file"]) for row in rows]
    figures = Figures()
    for base, revision in permutations(documents, 2):
        figures.add(base, revision)
    return figures


def check(contract: str, figures: Figures) -> None:
    print(f"\n{contract}: {figures}")
    assert figures.refuted == []
    assert figures.undecided.total() <= 0.02 * figures.places, figures.undecided


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("contract", histories())
def test_every_ordered_pair_is_decided_and_proved(contract: str) -> None:
    check(contract, figures_of(histories()[contract]))


@needs_shared
@pytest.mark.parametrize("contract", [name for name, rows in histories().items() if rows[-1]["bytes"] <= SMALL])
def test_the_first_and_last_release_of_small_contracts_are_decided_and_proved(contract: str) -> None:
    rows = histories()[contract]
    check(contract, figures_of([rows[0], rows[-1]]))


def test_a_message_that_both_accept_proves_nothing() -> None:
    """The law can fail: what the other release accepts as well is told."""
    document = read_source(ORDERS.encode(), "orders.yaml")
    tightened = read_source(ORDERS.replace("maxLength: 9", "maxLength: 2").encode(), "orders.yaml")
    (finding,) = compare(contract_in(document), contract_in(tightened)).findings
    assert Proofs(contract_in(document), contract_in(tightened)).refuted(finding) == ""
    assert Proofs(contract_in(document), contract_in(document)).refuted(finding) == "not refused"
    assert "not accepted" in Proofs(contract_in(tightened), contract_in(tightened)).refuted(finding)


ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {properties: {note: {type: string, maxLength: 9}}}}}
      responses: {"204": {description: done}}
"""
