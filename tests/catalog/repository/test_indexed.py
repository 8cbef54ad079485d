"""A snapshot that answers from the index says what one that reads everything says."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import Catalog, open_catalog
from catalog.repository.git import resolve
from catalog.repository.index import Index
from catalog.repository.indexed import Indexed
from catalog.repository.snapshot import Snapshot
from catalog.repository.sparse import SparseTree
from tests.builders.git import git_repository

FILES: dict[str | bytes, str] = {
    "catalog.yaml": "name: Test\n",
    "vendors/acme/vendor.yaml": "title: Acme\ncontracts: [{id: acme/a, path: ../../shared.yaml}]\n",
    "services/one/service.yaml": "masterOf: [customer/v1]\ncontracts: [{id: one/a, path: ../../shared.yaml}]\n",
    "services/one/consumes.yaml": "consumes: [{contract: acme/a, pin: '1', uses: []}, {contract: two/a, uses: []}]\n",
    "services/two/service.yaml": "title: Two\ncontracts: [{id: two/a, masterOf: customer}]\n",
    "services/two/a/openapi.yaml": "openapi: 3.1.0\ninfo: {title: A, version: 1.0.0}\npaths: {}\n",
    "shared.yaml": "openapi: 3.1.0\ninfo: {title: S, version: 1.0.0}\npaths: {}\n",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return open_catalog(str(git_repository(tmp_path / "r", FILES).path), None, tmp_path / "cache")


@pytest.fixture
def indexed(catalog: Catalog) -> Snapshot:
    repository, objects = catalog.source.repository, catalog.source.objects
    assert repository
    assert objects
    commit, index = resolve(repository, "HEAD"), Index(None)
    index.anchored(repository, objects, commit, "")
    return Indexed(SparseTree(repository, objects, commit), index.view(repository, objects, commit, ""))


@pytest.mark.parametrize("service", ["one", "two", "three"])
def test_what_a_service_uses(catalog: Catalog, indexed: Snapshot, service: str) -> None:
    whole = catalog.snapshot(catalog.revision("HEAD"))
    assert indexed.consumptions_by(service) == whole.consumptions_by(service)
    assert len(whole.consumptions_by("one")) == 2


def test_who_is_master_of_an_entity(catalog: Catalog, indexed: Snapshot) -> None:
    whole = catalog.snapshot(catalog.revision("HEAD"))
    assert indexed.masters_of("customer") == whole.masters_of("customer") == ("one", "two")
    assert indexed.masters_of("order") == whole.masters_of("order") == ()


@pytest.mark.parametrize(
    ("path", "contract"), [("services/two/a/openapi.yaml", "two/a"), ("shared.yaml", "acme/a"), ("catalog.yaml", None)]
)
def test_whose_document_stands_at_a_path(catalog: Catalog, indexed: Snapshot, path: str, contract: str | None) -> None:
    for snapshot in (indexed, catalog.snapshot(catalog.revision("HEAD"))):
        entry = snapshot.entry_at(path)
        assert (entry.id if entry else None) == contract
