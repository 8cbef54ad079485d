"""The pull request that brings the catalog, and the one that moves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import open_catalog
from catalog.answers.gate.answer import judge
from catalog.answers.gate.begun import BEGUN
from catalog.answers.gate.sides import open_sides
from catalog.errors import UsageError
from catalog.repository.index import Index
from tests.builders.git import GitRepository, git_repository
from tests.catalog.answers.gate.test_pull_requests import BASE, told

BELOW = {f"contracts/{path}": text for path, text in BASE.items()}


def begun(folder: Path, files: dict[str, str]) -> GitRepository:
    made = git_repository(folder, {"README.md": "Nothing yet.\n"})
    made.git("checkout", "--quiet", "-b", "change")
    made.commit(dict(files))
    return made


@pytest.mark.parametrize("head", ["change", None])
def test_everything_is_new_where_the_target_has_no_catalog(head: str | None, tmp_path: Path) -> None:
    repository, index = begun(tmp_path / "r", BELOW), Index(None)
    if head is None:
        repository.git("reset", "--quiet", "main")
    catalog = open_catalog(str(repository.path), None, tmp_path / "cache")
    lines = told(judge(open_sides(catalog, "main", head, index=index)))
    index.close()
    assert lines[-1] == BEGUN
    assert "orders/v1: none -> 1.2.0, none" in lines


def test_what_is_wrong_with_the_first_catalog_blocks(tmp_path: Path) -> None:
    service = "contracts/services/erp/service.yaml"
    repository = begun(tmp_path / "r", {**BELOW, service: BELOW[service] + "colour: blue\n"})
    catalog = open_catalog(str(repository.path), None, tmp_path / "cache")
    lines = told(judge(open_sides(catalog, "main", "change")))
    assert lines[0] == "blocked"
    assert f"BLOCKS new error descriptor-key-unknown {service}#/colour" in lines


def test_a_catalog_that_moves_does_not_escape(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "r", {f"old/{path}": text for path, text in BASE.items()})
    repository.git("checkout", "--quiet", "-b", "change")
    repository.git("mv", "old", "contracts")
    repository.commit()
    catalog = open_catalog(str(repository.path), None, tmp_path / "cache")
    with pytest.raises(UsageError, match=r"elsewhere: old/catalog\.yaml"):
        open_sides(catalog, "main", "change")
