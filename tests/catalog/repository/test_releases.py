from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from catalog.errors import UnknownRevision
from catalog.repository.closures import catalog_releases, read_closure, release_line
from catalog.repository.releases import Closure, Release
from catalog.repository.tree import Tree, open_source, open_tree
from tests.builders.git import Content, GitRepository, Link, git_repository

Files = Mapping[str | bytes, Content]


def _openapi(version: str, extra: str = "") -> str:
    return f'openapi: 3.1.0\ninfo: {{title: T, version: "{version}"}}\npaths: {{}}\n{extra}'


def _service(*contracts: str) -> str:
    return f"layer: process\ndomain: order\nowner: team/blue\nlifecycle: active\ncontracts: [{', '.join(contracts)}]\n"


def _vendor(live: str) -> str:
    return f'product: Acme\nlive: "{live}"\ncontracts: [acme/things]\n'


CATALOG = {"contracts/catalog.yaml": "name: x\n"}
SERVICE = "contracts/services/orders/service.yaml"
ORDERS = "contracts/services/orders/orders/openapi.yaml"
ACME = "contracts/vendors/acme/vendor.yaml"
THINGS = "contracts/vendors/acme/things/openapi.yaml"


def _history(tmp_path: Path, *commits: Files) -> GitRepository:
    first, *rest = commits
    return git_repository(tmp_path / "catalog", {**CATALOG, **first}, *rest)


def _releases(made: GitRepository, branch: str | None = None, below: str = "") -> tuple[Release, ...]:
    source = open_source(made.path / below)
    try:
        return catalog_releases(source, branch)
    finally:
        source.close()


def _seen(made: GitRepository, contract: str) -> list[tuple[str, int]]:
    """(label, number of the commit from 0) of each release of a contract."""
    found = [release for release in _releases(made) if release.contract == contract]
    return [(release.label, made.commits.index(release.commit)) for release in found]


def test_a_release_begins_where_label_or_content_changes(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1.0.0")},
        {"README.md": "unrelated"},
        {"contracts/README.md": "unrelated, in the catalog"},
        {ORDERS: _openapi("1.1.0")},
        {SERVICE: _service("orders") + "title: Orders\n"},
        {ORDERS: _openapi("2.0.0")},
    )
    assert _seen(made, "orders") == [("1.0.0", 0), ("1.1.0", 3), ("2.0.0", 5)]
    first = _releases(made)[0]
    assert (first.path, first.repeat) == (ORDERS, 1)
    assert first.closure == read_closure(open_tree(made.path, made.commits[0]), ORDERS).digest
    assert first.date.isoformat() == "2023-11-14T22:13:20+00:00"


def test_the_label_of_a_vendor_is_what_its_descriptor_lists(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {ACME: _vendor("66.0"), THINGS: _openapi("v1")},
        {ACME: _vendor("67.0"), THINGS: _openapi("v1", "x-new: true\n")},
        {ACME: _vendor("68.0")},
    )
    assert _seen(made, "acme/things") == [("66.0", 0), ("67.0", 1), ("68.0", 2)]


def test_a_label_that_is_used_again_for_other_content_is_told(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("v1")},
        {ORDERS: _openapi("v1", "x-a: 1\n")},
        {ORDERS: _openapi("v1")},
        {ORDERS: _openapi("v2")},
    )
    found = [(release.label, release.repeat) for release in _releases(made)]
    assert found == [("v1", 1), ("v1", 2), ("v1", 3), ("v2", 1)]
    assert len({release.closure for release in _releases(made)}) == 3


def test_a_contract_that_moves_keeps_its_history(tmp_path: Path) -> None:
    moved = "contracts/services/sales/orders/openapi.yaml"
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1.0.0")},
        {
            SERVICE: None,
            ORDERS: None,
            "contracts/services/sales/service.yaml": _service("orders"),
            moved: _openapi("1.0.0"),
        },
        {moved: _openapi("1.1.0")},
    )
    assert _seen(made, "orders") == [("1.0.0", 0), ("1.1.0", 2)]
    assert [release.path for release in _releases(made)] == [ORDERS, moved]


def test_a_catalog_that_moves_keeps_its_history(tmp_path: Path) -> None:
    made = git_repository(
        tmp_path / "catalog",
        {"catalog.yaml": "name: x\n", "services/orders/service.yaml": _service("orders")},
        {"services/orders/orders/openapi.yaml": _openapi("1.0.0")},
        {"README.md": "1"},
    )
    (made.path / "contracts").mkdir()
    made.git("mv", "catalog.yaml", "services", "contracts/")
    made.commit()
    made.commit({ORDERS: _openapi("1.1.0")})
    assert _seen(made, "orders") == [("1.0.0", 1), ("1.1.0", 4)]


def test_several_live_lines_are_several_contracts(tmp_path: Path) -> None:
    lines = {f"contracts/services/orders/{line}/openapi.yaml": _openapi(f"{line}.0") for line in ("v1", "v2")}
    made = _history(tmp_path, {SERVICE: _service("orders/v1", "orders/v2"), **lines})
    assert {(release.contract, release.label) for release in _releases(made)} == {
        ("orders/v1", "v1.0"),
        ("orders/v2", "v2.0"),
    }


REFERRING = "components: {schemas: {Money: {$ref: ../../../schemas/money/v1.yaml#/$defs/amount}}}\n"
MONEY = "contracts/schemas/money/v1.yaml"
AMOUNT = "$defs: {amount: {$ref: '../currency/v1.yaml'}, unused: {$ref: '../unused/v1.yaml'}}\n"
CURRENCY = "contracts/schemas/currency/v1.yaml"


def test_a_change_of_what_a_contract_refers_to_makes_a_release(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1", REFERRING), MONEY: AMOUNT, CURRENCY: "type: string\n"},
        {CURRENCY: "type: string\nmaxLength: 3\n"},
        {"contracts/schemas/unused/v1.yaml": "type: string\n"},
        {CURRENCY: None},
        {CURRENCY: "type: string\nmaxLength: 3\n"},
    )
    assert _seen(made, "orders") == [("1", 0), ("1", 1), ("1", 3), ("1", 4)]


def test_files_outside_the_catalog_count_when_they_are_referred_to(tmp_path: Path) -> None:
    outside = REFERRING.replace("../../../schemas/money/v1.yaml#/$defs/amount", "../../../../shared/money.yaml")
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1", outside), "shared/money.yaml": "type: object\n"},
        {"other/x.yaml": "1"},
        {"shared/money.yaml": "type: object\nminProperties: 1\n"},
    )
    assert _seen(made, "orders") == [("1", 0), ("1", 2)]
    assert len({release.closure for release in _releases(made)}) == 2


def test_the_digest_is_of_content_and_order_and_not_of_names(tmp_path: Path) -> None:
    two = "components: {schemas: {A: {$ref: a.yaml}, B: {$ref: b.yaml}}}\n"
    made = git_repository(
        tmp_path / "closures",
        {
            "catalog.yaml": "name: x\n",
            "x/doc.yaml": _openapi("1", two),
            "x/a.yaml": "type: string\n",
            "x/b.yaml": "type: number\n",
        },
        {"y/doc.yaml": _openapi("1", two), "y/a.yaml": "type: string\n", "y/b.yaml": "type: number\n"},
        {"x/a.yaml": "type: number\n", "x/b.yaml": "type: string\n"},
    )
    before, after = open_tree(made.path, made.commits[1]), open_tree(made.path, made.commits[2])
    assert read_closure(before, "x/doc.yaml").digest == read_closure(before, "y/doc.yaml").digest
    assert read_closure(after, "x/doc.yaml").digest != read_closure(after, "y/doc.yaml").digest
    assert read_closure(open_tree(made.path), "y/doc.yaml").digest == read_closure(after, "y/doc.yaml").digest


def test_a_file_on_the_way_of_a_pointer_belongs_to_the_closure(tmp_path: Path) -> None:
    way = "components: {schemas: {A: {$ref: 'way.yaml#/x/y'}}}\n"
    end = "y: {type: string}\n"
    made = git_repository(
        tmp_path / "way",
        {"catalog.yaml": "name: x\n", "doc.yaml": _openapi("1", way), "way.yaml": "x: {$ref: a.yaml}\n", "a.yaml": end},
        {"way.yaml": "x: {$ref: b.yaml}\n", "b.yaml": end},
    )
    before, after = (read_closure(open_tree(made.path, commit), "doc.yaml") for commit in made.commits)
    assert before.paths == {"doc.yaml", "way.yaml", "a.yaml"}
    assert before.digest != after.digest


def test_a_reference_that_leads_nowhere_or_out_of_the_tree_breaks_nothing(tmp_path: Path) -> None:
    bad = "x: [{$ref: nowhere.yaml}, {$ref: ../../etc/passwd}, {$ref: 'https://halden.example/x'}, {$ref: '#/none'}]\n"
    made = git_repository(tmp_path / "bad", {"catalog.yaml": "name: x\n", "doc.yaml": _openapi("1", bad)})
    assert read_closure(open_tree(made.path), "doc.yaml").paths == {"doc.yaml", "nowhere.yaml"}


def test_reference_cycles_end(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {
            SERVICE: _service("orders"),
            ORDERS: _openapi("1", "components: {schemas: {A: {$ref: b.yaml}, Self: {$ref: '#/components'}}}\n"),
            "contracts/services/orders/orders/b.yaml": "items: {$ref: 'openapi.yaml#/components/schemas/A'}\n",
        },
    )
    assert _seen(made, "orders") == [("1", 0)]


def test_commits_at_which_the_catalog_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1")},
        {ORDERS: "openapi: [\n"},
        {SERVICE: "contracts: [\n"},
        {SERVICE: _service("orders"), ORDERS: _openapi("1")},
        {"contracts/catalog.yaml": None},
        {**CATALOG, ORDERS: _openapi("2")},
    )
    assert _seen(made, "orders") == [("1", 0), ("2", 5)]


def test_only_the_first_parent_line_counts(tmp_path: Path) -> None:
    made = _history(tmp_path, {SERVICE: _service("orders"), ORDERS: _openapi("1")})
    made.git("checkout", "--quiet", "-b", "side")
    made.commit({ORDERS: _openapi("1.1-draft")})
    made.commit({ORDERS: _openapi("1.1")})
    made.git("checkout", "--quiet", "main")
    made.commit({"README.md": "1"})
    made.merge("side")
    assert _seen(made, "orders") == [("1", 0), ("1.1", 4)]
    assert [release.label for release in _releases(made, "side")] == ["1", "1.1-draft", "1.1"]
    with pytest.raises(UnknownRevision, match="did you mean side"):
        _releases(made, "sied")


def test_a_link_to_a_contract_is_followed(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {
            SERVICE: _service("orders"),
            ORDERS: Link("../real.yaml"),
            "contracts/services/orders/real.yaml": _openapi("1"),
        },
        {"contracts/services/orders/real.yaml": _openapi("2")},
    )
    assert _seen(made, "orders") == [("1", 0), ("2", 1)]


def test_a_shallow_clone_knows_the_releases_it_holds(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1")},
        {ORDERS: _openapi("2")},
        {ORDERS: _openapi("3")},
    )
    shallow = made.clone(tmp_path / "shallow", "--depth=2")
    assert [release.label for release in _releases(shallow)] == ["2", "3"]
    bare = made.clone(tmp_path / "bare.git", "--bare")
    assert [release.label for release in _releases(bare)] == ["1", "2", "3"]


def test_without_git_there_are_no_releases(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("name: x\n")
    assert catalog_releases(open_source(tmp_path)) == ()


def test_work_follows_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import catalog.repository.closures as closures

    names = [f"c{number}" for number in range(30)]
    documents = {f"contracts/services/orders/{name}/openapi.yaml": _openapi("1") for name in names}
    changes = [{"contracts/services/orders/c0/openapi.yaml": _openapi(f"1.{number}")} for number in range(20)]
    made = _history(tmp_path, {SERVICE: _service(*names), **documents}, *changes)
    read: list[str] = []
    whole = closures.read_closure
    monkeypatch.setattr(
        closures, "read_closure", lambda tree, path, known: read.append(path) or whole(tree, path, known)
    )
    assert len(_releases(made)) == 50
    assert len(read) == 50


def test_a_line_that_goes_on_is_what_the_whole_line_is(tmp_path: Path) -> None:
    made = _history(
        tmp_path,
        {SERVICE: _service("orders"), ORDERS: _openapi("1.0.0")},
        {"README.md": "unrelated"},
        {ORDERS: _openapi("1.1.0")},
        {ORDERS: "openapi: [broken\n"},
        {
            ORDERS: _openapi("1.2.0"),
            ACME: "product: Acme\nlive: '7'\ncontracts: [acme/things]\n",
            THINGS: _openapi("7"),
        },
        {SERVICE: None, ORDERS: None},
    )
    made.git("checkout", "--quiet", "-b", "side", made.commits[2])
    made.commit({ORDERS: _openapi("1.3.0")})
    made.git("checkout", "--quiet", "main")
    made.commit({SERVICE: _service("orders"), ORDERS: _openapi("2.0.0")})
    source = open_source(made.path)
    line = release_line(source)
    for commit in (*made.commits, made.commits[2], made.commits[-1]):
        whole = release_line(source).to(commit)
        assert line.to(commit) == whole
    assert len({release.contract for release in line.to("main")}) == 2
    source.close()


def test_a_new_commit_costs_what_it_changed(tmp_path: Path) -> None:
    made = _history(tmp_path, {SERVICE: _service("orders"), ORDERS: _openapi("1.0.0")})
    source = open_source(made.path)
    asked: list[str] = []

    class Counting:
        def closure(self, tree: Tree, path: str) -> Closure | None:  # noqa: ARG002
            asked.append(path)
            return None

        def keep(self, tree: Tree, path: str, closure: Closure) -> None:
            """Nothing is kept."""

    line = release_line(source, closures=Counting())
    line.to("main")
    before = len(asked)
    made.commit({ACME: "product: Acme\nlive: '7'\ncontracts: [acme/things]\n", THINGS: _openapi("7")})
    line.to("main")
    assert asked[before:] == [THINGS]
    line.to("main")
    assert asked[before:] == [THINGS]
    source.close()
