"""Every real document is read, and says the same whichever parser reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.reading.limits import DEFAULT
from catalog.reading.read import read_source
from catalog.reading.source_text import decode
from catalog.reading.yaml_build import build
from catalog.reading.yaml_plain import is_plain
from tests.builders.shared import BREAKING, VENDORS, needs_shared

KNOWN_PROBLEMS = {"xero-accounting": {"ambiguous-number"}}
"""What documents of a folder are known for: Xero has `example: 090`."""


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".yaml", ".yml"))


def check(path: Path) -> None:
    data = path.read_bytes()
    document = read_source(data, path.name)
    assert isinstance(document.tree, dict)
    assert {problem.rule for problem in document.problems} == KNOWN_PROBLEMS.get(path.parent.name, set())
    as_yaml = build(decode(data, path.name, DEFAULT), DEFAULT)
    assert repr(as_yaml.tree) == repr(document.tree)


@needs_shared
def test_real_documents_say_the_same_to_every_parser() -> None:
    for path in documents(VENDORS)[::12]:
        check(path)


@needs_shared
def test_both_sides_of_pairs_are_read() -> None:
    paths = documents(BREAKING)
    assert len(paths) > 1000
    for path in paths[::10]:
        check(path)


@needs_shared
@pytest.mark.laws
@pytest.mark.parametrize("folder", [VENDORS, BREAKING], ids=["vendors", "breaking"])
def test_every_document_says_the_same_to_every_parser(folder: Path) -> None:
    for path in documents(folder):
        check(path)


@needs_shared
def test_most_yaml_takes_the_fast_way() -> None:
    paths = [path for path in documents(VENDORS) if path.suffix == ".yaml"]
    fast = sum(is_plain(path.read_bytes()) for path in paths)
    assert fast > 0.7 * len(paths)
