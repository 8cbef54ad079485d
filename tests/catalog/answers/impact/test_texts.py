"""Where too many documents refer to a file for reading them all, their text says who is hit: nobody is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.impact import places, shared_files
from catalog.answers.impact.shape import Impact
from catalog.graph.edges import Confidence
from catalog.repository.file_facts import first_reference
from tests.builders.landscape import impact_of, landscape


def test_the_first_reference_to_a_file_is_found_in_the_text() -> None:
    text = b"a:\n  $ref: '#/b'\nb: {$ref: ../x.yaml}\nc:\n  $ref: ../y.yaml#/z\nd: {$ref: ../y.yaml}\n"
    assert first_reference("d/f.yaml", text, "y.yaml") == 5
    assert first_reference("d/f.yaml", text, "elsewhere.yaml") == 1


@pytest.mark.parametrize("place", ["customer", "customer/v1", "customer customerId", "schemas/customer/v1.yaml"])
def test_nobody_whom_reading_finds_is_missed(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = landscape(tmp_path / "r")
    read = impact_of(repository, place)
    assert read.hit
    monkeypatch.setattr(shared_files, "MOST_READ", 0)
    monkeypatch.setattr(places, "MOST_READ", 0)
    by_text = impact_of(repository, place)
    for found in ("services", "contracts", "workflows", "teams"):
        assert _names(read, found) <= _names(by_text, found), found
    assert any("as their text shows" in note for note in by_text.notes)
    direct = [each for each in by_text.contracts if each.reached.confidence is Confidence.CERTAIN]
    lines = {each.id: _line(each) for each in read.contracts}
    assert direct
    assert all(_line(each) == lines[each.id] for each in direct if each.id in lines)


def _names(found: Impact, what: str) -> set[str]:
    return {getattr(each, "name", None) or each.id for each in getattr(found, what)}


def _line(contract: object) -> tuple[str, int] | None:
    evidence = contract.reached.path[-1].evidence  # type: ignore[attr-defined]
    return (evidence.file, evidence.line) if evidence else None
