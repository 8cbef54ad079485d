"""Parsed files that are kept, and those that are forgotten."""

from __future__ import annotations

from pathlib import Path

from catalog.reading.read import read_source
from catalog.repository.recent import RecentDocuments
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from tests.builders.catalog import OPENAPI, SOUND, write


def test_of_contracts_the_last_ones_are_kept_and_of_descriptors_all() -> None:
    size = len(OPENAPI)
    kept = RecentDocuments(most_bytes=2 * size)
    for name in ("a", "b", "c"):
        kept[name, "1"] = read_source(OPENAPI.encode(), name)
        kept[f"{name}.service", "1"] = read_source(b"layer: system\n" * 1, name)
    assert ("a", "1") not in kept
    assert {name for name, _ in kept} == {"b", "c", "a.service", "b.service", "c.service"}
    kept["b", "1"]
    kept["d", "1"] = read_source(OPENAPI.encode(), "d")
    assert ("b", "1") in kept
    assert ("c", "1") not in kept
    del kept["b", "1"]
    assert kept.get(("b", "1")) is None


def test_a_single_document_may_be_larger_than_all() -> None:
    kept = RecentDocuments(most_bytes=1)
    kept["a", "1"] = read_source(OPENAPI.encode(), "a")
    assert len(kept) == 1


def test_what_is_forgotten_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    snapshot = Snapshot(open_tree(tmp_path), RecentDocuments(most_bytes=1))
    for _ in range(2):
        assert snapshot.contract("orders/v1").title == "Things"
        assert snapshot.contract("acme/things").title == "Things"
    assert sum(1 for name, _ in snapshot.parsed if name.endswith("openapi.yaml")) == 1
