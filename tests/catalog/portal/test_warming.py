"""What pages need is found beside the requests: when they are asked for, nothing is worked out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalog.answers.catalog import open_catalog
from catalog.portal.app import create_app
from catalog.portal.handbook.contexts import chapters
from catalog.portal.pages import EXTENSION, Portal
from catalog.portal.settings import Settings
from catalog.portal.warming import read_handbook
from catalog.search.library import open_library
from tests.builders.estate import estate_portal
from tests.builders.landscape import LANDSCAPE, landscape

ORDERS = "services/orders/v2/openapi.yaml"


def warmed(folder: Path, name: str = "cache") -> FlaskClient:
    """A portal over a landscape whose orders have two releases, when all that runs beside the requests has ended."""
    if not (folder / "r").exists():
        text = str(LANDSCAPE[ORDERS])
        landscape(folder / "r").commit(
            {ORDERS: text.replace("version: 2.0.0", "version: 3.0.0").replace("total: {type: string}, ", "")}
        )
    catalog = open_catalog(str(folder / "r"), None, folder / name)
    app = create_app(Settings(), catalog=catalog, library=open_library(catalog.source, folder / name))
    portal: Portal = app.extensions[EXTENSION]
    portal.standings.prepare(catalog.revision("main"))
    portal.standings.of("main")
    catalog.jobs.wait()
    return app.test_client()


@pytest.mark.parametrize(
    "at",
    [
        "at=customer&kind=entity",
        "at=customer+name",
        "at=schemas/customer/v1.yaml&kind=schema",
        "at=customer&depth=0",
        "at=customer&kind=entity&depth=0",
        "at=sales&depth=0",
    ],
)
def test_whom_a_hub_hits_is_known(at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = warmed(tmp_path)
    monkeypatch.setattr("catalog.answers.kept.MOST", 0)
    for depth in range(4):  # what is asked for in between drives nothing out
        assert client.get(f"/main/impact?at=orders&kind=service&depth={depth}").status_code == 200
    monkeypatch.setattr("catalog.portal.impact.contexts.impact_at", None)
    assert client.get(f"/main/impact?{at}").status_code == 200


def test_what_a_vendors_release_will_do_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = warmed(tmp_path)
    monkeypatch.setattr("catalog.answers.editions.passages.between", None)
    page = client.get("/main/vendors/acme.json").get_json()
    assert [each["release"]["breaking"] for each in page["ahead"]] == [True, True]


def test_what_a_release_changed_is_known_in_the_next_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed(tmp_path)
    client = warmed(tmp_path)
    monkeypatch.setattr("catalog.answers.editions.between.compare", None)
    rows = client.get("/main/releases/orders/v2.json").get_json()["releases"]
    assert [(row["label"], row["breaking"]) for row in rows] == [("3.0.0", True), ("2.0.0", False)]


WAIVER = """\
rule: missing-idempotency-key
address: orders/v2
scope: all
reason: None of its callers repeats a call.
ticket: SHOP-1
requested_by: a.muster
approved_by: b.muster
created: 2026-01-01
expires: 2026-03-01
"""


def test_what_waivers_stand_for_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landscape(tmp_path / "r").commit({"policy/waivers/calls.yaml": WAIVER})
    client = warmed(tmp_path)
    monkeypatch.setattr("catalog.answers.kept.MOST", 0)
    assert client.get("/main/impact?at=orders&kind=service").status_code == 200
    monkeypatch.setattr("catalog.portal.exceptions.contexts.waiver_row", None)
    for page in ("rules/missing-idempotency-key", "exceptions"):
        assert [each["id"] for each in client.get(f"/main/{page}.json").get_json()["waivers"]] == ["calls"]


def test_chapters_are_put_into_html_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_handbook()
    monkeypatch.setattr("catalog.portal.markup._chapters", None)
    for each in chapters():
        assert estate_portal().get(f"/docs/{each.name}").status_code == 200
