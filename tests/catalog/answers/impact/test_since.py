"""Since when a file states something: a commit that only moves lines, or an edge that comes back, tell it apart."""

from __future__ import annotations

from pathlib import Path

from catalog.answers.catalog import open_catalog
from catalog.answers.impact.shape import Impact
from catalog.answers.impact.stated import stated_by
from catalog.graph.statements import statements
from catalog.reading.descriptors.kinds import kind_at
from tests.builders.landscape import LANDSCAPE, impact_of, landscape, opened
from tests.builders.shared import REPOSITORY

USES = "consumes:\n  - contract: orders/v2\n    pin: v2\n    uses: ['GET /orders response.200.body items[].total']\n"
AFAR = "# one\n# two\n" + USES.replace(
    "['GET /orders response.200.body items[].total']",
    "\n      - at: GET /orders response.200.body\n        fields: ['items[].state', 'items[].total']",
)
FILE = "services/portal/consumes.yaml"


def since(found: Impact) -> str | None:
    portal = next(each for each in found.services if each.name == "portal")
    evidence = portal.reached.path[-1].evidence
    assert evidence
    return evidence.since.commit if evidence.since else None


def test_other_lines_and_another_spelling_do_not_make_it_younger(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r")
    repository.commit({FILE: AFAR})
    assert (
        since(impact_of(repository, "orders/v2 GET /orders response.200.body items[].total")) == repository.commits[0]
    )
    assert (
        since(impact_of(repository, "orders/v2 GET /orders response.200.body items[].state")) == repository.commits[1]
    )


def test_what_was_gone_for_a_while_counts_from_its_return(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r")
    repository.commit({FILE: "consumes: []\n"})
    repository.commit({FILE: USES})
    assert (
        since(impact_of(repository, "orders/v2 GET /orders response.200.body items[].total")) == repository.commits[2]
    )


def test_uncommitted_work_has_no_age(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r", {FILE: None})
    repository.write({FILE: USES})
    assert since(impact_of(repository, "orders/v2")) is None
    repository.commit()
    assert since(impact_of(repository, "orders/v2")) == repository.commits[1]


def test_an_earlier_revision_does_not_look_ahead(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r")
    repository.commit({FILE: "consumes: []\n"})
    repository.commit({FILE: USES})
    assert since(impact_of(repository, "orders/v2", repository.commits[0])) == repository.commits[0]


def test_a_folder_without_history_is_answered_without_ages(tmp_path: Path) -> None:
    from catalog.answers.catalog import open_catalog
    from catalog.answers.impact.answer import impact
    from tests.builders.catalog import write

    texts = {str(name): content for name, content in LANDSCAPE.items() if isinstance(content, str)}
    catalog = open_catalog(str(write(tmp_path / "plain", texts)), None, tmp_path / "cache")
    snapshot = catalog.snapshot(catalog.revision())
    assert snapshot.catalog.as_of
    assert since(impact(catalog, snapshot, "orders/v2", today=snapshot.catalog.as_of)) is None


def test_a_shallow_clone_does_not_take_its_border_for_the_beginning(tmp_path: Path) -> None:
    repository = landscape(tmp_path / "r")
    repository.commit({"README.md": "one"})
    repository.commit({FILE: AFAR})
    repository.commit({"README.md": "two"})
    place = "orders/v2 GET /orders response.200.body items[]."
    for depth, total, state in ((1, None, None), (2, None, None), (3, None, repository.commits[2])):
        clone = repository.clone(tmp_path / f"depth-{depth}", f"--depth={depth}")
        assert since(impact_of(clone, f"{place}total")) == total, depth
        assert since(impact_of(clone, f"{place}state")) == state, depth
    whole = repository.clone(tmp_path / "whole")
    assert since(impact_of(whole, f"{place}total")) == repository.commits[0]


def test_a_file_is_found_to_state_all_that_its_edges_come_from(tmp_path: Path) -> None:
    for catalog in (opened(landscape(tmp_path / "r")), open_catalog(str(REPOSITORY), None, tmp_path / "cache")):
        snapshot = catalog.snapshot(catalog.revision())
        edges = [edge for each in stated_by(snapshot).out.values() for edge in each if edge.origin and edge.statement]
        assert edges
        for edge in edges:
            assert edge.origin
            file = edge.origin.file
            tree = snapshot.document(file).tree
            assert edge.statement in statements(kind_at(file, snapshot.root), tree, file), edge
