"""The whole catalog at one revision, read lazily."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from catalog.errors import UnknownName, UsageError
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from tests.builders.catalog import OPENAPI, snapshot, write


def test_what_there_is(tmp_path: Path) -> None:
    found = snapshot(tmp_path)
    assert found.catalog.as_of == date(2026, 11, 25)
    assert list(found.services) == ["orders"]
    assert list(found.vendors) == ["acme"]
    assert list(found.domains) == ["order"]
    assert list(found.terms) == ["order"]
    assert list(found.teams) == ["blue"]
    assert list(found.contracts) == ["acme/things", "orders/v1"]
    assert found.entities["order"].latest == "v1"
    assert [(c.service, c.contract) for c in found.consumptions] == [("orders", "acme/things")]
    assert found.problems == ()


def test_the_catalog_may_stand_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"contracts/catalog.yaml": "name: A\n", "contracts/domains/x.yaml": "title: X\nowner: b\n"})
    found = Snapshot(open_tree(tmp_path))
    assert found.root == "contracts"
    assert found.domains["x"].origin.file == "contracts/domains/x.yaml"


def test_a_folder_without_a_catalog_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"catalog\.yaml"):
        Snapshot(open_tree(tmp_path))


def test_an_announced_release_of_a_vendor(tmp_path: Path) -> None:
    found = snapshot(tmp_path)
    entry = found.entry("acme/things")
    assert [upcoming.label for upcoming in entry.upcoming] == ["8"]
    assert found.vendors["acme"].releases[-1].documents == ("acme/things",)
    assert found.document_path("acme/things", "8") == "vendors/acme/things/upcoming/8/openapi.yaml"
    assert found.document_path("acme/things", "7") == found.document_path("acme/things")


def test_unknown_names_come_with_advice(tmp_path: Path) -> None:
    found = snapshot(tmp_path)
    with pytest.raises(UnknownName, match=r"no contract 'order/v1' \(did you mean 'orders/v1'\?\)"):
        found.contract("order/v1")
    with pytest.raises(UnknownName, match=r"no service 'ordrs'.*'orders'"):
        found.service("ordrs")
    with pytest.raises(UnknownName, match=r"no vendor 'acne'.*'acme'"):
        found.vendor("acne")
    with pytest.raises(UnknownName, match=r"no release of acme/things '9'.*known: 8"):
        found.document_path("acme/things", "9")


def test_a_contract_with_references_to_other_files(tmp_path: Path) -> None:
    text = f"{OPENAPI}components:\n  schemas:\n    Order: {{$ref: ../../../schemas/order/v1.yaml}}\n"
    found = snapshot(tmp_path, {"services/orders/v1/openapi.yaml": text})
    contract = found.contract("orders/v1")
    assert (contract.id, contract.version, tuple(contract.problems)) == ("orders/v1", "1.0.0", ())


def test_a_contract_without_a_document(tmp_path: Path) -> None:
    found = snapshot(tmp_path, {"services/orders/v1/openapi.yaml": None})
    with pytest.raises(UnknownName, match="contract 'orders/v1' has no document"):
        found.contract("orders/v1")


class Watched:
    """A tree that notes what is read."""

    def __init__(self, folder: Path) -> None:
        self._tree = open_tree(folder)
        self.seen: list[str] = []

    def __getattr__(self, name: str):
        return getattr(self._tree, name)

    def read(self, path: str):
        self.seen.append(path)
        return self._tree.read(path)

    def read_many(self, paths: Sequence[str]):
        self.seen.extend(paths)
        return self._tree.read_many(paths)


def test_only_what_is_asked_for_is_read_and_once(tmp_path: Path) -> None:
    snapshot(tmp_path)
    tree = Watched(tmp_path)
    found = Snapshot(tree)  # type: ignore[arg-type]
    assert tree.seen == []
    assert found.vendors
    assert found.vendors["acme"].contracts
    assert tree.seen == ["vendors/acme/vendor.yaml"]
    assert found.problems == ()
    assert len(tree.seen) == len(set(tree.seen))
    assert not any("openapi" in path for path in tree.seen)


def test_snapshots_of_several_revisions_share_what_is_parsed(tmp_path: Path) -> None:
    snapshot(tmp_path)
    parsed = {}
    first, second = Snapshot(open_tree(tmp_path), parsed), Snapshot(open_tree(tmp_path), parsed)
    assert first.document("teams.yaml") is second.document("teams.yaml")


BROKEN = {
    "services/bad/service.yaml": "layer: [unclosed\n",
    "services/list/service.yaml": "- not\n- a map\n",
    "services/empty/service.yaml": "",
    "services/binary/service.yaml": b"\x00\x01\x02\xff",
    "services/shy/service.yaml": "owner: {}\ncontracts: {a: b}\nlifecycle: 3\n",
}


def test_what_is_broken_hides_nothing_else(tmp_path: Path) -> None:
    found = snapshot(tmp_path, BROKEN)
    assert {"orders", "list", "shy"} <= set(found.services)
    assert found.contract("orders/v1").version == "1.0.0"
    told = {problem.file for problem in found.problems}
    assert told == set(BROKEN)


def test_what_is_said_of_a_name_is_found_by_it(tmp_path: Path) -> None:
    second = "consumes:\n  - contract: acme/things\n    uses: [GET /other]\n  - contract: gone/v1\n"
    found = snapshot(
        tmp_path,
        {
            "services/quotes/service.yaml": "layer: process\ndomain: order\nowner: team/blue\n",
            "services/quotes/consumes.yaml": second,
            "workflows/w.arazzo.yaml": (
                "arazzo: 1.0.1\ninfo: {title: W, version: 1.0.0}\n"
                "sourceDescriptions: [{name: o, url: ../services/orders/v1/openapi.yaml, type: openapi}]\n"
                "workflows: [{workflowId: sell, steps: [{stepId: a, operationId: b}]}]\n"
            ),
        },
    )
    assert [each.service for each in found.joined.by_contract["acme/things"]] == ["orders", "quotes"]
    assert [each.contract for each in found.joined.by_service["quotes"]] == ["acme/things", "gone/v1"]
    assert found.consumptions_of("nobody/v1") == ()
    assert [each.name for each in found.joined.services_by_owner["blue"]] == ["orders", "quotes"]
    assert [each.name for each in found.joined.services_by_domain["order"]] == ["orders", "quotes"]
    assert [each.id for each in found.joined.workflows_by_document["services/orders/v1/openapi.yaml"]] == ["sell"]
    assert set(found.joined.problems_by_file) == {each.file for each in found.problems}


def test_files_that_could_not_be_read_are_told_until_they_are_forgotten(tmp_path: Path) -> None:
    write(tmp_path, {"catalog.yaml": "name: A\n", "bad.yaml": "a: [", "good.yaml": "a: 1\n"})
    documents = Snapshot(open_tree(tmp_path)).documents
    for name in ("good.yaml", "bad.yaml", "missing.yaml"):
        documents.readable(name)
    assert [problem.file for problem in documents.failures()] == ["bad.yaml"]
    documents.forget(["bad.yaml"])
    assert documents.failures() == ()
