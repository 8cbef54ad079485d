"""Pages of a contract and its parts: what is known of each place stands at it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders.catalog import SOUND, write
from tests.builders.estate import estate_portal, twin
from tests.builders.portal import portal_client

ORDER = "/main/contracts/orders/v2?at=POST+/orders"


def marks(address: str) -> dict[str, Any]:
    """Marks by the address of their row, without where it is written."""
    return {key.rpartition(" ")[0]: mark for key, mark in twin(address)["marks"].items()}


def users(mark: dict[str, Any]) -> list[str]:
    return sorted({each["service"] for each in mark["users"]})


def test_a_field_says_which_services_use_it() -> None:
    found = marks(ORDER)
    assert users(found["POST /orders request.body customerReference"]) == ["sales-portal"]
    assert "POST /orders response.409.body type" not in found


def test_a_use_of_one_operation_is_not_told_at_another_that_shares_the_schema() -> None:
    """Requests and answers of orders share components; a use names one of them."""
    uses = {
        each["address"]
        for mark in marks(ORDER).values()
        for each in mark["users"]
    }  # fmt: skip
    assert uses
    assert all(address.startswith("POST /orders ") for address in uses)


def test_a_vendors_field_says_what_it_is_mapped_to() -> None:
    found = marks("/main/contracts/salesforce/sobjects?at=schema+Account")
    told = [each for mark in found.values() for each in mark["mapped"]]
    assert ("salesforce-crm", "customer/v1") in {(each["service"], each["entity"]) for each in told}
    assert any(each["unmapped"] for each in told)


def test_a_finding_stands_at_its_place() -> None:
    found = marks("/main/contracts/sap-erp/documents?at=POST+/price-simulations")
    rules = {key: [each["rule"] for each in mark["findings"]] for key, mark in found.items() if mark["findings"]}
    assert rules["POST /price-simulations request.body items[].netPrice"] == ["money-as-float"]


def test_a_finding_about_the_whole_operation_stands_above() -> None:
    page = twin("/main/contracts/sap-erp/documents?at=POST+/sales-orders")
    assert "missing-idempotency-key" in [each["rule"] for each in page["findings"]]


def test_a_place_deeper_down_has_an_address_of_its_own() -> None:
    page = twin(f"{ORDER}+request.body+lines[]")
    assert page["at"] == "POST /orders"
    assert page["place"]["at"] == "POST /orders request.body lines[]"
    assert page["place"]["schema"]["children"]


def test_every_place_that_a_page_links_to_is_there() -> None:
    client = estate_portal()
    text = client.get(ORDER).text
    links = {
        link.replace("&amp;", "&") for link in re.findall(r'<code class="schema-name[^"]*"><a href="([^"]+)"', text)
    }
    assert len(links) > 20
    assert {client.get(link).status_code for link in links} == {200}


def test_examples_of_the_document_are_judged_and_missing_ones_are_made() -> None:
    places = {each["place"]: each["examples"] for each in twin(ORDER)["examples"]}
    body = places["POST /orders request.body"]
    assert any(each["valid"] for each in body)
    every = [each for examples in places.values() for each in examples]
    assert all(each["valid"] for each in every if not each["declared"])


def test_a_contract_counts_what_its_other_pages_list() -> None:
    page = twin("/main/contracts/sap-erp/documents")
    counts = page["findings"]
    listed = twin("/main/findings/sap-erp/documents")
    assert counts == listed["counts"]
    assert sum(counts.values()) == listed["pager"]["total"]
    assert page["released"] == twin("/main/releases/sap-erp/documents")["pager"]["total"]


def test_places_used_name_their_services() -> None:
    places = {each["place"]: each["services"] for each in twin("/main/contracts/orders/v2")["places"]}
    assert "sales-portal" in places["POST /orders request.body customerReference"]


def test_parts_are_filtered_by_words() -> None:
    page = twin("/main/contracts/orders/v2?q=cancel")
    assert page["pagers"]["operations"]["total"] == len(page["contract"]["operations"]) < page["total"]
    assert all("cancel" in str(row).lower() for row in page["contract"]["operations"])


def test_a_filter_that_nothing_passes_says_so() -> None:
    assert "Nothing of the" in estate_portal().get("/main/contracts/orders/v2?q=zebra").text


@pytest.mark.parametrize("query", ["operations=0", "schemas=x", "places=-1"])
def test_wrong_pages_are_refused(query: str) -> None:
    assert estate_portal().get(f"/main/contracts/orders/v2.json?{query}").status_code == 400


def huge(count: int) -> str:
    """A contract with many operations, all of one large schema that leads to itself."""
    paths = "".join(
        f"  /things/t{n}:\n    get: {{operationId: get{n}, responses: {{'200': {REPLY}}}}}\n" for n in range(count)
    )
    fields = "".join(f"        f{n}: {{$ref: '#/components/schemas/Thing'}}\n" for n in range(60))
    schemas = f"components:\n  schemas:\n    Thing:\n      type: object\n      properties:\n{fields}"
    return f"openapi: 3.1.0\ninfo: {{title: Huge, version: 1.0.0}}\npaths:\n{paths}{schemas}"


REPLY = "{description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}"


def test_a_huge_contract_stays_small(tmp_path: Path) -> None:
    client = portal_client(write(tmp_path, {**SOUND, "services/orders/v1/openapi.yaml": huge(500)}))
    page = client.get("/worktree/contracts/orders/v1")
    part = client.get("/worktree/contracts/orders/v1?at=GET+/things/t7")
    assert (page.status_code, part.status_code) == (200, 200)
    assert len(page.data) < 120_000
    assert len(part.data) < 200_000
    assert "page 1 of 9" in page.text
    assert "as above (recursive)" in part.text
    last = client.get("/worktree/contracts/orders/v1.json?operations=9").json
    assert last is not None
    assert len(last["contract"]["operations"]) == 500 - 8 * 60


def test_the_app_keeps_what_it_answered(tmp_path: Path) -> None:
    client = portal_client(write(tmp_path, SOUND))
    client.get("/worktree/contracts/orders/v1")
    kept = len(client.application.extensions["treaty"].lately)
    client.get("/worktree/contracts/orders/v1")
    assert len(client.application.extensions["treaty"].lately) == kept > 0
