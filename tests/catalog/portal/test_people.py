"""Pages of domains, teams, services and vendors: what each answers for, and how it hangs together with the others."""

from __future__ import annotations

import json

import pytest

from catalog.cli.main import main
from catalog.portal.contracts import judged
from tests.builders.estate import estate, estate_portal, twin
from tests.builders.portal import portal_client


def test_a_team_says_what_it_owns_needs_and_serves() -> None:
    page = twin("/main/teams/crm-platform")
    sheet = page["team"]
    assert [row["name"] for row in page["services"]] == list(sheet["services"]) == ["salesforce-crm"]
    assert [row["name"] for row in sheet["vendors"]] == ["salesforce"]
    assert {each["name"] for each in sheet["needs"]} >= {"vendor salesforce"}
    assert {service for each in sheet["serves"] for service, _ in each["ties"]} >= {"quote-to-order"}
    assert all(each["count"] >= len(each["ties"]) > 0 for each in (*sheet["needs"], *sheet["serves"]))


def test_findings_of_a_team_are_those_of_its_contracts() -> None:
    for row in twin("/main/teams/erp-platform")["findings"]:
        assert row["counts"] == twin(f"/main/findings/{row['contract']}")["counts"]


def test_a_domain_says_which_others_it_needs_and_serves() -> None:
    page = twin("/main/domains/order")
    ties = {each["name"]: each["ties"] for each in page["domain"]["needs"]}
    assert "order" not in ties
    assert ["quote-to-order", "pricing/prices"] in ties["product"]
    own = {row["name"] for row in page["services"]}
    assert {service for pairs in ties.values() for service, _ in pairs} <= own


@pytest.mark.parametrize("page", ["/main/domains/order", "/main/teams/crm-platform"])
def test_all_ties_to_a_neighbour_can_be_reached(page: str) -> None:
    client, (_, _, kind, _) = estate_portal(), page.split("/")
    sheet = twin(page)[kind[:-1]]
    text = client.get(page).text
    for side in ("needs", "serves"):
        for each in sheet[side]:
            tied = twin(f"{page}?{side}={each['name']}")["tied"]
            assert tied["pager"]["total"] == len(tied["ties"]) == each["count"]
            assert tied["ties"][: len(each["ties"])] == each["ties"]
            led = f"{page}?{side}={each['name'].replace(' ', '+')}#h-{side}"
            assert (f'href="{led}">all {each["count"]}<' in text) is (each["count"] > len(each["ties"]))
    assert client.get(f"{page}?needs=nobody").status_code == 404


@pytest.mark.parametrize("kind", ["teams", "domains"])
def test_lists_count_what_the_pages_show(kind: str) -> None:
    for row in twin(f"/main/{kind}")[kind]:
        page = twin(f"/main/{kind}/{row['name']}")
        sheet = page[kind[:-1]]
        assert row["services"] == page["pager"]["total"] == len(sheet["services"])
        assert (row["vendors"], row["workflows"]) == (len(sheet["vendors"]), len(sheet["workflows"]))


@pytest.mark.parametrize(
    "address", ["teams/crm-platfrm", "domains/ordr", "workflows/quote-to-odrer", "terms/crm-acount", "entities/custmer"]
)
def test_what_is_not_there_is_not_found_with_advice(address: str) -> None:
    answer = estate_portal().get(f"/main/{address}.json")
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["hint"]


@pytest.mark.parametrize(("vendor", "label"), [("salesforce", "68.0"), ("sap-s4", "2608")])
def test_a_vendors_announced_release_hits_whom_impact_names(
    vendor: str, label: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["impact", f"{vendor} {label}", "--catalog", str(estate()), "--rev", "main", "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    hit = {service for each in said["releases"] for change in each["hits"] for service, _ in change["uses"]}
    ahead = [each for each in twin(f"/main/vendors/{vendor}")["ahead"] if each["release"]["label"] == label]
    assert {service for each in ahead for service in each["release"]["consumers"]} == hit
    assert ahead


def test_a_service_says_what_it_takes_part_in() -> None:
    page = twin("/main/services/quote-to-order")
    assert "quote-to-order" in page["workflows"]
    assert page["ending"] == [] or all(stage in ("deprecated", "sunset", "retired") for _, stage in page["ending"])


def test_a_service_that_uses_what_is_ending_says_so() -> None:
    ending = {
        row["name"]: twin(f"/main/services/{row['name']}")["ending"] for row in twin("/main/services")["services"]
    }
    assert any(["orders/v1", "deprecated"] in each for each in ending.values())


def test_in_a_large_catalog_contracts_are_judged_beside_the_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = twin("/main/teams/erp-platform")["findings"]
    monkeypatch.setattr(judged, "AT_ONCE", 1)
    client = portal_client(estate())
    first = client.get("/main/teams/erp-platform.json").json
    jobs = client.application.extensions["treaty"].catalog.jobs
    jobs.wait()
    then = client.get("/main/teams/erp-platform.json").json
    assert first is not None
    assert then is not None
    assert len(first["findings"]) + first["judging"] >= len(then["findings"])
    assert (then["judging"], then["findings"]) == (0, expected)
