"""Who is hit on the reference estate: by the release that breaks somebody, by the one that only looks frightening."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import Catalog, open_catalog
from catalog.answers.impact.answer import impact
from catalog.answers.impact.shape import Impact
from catalog.graph.edges import Confidence

ESTATE = Path(__file__).resolve().parents[2] / "contracts"
NUMBER = "salesforce/sobjects GET /sobjects/Account/{} response.200.body AccountNumber"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return open_catalog(str(ESTATE), None, tmp_path_factory.mktemp("cache"))


def ask(catalog: Catalog, place: str) -> Impact:
    snapshot = catalog.snapshot(catalog.revision())
    assert snapshot.catalog.as_of
    return impact(catalog, snapshot, place, today=snapshot.catalog.as_of)


def test_the_release_that_breaks_a_consumer_is_told_with_service_field_workflow_and_owner(catalog: Catalog) -> None:
    found = ask(catalog, "salesforce 68.0")
    direct = [each for each in found.services if each.reached.direct]
    assert [(each.name, each.owner, each.uses) for each in direct] == [("salesforce-crm", "crm-platform", (NUMBER,))]
    likely = {each.name for each in found.services if each.reached.confidence is Confidence.LIKELY}
    assert likely == {"customer-onboarding", "quote-to-order"}, "they read the field that AccountNumber is mapped to"
    flows = {each.id: (each.workflow_type, each.owner) for each in found.workflows}
    assert flows["onboard-customer"] == ("submission", "customer-domain")
    assert flows["order-to-cash"] == ("status-propagation", "order-domain")
    assert found.teams[0].name == "crm-platform"


def test_the_release_that_looks_frightening_hits_nobody_and_says_why(catalog: Catalog) -> None:
    found = ask(catalog, "sap-s4 2608")
    assert (found.hit, found.services, found.workflows) == (False, (), ())
    (release,) = found.releases
    assert release.changes == sum(count for _, count in release.safe)
    assert f"all {release.changes} changes in sap-s4/sales-order 2608 are safe" in found.why


def test_every_place_of_the_estate_has_an_answer(catalog: Catalog) -> None:
    snapshot = catalog.snapshot(catalog.revision())
    for name in (*snapshot.services, *snapshot.vendors, *snapshot.workflows, *snapshot.teams, *snapshot.entities):
        found = ask(catalog, name)
        assert found.hit is not None
        assert bool(found.why) is not found.hit
        assert all(
            hop.evidence is None or hop.evidence.line > 0 for each in found.services for hop in each.reached.path
        )
