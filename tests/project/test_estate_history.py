"""The estate's past holds together: at every commit of the demo, names lead somewhere and contracts can be read."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.demo.build import build_demo
from catalog.model.address_text import parse_address
from catalog.reading.addresses.lookup import resolve
from catalog.repository.documents import Parsed
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_source


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, ...]:
    """Snapshots of all commits, oldest first."""
    folder = tmp_path_factory.mktemp("estate") / "demo"
    build_demo(folder)
    source = open_source(folder)
    parsed: Parsed = {}
    return tuple(Snapshot(source.tree(commit), parsed) for commit in _commits(folder))


def _commits(folder: Path) -> list[str]:
    command = ["git", "-C", str(folder), "log", "--reverse", "--format=%H"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_no_descriptor_of_the_past_has_a_problem(past: tuple[Snapshot, ...]) -> None:
    found = [f"{snapshot.revision} {problem}" for snapshot in past for problem in snapshot.problems]
    assert found == []


def test_every_place_consumed_in_the_past_existed(past: tuple[Snapshot, ...]) -> None:
    """Each place is looked up once for each state of its contract and of the shared schemas."""
    known: set[tuple[object, ...]] = set()
    lost = []
    for snapshot in past:
        schemas = tuple(snapshot.tree.blob_id(path) for path in snapshot.tree.paths("contracts/schemas"))
        for contract_id, texts in _used(snapshot).items():
            document = snapshot.tree.blob_id(snapshot.document_path(contract_id))
            fresh = {text for text in texts if (schemas, document, text) not in known}
            lost += list(_lost(snapshot, contract_id, fresh)) if fresh else []
            known |= {(schemas, document, text) for text in fresh}
    assert lost == []


def _used(snapshot: Snapshot) -> dict[str, set[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for consumption in snapshot.consumptions:
        used[consumption.contract] |= {use.address for use in consumption.uses}
    return used


def _lost(snapshot: Snapshot, contract_id: str, texts: set[str]) -> Iterator[str]:
    contract = snapshot.contract(contract_id)
    for text in sorted(texts):
        if resolve(contract, parse_address(f"{contract_id} {text}")) is None:
            yield f"{snapshot.revision} {contract_id} {text}"


def test_at_least_six_contracts_have_several_releases(past: tuple[Snapshot, ...]) -> None:
    versions: dict[str, list[str]] = defaultdict(list)
    for snapshot in past:
        for contract_id in snapshot.contracts:
            version = snapshot.contract(contract_id).version
            if versions[contract_id][-1:] != [version]:
                versions[contract_id].append(version)
    assert len([name for name, seen in versions.items() if len(seen) > 1]) >= 6
    assert versions["orders/v2"] == ["1.0.0", "1.1.0", "2.0.0"]
    assert versions["webshop-store/store"] == ["2.1.0", "2.2.0", "2.1.0", "2.2.0"], "a repeated label"


def test_a_contract_keeps_its_id_when_it_moves(past: tuple[Snapshot, ...]) -> None:
    paths = {snapshot.document_path("payment-status/payments") for snapshot in past}
    assert paths == {
        "contracts/services/payment-status/status/openapi.yaml",
        "contracts/services/payment-status/payments/openapi.yaml",
    }
