"""Releases of one contract, found from the newest back: the same as those found among all, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from catalog.answers.catalog import open_catalog
from catalog.repository.git import find_repository, last_change
from tests.builders.catalog import SOUND
from tests.builders.estate import estate
from tests.builders.git import Content, git_repository

SERVICE, DOCUMENT = "contracts/services/orders/service.yaml", "contracts/services/orders/v1/openapi.yaml"
FIRST = {f"contracts/{name}": text for name, text in SOUND.items()}


def document(version: str, more: str = "") -> str:
    return f'openapi: 3.1.0\ninfo: {{title: Things, version: "{version}"}}\npaths: {{}}\n{more}'


SHARED = document("1.1.0", "components: {schemas: {Order: {$ref: ../../../schemas/order/v1.yaml}}}\n")
MOVED = {
    SERVICE: None,
    DOCUMENT: None,
    "contracts/services/sales/service.yaml": SOUND["services/orders/service.yaml"],
    "contracts/services/sales/orders/v1/openapi.yaml": document("1.1.0"),
}
HISTORIES: Mapping[str, tuple[Mapping[str, Content], ...]] = {
    "new versions": ({DOCUMENT: document("1.1.0")}, {DOCUMENT: document("2.0.0")}),
    "one label twice": ({DOCUMENT: document("1.0.0", "x-a: 1\n")}, {DOCUMENT: document("1.0.0", "x-a: 2\n")}),
    "back again": ({DOCUMENT: document("1.1.0")}, {DOCUMENT: document("1.0.0")}),
    "what it refers to": ({DOCUMENT: SHARED}, {"contracts/schemas/order/v1.yaml": "type: object\nminProperties: 1\n"}),
    "something else": ({"contracts/catalog.yaml": "name: Other\n"}, {"contracts/terms/order.yaml": None}),
    "unreadable for a while": ({DOCUMENT: "{"}, {DOCUMENT: document("1.1.0")}),
    "unreadable and the same": ({DOCUMENT: "{"}, {DOCUMENT: SOUND["services/orders/v1/openapi.yaml"]}),
    "moved": ({DOCUMENT: document("1.0.1")}, MOVED),  # type: ignore[dict-item]
    "withdrawn and back": ({SERVICE: None}, {SERVICE: SOUND["services/orders/service.yaml"]}),
    "the folder moves": (
        {**dict.fromkeys(FIRST), **SOUND},  # type: ignore[dict-item]
        {"services/orders/v1/openapi.yaml": document("1.1.0")},
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_one_contract_has_the_releases_that_it_has_among_all(name: str, tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "repository", FIRST, *HISTORIES[name])  # type: ignore[arg-type]
    catalog = open_catalog(str(repository.path), "main", tmp_path)
    snapshot = catalog.snapshot(catalog.revision("main"))
    every = [each for each in catalog.releases("main") if each.contract == "orders/v1"]
    assert list(catalog.releases_of(snapshot, "orders/v1")) == every
    assert every


def test_the_reference_estate_has_the_same_releases_either_way(tmp_path: Path) -> None:
    catalog = open_catalog(str(estate()), "main", tmp_path)
    snapshot, every = catalog.snapshot(catalog.revision("main")), catalog.releases("main")
    for name in list(snapshot.contracts)[::5]:
        assert catalog.releases_of(snapshot, name) == tuple(each for each in every if each.contract == name)


def test_a_page_of_an_old_revision_knows_later_releases_elsewhere(tmp_path: Path) -> None:
    repository = git_repository(tmp_path / "repository", FIRST, MOVED)  # type: ignore[arg-type]
    catalog = open_catalog(str(repository.path), "main", tmp_path)
    then = catalog.snapshot(catalog.revision("main~1"))
    assert [each.label for each in catalog.releases_of(then, "orders/v1")] == ["1.0.0", "1.1.0"]


def test_the_last_change_of_some_files(tmp_path: Path) -> None:
    made = git_repository(tmp_path / "repository", {"a": "1", "b": "1"}, {"a": "2"}, {"b": "2"})
    repository = find_repository(made.path)
    assert (found := last_change(repository, "main", ["a"])) is not None
    assert found.id == made.commits[1]
    assert last_change(repository, "main", ["c"]) is None
