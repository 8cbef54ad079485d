"""Pages of rules: the text, where it fails now, and what excuses it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from catalog.answers import survey as surveys
from catalog.cli.main import main
from tests.builders.estate import estate, estate_portal, twin
from tests.builders.portal import portal_client


def test_rules_count_what_check_finds(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--catalog", str(estate()), "--rev", "main", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    said = Counter((each["rule"], each.get("status") == "waived") for each in found)
    page = twin("/main/rules")
    contracts = twin("/main/")["contracts"]
    assert page["progress"] == {"done": contracts, "total": contracts, "complete": True, "failure": ""}
    counted: dict[str, tuple[int, int]] = {}
    for number in range(1, page["pager"]["pages"] + 1):
        rows = twin(f"/main/rules?page={number}")["rules"]
        counted |= {row["rule"]: (row["open"], row["waived"]) for row in rows if row["open"] or row["waived"]}
    assert counted == {rule: (said[rule, False], said[rule, True]) for rule in {rule for rule, _ in said}}


def test_a_rule_shows_its_text_its_places_and_its_waivers() -> None:
    page = twin("/main/rules/restricted-in-event")
    assert page["text"].startswith("#")
    assert (page["open"], page["waived"]) == (0, 1)
    assert [each["id"] for each in page["waivers"]] == ["iban-in-payment-events"]
    assert page["findings"][0]["contract"] == "payment-status/events"


def test_every_rule_of_the_list_has_a_page() -> None:
    client = estate_portal()
    for row in twin("/main/rules?q=waiver")["rules"]:
        assert client.get(f"/main/rules/{row['rule']}").status_code == 200


def test_an_unknown_rule_is_not_found_with_advice() -> None:
    answer = estate_portal().get("/main/rules/money-as-flot.json")
    assert answer.status_code == 404
    assert answer.json is not None
    assert "money-as-float" in answer.json["hint"]


def test_a_large_catalog_is_judged_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page answers at once, says how far it is, and may not be kept until all is judged."""
    monkeypatch.setattr(surveys, "AT_ONCE", 0)
    client = portal_client(estate())
    first = client.get("/main/rules.json")
    assert first.status_code == 200
    if first.json is None or not first.json["progress"]["complete"]:
        assert "no-store" in first.headers["Cache-Control"]
    portal = client.application.extensions["treaty"]
    surveys.survey(portal.catalog, portal.catalog.revision("main"), date(2026, 11, 25), portal.lately).wait()
    assert twin("/main/rules", client)["rules"] == twin("/main/rules")["rules"]
