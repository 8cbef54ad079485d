"""What leads on from a contract that a shared file reaches: its workflows, who uses all of it, who offers it."""

from __future__ import annotations

from pathlib import Path

from catalog.answers.impact.beside import offered, surroundings_of, using_all
from catalog.graph.edges import Confidence, Edge, Kind, Relation, Vertex
from catalog.repository.snapshot import Snapshot
from tests.builders.landscape import landscape, opened

ALL_OF_IT = "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: []\n"
ENDS = Vertex(Kind.CONTRACT, "orders/v2", True)


def snapshot_of(folder: Path, uses: str = ALL_OF_IT) -> Snapshot:
    catalog = opened(landscape(folder / "r", {"services/watch/consumes.yaml": uses}))
    return catalog.snapshot(catalog.revision("main"))


def told(edges: tuple[Edge, ...]) -> list[tuple[Vertex, Relation, Vertex, Confidence]]:
    return [(edge.source, edge.relation, edge.target, edge.confidence) for edge in edges]


def test_workflows_users_of_all_of_it_and_who_offers_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    service, team = Vertex(Kind.SERVICE, "orders", True), Vertex(Kind.TEAM, "sales")
    found = told(surroundings_of(snapshot)["orders/v2"])
    assert found[:3] == [
        (ENDS, Relation.STEP, Vertex(Kind.WORKFLOW, "order-to-cash"), Confidence.LIKELY),
        (ENDS, Relation.USED, Vertex(Kind.SERVICE, "watch"), found[1][3]),
        (ENDS, Relation.OFFERED, service, Confidence.CERTAIN),
    ]
    assert [(source, relation, target.kind, target.name) for source, relation, target, _ in found[3:]] == [
        (service, Relation.OWNED, team.kind, team.name)
    ]


def test_who_names_places_is_no_user_of_all_of_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, "consumes: []\n")  # the portal uses orders, by its places
    assert not tuple(using_all(snapshot, snapshot.contracts["orders/v2"], ENDS))


def test_nothing_travels_on_from_who_offers_it(tmp_path: Path) -> None:
    assert next(offered(snapshot_of(tmp_path), "orders/v2")).target.ends


def test_a_vendors_contract_and_one_that_is_not_there_are_offered_by_nobody(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    assert not tuple(offered(snapshot, "acme/accounts"))
    assert not tuple(offered(snapshot, "nobody/nothing"))


def test_every_contract_is_told_of_once_for_a_snapshot(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path)
    assert surroundings_of(snapshot).keys() == snapshot.contracts.keys()
    assert surroundings_of(snapshot) is surroundings_of(snapshot)
