"""The days of releases, who is pinned, and whom announced ones hit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from catalog.answers.calendar.ahead import ahead
from catalog.answers.calendar.events import days_of, pins, release_rows
from catalog.answers.catalog import Catalog
from tests.builders.landscape import impact_of, landscape, opened

DAY = date(2026, 11, 25)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return opened(landscape(tmp_path / "r"))


def test_days_are_told_in_order(catalog: Catalog) -> None:
    days = days_of(catalog.snapshot(catalog.revision(None)))
    assert [(f"{each.day:%Y-%m-%d}", each.label, each.what) for each in days] == [
        ("2026-01-01", "7", "production"),
        ("2026-10-01", "8", "announced"),
        ("2026-10-01", "9", "announced"),
        ("2027-02-01", "8", "production"),
        ("2027-03-31", "6", "retirement"),
    ]


def test_pins_are_those_of_consumptions_and_of_what_services_are_built_against(tmp_path: Path) -> None:
    built = "title: CRM\nlayer: system\nowner: links\nvendor: {product: Acme, label: '6'}\ncontracts: [crm/customers]\n"
    catalog = opened(landscape(tmp_path / "r", {"services/crm/service.yaml": built}))
    assert pins(catalog.snapshot(catalog.revision(None))) == {("acme", "7"): ("crm",), ("acme", "6"): ("crm",)}


def test_rows_know_state_and_days_left(catalog: Catalog) -> None:
    rows = {row.label: row for row in release_rows(catalog.snapshot(catalog.revision(None)), DAY)}
    assert {label: row.state for label, row in rows.items()} == {
        "6": "announced", "7": "live", "8": "announced", "9": "announced",
    }  # fmt: skip
    assert (rows["6"].days_left, rows["7"].days_left) == (126, None)
    assert (rows["7"].live, rows["6"].serves, rows["8"].documents) == (True, True, ("acme/accounts",))


def test_announced_releases_hit_whom_impact_says(catalog: Catalog, tmp_path: Path) -> None:
    rows = {row.label: row for row in ahead(catalog, catalog.snapshot(catalog.revision(None)))}
    told = impact_of(landscape(tmp_path / "again"), "acme 8").releases[0]
    assert rows["8"].hits == len(told.hits) == 1
    assert rows["8"].services == ("crm",)
    assert rows["8"].messages == ("number was removed",)
    assert (rows["9"].hits, rows["9"].services) == (0, ())
    assert rows["9"].harmless > 0
