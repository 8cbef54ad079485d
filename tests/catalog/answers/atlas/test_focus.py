"""The focus graph over the little landscape: acme → crm → orders → portal."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.errors import UnknownName, UsageError
from catalog.graph.edges import Confidence, Kind
from catalog.graph.reach import Side
from tests.builders.atlas import arrows, focused
from tests.builders.git import GitRepository
from tests.builders.landscape import landscape, service


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    return landscape(tmp_path_factory.mktemp("atlas") / "r")


def names(repository: GitRepository, focus: str, **options: object) -> set[str]:
    return {node.name for node in focused(repository, focus, **options).nodes}


def test_a_service_with_what_it_uses_and_who_uses_it(repository: GitRepository) -> None:
    graph = focused(repository, "service:orders")
    assert {node.name for node in graph.nodes} == {
        "orders", "orders/v2", "portal", "crm/customers", "crm", "order-to-cash",
    }  # fmt: skip
    assert arrows(graph) == {
        "crm offers crm/customers",
        "crm/customers is used by orders",
        "orders offers orders/v2",
        "orders/v2 is used by portal",
        "orders/v2 is a step of order-to-cash",
    }
    sides = {node.name: node.side for node in graph.nodes}
    assert (sides["crm"], sides["orders"], sides["portal"]) == (Side.UPSTREAM, Side.FOCUS, Side.DOWNSTREAM)


@pytest.mark.parametrize("direction", ["both", "upstream", "downstream"])
@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("focus", ["service:crm", "contract:crm/customers", "entity:customer", "vendor:acme"])
def test_all_that_is_reached_is_shown_or_said_to_be_hidden(
    repository: GitRepository, focus: str, depth: int, direction: str
) -> None:
    graph = focused(repository, focus, depth=depth, direction=direction)
    hidden = graph.hidden
    assert len(graph.nodes) + hidden.total == graph.reached
    by_reason = (hidden.by_depth, sum(each.count for each in hidden.by_kind), hidden.by_place, hidden.by_limit)
    assert sum(by_reason) == hidden.total


def test_more_depth_shows_what_less_depth_hides(repository: GitRepository) -> None:
    one, three = focused(repository, "service:portal"), focused(repository, "service:portal", depth=3)
    assert one.hidden.by_depth > three.hidden.by_depth == 0
    assert "acme" not in {node.name for node in one.nodes}
    assert {"crm", "acme/accounts"} <= {node.name for node in three.nodes}


def test_a_kind_that_is_left_out_is_bridged(repository: GitRepository) -> None:
    graph = focused(repository, "service:orders", kinds=("service",))
    assert {node.name for node in graph.nodes} == {"orders", "crm", "portal"}
    through = {each.through for each in graph.arrows}
    assert through == {("crm/customers",), ("orders/v2",)}
    assert {each.value for each in graph.hidden.by_kind} >= {"contract", "workflow", "team"}


def test_a_filter_by_layer_hides_and_says_so(repository: GitRepository) -> None:
    graph = focused(repository, "service:crm", layers=("process",))
    assert {node.name for node in graph.nodes} == {"crm", "orders", "watch"}
    assert graph.hidden.by_place == 3
    assert {each.value: each.count for each in graph.choices.layers} == {"process": 2, "system": 1, "vendor": 2}


def test_a_filter_by_pattern_cuts_uses(repository: GitRepository) -> None:
    assert names(repository, "service:orders", patterns=("event",)) == {"orders", "orders/v2", "order-to-cash"}


def test_a_filter_by_relation_follows_only_it(repository: GitRepository) -> None:
    assert names(repository, "contract:crm/customers", relations=("is used by",)) == {
        "crm/customers", "orders", "watch",
    }  # fmt: skip


def test_a_team_with_what_it_answers_for(repository: GitRepository) -> None:
    graph = focused(repository, "team:links")
    assert {"links owns crm", "links owns watch", "links owns acme"} <= arrows(graph)
    assert not any(" is owned by links" in arrow for arrow in arrows(graph))


def test_an_address_with_those_who_use_it(repository: GitRepository) -> None:
    graph = focused(repository, "crm/customers GET /customers/{} response.200.body name")
    assert graph.focus.kind is Kind.ADDRESS
    assert "orders" not in {node.name for node in graph.nodes}
    used = focused(repository, "crm/customers GET /customers/{} response.200.body customerId")
    assert "crm/customers GET /customers/{} response.200.body customerId is used by orders" in arrows(used)
    assert "watch" not in {node.name for node in used.nodes}


def test_a_release_with_whom_it_hits(repository: GitRepository) -> None:
    graph = focused(repository, "acme 8")
    assert (graph.focus.kind, graph.focus.name) == (Kind.RELEASE, "acme 8")
    assert {"acme 8 changes crm", "acme has acme 8"} <= arrows(graph)
    pinned = focused(repository, "release:acme 7")
    assert {"acme 7 is pinned by crm", "acme has acme 7"} <= arrows(pinned)


def test_an_entity_with_what_refers_to_it_and_who_fills_it(repository: GitRepository) -> None:
    graph = focused(repository, "entity:customer")
    assert {"customer is referred to by crm/customers", "customer is mapped by crm"} <= arrows(graph)
    proof = next(each.proof for each in graph.arrows if each.relation.value == "is referred to by")
    assert proof is not None
    assert (proof.file, proof.text) == ("services/crm/customers/openapi.yaml", "v1.yaml")


def test_a_use_says_pattern_direction_confidence_and_where(repository: GitRepository) -> None:
    graph = focused(repository, "contract:acme/accounts")
    use = next(each for each in graph.arrows if each.relation.value == "is used by")
    assert (use.patterns, use.directions, use.confidence) == (("sync",), ("outbound",), Confidence.CERTAIN)
    assert (use.count, use.known) == (2, ("declared", "traffic"))
    assert use.proof is not None
    assert (use.proof.file, use.proof.pointer) == ("services/crm/consumes.yaml", "/consumes/0/uses/0/fields/0")


def test_what_lies_beyond_the_limit_is_on_the_next_page(tmp_path: Path) -> None:
    many = {
        f"services/user-{number:02}/{file}": content
        for number in range(45)
        for file, content in (
            ("service.yaml", service(f"User {number}", "process", "sales", "")),
            ("consumes.yaml", "consumes:\n  - {contract: crm/customers, pin: 1.x}\n"),
        )
    }
    repository = landscape(tmp_path / "r", many)
    first = focused(repository, "contract:crm/customers", limit=40)
    second = focused(repository, "contract:crm/customers", limit=40, page=2)
    assert (len(first.nodes), first.pages) == (41, 2)
    assert first.hidden.by_limit == len(second.nodes) - 1
    assert {n.name for n in first.nodes} & {n.name for n in second.nodes} == {"crm/customers"}
    with pytest.raises(UsageError, match="no page 3"):
        focused(repository, "contract:crm/customers", limit=40, page=3)


@pytest.mark.parametrize(
    "options",
    [{"depth": 4}, {"depth": 0}, {"direction": "up"}, {"kinds": ("x",)}, {"relations": ("x",)}, {"patterns": ("x",)},
     {"limit": 41}, {"page": 0}],
)  # fmt: skip
def test_nonsense_is_refused(repository: GitRepository, options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        focused(repository, "service:crm", **options)


@pytest.mark.parametrize("focus", ["service:nobody", "nobody", "address:crm/customers GET /nowhere", "release:acme 99"])
def test_an_unknown_focus_is_said(repository: GitRepository, focus: str) -> None:
    with pytest.raises(UnknownName):
        focused(repository, focus)


def test_a_contract_that_is_not_there_is_shown_as_used(tmp_path: Path) -> None:
    uses = "consumes:\n  - {contract: gone/away, pin: 1.x}\n"
    repository = landscape(tmp_path / "r", {"services/watch/consumes.yaml": uses})
    graph = focused(repository, "service:watch")
    assert next(node.stage for node in graph.nodes if node.name == "gone/away") == "unknown"
