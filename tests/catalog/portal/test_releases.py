"""The page of a contract's releases."""

from __future__ import annotations

from tests.builders.estate import estate_portal, twin


def test_releases_are_listed_newest_first_with_what_they_changed() -> None:
    data = twin("/main/releases/pricing/prices")
    newest, first = data["releases"]
    assert (newest["label"], newest["breaking"], newest["required_bump"], newest["enough"]) == (
        "3.0.0", True, "major", True,
    )  # fmt: skip
    assert "quote-to-order" in newest["consumers"]
    assert (first["label"], first["before"]) == ("2.4.0", "")


def test_a_version_that_does_not_say_that_it_breaks_is_told() -> None:
    text = estate_portal().get("/main/releases/paylane-gateway/payments").text
    assert "needed 3.0.0 or later" in text


def test_announced_releases_stand_before_the_others() -> None:
    data = twin("/main/releases/salesforce/sobjects")
    assert [(each["label"], each["breaking"]) for each in data["announced"]] == [("68.0", True)]
    assert data["announced"][0]["consumers"] == ["salesforce-crm"]


def test_counts_lead_to_the_comparison_that_they_count() -> None:
    row = twin("/main/releases/salesforce/sobjects")["releases"][2]
    meaning = twin(f"/main/compare/salesforce/sobjects?from={row['before']}&to={row['name']}")["meaning"]
    assert row["counts"] == meaning["counts"]
    assert row["consumers"] == [each["service"] for each in meaning["consumers"]]


def test_a_contract_that_is_not_there_is_not_found() -> None:
    answer = estate_portal().get("/main/releases/pricing/price.json")
    assert answer.status_code == 404
    assert answer.json is not None
    assert "pricing/prices" in answer.json["hint"]
