"""Each rule's page is its test: the bad change gives this finding at the gate, the good one does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.sides import open_sides
from catalog.reading.read import read_source
from governance.lifecycle.pages import page_names, page_of
from governance.lifecycle.telling import RULES
from tests.builders.git import Content, git_repository

BLOCK = re.compile(r"```yaml (?P<kind>bad|good)\n(?P<states>.*?)\n```", re.DOTALL)
TODAY = date(2026, 11, 25)
ENTRY = "id: orders\nlifecycle: active"
DOCUMENT = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths: {}
"""
SERVICE = "title: Orders\nlayer: process\ndomain: order\nowner: sales\nlifecycle: active\n"


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert page_names() == tuple(sorted(RULES))


@pytest.mark.parametrize("rule", RULES)
def test_the_page_begins_with_its_rule(rule: str) -> None:
    assert (page_of(rule) or "").startswith(f"# {rule}\n")


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_change_gives_the_finding(rule: str, tmp_path: Path) -> None:
    assert rule in given_by(rule, "bad", tmp_path)


@pytest.mark.parametrize("rule", RULES)
def test_the_good_change_does_not(rule: str, tmp_path: Path) -> None:
    assert rule not in given_by(rule, "good", tmp_path)


def given_by(rule: str, kind: str, folder: Path) -> set[str]:
    """Rules that the gate tells of the change in a block of the page."""
    blocks = {found["kind"]: found["states"].split("\n---\n") for found in BLOCK.finditer(page_of(rule) or "")}
    before, *between, after = map(files, blocks[kind])
    repository = git_repository(folder / "origin", {"catalog.yaml": "name: Little Works\n", **before})
    for state in between:
        repository.commit(state)
        repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit(after)
    catalog = open_catalog(str(repository.path), None, folder / "cache")
    return {told.finding.rule for told in judge(open_sides(catalog, "main", "change"), TODAY).findings}


def files(state: str) -> dict[str | bytes, Content]:
    """The descriptor and the document that a part of a block stands for."""
    tree: Any = read_source(state.encode(), "block.yaml").tree
    document = state if isinstance(tree, dict) and "openapi" in tree else DOCUMENT if tree else None
    entry = ENTRY if document is state else state
    listed = f"contracts:\n  - {entry.replace(chr(10), chr(10) + '    ')}\n" if document else ""
    return {"services/orders/service.yaml": SERVICE + listed, "services/orders/openapi.yaml": document}
