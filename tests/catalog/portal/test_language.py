"""Pages of canonical entities and of words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from catalog.answers.catalog import open_catalog
from catalog.graph.references import References
from tests.builders.catalog import SOUND, write
from tests.builders.estate import estate, estate_portal, twin
from tests.builders.portal import portal_client


def test_an_entity_names_every_contract_that_refers_to_it(tmp_path: Path) -> None:
    """Judged by another way of finding references: reading every document."""
    snapshot = (catalog := open_catalog(str(estate()), "main", tmp_path)).snapshot(catalog.revision("main"))
    references = References(snapshot.documents.fetch)
    for name, entity in snapshot.entities.items():
        used = {each["version"]: set(each["contracts"]) for each in twin(f"/main/entities/{name}")["versions"]}
        for version, file in entity.versions:
            reach = {e.id for e in snapshot.contracts.values() if e.path and file in references.reaching(e.path)}
            assert used[version] == reach


def test_an_entity_says_who_maps_it_and_what_is_lost() -> None:
    page = twin("/main/entities/customer?label=v1")
    rows = {(each["service"], each["contract"]): each for each in page["mappings"]}
    crm = rows["salesforce-crm", "salesforce/sobjects"]
    assert ["BillingStreet", "line breaks become commas"] in crm["lost"]
    assert crm["unmapped"]
    assert dict(page["coverage"])["name"]


RECORD = "title: Order\nowner: blue\nentities: [order]\nterms: [order]\nsystem_of_record: {order: orders}\n"
MASTER = SOUND["services/orders/service.yaml"] + "masterOf: [order]\n"
OTHER = "layer: process\ndomain: order\nowner: team/blue\nlifecycle: active\nmasterOf: [order/v1]\n"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"services/orders/service.yaml": MASTER}, 0),
        ({"services/orders/service.yaml": MASTER, "services/other/service.yaml": OTHER}, 1),
        ({"services/other/service.yaml": OTHER, "domains/order.yaml": RECORD}, 1),
    ],
)  # fmt: skip
def test_masters_that_disagree_are_told(changes: Mapping[str, str], told: int, tmp_path: Path) -> None:
    client = portal_client(write(tmp_path, {**SOUND, **changes}))
    assert len(twin("/worktree/entities/order", client)["conflicts"]) == told


def test_an_older_version_has_a_page() -> None:
    page = twin("/main/entities/customer?label=v1")
    assert (page["version"], page["file"].endswith("customer/v1.yaml")) == ("v1", True)


def test_a_version_that_is_not_there_is_refused() -> None:
    answer = estate_portal().get("/main/entities/customer.json?label=v9")
    assert answer.status_code == 404
    assert answer.json is not None
    assert "v1, v2" in answer.json["hint"]


def test_a_word_says_what_it_must_not_be_confused_with() -> None:
    page = twin("/main/terms/crm-account")
    assert page["same_word"] == ["erp-account"]
    assert set(page["term"]["not_to_confuse"]) >= {"erp-account", "customer"}
    assert page["term"]["domain"] == "customer"


def test_values_of_a_word_stand_beside_those_of_vendors() -> None:
    page = twin("/main/terms/customer-status")
    assert page["values_of"] == ["sap-s4"]
    assert '<th scope="col">sap-s4</th>' in estate_portal().get("/main/terms/customer-status").text
