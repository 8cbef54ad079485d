"""Findings of a contract on a page: the same as `treaty check` says."""

from __future__ import annotations

import json

import pytest

from catalog.cli.main import main
from tests.builders.estate import estate, estate_portal, twin


@pytest.mark.parametrize(
    "contract", ["sap-erp/documents", "renewals/subscriptions", "orders/v2", "salesforce/sobjects"]
)
def test_the_page_lists_what_check_finds(contract: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", contract, "--catalog", str(estate()), "--rev", "main", "--format", "json"])
    said = [each["fingerprint"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert [each["fingerprint"] for each in twin(f"/main/findings/{contract}")["findings"]] == said


def test_findings_are_narrowed_by_severity_and_rule() -> None:
    every = twin("/main/findings/sap-erp/documents")
    some = twin("/main/findings/sap-erp/documents?severity=warning&rule=money-as-float")
    assert {(each["severity"], each["rule"]) for each in some["findings"]} == {("warning", "money-as-float")}
    assert some["rules"] == every["rules"]
    counted = next(each for each in some["rules"] if each["rule"] == "money-as-float")
    assert (counted["open"], counted["waived"]) == (some["open"], some["waived"])
    assert some["open"] + some["waived"] == len(some["findings"]) < len(every["findings"])


def test_a_waived_finding_names_its_waiver() -> None:
    found = twin("/main/findings/credit-check/decisions")["findings"]
    assert [(each["rule"], each["waiver"]) for each in found] == [
        ("missing-idempotency-key", "credit-decision-asked-twice")
    ]


def test_open_and_waived_are_told_apart_in_the_same_words() -> None:
    """On the page of the contract, on the list that it leads to, by rule there, on the rule's page and in the list of
    rules."""
    contract, rule = "treaty-portal/pages", "unsecured-operation"
    counts, listed = twin(f"/main/contracts/{contract}")["findings"], twin(f"/main/findings/{contract}")
    waived = counts["waived"]
    assert waived > 0
    assert (listed["open"], listed["waived"]) == (sum(counts.values()) - waived, waived)
    assert listed["rules"] == [{"rule": rule, "open": 0, "waived": waived}]
    row = next(each for each in twin(f"/main/rules?q={rule}")["rules"] if each["rule"] == rule)
    page = twin(f"/main/rules/{rule}")
    assert (row["open"], row["waived"]) == (page["open"], page["waived"])
    for address in (f"/main/findings/{contract}", f"/main/rules/{rule}"):
        assert f"{page['open']} open, {page['waived']} waived" in estate_portal().get(address).text
    assert ">Fails<" not in estate_portal().get("/main/rules").text


def test_an_unknown_severity_is_refused() -> None:
    answer = estate_portal().get("/main/findings/orders/v2.json?severity=awful")
    assert answer.status_code == 400
    assert answer.json is not None
    assert "error, warning, info" in answer.json["hint"]
